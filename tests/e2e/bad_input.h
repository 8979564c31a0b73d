// What the tables of bad requests share: a server with two organizations, and how requests are
// refused.
#ifndef TASHBIK_TESTS_E2E_BAD_INPUT_H_
#define TASHBIK_TESTS_E2E_BAD_INPUT_H_

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tests/testing/refusal.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {

inline constexpr char kNobody[] = "organizations/aaaaaaaaaaaaaaaa";
inline constexpr char kOverride[] = "abc\xE2\x80\xAE";  // U+202E
inline constexpr char kNoUtf8[] = "\xFF\xFE";

// gRPC refuses a message that it cannot read before the server sees it.
inline const Refusal kUnreadable = {.code = absl::StatusCode::kInternal};

class BadInput : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    server_ = new WholeServer;
    const client::Client coordinator = server_->Coordinator();
    one_ = new std::string(Create(coordinator, "One"));
    two_ = new std::string(Create(coordinator, "Two"));
  }
  static void TearDownTestSuite() {
    delete server_;
    delete one_;
    delete two_;
  }

  static std::string Create(const client::Client& coordinator, const std::string& name) {
    v1::CreateOrganizationRequest request;
    request.mutable_organization()->mutable_profile()->add_names()->set_text(name);
    return Need(coordinator.Call<v1::Organization>(request)).name();
  }

  // What the directory holds, by kind.
  static std::string Counts() {
    const auto status =
        Need(server_->Administrator().Call<v1::GetStatusResponse>(v1::GetStatusRequest()));
    v1::GetStatusResponse counts;
    *counts.mutable_counts() = status.counts();
    return counts.DebugString();
  }

  static void ExpectAllRefused(const std::vector<BadRequest>& table) {
    const std::string before = Counts();
    ExpectRefused(server_->Coordinator(), table);
    EXPECT_EQ(Counts(), before);
  }

  static inline WholeServer* server_ = nullptr;
  static inline std::string* one_ = nullptr;
  static inline std::string* two_ = nullptr;
};

inline Refusal Invalid(std::string field, std::string text) {
  return {.reason = "FIELD_INVALID", .field = std::move(field), .text = std::move(text)};
}
inline Refusal Required(std::string field) {
  return {.reason = "FIELD_REQUIRED", .field = std::move(field)};
}
inline Refusal Beyond(std::string field, std::string text) {
  return {.reason = "LIMIT_EXCEEDED", .field = std::move(field), .text = std::move(text)};
}
inline Refusal Refused(std::string field, std::string text = "") {
  return {.reason = "TEXT_REFUSED", .field = std::move(field), .text = std::move(text)};
}
inline Refusal NoFilter(std::string text) {
  return {.reason = "FILTER_INVALID", .field = "filter", .text = std::move(text)};
}
inline Refusal NotThere(std::string text) {
  return {.code = absl::StatusCode::kNotFound, .reason = "NOT_FOUND", .text = std::move(text)};
}

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_E2E_BAD_INPUT_H_
