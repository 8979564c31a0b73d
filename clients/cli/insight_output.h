// How insights look: sentences first, then a table.
#ifndef TASHBIK_CLIENTS_CLI_INSIGHT_OUTPUT_H_
#define TASHBIK_CLIENTS_CLI_INSIGHT_OUTPUT_H_

#include "clients/cli/session.h"
#include "tashbik/v1/insight.pb.h"

namespace tashbik::cli {

// For people: the sentences, and a table where there is more to compare; says so where there is
// nothing. json is the whole answer, jsonl an item a line, csv the table, name the resource names.
void WriteCoverage(Session* session, const v1::GetCoverageResponse& response, bool gaps);
void WriteNeeds(Session* session, const v1::ListUnmetNeedsResponse& response);
void WriteIsolated(Session* session, const v1::ListIsolatedActorsResponse& response);
void WriteBrokers(Session* session, const v1::ListBrokersResponse& response);
void WriteStructure(Session* session, const v1::GetStructureResponse& response);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_INSIGHT_OUTPUT_H_
