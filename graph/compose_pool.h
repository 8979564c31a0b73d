// Whom a team may be chosen from: found by the postings of what is asked.
#ifndef TASHBIK_GRAPH_COMPOSE_POOL_H_
#define TASHBIK_GRAPH_COMPOSE_POOL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "graph/compose_wants.h"
#include "graph/rank.h"

namespace tashbik::graph {

// Most candidates of a question. Were more kept, each member chosen would cost more than a
// millisecond.
inline constexpr size_t kMostCandidates = 2048;
// Kept of those who are alike in all that is asked.
inline constexpr size_t kKeptAlike = 8;

// What a team is made of.
struct ComposeActor {
  const Record* whole = nullptr;
  const Record* visible = nullptr;
  double text_norm = 0;  // of the visible variant
  uint64_t tie = 0;
  WantList brings;
  uint64_t weight = 0;  // of what it brings
  Fixed focus = 0;      // share of its own themes' weight that this is
  bool home = false;
  bool diaspora = false;
  bool lead_country = false;  // it may lead by that rule
  bool lead_kind = false;
  bool inside = false;  // it is in one of the countries of the rules

  bool may_lead() const { return lead_country && lead_kind; }
  // How many of the rules on the lead it meets.
  int lead_rules() const { return (lead_country ? 1 : 0) + (lead_kind ? 1 : 0); }
};

// Weightier first, then more focused, then by tie hash.
bool Weightier(const ComposeActor& a, const ComposeActor& b);

// Immutable after construction. Keeps references to its arguments.
class ComposePool {
 public:
  ComposePool(const Parts& parts, const Audience& audience, const ComposeQuery& query,
              const ComposeWants& wants, const Stop& stop);

  bool stopped() const { return stopped_; }
  // The weightiest first.
  const std::vector<ComposeActor>& actors() const { return actors_; }
  // Any actor that the audience sees, candidate or not; nothing for others.
  std::optional<ComposeActor> Find(absl::string_view id) const;
  const Sight& sight() const { return sight_; }

 private:
  // What is kept of actors: which wants they bring and what the rules say of them, as one key.
  using Signature = std::string;

  ComposeActor Describe(const Record& whole, const Record& visible, double whole_norm) const;
  void Take(bool everybody);
  void TakeWindow(const WindowRef& ref, bool everybody);
  void Consider(const Record& whole, double whole_norm, bool everybody);
  bool IsPosted(const ComposeActor& actor) const;
  Signature SignatureOf(const ComposeActor& actor) const;
  bool LacksSomebody() const;
  void Keep();
  void KeepByCountry(const ComposeActor& actor);

  const Parts& parts_;
  const ComposeQuery& query_;
  const ComposeWants& wants_;
  const Stop& stop_;
  const Sight sight_;
  const Day day_;
  const Gates gates_;
  absl::flat_hash_set<std::string> excluded_;
  bool stopped_ = false;
  absl::flat_hash_map<Signature, std::vector<ComposeActor>> alike_;
  absl::flat_hash_map<Country, std::vector<ComposeActor>> by_country_;
  std::vector<ComposeActor> actors_;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_COMPOSE_POOL_H_
