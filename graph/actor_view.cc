// Reads an actor's record for filters and lists.
#include "graph/actor_view.h"

#include <algorithm>

#include "graph/parts.h"
#include "graph/record.h"
#include "graph/text/tokens.h"

namespace tashbik::graph {
namespace {

Role RoleOf(uint32_t link) { return static_cast<Role>(link >> 24); }
ThemeNo LinkedTheme(uint32_t link) { return link & 0xffffff; }

bool Holds(std::span<const Country> countries, Country country) {
  return std::find(countries.begin(), countries.end(), country) != countries.end();
}

}  // namespace

absl::string_view ActorView::id() const { return record_->id(); }
ActorKind ActorView::kind() const { return static_cast<ActorKind>(record_->kind); }
uint8_t ActorView::organization_kind() const { return record_->organization_kind; }
uint8_t ActorView::levels() const { return record_->levels; }
Tier ActorView::tier() const { return static_cast<Tier>(record_->tier); }
Day ActorView::expires() const { return record_->expires; }
Country ActorView::base_country() const { return record_->base_country; }
std::span<const Country> ActorView::active_countries() const { return record_->active(); }
std::span<const Country> ActorView::origin_countries() const { return record_->origins(); }
std::span<const Country> ActorView::residence_countries() const { return record_->residences(); }

bool ActorView::IsIn(Country country) const {
  return Holds(record_->places(), country) || Holds(record_->origins(), country);
}

bool ActorView::Speaks(absl::string_view language) const {
  const uint16_t code = LanguageCode(language);
  const std::span<const uint16_t> spoken = record_->languages();
  return code != 0 && std::find(spoken.begin(), spoken.end(), code) != spoken.end();
}

bool ActorView::LinksTo(absl::string_view theme) const {
  const ThemeNo number = parts_->vocabulary->Find(theme);
  const std::span<const uint32_t> links = record_->section(Section::kLinks);
  return std::any_of(links.begin(), links.end(), [&](uint32_t link) {
    return RoleOf(link) != Role::kRedLine && LinkedTheme(link) == number;
  });
}

bool ActorView::Carries(absl::string_view theme) const {
  const ThemeNo number = parts_->vocabulary->Find(theme);
  if (number == kNoTheme) return false;
  const std::span<const uint32_t> links = record_->section(Section::kLinks);
  return std::any_of(links.begin(), links.end(), [&](uint32_t link) {
    return RoleOf(link) != Role::kRedLine &&
           parts_->vocabulary->IsWithin(LinkedTheme(link), number);
  });
}

bool ActorView::Carries(absl::string_view theme, Role role) const {
  const ThemeNo number = parts_->vocabulary->Find(theme);
  if (number == kNoTheme) return false;
  const std::span<const uint32_t> links = record_->section(Section::kLinks);
  return std::any_of(links.begin(), links.end(), [&](uint32_t link) {
    return RoleOf(link) == role && parts_->vocabulary->IsWithin(LinkedTheme(link), number);
  });
}

bool ActorView::Mentions(absl::string_view word) const {
  for (const NameView& name : NamesOf(*record_)) {
    if (std::find(name.words.begin(), name.words.end(), word) != name.words.end()) return true;
  }
  const std::span<const uint32_t> stems = record_->section(Section::kStems);
  for (const std::string& stem :
       text::CandidateStems(word, text::WordLang(word, text::Lang::kUnknown))) {
    const uint32_t hash = StemHash(stem);
    const auto it = std::lower_bound(stems.begin(), stems.end(), StemTerm(hash, 1));
    if (it != stems.end() && HashOf(*it) == hash) return true;
  }
  return false;
}

std::vector<std::string> ActorView::Links(Role role) const {
  std::vector<ThemeNo> themes;
  for (uint32_t link : record_->section(Section::kLinks)) {
    if (RoleOf(link) == role) themes.push_back(LinkedTheme(link));
  }
  std::stable_sort(themes.begin(), themes.end(), [&](ThemeNo a, ThemeNo b) {
    return parts_->rarity->theme(a) > parts_->rarity->theme(b);
  });
  std::vector<std::string> ids;
  for (ThemeNo theme : themes) ids.push_back(parts_->vocabulary->id(theme));
  return ids;
}

}  // namespace tashbik::graph
