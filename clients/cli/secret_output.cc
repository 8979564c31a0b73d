// Secrets go to standard output and nowhere else.
#include "clients/cli/secret_output.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/output.h"

namespace tashbik::cli {

absl::Status CheckShowsSecret(const Session& session) {
  const Format format = session.settings().format;
  if (format != Format::kName && format != Format::kCsv) return absl::OkStatus();
  return UsageError(
      "the secret is shown once, and -o name and csv have no place for it: use -o table or json");
}

Outcome WriteSecret(Session* session, const google::protobuf::Message& response,
                    const std::string& secret, const std::string& name) {
  if (secret.empty()) {
    return absl::DataLossError(absl::StrCat(
        name, " was made, but the answer with its secret was lost: revoke it and make another"));
  }
  if (session->settings().format != Format::kTable) {
    WriteOne(session, response);
    return ExitCode::kOk;
  }
  session->out() << secret << "\n";
  session->Tell(
      absl::StrCat(name, ": keep the secret, it is shown this once (chmod 600 the file)"));
  return ExitCode::kOk;
}

}  // namespace tashbik::cli
