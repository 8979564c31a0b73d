// Measures composing teams: finding whom to choose from, and choosing. One thread.
//
//   compose_bench [actors] [questions]
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "graph/builder.h"
#include "graph/compose.h"
#include "graph/network.h"
#include "tests/bench/generator.h"

namespace tashbik::bench {
namespace {

// Processor time of this thread: neighbours on the machine do not count.
double Now() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

void Print(const char* what, std::vector<double> values, const char* unit) {
  std::sort(values.begin(), values.end());
  const auto at = [&](double q) {
    return values[std::min(values.size() - 1,
                           static_cast<size_t>(q * static_cast<double>(values.size())))];
  };
  std::printf("  %-28s p50 %9.2f  p90 %9.2f  most %9.2f %s\n", what, at(0.5), at(0.9), at(1), unit);
}

// Asks for some of the issues, communities and skills of two actors, in their countries: popular
// themes come up as often as they are popular.
void Ask(const graph::ActorFacts& actor, graph::ComposeQuery& query) {
  const size_t before = query.themes.size();
  for (const graph::LinkFacts& link : actor.links) {
    const bool skill = link.role == graph::Role::kOffer;
    if (link.role == graph::Role::kNeed) continue;
    (skill ? query.skills : query.themes).push_back(link.theme);
  }
  query.themes.resize(std::min(query.themes.size(), before + 6));
  for (const std::string& code : actor.active_countries) {
    query.countries.push_back(graph::CountryOf(code));
  }
}

template <typename Change>
void Measure(const char* what, const graph::Network& network, const Generator& generator,
             size_t actors, size_t questions, const Change& change) {
  const graph::Audience audience;
  std::vector<double> finding, choosing, candidates, members, coverage;
  for (size_t i = 0; i < questions; ++i) {
    graph::ComposeQuery query;
    Ask(generator.Actor((i * 7919 + 13) % actors), query);
    Ask(generator.Actor((i * 104729 + 7) % actors), query);
    change(query);
    double begin = Now();
    const graph::Composer composer(network, audience, query, nullptr);
    finding.push_back(Now() - begin);
    begin = Now();
    const std::optional<graph::Team> team = composer.Compose({});
    choosing.push_back(Now() - begin);
    candidates.push_back(static_cast<double>(composer.candidate_count()));
    members.push_back(static_cast<double>(team->members.size()));
    coverage.push_back(100 * team->coverage);
  }
  std::printf("%s\n", what);
  Print("finding candidates", finding, "ms");
  Print("choosing", choosing, "ms");
  Print("candidates", candidates, "");
  Print("members", members, "");
  Print("coverage", coverage, "%");
}

int Main(int argc, char** argv) {
  const size_t actors = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100000;
  const size_t questions = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 30;
  const Generator generator(Shape::kA);
  graph::Builder builder(generator.themes());
  constexpr size_t kPortion = 10000;
  for (size_t i = 0; i < actors; i += kPortion) {
    std::vector<graph::ActorFacts> portion;
    for (size_t k = i; k < std::min(i + kPortion, actors); ++k) {
      portion.push_back(generator.Actor(k));
    }
    builder.Add(portion);
  }
  const auto network = builder.Build(graph::Epoch());
  std::printf("%zu actors, %zu questions each\n", actors, questions);
  Measure("12 themes, skills and countries", *network, generator, actors, questions,
          [](graph::ComposeQuery&) {});
  Measure("with a lead, home and diaspora, 3 countries", *network, generator, actors, questions,
          [](graph::ComposeQuery& query) {
            query.rules.lead_countries = query.countries;
            query.rules.home_and_diaspora = true;
            query.rules.min_countries = 3;
          });
  Measure("a language that nobody speaks: all are read", *network, generator, actors,
          std::min<size_t>(questions, 5),
          [](graph::ComposeQuery& query) { query.languages = {"tlh"}; });
  return 0;
}

}  // namespace
}  // namespace tashbik::bench

int main(int argc, char** argv) { return tashbik::bench::Main(argc, argv); }
