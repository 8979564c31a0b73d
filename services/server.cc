// Puts the services together and lets gRPC serve them.
#include "services/server.h"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <utility>

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/account_service.h"
#include "services/admin_service.h"
#include "services/budgets.h"
#include "services/call.h"
#include "services/call_service.h"
#include "services/certificates.h"
#include "services/change_service.h"
#include "services/coalition_service.h"
#include "services/diaspora_group_service.h"
#include "services/directory.h"
#include "services/duplicate_service.h"
#include "services/event_service.h"
#include "services/feedback_service.h"
#include "services/first_start.h"
#include "services/hub_service.h"
#include "services/insight_service.h"
#include "services/introduction_service.h"
#include "services/match_service.h"
#include "services/notices.h"
#include "services/organization_service.h"
#include "services/protection_service.h"
#include "services/registration_service.h"
#include "services/search_service.h"
#include "services/statement_service.h"
#include "services/story_service.h"
#include "services/theme_service.h"
#include "services/tls_credentials.h"
#include "services/vocabulary_service.h"

namespace tashbik::services {
namespace {

constexpr int kMaxMessageBytes = 4 << 20;

absl::Status CannotListen(const std::string& address, absl::string_view why) {
  return absl::UnavailableError(
      absl::StrCat("cannot listen on ", address, ": ", why,
                   "; is another server running there? Choose another with --address"));
}

// Tries the address before anything is opened: a port in use should not cost a start.
absl::Status TryAddress(const std::string& address) {
  if (absl::StartsWith(address, "unix:")) return absl::OkStatus();
  const size_t colon = address.rfind(':');
  std::string host = address.substr(0, colon);
  if (absl::StartsWith(host, "[")) host = host.substr(1, host.size() - 2);
  addrinfo hints{};
  hints.ai_flags = AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int code = getaddrinfo(host.c_str(), address.c_str() + colon + 1, &hints, &found);
      code != 0) {
    return CannotListen(address, gai_strerror(code));
  }
  absl::Status status;
  const int probe = socket(found->ai_family, found->ai_socktype | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (probe >= 0 &&
      (bind(probe, found->ai_addr, found->ai_addrlen) != 0 || listen(probe, 1) != 0)) {
    status = CannotListen(address, std::strerror(errno));
  }
  if (probe >= 0) close(probe);
  freeaddrinfo(found);
  return status;
}

// Null without TLS.
absl::StatusOr<std::shared_ptr<TlsCredentials>> MakeTls(const Config& config, LogSink& log) {
  if (config.tls.certificate.empty()) return nullptr;
  absl::StatusOr<Certificates> certificates = ReadCertificates(config.tls);
  if (!certificates.ok()) return certificates.status();
  for (const std::string& warning : CertificateWarnings(config.tls, *certificates, absl::Now())) {
    log.Line(LogLevel::kWarning, warning);
  }
  return std::make_shared<TlsCredentials>(*std::move(certificates));
}

// Null where no mail server is configured.
absl::StatusOr<std::unique_ptr<Notices>> StartNotices(const Config& config, LogSink& log) {
  if (!config.notices.enabled()) return nullptr;
  return Notices::Start(config.notices,
                        [&log](absl::string_view text) { log.Line(LogLevel::kWarning, text); });
}

absl::Status WritePortFile(const std::string& path, const std::string& address) {
  if (path.empty()) return absl::OkStatus();
  const std::string temporary = path + ".new";
  std::ofstream file(temporary);
  file << address << "\n";
  file.close();
  if (!file || std::rename(temporary.c_str(), path.c_str()) != 0) {
    return absl::FailedPreconditionError(absl::StrCat("cannot write the port file ", path));
  }
  return absl::OkStatus();
}

DirectoryOptions OptionsOf(const Config& config, LogSink& log) {
  DirectoryOptions options;
  options.store.folder = config.storage.data;
  options.store.restore_command =
      absl::StrCat("tashbikd restore --backups ", config.storage.backups, " --data EMPTY_FOLDER");
  options.store.free_space_floor = static_cast<uint64_t>(config.storage.free_space_floor_mib) << 20;
  options.store.log = [&log](storage::LogLevel level, absl::string_view text) {
    if (level >= storage::LogLevel::kWarning) {
      log.Line(level == storage::LogLevel::kError ? LogLevel::kError : LogLevel::kWarning, text);
    } else {
      log.Line(LogLevel::kDebug, text);
    }
  };
  options.log = [&log](absl::string_view text) { log.Line(LogLevel::kInfo, text); };
  return options;
}

}  // namespace

// Members are destroyed from the last to the first: the gRPC server before what it calls.
struct Server::State {
  State(const Config& configuration, std::shared_ptr<TlsCredentials> credentials,
        std::unique_ptr<Directory> opened, std::unique_ptr<Notices> sender, LogSink& log_sink)
      : config(configuration),
        log(log_sink),
        tls(std::move(credentials)),
        directory(std::move(opened)),
        notices(std::move(sender)),
        budgets(*directory, config.budgets, /*saving=*/true,
                [&](absl::string_view text) { log.Line(LogLevel::kWarning, text); }),
        calls(*directory, budgets, log),
        admin(calls, config.storage.backups) {}

  grpc::Service* const* begin() const { return services; }
  grpc::Service* const* end() const { return services + std::size(services); }

