// Writers that can be checked afterwards: what each was told is durable must be there, whole.
#ifndef TASHBIK_TESTS_TESTING_STORAGE_WORKLOAD_H_
#define TASHBIK_TESTS_TESTING_STORAGE_WORKLOAD_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "storage/store.h"

namespace tashbik::testing {

// Records in each batch, and writers that run at once.
inline constexpr int kBatchRecords = 4;
inline constexpr int kWorkloadWriters = 16;

// Batches acknowledged to each writer of each round: they number them from 0, one after the other.
using Acknowledged = std::map<std::pair<int, int>, int>;  // (round, writer) -> how many

// Writes batch `number` of a writer: kBatchRecords records, all or none.
absl::Status WriteBatchOf(storage::Store& store, int round, int writer, int number);

// Runs kWorkloadWriters threads, each writing batches until one fails or `limit` are done, and
// calls `acknowledged(writer)` from their threads after each success.
void RunWriters(storage::Store& store, int round, int limit,
                const std::function<void(int writer)>& acknowledged);

// What is wrong in the store, as sentences; empty when every acknowledged batch is there, every
// batch is whole, no writer has more than one that was not acknowledged, and the change feed tells
// of each record once, in order.
std::vector<std::string> FindLosses(const storage::Store& store, const Acknowledged& acknowledged);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_STORAGE_WORKLOAD_H_
