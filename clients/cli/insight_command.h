// How insight and map are declared.
#ifndef TASHBIK_CLIENTS_CLI_INSIGHT_COMMAND_H_
#define TASHBIK_CLIENTS_CLI_INSIGHT_COMMAND_H_

#include "clients/cli/command.h"

namespace tashbik::cli {

// insight: coverage, gaps, needs, isolated, brokers, structure, network.
void AddInsightCommands(CLI::App* app, Selection* selection);
// map.
void AddMapCommand(CLI::App* app, Selection* selection);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_INSIGHT_COMMAND_H_
