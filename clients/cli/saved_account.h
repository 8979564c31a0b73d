// What someone is left with who has just got in: a token in a file, codes on the screen.
#ifndef TASHBIK_CLIENTS_CLI_SAVED_ACCOUNT_H_
#define TASHBIK_CLIENTS_CLI_SAVED_ACCOUNT_H_

#include "clients/cli/exit_code.h"
#include "clients/cli/session.h"
#include "tashbik/v1/registration.pb.h"

namespace tashbik::cli {

// Keeps the token of the answer as the member's, and shows name, place and codes. The secret itself
// is shown only where it could not be saved.
Outcome SaveAccount(Session& session, v1::RegisterResponse answer);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_SAVED_ACCOUNT_H_
