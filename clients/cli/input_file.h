// Files that a person names on the command line.
#ifndef TASHBIK_CLIENTS_CLI_INPUT_FILE_H_
#define TASHBIK_CLIENTS_CLI_INPUT_FILE_H_

#include <string>

#include "absl/status/statusor.h"

namespace tashbik::cli {

// All bytes of a file; of standard input for `-`. Exit code 2, with the reason, for what is not
// there, may not be read, or is a folder.
absl::StatusOr<std::string> ReadInput(const std::string& path);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_INPUT_FILE_H_
