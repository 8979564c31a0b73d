// Synthetic networks of two stated shapes, for measurements.
#ifndef TASHBIK_TESTS_BENCH_GENERATOR_H_
#define TASHBIK_TESTS_BENCH_GENERATOR_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "graph/facts.h"

namespace tashbik::bench {

// A: 6,000 themes (3,900 issues in 60 areas, 300 causes, 250 challenges, 250 laws, 900 communities
// in 30
//    areas, 400 skills in 20), each area a tree of 3 levels, a tenth of the themes with a second
//    parent, a fifth of issues and a quarter of communities with a root cause. An actor has 1 to 3
//    latent areas, 9 to 13 issues (four in five from its areas, Zipf), 1 to 3 communities, up to 2
//    needs, 1 to 3 offers: about 17 links, some 50 terms with the closure; 1 to 3 countries of 22,
//    a name of 3 words, no description.
// B: A and a description of 40 words, Zipf over 50,000, half of them by area.
enum class Shape { kA, kB };

class Generator {
 public:
  explicit Generator(Shape shape, uint64_t seed = 1);

  const std::vector<graph::ThemeFacts>& themes() const { return themes_; }
  // The actor of a number; the same each time, whatever was asked before.
  graph::ActorFacts Actor(size_t number) const;
  static std::string IdOf(size_t number);

 private:
  // Draws places in an order of popularity: the first most often.
  struct Zipf {
    Zipf(size_t count, double exponent);
    size_t Draw(uint64_t random) const;
    std::vector<double> sums;
  };
  void AddTree(const char* name, graph::Facet facet, size_t areas, size_t per_area,
               uint64_t& state);
  std::string Popular(size_t area, size_t place) const;

  Shape shape_;
  uint64_t seed_;
  std::vector<graph::ThemeFacts> themes_;
  std::vector<size_t> shuffled_;  // all issues, causes, challenges and laws
  std::vector<std::vector<size_t>> area_order_;
  Zipf areas_, in_area_, community_areas_, in_community_, skills_, countries_, everywhere_, words_;
};

// All facts at once: about a kilobyte for each actor.
graph::Facts Generate(Shape shape, size_t actors);

}  // namespace tashbik::bench

#endif  // TASHBIK_TESTS_BENCH_GENERATOR_H_
