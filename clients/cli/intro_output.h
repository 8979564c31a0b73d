// Shows an introduction.
#ifndef TASHBIK_CLIENTS_CLI_INTRO_OUTPUT_H_
#define TASHBIK_CLIENTS_CLI_INTRO_OUTPUT_H_

#include "clients/cli/session.h"
#include "tashbik/v1/introduction.pb.h"

namespace tashbik::cli {

// For people: how it stands, then what matters for it; else as every message.
void WriteIntroduction(Session* session, const v1::Introduction& shown);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_INTRO_OUTPUT_H_
