// The server's configuration: a TOML file, overridden by flags, checked whole before anything
// starts.
#ifndef TASHBIK_SERVICES_CONFIG_H_
#define TASHBIK_SERVICES_CONFIG_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace tashbik::services {

// Every setting, with its default. The TOML file has one table per group: `[server] address = …`.
struct Config {
  struct Server {
    // `HOST:PORT` or `unix:PATH`. Port 0 lets the system choose one. Anything but loopback or a
    // unix socket needs [tls].
    std::string address = "127.0.0.1:8440";
    // File that gets the address once the server listens; for scripts that use port 0.
    std::string port_file;
    // How long a stop waits for calls to finish.
    absl::Duration drain_timeout = absl::Seconds(30);
    // Threads that calls may use at most, watchers included.
    int max_threads = 512;
  } server;

  struct Tls {
    std::string certificate;  // PEM file; both or none
    std::string key;          // PEM file
    // PEM file of the authorities that sign the certificates of clients. When set, whoever connects
    // must show one.
    std::string client_ca;
  } tls;

  struct Storage {
    std::string data;     // data folder; required
    std::string backups;  // folder of online backups; default: DATA-backups beside DATA
    int64_t free_space_floor_mib = 64;
  } storage;

  // E-mail notices without content; none are sent without smtp_host.
  struct Notices {
    std::string smtp_host;
    int port = 587;
    std::string tls = "starttls";  // starttls, tls (from the first byte) or none (loopback alone)
    std::string user;              // with password_file: how to sign in there; none: not at all
    std::string password_file;
    std::string from;  // address that notices come from
    bool enabled() const { return !smtp_host.empty(); }
  } notices;

  struct Log {
    std::string level = "info";  // debug, info, warning, error
  } log;

  // Bounds on what callers may read; 0 means none. UTC days. deploy/README.md gives the reasons.
  struct Budgets {
    // Distinct actors beyond the PUBLIC ones and their own that an account may be shown in a day.
    int64_t records_per_day = 1000;
    // Times that an account may ask for suggestions in a day.
    int64_t suggestions_per_day = 1000;
    // The same for all members and coordinators of a hub together.
    int64_t hub_records_per_day = 5000;
    int64_t hub_suggestions_per_day = 10'000;
  } budgets;

  struct FirstStart {
    // Folder that gets the two token files on first start, besides the data folder. Default:
    // tashbik/HOST_PORT in the user's configuration folder, where the command line looks.
    std::string token_folder;
    std::string hub_name = "First hub";
  } first_start;
};

// Reads a TOML file over the defaults. Unknown tables and keys are refused by name, as are values
// of the wrong type; the error says where in the file.
absl::StatusOr<Config> ReadConfig(const std::string& path);

// Reads TOML text. `origin` names it in errors.
absl::StatusOr<Config> ParseConfig(absl::string_view text, absl::string_view origin);

// Fills in defaults that depend on other settings and checks that everything fits together. Looks
// into no file; certificates.h does for [tls].
absl::Status FinishConfig(Config& config);

// Whether `address` can be reached from this machine alone.
bool IsLocalAddress(absl::string_view address);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_CONFIG_H_
