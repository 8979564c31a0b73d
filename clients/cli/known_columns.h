// Names of columns that are understood without being told, in English, Arabic and French.
#ifndef TASHBIK_CLIENTS_CLI_KNOWN_COLUMNS_H_
#define TASHBIK_CLIENTS_CLI_KNOWN_COLUMNS_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/cli/kind.h"

namespace tashbik::cli {

// The field that a column name stands for, as `--map` would name it; spelling is folded. A language
// behind a name goes with it: `name_ar`, `description (fr)`.
std::optional<std::string> KnownColumn(const Kind& kind, absl::string_view column);

// All of them: folded name and field.
std::vector<std::pair<std::string, std::string>> KnownColumnsOf(const Kind& kind);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_KNOWN_COLUMNS_H_
