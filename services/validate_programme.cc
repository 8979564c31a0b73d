// Calls, events and who attends them, stories, statements.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <unicode/ucurr.h>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/facts.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/programme_limits.h"
#include "services/statement_state.h"
#include "services/validate.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

std::string At(const std::string& path, int i) { return absl::StrCat(path, "[", i, "]"); }

// Whether `code` is an ISO 4217 currency in capitals.
bool IsCurrencyCode(absl::string_view code) {
  std::array<UChar, 4> units = {};
  if (code.size() + 1 != units.size()) return false;
  for (size_t i = 0; i < code.size(); ++i) {
    if (!absl::ascii_isupper(static_cast<unsigned char>(code[i]))) return false;
    units[i] = static_cast<UChar>(code[i]);
  }
  // Zero for what ISO 4217 has no number for.
  return ucurr_getNumericCode(units.data()) != 0;
}

// Whether the theme is sensitive in one of the countries.
bool IsSensitiveIn(const SensitiveThemes& sensitive, const std::string& theme,
                   absl::Span<const std::string> countries) {
  const auto id = ParseNameOf(store::v1::KIND_THEME, theme);
  if (!id) return false;
  // As if it were a link of somebody who is active there.
  store::v1::Record there;
  v1::Profile& profile = *there.mutable_organization()->mutable_profile();
  for (const std::string& country : countries) profile.add_active_countries(country);
  return !sensitive.CountriesOf(*id, there).empty();
}

}  // namespace

bool Validator::CheckProgramme(storage::Kind kind, google::protobuf::Message& resource,
                               const google::protobuf::Message* old, const std::string& path) {
  switch (kind) {
    case store::v1::KIND_CALL:
      CheckCall(static_cast<v1::Call&>(resource), static_cast<const v1::Call*>(old), path);
      return true;
    case store::v1::KIND_EVENT:
      CheckEvent(static_cast<v1::Event&>(resource), static_cast<const v1::Event*>(old), path);
      return true;
    case store::v1::KIND_ATTENDEE:
      if (old == nullptr) CheckActor(static_cast<v1::Attendee&>(resource).actor(), path + ".actor");
      return true;
    case store::v1::KIND_STORY:
      CheckStory(static_cast<v1::Story&>(resource), static_cast<const v1::Story*>(old), path);
      return true;
    case store::v1::KIND_STATEMENT:
      CheckStatement(static_cast<v1::Statement&>(resource), static_cast<const v1::Statement*>(old),
                     path);
      return true;
    default:
      return false;
  }
}

void Validator::CheckRange(int64_t value, int64_t least, int64_t most, const std::string& path) {
  if (value >= least && value <= most) return;
  violations_.Invalid(path, absl::StrCat("is ", value),
                      absl::StrCat("give a number from ", least, " to ", most));
}

void Validator::CheckThemeNames(const Strings& themes, int limit,
                                absl::Span<const v1::Facet> facets, const std::string& path) {
  if (!CheckCount(themes.size(), limit, path, "themes")) return;
  for (int i = 0; i < themes.size(); ++i) CheckTheme(themes.Get(i), facets, At(path, i));
}

void Validator::CheckNamedActor(const std::string& name, const std::string* old,
                                const std::string& path) {
  if (!name.empty() && (old == nullptr || *old != name)) CheckActor(name, path);
}

