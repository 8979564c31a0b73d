// What went wrong, in one type: absl::Status, with what the server says about it.
//
//   auto hub = client.Call<v1::Hub>(request);
//   if (!hub.ok()) {
//     for (const FieldViolation& violation : DetailsOf(hub.status()).violations) …
//   }
#ifndef TASHBIK_CLIENTS_CPP_ERRORS_H_
#define TASHBIK_CLIENTS_CPP_ERRORS_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace tashbik::client {

// One field of the request that the server refused.
struct FieldViolation {
  std::string field;        // its path, such as `organizations[17].profile.names`
  std::string description;  // what is wrong with it, and the bound
};

// What came with an error besides its code and message.
struct ErrorDetails {
  std::string reason;                           // ErrorReason without its prefix, `FIELD_REQUIRED`
  std::map<std::string, std::string> metadata;  // values that belong to the reason
  std::vector<FieldViolation> violations;
  std::string resource;                       // name of the resource that it is about
  std::string request_id;                     // what the server's log calls the call
  std::optional<absl::Duration> retry_after;  // how long the server asks to wait
};

// Makes a status from the parts of a failed call. `details` is the serialized google.rpc.Status
// that gRPC carries beside code and message, or empty. OK for code 0.
absl::Status MakeStatus(int code, absl::string_view message, absl::string_view details);

// Reads what MakeStatus kept. All empty for a status that no server sent.
ErrorDetails DetailsOf(const absl::Status& status);

// The error in words for a person: the message, then a line for each refused field.
std::string Describe(const absl::Status& status);

}  // namespace tashbik::client

#endif  // TASHBIK_CLIENTS_CPP_ERRORS_H_
