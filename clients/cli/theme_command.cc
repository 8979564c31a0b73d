// theme propose, proposals, accept, refuse, merge, deprecate, history: care of the vocabulary.
#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/command.h"
#include "clients/cli/output.h"
#include "clients/cli/resolve.h"
#include "clients/cli/resource_action.h"
#include "clients/cli/theme_finder.h"
#include "tashbik/v1/vocabulary.pb.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::string theme;
  std::string other;
  std::string proposal;
  std::string text;  // reason or answer
  std::string state = "open";
  std::string file;
  std::vector<std::string> set;
  int limit = 0;
};

const Kind& ThemeKind() { return *FindKind("theme"); }

// Whether the text is an id, as a new theme has one.
bool IsId(absl::string_view text) {
  if (text.empty() || !absl::ascii_islower(static_cast<unsigned char>(text[0]))) return false;
  for (const char c : text) {
    if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') return false;
  }
  return true;
}

// A theme that is there, by id or label, or the id of a new one.
absl::StatusOr<std::string> NameToPropose(Session& session, const std::string& text) {
  const absl::string_view id = absl::StripPrefix(text, "themes/");
  if (IsId(id)) return absl::StrCat("themes/", id);
  return ResolveName(&session, ThemeKind(), text, Sure::kExact);
}

std::string ProposalName(const std::string& text) {
  return absl::StrContains(text, '/') ? text : absl::StrCat("themeProposals/", text);
}

// Shows what a write made.
template <class Resource, class Request>
Outcome Write(Session& session, Desk desk, const Request& request) {
  auto client = session.Connect(desk);
  if (!client.ok()) return client.status();
  auto made = (*client)->template Call<Resource>(request);
  if (!made.ok()) return made.status();
  WriteOne(&session, *made);
  return ExitCode::kOk;
}

// Shows the items of all pages, or the first `limit`.
template <class Item, class Request>
Outcome ListAll(Session& session, Desk desk, Request request, int limit) {
  auto client = session.Connect(desk);
  if (!client.ok()) return client.status();
  request.set_page_size(limit == 0 ? 1000 : std::min(limit, 1000));
  client::PageWalk walk(request, [&](const Message& page, Message* response) {
    return (*client)->Call(page, response);
  });
  std::vector<Item> items;
  while (limit == 0 || static_cast<int>(items.size()) < limit) {
    auto next = walk.Next();
    if (!next.ok()) return next.status();
    if (*next == nullptr) break;
    items.push_back(static_cast<const Item&>(**next));
  }
  Listing listing(&session, Item::descriptor());
  for (const Item& item : items) listing.Add(item);
  listing.Finish();
  return ExitCode::kOk;
}

Outcome Propose(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto name = NameToPropose(session, options.theme);
  if (!name.ok()) return name.status();
  v1::ProposeThemeRequest request;
  v1::Theme* theme = request.mutable_proposal()->mutable_theme();
  if (!options.file.empty()) {
    if (absl::Status status = ReadJson(options.file, theme); !status.ok()) return status;
  }
  ThemeFinder themes(*client);
  std::vector<std::string> paths;
  absl::Status status =
      SetFields(ThemeKind(), options.set, themes.finder(), /*replace=*/false, theme, &paths);
  if (!status.ok()) return status;
  theme->set_name(*name);
  request.mutable_proposal()->set_reason(options.text);
  return Write<v1::ThemeProposal>(session, Desk::kCoordinator, request);
}

Outcome ListProposals(Session& session, const Options& options) {
  v1::ListThemeProposalsRequest request;
  for (const auto& [word, state] : {std::pair("open", v1::PROPOSAL_STATE_OPEN),
                                    std::pair("accepted", v1::PROPOSAL_STATE_ACCEPTED),
                                    std::pair("refused", v1::PROPOSAL_STATE_REFUSED)}) {
    if (options.state == word || options.state == "all") request.add_states(state);
  }
  return ListAll<v1::ThemeProposal>(session, Desk::kCoordinator, request, options.limit);
}

Outcome Accept(Session& session, const Options& options) {
  v1::AcceptThemeProposalRequest request;
  request.set_name(ProposalName(options.proposal));
  request.set_answer(options.text);
  return Write<v1::ThemeProposal>(session, Desk::kCoordinator, request);
}

Outcome Refuse(Session& session, const Options& options) {
  v1::RefuseThemeProposalRequest request;
  request.set_name(ProposalName(options.proposal));
  request.set_answer(options.text);
  return Write<v1::ThemeProposal>(session, Desk::kCoordinator, request);
}

Outcome Merge(Session& session, const Options& options) {
  v1::MergeThemesRequest request;
  auto source = ResolveName(&session, ThemeKind(), options.theme, Sure::kExact);
  if (!source.ok()) return source.status();
  auto target = ResolveName(&session, ThemeKind(), options.other, Sure::kExact);
  if (!target.ok()) return target.status();
  request.set_source(*source);
  request.set_target(*target);
  return Write<v1::Theme>(session, Desk::kAdministrator, request);
}

