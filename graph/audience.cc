// The visibility rule.
#include "graph/audience.h"

#include <algorithm>

#include "graph/protections.h"
#include "graph/tier_rule.h"

namespace tashbik::graph {
namespace {

bool Meet(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&b](const std::string& x) {
    return std::find(b.begin(), b.end(), x) != b.end();
  });
}

}  // namespace

bool TierAdmits(const Access& access, Tier tier, const Audience& audience) {
  switch (tier) {
    case Tier::kPublic:
      return true;
    case Tier::kNetwork:
      return audience.verified;
    case Tier::kHub:
      if (Meet(access.hubs, audience.coordinated_hubs)) return true;
      if (!audience.verified) return false;
      return access.circles.empty() ? Meet(access.hubs, audience.member_hubs)
                                    : Meet(access.circles, audience.circles);
    case Tier::kBrokered:
      return Meet(access.brokers, audience.coordinated_hubs);
    case Tier::kUnclaimed:
      return Meet(access.hubs, audience.coordinated_hubs);
    case Tier::kPrivate:
      return false;
  }
  return false;
}

bool Blocks(const Access& access, const Audience& audience) {
  if (access.blocked.empty() && access.hidden_from.empty()) return false;
  if (IsRemoved(Protection::kKeptOut)) return false;
  if (audience.everybody) return true;
  if (Meet(access.hidden_from, audience.countries)) return true;
  return !audience.actor.empty() && std::find(access.blocked.begin(), access.blocked.end(),
                                              audience.actor) != access.blocked.end();
}

bool Admits(const Access& access, const Audience& audience) {
  if (!access.owner.empty() && access.owner == audience.account) return true;
  return TierAdmits(access, access.tier, audience) && !Blocks(access, audience);
}

Access Narrowed(const Access& record, std::optional<Tier> tier) {
  Access narrowed = record;
  if (tier.has_value()) narrowed.tier = std::min(*tier, record.tier);
  return narrowed;
}

}  // namespace tashbik::graph
