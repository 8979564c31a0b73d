// Tests what is unpacked from failed calls.
#include "clients/cpp/errors.h"

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"

namespace tashbik::client {
namespace {

std::string Packed(const std::vector<const google::protobuf::Message*>& details) {
  google::rpc::Status status;
  for (const auto* detail : details) status.add_details()->PackFrom(*detail);
  return status.SerializeAsString();
}

TEST(Errors, OkStaysOk) { EXPECT_TRUE(MakeStatus(0, "", "").ok()); }

TEST(Errors, KeepsCodeAndMessageWithoutDetails) {
  const absl::Status status = MakeStatus(5, "no such hub", "");
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Describe(status), "no such hub");
  EXPECT_EQ(DetailsOf(status).reason, "");
}

TEST(Errors, UnpacksEveryDetail) {
  google::rpc::ErrorInfo info;
  info.set_reason("FIELD_REQUIRED");
  info.set_domain("tashbik");
  (*info.mutable_metadata())["limit"] = "300";
  google::rpc::BadRequest bad;
  auto* violation = bad.add_field_violations();
  violation->set_field("hub.names");
  violation->set_description("needs at least one name");
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(2);
  google::rpc::RequestInfo request;
  request.set_request_id("r1");
  google::rpc::ResourceInfo resource;
  resource.set_resource_name("hubs/x");
  const absl::Status status =
      MakeStatus(3, "refused", Packed({&info, &bad, &retry, &request, &resource}));
  const ErrorDetails details = DetailsOf(status);
  EXPECT_EQ(details.reason, "FIELD_REQUIRED");
  EXPECT_EQ(details.metadata.at("limit"), "300");
  ASSERT_EQ(details.violations.size(), 1u);
  EXPECT_EQ(details.violations[0].field, "hub.names");
  EXPECT_EQ(details.retry_after, absl::Seconds(2));
  EXPECT_EQ(details.request_id, "r1");
  EXPECT_EQ(details.resource, "hubs/x");
  EXPECT_EQ(Describe(status), "refused\n  hub.names: needs at least one name");
}

TEST(Errors, BytesThatAreNoDetailsAreIgnored) {
  const absl::Status status = MakeStatus(13, "broken", "\xFF\xFF garbage");
  EXPECT_TRUE(DetailsOf(status).violations.empty());
  EXPECT_EQ(Describe(status), "broken");
}

}  // namespace
}  // namespace tashbik::client
