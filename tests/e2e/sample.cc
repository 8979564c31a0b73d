// Starts, imports, and learns what the server called everything.
#include "tests/e2e/sample.h"

#include <cstdlib>
#include <fstream>
#include <functional>

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/search.pb.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

using google::protobuf::Struct;

// Calls `visit` with every line of a JSON Lines file.
void ForEachLine(const std::string& path, const std::function<void(Struct)>& visit) {
  std::ifstream file(path);
  if (!file) GiveUp("cannot read " + path);
  for (std::string line; std::getline(file, line);) {
    Struct parsed;
    if (!google::protobuf::util::JsonStringToMessage(line, &parsed).ok())
      GiveUp("no JSON: " + line);
    visit(std::move(parsed));
  }
}

std::string Text(const Struct& line, const std::string& field) {
  const auto found = line.fields().find(field);
  return found == line.fields().end() ? "" : found->second.string_value();
}

std::string LastPart(const std::string& name) { return name.substr(name.rfind('/') + 1); }

bool IsActorLine(const Struct& line) {
  const std::string kind = Text(line, "kind");
  return kind == "organization" || kind == "diaspora_group";
}

}  // namespace

SampleFiles ShippedSample() {
  const std::string folder = TASHBIK_SOURCE "/deploy/sample/";
  return {folder + "vocabulary.jsonl", folder + "network.jsonl", folder + "stories.jsonl"};
}

SampleServer::SampleServer(const SampleFiles& files)
    : server_(TASHBIKD, folder_.path()),
      coordinator_(ConnectTo(server_.address(), ReadLine(server_.CoordinatorFile()))),
      administrator_(ConnectTo(server_.address(), ReadLine(server_.AdministratorFile()))),
      anonymous_(ConnectTo(server_.address(), "")) {
  Import(files.vocabulary, server_.AdministratorFile());
  Import(files.network, server_.CoordinatorFile());
  v1::ResolveExternalIdsRequest request;
  request.set_scheme("sample");
  ForEachLine(files.network, [&](const Struct& line) {
    if (IsActorLine(line)) request.add_values(LastPart(Text(line, "name")));
  });
  const auto found = Need(coordinator_.Call<v1::ResolveExternalIdsResponse>(request));
  for (const auto& [local, name] : found.names()) {
    names_[local] = name;
    locals_[name] = local;
  }
}

void SampleServer::Import(const std::string& file, const std::string& token_file) {
  const CommandResult result =
      RunCommand({TASHBIK, "import", file, "--source", "sample", "--server", server_.address(),
                  "--token-file", token_file});
  if (result.code != 0)
    GiveUp(absl::StrCat("tashbik import ", file, ":\n", result.out, result.err));
}

CommandResult SampleServer::TashbikAs(const std::vector<std::string>& whom,
                                      std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), {TASHBIK, "--server", server_.address()});
  arguments.insert(arguments.end(), whom.begin(), whom.end());
  return RunCommand(arguments);
}

CommandResult SampleServer::Tashbik(std::vector<std::string> arguments) const {
  return TashbikAs({"--token-file", server_.CoordinatorFile()}, std::move(arguments));
}

std::string SampleServer::Join(const std::string& local) const {
  v1::CreateHubMemberRequest member;
  member.set_parent(Need(coordinator_.Call<v1::GetCallerResponse>(v1::GetCallerRequest())).hubs(0));
  member.mutable_hub_member()->set_actor(Actor(local));
  const absl::Status added = coordinator_.Call<v1::HubMember>(member).status();
  if (!added.ok() && !absl::IsAlreadyExists(added)) GiveUp(added.ToString());
  v1::CreateTokenRequest token;
  token.set_role(v1::ROLE_MEMBER);
  token.set_actor(Actor(local));
  const std::string path = folder_.Inside(local + ".token");
  std::ofstream(path) << Need(coordinator_.Call<v1::CreateTokenResponse>(token)).secret() << "\n";
  return path;
}

const std::string& SampleServer::Actor(const std::string& local) const {
  const auto found = names_.find(local);
  if (found == names_.end()) GiveUp("the sample has no " + local);
  return found->second;
}

std::string SampleServer::Local(const std::string& name) const {
  const auto found = locals_.find(name);
  return found == locals_.end() ? name : found->second;
}

std::vector<std::string> SampleServer::Partners(const v1::SuggestPartnersResponse& answer) const {
  std::vector<std::string> partners;
  for (const v1::Suggestion& suggestion : answer.suggestions()) {
    partners.push_back(Local(suggestion.partner().name()));
  }
  return partners;
}

SampleTiers TiersOfSample() {
  SampleTiers tiers;
  ForEachLine(ShippedSample().network, [&](const Struct& line) {
    if (!IsActorLine(line)) return;
    const Struct& visibility = line.fields().at("visibility").struct_value();
    const bool open = Text(visibility, "tier") == "TIER_PUBLIC";
    (open ? tiers.open : tiers.hidden).insert(LastPart(Text(line, "name")));
  });
  return tiers;
}

std::vector<std::string> HiddenLabelsOfSample() {
  std::vector<std::string> labels;
  ForEachLine(ShippedSample().vocabulary, [&](const Struct& line) {
    const auto hidden = line.fields().find("hidden_labels");
    if (hidden == line.fields().end()) return;
    for (const auto& [language, list] : hidden->second.struct_value().fields()) {
      const auto& values = list.struct_value().fields().at("values").list_value().values();
      for (const auto& value : values) labels.push_back(value.string_value());
    }
  });
  return labels;
}

}  // namespace tashbik::testing
