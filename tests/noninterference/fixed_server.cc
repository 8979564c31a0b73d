// Every service on a channel inside the process.
#include "tests/noninterference/fixed_server.h"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <utility>

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "services/account_service.h"
#include "services/admin_service.h"
#include "services/call.h"
#include "services/call_service.h"
#include "services/change_service.h"
#include "services/coalition_service.h"
#include "services/diaspora_group_service.h"
#include "services/event_service.h"
#include "services/feedback_service.h"
#include "services/hub_service.h"
#include "services/introduction_service.h"
#include "services/match_service.h"
#include "services/organization_service.h"
#include "services/protection_service.h"
#include "services/registration_service.h"
#include "services/search_service.h"
#include "services/statement_service.h"
#include "services/story_service.h"
#include "services/theme_service.h"
#include "services/tokens.h"
#include "services/visibility.h"
#include "services/vocabulary_service.h"
#include "tashbik/v1/change.grpc.pb.h"

namespace tashbik::testing {
namespace {

using google::protobuf::Message;

// Wide enough for all questions of a pair; what is left of them is compared like any answer.
constexpr services::BudgetLimits kBudgets = {100'000, 100'000, 100'000, 100'000};
// After all that a test does.
const absl::Time kTokenExpires = absl::FromUnixSeconds(4'000'000'000);

class NoLog : public services::LogSink {
 public:
  void Call(const services::CallLog&) override {}
  void Line(services::LogLevel, absl::string_view) override {}
};

template <class Value>
Value Must(absl::StatusOr<Value> value) {
  if (value.ok()) return *std::move(value);
  std::cerr << "fixed server: " << value.status() << "\n";
  std::abort();
}

// The same id in every call: errors may repeat it.
void Prepare(const std::string& token, grpc::ClientContext& context) {
  context.AddMetadata("x-request-id", "the-same");
  if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
}

// The details of an error, with the entries of its ErrorInfo in order.
std::string DetailsOf(const grpc::Status& status) {
  google::rpc::Status details;
  details.ParseFromString(status.error_details());
  for (google::protobuf::Any& detail : *details.mutable_details()) {
    google::rpc::ErrorInfo info;
    if (detail.UnpackTo(&info)) detail.set_value(services::Canonical(info));
  }
  return services::Canonical(details);
}

Answer AnswerOf(const grpc::Status& status, std::shared_ptr<Message> response) {
  Answer answer{
      .code = status.error_code(), .message = status.error_message(), .details = DetailsOf(status)};
  if (status.ok()) answer.bytes = services::Canonical(*response);
  answer.response = std::move(response);
  return answer;
}

}  // namespace

std::string Answer::DebugString() const {
  if (code == 0) return response->DebugString();
  google::rpc::Status status;
  status.ParseFromString(details);
  return absl::StrCat("error ", code, ": ", message, "\n", status.DebugString());
}

// Members are destroyed from the last to the first: the gRPC server before what it calls.
struct FixedServer::Services {
  explicit Services(services::Directory& directory, const std::string& backups)
      : budgets(directory, kBudgets, /*saving=*/false),
        calls(directory, budgets, log),
        admin(calls, backups) {
    grpc::Service* all[] = {&accounts,        &admin,         &changes,    &coalitions,
                            &diaspora_groups, &feedback,      &hubs,       &introductions,
                            &matches,         &organizations, &protection, &registrations,
                            &searches,        &themes,        &vocabulary, &funding_calls,
                            &events,          &statements,    &stories};
    grpc::ServerBuilder builder;
    for (grpc::Service* service : all) builder.RegisterService(service);
    server = builder.BuildAndStart();
    channel = server->InProcessChannel({});
  }

