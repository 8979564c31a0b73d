// Messages from JSON that a person wrote.
#ifndef TASHBIK_CLIENTS_CLI_JSON_TEXT_H_
#define TASHBIK_CLIENTS_CLI_JSON_TEXT_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace tashbik::cli {

// Reads the message, in the JSON of protobuf. INVALID_ARGUMENT with what is wrong, in one line.
absl::Status FromJson(absl::string_view json, google::protobuf::Message* message);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_JSON_TEXT_H_
