// By protobuf, whose faults are made shorter.
#include "clients/cli/json_text.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/type_resolver_util.h"

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

std::string ToJson(const google::protobuf::Message& message, bool pretty) {
  // By way of bytes in a fixed order: maps have none of their own, and two exports of one directory
  // should not differ.
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializePartialToCodedStream(&coded);
  }
  static google::protobuf::util::TypeResolver* const types =
      google::protobuf::util::NewTypeResolverForDescriptorPool(
          "type.googleapis.com", google::protobuf::DescriptorPool::generated_pool());
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.add_whitespace = pretty;
  std::string json;
  const std::string type =
      absl::StrCat("type.googleapis.com/", message.GetDescriptor()->full_name());
  // Fails for values that a server of this contract never sends, such as a year beyond 9999.
  if (!google::protobuf::util::BinaryToJsonString(types, type, bytes, &json, options).ok()) {
    json.clear();
  }
  return std::string(absl::StripTrailingAsciiWhitespace(json));
}

}  // namespace tashbik::cli
