// The whole command line: from arguments to an exit code.
#ifndef TASHBIK_CLIENTS_CLI_APP_H_
#define TASHBIK_CLIENTS_CLI_APP_H_

#include <ostream>
#include <string>
#include <vector>

namespace tashbik::cli {

// Runs one command (arguments without the program's name) and returns its exit code. Data goes to
// `out`, everything else to `err`. Reads the environment (TASHBIK_*, NO_COLOR, LANG …) and whether
// standard output and error are terminals. Not to be called from several threads at once.
int Run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_APP_H_
