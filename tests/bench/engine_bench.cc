// Measures the engine alone: SuggestPartners against scoring every actor, with a check that both
// give the same; build time, memory, changes, folds. One thread.
//
//   engine_bench [actors] [A|B] [askers]
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "graph/builder.h"
#include "graph/kernel.h"
#include "graph/network.h"
#include "graph/parts.h"
#include "graph/question.h"
#include "graph/rank.h"
#include "graph/suggest.h"
#include "tests/bench/generator.h"

namespace tashbik::bench {
namespace {

// Processor time of this thread: the engine never waits, and neighbours on the machine do not
// count.
struct Clock {
  static double now() {
    timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
  }
};

double MillisecondsSince(double begin) { return Clock::now() - begin; }

double Quantile(std::vector<double> values, double q) {
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1,
                         static_cast<size_t>(q * static_cast<double>(values.size())))];
}

void Print(const char* what, const std::vector<double>& ms) {
  std::printf("%-42s p50 %8.3f  p90 %8.3f  p99 %8.3f ms  (%zu)\n", what, Quantile(ms, 0.5),
              Quantile(ms, 0.9), Quantile(ms, 0.99), ms.size());
}

graph::SuggestQuery QueryFor(const std::string& asker, int count, bool reorder) {
  graph::SuggestQuery query;
  query.asker = asker;
  query.count = count;
  query.diversity = reorder;
  query.exposure = reorder;
  return query;
}

// Scores every actor with the exact formula; the best 200.
std::vector<graph::Candidate> ScoreAll(const graph::Network& network,
                                       const graph::Audience& audience, const std::string& asker) {
  const graph::Parts& parts = network.parts();
  graph::Question question(parts, audience, asker, std::nullopt,
                           graph::PresetOf(graph::Focus::kBalanced));
  std::vector<graph::Candidate> all;
  parts.ForEach([&](const graph::Record& whole, double norm) {
    const graph::Record* visible = question.sight().Visible(whole);
    if (visible == nullptr || visible->id() == asker) return;
    const graph::Pair pair = question.asker().Measure(*visible, norm, 0);
    all.push_back({pair.score, graph::TieHash(0, visible->id()), visible, &whole, norm, 0});
  });
  const size_t most = std::min<size_t>(graph::kMaxSuggestions, all.size());
  std::partial_sort(all.begin(), all.begin() + static_cast<ptrdiff_t>(most), all.end(),
                    graph::Better);
  all.resize(most);
  return all;
}

void MeasureQuestions(const graph::Network& network, size_t actors, size_t askers) {
  const graph::Audience audience;
  std::vector<double> ten, plain, most, all;
  size_t unequal = 0;
  for (size_t i = 0; i < askers; ++i) {
    const std::string asker = Generator::IdOf((i * 7919 + 13) % actors);
    auto begin = Clock::now();
    SuggestPartners(network, audience, QueryFor(asker, 10, true), nullptr);
    ten.push_back(MillisecondsSince(begin));
    begin = Clock::now();
    SuggestPartners(network, audience, QueryFor(asker, 20, false), nullptr);
    plain.push_back(MillisecondsSince(begin));
    begin = Clock::now();
    const auto got = SuggestPartners(network, audience, QueryFor(asker, 200, false), nullptr);
    most.push_back(MillisecondsSince(begin));
    if (i >= 20) continue;
    begin = Clock::now();
    const std::vector<graph::Candidate> want = ScoreAll(network, audience, asker);
    all.push_back(MillisecondsSince(begin));
    for (size_t k = 0; k < got.suggestions.size(); ++k) {
      unequal += got.suggestions[k].actor != want[k].visible->id() ||
                 got.suggestions[k].score != graph::ToDouble(want[k].score);
    }
  }
  Print("suggest 10, diversity on", ten);
  Print("suggest 20, diversity off", plain);
  Print("suggest 200, diversity off", most);
  Print("score every actor (exhaustive)", all);
  std::printf("exhaustive / engine (median, 10)             %8.1f ; unequal answers: %zu\n",
              Quantile(all, 0.5) / Quantile(ten, 0.5), unequal);
}

void MeasureChanges(std::shared_ptr<const graph::Network> network, const Generator& generator,
                    size_t actors) {
  std::vector<double> with, stale;
  for (size_t i = 0; i < 3000; ++i) {
    graph::Delta delta;
    graph::ActorFacts actor = generator.Actor(actors + i);
    if (i % 2 == 0) actor.id = Generator::IdOf((i * 104729) % actors);
    delta.put_actors.push_back(std::move(actor));
    const auto begin = Clock::now();
    network = network->With(delta);
    with.push_back(MillisecondsSince(begin));
    if (i % 100 != 99) continue;
    const auto asked = Clock::now();
    SuggestPartners(*network, {}, QueryFor(Generator::IdOf(i), 10, true), nullptr);
    stale.push_back(MillisecondsSince(asked));
  }
  Print("With(one changed actor)", with);
  Print("suggest 10 beside up to 3,000 changes", stale);
  const auto begin = Clock::now();
  network = network->Folded();
  std::printf("fold of 3,000 changes                        %8.1f ms\n", MillisecondsSince(begin));
}

int Main(int argc, char** argv) {
  const size_t actors = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100000;
  const Shape shape = argc > 2 && std::strcmp(argv[2], "B") == 0 ? Shape::kB : Shape::kA;
  const size_t askers = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 200;
  const Generator generator(shape);
  double packing = 0;
  graph::Builder builder(generator.themes());
  constexpr size_t kPortion = 10000;
  for (size_t i = 0; i < actors; i += kPortion) {
    std::vector<graph::ActorFacts> portion;
    for (size_t k = i; k < std::min(i + kPortion, actors); ++k) {
      portion.push_back(generator.Actor(k));
    }
    const double start = Clock::now();
    builder.Add(portion);
    packing += MillisecondsSince(start);
  }
  auto begin = Clock::now();
  auto network = builder.Build(graph::Epoch());
  const double windows = MillisecondsSince(begin);
  begin = Clock::now();
  const graph::Epoch epoch = ComputeEpoch(*network, 1, [] { return true; });
  network = network->With(epoch);
  std::printf("%zu actors, shape %s, kernel %s\n", actors, shape == Shape::kA ? "A" : "B",
              graph::BestKernel().name);
  std::printf("build: packing %.0f ms, windows %.0f ms; epoch counts and figures %.0f ms\n",
              packing, windows, MillisecondsSince(begin));
  const graph::NetworkSizes sizes = network->sizes();
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  std::printf(
      "%.1f postings per actor, %.2f bytes each; forward %.0f bytes per actor; peak %.0f MB\n",
      static_cast<double>(sizes.postings) / static_cast<double>(actors),
      static_cast<double>(sizes.posting_bytes) / static_cast<double>(sizes.postings),
      static_cast<double>(sizes.forward_bytes) / static_cast<double>(actors),
      static_cast<double>(usage.ru_maxrss) / 1024);
  MeasureQuestions(*network, actors, askers);
  MeasureChanges(network, generator, actors);
  return 0;
}

}  // namespace
}  // namespace tashbik::bench

int main(int argc, char** argv) { return tashbik::bench::Main(argc, argv); }
