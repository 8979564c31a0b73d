// A message for people, field by field.
#ifndef TASHBIK_CLIENTS_CLI_FIELD_OUTPUT_H_
#define TASHBIK_CLIENTS_CLI_FIELD_OUTPUT_H_

#include <ostream>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace tashbik::cli {

// A line for each field that is set, those of messages within it indented. Fields go by the names
// that `--set` and `--clear` take; Arabic and French say before them what they mean, and put words
// of enums into the language.
void WriteFields(const google::protobuf::Message& message, absl::string_view language,
                 std::ostream& out);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_FIELD_OUTPUT_H_
