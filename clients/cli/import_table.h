// Turns the rows of a CSV or TSV file into records.
#ifndef TASHBIK_CLIENTS_CLI_IMPORT_TABLE_H_
#define TASHBIK_CLIENTS_CLI_IMPORT_TABLE_H_

#include <string>

#include "absl/status/status.h"
#include "clients/cli/assign.h"
#include "clients/cli/delimited.h"
#include "clients/cli/import_record.h"

namespace tashbik::cli {

// Adds a record for every key of the table to `set`; rows with the same key become one record, to
// which list fields mapped with `+` add. A row that does not fit is refused alone, with its line
// and the reason. Columns that go nowhere are named in the notes, with the nearest field. `hub` is
// the resource name of the hub for memberships and circles. INVALID_ARGUMENT (usage): an unknown
// kind, column or field.
absl::Status ReadTable(const DelimitedTable& table, const std::string& file,
                       const std::string& source, const std::string& hub,
                       const ImportOptions& options, const FindTheme& find_theme, ImportSet* set);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_IMPORT_TABLE_H_
