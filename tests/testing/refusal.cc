// Reads google.rpc details of refused calls.
#include "tests/testing/refusal.h"

#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cpp/errors.h"
#include "clients/cpp/method.h"
#include "google/protobuf/dynamic_message.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace tashbik::testing {
namespace {

// ErrorInfo.domain of a failed call; empty without one.
std::string DomainOf(const absl::Status& status) {
  std::string domain;
  status.ForEachPayload([&](absl::string_view, const absl::Cord& payload) {
    google::rpc::Status details;
    if (!details.ParseFromString(std::string(payload))) return;
    google::rpc::ErrorInfo info;
    for (const auto& detail : details.details()) {
      if (detail.UnpackTo(&info)) domain = info.domain();
    }
  });
  return domain;
}

}  // namespace

::testing::AssertionResult IsRefused(const absl::Status& status, const Refusal& expected) {
  const client::ErrorDetails details = client::DetailsOf(status);
  std::string said(status.message());
  bool named = expected.field.empty();
  for (const client::FieldViolation& violation : details.violations) {
    absl::StrAppend(&said, " | ", violation.field, ": ", violation.description);
    named = named || violation.field == expected.field;
  }
  const std::string answer =
      absl::StrCat(absl::StatusCodeToString(status.code()), " ", details.reason, " [", said, "]");
  if (status.code() != expected.code) {
    return ::testing::AssertionFailure()
           << "not " << absl::StatusCodeToString(expected.code) << " but " << answer;
  }
  if (details.reason != expected.reason) {
    return ::testing::AssertionFailure() << "not " << expected.reason << " but " << answer;
  }
  if (!expected.reason.empty() && DomainOf(status) != "tashbik") {
    return ::testing::AssertionFailure() << "domain '" << DomainOf(status) << "' in " << answer;
  }
  if (!named) {
    return ::testing::AssertionFailure() << "does not name " << expected.field << ": " << answer;
  }
  if (!absl::StrContains(said, expected.text)) {
    return ::testing::AssertionFailure() << "does not say '" << expected.text << "': " << answer;
  }
  return ::testing::AssertionSuccess() << answer;
}

void ExpectRefused(const client::Client& client, const std::vector<BadRequest>& table) {
  for (const BadRequest& row : table) {
    const auto method = client::MethodOf(*row.request);
    ASSERT_TRUE(method.ok()) << row.what;
    google::protobuf::DynamicMessageFactory factory;
    const std::unique_ptr<google::protobuf::Message> response(
        factory.GetPrototype(method->response)->New());
    EXPECT_TRUE(IsRefused(client.Call(*row.request, response.get()), row.refusal))
        << "asked with " << row.what;
  }
}

}  // namespace tashbik::testing
