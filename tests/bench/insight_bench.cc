// Measures the shape of a network: ties, structure, brokers from all actors and from a sample.
// On two threads; wall time, and processor time of both.
//
//   insight_bench [actors] [coalitions] [members of one, about]
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "graph/betweenness.h"
#include "graph/parallel.h"
#include "graph/shape.h"
#include "graph/structure.h"
#include "services/threads.h"

namespace tashbik::bench {
namespace {

double Now(clockid_t clock) {
  timespec time;
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// Says what `work` took.
template <typename Work>
void Timed(const char* what, const Work& work) {
  const double wall = Now(CLOCK_MONOTONIC);
  const double processor = Now(CLOCK_PROCESS_CPUTIME_ID);
  work();
  std::printf("  %-28s %8.2f s, of processors %8.2f s\n", what, Now(CLOCK_MONOTONIC) - wall,
              Now(CLOCK_PROCESS_CPUTIME_ID) - processor);
}

class Random {
 public:
  uint64_t operator()() {  // splitmix64
    uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  double Share() { return static_cast<double>((*this)() >> 11) * 0x1p-53; }

 private:
  uint64_t state_ = 1;
};

// Coalitions of 2 up to some ten times `mean` members, the larger the rarer. Three members in four
// come from one region of 500 actors, a few of which take part in much (the square of a share).
std::vector<graph::ShapeCoalition> Coalitions(size_t actors, size_t count, size_t mean) {
  Random random;
  std::vector<graph::ShapeCoalition> coalitions(count);
  const size_t regions = std::max<size_t>(1, actors / 500);
  for (size_t c = 0; c < count; ++c) {
    const double size = 0.5 * static_cast<double>(mean) / std::sqrt(1 - random.Share() * 0.9975);
    const size_t members = std::clamp<size_t>(static_cast<size_t>(size), 2, actors / 2);
    const size_t region = random() % regions;
    for (size_t i = 0; i < members; ++i) {
      const double share = random.Share();
      const double place = share * share;
      const bool near = random() % 4 != 0;
      const size_t actor = near ? region + regions * static_cast<size_t>(place * 500)
                                : static_cast<size_t>(random.Share() * static_cast<double>(actors));
      coalitions[c].members.push_back(static_cast<uint32_t>(std::min(actor, actors - 1)));
    }
    auto& list = coalitions[c].members;
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    coalitions[c].id = std::to_string(c);
    coalitions[c].share = 1;
  }
  return coalitions;
}

int Main(int argc, char** argv) {
  const auto argument = [&](int i, size_t otherwise) {
    return argc > i ? std::strtoull(argv[i], nullptr, 10) : otherwise;
  };
  const size_t actors = argument(1, 20000);
  const std::vector<graph::ShapeCoalition> coalitions =
      Coalitions(actors, argument(2, actors / 5), argument(3, 8));
  std::vector<std::string> ids;
  for (size_t i = 0; i < actors; ++i) ids.push_back(std::to_string(i));

  std::optional<graph::Shape> shape;
  graph::Structure structure;
  Timed("ties", [&] { shape.emplace(std::move(ids), coalitions); });
  Timed("structure (Boost.Graph)", [&] { structure = graph::MeasureStructure(*shape); });
  size_t tied = 0;
  for (uint32_t actor = 0; actor < actors; ++actor) tied += shape->IsIsolated(actor) ? 0 : 1;
  std::printf("%zu actors, %zu of them with ties; %zu coalitions, %zu ties\n", actors, tied,
              coalitions.size(), shape->ties().size());

  std::optional<graph::Betweenness> exact, sampled;
  const graph::BetweennessLimits all{.exact_actors = actors, .exact_steps = UINT64_MAX};
  const graph::BetweennessLimits sample{.exact_actors = 0};
  const graph::Parallel parallel = services::OnThreads(2);
  Timed("brokers, exact",
        [&] { exact = graph::MeasureBetweenness(*shape, structure, parallel, nullptr, all); });
  Timed("brokers, sampled",
        [&] { sampled = graph::MeasureBetweenness(*shape, structure, parallel, nullptr, sample); });
  // How many of the first twenty are the same.
  const auto first = [&](const std::vector<double>& share) {
    std::vector<uint32_t> order(actors);
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return share[a] > share[b]; });
    order.resize(std::min<size_t>(actors, 20));
    std::sort(order.begin(), order.end());
    return order;
  };
  const std::vector<uint32_t> a = first(exact->share), b = first(sampled->share);
  std::vector<uint32_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  std::printf("of the first 20, exact and sampled alike: %zu\n", both.size());
  return 0;
}

}  // namespace
}  // namespace tashbik::bench

int main(int argc, char** argv) { return tashbik::bench::Main(argc, argv); }
