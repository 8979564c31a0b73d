// Subcommands of one group that share a type of options.
#ifndef TASHBIK_CLIENTS_CLI_SUBCOMMANDS_H_
#define TASHBIK_CLIENTS_CLI_SUBCOMMANDS_H_

#include <memory>
#include <string>
#include <utility>

#include "clients/cli/command.h"

namespace tashbik::cli {

// Adds subcommands to `group`; the one that is chosen runs its action with options of its own.
// Group and selection must outlive what is added.
template <class Options>
class Subcommands {
 public:
  using Action = Outcome (*)(Session&, const Options&);

  Subcommands(CLI::App* group, Selection* selection) : group_(group), selection_(selection) {}

  // The subcommand and its options, for the flags that it takes.
  std::pair<CLI::App*, std::shared_ptr<Options>> operator()(Action action, const std::string& name,
                                                            const std::string& what,
                                                            const std::string& examples) const {
    auto options = std::make_shared<Options>();
    CLI::App* command = AddCommand(group_, name, what, examples);
    command->callback([selection = selection_, options, action] {
      selection->run = [options, action](Session& session) { return action(session, *options); };
    });
    return {command, std::move(options)};
  }

 private:
  CLI::App* group_;
  Selection* selection_;
};

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_SUBCOMMANDS_H_
