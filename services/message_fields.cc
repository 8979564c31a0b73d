// Reflection, and nothing else.
#include "services/message_fields.h"

#include <utility>

#include <google/protobuf/timestamp.pb.h>

namespace tashbik::services {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* Find(const Message& message, absl::string_view field) {
  return message.GetDescriptor()->FindFieldByName(std::string(field));
}

}  // namespace

std::string TextOf(const Message& message, absl::string_view field) {
  const FieldDescriptor* found = Find(message, field);
  return found == nullptr ? "" : message.GetReflection()->GetString(message, found);
}

bool FlagOf(const Message& message, absl::string_view field) {
  const FieldDescriptor* found = Find(message, field);
  return found != nullptr && message.GetReflection()->GetBool(message, found);
}

int NumberOf(const Message& message, absl::string_view field) {
  const FieldDescriptor* found = Find(message, field);
  if (found == nullptr) return 0;
  return found->cpp_type() == FieldDescriptor::CPPTYPE_ENUM
             ? message.GetReflection()->GetEnumValue(message, found)
             : message.GetReflection()->GetInt32(message, found);
}

const Message* MessageOf(const Message& message, absl::string_view field) {
  const FieldDescriptor* found = Find(message, field);
  if (found == nullptr || !message.GetReflection()->HasField(message, found)) return nullptr;
  return &message.GetReflection()->GetMessage(message, found);
}

std::vector<std::string> TextsOf(const Message& message, absl::string_view field) {
  std::vector<std::string> texts;
  const FieldDescriptor* found = Find(message, field);
  if (found == nullptr) return texts;
  for (int i = 0; i < message.GetReflection()->FieldSize(message, found); ++i) {
    texts.push_back(message.GetReflection()->GetRepeatedString(message, found, i));
  }
  return texts;
}

std::vector<const Message*> MessagesOf(const Message& message, absl::string_view field) {
  std::vector<const Message*> messages;
  const FieldDescriptor* found = Find(message, field);
  if (found == nullptr) return messages;
  for (int i = 0; i < message.GetReflection()->FieldSize(message, found); ++i) {
    messages.push_back(&message.GetReflection()->GetRepeatedMessage(message, found, i));
  }
  return messages;
}

void SetText(Message& message, absl::string_view field, std::string value) {
  const FieldDescriptor* found = Find(message, field);
  if (found != nullptr) message.GetReflection()->SetString(&message, found, std::move(value));
}

void AddText(Message& message, absl::string_view field, std::string value) {
  const FieldDescriptor* found = Find(message, field);
  if (found != nullptr) message.GetReflection()->AddString(&message, found, std::move(value));
}

void AddNumber(Message& message, absl::string_view field, int enum_value) {
  const FieldDescriptor* found = Find(message, field);
  if (found != nullptr) message.GetReflection()->AddEnumValue(&message, found, enum_value);
}

void SetTime(Message& message, absl::string_view field, int64_t micros) {
  const FieldDescriptor* found = Find(message, field);
  if (found == nullptr) return;
  if (micros == 0) return message.GetReflection()->ClearField(&message, found);
  auto& time = static_cast<google::protobuf::Timestamp&>(
      *message.GetReflection()->MutableMessage(&message, found));
  time.set_seconds(micros / 1'000'000);
  time.set_nanos(static_cast<int32_t>(micros % 1'000'000) * 1000);
}

void ClearField(Message& message, absl::string_view field) {
  const FieldDescriptor* found = Find(message, field);
  if (found != nullptr) message.GetReflection()->ClearField(&message, found);
}

Message* MutableMessageOf(Message& message, absl::string_view field) {
  return message.GetReflection()->MutableMessage(&message, Find(message, field));
}

Message* AddMessage(Message& message, absl::string_view field) {
  return message.GetReflection()->AddMessage(&message, Find(message, field));
}

}  // namespace tashbik::services
