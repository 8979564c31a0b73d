// Threads that are lent to this folder, which starts none.
#ifndef TASHBIK_GRAPH_PARALLEL_H_
#define TASHBIK_GRAPH_PARALLEL_H_

#include <cstddef>
#include <functional>

namespace tashbik::graph {

// Runs work(0) to work(count - 1), possibly on several threads, and returns when all are done.
using Parallel = std::function<void(size_t count, const std::function<void(size_t)>& work)>;

// Null lends none: one after the other, on the caller's thread.
inline void RunOn(const Parallel& parallel, size_t count, const std::function<void(size_t)>& work) {
  if (parallel && count > 1) return parallel(count, work);
  for (size_t i = 0; i < count; ++i) work(i);
}

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_PARALLEL_H_
