// Measures looking for actors of the same name: for one among all, and among all of a hub. Names
// are made of the words that such names are made of, so that keys are as common as in a register;
// one actor in a hundred is there twice, in English and in Arabic.
//
//   duplicates_bench [actors] [of the hub] [asked]
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/network.h"
#include "graph/same_name_search.h"
#include "graph/text/lexicon_table.h"
#include "tests/bench/generator.h"

namespace tashbik::bench {
namespace {

double Now() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

std::string FirstWord(absl::string_view words) {
  return std::string(words.substr(0, words.find(' ')));
}

// A name of four concepts and of a word that no other has as often, in two languages.
std::pair<std::string, std::string> NamesOf(size_t number) {
  const auto draw = [&](std::span<const graph::text::LexiconRow> rows, size_t salt) {
    uint64_t x = (number + 1) * 0x9e3779b97f4a7c15u + salt * 0xbf58476d1ce4e5b9u;
    x ^= x >> 31;
    x *= 0x94d049bb133111ebu;
    x ^= x >> 29;
    return &rows[x % rows.size()];
  };
  std::string english;
  std::string arabic;
  for (const auto* row :
       {draw(graph::text::LexiconForms(), 1), draw(graph::text::LexiconSubjects(), 2),
        draw(graph::text::LexiconWorld(), 3), draw(graph::text::LexiconPlaces(), 4)}) {
    absl::StrAppend(&english, FirstWord(row->english), " ");
    absl::StrAppend(&arabic, FirstWord(row->arabic), " ");
  }
  return {english, arabic};
}

graph::text::TextRow RowOf(const std::string& name, const char* language) {
  const graph::text::NameText text{name, language, graph::text::NameKind::kLegal};
  return graph::text::DeriveRow({&text, 1}, {});
}

int Run(size_t actors, size_t of_hub, size_t asked) {
  graph::Facts facts = Generate(Shape::kA, actors);
  for (size_t i = 0; i < actors; ++i) {
    const bool twin = i % 100 == 99;
    const auto names = NamesOf(twin ? i - 1 : i);
    facts.actors[i].text = twin ? RowOf(names.second, "ar") : RowOf(names.first, "en");
    facts.actors[i].base_country.clear();
    if (i < of_hub) facts.actors[i].access.hubs = {"h"};
  }
  const auto network = graph::Network::Build(facts);
  graph::Audience audience;
  std::vector<double> times;
  size_t found = 0;
  for (size_t i = 0; i < asked; ++i) {
    const size_t number = (i * (actors / asked)) / 100 * 100 + 98;
    graph::SameQuery query;
    query.names = facts.actors[number].text.names;
    query.kind = facts.actors[number].kind;
    query.leave_out = facts.actors[number].id;
    query.count = 50;
    const double begin = Now();
    const auto pairs = graph::SameAs(*network, audience, query, nullptr);
    times.push_back(Now() - begin);
    found += std::any_of(pairs.begin(), pairs.end(), [&](const graph::SamePair& pair) {
      return pair.second == facts.actors[number + 1].id;
    });
  }
  std::sort(times.begin(), times.end());
  std::printf("SameAs at %zu actors: p50 %.1f ms, max %.1f ms; %zu of %zu twins found\n", actors,
              times[times.size() / 2], times.back(), found, asked);
  const double begin = Now();
  const auto pairs = graph::SameAmong(
      *network, audience,
      [](absl::string_view, const graph::Access& access, absl::string_view) {
        return !access.hubs.empty();
      },
      nullptr);
  std::printf("SameAmong %zu of them: %.0f ms, %zu pairs, %zu twins there\n", of_hub, Now() - begin,
              pairs.size(), of_hub / 100);
  return 0;
}

}  // namespace
}  // namespace tashbik::bench

int main(int argc, char** argv) {
  const auto number = [&](int i, size_t standard) {
    return argc > i ? static_cast<size_t>(std::strtoull(argv[i], nullptr, 10)) : standard;
  };
  const size_t actors = number(1, 100'000);
  return tashbik::bench::Run(actors, std::min(actors, number(2, 10'000)), number(3, 20));
}
