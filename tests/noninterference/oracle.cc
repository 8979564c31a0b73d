// One line for each tier.
#include "tests/noninterference/oracle.h"

#include <algorithm>

namespace tashbik::testing {
namespace {

template <class Names>
bool AnyIn(const Names& names, const std::set<std::string>& set) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return set.contains(name); });
}

}  // namespace

bool Sees(const Reader& reader, v1::Tier tier, const v1::Visibility& visibility,
          const std::string& owner) {
  if (!reader.account.empty() && reader.account == owner) return true;
  const bool trusted = AnyIn(visibility.hubs(), reader.coordinates);
  switch (tier) {
    case v1::TIER_PUBLIC:
      return true;
    case v1::TIER_NETWORK:
      return reader.IsVerified();
    case v1::TIER_HUB:
      return trusted ||
             (visibility.circles().empty() ? AnyIn(visibility.hubs(), reader.member_of)
                                           : AnyIn(visibility.circles(), reader.circles));
    case v1::TIER_BROKERED:
      return visibility.brokers().empty() ? trusted
                                          : AnyIn(visibility.brokers(), reader.coordinates);
    case v1::TIER_UNCLAIMED:
      return trusted;
    default:
      return false;
  }
}

v1::Tier Strictest(v1::Tier record, v1::Tier field, v1::Tier part) {
  v1::Tier strictest = record;
  for (const v1::Tier tier : {field, part}) {
    if (tier != v1::TIER_UNSPECIFIED) strictest = std::min(strictest, tier);
  }
  return strictest;
}

v1::Tier FieldTier(const v1::Visibility& visibility, const std::string& path) {
  const auto found = visibility.field_tiers().find(path);
  return found == visibility.field_tiers().end() ? v1::TIER_UNSPECIFIED : found->second;
}

}  // namespace tashbik::testing
