// Reads records, projects them for the viewer and picks the texts of its language.
#include "services/presenter.h"

#include <algorithm>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/errors.h"
#include "services/names.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

constexpr int kMaxSummaryThemes = 8;

// Lower is better.
int NameRank(v1::NameKind kind) {
  switch (kind) {
    case v1::NAME_KIND_UNSPECIFIED:
    case v1::NAME_KIND_LEGAL:
      return 0;
    case v1::NAME_KIND_TRANSLATED:
      return 1;
    case v1::NAME_KIND_SHORT:
      return 2;
    case v1::NAME_KIND_ALIAS:
      return 3;
    default:
      return 4;
  }
}

bool SpeaksLanguage(absl::string_view tag, absl::string_view language) {
  return tag == language || absl::StartsWith(tag, absl::StrCat(language, "-"));
}

}  // namespace

absl::StatusOr<Language> AnswerLanguage(absl::string_view requested) {
  if (const std::optional<Language> language = LanguageOf(requested)) return *language;
  return FieldInvalid("language",
                      absl::StrCat("must be en, ar or fr, not '", requested.substr(0, 35), "'"),
                      "leave it out for en");
}

std::string PickName(const google::protobuf::RepeatedPtrField<v1::Name>& names, Language language) {
  const v1::Name* best = nullptr;
  int best_rank = 0;
  for (const v1::Name& name : names) {
    // Another language costs more than another kind, but a former or other name never leads.
    const int rank =
        NameRank(name.kind()) + (SpeaksLanguage(name.language(), TagOf(language)) ? 0 : 3);
    if (best == nullptr || rank < best_rank) {
      best = &name;
      best_rank = rank;
    }
  }
  return best == nullptr ? "" : best->text();
}

absl::StatusOr<v1::ActorSummary> Presenter::Summary(absl::string_view actor) const {
  const Snapshot& snapshot = *call_.snapshot;
  const std::optional<graph::ActorView> view =
      snapshot.network().Find(actor, ToAudience(call_.viewer));
  if (!view) return NotFound(actor);
  const bool diaspora = view->kind() == graph::ActorKind::kDiasporaGroup;
  const storage::Kind kind =
      diaspora ? store::v1::KIND_DIASPORA_GROUP : store::v1::KIND_ORGANIZATION;
  absl::StatusOr<EntryPointer> entry = snapshot.Read(kind, actor);
  if (!entry.ok()) return entry.status();
  const Sight sight = SightOf(snapshot, call_.viewer, kind, (*entry)->record);

  v1::ActorSummary summary;
  auto fill = [&](const auto& resource) {
    *summary.mutable_names() = resource.profile().names();
    summary.set_base_country(resource.profile().base_country());
    *summary.mutable_active_countries() = resource.profile().active_countries();
    summary.set_tier(resource.visibility().tier());
    summary.set_illustrative(resource.illustrative());
  };
  if (diaspora) {
    v1::DiasporaGroup group;
    Reveal(sight, (*entry)->record, group);
    fill(group);
    *summary.mutable_origin_countries() = group.origin_countries();
    *summary.mutable_residence_countries() = group.residence_countries();
  } else {
    v1::Organization organization;
    Reveal(sight, (*entry)->record, organization);
    fill(organization);
  }
  summary.set_name(NameOf(kind, actor));
  summary.set_display_name(PickName(summary.names(), language_));
  for (graph::Role role : {graph::Role::kServes, graph::Role::kLedBy, graph::Role::kIssue}) {
    for (const std::string& theme : view->Links(role)) {
      const std::string name = NameOf(store::v1::KIND_THEME, theme);
      if (summary.themes_size() == kMaxSummaryThemes) break;
      if (std::find(summary.themes().begin(), summary.themes().end(), name) !=
          summary.themes().end()) {
        continue;
      }
      summary.add_themes(name);
      summary.add_theme_labels(ThemeLabel(theme));
    }
  }
  return summary;
}

std::string Presenter::ThemeLabel(absl::string_view theme) const {
  const EntryPointer entry = call_.snapshot->catalog().Find(store::v1::KIND_THEME, theme);
  if (entry == nullptr) return std::string(theme);
  const auto& labels = entry->record.theme().labels();
  for (absl::string_view language : {TagOf(language_), absl::string_view("en")}) {
    if (const auto label = labels.find(std::string(language)); label != labels.end())
      return label->second;
  }
  // The first by language tag: maps have no order of their own.
  const std::string* first = nullptr;
  const std::string* tag = nullptr;
  for (const auto& [language, label] : labels) {
    if (tag != nullptr && language >= *tag) continue;
    tag = &language;
    first = &label;
  }
  return first == nullptr ? std::string(theme) : *first;
}

v1::Facet Presenter::FacetOf(absl::string_view theme) const {
  const EntryPointer entry = call_.snapshot->catalog().Find(store::v1::KIND_THEME, theme);
  return entry == nullptr ? v1::FACET_UNSPECIFIED : entry->record.theme().facet();
}

std::string Presenter::CoalitionName(absl::string_view coalition) const {
  const Snapshot& snapshot = *call_.snapshot;
  const EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_COALITION, coalition);
  if (entry == nullptr) return "";
  const Sight sight = SightOf(snapshot, call_.viewer, store::v1::KIND_COALITION, entry->record);
  if (!sight.record) return "";
  v1::Coalition shown;
  Reveal(sight, entry->record, shown);
  return PickName(shown.names(), language_);
}

}  // namespace tashbik::services
