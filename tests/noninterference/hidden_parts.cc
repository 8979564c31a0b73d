// Part by part, with the tier of each.
#include "tests/noninterference/hidden_parts.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace tashbik::testing {
namespace {

class Parts {
 public:
  Parts(const Reader& reader, const std::string& owner, Dice& dice, v1::DiasporaGroup& body)
      : reader_(reader), owner_(owner), dice_(dice), body_(body), tier_(TierOf(body)) {}

  bool SeesPart(const std::string& path, v1::Tier part = v1::TIER_UNSPECIFIED) const {
    const v1::Visibility& visibility = body_.visibility();
    return Sees(reader_, Strictest(tier_, FieldTier(visibility, path), part), visibility, owner_);
  }
  bool SeesLink(const std::string& path, const std::string& theme, v1::Tier tier) const {
    const v1::Tier sensitive = IsSensitive(body_, theme) ? v1::TIER_BROKERED : v1::TIER_UNSPECIFIED;
    return SeesPart(path, Strictest(v1::TIER_PUBLIC, sensitive, tier));
  }

  // The links that the reader sees, those that are sensitive marked, and whether the whole is
  // raised.
  std::vector<std::string> SeenLinks() const {
    std::vector<std::string> seen = {absl::StrCat(TierOf(body_))};
    const auto add = [&](const std::string& path, const auto& links) {
      for (const auto& link : links) {
        if (!SeesLink(path, link.theme(), link.tier())) continue;
        seen.push_back(
            absl::StrCat(path, " ", link.theme(), " ", IsSensitive(body_, link.theme())));
      }
    };
    const v1::Profile& profile = body_.profile();
    add("profile.issues", profile.issues());
    add("profile.communities_served", profile.communities_served());
    add("profile.communities_led_by", profile.communities_led_by());
    add("profile.needs", profile.needs());
    add("profile.offers", profile.offers());
    add("profile.values", profile.values());
    add("profile.red_lines", profile.red_lines());
    add("origin_communities", body_.origin_communities());
    return seen;
  }

  // Each hidden link goes with an even chance; up to two come, at any place among the others.
  template <class Links>
  void VaryLinks(const std::string& path, v1::Facet facet, Links& links) {
    for (int i = links.size(); i-- > 0;) {
      if (!SeesLink(path, links[i].theme(), links[i].tier()) && dice_.Chance(0.5)) {
        links.DeleteSubrange(i, 1);
      }
    }
    for (size_t i = dice_.Below(3); i > 0; --i) {
      const std::string theme = RandomTheme(dice_, facet);
      const v1::Tier tier = RandomTier(dice_);
      if (SeesLink(path, theme, tier) || IsTaken(links, theme)) continue;
      auto* link = links.Add();
      link->set_theme(theme);
      link->set_tier(tier);
      for (int at = links.size() - 1; at > 0 && dice_.Chance(0.5); --at) {
        links.SwapElements(at, at - 1);
      }
    }
  }

  void VaryAllLinks() {
    v1::Profile& profile = *body_.mutable_profile();
    VaryLinks("profile.issues", v1::FACET_ISSUE, *profile.mutable_issues());
    VaryLinks("profile.communities_served", v1::FACET_COMMUNITY,
              *profile.mutable_communities_served());
    VaryLinks("profile.communities_led_by", v1::FACET_COMMUNITY,
              *profile.mutable_communities_led_by());
    VaryLinks("profile.needs", v1::FACET_SKILL, *profile.mutable_needs());
    VaryLinks("profile.offers", v1::FACET_SKILL, *profile.mutable_offers());
    VaryLinks("profile.values", v1::FACET_VALUE, *profile.mutable_values());
    VaryLinks("profile.red_lines", v1::FACET_VALUE, *profile.mutable_red_lines());
  }

  void VaryFields() {
    v1::Profile& profile = *body_.mutable_profile();
    if (!SeesPart("profile.names")) *profile.mutable_names() = RandomNames(dice_);
    if (!SeesPart("profile.base_country")) profile.set_base_country(dice_.OneOf(Countries()));
    if (!SeesPart("profile.descriptions")) {
      (*profile.mutable_descriptions())["en"] = RandomWords(dice_, 6);
    }
    if (!SeesPart("profile.active_countries")) {
      profile.clear_active_countries();
      profile.add_active_countries(dice_.OneOf(Countries()));
    }
    if (!SeesPart("profile.languages")) profile.set_languages(0, "de");
    if (!SeesPart("profile.levels")) profile.set_levels(0, v1::LEVEL_FOR);
  }

  void VaryGroup() {
    if (!SeesPart("origin_countries")) {
      body_.clear_origin_countries();
      body_.add_origin_countries(dice_.OneOf(Countries()));
    }
    if (!SeesPart("residence_countries")) {
      body_.clear_residence_countries();
      body_.add_residence_countries(dice_.OneOf(Countries()));
    }
    VaryLinks("origin_communities", v1::FACET_COMMUNITY, *body_.mutable_origin_communities());
  }

  // What its owner alone sees.
  void VaryOwners(const std::string& key) {
    v1::Profile& profile = *body_.mutable_profile();
    for (v1::Contact& contact : *profile.mutable_contacts()) {
      if (!contact.published()) contact.set_value(RandomWords(dice_, 3));
    }
    if (dice_.Chance(0.3)) profile.add_contacts()->set_method("phone");
    for (v1::Contact& contact : *profile.mutable_contacts()) {
      if (contact.value().empty()) contact.set_value("1234");
    }
    profile.set_introductions_per_month(static_cast<int32_t>(dice_.Below(9)));
    profile.clear_external_ids();
    if (dice_.Chance(0.5)) {
      v1::ExternalId* id = profile.add_external_ids();
      id->set_scheme("register");
      id->set_value(absl::StrCat(key, "-", dice_.Below(2)));
    }
  }

 private:
  // Whether there is such a link; a value is no red line at the same time.
  template <class Links>
  bool IsTaken(const Links& links, const std::string& theme) const {
    const auto holds = [&](const auto& list) {
      return std::any_of(list.begin(), list.end(),
                         [&](const auto& link) { return link.theme() == theme; });
    };
    return holds(links) || holds(body_.profile().values()) || holds(body_.profile().red_lines());
  }

  const Reader& reader_;
  const std::string& owner_;
  Dice& dice_;
  v1::DiasporaGroup& body_;
  const v1::Tier tier_;  // before anything is varied: what is hidden then may be
};

}  // namespace

void VaryHiddenParts(const Reader& reader, const std::string& owner, const std::string& key,
                     Dice& dice, v1::DiasporaGroup& body) {
  if (!reader.account.empty() && reader.account == owner) return;
  const v1::DiasporaGroup before = body;
  Parts parts(reader, owner, dice, body);
  const std::vector<std::string> seen = parts.SeenLinks();
  parts.VaryAllLinks();
  parts.VaryFields();
  // An organization has none of the group's fields, and stays one.
  if (!body.residence_countries().empty() || !body.origin_countries().empty()) parts.VaryGroup();
  parts.VaryOwners(key);
  // A hidden country can make a link sensitive, a hidden word the whole: then they differ in more.
  if (parts.SeenLinks() != seen) body = before;
}

}  // namespace tashbik::testing
