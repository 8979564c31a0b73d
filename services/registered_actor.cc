// What registering adds to the actor that a request holds.
#include "services/registered_actor.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/names.h"

namespace tashbik::services {
namespace {

using google::protobuf::Message;

// Who may see origin and residence together is a question that everyone answers.
void ApplyOriginResidence(const v1::RegisterRequest& request, v1::DiasporaGroup& group,
                          Violations& faults) {
  const bool origin = !group.origin_countries().empty() || !group.origin_communities().empty();
  const v1::Tier tier = request.origin_residence_tier();
  if (tier == v1::TIER_UNSPECIFIED) {
    if (origin && !group.residence_countries().empty()) {
      faults.Required("origin_residence_tier",
                      "who may see together where its people come from and where they live, such "
                      "as TIER_HUB; nothing is taken for granted");
    }
    return;
  }
  if (!IsOwnTier(tier)) {
    faults.Invalid("origin_residence_tier", "is no tier of your own record",
                   "use one such as TIER_HUB");
    return;
  }
  auto& tiers = *group.mutable_visibility()->mutable_field_tiers();
  for (const char* field : {"origin_countries", "origin_communities", "residence_countries"}) {
    const auto own = tiers.find(field);
    // A stricter one that was given for the field stays.
    if (own == tiers.end() || own->second == v1::TIER_UNSPECIFIED || own->second > tier) {
      tiers[field] = tier;
    }
  }
}

}  // namespace

bool IsOwnTier(v1::Tier tier) { return v1::Tier_IsValid(tier) && tier != v1::TIER_UNCLAIMED; }

std::unique_ptr<Message> RegisteredActor(const v1::RegisterRequest& request, const std::string& hub,
                                         Violations& faults) {
  std::unique_ptr<Message> actor;
  v1::Visibility* visibility = nullptr;
  if (request.has_diaspora_group()) {
    auto group = std::make_unique<v1::DiasporaGroup>(request.diaspora_group());
    ApplyOriginResidence(request, *group, faults);
    visibility = group->mutable_visibility();
    actor = std::move(group);
  } else {
    auto organization = std::make_unique<v1::Organization>(request.organization());
    if (request.origin_residence_tier() != v1::TIER_UNSPECIFIED) {
      faults.Invalid("origin_residence_tier", "is of diaspora groups", "leave it out");
    }
    visibility = organization->mutable_visibility();
    actor = std::move(organization);
  }
  const bool group = request.has_diaspora_group();
  if (visibility->tier() == v1::TIER_UNCLAIMED) {
    faults.Invalid(absl::StrCat(group ? "diaspora_group" : "organization", ".visibility.tier"),
                   "is for what others enter", "choose one such as TIER_HUB, or leave it out");
  }
  if (hub.empty()) {
    visibility->set_tier(v1::TIER_PRIVATE);  // the fault is told already: not twice
  } else if (visibility->hubs().empty()) {
    visibility->add_hubs(NameOf(store::v1::KIND_HUB, hub));
  }
  return actor;
}

}  // namespace tashbik::services
