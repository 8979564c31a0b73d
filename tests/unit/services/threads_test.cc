// Lent threads: every piece of a work runs once, and a question beside others gets no thread more.
#include "services/threads.h"

#include <atomic>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace tashbik::services {
namespace {

TEST(Threads, EveryPieceRunsOnce) {
  for (const int threads : {0, 1, 2, 5}) {
    for (const size_t count : {size_t{0}, size_t{1}, size_t{3}, size_t{100}}) {
      for (const graph::Parallel& parallel : {OnThreads(threads), OnSpareCores(threads)}) {
        std::vector<std::atomic<int>> runs(count);
        parallel(count, [&](size_t piece) { ++runs[piece]; });
        for (const std::atomic<int>& times : runs) EXPECT_EQ(times, 1);
      }
    }
  }
}

std::set<std::thread::id> ThreadsOf(const graph::Parallel& parallel, size_t count) {
  std::set<std::thread::id> ids;
  std::mutex mutex;
  parallel(count, [&](size_t) {
    const std::lock_guard lock(mutex);
    ids.insert(std::this_thread::get_id());
  });
  return ids;
}

TEST(Threads, AQuestionBesideOthersHasOnlyItsOwn) {
  const graph::Parallel parallel = OnSpareCores(2);
  parallel(2, [&](size_t) {
    // Both cores are in use, by the caller's thread and the one that it was lent.
    EXPECT_EQ(ThreadsOf(parallel, 50), std::set{std::this_thread::get_id()});
  });
  // They are free again.
  std::atomic<int> met = 0;
  parallel(2, [&](size_t) {
    ++met;
    while (met < 2) std::this_thread::yield();  // ends only if both run at once
  });
  EXPECT_EQ(met, 2);
}

}  // namespace
}  // namespace tashbik::services
