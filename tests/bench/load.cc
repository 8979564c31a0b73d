// Measures a whole server over gRPC with a synthetic network: import, questions, visibility of
// changes, memory, start. Client and server share the machine.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "clients/cpp/client.h"
#include "clients/cpp/errors.h"
#include "clients/cpp/token_files.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/duplicate.pb.h"
#include "tashbik/v1/registration.pb.h"
#include "tests/bench/generator.h"
#include "tests/bench/load_ask.h"
#include "tests/bench/load_check.h"
#include "tests/bench/load_echo.h"
#include "tests/bench/load_fill.h"
#include "tests/bench/load_process.h"
#include "tests/bench/load_visibility.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::bench {
namespace {

constexpr absl::Duration kStartTimeout = absl::Minutes(5);
constexpr absl::Duration kLongCall = absl::Minutes(5);
constexpr int kRounds = 3;  // of questions and echo in turn, so that both meet the same neighbours
constexpr int kManyClients = 8;
constexpr int kChangesPerBatch = 20;
constexpr size_t kChangedActors = 5000;
constexpr int kLists = 5;

struct Options {
  size_t actors = 100'000;
  std::string shape = "A";
  double seconds = 10;  // of each measurement
  int batch = 500;
  int writers = 2;
  int rate = 1000;
  int check = 0;
  int budget = 0;
  bool json = false;
  std::string binary_dir = std::filesystem::read_symlink("/proc/self/exe").parent_path().string();
  std::string echo_answers, port_file;  // as echo server
};

// What was measured, in order.
class Report {
 public:
  explicit Report(bool json) : json_(json) {}

  void Add(const std::string& name, double value, const std::string& unit) {
    if (!json_) {
      std::printf("%-46s %12s %s\n", name.c_str(), absl::StrFormat("%.4g", value).c_str(),
                  unit.c_str());
    } else {
      std::printf("%s\"%s%s%s\": %.6g", first_ ? "{" : ", ", name.c_str(), unit.empty() ? "" : ", ",
                  unit.c_str(), value);
    }
    first_ = false;
    std::fflush(stdout);
  }
  void Finish() const {
    if (json_) std::puts("}");
  }

 private:
  const bool json_;
  bool first_ = true;
};

// The server under measurement, with its folder, tokens and connections.
struct Server {
  const Options& options;
  const testing::TemporaryFolder& folder;
  Process process{};
  std::string address{};
  std::string coordinator_token{};
  std::unique_ptr<client::Client> coordinator{}, administrator{};

