// How fast the store is: durable writes by 1, 8 and 64 writers, and the scan that a start needs.
#include <benchmark/benchmark.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "storage/store.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik {
namespace {

using storage::RecordRef;
using storage::Store;
using storage::Transaction;
using store::v1::KIND_ORGANIZATION;

constexpr std::size_t kRecordBytes = 500;
constexpr int kBatch = 1000;

std::unique_ptr<Store> OpenIn(const testing::TemporaryFolder& folder) {
  storage::StoreOptions options;
  options.folder = folder.Inside("data");
  auto store = Store::Open(options);
  if (!store.ok()) std::abort();
  return *std::move(store);
}

// Bytes that do not compress away, as sealed records would be.
std::string PayloadOf(uint64_t seed) {
  std::string payload(kRecordBytes, '\0');
  for (char& byte : payload) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    byte = static_cast<char>(seed >> 56);
  }
  return payload;
}

void Put(Store& store, uint64_t first, uint64_t count) {
  const auto written = store.Write({}, [&](Transaction& transaction) -> absl::Status {
    for (uint64_t i = first; i < first + count; ++i) {
      const auto put = transaction.Put(KIND_ORGANIZATION, absl::StrCat("a", i), PayloadOf(i));
      if (!put.ok()) return put.status();
    }
    return absl::OkStatus();
  });
  if (!written.ok()) std::abort();
}

// One record per write: durable changes per second of `range(0)` writers.
void BM_Commit(benchmark::State& state) {
  const testing::TemporaryFolder folder;
  const std::unique_ptr<Store> store = OpenIn(folder);
  const auto writers = static_cast<int>(state.range(0));
  constexpr int kWritesEach = 100;
  std::atomic<uint64_t> next{0};
  for (auto _ : state) {
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
      threads.emplace_back([&] {
        for (int i = 0; i < kWritesEach; ++i) Put(*store, next++, 1);
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  state.SetItemsProcessed(static_cast<int64_t>(next));
  state.counters["per_group"] =
      static_cast<double>(next) / static_cast<double>(store->Status().commit);
}
BENCHMARK(BM_Commit)->Arg(1)->Arg(8)->Arg(64)->MeasureProcessCPUTime()->UseRealTime()->Unit(
    benchmark::kMillisecond);

// An import: one writer, batches of a thousand records.
void BM_Import(benchmark::State& state) {
  const testing::TemporaryFolder folder;
  const std::unique_ptr<Store> store = OpenIn(folder);
  uint64_t next = 0;
  for (auto _ : state) {
    Put(*store, next, kBatch);
    next += kBatch;
  }
  state.SetItemsProcessed(static_cast<int64_t>(next));
}
BENCHMARK(BM_Import)->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMillisecond);

// Visits `range(0)` records in `range(1)` threads.
void BM_Scan(benchmark::State& state) {
  const testing::TemporaryFolder folder;
  const auto records = static_cast<uint64_t>(state.range(0));
  {
    const std::unique_ptr<Store> store = OpenIn(folder);
    for (uint64_t first = 0; first < records; first += kBatch) Put(*store, first, kBatch);
  }
  const absl::Time before = absl::Now();
  const std::unique_ptr<Store> store = OpenIn(folder);
  state.counters["open_ms"] = absl::ToDoubleMilliseconds(absl::Now() - before);
  for (auto _ : state) {
    std::atomic<uint64_t> bytes{0};
    const absl::Status scanned = store->Read().ParallelForEach(
        static_cast<int>(state.range(1)), [&](int, const RecordRef& record) -> absl::Status {
          bytes.fetch_add(record.payload.size(), std::memory_order_relaxed);
          return absl::OkStatus();
        });
    if (!scanned.ok() || bytes != records * kRecordBytes) std::abort();
  }
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations() * records));
}
BENCHMARK(BM_Scan)
    ->Args({100'000, 1})
    ->Args({1'000'000, 1})
    ->Args({1'000'000, 2})
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tashbik

BENCHMARK_MAIN();
