// What --help shows, in the language of the output.
#ifndef TASHBIK_CLIENTS_CLI_HELP_H_
#define TASHBIK_CLIENTS_CLI_HELP_H_

#include "CLI/App.hpp"
#include "absl/strings/string_view.h"

namespace tashbik::cli {

// Begins what is shown at the end of a command's help; its examples follow.
inline constexpr char kExample[] = "Example:\n";

// Puts all texts of the command line's help, and of every command below it, into `language`.
// Names of commands and options, and examples, stay as they are typed.
void TranslateHelp(CLI::App* app, absl::string_view language);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_HELP_H_
