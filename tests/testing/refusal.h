// What a refused call must say.
#ifndef TASHBIK_TESTS_TESTING_REFUSAL_H_
#define TASHBIK_TESTS_TESTING_REFUSAL_H_

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <google/protobuf/message.h>

#include "absl/status/status.h"
#include "clients/cpp/client.h"

namespace tashbik::testing {

// How a call must be refused. `field` empty: no field is to blame. `text`, the bound for instance,
// must stand in the message or in the description of the field.
struct Refusal {
  absl::StatusCode code = absl::StatusCode::kInvalidArgument;
  std::string reason = "";
  std::string field = "";
  std::string text = "";
};

// Code, ErrorInfo's reason and domain, the field's violation and the text.
::testing::AssertionResult IsRefused(const absl::Status& status, const Refusal& expected);

// One row of a table of bad requests.
struct BadRequest {
  std::string what;
  std::shared_ptr<const google::protobuf::Message> request;
  Refusal refusal;
};

// Makes a row: `change` turns an empty request into the bad one.
template <class Request>
BadRequest Bad(std::string what, const std::function<void(Request&)>& change, Refusal refusal) {
  auto request = std::make_shared<Request>();
  change(*request);
  return {std::move(what), std::move(request), std::move(refusal)};
}

// Sends every row and checks how it is refused.
void ExpectRefused(const client::Client& client, const std::vector<BadRequest>& table);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_REFUSAL_H_
