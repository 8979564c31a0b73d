// One run of the command line: its settings, its connections, where it writes.
#ifndef TASHBIK_CLIENTS_CLI_SESSION_H_
#define TASHBIK_CLIENTS_CLI_SESSION_H_

#include <map>
#include <optional>
#include <ostream>
#include <string>

#include "absl/status/statusor.h"
#include "clients/cpp/client.h"

namespace tashbik::cli {

enum class Format { kTable, kJson, kJsonl, kCsv, kName };

// The global options.
struct Settings {
  std::string server;            // --server, TASHBIK_SERVER
  std::string token_file;        // --token-file, TASHBIK_TOKEN_FILE
  std::string as;                // --as coordinator|administrator|member
  std::string ca_file;           // --ca-file, TASHBIK_CA_FILE
  std::string certificate_file;  // --certificate-file, TASHBIK_CERTIFICATE_FILE
  std::string key_file;          // --key-file, TASHBIK_KEY_FILE
  bool anonymous = false;
  double timeout_s = 30;
  std::string language;  // en, ar, fr
  Format format = Format::kTable;
  bool terminal = false;        // standard output is one
  bool error_terminal = false;  // standard error is one
  int line_width = 0;           // of the terminal
  bool color = false;
};

// Whose token a command prefers. A token that is named (--token-file, --as, --anonymous,
// TASHBIK_TOKEN, TASHBIK_TOKEN_FILE) is used for everything. Where none is named, the files that
// the server wrote on this machine serve: the administrator's for the vocabulary, hubs, tokens,
// backups and status, the coordinator's for all else; each where the other is missing. A
// member's serves where there is neither, and first for what only a member does.
enum class Desk { kCoordinator, kAdministrator, kMember };

class Session {
 public:
  Session(Settings settings, std::ostream& out, std::ostream& err);

  // A connection for that desk. Errors: exit code 2 or 4 for a token that cannot be read.
  absl::StatusOr<const client::Client*> Connect(Desk desk = Desk::kCoordinator);

  // A connection without a token, or with this one.
  absl::StatusOr<const client::Client*> ConnectWith(const std::string& token);

  // Whether both desks are served by different tokens.
  absl::StatusOr<bool> HasAdministrator();

  const Settings& settings() const { return settings_; }
  const std::string& language() const { return settings_.language; }
  // Data goes to out, everything else to err.
  std::ostream& out() { return out_; }
  std::ostream& err() { return err_; }
  // Writes an English line to err, in the language of the output.
  void Tell(absl::string_view english);

  // Where tokens were looked for, for the message when the server asks for one.
  std::string SignInAdvice() const;

 private:
  absl::StatusOr<std::string> TokenFor(Desk desk);
  absl::StatusOr<std::string> ReadToken(const std::string& path);

  Settings settings_;
  std::ostream& out_;
  std::ostream& err_;
  std::map<std::string, client::Client> clients_;  // by token
  std::map<Desk, std::string> tokens_;
};

// Reads -o. Null for an unknown word.
std::optional<Format> FormatOf(const std::string& word);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_SESSION_H_