  absl::Status Start();
  absl::StatusOr<std::unique_ptr<client::Client>> Connect(const std::string& role);
};

absl::StatusOr<std::unique_ptr<client::Client>> Server::Connect(const std::string& role) {
  auto token = client::ReadTokenFile(folder.Inside(absl::StrCat("tokens/", role, ".token")));
  if (!token.ok()) return token.status();
  auto connected = client::Client::Connect({.server = address,
                                            .token = token->token,
                                            .ca_file = "",
                                            .certificate_file = "",
                                            .key_file = "",
                                            .deadline = kLongCall,
                                            .language = "",
                                            .retry = {}});
  if (!connected.ok()) return connected.status();
  if (role == "coordinator") coordinator_token = token->token;
  return std::make_unique<client::Client>(*std::move(connected));
}

absl::Status Server::Start() {
  const std::string port_file = folder.Inside("address");
  std::filesystem::remove(port_file);
  // It asks for more than a person may in a day.
  const std::string config = folder.Inside("tashbikd.toml");
  std::ofstream(config) << "[budgets]\nrecords_per_day = " << options.budget
                        << "\nsuggestions_per_day = " << options.budget
                        << "\nhub_records_per_day = " << options.budget
                        << "\nhub_suggestions_per_day = " << options.budget << "\n";
  auto started =
      Process::Start({options.binary_dir + "/tashbikd", "--config", config, "--data",
                      folder.Inside("data"), "--address", "127.0.0.1:0", "--port-file", port_file,
                      "--token-folder", folder.Inside("tokens"), "--log-level", "warning"},
                     folder.Inside("server.log"));
  if (!started.ok()) return started.status();
  process = *std::move(started);
  auto listening = AwaitAddress(port_file, process, kStartTimeout);
  if (!listening.ok()) return listening.status();
  address = *std::move(listening);
  if (auto status = AwaitServing(address, kStartTimeout); !status.ok()) return status;
  auto coordinator_client = Connect("coordinator");
  if (!coordinator_client.ok()) return coordinator_client.status();
  coordinator = *std::move(coordinator_client);
  auto administrator_client = Connect("administrator");
  if (!administrator_client.ok()) return administrator_client.status();
  administrator = *std::move(administrator_client);
  return absl::OkStatus();
}

double SecondsSince(absl::Time begin) { return absl::ToDoubleSeconds(absl::Now() - begin); }

double Mebibytes(int64_t bytes) { return static_cast<double>(bytes) / (1 << 20); }

// Loads the network, freezes its epoch and waits until the background has nothing left to do.
absl::StatusOr<std::vector<std::string>> Fill(const Server& server, const Generator& generator,
                                              const Options& options, Report& report) {
  if (auto status = LoadThemes(*server.administrator, generator.themes()); !status.ok())
    return status;
  absl::Time begin = absl::Now();
  auto names =
      LoadActors(*server.coordinator, generator, options.actors, options.batch, options.writers);
  if (!names.ok()) return names.status();
  const double seconds = SecondsSince(begin);
  report.Add("import", static_cast<double>(options.actors) / seconds, "actors/s");
  begin = absl::Now();
  auto epoch = server.administrator->Call<v1::PublishEpochResponse>(v1::PublishEpochRequest());
  if (!epoch.ok()) return epoch.status();
  report.Add("epoch published", SecondsSince(begin), "s");
  int64_t overlay = -1;
  for (int quiet = 0; quiet < 4;) {
    auto state = server.administrator->Call<v1::GetStatusResponse>(v1::GetStatusRequest());
    if (!state.ok()) return state.status();
    quiet = state->overlay_actors() == overlay ? quiet + 1 : 0;
    overlay = state->overlay_actors();
    absl::SleepFor(absl::Milliseconds(500));
  }
  report.Add("actors not folded into windows", static_cast<double>(overlay), "");
  report.Add("resident memory after import", Mebibytes(server.process.ResidentBytes()), "MiB");
  return names;
}

// Questions and echo in turn: by one client, then by several.
absl::Status CompareWithEcho(const Server& server, const std::vector<std::string>& names,
                             const Options& options, Report& report) {
  const absl::Duration duration = absl::Seconds(options.seconds) / kRounds;
  std::vector<v1::SuggestPartnersResponse> answers;
  // Warms caches and gives the answers to echo.
  auto warm = AskPartners(server.address, server.coordinator_token, names, names.size() / 2, 1,
                          std::min(duration, absl::Seconds(2)), &answers);
  if (!warm.ok()) return warm.status();
  const std::string answers_file = server.folder.Inside("answers");
  if (auto status = WriteAnswers(answers_file, answers); !status.ok()) return status;
  const std::string port_file = server.folder.Inside("echo.address");
  auto echo =
      Process::Start({"/proc/self/exe", "--echo-answers", answers_file, "--port-file", port_file},
                     server.folder.Inside("echo.log"));
  if (!echo.ok()) return echo.status();
  auto echo_address = AwaitAddress(port_file, *echo, kStartTimeout);
  if (!echo_address.ok()) return echo_address.status();
  size_t bytes = 0;
  for (const auto& answer : answers) bytes += answer.ByteSizeLong();
  report.Add("mean answer", static_cast<double>(bytes) / static_cast<double>(answers.size()),
             "bytes");
  for (const int clients : {1, kManyClients}) {
    Latencies asked, echoed;
    for (int round = 0; round < kRounds; ++round) {
      for (const bool bare : {false, true}) {
        auto part = AskPartners(bare ? *echo_address : server.address, server.coordinator_token,
                                names, names.size() * round / kRounds, clients, duration, nullptr);
        if (!part.ok()) return part.status();
        (bare ? echoed : asked).Add(*part);
      }
    }
    const std::string who = clients == 1 ? ", 1 client" : absl::StrCat(", ", clients, " clients");
    report.Add("SuggestPartners p50" + who, asked.Quantile(0.5), "ms");
    report.Add("SuggestPartners p99" + who, asked.Quantile(0.99), "ms");
    report.Add("SuggestPartners" + who, asked.PerSecond(), "calls/s");
    report.Add("echo of the same answers p50" + who, echoed.Quantile(0.5), "ms");
    report.Add("echo of the same answers" + who, echoed.PerSecond(), "calls/s");
    report.Add("calls/s / echo" + who, asked.PerSecond() / echoed.PerSecond(), "");
  }
  return absl::OkStatus();
}

absl::Status WriteAndLook(const Server& server, const Generator& generator,
                          const std::vector<std::string>& names, const Options& options,
                          Report& report) {
  std::vector<v1::Organization> changed;
  const size_t step = std::max<size_t>(1, options.actors / kChangedActors);
  for (size_t i = 0; i < options.actors && changed.size() < kChangedActors; i += step) {
    changed.push_back(ToOrganization(generator.Actor(i), i));
    changed.back().set_name(names[i]);
  }
  auto measured = MeasureVisibility(*server.coordinator, *server.coordinator, changed, options.rate,
                                    kChangesPerBatch, absl::Seconds(options.seconds));
  if (!measured.ok()) return measured.status();
  report.Add("changes written", measured->per_second, "changes/s");
  report.Add("write to visible p50", measured->visible.Quantile(0.5), "ms");
  report.Add("write to visible p99", measured->visible.Quantile(0.99), "ms");
  report.Add("write to acknowledged p99", measured->acknowledged.Quantile(0.99), "ms");
  report.Add("search of the reader p50", measured->looks.Quantile(0.5), "ms");
  return absl::OkStatus();
}

// The median of a few calls of `server.coordinator`, in ms.
template <class Response, class Request>
absl::Status Time(const Server& server, const std::string& name, const Request& request,
                  Report& report) {
  Latencies calls;
  for (int i = 0; i < kLists; ++i) {
    const absl::Time begin = absl::Now();
    auto response = server.coordinator->Call<Response>(request);
    if (!response.ok()) return response.status();
    calls.ms.push_back(absl::ToDoubleMilliseconds(absl::Now() - begin));
  }
  report.Add(name, calls.Quantile(0.5), "ms");
  return absl::OkStatus();
}

// What a coordinator looks through; all actors are its own here.
absl::Status LookThrough(const Server& server, Report& report) {
  if (auto status = Time<v1::ListRemindersResponse>(server, "ListReminders p50",
                                                    v1::ListRemindersRequest(), report);
      !status.ok()) {
    return status;
  }
  return Time<v1::ListDuplicatesResponse>(server, "ListDuplicates p50", v1::ListDuplicatesRequest(),
                                          report);
}

absl::Status KillAndStart(Server& server, const std::vector<std::string>& names, Report& report) {
  server.process.Kill();
  const absl::Time begin = absl::Now();
  if (auto status = server.Start(); !status.ok()) return status;
  report.Add("kill -9, start to SERVING", SecondsSince(begin), "s");
  v1::SuggestPartnersRequest request;
  request.set_actor(names[0]);
  auto answer = server.coordinator->Call<v1::SuggestPartnersResponse>(request);
  if (!answer.ok()) return answer.status();
  report.Add("kill -9, start to first answer", SecondsSince(begin), "s");
  report.Add("resident memory after start", Mebibytes(server.process.ResidentBytes()), "MiB");
  return absl::OkStatus();
}

absl::Status Measure(const Options& options, Report& report) {
  const Shape shape = options.shape == "B" ? Shape::kB : Shape::kA;
  const Generator generator(shape);
  const testing::TemporaryFolder folder;
  Server server{.options = options, .folder = folder};
  if (auto status = server.Start(); !status.ok()) return status;
  auto names = Fill(server, generator, options, report);
  if (!names.ok()) return names.status();
  if (options.check > 0) {
    auto agreement = CompareWithEngine(*server.coordinator, Generate(shape, options.actors), *names,
                                       options.check);
    if (!agreement.ok()) return agreement.status();
    report.Add("answers compared with the engine", agreement->asked, "");
    report.Add("equal", agreement->equal, "");
  }
  if (auto status = CompareWithEcho(server, *names, options, report); !status.ok()) return status;
  if (auto status = WriteAndLook(server, generator, *names, options, report); !status.ok()) {
    return status;
  }
  if (auto status = LookThrough(server, report); !status.ok()) return status;
  return KillAndStart(server, *names, report);
}

int Main(int argc, char** argv) {
  CLI::App app("Measures tashbikd over gRPC with a synthetic network.", "load");
  Options options;
  app.add_option("--actors", options.actors, "Organizations of the network")->capture_default_str();
  app.add_option("--shape", options.shape, "A: themes only; B: with descriptions of 40 words")
      ->check(CLI::IsMember({"A", "B"}))
      ->capture_default_str();
  app.add_option("--seconds", options.seconds, "How long each measurement takes")
      ->capture_default_str();
  app.add_option("--batch", options.batch, "Organizations in one call of the import")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_option("--writers", options.writers, "Calls of the import at once")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option("--rate", options.rate, "Changes a second while visibility is measured")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  app.add_option("--check", options.check, "Answers to compare with the engine's own");
  app.add_option("--budget", options.budget, "Bound of all budgets; 0 counts nothing");
  app.add_flag("--json", options.json, "One JSON object");
  app.add_option("--binary-dir", options.binary_dir, "Where tashbikd is [beside this program]");
  app.add_option("--echo-answers", options.echo_answers)->group("");
  app.add_option("--port-file", options.port_file)->group("");
  CLI11_PARSE(app, argc, argv);
  Report report(options.json);
  const absl::Status status = options.echo_answers.empty()
                                  ? Measure(options, report)
                                  : ServeEcho(options.echo_answers, options.port_file);
  report.Finish();
  if (status.ok()) return 0;
  std::fprintf(stderr, "load: %s\n", client::Describe(status).c_str());
  return 1;
}

}  // namespace
}  // namespace tashbik::bench

int main(int argc, char** argv) { return tashbik::bench::Main(argc, argv); }
