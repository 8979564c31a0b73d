// statement sign, unsign.
#include <memory>
#include <string>

#include "clients/cli/display_width.h"
#include "clients/cli/kind.h"
#include "clients/cli/output.h"
#include "clients/cli/resolve.h"
#include "clients/cli/subcommands.h"
#include "clients/cli/voice_words.h"
#include "tashbik/v1/statement.pb.h"

namespace tashbik::cli {
namespace {

template <class Request>
Outcome Change(Session& session, const std::string& statement) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto name = ResolveName(&session, *FindKind("statement"), statement, Sure::kExact);
  if (!name.ok()) return name.status();
  Request request;
  request.set_name(*name);
  auto changed = (*client)->template Call<v1::Statement>(request);
  if (!changed.ok()) return changed.status();
  if (session.settings().format == Format::kTable) {
    session.out() << Isolate(StandingOf(*changed, session.language())) << "\n";
  }
  WriteOne(&session, *changed);
  return ExitCode::kOk;
}

}  // namespace

void AddStatementCommands(CLI::App* app, Selection* selection) {
  CLI::App* group = app->get_subcommand("statement");
  const Subcommands<std::string> subcommand(group, selection);
  const auto add = [&](Outcome (*action)(Session&, const std::string&), const std::string& name,
                       const std::string& what, const std::string& examples) {
    auto [command, statement] = subcommand(action, name, what, examples);
    command->add_option("STATEMENT", *statement, "Which statement")->required();
  };
  add(Change<v1::SignStatementRequest>, "sign",
      "Sign for your organization; nobody learns of it before enough have signed",
      "  tashbik statement sign \"For the right to assembly and fair registration in "
      "Morocco\"");
  add(Change<v1::WithdrawSignatureRequest>, "unsign", "Take your signature back",
      "  tashbik statement unsign \"For the right to assembly and fair registration in "
      "Morocco\"");
}

}  // namespace tashbik::cli
