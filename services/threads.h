// Lends threads to the graph, which starts none.
#ifndef TASHBIK_SERVICES_THREADS_H_
#define TASHBIK_SERVICES_THREADS_H_

#include "graph/parallel.h"

namespace tashbik::services {

// Shares the pieces of a work among `threads` threads (at least 1), the caller's being one of them.
// Threads live as long as one work: fit for what takes milliseconds or more.
graph::Parallel OnThreads(int threads);

// The same among as many of `cores` threads as no other work on the result uses: a question alone
// is answered by all cores, and many at once by one each.
graph::Parallel OnSpareCores(int cores);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_THREADS_H_