// What a record says of a dangerous theme is as dangerous for the organizations that it names as
// what they say themselves. Only what the writer sees of them counts.
void Validator::CheckNotLooser(const Strings& themes, absl::Span<const std::string> countries,
                               absl::Span<const std::string> actors,
                               const v1::Visibility& visibility, const std::string& path) {
  const SensitiveThemes& sensitive = snapshot_.catalog().sensitive_themes();
  for (const std::string& name : actors) {
    const auto actor = ParseActorName(name);
    if (!actor) continue;
    const auto seen = snapshot_.network().Find(actor->id, ToAudience(viewer_));
    const auto found = snapshot_.network().AccessOf(actor->id);
    if (!seen || !found) continue;
    if (static_cast<int>(found->access.tier) >= static_cast<int>(visibility.tier())) continue;
    std::vector<std::string> there(countries.begin(), countries.end());
    if (there.empty()) {
      there.push_back(graph::CountryCode(seen->base_country()));
      for (const graph::Country country : seen->active_countries()) {
        there.push_back(graph::CountryCode(country));
      }
    }
    const auto dangerous = std::find_if(
        themes.begin(), themes.end(),
        [&](const std::string& theme) { return IsSensitiveIn(sensitive, theme, there); });
    if (dangerous == themes.end()) continue;
    violations_.Invalid(
        path + ".visibility.tier",
        absl::StrCat("is ", v1::Tier_Name(visibility.tier()), ", looser than that of ", name,
                     ", while ", *dangerous, " is sensitive there"),
        absl::StrCat("use ", v1::Tier_Name(static_cast<v1::Tier>(found->access.tier)),
                     " or stricter, or do not name it"));
    return;
  }
}

void Validator::CheckRules(v1::CallRules& rules, const std::string& path) {
  CheckCountries(*rules.mutable_lead_countries(), kMaxCountries, path + ".lead_countries");
  if (CheckCount(rules.lead_kinds_size(), 16, path + ".lead_kinds", "kinds")) {
    for (int i = 0; i < rules.lead_kinds_size(); ++i) {
      const std::string at = At(path + ".lead_kinds", i);
      CheckEnum(*v1::OrganizationKind_descriptor(), rules.lead_kinds(i), at);
      if (rules.lead_kinds(i) == v1::ORGANIZATION_KIND_UNSPECIFIED) {
        violations_.Required(at, "a kind such as ORGANIZATION_KIND_NGO");
      }
    }
  }
  CheckCountries(*rules.mutable_countries(), kMaxCountries, path + ".countries");
  CheckRange(rules.min_countries(), 0, kMaxCountries, path + ".min_countries");
  if (!rules.countries().empty() && rules.min_countries() > rules.countries_size()) {
    violations_.Invalid(
        path + ".min_countries",
        absl::StrCat("is ", rules.min_countries(), " of ", rules.countries_size(), " countries"),
        "ask for no more than `countries` has");
  }
  CheckRange(rules.min_members(), 0, kMaxTeam, path + ".min_members");
  CheckRange(rules.max_members(), 0, kMaxTeam, path + ".max_members");
  if (rules.max_members() > 0 && rules.max_members() < rules.min_members()) {
    violations_.Invalid(
        path + ".max_members",
        absl::StrCat("is ", rules.max_members(), ", below min_members ", rules.min_members()),
        "give no less, or 0 for no bound");
  }
  static constexpr v1::Facet kExchanged[] = {v1::FACET_SKILL, v1::FACET_RESOURCE};
  CheckThemeNames(rules.skills(), kMaxCallSkills, kExchanged, path + ".skills");
  CheckLanguages(*rules.mutable_languages(), kMaxCallLanguages, path + ".languages");
}

void Validator::CheckAmounts(const v1::Call& call, const std::string& path) {
  CheckRange(call.min_amount(), 0, kMaxAmount, path + ".min_amount");
  CheckRange(call.max_amount(), 0, kMaxAmount, path + ".max_amount");
  if (call.max_amount() > 0 && call.max_amount() < call.min_amount()) {
    violations_.Invalid(
        path + ".max_amount",
        absl::StrCat("is ", call.max_amount(), ", below min_amount ", call.min_amount()),
        "give no less, or 0 where it is not said");
  }
  const bool amount = call.min_amount() != 0 || call.max_amount() != 0;
  if (call.currency().empty()) {
    if (amount) violations_.Required(path + ".currency", "the currency, such as `EUR`");
  } else if (!IsCurrencyCode(call.currency())) {
    violations_.Invalid(path + ".currency", "is no ISO 4217 currency", "use a code such as `EUR`");
  }
}

