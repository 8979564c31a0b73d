// By protobuf, whose faults are made shorter.
#include "clients/cli/json_text.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "google/protobuf/util/json_util.h"

namespace tashbik::cli {
namespace {

// Protobuf's messages may start with a code and a place, end with the text that was read, and name
// types in full.
std::string Plain(absl::string_view message) {
  message = message.substr(0, message.find('\n'));
  absl::ConsumePrefix(&message, "INVALID_ARGUMENT:");
  absl::ConsumePrefix(&message, ":");
  return absl::StrReplaceAll(absl::StripAsciiWhitespace(message),
                             {{"type.googleapis.com/tashbik.v1.", ""}});
}

}  // namespace

absl::Status FromJson(absl::string_view json, google::protobuf::Message* message) {
  const auto read = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(json.data(), json.size()), message);
  return read.ok() ? absl::OkStatus()
                   : absl::InvalidArgumentError(Plain(read.message().ToString()));
}

}  // namespace tashbik::cli
