// Fields of requests, responses and resources by name: so that one piece of code serves the same
// methods of every collection.
#ifndef TASHBIK_SERVICES_MESSAGE_FIELDS_H_
#define TASHBIK_SERVICES_MESSAGE_FIELDS_H_

#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "absl/strings/string_view.h"

namespace tashbik::services {

// Values of singular fields; empty, false or 0 when the message has no such field.
std::string TextOf(const google::protobuf::Message& message, absl::string_view field);
bool FlagOf(const google::protobuf::Message& message, absl::string_view field);
int NumberOf(const google::protobuf::Message& message, absl::string_view field);
// Null when unset or there is no such field.
const google::protobuf::Message* MessageOf(const google::protobuf::Message& message,
                                           absl::string_view field);
// Elements of repeated fields; none when there is no such field.
std::vector<std::string> TextsOf(const google::protobuf::Message& message, absl::string_view field);
std::vector<const google::protobuf::Message*> MessagesOf(const google::protobuf::Message& message,
                                                         absl::string_view field);

// These do nothing when the message has no such field.
void SetText(google::protobuf::Message& message, absl::string_view field, std::string value);
void AddText(google::protobuf::Message& message, absl::string_view field, std::string value);
void AddNumber(google::protobuf::Message& message, absl::string_view field, int enum_value);
// 0 clears the field.
void SetTime(google::protobuf::Message& message, absl::string_view field, int64_t micros);
void ClearField(google::protobuf::Message& message, absl::string_view field);

// The field must exist and hold messages.
google::protobuf::Message* MutableMessageOf(google::protobuf::Message& message,
                                            absl::string_view field);
google::protobuf::Message* AddMessage(google::protobuf::Message& message, absl::string_view field);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_MESSAGE_FIELDS_H_
