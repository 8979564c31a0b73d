// Interned access: the engine asks once per distinct one and query, then looks up a byte per actor.
#ifndef TASHBIK_GRAPH_ACCESS_TABLE_H_
#define TASHBIK_GRAPH_ACCESS_TABLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "graph/audience.h"
#include "graph/facts.h"

namespace tashbik::graph {

struct Record;

// Distinct access, without owners. Copied when a delta brings a new one; numbers never change.
class AccessTable {
 public:
  uint32_t Intern(const Access& access);
  std::optional<uint32_t> Find(const Access& access) const;
  const Access& at(uint32_t number) const { return distinct_[number]; }
  size_t size() const { return distinct_.size(); }

 private:
  std::vector<Access> distinct_;  // lists sorted, owner empty
  absl::flat_hash_map<std::string, uint32_t> numbers_;
};

// 32 bits of an account's name, never 0 but for the empty one.
uint32_t OwnerHash(absl::string_view account);

// What one audience sees, ready for one look-up per actor.
class Sight {
 public:
  Sight(const AccessTable& table, const Audience& audience);

  // The variant that the audience sees, or null when the actor is hidden from it.
  const Record* Visible(const Record& whole) const;
  // Whether records of that access class show themselves, owners apart.
  bool Shows(uint32_t access_class) const { return shows_[access_class] != 0; }
  // Whether the audience sees what is `narrowed` of a record of that class and owner.
  bool Admits(uint32_t access_class, absl::string_view owner, Tier narrowed) const;
  bool Owns(absl::string_view owner) const { return !owner.empty() && owner == audience_->account; }
  // Accounts and actors of one's own are not told by class.
  bool HasOwn() const { return !audience_->account.empty() || !audience_->actor.empty(); }
  uint32_t account_hash() const { return account_hash_; }
  const Audience& audience() const { return *audience_; }

 private:
  bool IsOwn(const Record& whole) const;

  const Audience* audience_;
  uint32_t account_hash_;
  std::vector<uint8_t> tiers_;  // by class: bit per tier that admits, were the record at it
  std::vector<uint8_t> shows_;  // by class: whether its own tier does
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_ACCESS_TABLE_H_
