// Reads TOML with toml++ and checks it. The names of the settings stand once, in kSettings.
#include "services/config.h"

#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>
#include <variant>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "toml++/toml.h"

namespace tashbik::services {
namespace {

// A budget keeps some 20 bytes in memory for each record that was shown.
constexpr int64_t kMostBudget = 10'000'000;

struct Seconds {
  absl::Duration* value;
};

// Where a setting lives in a Config.
using Place = std::variant<std::string*, int*, int64_t*, Seconds>;

struct Setting {
  const char* table;
  const char* key;
  Place (*place)(Config&);
};

const Setting kSettings[] = {
    {"server", "address", [](Config& c) -> Place { return &c.server.address; }},
    {"server", "port_file", [](Config& c) -> Place { return &c.server.port_file; }},
    {"server", "drain_timeout_s",
     [](Config& c) -> Place { return Seconds{&c.server.drain_timeout}; }},
    {"server", "max_threads", [](Config& c) -> Place { return &c.server.max_threads; }},
    {"tls", "certificate", [](Config& c) -> Place { return &c.tls.certificate; }},
    {"tls", "key", [](Config& c) -> Place { return &c.tls.key; }},
    {"tls", "client_ca", [](Config& c) -> Place { return &c.tls.client_ca; }},
    {"storage", "data", [](Config& c) -> Place { return &c.storage.data; }},
    {"storage", "backups", [](Config& c) -> Place { return &c.storage.backups; }},
    {"storage", "free_space_floor_mib",
     [](Config& c) -> Place { return &c.storage.free_space_floor_mib; }},
    {"notices", "smtp_host", [](Config& c) -> Place { return &c.notices.smtp_host; }},
    {"notices", "port", [](Config& c) -> Place { return &c.notices.port; }},
    {"notices", "tls", [](Config& c) -> Place { return &c.notices.tls; }},
    {"notices", "user", [](Config& c) -> Place { return &c.notices.user; }},
    {"notices", "password_file", [](Config& c) -> Place { return &c.notices.password_file; }},
    {"notices", "from", [](Config& c) -> Place { return &c.notices.from; }},
    {"log", "level", [](Config& c) -> Place { return &c.log.level; }},
    {"budgets", "records_per_day", [](Config& c) -> Place { return &c.budgets.records_per_day; }},
    {"budgets", "suggestions_per_day",
     [](Config& c) -> Place { return &c.budgets.suggestions_per_day; }},
    {"budgets", "hub_records_per_day",
     [](Config& c) -> Place { return &c.budgets.hub_records_per_day; }},
    {"budgets", "hub_suggestions_per_day",
     [](Config& c) -> Place { return &c.budgets.hub_suggestions_per_day; }},
    {"first_start", "token_folder", [](Config& c) -> Place { return &c.first_start.token_folder; }},
    {"first_start", "hub_name", [](Config& c) -> Place { return &c.first_start.hub_name; }},
};

absl::Status Refuse(absl::string_view origin, const toml::source_region& where,
                    absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat(origin, ":", where.begin.line, ":", where.begin.column, ": ", what));
}

// Puts the node's value in its place; false when it has another type.
bool Assign(const toml::node& node, const Place& place) {
  if (auto* text = std::get_if<std::string*>(&place)) {
    const auto value = node.value_exact<std::string>();
    if (value) **text = *value;
    return value.has_value();
  }
  const auto value = node.value_exact<int64_t>();
  if (!value) return false;
  if (auto* number = std::get_if<int*>(&place)) {
    if (*value < INT32_MIN || *value > INT32_MAX) return false;
    **number = static_cast<int>(*value);
  } else if (auto* wide = std::get_if<int64_t*>(&place)) {
    **wide = *value;
  } else {
    *std::get<Seconds>(place).value = absl::Seconds(*value);
  }
  return true;
}

absl::Status ReadTable(absl::string_view origin, absl::string_view table_name,
                       const toml::table& table, Config& config) {
  for (const auto& [key, node] : table) {
    const absl::string_view key_text(key.str().data(), key.str().size());
    const Setting* setting = nullptr;
    bool table_known = false;
    for (const Setting& candidate : kSettings) {
      if (candidate.table != table_name) continue;
      table_known = true;
      if (candidate.key == key_text) setting = &candidate;
    }
    const std::string path = absl::StrCat(table_name, ".", key_text);
    if (!table_known || setting == nullptr) {
      return Refuse(origin, node.source(), absl::StrCat("unknown setting ", path));
    }
    const Place place = setting->place(config);
    if (Assign(node, place)) continue;
    const bool wants_text = std::holds_alternative<std::string*>(place);
    return Refuse(origin, node.source(),
                  absl::StrCat(path, " must be ", wants_text ? "a text" : "a whole number"));
  }
  return absl::OkStatus();
}

// `127.0.0.1:8440` as a folder name.
std::string AddressAsFolder(absl::string_view address) {
  return absl::StrReplaceAll(address, {{":", "_"}, {"/", "_"}});
}

std::string UserConfigFolder() {
  if (const char* folder = std::getenv("XDG_CONFIG_HOME"); folder != nullptr && *folder == '/') {
    return folder;
  }
  const char* home = std::getenv("HOME");
  return home != nullptr && *home == '/' ? absl::StrCat(home, "/.config") : "";
}

}  // namespace