void Validator::CheckCall(v1::Call& call, const v1::Call* old, const std::string& path) {
  CheckNames(*call.mutable_names(), path + ".names");
  CheckTexts(*call.mutable_descriptions(), kMaxDescriptionCharacters, Lines::kMany,
             path + ".descriptions");
  CheckNamedActor(call.funder(), old == nullptr ? nullptr : &old->funder(), path + ".funder");
  if (const auto funder = ParseActorName(call.funder());
      funder && funder->kind != store::v1::KIND_ORGANIZATION) {
    violations_.Invalid(path + ".funder", "is no organization", "use `organizations/…`");
  }
  CheckText(*call.mutable_funder_text(), kMaxShortTextCharacters, Lines::kOne,
            path + ".funder_text");
  if (call.has_rules()) CheckRules(*call.mutable_rules(), path + ".rules");
  CheckThemeNames(call.themes(), kMaxThemeLinks, {}, path + ".themes");
  CheckCountries(*call.mutable_countries(), kMaxCountries, path + ".countries");
  CheckAmounts(call, path);
  CheckDate(call.deadline(), path + ".deadline");
  CheckLanguages(*call.mutable_languages(), kMaxCallLanguages, path + ".languages");
  CheckUri(*call.mutable_uri(), path + ".uri");
  CheckVisibility(store::v1::KIND_CALL, *call.mutable_visibility(),
                  old == nullptr ? nullptr : &old->visibility(), *call.GetDescriptor(),
                  path + ".visibility");
  CheckSources(*call.mutable_sources(), path + ".sources");
  CheckExternalIds(*call.mutable_external_ids(), path + ".external_ids");
  const std::vector<std::string> countries(call.countries().begin(), call.countries().end());
  CheckNotLooser(call.themes(), countries, {call.funder()}, call.visibility(), path);
}

void Validator::CheckEvent(v1::Event& event, const v1::Event* old, const std::string& path) {
  CheckNames(*event.mutable_names(), path + ".names");
  CheckTexts(*event.mutable_descriptions(), kMaxDescriptionCharacters, Lines::kMany,
             path + ".descriptions");
  CheckTexts(*event.mutable_proposals(), kMaxDescriptionCharacters, Lines::kMany,
             path + ".proposals");
  CheckEnum(*v1::EventKind_descriptor(), event.kind(), path + ".kind");
  CheckNamedActor(event.organizer(), old == nullptr ? nullptr : &old->organizer(),
                  path + ".organizer");
  CheckThemeNames(event.themes(), kMaxThemeLinks, {}, path + ".themes");
  if (!event.country().empty()) CheckCountry(*event.mutable_country(), path + ".country");
  if (event.start_date().empty()) {
    violations_.Required(path + ".start_date", "its first day, YYYY-MM-DD");
  }
  CheckDates(event.start_date(), event.end_date(), path, "start_date", "end_date");
  CheckLanguages(*event.mutable_languages(), kMaxCallLanguages, path + ".languages");
  CheckRange(event.participants(), 0, kMaxParticipants, path + ".participants");
  CheckVisibility(store::v1::KIND_EVENT, *event.mutable_visibility(),
                  old == nullptr ? nullptr : &old->visibility(), *event.GetDescriptor(),
                  path + ".visibility");
  CheckSources(*event.mutable_sources(), path + ".sources");
  CheckExternalIds(*event.mutable_external_ids(), path + ".external_ids");
  std::vector<std::string> countries;
  if (!event.country().empty()) countries.push_back(event.country());
  CheckNotLooser(event.themes(), countries, {event.organizer()}, event.visibility(), path);
}

