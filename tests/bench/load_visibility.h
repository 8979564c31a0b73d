// How long a change takes until somebody else sees it, under a steady stream of changes.
#ifndef TASHBIK_TESTS_BENCH_LOAD_VISIBILITY_H_
#define TASHBIK_TESTS_BENCH_LOAD_VISIBILITY_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cpp/client.h"
#include "tashbik/v1/organization.pb.h"
#include "tests/bench/load_ask.h"

namespace tashbik::bench {

struct Visibility {
  Latencies visible;       // from the moment a change was due to the answer that shows it
  Latencies acknowledged;  // from then to the end of its write
  Latencies looks;         // the reader's single searches
  double per_second = 0;   // changes, as written
};

// Writes `rate` changes a second for `duration` in batches of `per_batch`, each due at a fixed
// moment whether or not those before are done, to `organizations` (with their names) in turn. The
// first of each batch gets a new name; a reader that gets it every millisecond says when it shows,
// and searches for one in ten at once: INTERNAL if the search does not find what Get showed.
absl::StatusOr<Visibility> MeasureVisibility(const client::Client& writer,
                                             const client::Client& reader,
                                             const std::vector<v1::Organization>& organizations,
                                             int rate, int per_batch, absl::Duration duration);

}  // namespace tashbik::bench

#endif  // TASHBIK_TESTS_BENCH_LOAD_VISIBILITY_H_
