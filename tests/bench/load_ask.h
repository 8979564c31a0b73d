// Asks a server for partners, from one connection or several, and keeps the times.
#ifndef TASHBIK_TESTS_BENCH_LOAD_ASK_H_
#define TASHBIK_TESTS_BENCH_LOAD_ASK_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "tashbik/v1/match.pb.h"

namespace tashbik::bench {

// Times of calls, in milliseconds.
struct Latencies {
  std::vector<double> ms;
  double seconds = 0;  // wall time of all of them

  void Add(const Latencies& other);
  // The time that the fraction `q` of the calls stays under; 0 without calls.
  double Quantile(double q) const;
  double PerSecond() const;
};

// Asks SuggestPartners for 10 partners each of these actors in turn, from `first` on, one call
// after another from each of `clients` connections, for `duration`. Diversity and exposure are on.
// The first answers are kept in `answers` where it is given.
absl::StatusOr<Latencies> AskPartners(const std::string& address, const std::string& token,
                                      const std::vector<std::string>& actors, size_t first,
                                      int clients, absl::Duration duration,
                                      std::vector<v1::SuggestPartnersResponse>* answers);

// Waits until a server says SERVING. DEADLINE_EXCEEDED after `timeout`.
absl::Status AwaitServing(const std::string& address, absl::Duration timeout);

}  // namespace tashbik::bench

#endif  // TASHBIK_TESTS_BENCH_LOAD_ASK_H_
