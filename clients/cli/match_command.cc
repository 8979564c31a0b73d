// suggest, explain, path.
#include <memory>

#include "absl/strings/str_join.h"
#include "clients/cli/command.h"
#include "clients/cli/match_output.h"
#include "clients/cli/place_filter.h"
#include "clients/cli/resolve.h"
#include "tashbik/v1/match.pb.h"

namespace tashbik::cli {
namespace {

const std::vector<std::pair<std::string, v1::Focus>>& Focuses() {
  static const auto* const focuses = new std::vector<std::pair<std::string, v1::Focus>>{
      {"balanced", v1::FOCUS_BALANCED},
      {"similar", v1::FOCUS_SIMILAR},
      {"bridging", v1::FOCUS_BRIDGING},
      {"complementary", v1::FOCUS_COMPLEMENTARY},
      {"home-and-diaspora", v1::FOCUS_HOME_AND_DIASPORA},
  };
  return *focuses;
}

struct Options {
  std::vector<std::string> actor;
  std::string source;
  std::string target;
  std::string focus = "balanced";
  int top = 10;
  int steps = 4;
  PlaceFilter places;
  bool include_partners = false;
  bool common_language = false;
};

v1::Focus FocusOf(const std::string& word) {
  for (const auto& [name, focus] : Focuses()) {
    if (name == word) return focus;
  }
  return v1::FOCUS_BALANCED;
}

Outcome Suggest(Session& session, const Options& options) {
  auto filter = options.places.Build();
  if (!filter.ok()) return filter.status();
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto actor = ResolveActor(&session, absl::StrJoin(options.actor, " "), Sure::kWords);
  if (!actor.ok()) return actor.status();
  v1::SuggestPartnersRequest request;
  request.set_actor(actor->name());
  request.set_count(options.top);
  request.set_focus(FocusOf(options.focus));
  request.set_filter(*filter);
  request.set_include_partners(options.include_partners);
  request.set_require_common_language(options.common_language);
  auto response = (*client)->Call<v1::SuggestPartnersResponse>(request);
  if (!response.ok()) return response.status();
  WriteSuggestions(&session, *actor, *response);
  return ExitCode::kOk;
}

Outcome Explain(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto source = ResolveActor(&session, options.source, Sure::kWords);
  if (!source.ok()) return source.status();
  auto target = ResolveActor(&session, options.target, Sure::kWords);
  if (!target.ok()) return target.status();
  v1::ExplainPartnerRequest request;
  request.set_actor(source->name());
  request.set_partner(target->name());
  request.set_focus(FocusOf(options.focus));
  auto response = (*client)->Call<v1::ExplainPartnerResponse>(request);
  if (!response.ok()) return response.status();
  WriteExplanation(&session, *response);
  return ExitCode::kOk;
}

Outcome FindPath(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto source = ResolveActor(&session, options.source, Sure::kWords);
  if (!source.ok()) return source.status();
  auto target = ResolveActor(&session, options.target, Sure::kWords);
  if (!target.ok()) return target.status();
  v1::FindPathsRequest request;
  request.set_source(source->name());
  request.set_target(target->name());
  request.set_max_length(options.steps);
  request.set_count(options.top);
  auto response = (*client)->Call<v1::FindPathsResponse>(request);
  if (!response.ok()) return response.status();
  WritePaths(&session, *response);
  return ExitCode::kOk;
}

void Choose(CLI::App* command, Selection* selection, const std::shared_ptr<Options>& options,
            Outcome (*action)(Session&, const Options&)) {
  command->callback([selection, options, action] {
    selection->run = [options, action](Session& session) { return action(session, *options); };
  });
}

void AddFocus(CLI::App* command, Options* options) {
  std::vector<std::string> words;
  for (const auto& [word, focus] : Focuses()) words.push_back(word);
  command
      ->add_option(
          "--focus", options->focus,
          "balanced, similar (does what we do), bridging (meets the same wall from another "
          "side), complementary (has what we lack) or home-and-diaspora")
      ->check(CLI::IsMember(words))
      ->default_val("balanced");
}

}  // namespace

void AddMatchCommands(CLI::App* app, Selection* selection) {
  auto options = std::make_shared<Options>();
  CLI::App* suggest =
      AddCommand(app, "suggest", "Suggest partners for an organization or diaspora group",
                 "  tashbik suggest GCHR --focus bridging --top 5\n"
                 "  tashbik suggest \"مركز الخليج لحقوق الإنسان\" --country Lebanon --lang ar");
  suggest
      ->add_option("ACTOR", options->actor,
                   "Resource name, exact name or acronym, or words that find exactly one")
      ->required();
  AddFocus(suggest, options.get());
  suggest->add_option("--top", options->top, "Most to show, 1 to 200")
      ->check(Between(1, 200))
      ->default_val(10);
  suggest->add_flag("--include-partners", options->include_partners,
                    "Also those who already work with it in a coalition");
  suggest->add_flag("--common-language", options->common_language,
                    "Only those with whom it shares a language");
  options->places.AddTo(suggest, true);
  Choose(suggest, selection, options, Suggest);

  options = std::make_shared<Options>();
  CLI::App* explain = AddCommand(app, "explain", "Explain one pair: every signal, known or not",
                                 "  tashbik explain GCHR \"Iraqis of Brussels\"");
  explain->add_option("ACTOR", options->source, "Who asks")->required();
  explain->add_option("PARTNER", options->target, "Whom to explain")->required();
  AddFocus(explain, options.get());
  Choose(explain, selection, options, Explain);

  options = std::make_shared<Options>();
  options->top = 3;
  CLI::App* path =
      AddCommand(app, "path", "Show how two are connected by coalitions, themes and causes",
                 "  tashbik path GCHR \"Iraqis of Brussels\" --steps 5");
  path->add_option("ACTOR", options->source, "One")->required();
  path->add_option("OTHER", options->target, "The other")->required();
  path->add_option("--steps", options->steps, "Most links in a path, 1 to 6")
      ->check(Between(1, 6))
      ->default_val(4);
  path->add_option("--top", options->top, "Most paths, 1 to 20")
      ->check(Between(1, 20))
      ->default_val(3);
  Choose(path, selection, options, FindPath);
}

}  // namespace tashbik::cli
