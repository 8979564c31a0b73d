// Puts a text, as people write it in a cell or after `--set FIELD=`, into a field of a resource.
#ifndef TASHBIK_CLIENTS_CLI_ASSIGN_H_
#define TASHBIK_CLIENTS_CLI_ASSIGN_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cli/target.h"
#include "clients/cli/value_text.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::cli {

// Turns a label (or a theme's name) into `themes/…`, among themes of these facets. The error
// proposes the nearest theme.
using FindTheme = std::function<absl::StatusOr<std::string>(absl::string_view text,
                                                            const std::vector<v1::Facet>& facets)>;

// Sets `target` of `resource`; a list grows by what the text holds. Several values in one text are
// divided by `;`, `|`, `؛`, `،` or a line break, and by commas where a value cannot hold one
// (countries, languages, words) or where the whole is not a value. Countries and languages may be
// names in three languages; enum words may leave their prefix out. An empty text changes nothing.
// The error says which value does not fit and what would.
absl::Status Assign(const Target& target, absl::string_view text, const FindTheme& find_theme,
                    Message* resource);

// Whether the field has a value (a list: at least one).
bool HasValue(const Target& target, const Message& resource);

// Empties the field.
void ClearPath(const Target& target, Message* resource);

// The facets that themes of a field belong to: `issues` are issues and causes. Empty: any.
std::vector<v1::Facet> FacetsOf(absl::string_view field);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_ASSIGN_H_