Outcome Deprecate(Session& session, const Options& options) {
  v1::DeprecateThemeRequest request;
  auto name = ResolveName(&session, ThemeKind(), options.theme, Sure::kExact);
  if (!name.ok()) return name.status();
  request.set_name(*name);
  if (!options.other.empty()) {
    auto other = ResolveName(&session, ThemeKind(), options.other, Sure::kExact);
    if (!other.ok()) return other.status();
    request.set_replaced_by(*other);
  }
  return Write<v1::Theme>(session, Desk::kAdministrator, request);
}

Outcome History(Session& session, const Options& options) {
  auto name = ResolveName(&session, ThemeKind(), options.theme, Sure::kExact);
  if (!name.ok()) return name.status();
  v1::ListThemeRevisionsRequest request;
  request.set_name(*name);
  return ListAll<v1::ThemeRevision>(session, Desk::kAdministrator, request, options.limit);
}

using Action = Outcome (*)(Session&, const Options&);

CLI::App* AddAction(CLI::App* group, Selection* selection, const std::shared_ptr<Options>& options,
                    Action action, const char* name, const char* what, const char* examples) {
  CLI::App* command = AddCommand(group, name, what, examples);
  command->callback([selection, options, action] {
    selection->run = [options, action](Session& session) { return action(session, *options); };
  });
  return command;
}

void AddProposals(CLI::App* theme, Selection* selection) {
  {
    auto options = std::make_shared<Options>();
    CLI::App* command =
        AddAction(theme, selection, options, Propose, "propose",
                  "Propose a new theme, or labels, causes and related themes of one that is there",
                  "  tashbik theme propose statelessness --set alternative_labels.fr=\"Sans "
                  "nationalité\" \\\n"
                  "      --reason \"The word that the communities use\"\n"
                  "  tashbik theme propose water-justice --set facet=issue \\\n"
                  "      --set labels.en=\"Water justice\" --set labels.ar=\"العدالة المائية\" \\\n"
                  "      --reason \"Three of our members work on it\"");
    command->add_option("THEME", options->theme, "Id or label; a new id for a new theme")
        ->required();
    command->add_option("--reason", options->text, "Why, for the editors")->required();
    command->add_option("--set", options->set, "What to add, as in import --map")
        ->allow_extra_args(false)
        ->type_name("FIELD=VALUE");
    command->add_option("--file", options->file, "JSON of the theme; - for standard input");
  }
  {
    auto options = std::make_shared<Options>();
    CLI::App* command = AddAction(theme, selection, options, ListProposals, "proposals",
                                  "List your proposals and the answers; for editors, everybody's",
                                  "  tashbik theme proposals\n"
                                  "  tashbik theme proposals --state refused -o json");
    command->add_option("--state", options->state, "open, accepted, refused or all")
        ->check(CLI::IsMember({"open", "accepted", "refused", "all"}))
        ->default_val("open");
    command->add_option("--limit", options->limit, "Most to show; all unless given")
        ->check(Between(1, 1000000000));
  }
  for (const bool refuses : {false, true}) {
    auto options = std::make_shared<Options>();
    CLI::App* command = AddAction(
        theme, selection, options, refuses ? Refuse : Accept, refuses ? "refuse" : "accept",
        refuses ? "Refuse a proposal; its maker reads why. For editors"
                : "Take a proposal into the vocabulary. For editors",
        refuses ? "  tashbik theme refuse abcdefghij234567 --answer \"Merged with housing\""
                : "  tashbik theme accept abcdefghij234567 --answer \"Thank you\"");
    command->add_option("PROPOSAL", options->proposal, "Its resource name or id")->required();
    CLI::Option* answer = command->add_option("--answer", options->text, "What its maker reads");
    if (refuses) answer->required();
  }
}

void AddChanges(CLI::App* theme, Selection* selection) {
  {
    auto options = std::make_shared<Options>();
    CLI::App* command =
        AddAction(theme, selection, options, Merge, "merge",
                  "Merge a theme into another: who carries it counts as carrying the other",
                  "  tashbik theme merge shelter housing");
    command->add_option("SOURCE", options->theme, "The theme that goes")->required();
    command->add_option("TARGET", options->other, "The theme that stays")->required();
  }
  {
    auto options = std::make_shared<Options>();
    CLI::App* command =
        AddAction(theme, selection, options, Deprecate, "deprecate",
                  "Offer a theme no more, and say what to use instead; undelete takes it back",
                  "  tashbik theme deprecate shelter --replaced-by housing");
    command->add_option("THEME", options->theme, "Which")->required();
    command->add_option("--replaced-by", options->other, "What to use instead");
  }
  {
    auto options = std::make_shared<Options>();
    CLI::App* command = AddAction(theme, selection, options, History, "history",
                                  "The moments of a theme, newest first",
                                  "  tashbik theme history statelessness\n"
                                  "  tashbik theme history statelessness --limit 2 -o json");
    command->add_option("THEME", options->theme, "Which")->required();
    command->add_option("--limit", options->limit, "Most to show; all unless given")
        ->check(Between(1, 1000000000));
  }
}

}  // namespace

void AddThemeCommands(CLI::App* app, Selection* selection) {
  CLI::App* theme = app->get_subcommand("theme");
  AddProposals(theme, selection);
  AddChanges(theme, selection);
}

}  // namespace tashbik::cli
