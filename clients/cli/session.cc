// Chooses the token and keeps the connections.
#include "clients/cli/session.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/translate.h"
#include "clients/cpp/token_files.h"

namespace tashbik::cli {
namespace {

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

std::optional<Format> FormatOf(const std::string& word) {
  if (word == "table") return Format::kTable;
  if (word == "json") return Format::kJson;
  if (word == "jsonl") return Format::kJsonl;
  if (word == "csv") return Format::kCsv;
  if (word == "name") return Format::kName;
  return std::nullopt;
}

Session::Session(Settings settings, std::ostream& out, std::ostream& err)
    : settings_(std::move(settings)), out_(out), err_(err) {}

absl::StatusOr<std::string> Session::ReadToken(const std::string& path) {
  auto file = client::ReadTokenFile(path);
  if (!file.ok()) return UsageError(file.status().message());
  if (file->exposed) {
    Tell(absl::StrCat("warning: others may read ", path, "; chmod 600 it"));
  }
  return file->token;
}

absl::StatusOr<std::string> Session::TokenFor(Desk desk) {
  if (settings_.anonymous) return std::string();
  if (!settings_.token_file.empty()) return ReadToken(settings_.token_file);
  const std::string given = Environment("TASHBIK_TOKEN");
  if (!given.empty() && settings_.as.empty()) return given;
  const std::string named = Environment("TASHBIK_TOKEN_FILE");
  if (!named.empty() && settings_.as.empty()) return ReadToken(named);
  std::vector<std::string> roles = {"coordinator", "administrator", "member"};
  if (desk == Desk::kAdministrator) std::swap(roles[0], roles[1]);
  if (desk == Desk::kMember) std::rotate(roles.begin(), roles.end() - 1, roles.end());
  if (!settings_.as.empty()) roles = {settings_.as};
  for (const std::string& role : roles) {
    auto file = client::FindTokenFile(settings_.server, role);
    if (file.ok()) return ReadToken(file->path);
    if (!absl::IsNotFound(file.status())) return UsageError(file.status().message());
  }
  if (!settings_.as.empty()) {
    return UsageError(absl::StrCat("there is no ", settings_.as, "'s token for ", settings_.server,
                                   "; ", SignInAdvice()));
  }
  return std::string();
}

absl::StatusOr<const client::Client*> Session::Connect(Desk desk) {
  auto known = tokens_.find(desk);
  if (known == tokens_.end()) {
    auto token = TokenFor(desk);
    if (!token.ok()) return token.status();
    known = tokens_.emplace(desk, *std::move(token)).first;
  }
  return ConnectWith(known->second);
}

absl::StatusOr<const client::Client*> Session::ConnectWith(const std::string& token) {
  auto client = clients_.find(token);
  if (client == clients_.end()) {
    client::ClientOptions options;
    options.server = settings_.server;
    options.token = token;
    options.ca_file = settings_.ca_file;
    options.certificate_file = settings_.certificate_file;
    options.key_file = settings_.key_file;
    options.deadline = absl::Seconds(settings_.timeout_s);
    options.language = settings_.language;
    auto made = client::Client::Connect(std::move(options));
    if (!made.ok()) return UsageError(made.status().message());
    client = clients_.emplace(token, *std::move(made)).first;
  }
  return &client->second;
}

absl::StatusOr<bool> Session::HasAdministrator() {
  auto coordinator = Connect(Desk::kCoordinator);
  if (!coordinator.ok()) return coordinator.status();
  auto administrator = Connect(Desk::kAdministrator);
  if (!administrator.ok()) return administrator.status();
  return *coordinator != *administrator;
}

void Session::Tell(absl::string_view english) { WriteLines(english, language(), err_); }

std::string Session::SignInAdvice() const {
  return absl::StrCat("give one with --token-file or TASHBIK_TOKEN; looked in ",
                      absl::StrJoin(client::TokenFolders(settings_.server), " and "));
}

}  // namespace tashbik::cli
