// Changed themes go through the same batch, and so the same checks, as any write of themes.
#include "services/vocabulary_changes.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "services/errors.h"
#include "services/field_mask.h"
#include "services/names.h"
#include "services/resource_type.h"
#include "services/theme_additions.h"
#include "services/times.h"
#include "services/write_batch.h"

namespace tashbik::services {
namespace {

using store::v1::KIND_THEME;

// One theme of a change, as it is to be.
struct Changed {
  v1::Theme theme;
  std::string path;
  std::string note;
};
using Changes = std::map<std::string, Changed>;  // by id

std::string NameOfTheme(absl::string_view id) { return NameOf(KIND_THEME, id); }

// A live look-up by name; faults are noted under `path`.
const v1::Theme* FindTheme(const Catalog& catalog, const std::string& name, absl::string_view path,
                           std::string& id, Violations& violations) {
  if (name.empty()) {
    violations.Required(path, "`themes/{theme}`");
    return nullptr;
  }
  const auto parsed = ParseNameOf(KIND_THEME, name);
  if (!parsed) {
    violations.Invalid(path, "is no name of a theme", "use `themes/{theme}`");
    return nullptr;
  }
  const EntryPointer entry = catalog.Find(KIND_THEME, *parsed);
  if (entry == nullptr) {
    violations.Missing(path, name);
    return nullptr;
  }
  id = *parsed;
  return &entry->record.theme();
}

// Whether `from` leads to `to` over broader themes, causes and replacements.
bool LeadsTo(const Catalog& catalog, const std::string& from, const std::string& to) {
  absl::flat_hash_set<std::string> seen;
  std::vector<std::string> open = {from};
  while (!open.empty()) {
    const std::string name = std::move(open.back());
    open.pop_back();
    if (name == to) return true;
    const auto id = ParseNameOf(KIND_THEME, name);
    if (!id || !seen.insert(name).second) continue;
    const EntryPointer entry = catalog.Find(KIND_THEME, *id);
    if (entry == nullptr) continue;
    const v1::Theme& theme = entry->record.theme();
    open.insert(open.end(), theme.broader().begin(), theme.broader().end());
    for (const v1::Cause& cause : theme.causes()) open.push_back(cause.theme());
    if (!theme.replaced_by().empty()) open.push_back(theme.replaced_by());
  }
  return false;
}

// The same list with `source` in place of `target`, none twice, and without `self`.
void Rename(const std::string& source, const std::string& target, const std::string& self,
            google::protobuf::RepeatedPtrField<std::string>& names) {
  google::protobuf::RepeatedPtrField<std::string> kept;
  absl::flat_hash_set<std::string> seen = {self};
  for (const std::string& name : names) {
    const std::string& counted = name == source ? target : name;
    if (seen.insert(counted).second) *kept.Add() = counted;
  }
  names = std::move(kept);
}

// Lets a theme refer to `target` wherever it refers to `source`, and never to itself.
void Redirect(const std::string& source, const std::string& target, const std::string& self,
              v1::Theme& theme) {
  Rename(source, target, self, *theme.mutable_broader());
  const auto causes = std::exchange(*theme.mutable_causes(), {});
  for (v1::Cause cause : causes) {
    if (cause.theme() == source) cause.set_theme(target);
    if (cause.theme() != self) AddCause(cause, theme);
  }
  const auto related = std::exchange(*theme.mutable_related(), {});
  for (v1::RelatedTheme link : related) {
    if (link.theme() == source) link.set_theme(target);
    if (link.theme() != self) AddRelated(link, theme);
  }
}

bool RefersTo(const v1::Theme& theme, const std::string& name) {
  for (const std::string& broader : theme.broader()) {
    if (broader == name) return true;
  }
  for (const v1::Cause& cause : theme.causes()) {
    if (cause.theme() == name) return true;
  }
  for (const v1::RelatedTheme& related : theme.related()) {
    if (related.theme() == name) return true;
  }
  return false;
}

// The target with all that it takes over from the source.
v1::Theme Grown(const std::string& source_name, const v1::Theme& source,
                const std::string& target_name, v1::Theme target) {
  google::protobuf::Map<std::string, v1::TextList> labels;
  for (const auto& [language, label] : source.labels()) labels[language].add_values(label);
  AddAlternativeLabels(labels, target);
  AddAlternativeLabels(source.alternative_labels(), target);
  AddHiddenLabels(source.hidden_labels(), target);
  for (const v1::Cause& cause : source.causes()) AddCause(cause, target);
  for (const v1::RelatedTheme& related : source.related()) AddRelated(related, target);
  for (const v1::ExternalMatch& match : source.matches()) AddMatch(match, target);
  AddSensitiveCountries(source, target);
  // What was narrower than the source takes its place.
  const auto& broader = target.broader();
  if (std::find(broader.begin(), broader.end(), source_name) != broader.end()) {
    for (const std::string& above : source.broader()) target.add_broader(above);
  }
  Redirect(source_name, target_name, target_name, target);
  return target;
}

void Deprecate(const std::string& replaced_by, absl::Time now, v1::Theme& theme) {
  if (!theme.deprecated()) *theme.mutable_delete_time() = ToProto(now);
  theme.set_deprecated(true);
  theme.set_replaced_by(replaced_by);
}

absl::StatusOr<WritePlan> PlanOf(const Snapshot& snapshot, const Directory& directory,
                                 const Viewer& viewer, const Changes& changes) {
  Violations violations;
  google::protobuf::FieldMask everything;
  everything.add_paths()->assign(1, '*');
  const FieldMask mask = FieldMask::Parse(everything, v1::Theme(), "update_mask", violations);
  const FieldMask none;
  WriteBatch batch(snapshot, directory, viewer, TypeOf(KIND_THEME), WriteIntent::kUpdate, mask,
                   none, violations);
  std::vector<v1::Theme> given;
  given.reserve(changes.size());
  for (const auto& [id, changed] : changes) {
    given.push_back(changed.theme);
    given.back().set_name(NameOfTheme(id));
    const WriteItem item{.given = &given.back(),
                         .path = changed.path,
                         .deprecation = &changed.theme,
                         .note = changed.note};
    if (absl::Status added = batch.Add(item); !added.ok()) return added;
  }
  return batch.Finish();
}

// What of a merge's request cannot be.
absl::Status CheckMerge(const Catalog& catalog, const v1::MergeThemesRequest& request,
                        std::string& source_id, std::string& target_id) {
  Violations violations;
  const v1::Theme* source = FindTheme(catalog, request.source(), "source", source_id, violations);
  const v1::Theme* target = FindTheme(catalog, request.target(), "target", target_id, violations);
  if (!violations.empty()) return violations.ToStatus();
  if (source_id == target_id) {
    violations.Invalid("target", "is the source itself", "name another theme");
  } else if (source->facet() != target->facet()) {
    violations.Invalid("target",
                       absl::StrCat("is of ", v1::Facet_Name(target->facet()), ", the source of ",
                                    v1::Facet_Name(source->facet())),
                       "name a theme of the source's facet");
  } else if (target->deprecated()) {
    const std::string end = CountedTheme(catalog, target_id);
    violations.Invalid("target", "is deprecated itself",
                       end == target_id ? "name another theme" : "use " + NameOfTheme(end));
  }
  if (!violations.empty()) return violations.ToStatus();
  if (source->replaced_by().empty()) return absl::OkStatus();
  return StateConflict(request.source(), absl::StrCat("replaced by ", source->replaced_by()));
}

}  // namespace

std::string CountedTheme(const Catalog& catalog, absl::string_view id) {
  std::string at(id);
  absl::flat_hash_set<std::string> seen;
  while (seen.insert(at).second) {
    const EntryPointer entry = catalog.Find(KIND_THEME, at);
    if (entry == nullptr) return std::string(id);
    const v1::Theme& theme = entry->record.theme();
    const auto next = ParseNameOf(KIND_THEME, theme.replaced_by());
    if (!theme.deprecated() || !next || catalog.Find(KIND_THEME, *next) == nullptr) return at;
    at = *next;
  }
  return std::string(id);
}

absl::StatusOr<WritePlan> PlanMergeThemes(const Snapshot& snapshot, const Directory& directory,
                                          const Viewer& viewer,
                                          const v1::MergeThemesRequest& request) {
  const Catalog& catalog = snapshot.catalog();
  std::string source_id;
  std::string target_id;
  absl::Status good = CheckMerge(catalog, request, source_id, target_id);
  if (!good.ok()) return good;
  v1::Theme source = catalog.Find(KIND_THEME, source_id)->record.theme();
  v1::Theme target = Grown(request.source(), source, request.target(),
                           catalog.Find(KIND_THEME, target_id)->record.theme());
  // Records that carry the source keep their link to it: it stays as dangerous as what it counts
  // as.
  AddSensitiveCountries(target, source);
  Deprecate(request.target(), directory.Now(), source);
  Changes changes;
  catalog.ForEach(KIND_THEME, "", [&](const EntryPointer& entry) {
    const std::string name = NameOfTheme(entry->id());
    if (name == request.source() || name == request.target()) return true;
    if (!RefersTo(entry->record.theme(), request.source())) return true;
    Changed changed{entry->record.theme(), name,
                    absl::StrCat(request.source(), " became ", request.target())};
    Redirect(request.source(), request.target(), name, changed.theme);
    changes[entry->id()] = std::move(changed);
    return true;
  });
  changes[source_id] = {std::move(source), "source",
                        absl::StrCat("merged into ", request.target())};
  changes[target_id] = {std::move(target), "target",
                        absl::StrCat("merged ", request.source(), " into it")};
  absl::StatusOr<WritePlan> plan = PlanOf(snapshot, directory, viewer, changes);
  if (plan.ok()) plan->result = request.target();
  return plan;
}

absl::StatusOr<WritePlan> PlanDeprecateTheme(const Snapshot& snapshot, const Directory& directory,
                                             const Viewer& viewer,
                                             const v1::DeprecateThemeRequest& request) {
  const Catalog& catalog = snapshot.catalog();
  if (request.name().empty()) return FieldRequired("name", "`themes/{theme}`");
  const auto id = ParseNameOf(KIND_THEME, request.name());
  if (!id) return FieldInvalid("name", "is no name of a theme", "use `themes/{theme}`");
  const EntryPointer entry = catalog.Find(KIND_THEME, *id);
  if (entry == nullptr) return NotFound(request.name());
  v1::Theme theme = entry->record.theme();
  std::string end = request.replaced_by();
  // What was live when it was named may have been replaced since: then the chain is kept.
  const bool same = theme.deprecated() && theme.replaced_by() == end;
  if (!end.empty() && !same) {
    Violations violations;
    std::string named;
    const v1::Theme* other =
        FindTheme(catalog, request.replaced_by(), "replaced_by", named, violations);
    if (other == nullptr) return violations.ToStatus();
    end = NameOfTheme(CountedTheme(catalog, named));
    if (other->facet() != theme.facet()) {
      return FieldInvalid("replaced_by", absl::StrCat("is of ", v1::Facet_Name(other->facet())),
                          absl::StrCat("use a theme of ", v1::Facet_Name(theme.facet())));
    }
    if (LeadsTo(catalog, end, request.name())) return CycleFound("replaced_by", end);
    const EntryPointer last = catalog.Find(KIND_THEME, CountedTheme(catalog, named));
    if (last->record.theme().deprecated()) {
      return FieldInvalid("replaced_by", "is deprecated itself", "name a theme that is in use");
    }
    AddSensitiveCountries(last->record.theme(), theme);
  }
  Deprecate(end, directory.Now(), theme);
  Changes changes;
  changes[*id] = {std::move(theme), "theme",
                  end.empty() ? "deprecated" : absl::StrCat("deprecated, use ", end)};
  absl::StatusOr<WritePlan> plan = PlanOf(snapshot, directory, viewer, changes);
  if (plan.ok()) plan->result = request.name();
  return plan;
}

}  // namespace tashbik::services
