// One line for each tier.
#include "tests/noninterference/oracle.h"

#include <algorithm>
#include <map>

namespace tashbik::testing {
namespace {

template <class Names>
bool AnyIn(const Names& names, const std::set<std::string>& set) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return set.contains(name); });
}

// The record is not there for these, whatever its tier.
bool KeepsOut(const v1::Visibility& visibility, const Reader& reader) {
  if (AnyIn(visibility.hide_from_countries(), reader.countries)) return true;
  const std::string id = reader.actor.substr(reader.actor.find('/') + 1);
  return !id.empty() && std::any_of(visibility.blocked().begin(), visibility.blocked().end(),
                                    [&](const std::string& name) {
                                      return name.substr(name.find('/') + 1) == id;
                                    });
}

// Where themes of the test's vocabulary are sensitive, narrower ones included.
const std::map<std::string, std::set<std::string>>& SensitiveIn() {
  static const std::map<std::string, std::set<std::string>> countries = {
      {"themes/water", {"LB"}},
      {"themes/wells", {"LB"}},
      {"themes/exiles", {"TN"}},
      {"themes/qamar", {"MA", "FR"}}};
  return countries;
}

bool Says(const v1::Profile& profile, const std::string& word) {
  const auto says = [&](const std::string& text) {
    return (" " + text + " ").find(" " + word + " ") != std::string::npos;
  };
  return std::any_of(profile.names().begin(), profile.names().end(),
                     [&](const v1::Name& name) { return says(name.text()); }) ||
         std::any_of(profile.descriptions().begin(), profile.descriptions().end(),
                     [&](const auto& description) { return says(description.second); });
}

}  // namespace

bool IsSensitive(const v1::DiasporaGroup& body, const std::string& theme) {
  const auto found = SensitiveIn().find(theme);
  if (found == SensitiveIn().end()) return false;
  const std::set<std::string>& where = found->second;
  return where.contains(body.profile().base_country()) ||
         AnyIn(body.profile().active_countries(), where) || AnyIn(body.origin_countries(), where) ||
         AnyIn(body.residence_countries(), where);
}

v1::Tier TierOf(const v1::DiasporaGroup& body) {
  const v1::Profile& profile = body.profile();
  bool raised = Says(profile, "qamar") && IsSensitive(body, "themes/qamar");
  for (const auto* links : {&profile.communities_served(), &profile.communities_led_by()}) {
    for (const v1::ThemeLink& link : *links) raised |= IsSensitive(body, link.theme());
  }
  const v1::Tier stated = body.visibility().tier();
  return raised ? std::min(stated, v1::TIER_BROKERED) : stated;
}

bool Sees(const Reader& reader, v1::Tier tier, const v1::Visibility& visibility,
          const std::string& owner) {
  if (!reader.account.empty() && reader.account == owner) return true;
  if (KeepsOut(visibility, reader)) return false;
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
