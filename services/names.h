// Resource names: `organizations/{id}`, `hubs/{hub}/members/{actor}`.
#ifndef TASHBIK_SERVICES_NAMES_H_
#define TASHBIK_SERVICES_NAMES_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "graph/facts.h"
#include "storage/record.h"

namespace tashbik::services {

struct ResourceName {
  storage::Kind kind = store::v1::KIND_UNSPECIFIED;
  std::string id;  // as records are stored: `id`, or `parent/id` for members and circles
};

// The parts of a resource name, or nothing when it is none. The id's form is checked.
std::optional<ResourceName> ParseName(absl::string_view name);

// The id within `kind`, or nothing when `name` is not of that kind.
std::optional<std::string> ParseNameOf(storage::Kind kind, absl::string_view name);

// The id of `organizations/…` or `diasporaGroups/…`.
std::optional<ResourceName> ParseActorName(absl::string_view name);

std::string NameOf(storage::Kind kind, absl::string_view id);
std::string ActorName(graph::ActorKind kind, absl::string_view id);

// The last part of a stored name, whose form was checked when it was written.
std::string IdIn(absl::string_view name);

// `organizations`, `members`, …; and the pattern for messages, such as
// `organizations/{organization}`.
absl::string_view CollectionOf(storage::Kind kind);
absl::string_view PatternOf(storage::Kind kind);

bool IsActor(storage::Kind kind);
// `[a-z][a-z2-7]{15}`.
bool IsServerId(absl::string_view id);
// `[a-z][a-z0-9-]{0,62}`.
bool IsThemeId(absl::string_view id);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_NAMES_H_
