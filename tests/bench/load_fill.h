// Puts a synthetic network into a running server, through its API.
#ifndef TASHBIK_TESTS_BENCH_LOAD_FILL_H_
#define TASHBIK_TESTS_BENCH_LOAD_FILL_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cpp/client.h"
#include "graph/facts.h"
#include "tashbik/v1/organization.pb.h"
#include "tests/bench/generator.h"

namespace tashbik::bench {

// Scheme of the external ids that the organizations are loaded under; the value is their number.
inline constexpr char kScheme[] = "load";

// The organization that says what the facts say, PUBLIC, with the external id `number`. Stems of
// the text row become the words of its description.
v1::Organization ToOrganization(const graph::ActorFacts& actor, size_t number);

// Writes the vocabulary, as administrator. The themes come first, then what links them, so that
// none refers to one that is not there yet.
absl::Status LoadThemes(const client::Client& administrator,
                        const std::vector<graph::ThemeFacts>& themes);

// Writes the first `count` actors of the generator as organizations by BatchUpsertOrganizations,
// `per_batch` a call from `writers` threads. Returns their resource names, by number.
absl::StatusOr<std::vector<std::string>> LoadActors(const client::Client& coordinator,
                                                    const Generator& generator, size_t count,
                                                    int per_batch, int writers);

}  // namespace tashbik::bench

#endif  // TASHBIK_TESTS_BENCH_LOAD_FILL_H_
