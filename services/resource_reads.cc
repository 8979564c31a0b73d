// Get, BatchGet and Lookup.
#include <optional>

#include "absl/strings/str_cat.h"
#include "services/errors.h"
#include "services/external_ids.h"
#include "services/facts.h"
#include "services/limits.h"
#include "services/message_fields.h"
#include "services/names.h"
#include "services/resources.h"
#include "services/visibility.h"

namespace tashbik::services {

absl::StatusOr<EntryPointer> Resources::Find(const Snapshot& snapshot, const Viewer& viewer,
                                             const std::string& name,
                                             absl::string_view path) const {
  const absl::string_view pattern = PatternOf(type_.kind);
  if (name.empty()) return FieldRequired(path, absl::StrCat("`", pattern, "`"));
  const std::optional<std::string> id = ParseNameOf(type_.kind, name);
  if (!id) {
    return FieldInvalid(path, "is no name of this collection", absl::StrCat("use `", pattern, "`"));
  }
  absl::StatusOr<EntryPointer> entry = snapshot.Read(type_.kind, *id);
  if (!entry.ok() && !absl::IsNotFound(entry.status())) return entry.status();
  if (!entry.ok() || IsDeleted((*entry)->record) ||
      !SightOf(snapshot, viewer, type_.kind, (*entry)->record).record) {
    return NotFound(name);
  }
  return entry;
}

void Resources::Project(const Snapshot& snapshot, const Viewer& viewer,
                        const store::v1::Record& record, Message& resource) const {
  services::Project(directory_.keys(), SightOf(snapshot, viewer, type_.kind, record), type_.kind,
                    record, resource);
}

absl::Status Resources::Show(const CallContext& call, const std::string& name,
                             Message& response) const {
  const std::shared_ptr<const Snapshot> snapshot = directory_.snapshot();
  const absl::StatusOr<EntryPointer> entry = Find(*snapshot, call.viewer, name, "name");
  if (!entry.ok()) return entry.status();
  Project(*snapshot, call.viewer, (*entry)->record, response);
  return absl::OkStatus();
}

absl::Status Resources::Get(const CallContext& call, const Message& request,
                            Message& response) const {
  const absl::StatusOr<EntryPointer> entry =
      Find(*call.snapshot, call.viewer, TextOf(request, "name"), "name");
  if (!entry.ok()) return entry.status();
  Project(*call.snapshot, call.viewer, (*entry)->record, response);
  return absl::OkStatus();
}

absl::Status Resources::BatchGet(const CallContext& call, const Message& request,
                                 Message& response) const {
  const std::vector<std::string> names = TextsOf(request, "names");
  if (names.empty()) return FieldRequired("names", "1 to 1,000 names");
  if (names.size() > kMaxBatch) {
    return LimitExceeded("names", absl::StrCat(names.size(), " names"),
                         absl::StrCat(kMaxBatch, " names"));
  }
  size_t bytes = 0;
  for (size_t i = 0; i < names.size(); ++i) {
    if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
    const absl::StatusOr<EntryPointer> entry =
        Find(*call.snapshot, call.viewer, names[i], absl::StrCat("names[", i, "]"));
    if (!entry.ok()) return entry.status();
    Message& resource = *AddMessage(response, type_.list_field);
    Project(*call.snapshot, call.viewer, (*entry)->record, resource);
    bytes += resource.ByteSizeLong();
    if (bytes > kMaxPageBytes) {
      return LimitExceeded("names", "more than 3 MiB of records", "3 MiB");
    }
  }
  return absl::OkStatus();
}

absl::Status Resources::Lookup(const CallContext& call, const Message& request,
                               Message& response) const {
  const Message* given = MessageOf(request, "external_id");
  if (given == nullptr) return FieldRequired("external_id", "a scheme and a value");
  const std::string scheme = TextOf(*given, "scheme");
  const std::string value = TextOf(*given, "value");
  if (scheme.empty()) return FieldRequired("external_id.scheme", "the other system");
  if (value.empty()) return FieldRequired("external_id.value", "the identifier there");
  const std::optional<std::string> name =
      FindByExternalId(*call.snapshot, directory_.keys(), call.viewer, scheme, value);
  if (!name || !ParseNameOf(type_.kind, *name)) {
    return NotFound(absl::StrCat(scheme, ":", value));
  }
  const absl::StatusOr<EntryPointer> entry = Find(*call.snapshot, call.viewer, *name, "name");
  if (!entry.ok()) return entry.status();
  Project(*call.snapshot, call.viewer, (*entry)->record, response);
  return absl::OkStatus();
}

}  // namespace tashbik::services
