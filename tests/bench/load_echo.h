// A bare gRPC server that answers SuggestPartners with answers given beforehand: what the transport
// alone costs.
#ifndef TASHBIK_TESTS_BENCH_LOAD_ECHO_H_
#define TASHBIK_TESTS_BENCH_LOAD_ECHO_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tashbik/v1/match.pb.h"

namespace tashbik::bench {

// Writes answers to a file that ServeEcho reads.
absl::Status WriteAnswers(const std::string& path,
                          const std::vector<v1::SuggestPartnersResponse>& answers);

// Serves the answers of a file in turn on a port of loopback that the system chooses, whose address
// goes into `port_file`. Runs until the process is killed.
absl::Status ServeEcho(const std::string& answers, const std::string& port_file);

}  // namespace tashbik::bench

#endif  // TASHBIK_TESTS_BENCH_LOAD_ECHO_H_
