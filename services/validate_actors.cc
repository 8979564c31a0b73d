// Organizations and diaspora groups: the profile that they share, and what is their own.
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "graph/text/clean.h"
#include "services/limits.h"
#include "services/validate.h"

namespace tashbik::services {
namespace {

constexpr v1::Facet kIssueFacets[] = {v1::FACET_ISSUE, v1::FACET_CAUSE};
constexpr v1::Facet kCommunityFacets[] = {v1::FACET_COMMUNITY};
constexpr v1::Facet kChallengeFacets[] = {v1::FACET_CHALLENGE};
constexpr v1::Facet kLawFacets[] = {v1::FACET_LAW};
constexpr v1::Facet kInstitutionFacets[] = {v1::FACET_INSTITUTION};
constexpr v1::Facet kExchangeFacets[] = {v1::FACET_SKILL, v1::FACET_RESOURCE};
constexpr v1::Facet kValueFacets[] = {v1::FACET_VALUE};

// Drops later elements whose theme was there before.
template <class Element>
void DropRepeatedThemes(google::protobuf::RepeatedPtrField<Element>& elements) {
  absl::flat_hash_set<std::string> seen;
  int kept = 0;
  for (int i = 0; i < elements.size(); ++i) {
    if (!seen.insert(elements.Get(i).theme()).second) continue;
    if (kept != i) elements.SwapElements(kept, i);
    ++kept;
  }
  elements.DeleteSubrange(kept, elements.size() - kept);
}

}  // namespace

void Validator::CheckLinks(List<v1::ThemeLink>& links, absl::Span<const v1::Facet> facets,
                           const std::string& path) {
  if (!CheckCount(links.size(), kMaxThemeLinks, path, "themes")) return;
  for (int i = 0; i < links.size(); ++i) {
    const std::string at = absl::StrCat(path, "[", i, "]");
    CheckTheme(links.Get(i).theme(), facets, at + ".theme");
    CheckEnum(*v1::Tier_descriptor(), links.Get(i).tier(), at + ".tier");
  }
  DropRepeatedThemes(links);
}

void Validator::CheckExchanges(List<v1::Exchange>& exchanges, const std::string& path) {
  if (!CheckCount(exchanges.size(), kMaxExchanges, path, "entries")) return;
  for (int i = 0; i < exchanges.size(); ++i) {
    v1::Exchange& exchange = *exchanges.Mutable(i);
    const std::string at = absl::StrCat(path, "[", i, "]");
    CheckTheme(exchange.theme(), kExchangeFacets, at + ".theme");
    CheckTexts(*exchange.mutable_notes(), kMaxNoteCharacters, Lines::kMany, at + ".notes");
    CheckDates(exchange.from_date(), exchange.until_date(), at, "from_date", "until_date");
    CheckEnum(*v1::Tier_descriptor(), exchange.tier(), at + ".tier");
  }
  DropRepeatedThemes(exchanges);
}

void Validator::CheckContacts(List<v1::Contact>& contacts, const std::string& path) {
  if (!CheckCount(contacts.size(), kMaxContacts, path, "contacts")) return;
  for (int i = 0; i < contacts.size(); ++i) {
    v1::Contact& contact = *contacts.Mutable(i);
    const std::string at = absl::StrCat(path, "[", i, "]");
    CheckWord(contact.method(), at + ".method", "email");
    if (CheckText(*contact.mutable_value(), kMaxShortTextCharacters, Lines::kOne, at + ".value") &&
        graph::text::IsBlank(contact.value())) {
      violations_.Required(at + ".value", "an address or a number");
    }
  }
}

void Validator::CheckProfile(v1::Profile& profile, const std::string& path) {
  const auto at = [&](absl::string_view field) { return absl::StrCat(path, ".", field); };
  CheckNames(*profile.mutable_names(), at("names"));
  CheckTexts(*profile.mutable_descriptions(), kMaxDescriptionCharacters, Lines::kMany,
             at("descriptions"));
  if (!profile.base_country().empty()) {
    CheckCountry(*profile.mutable_base_country(), at("base_country"));
  }
  CheckCountries(*profile.mutable_active_countries(), kMaxCountries, at("active_countries"));
  CheckAreas(*profile.mutable_areas(), at("areas"));
  CheckLanguages(*profile.mutable_languages(), kMaxLanguages, at("languages"));
  CheckLevels(profile.levels(), at("levels"));
  CheckLinks(*profile.mutable_issues(), kIssueFacets, at("issues"));
  CheckLinks(*profile.mutable_communities_served(), kCommunityFacets, at("communities_served"));
  CheckLinks(*profile.mutable_communities_led_by(), kCommunityFacets, at("communities_led_by"));
  CheckLinks(*profile.mutable_challenges(), kChallengeFacets, at("challenges"));
  CheckLinks(*profile.mutable_laws(), kLawFacets, at("laws"));
  CheckLinks(*profile.mutable_institutions(), kInstitutionFacets, at("institutions"));
  CheckExchanges(*profile.mutable_needs(), at("needs"));
  CheckExchanges(*profile.mutable_offers(), at("offers"));
  CheckLinks(*profile.mutable_values(), kValueFacets, at("values"));
  CheckLinks(*profile.mutable_red_lines(), kValueFacets, at("red_lines"));
  CheckUri(*profile.mutable_website(), at("website"));
  CheckContacts(*profile.mutable_contacts(), at("contacts"));
  CheckExternalIds(*profile.mutable_external_ids(), at("external_ids"));
  const int most = profile.introductions_per_month();
  if (most < 0 || most > kMaxIntroductionsPerMonth) {
    violations_.Invalid(at("introductions_per_month"), absl::StrCat("is ", most),
                        absl::StrCat("give 0 to ", kMaxIntroductionsPerMonth));
  }
}

void Validator::CheckOrganization(v1::Organization& organization, const v1::Organization* old,
                                  const std::string& path) {
  CheckProfile(*organization.mutable_profile(), path + ".profile");
  CheckEnum(*v1::OrganizationKind_descriptor(), organization.kind(), path + ".kind");
  CheckVisibility(store::v1::KIND_ORGANIZATION, *organization.mutable_visibility(),
                  old == nullptr ? nullptr : &old->visibility(), *organization.GetDescriptor(),
                  path + ".visibility");
  CheckSources(*organization.mutable_sources(), path + ".sources");
  CheckDate(organization.expire_date(), path + ".expire_date");
  CheckDate(organization.confirm_date(), path + ".confirm_date");
}

void Validator::CheckDiasporaGroup(v1::DiasporaGroup& group, const v1::DiasporaGroup* old,
                                   const std::string& path) {
  CheckProfile(*group.mutable_profile(), path + ".profile");
  CheckCountries(*group.mutable_origin_countries(), kMaxCountries, path + ".origin_countries");
  CheckLinks(*group.mutable_origin_communities(), kCommunityFacets, path + ".origin_communities");
  CheckCountries(*group.mutable_residence_countries(), kMaxCountries,
                 path + ".residence_countries");
  if (CheckCount(group.pillars_size(), 16, path + ".pillars", "pillars")) {
    for (int i = 0; i < group.pillars_size(); ++i) {
      CheckEnum(*v1::Pillar_descriptor(), group.pillars(i),
                absl::StrCat(path, ".pillars[", i, "]"));
    }
  }
  CheckVisibility(store::v1::KIND_DIASPORA_GROUP, *group.mutable_visibility(),
                  old == nullptr ? nullptr : &old->visibility(), *group.GetDescriptor(),
                  path + ".visibility");
  CheckSources(*group.mutable_sources(), path + ".sources");
  CheckDate(group.expire_date(), path + ".expire_date");
  CheckDate(group.confirm_date(), path + ".confirm_date");
}

}  // namespace tashbik::services
