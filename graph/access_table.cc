// Interns access and resolves an audience against it.
#include "graph/access_table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/protections.h"
#include "graph/record.h"
#include "graph/tier_rule.h"

namespace tashbik::graph {
namespace {

Access Canonical(const Access& access) {
  Access canonical = access;
  canonical.owner.clear();
  for (auto* list : {&canonical.hubs, &canonical.circles, &canonical.brokers, &canonical.blocked,
                     &canonical.hidden_from}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  return canonical;
}

std::string KeyOf(const Access& canonical) {
  return absl::StrCat(
      static_cast<int>(canonical.tier), "|", absl::StrJoin(canonical.hubs, ","), "|",
      absl::StrJoin(canonical.circles, ","), "|", absl::StrJoin(canonical.brokers, ","), "|",
      absl::StrJoin(canonical.blocked, ","), "|", absl::StrJoin(canonical.hidden_from, ","));
}

constexpr uint8_t Bit(Tier tier) { return static_cast<uint8_t>(1u << static_cast<int>(tier)); }

}  // namespace

uint32_t AccessTable::Intern(const Access& access) {
  Access canonical = Canonical(access);
  const auto [it, added] =
      numbers_.emplace(KeyOf(canonical), static_cast<uint32_t>(distinct_.size()));
  if (added) distinct_.push_back(std::move(canonical));
  return it->second;
}

std::optional<uint32_t> AccessTable::Find(const Access& access) const {
  const auto it = numbers_.find(KeyOf(Canonical(access)));
  if (it == numbers_.end()) return std::nullopt;
  return it->second;
}

uint32_t OwnerHash(absl::string_view account) {
  if (account.empty()) return 0;
  uint64_t hash = 0xcbf29ce484222325u;
  for (char c : account) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return static_cast<uint32_t>(hash >> 32) | 1u;
}

Sight::Sight(const AccessTable& table, const Audience& audience)
    : audience_(&audience),
      account_hash_(OwnerHash(audience.account)),
      tiers_(table.size(), 0),
      shows_(table.size(), 0) {
  for (uint32_t i = 0; i < table.size(); ++i) {
    // Interned ones have no owner: whom they block sees nothing of them, at any tier.
    if (Blocks(table.at(i), audience)) continue;
    const Access& access = table.at(i);
    for (int number = 1; number < kTierCount; ++number) {
      const Tier tier = static_cast<Tier>(number);
      if (TierAdmits(access, tier, audience)) tiers_[i] |= Bit(tier);
    }
    shows_[i] =
        (tiers_[i] & Bit(access.tier)) != 0 || IsRemoved(Protection::kHiddenActorsInTheNetwork);
  }
}

bool Sight::IsOwn(const Record& whole) const {
  if (!audience_->actor.empty() && whole.id() == audience_->actor) return true;
  return account_hash_ != 0 && whole.owner_hash == account_hash_ && Owns(whole.owner());
}

const Record* Sight::Visible(const Record& whole) const {
  const bool shown = Shows(whole.access);
  const bool whole_shows =
      whole.strict_tiers == 0 || IsRemoved(Protection::kHiddenPartsInTheNetwork);
  if (shown && whole_shows) return &whole;
  if (HasOwn() && IsOwn(whole)) return &whole;
  return shown ? &whole.Showing(tiers_[whole.access]) : nullptr;
}

bool Sight::Admits(uint32_t access_class, absl::string_view owner, Tier narrowed) const {
  return Owns(owner) || (tiers_[access_class] & Bit(narrowed)) != 0;
}

}  // namespace tashbik::graph
