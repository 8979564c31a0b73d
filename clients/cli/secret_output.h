// Answers that hold a secret which is shown this once.
#ifndef TASHBIK_CLIENTS_CLI_SECRET_OUTPUT_H_
#define TASHBIK_CLIENTS_CLI_SECRET_OUTPUT_H_

#include <string>

#include "absl/status/status.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/session.h"
#include "google/protobuf/message.h"

namespace tashbik::cli {

// Refuses -o name and -o csv, which have no place for a secret: to be asked before the call that
// makes it. Standard error is none either, since it ends up in logs.
absl::Status CheckShowsSecret(const Session& session);

// A table is the secret alone, so that it can go into a file, and a word about `name` on standard
// error; json and jsonl are the whole answer. An error where the secret is not there: the answer to
// the call that made it was lost, and a repeated one does not show it again.
Outcome WriteSecret(Session* session, const google::protobuf::Message& response,
                    const std::string& secret, const std::string& name);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_SECRET_OUTPUT_H_
