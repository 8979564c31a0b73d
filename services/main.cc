// tashbikd: flags and configuration, then serving until a signal; restore and verify work offline.
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/certificates.h"
#include "services/config.h"
#include "services/grpc_log.h"
#include "services/log.h"
#include "services/notices.h"
#include "services/server.h"
#include "services/version.h"
#include "storage/backup.h"

namespace tashbik::services {
namespace {

// Exit codes, after sysexits.h where it has one.
enum ExitCode { kOk = 0, kFailed = 1, kUsage = 64, kDataLost = 65, kBadConfiguration = 78 };

struct Flags {
  std::string config;
  std::optional<std::string> address, port_file, data, backups, log_level, token_folder, hub_name;
  bool check_config = false;
  uint32_t backup_id = 0;
};

int Complain(const absl::Status& status, int code) {
  std::fprintf(stderr, "tashbikd: %s\n", std::string(status.message()).c_str());
  return absl::IsDataLoss(status) ? kDataLost : code;
}

absl::StatusOr<Config> MakeConfig(const Flags& flags) {
  Config config;
  if (!flags.config.empty()) {
    absl::StatusOr<Config> read = ReadConfig(flags.config);
    if (!read.ok()) return read.status();
    config = *std::move(read);
  }
  auto overrule = [](const std::optional<std::string>& flag, std::string& setting) {
    if (flag) setting = *flag;
  };
  overrule(flags.address, config.server.address);
  overrule(flags.port_file, config.server.port_file);
  overrule(flags.data, config.storage.data);
  overrule(flags.backups, config.storage.backups);
  overrule(flags.log_level, config.log.level);
  overrule(flags.token_folder, config.first_start.token_folder);
  overrule(flags.hub_name, config.first_start.hub_name);
  if (absl::Status status = FinishConfig(config); !status.ok()) return status;
  return config;
}

// Looks into the files that the configuration names; what is not good but no hindrance goes to
// standard error.
absl::Status CheckFiles(const Config& config) {
  if (absl::Status status = ReadNoticePassword(config.notices).status(); !status.ok())
    return status;
  if (config.tls.certificate.empty()) return absl::OkStatus();
  const absl::StatusOr<Certificates> certificates = ReadCertificates(config.tls);
  if (!certificates.ok()) return certificates.status();
  for (const std::string& warning : CertificateWarnings(config.tls, *certificates, absl::Now())) {
    std::fprintf(stderr, "tashbikd: warning: %s\n", warning.c_str());
  }
  return absl::OkStatus();
}

// Blocks the signals that the server acts on, for this thread and all that it starts, and gives a
// descriptor to read them from.
int Signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signalfd(-1, &signals, SFD_CLOEXEC);
}

// Waits for a signal to stop. SIGHUP reloads the certificates; but where it comes from the kernel a
// terminal went away, and the server with it, unless it was started with nohup.
void ServeUntilStopped(int signals, bool nohup, Server& server) {
  signalfd_siginfo signal;
  for (;;) {
    if (read(signals, &signal, sizeof signal) < 0) {
      if (errno == EINTR) continue;
      return;
    }
    if (signal.ssi_signo != SIGHUP) return;
    const bool hung_up = signal.ssi_code == SI_KERNEL;
    if (hung_up && !nohup) return;
    if (!hung_up) server.ReloadCertificates();
  }
}

int Serve(const Flags& flags) {
  absl::StatusOr<Config> config = MakeConfig(flags);
  if (!config.ok()) return Complain(config.status(), kBadConfiguration);
  if (flags.check_config) {
    if (absl::Status status = CheckFiles(*config); !status.ok()) {
      return Complain(status, kBadConfiguration);
    }
    std::puts("The configuration is right.");
    return kOk;
  }
  umask(0077);
  struct sigaction hang_up {};
  const bool nohup = sigaction(SIGHUP, nullptr, &hang_up) == 0 && hang_up.sa_handler == SIG_IGN;
  const int signals = Signals();
  Log log(config->log.level);
  const GrpcLog grpc_log(log);
  absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(*config, log);
  if (!server.ok()) {
    const bool setting = absl::IsInvalidArgument(server.status());
    return Complain(server.status(), setting ? kBadConfiguration : kFailed);
  }
  ServeUntilStopped(signals, nohup, **server);
  (*server)->Stop();
  return kOk;
}

int Restore(const Flags& flags) {
  absl::StatusOr<storage::BackupInfo> backup =
      storage::RestoreBackup(*flags.backups, flags.backup_id, *flags.data);
  if (!backup.ok()) return Complain(backup.status(), kFailed);
  std::printf("Restored backup %u into %s.\n", backup->id, flags.data->c_str());
  return kOk;
}

int Verify(const Flags& flags) {
  absl::StatusOr<std::vector<storage::BackupInfo>> backups = storage::ListBackups(*flags.backups);
  if (!backups.ok()) return Complain(backups.status(), kFailed);
  int code = kOk;
  for (const storage::BackupInfo& backup : *backups) {
    if (flags.backup_id != 0 && backup.id != flags.backup_id) continue;
    const absl::Status status = storage::VerifyBackup(*flags.backups, backup.id);
    std::printf("backup %u of %s: %s\n", backup.id,
                absl::FormatTime("%Y-%m-%d %H:%M:%S UTC", backup.time, absl::UTCTimeZone()).c_str(),
                status.ok() ? "good" : "DAMAGED");
    if (!status.ok()) code = Complain(status, kDataLost);
  }
  return code;
}

int Main(int argc, char** argv) {
  CLI::App app("Tashbik's server: a network directory with matchmaking, over gRPC.", "tashbikd");
  app.footer(
      "Example:\n  tashbikd --data ~/tashbik\n  tashbikd --config /etc/tashbik/tashbikd.toml "
      "--check-config");
  app.set_version_flag("--version", kVersion);
  Flags flags;
  app.add_option("--config", flags.config, "TOML file with the settings");
  app.add_flag("--check-config", flags.check_config,
               "Say whether the settings are right, and stop");
  app.add_option("--data", flags.data, "Data folder");
  app.add_option("--backups", flags.backups, "Folder of online backups [DATA-backups]");
  app.add_option("--address", flags.address, "HOST:PORT or unix:PATH [127.0.0.1:8440]");
  app.add_option("--port-file", flags.port_file, "File that gets the address once it listens");
  app.add_option("--log-level", flags.log_level, "debug, info, warning or error [info]");
  app.add_option(
      "--token-folder", flags.token_folder,
      "Folder that gets the two token files on first start [where tashbik looks; none with "
      "port 0]");
  app.add_option("--hub-name", flags.hub_name, "Name of the hub made on first start [First hub]");
  CLI::App* restore = app.add_subcommand("restore", "Make a data folder of a backup (offline)");
  restore->add_option("--backups", flags.backups, "Folder of backups")->required();
  restore->add_option("--data", flags.data, "Data folder to make; must be empty")->required();
  restore->add_option("--id", flags.backup_id, "Number of the backup [the latest]");
  restore->footer(
      "Example:\n  tashbikd restore --backups /var/lib/tashbik/data-backups --data "
      "/var/lib/tashbik/new");
  CLI::App* verify = app.add_subcommand("verify", "Read backups and compare their checksums");
  verify->add_option("--backups", flags.backups, "Folder of backups")->required();
  verify->add_option("--id", flags.backup_id, "Number of the backup [all]");
  verify->footer("Example:\n  tashbikd verify --backups /var/lib/tashbik/data-backups");
  app.require_subcommand(0, 1);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kOk : kUsage;
  }
  if (restore->parsed()) return Restore(flags);
  if (verify->parsed()) return Verify(flags);
  return Serve(flags);
}

}  // namespace
}  // namespace tashbik::services

int main(int argc, char** argv) { return tashbik::services::Main(argc, argv); }
