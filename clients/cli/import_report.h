// What an import did, row by row.
#ifndef TASHBIK_CLIENTS_CLI_IMPORT_REPORT_H_
#define TASHBIK_CLIENTS_CLI_IMPORT_REPORT_H_

#include "clients/cli/import_record.h"
#include "clients/cli/session.h"

namespace tashbik::cli {

struct ImportCounts {
  int created = 0;
  int updated = 0;
  int unchanged = 0;
  int refused = 0;  // records and lines
};

ImportCounts CountOutcomes(const ImportSet& set);

// Writes the report. For people: counts for each kind and a table of what was refused, with line
// and reason, on standard error. With -o json, jsonl or csv a row for each record and refused line
// on standard output; name lists the resources that are new or changed.
void WriteReport(Session* session, const ImportSet& set, const ImportOptions& options);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_IMPORT_REPORT_H_
