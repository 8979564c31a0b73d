// How teams and coalitions that could apply for a call look.
#ifndef TASHBIK_CLIENTS_CLI_CALL_OUTPUT_H_
#define TASHBIK_CLIENTS_CLI_CALL_OUTPUT_H_

#include "clients/cli/session.h"
#include "tashbik/v1/call.pb.h"

namespace tashbik::cli {

// For people: each team in a sentence and a table, with the rules, then the coalitions that could
// apply as they are. json is the whole answer; jsonl has the teams, then the coalitions; csv the
// members of teams, name the leads.
void WriteCallMatch(Session* session, const v1::MatchCallResponse& response);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_CALL_OUTPUT_H_
