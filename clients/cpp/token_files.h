// Where the command line and other programs of one machine find their tokens. A server writes two
// files at its first start into the configuration folder of the user who starts it:
//   ${XDG_CONFIG_HOME:-~/.config}/tashbik/HOST_PORT/administrator.token
//   ${XDG_CONFIG_HOME:-~/.config}/tashbik/HOST_PORT/coordinator.token
// and who registers a group keeps its token beside them, as member.token.
#ifndef TASHBIK_CLIENTS_CPP_TOKEN_FILES_H_
#define TASHBIK_CLIENTS_CPP_TOKEN_FILES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tashbik::client {

struct TokenFile {
  std::string path;
  std::string token;  // without white space around it
  // True when others than its owner may read or write the file: worth a warning.
  bool exposed = false;
};

// Reads a file that holds one token. NOT_FOUND where there is none, INVALID_ARGUMENT for an empty
// or many-lined one, PERMISSION_DENIED where it may not be read.
absl::StatusOr<TokenFile> ReadTokenFile(const std::string& path);

// Folders in which tokens for `server` (HOST:PORT) are looked for, the likeliest first. `localhost`
// and 127.0.0.1 are the same place. Empty when neither XDG_CONFIG_HOME nor HOME is set.
std::vector<std::string> TokenFolders(absl::string_view server);

// Reads `ROLE.token` from the first of these folders that has it; NOT_FOUND when none has.
absl::StatusOr<TokenFile> FindTokenFile(absl::string_view server, absl::string_view role);

// Writes a token into a new file of the first of these folders, which only its owner may read:
// `ROLE.token`, or `ROLE-2.token` and so on where there is one already: none is ever replaced.
// Makes the folders. Returns the path.
absl::StatusOr<std::string> SaveTokenFile(absl::string_view server, absl::string_view role,
                                          absl::string_view token);

}  // namespace tashbik::client

#endif  // TASHBIK_CLIENTS_CPP_TOKEN_FILES_H_
