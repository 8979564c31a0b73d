// Where a value goes: the FIELD of `--set FIELD=VALUE` and `--map COLUMN=FIELD`, and the meaning of
// well-known column names.
#ifndef TASHBIK_CLIENTS_CLI_TARGET_H_
#define TASHBIK_CLIENTS_CLI_TARGET_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cli/kind.h"

namespace tashbik::cli {

struct Target {
  std::string path;                            // of the field, as in a mask: `profile.names`
  std::vector<const FieldDescriptor*> fields;  // from the resource to the field
  std::vector<std::string> parts;  // what follows: a language, a kind of name, a scheme …
  bool append = false;             // `+`: added to what is there
  bool members = false;            // actors that become members of the coalition

  const FieldDescriptor* field() const { return fields.back(); }
};

// Reads a field: a path (`profile.base_country`), the same without `profile.`, with a part behind
// it (`names.ar`, `names.short`, `descriptions.fr`, `external_ids.iati`, `contacts.email`,
// `sources.uri`), or a well-known name (`country`, `themes`, `acronym`, البلد …). A `+` at the end
// adds to a list. INVALID_ARGUMENT proposes the nearest field.
absl::StatusOr<Target> ParseTarget(const Kind& kind, absl::string_view text);

// The field that a column of a file means by its name alone; nothing where it is not well known.
std::optional<Target> TargetOfColumn(const Kind& kind, absl::string_view column);

// The field nearest to a name that means none, for a proposal; empty when none is near.
std::string NearestField(const Kind& kind, absl::string_view text);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_TARGET_H_