absl::StatusOr<Config> ParseConfig(absl::string_view text, absl::string_view origin) {
  Config config;
  try {
    const toml::table root = toml::parse(std::string_view(text.data(), text.size()));
    for (const auto& [key, node] : root) {
      const absl::string_view name(key.str().data(), key.str().size());
      const toml::table* table = node.as_table();
      if (table == nullptr) {
        return Refuse(origin, node.source(),
                      absl::StrCat("unknown setting ", name, "; settings stand in tables"));
      }
      bool known = false;
      for (const Setting& setting : kSettings) known = known || setting.table == name;
      if (!known) return Refuse(origin, node.source(), absl::StrCat("unknown table [", name, "]"));
      if (absl::Status status = ReadTable(origin, name, *table, config); !status.ok()) {
        return status;
      }
    }
  } catch (const toml::parse_error& error) {
    const std::string_view what = error.description();
    return Refuse(origin, error.source(), absl::string_view(what.data(), what.size()));
  }
  return config;
}

absl::StatusOr<Config> ReadConfig(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) return absl::NotFoundError(absl::StrCat("cannot read the configuration ", path));
  return ParseConfig(text.str(), path);
}

bool IsLocalAddress(absl::string_view address) {
  const absl::string_view host = address.substr(0, address.rfind(':'));
  return absl::StartsWith(address, "unix:") || host == "localhost" || host == "[::1]" ||
         (absl::StartsWith(host, "127.") &&
          host.find_first_not_of("0123456789.") == absl::string_view::npos);
}

