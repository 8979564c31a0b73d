// How teams and coalitions that could apply for a call look.
#ifndef TASHBIK_CLIENTS_CLI_CALL_OUTPUT_H_
#define TASHBIK_CLIENTS_CLI_CALL_OUTPUT_H_

#include <map>
#include <string>

#include "clients/cli/session.h"
#include "tashbik/v1/call.pb.h"

namespace tashbik::cli {

// For people: each team in a sentence and a table, with the rules, then the coalitions that could
// apply as they are. `labels` are those of the themes that the answer names, by resource name. json
// is the whole answer; jsonl has the teams, then the coalitions; csv the members of teams, name
// the leads.
void WriteCallMatch(Session* session, const v1::MatchCallResponse& response,
                    const std::map<std::string, std::string>& labels);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_CALL_OUTPUT_H_
