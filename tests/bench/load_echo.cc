// The same transport settings as tashbikd (services/server.cc), and nothing else.
#include "tests/bench/load_echo.h"

#include <google/protobuf/io/zero_copy_stream_impl.h>
#include <google/protobuf/util/delimited_message_util.h>
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <cstdio>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tashbik/v1/match.grpc.pb.h"

namespace tashbik::bench {
namespace {

constexpr int kMaxMessageBytes = 4 << 20;

class Echo final : public v1::MatchService::Service {
 public:
  explicit Echo(std::vector<v1::SuggestPartnersResponse> answers) : answers_(std::move(answers)) {}

  grpc::Status SuggestPartners(grpc::ServerContext*, const v1::SuggestPartnersRequest*,
                               v1::SuggestPartnersResponse* response) override {
    *response = answers_[next_++ % answers_.size()];
    return grpc::Status::OK;
  }

 private:
  const std::vector<v1::SuggestPartnersResponse> answers_;
  std::atomic<size_t> next_{0};
};

}  // namespace

absl::Status WriteAnswers(const std::string& path,
                          const std::vector<v1::SuggestPartnersResponse>& answers) {
  std::ofstream file(path, std::ios::binary);
  for (const v1::SuggestPartnersResponse& answer : answers) {
    if (!google::protobuf::util::SerializeDelimitedToOstream(answer, &file)) {
      return absl::InternalError(absl::StrCat("cannot write ", path));
    }
  }
  return absl::OkStatus();
}

absl::Status ServeEcho(const std::string& answers_file, const std::string& port_file) {
  std::ifstream file(answers_file, std::ios::binary);
  google::protobuf::io::IstreamInputStream stream(&file);
  std::vector<v1::SuggestPartnersResponse> answers;
  v1::SuggestPartnersResponse answer;
  bool at_end = false;
  while (google::protobuf::util::ParseDelimitedFromZeroCopyStream(&answer, &stream, &at_end)) {
    answers.push_back(std::move(answer));
    answer.Clear();
  }
  if (answers.empty()) return absl::InvalidArgumentError("there are no answers to give");
  Echo echo(std::move(answers));
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.SetMaxReceiveMessageSize(kMaxMessageBytes);
  builder.SetMaxSendMessageSize(kMaxMessageBytes);
  builder.RegisterService(&echo);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) return absl::UnavailableError("cannot listen on loopback");
  const std::string temporary = port_file + ".new";
  std::ofstream(temporary) << "127.0.0.1:" << port << "\n";
  std::rename(temporary.c_str(), port_file.c_str());
  server->Wait();
  return absl::OkStatus();
}

}  // namespace tashbik::bench
