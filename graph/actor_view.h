// An actor of the network as one audience sees it.
#ifndef TASHBIK_GRAPH_ACTOR_VIEW_H_
#define TASHBIK_GRAPH_ACTOR_VIEW_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/facts.h"

namespace tashbik::graph {

struct Parts;
struct Record;

// A country as two letters in a number; 0 is none.
using Country = uint16_t;
Country CountryOf(absl::string_view code);  // 0 unless two ASCII letters; case does not matter
std::string CountryCode(Country country);   // "LB"; empty for 0

// Reads one actor. Hidden parts and links read as if they were not there. Small, copied by value,
// valid while its network lives; safe from any thread. Nothing here allocates but Links.
class ActorView {
 public:
  ActorView(const Parts& parts, const Record& record) : parts_(&parts), record_(&record) {}

  absl::string_view id() const;
  ActorKind kind() const;
  uint8_t organization_kind() const;
  uint8_t levels() const;  // bit 1 << tashbik.v1.Level
  Tier tier() const;
  Day expires() const;

  Country base_country() const;
  std::span<const Country> active_countries() const;
  std::span<const Country> origin_countries() const;
  std::span<const Country> residence_countries() const;
  bool IsIn(Country country) const;  // any of the four

  bool Speaks(absl::string_view language) const;  // by the first subtag
  // Whether it links to that very theme, or to one that it replaced; red lines aside.
  bool LinksTo(absl::string_view theme) const;
  // Whether a link, of any role but red lines, goes to `theme` or to something narrower.
  bool Carries(absl::string_view theme) const;
  bool Carries(absl::string_view theme, Role role) const;
  // Whether the folded `word` stands in a name, or its stem in a description.
  bool Mentions(absl::string_view word) const;

  // Theme ids of the visible links of `role`, the rarest first.
  std::vector<std::string> Links(Role role) const;

 private:
  const Parts* parts_;
  const Record* record_;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_ACTOR_VIEW_H_