  const Config config;
  LogSink& log;
  const std::shared_ptr<TlsCredentials> tls;  // null without TLS
  std::unique_ptr<Directory> directory;
  const std::unique_ptr<Notices> notices;  // null: none are sent
  Budgets budgets;
  Calls calls;
  AccountService accounts{calls};
  AdminService admin;
  CallService funding_calls{calls};
  ChangeService changes{calls};
  CoalitionService coalitions{calls};
  DiasporaGroupService diaspora_groups{calls};
  DuplicateService duplicates{calls};
  EventService events{calls};
  FeedbackService feedback{calls};
  HubService hubs{calls};
  InsightService insights{calls};
  IntroductionService introductions{calls, [this](const std::string& email) {
                                      if (notices != nullptr) notices->Tell(email);
                                    }};
  MatchService matches{calls};
  OrganizationService organizations{calls};
  ProtectionService protection{calls};
  RegistrationService registrations{calls};
  SearchService searches{calls};
  StatementService statements{calls};
  StoryService stories{calls};
  ThemeService themes{calls};
  VocabularyService vocabulary{calls};
  grpc::Service* services[21] = {
      &accounts, &admin,         &changes,       &coalitions,    &diaspora_groups, &duplicates,
      &events,   &feedback,      &funding_calls, &hubs,          &insights,        &introductions,
      &matches,  &organizations, &protection,    &registrations, &searches,        &statements,
      &stories,  &themes,        &vocabulary};
  std::string address;
  bool stopped = false;
  std::unique_ptr<grpc::Server> grpc;

  absl::Status Listen();
};

absl::Status Server::State::Listen() {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  int port = 0;
  std::shared_ptr<grpc::ServerCredentials> credentials = tls;
  if (tls == nullptr) credentials = grpc::InsecureServerCredentials();
  builder.AddListeningPort(config.server.address, credentials, &port);
  // Without this a second server could share the port, and take half of the calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.SetMaxReceiveMessageSize(kMaxMessageBytes);
  builder.SetMaxSendMessageSize(kMaxMessageBytes);
  grpc::ResourceQuota quota("tashbikd");
  quota.SetMaxThreads(config.server.max_threads);
  builder.SetResourceQuota(quota);
  for (grpc::Service* service : *this) builder.RegisterService(service);
  grpc = builder.BuildAndStart();
  const bool is_unix = absl::StartsWith(config.server.address, "unix:");
  if (grpc == nullptr || (port == 0 && !is_unix)) {
    return CannotListen(config.server.address, "the address cannot be had");
  }
  address = is_unix
                ? config.server.address
                : absl::StrCat(
                      config.server.address.substr(0, config.server.address.rfind(':') + 1), port);
  return WritePortFile(config.server.port_file, address);
}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const Config& config, LogSink& log) {
  if (absl::Status status = TryAddress(config.server.address); !status.ok()) return status;
  auto tls = MakeTls(config, log);
  if (!tls.ok()) return tls.status();
  auto notices = StartNotices(config, log);
  if (!notices.ok()) return notices.status();
  absl::StatusOr<std::unique_ptr<Directory>> directory = Directory::Open(OptionsOf(config, log));
  if (!directory.ok()) return directory.status();
  if (absl::Status status = PrepareFirstStart(config, **directory, log); !status.ok()) {
    return status;
  }
  auto state = std::make_unique<State>(config, *std::move(tls), *std::move(directory),
                                       *std::move(notices), log);
  if (absl::Status status = state->Listen(); !status.ok()) return status;
  log.Line(LogLevel::kInfo,
           absl::StrCat("serving on ", state->address,
                        config.tls.certificate.empty() ? " without TLS" : " with TLS",
                        config.tls.client_ca.empty() ? "" : " and certificates of clients",
                        "; records are not sealed on the disk"));
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Server::~Server() { Stop(); }

const std::string& Server::address() const { return state_->address; }

Directory& Server::directory() { return *state_->directory; }

void Server::ReloadCertificates() {
  const Config::Tls& tls = state_->config.tls;
  if (state_->tls == nullptr) {
    state_->log.Line(LogLevel::kInfo, "asked to reload certificates; there are none without TLS");
    return;
  }
  absl::StatusOr<Certificates> certificates = ReadCertificates(tls);
  const absl::Status status =
      certificates.ok() ? CheckTime(tls, *certificates, absl::Now()) : certificates.status();
  if (!status.ok()) {
    state_->log.Line(LogLevel::kWarning,
                     absl::StrCat("the old certificate stays in use: ", status.message()));
    return;
  }
  for (const std::string& warning : CertificateWarnings(tls, *certificates, absl::Now())) {
    state_->log.Line(LogLevel::kWarning, warning);
  }
  state_->tls->Replace(*std::move(certificates));
  state_->log.Line(LogLevel::kInfo, "certificates reloaded: new connections get the new one");
}

void Server::Stop() {
  if (std::exchange(state_->stopped, true)) return;
  state_->grpc->GetHealthCheckService()->SetServingStatus(false);
  state_->calls.BeginDrain();
  state_->directory->store().WakeWaiters();
  state_->grpc->Shutdown(std::chrono::system_clock::now() +
                         absl::ToChronoMilliseconds(state_->config.server.drain_timeout));
  state_->grpc->Wait();
  state_->budgets.Stop();
  state_->directory->Shutdown();
}

}  // namespace tashbik::services
