// Which call a request belongs to. Every request message of tashbik.v1 is the input of one method,
// so the message alone says where it goes, what comes back, and whether it may be sent twice.
#ifndef TASHBIK_CLIENTS_CPP_METHOD_H_
#define TASHBIK_CLIENTS_CPP_METHOD_H_

#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace tashbik::client {

struct Method {
  std::string path;                              // `/tashbik.v1.HubService/GetHub`
  const google::protobuf::Descriptor* response;  // type of the answer
  bool reads = false;                            // changes nothing
};

// INVALID_ARGUMENT for a message that is no request. Cost: a walk over the methods of one file.
absl::StatusOr<Method> MethodOf(const google::protobuf::Message& request);

// Whether `request` may be sent again without knowing what became of the first time: reads, and
// writes that carry a request_id or only validate.
bool IsSafeToRepeat(const Method& method, const google::protobuf::Message& request);

// Gives a write a random request_id where it can carry one and has none. CreateToken is left
// alone: its repetition would not show the secret again.
void SetRequestId(google::protobuf::Message* request);

// Sets the field `language` where the request has one that is empty.
void SetLanguage(const std::string& language, google::protobuf::Message* request);

}  // namespace tashbik::client

#endif  // TASHBIK_CLIENTS_CPP_METHOD_H_