void Validator::CheckStory(v1::Story& story, const v1::Story* old, const std::string& path) {
  CheckNames(*story.mutable_names(), path + ".names");
  CheckTexts(*story.mutable_texts(), kMaxDescriptionCharacters, Lines::kMany, path + ".texts");
  absl::flat_hash_set<std::string> before;
  if (old != nullptr) {
    for (const auto& named : old->organizations()) before.insert(named.organization());
  }
  std::vector<std::string> actors;
  const std::string list = path + ".organizations";
  if (CheckCount(story.organizations_size(), kMaxStoryOrganizations, list, "organizations")) {
    absl::flat_hash_set<std::string> seen;
    for (int i = 0; i < story.organizations_size(); ++i) {
      const std::string& name = story.organizations(i).organization();
      const std::string at = At(list, i) + ".organization";
      if (!before.contains(name)) CheckActor(name, at);
      if (!name.empty() && !seen.insert(name).second) {
        violations_.Invalid(at, "stands twice", "leave the second one out");
      }
      actors.push_back(name);
    }
  }
  if (!story.coalition().empty() && (old == nullptr || old->coalition() != story.coalition())) {
    CheckCoalitionName(story.coalition(), path + ".coalition");
  }
  CheckThemeNames(story.themes(), kMaxThemeLinks, {}, path + ".themes");
  CheckCountries(*story.mutable_countries(), kMaxCountries, path + ".countries");
  CheckDate(story.date(), path + ".date");
  CheckUri(*story.mutable_uri(), path + ".uri");
  CheckVisibility(store::v1::KIND_STORY, *story.mutable_visibility(),
                  old == nullptr ? nullptr : &old->visibility(), *story.GetDescriptor(),
                  path + ".visibility");
  CheckSources(*story.mutable_sources(), path + ".sources");
  CheckExternalIds(*story.mutable_external_ids(), path + ".external_ids");
  const std::vector<std::string> countries(story.countries().begin(), story.countries().end());
  CheckNotLooser(story.themes(), countries, actors, story.visibility(), path);
}

void Validator::CheckStatement(v1::Statement& statement, const v1::Statement* old,
                               const std::string& path) {
  CheckNames(*statement.mutable_names(), path + ".names");
  if (statement.texts().empty()) {
    violations_.Required(path + ".texts", "the text in one language");
  }
  CheckTexts(*statement.mutable_texts(), kMaxDescriptionCharacters, Lines::kMany, path + ".texts");
  CheckTexts(*statement.mutable_addressees(), kMaxShortTextCharacters, Lines::kOne,
             path + ".addressees");
  CheckThemeNames(statement.themes(), kMaxThemeLinks, {}, path + ".themes");
  CheckCountries(*statement.mutable_countries(), kMaxCountries, path + ".countries");
  if (statement.threshold() == 0) {
    violations_.Required(path + ".threshold",
                         "how many signatures are needed before any is shown, 2 to 10,000");
  } else {
    CheckRange(statement.threshold(), kMinThreshold, kMaxThreshold, path + ".threshold");
  }
  CheckDate(statement.deadline(), path + ".deadline");
  if (old != nullptr) CheckAsSigned(*old, statement, path, violations_);
  if (const auto last = DayOf(statement.deadline());
      old == nullptr && last && *last < viewer_.day) {
    violations_.Invalid(path + ".deadline", "is past", "give today or a later day, or none");
  }
  CheckVisibility(store::v1::KIND_STATEMENT, *statement.mutable_visibility(),
                  old == nullptr ? nullptr : &old->visibility(), *statement.GetDescriptor(),
                  path + ".visibility");
  CheckSources(*statement.mutable_sources(), path + ".sources");
  CheckExternalIds(*statement.mutable_external_ids(), path + ".external_ids");
}

void Validator::CheckCoalitionName(const std::string& name, const std::string& path) {
  const auto id = ParseNameOf(store::v1::KIND_COALITION, name);
  if (!id) {
    violations_.Invalid(path, "is no name of a coalition", "use `coalitions/{coalition}`");
    return;
  }
  const EntryPointer entry = snapshot_.catalog().Find(store::v1::KIND_COALITION, *id);
  if (entry == nullptr || IsDeleted(entry->record) ||
      !SightOf(snapshot_, viewer_, store::v1::KIND_COALITION, entry->record).record) {
    violations_.Missing(path, name);
  }
}

}  // namespace tashbik::services
