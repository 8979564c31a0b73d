// How a composed team looks.
#ifndef TASHBIK_CLIENTS_CLI_COMPOSE_OUTPUT_H_
#define TASHBIK_CLIENTS_CLI_COMPOSE_OUTPUT_H_

#include "clients/cli/session.h"
#include "tashbik/v1/match.pb.h"

namespace tashbik::cli {

// For people: a table of the members, then what each covers and who could stand in for it, what
// the team covers and what nobody does, and the rules. Says so where nobody fits. json is the whole
// answer; jsonl and csv have the members, name their resource names.
void WriteComposition(Session* session, const v1::ComposeCoalitionResponse& response);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_COMPOSE_OUTPUT_H_