namespace {

absl::Status CheckNotices(const Config::Notices& notices) {
  auto refuse = [](auto... parts) { return absl::InvalidArgumentError(absl::StrCat(parts...)); };
  if (!notices.enabled()) {
    if (notices.from.empty() && notices.user.empty() && notices.password_file.empty()) {
      return absl::OkStatus();
    }
    return refuse("notices.smtp_host is missing: name the mail server, or leave [notices] out");
  }
  if (notices.smtp_host.find_first_of("/@:? ") != std::string::npos) {
    return refuse("notices.smtp_host must be a host alone, not '", notices.smtp_host, "'");
  }
  if (notices.port < 1 || notices.port > 65535) {
    return refuse("notices.port must be 1 to 65535, not ", notices.port);
  }
  const std::string& tls = notices.tls;
  if (tls != "starttls" && tls != "tls" && tls != "none") {
    return refuse("notices.tls must be starttls, tls or none, not '", tls, "'");
  }
  if (tls == "none" && !IsLocalAddress(absl::StrCat(notices.smtp_host, ":0"))) {
    return refuse(
        "notices.tls = \"none\" is for a mail server on this machine: addresses of "
        "people would pass the network in plain");
  }
  if (notices.user.empty() != notices.password_file.empty()) {
    return refuse("notices.user and notices.password_file must be given together");
  }
  const size_t at = notices.from.find('@');
  if (at == 0 || at == std::string::npos || at + 1 == notices.from.size() ||
      notices.from.find_first_of("<> \r\n") != std::string::npos) {
    return refuse("notices.from must be an address such as directory@example.org, not '",
                  notices.from, "'");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status FinishConfig(Config& config) {
  auto refuse = [](auto... parts) { return absl::InvalidArgumentError(absl::StrCat(parts...)); };
  const std::string& address = config.server.address;
  if (!absl::StartsWith(address, "unix:")) {
    const size_t colon = address.rfind(':');
    int port = -1;
    if (colon == std::string::npos || colon == 0 ||
        !absl::SimpleAtoi(address.substr(colon + 1), &port) || port < 0 || port > 65535) {
      return refuse("server.address must be HOST:PORT or unix:PATH, not '", address, "'");
    }
  }
  if (config.tls.certificate.empty() != config.tls.key.empty()) {
    return refuse("tls.certificate and tls.key must be given together");
  }
  if (!config.tls.client_ca.empty() && config.tls.certificate.empty()) {
    return refuse(
        "tls.client_ca needs tls.certificate and tls.key: without TLS no client can show "
        "a certificate");
  }
  if (!IsLocalAddress(address) && config.tls.certificate.empty()) {
    return refuse("server.address '", address,
                  "' can be reached from other machines: give tls.certificate and tls.key, or stay "
                  "on 127.0.0.1 and put a TLS proxy in front");
  }
  if (config.storage.data.empty()) {
    return refuse("storage.data is missing: name the data folder (flag --data)");
  }
  if (config.storage.free_space_floor_mib < 16) {
    return refuse("storage.free_space_floor_mib must be at least 16, not ",
                  config.storage.free_space_floor_mib);
  }
  if (config.server.drain_timeout < absl::ZeroDuration() ||
      config.server.drain_timeout > absl::Seconds(30)) {
    return refuse("server.drain_timeout_s must be 0 to 30");
  }
  if (config.server.max_threads < 8 || config.server.max_threads > 10000) {
    return refuse("server.max_threads must be 8 to 10000, not ", config.server.max_threads);
  }
  const std::string& level = config.log.level;
  if (level != "debug" && level != "info" && level != "warning" && level != "error") {
    return refuse("log.level must be debug, info, warning or error, not '", level, "'");
  }
  if (absl::Status status = CheckNotices(config.notices); !status.ok()) return status;
  for (const Setting& setting : kSettings) {
    if (absl::string_view(setting.table) != "budgets") continue;
    const int64_t limit = *std::get<int64_t*>(setting.place(config));
    if (limit < 0 || limit > kMostBudget) {
      return refuse("budgets.", setting.key, " must be 0 (no bound) to ", kMostBudget, ", not ",
                    limit);
    }
  }
  if (config.storage.backups.empty()) {
    std::string data = config.storage.data;
    while (data.size() > 1 && data.back() == '/') data.pop_back();
    config.storage.backups = data + "-backups";
  }
  // Nobody looks in the folder of a port that the system is still to choose.
  if (config.first_start.token_folder.empty() && !absl::EndsWith(address, ":0")) {
    const std::string folder = UserConfigFolder();
    if (!folder.empty()) {
      config.first_start.token_folder = absl::StrCat(folder, "/tashbik/", AddressAsFolder(address));
    }
  }
  return absl::OkStatus();
}

}  // namespace tashbik::services
