// Closed loops of questions and their times.
#include "tests/bench/load_ask.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <deque>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cpp/errors.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "tashbik/v1/match.grpc.pb.h"

namespace tashbik::bench {
namespace {

constexpr int kSuggestions = 10;
constexpr size_t kKeptAnswers = 64;

absl::Status FromGrpc(const grpc::Status& status) {
  return client::MakeStatus(status.error_code(), status.error_message(), status.error_details());
}

// One connection's share of AskPartners.
struct Asker {
  const std::string& token;
  const std::vector<std::string>& actors;
  size_t next;
  absl::Time end;
  Latencies latencies;
  std::vector<v1::SuggestPartnersResponse> answers;
  absl::Status status;

  void Run(const std::string& address) {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);  // a connection of its own
    const auto stub = v1::MatchService::NewStub(
        grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
    v1::SuggestPartnersRequest request;
    request.set_count(kSuggestions);
    while (absl::Now() < end) {
      request.set_actor(actors[next++ % actors.size()]);
      grpc::ClientContext context;
      context.AddMetadata("authorization", "Bearer " + token);
      v1::SuggestPartnersResponse answer;
      const absl::Time begin = absl::Now();
      const grpc::Status result = stub->SuggestPartners(&context, request, &answer);
      latencies.ms.push_back(absl::ToDoubleMilliseconds(absl::Now() - begin));
      if (!result.ok()) {
        status = FromGrpc(result);
        return;
      }
      if (answers.size() < kKeptAnswers) answers.push_back(std::move(answer));
    }
  }
};

}  // namespace

void Latencies::Add(const Latencies& other) {
  ms.insert(ms.end(), other.ms.begin(), other.ms.end());
  seconds += other.seconds;
}

double Latencies::Quantile(double q) const {
  if (ms.empty()) return 0;
  std::vector<double> sorted = ms;
  const size_t place = std::min(sorted.size() - 1, static_cast<size_t>(q * sorted.size()));
  std::nth_element(sorted.begin(), sorted.begin() + place, sorted.end());
  return sorted[place];
}

double Latencies::PerSecond() const { return seconds > 0 ? ms.size() / seconds : 0; }

absl::StatusOr<Latencies> AskPartners(const std::string& address, const std::string& token,
                                      const std::vector<std::string>& actors, size_t first,
                                      int clients, absl::Duration duration,
                                      std::vector<v1::SuggestPartnersResponse>* answers) {
  std::deque<Asker> askers;
  const absl::Time begin = absl::Now();
  for (int i = 0; i < clients; ++i) {
    askers.push_back({.token = token,
                      .actors = actors,
                      .next = first + i * actors.size() / clients,
                      .end = begin + duration,
                      .latencies = {},
                      .answers = {},
                      .status = {}});
  }
  std::vector<std::thread> threads;
  for (Asker& asker : askers) threads.emplace_back([&asker, &address] { asker.Run(address); });
  for (std::thread& thread : threads) thread.join();
  Latencies all;
  for (Asker& asker : askers) {
    if (!asker.status.ok()) return asker.status;
    all.Add(asker.latencies);
  }
  all.seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  if (answers != nullptr) *answers = std::move(askers.front().answers);
  return all;
}

absl::Status AwaitServing(const std::string& address, absl::Duration timeout) {
  const absl::Time end = absl::Now() + timeout;
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  const auto stub = grpc::health::v1::Health::NewStub(
      grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
  while (absl::Now() < end) {
    grpc::ClientContext context;
    grpc::health::v1::HealthCheckResponse answer;
    if (stub->Check(&context, {}, &answer).ok() &&
        answer.status() == grpc::health::v1::HealthCheckResponse::SERVING) {
      return absl::OkStatus();
    }
    absl::SleepFor(absl::Milliseconds(2));
  }
  return absl::DeadlineExceededError(absl::StrCat(address, " does not serve"));
}

}  // namespace tashbik::bench
