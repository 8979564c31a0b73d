// theme export: the vocabulary as SKOS.
#include <memory>
#include <set>

#include "clients/cli/command.h"
#include "clients/cli/skos.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::cli {
namespace {

// Themes that others name and the list left out: deprecated ones, for who may not list them.
absl::Status AddNamed(const client::Client& client, std::vector<v1::Theme>* themes) {
  std::set<std::string> there;
  for (const v1::Theme& theme : *themes) there.insert(theme.name());
  for (size_t from = 0; from < themes->size();) {
    v1::BatchGetThemesRequest request;
    const auto want = [&](const std::string& name) {
      if (!name.empty() && there.insert(name).second) request.add_names(name);
    };
    for (; from < themes->size() && request.names_size() < 500; ++from) {
      const v1::Theme& theme = (*themes)[from];
      for (const std::string& broader : theme.broader()) want(broader);
      for (const v1::Cause& cause : theme.causes()) want(cause.theme());
      for (const v1::RelatedTheme& related : theme.related()) want(related.theme());
      want(theme.replaced_by());
    }
    if (request.names().empty()) continue;
    auto got = client.Call<v1::BatchGetThemesResponse>(request);
    if (!got.ok()) return got.status();
    for (const v1::Theme& theme : got->themes()) themes->push_back(theme);
  }
  return absl::OkStatus();
}

Outcome ExportSkos(Session& session) {
  auto client = session.Connect(Desk::kAdministrator);
  if (!client.ok()) return client.status();
  auto caller = (*client)->Call<v1::GetCallerResponse>(v1::GetCallerRequest());
  if (!caller.ok()) return caller.status();
  v1::ListThemesRequest request;
  request.set_page_size(1000);
  request.set_show_deleted(true);
  client::PageWalk walk(request, [&](const Message& page, Message* response) {
    return (*client)->Call(page, response);
  });
  std::vector<v1::Theme> themes;
  auto next = walk.Next();
  for (; next.ok() && *next != nullptr; next = walk.Next()) {
    themes.push_back(static_cast<const v1::Theme&>(**next));
  }
  if (!next.ok()) return next.status();
  if (absl::Status status = AddNamed(**client, &themes); !status.ok()) return status;
  session.out() << WriteSkos(themes);
  session.out().flush();
  if (caller->role() != v1::ROLE_ADMINISTRATOR && caller->role() != v1::ROLE_EDITOR) {
    session.Tell(
        "without hidden labels, and without deprecated themes that nothing names: they are for "
        "editors and administrators");
  }
  return ExitCode::kOk;
}

}  // namespace

void AddThemeExportCommand(CLI::App* app, Selection* selection) {
  CLI::App* theme = app->get_subcommand("theme");
  auto format = std::make_shared<std::string>();
  CLI::App* command =
      AddCommand(theme, "export", "Write the vocabulary as SKOS in Turtle, which import reads back",
                 "  tashbik theme export --format skos > vocabulary.ttl\n"
                 "  tashbik import vocabulary.ttl");
  command->add_option("--format", *format, "skos; `tashbik export --kind theme` writes JSON Lines")
      ->check(CLI::IsMember({"skos"}))
      ->default_val("skos");
  command->callback([selection, format] {
    selection->run = [](Session& session) { return ExportSkos(session); };
  });
}

}  // namespace tashbik::cli
