// Which field each column of a table goes to.
#ifndef TASHBIK_CLIENTS_CLI_TABLE_COLUMNS_H_
#define TASHBIK_CLIENTS_CLI_TABLE_COLUMNS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/import_record.h"
#include "clients/cli/target.h"

namespace tashbik::cli {

struct MappedColumn {
  std::optional<Target> target;  // none: the column goes nowhere
  bool told = false;             // by --map, not by its name
};

struct TableColumns {
  std::vector<MappedColumn> columns;  // in the order of the header
  std::optional<size_t> key;          // the column that tells rows apart
  std::optional<size_t> parent;       // the column with the coalition of a membership
  std::vector<std::string> notes;     // for people: columns that go nowhere
};

// Reads --key and --map, then the columns' own names. The key is a column called id, key, code, or
// the like where --key says nothing. Usage errors name the column or field that is not there.
absl::StatusOr<TableColumns> MapColumns(const std::vector<std::string>& header,
                                        const std::string& file, const Kind& kind,
                                        const ImportOptions& options);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_TABLE_COLUMNS_H_
