// Reads JSON Lines: one resource a line, proto3 JSON with the field names of the contract.
#ifndef TASHBIK_CLIENTS_CLI_IMPORT_LINES_H_
#define TASHBIK_CLIENTS_CLI_IMPORT_LINES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "clients/cli/import_record.h"

namespace tashbik::cli {

// Adds a record for each line to `set`. The kind is the line's `kind`, or --kind, or read off the
// collection of its `name`. A `name` such as `organizations/gchr` need not be the server's: its id
// becomes the external id (source, "gchr"), and other lines may refer to it by this name. Fields
// that the server makes (times, etag, state) are left aside. A line that is not such a resource is
// refused with the reason.
void ReadJsonLines(absl::string_view text, const std::string& file, const std::string& source,
                   const ImportOptions& options, ImportSet* set);

// Whether the text is JSON Lines rather than a table: its first character is `{`.
bool LooksLikeJson(absl::string_view text);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_IMPORT_LINES_H_
