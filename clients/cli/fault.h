// What the command line says when something went wrong.
#ifndef TASHBIK_CLIENTS_CLI_FAULT_H_
#define TASHBIK_CLIENTS_CLI_FAULT_H_

#include "absl/status/status.h"
#include "clients/cli/session.h"

namespace tashbik::cli {

// Writes what went wrong, and what may help, to the session's err, in its language. Where a
// server's own sentence is known in English alone, its reason comes before it in the language.
void WriteFault(const absl::Status& status, Session* session);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_FAULT_H_
