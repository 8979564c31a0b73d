// What is asked of a team, numbered, and who brings it.
#ifndef TASHBIK_GRAPH_COMPOSE_WANTS_H_
#define TASHBIK_GRAPH_COMPOSE_WANTS_H_

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/compose.h"
#include "graph/parts.h"
#include "graph/region.h"

namespace tashbik::graph {

// One thing asked. Weight 0: it only counts for a rule.
struct Want {
  enum class Kind : uint8_t { kTheme, kSkill, kCountry, kLanguage };
  Kind kind;
  ThemeNo theme = kNoTheme;  // kTheme, kSkill
  Country country = 0;
  std::string language{};
  uint32_t weight = 0;  // kWeightOne is 1
  bool ruled = false;   // a rule asks for it
};

// Numbers of wants, ascending.
using WantList = std::vector<uint16_t>;

// Immutable. Unknown themes and repeated ones are left out.
class ComposeWants {
 public:
  ComposeWants(const Parts& parts, const ComposeQuery& query, Day day);

  const std::vector<Want>& all() const { return wants_; }
  size_t size() const { return wants_.size(); }
  uint64_t total_weight() const { return total_weight_; }
  uint64_t WeightOf(const WantList& list) const;
  // Of a theme or skill: the theme with what is narrower.
  const std::vector<ThemeNo>& within(size_t want) const { return within_[want]; }
  // What the record, as the viewer sees it, brings.
  WantList BroughtBy(const Record& visible) const;

  // Adds want `number` in words.
  void Tell(size_t number, Brought& to) const;
  bool OnlyRuled(size_t number) const { return wants_[number].weight == 0; }

 private:
  void AddTheme(const std::string& id, Want::Kind kind, bool ruled);
  void AddCountry(Country country, uint32_t weight);
  void AddLanguage(const std::string& tag, bool ruled);
  void Index();

  const Vocabulary& vocabulary_;
  const Day day_;
  std::vector<Want> wants_;
  std::vector<std::vector<ThemeNo>> within_;
  uint64_t total_weight_ = 0;
  absl::flat_hash_map<ThemeNo, WantList> by_link_;
  absl::flat_hash_map<ThemeNo, WantList> by_offer_;
  std::vector<std::pair<ThemeNo, uint16_t>> causes_;
  absl::flat_hash_map<Country, uint16_t> by_country_;
  absl::flat_hash_map<uint16_t, uint16_t> by_language_;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_COMPOSE_WANTS_H_