  NoLog log;
  services::Budgets budgets;
  services::Calls calls;
  services::AccountService accounts{calls};
  services::AdminService admin;
  services::ChangeService changes{calls};
  services::CoalitionService coalitions{calls};
  services::DiasporaGroupService diaspora_groups{calls};
  services::CallService funding_calls{calls};
  services::EventService events{calls};
  services::StatementService statements{calls};
  services::StoryService stories{calls};
  services::FeedbackService feedback{calls};
  services::HubService hubs{calls};
  services::IntroductionService introductions{calls};
  services::MatchService matches{calls};
  services::OrganizationService organizations{calls};
  services::ProtectionService protection{calls};
  services::RegistrationService registrations{calls};
  services::SearchService searches{calls};
  services::ThemeService themes{calls};
  services::VocabularyService vocabulary{calls};
  std::unique_ptr<grpc::Server> server;
  std::shared_ptr<grpc::Channel> channel;
};

FixedServer::FixedServer() {
  services::DirectoryOptions options;
  options.store.folder = folder_.Inside("data");
  options.store.clock = [this] { return absl::FromUnixMicros(now_micros_.load()); };
  options.background = false;
  options.new_id = [this] { return next_id_; };
  options.secret = std::string(32, 's');
  directory_ = Must(services::Directory::Open(std::move(options)));
  services_ = std::make_unique<Services>(*directory_, folder_.Inside("backups"));
}

FixedServer::~FixedServer() {
  services_->calls.BeginDrain();
  directory_->Shutdown();  // ends the watches at once
  services_->server->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(5));
  services_->server->Wait();
}

std::string FixedServer::MakeToken(v1::Role role, const std::string& account,
                                   const std::vector<std::string>& hubs, const std::string& actor) {
  const std::string secret = services::NewTokenSecret();
  v1::Account made;
  made.set_role(role);
  *made.mutable_hubs() = {hubs.begin(), hubs.end()};
  made.set_actor(actor);
  next_id_ = account;
  Must(directory_->Write(services::WriteCall{.method = "test"}, [&](const services::Snapshot&) {
    services::WritePlan plan;
    services::PlanAccount(*directory_, made, secret, kTokenExpires, "", plan);
    return absl::StatusOr<services::WritePlan>(plan);
  }));
  return secret;
}

Answer FixedServer::Call(const std::string& token, const google::protobuf::MethodDescriptor& method,
                         const Message& request) {
  const Message* prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(method.output_type());
  std::shared_ptr<Message> response(prototype->New());
  grpc::ClientContext context;
  Prepare(token, context);
  absl::Notification done;
  grpc::Status status;
  grpc::TemplatedGenericStub<Message, Message>(services_->channel)
      .UnaryCall(&context, absl::StrCat("/", method.service()->full_name(), "/", method.name()),
                 grpc::StubOptions(), &request, response.get(), [&](grpc::Status result) {
                   status = std::move(result);
                   done.Notify();
                 });
  done.WaitForNotification();
  return AnswerOf(status, std::move(response));
}

Answer FixedServer::BeginWatch(const std::string& token) {
  grpc::ClientContext context;
  Prepare(token, context);
  v1::ChangeService::Stub stub(services_->channel);
  const auto reader = stub.WatchChanges(&context, v1::WatchChangesRequest());
  auto response = std::make_shared<v1::WatchChangesResponse>();
  const bool came = reader->Read(response.get());
  context.TryCancel();
  return AnswerOf(came ? grpc::Status::OK : reader->Finish(), response);
}

std::vector<Answer> FixedServer::Watch(const std::string& token, const std::string& resume_token,
                                       const std::vector<std::string>& collections,
                                       const std::string& last) {
  grpc::ClientContext context;
  Prepare(token, context);
  v1::WatchChangesRequest request;
  request.set_resume_token(resume_token);
  *request.mutable_collections() = {collections.begin(), collections.end()};
  v1::ChangeService::Stub stub(services_->channel);
  const auto reader = stub.WatchChanges(&context, request);
  std::vector<Answer> answers;
  while (true) {
    auto response = std::make_shared<v1::WatchChangesResponse>();
    if (!reader->Read(response.get())) {
      answers.push_back(AnswerOf(reader->Finish(), response));
      return answers;
    }
    answers.push_back(AnswerOf(grpc::Status::OK, response));
    if (response->name() == last) break;
  }
  context.TryCancel();
  return answers;
}

}  // namespace tashbik::testing
