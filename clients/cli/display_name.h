// What to call a resource.
#ifndef TASHBIK_CLIENTS_CLI_DISPLAY_NAME_H_
#define TASHBIK_CLIENTS_CLI_DISPLAY_NAME_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "tashbik/v1/common.pb.h"

namespace tashbik::cli {

// The best of several names in a language: a full name of that language, else any full name.
std::string BestName(const google::protobuf::RepeatedPtrField<v1::Name>& names,
                     absl::string_view language);

// Its best name, its label, or else its resource name.
std::string DisplayName(const google::protobuf::Message& resource, absl::string_view language);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_DISPLAY_NAME_H_
