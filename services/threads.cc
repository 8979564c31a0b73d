// Pieces are taken in turn. A thread that the system refuses is done without.
#include "services/threads.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <system_error>
#include <thread>
#include <vector>

#include "absl/cleanup/cleanup.h"

namespace tashbik::services {
namespace {

// On the caller's thread and `helpers` others.
void Share(size_t helpers, size_t count, const std::function<void(size_t)>& work) {
  std::atomic<size_t> next = 0;
  const auto take = [&] {
    for (size_t piece = next++; piece < count; piece = next++) work(piece);
  };
  std::vector<std::jthread> others;  // joined however this ends
  try {
    for (size_t i = 0; i < helpers; ++i) others.emplace_back(take);
  } catch (const std::system_error&) {
    // Those that are there, and the caller, do all of it.
  }
  take();
}

size_t Helpers(int threads, size_t count) {
  return std::min(static_cast<size_t>(std::max(threads, 1)), count) - 1;
}

}  // namespace

graph::Parallel OnThreads(int threads) {
  return [threads](size_t count, const std::function<void(size_t)>& work) {
    if (count > 0) Share(Helpers(threads, count), count, work);
  };
}

graph::Parallel OnSpareCores(int cores) {
  return [cores, used = std::make_shared<std::atomic<int>>(0)](
             size_t count, const std::function<void(size_t)>& work) {
    if (count == 0) return;
    const int others = used->fetch_add(1);
    const size_t helpers = Helpers(cores - others, count);
    used->fetch_add(static_cast<int>(helpers));
    const absl::Cleanup give_back = [&] { used->fetch_sub(static_cast<int>(helpers) + 1); };
    Share(helpers, count, work);
  };
}

}  // namespace tashbik::services
