// How the teams and coalitions look that could apply for a call.
#ifndef TASHBIK_CLIENTS_CLI_CALL_OUTPUT_H_
#define TASHBIK_CLIENTS_CLI_CALL_OUTPUT_H_

#include "clients/cli/session.h"
#include "tashbik/v1/call.pb.h"

namespace tashbik::cli {

// For people: a sentence for each team, the rules that it does not meet and whom to ask first, a
// table of the teams, and a table of coalitions. Says so where nobody fits. json is the whole
// answer; jsonl has a line for each team and coalition; csv has the teams; name the resource names
// of leads and coalitions.
void WriteCallMatches(Session* session, const v1::MatchCallResponse& response);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_CALL_OUTPUT_H_
