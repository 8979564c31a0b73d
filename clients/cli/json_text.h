// Messages from JSON and to it.
#ifndef TASHBIK_CLIENTS_CLI_JSON_TEXT_H_
#define TASHBIK_CLIENTS_CLI_JSON_TEXT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace tashbik::cli {

// Reads what a person wrote, in the JSON of protobuf. INVALID_ARGUMENT with what is wrong, in one
// line.
absl::Status FromJson(absl::string_view json, google::protobuf::Message* message);

// Proto3 JSON with the field names of the contract (`base_country`); on one line unless `pretty`.
std::string ToJson(const google::protobuf::Message& message, bool pretty);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_JSON_TEXT_H_
