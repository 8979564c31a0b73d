// compose.
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/command.h"
#include "clients/cli/compose_output.h"
#include "clients/cli/compose_request.h"
#include "clients/cli/input_file.h"
#include "clients/cli/kind.h"
#include "clients/cli/place_filter.h"
#include "clients/cli/resolve.h"
#include "clients/cli/theme_finder.h"

namespace tashbik::cli {
namespace {

struct Options {
  ComposeFlags flags;
  PlaceFilter places;
};

absl::Status ReadActors(Session* session, const std::vector<std::string>& texts,
                        google::protobuf::RepeatedPtrField<std::string>* to) {
  for (const std::string& text : texts) {
    auto actor = ResolveActor(session, text, Sure::kWords);
    if (!actor.ok()) return actor.status();
    to->Add(std::string(actor->name()));
  }
  return absl::OkStatus();
}

// A file of this machine, or else a stored call.
absl::Status ReadCall(Session* session, const std::string& text,
                      v1::ComposeCoalitionRequest* request) {
  const bool file =
      text == "-" || access(text.c_str(), F_OK) == 0 || absl::EndsWithIgnoreCase(text, ".json");
  if (file && !absl::StartsWith(text, "calls/")) {
    auto json = ReadInput(text);
    if (!json.ok()) return UsageError(absl::StrCat("--call: ", json.status().message()));
    return ReadCallFile(*json, text, request);
  }
  auto call = ResolveName(session, *FindKind("call"), text, Sure::kWords);
  if (!call.ok()) return call.status();
  request->set_call(*call);
  return absl::OkStatus();
}

// What the server would refuse in the words of its fields.
absl::Status CheckAsked(const v1::ComposeCoalitionRequest& request) {
  if (request.themes().empty() && request.skills().empty() && request.countries().empty() &&
      request.languages().empty() && request.call().empty() && !request.has_rules()) {
    return UsageError("say what to cover: --themes, --skills, --countries, --languages or --call");
  }
  for (const std::string& out : request.excluded()) {
    if (std::find(request.members().begin(), request.members().end(), out) !=
        request.members().end()) {
      return UsageError(absl::StrCat("--without: ", out, " is a --member too"));
    }
  }
  return absl::OkStatus();
}

Outcome Compose(Session& session, const Options& options) {
  auto filter = options.places.Build();
  if (!filter.ok()) return filter.status();
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  v1::ComposeCoalitionRequest request;
  ThemeFinder themes(*client);
  absl::Status status = ReadAsked(options.flags, themes.finder(), &request);
  if (status.ok()) status = ReadActors(&session, options.flags.members, request.mutable_members());
  if (status.ok()) status = ReadActors(&session, options.flags.without, request.mutable_excluded());
  if (status.ok() && !options.flags.call.empty()) {
    status = ReadCall(&session, options.flags.call, &request);
  }
  if (status.ok()) status = CheckAsked(request);
  if (!status.ok()) return status;
  request.set_filter(*filter);
  auto response = (*client)->Call<v1::ComposeCoalitionResponse>(request);
  if (!response.ok()) return response.status();
  WriteComposition(&session, *response);
  return ExitCode::kOk;
}

}  // namespace

void AddComposeCommand(CLI::App* app, Selection* selection) {
  auto options = std::make_shared<Options>();
  CLI::App* compose = AddCommand(
      app, "compose", "Compose a team that covers themes, under the rules of a call",
      "  tashbik compose --themes \"Nationality rights; Stateless people\" --countries Lebanon "
      "--size 3..6\n"
      "  tashbik compose --call \"MACS grants\" --member \"Dom community group in Lebanon\" --lang "
      "ar\n"
      "  echo '{\"lead_countries\": [\"LB\"], \"home_and_diaspora\": true}' | "
      "tashbik compose --call - --languages fr");
  ComposeFlags* flags = &options->flags;
  const auto add = [&](const char* flag, std::vector<std::string>* values, const char* type,
                       const char* what) {
    compose->add_option(flag, *values, what)->allow_extra_args(false)->type_name(type);
  };
  add("--themes", &flags->themes, "THEMES",
      "What to cover: issues, causes, laws and communities, by label in any language or id, "
      "divided "
      "by ';'");
  add("--skills", &flags->skills, "THEMES", "Skills and resources that some member should offer");
  add("--countries", &flags->countries, "COUNTRIES",
      "Countries in which some member should be, by code or name");
  add("--languages", &flags->languages, "LANGUAGES", "Languages that some member should speak");
  add("--member", &flags->members, "ACTOR",
      "Who is in it already; the first leads. May be given several times");
  add("--without", &flags->without, "ACTOR", "Whom to leave out. May be given several times");
  compose->add_option("--size", flags->size, "Fewest and most members, such as 3..6 (2..6)");
  compose->add_option("--call", flags->call,
                      "A file with a call or its rules as JSON (- for standard input), or a stored "
                      "call by name");
  options->places.AddTo(compose, true);
  compose->callback([selection, options] {
    selection->run = [options](Session& session) { return Compose(session, *options); };
  });
}

}  // namespace tashbik::cli
