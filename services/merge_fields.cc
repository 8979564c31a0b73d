// Goes over fields by reflection, so that a new one cannot be forgotten.
#include "services/merge_fields.h"

#include <algorithm>
#include <memory>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/facts.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

bool IsAtom(const FieldDescriptor& field) {
  return field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE ||
         field.message_type()->full_name() == "google.protobuf.Timestamp";
}

// One element of a repeated field, or a singular one, as bytes to be compared.
std::string BytesOf(const Message& message, const FieldDescriptor& field, int index) {
  const Reflection& reflection = *message.GetReflection();
  const bool many = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Canonical(many ? reflection.GetRepeatedMessage(message, &field, index)
                            : reflection.GetMessage(message, &field));
    case FieldDescriptor::CPPTYPE_STRING:
      return many ? reflection.GetRepeatedString(message, &field, index)
                  : reflection.GetString(message, &field);
    case FieldDescriptor::CPPTYPE_ENUM:
      return absl::StrCat(many ? reflection.GetRepeatedEnumValue(message, &field, index)
                               : reflection.GetEnumValue(message, &field));
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(many ? reflection.GetRepeatedInt32(message, &field, index)
                               : reflection.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64:
      return absl::StrCat(many ? reflection.GetRepeatedInt64(message, &field, index)
                               : reflection.GetInt64(message, &field));
    case FieldDescriptor::CPPTYPE_UINT32:
      return absl::StrCat(many ? reflection.GetRepeatedUInt32(message, &field, index)
                               : reflection.GetUInt32(message, &field));
    case FieldDescriptor::CPPTYPE_UINT64:
      return absl::StrCat(many ? reflection.GetRepeatedUInt64(message, &field, index)
                               : reflection.GetUInt64(message, &field));
    case FieldDescriptor::CPPTYPE_BOOL:
      return absl::StrCat(many ? reflection.GetRepeatedBool(message, &field, index)
                               : reflection.GetBool(message, &field));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return absl::StrCat(many ? reflection.GetRepeatedDouble(message, &field, index)
                               : reflection.GetDouble(message, &field));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return absl::StrCat(many ? reflection.GetRepeatedFloat(message, &field, index)
                               : reflection.GetFloat(message, &field));
  }
  return "";
}

std::vector<std::string> ElementsOf(const Message& message, const FieldDescriptor& field) {
  std::vector<std::string> elements;
  const int size = message.GetReflection()->FieldSize(message, &field);
  elements.reserve(static_cast<size_t>(size));
  for (int i = 0; i < size; ++i) elements.push_back(BytesOf(message, field, i));
  return elements;
}

// Copies a field alone: a message of the same type that has nothing else.
std::unique_ptr<Message> Only(const Message& message, const FieldDescriptor& field) {
  std::unique_ptr<Message> copy(message.New());
  copy->CopyFrom(message);
  const Reflection& reflection = *copy->GetReflection();
  std::vector<const FieldDescriptor*> set;
  reflection.ListFields(*copy, &set);
  for (const FieldDescriptor* other : set) {
    if (other != &field) reflection.ClearField(copy.get(), other);
  }
  return copy;
}

// The same of some elements of a repeated field.
std::unique_ptr<Message> Only(const Message& message, const FieldDescriptor& field,
                              const std::set<int>& indexes) {
  std::unique_ptr<Message> copy = Only(message, field);
  const Reflection& reflection = *copy->GetReflection();
  int kept = 0;
  for (int i = 0; i < reflection.FieldSize(*copy, &field); ++i) {
    if (indexes.contains(i)) reflection.SwapElements(copy.get(), &field, i, kept++);
  }
  while (reflection.FieldSize(*copy, &field) > kept) reflection.RemoveLast(copy.get(), &field);
  return copy;
}

bool Holds(const std::vector<std::string>& elements, const std::string& element) {
  return std::find(elements.begin(), elements.end(), element) != elements.end();
}

// Elements of `now` that `after` has not are added, those of `after` that `now` has not are gone.
void ApplyElements(const Message& after, const Message& now, const FieldDescriptor& field,
                   Message& before) {
  const std::vector<std::string> were = ElementsOf(after, field);
  const std::vector<std::string> are = ElementsOf(now, field);
  const std::vector<std::string> had = ElementsOf(before, field);
  std::set<int> stays;
  for (size_t i = 0; i < had.size(); ++i) {
    if (!Holds(were, had[i]) || Holds(are, had[i])) stays.insert(static_cast<int>(i));
  }
  std::set<int> added;
  for (size_t i = 0; i < are.size(); ++i) {
    if (!Holds(were, are[i]) && !Holds(had, are[i])) added.insert(static_cast<int>(i));
  }
  const std::unique_ptr<Message> old = Only(before, field, stays);
  const std::unique_ptr<Message> fresh = Only(now, field, added);
  before.GetReflection()->ClearField(&before, &field);
  before.MergeFrom(*old);
  before.MergeFrom(*fresh);
}

}  // namespace

void AddMissing(const Message& from, Message& to) {
  std::vector<const FieldDescriptor*> fields;
  from.GetReflection()->ListFields(from, &fields);
  for (const FieldDescriptor* field : fields) {
    const Reflection& reflection = *to.GetReflection();
    if (field->is_map()) {
      // By key: the kept one's text of a language is right.
      const std::unique_ptr<Message> both = Only(from, *field);
      both->MergeFrom(*Only(to, *field));
      reflection.ClearField(&to, field);
      to.MergeFrom(*both);
    } else if (field->is_repeated()) {
      const std::vector<std::string> have = ElementsOf(to, *field);
      const std::vector<std::string> given = ElementsOf(from, *field);
      std::set<int> missing;
      for (size_t i = 0; i < given.size(); ++i) {
        if (!Holds(have, given[i])) missing.insert(static_cast<int>(i));
      }
      to.MergeFrom(*Only(from, *field, missing));
    } else if (!reflection.HasField(to, field)) {
      to.MergeFrom(*Only(from, *field));
    } else if (!IsAtom(*field)) {
      AddMissing(from.GetReflection()->GetMessage(from, field),
                 *reflection.MutableMessage(&to, field));
    }
  }
}

void ApplySince(const Message& after, const Message& now, Message& before) {
  const Reflection& reflection = *before.GetReflection();
  for (int i = 0; i < before.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *before.GetDescriptor()->field(i);
    if (field.is_repeated()) {
      ApplyElements(after, now, field, before);
      continue;
    }
    const bool was = reflection.HasField(after, &field);
    const bool is = reflection.HasField(now, &field);
    if (was == is && (!is || BytesOf(after, field, 0) == BytesOf(now, field, 0))) continue;
    if (was && is && !IsAtom(field) && reflection.HasField(before, &field)) {
      ApplySince(reflection.GetMessage(after, &field), reflection.GetMessage(now, &field),
                 *reflection.MutableMessage(&before, &field));
      continue;
    }
    reflection.ClearField(&before, &field);
    if (is) before.MergeFrom(*Only(now, field));
  }
}

bool Mentions(const Message& message, const std::string& text) {
  std::vector<const FieldDescriptor*> fields;
  const Reflection& reflection = *message.GetReflection();
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int size = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      if (field->type() == FieldDescriptor::TYPE_STRING) {
        if (BytesOf(message, *field, i) == text) return true;
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        const Message& inner = field->is_repeated()
                                   ? reflection.GetRepeatedMessage(message, field, i)
                                   : reflection.GetMessage(message, field);
        if (Mentions(inner, text)) return true;
      }
    }
  }
  return false;
}

void Replace(Message& message, const std::string& text, const std::string& other) {
  std::vector<const FieldDescriptor*> fields;
  const Reflection& reflection = *message.GetReflection();
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->is_map()) continue;  // by language or path: no names of actors
    const int size = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      if (field->type() == FieldDescriptor::TYPE_STRING) {
        if (BytesOf(message, *field, i) != text) continue;
        if (field->is_repeated()) {
          reflection.SetRepeatedString(&message, field, i, other);
        } else {
          reflection.SetString(&message, field, other);
        }
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        Replace(field->is_repeated() ? *reflection.MutableRepeatedMessage(&message, field, i)
                                     : *reflection.MutableMessage(&message, field),
                text, other);
      }
    }
  }
}

void HideSensitiveLinks(const store::v1::Record& record, Message& resource) {
  std::vector<const FieldDescriptor*> fields;
  const Reflection& reflection = *resource.GetReflection();
  reflection.ListFields(resource, &fields);
  for (const auto* field : fields) {
    if (field->message_type() == nullptr || field->is_map()) continue;
    if (!field->is_repeated()) {
      HideSensitiveLinks(record, *reflection.MutableMessage(&resource, field));
      continue;
    }
    const auto* theme = field->message_type()->FindFieldByName("theme");
    const auto* tier = field->message_type()->FindFieldByName("tier");
    if (theme == nullptr || tier == nullptr) continue;
    for (int i = 0; i < reflection.FieldSize(resource, field); ++i) {
      auto& link = *reflection.MutableRepeatedMessage(&resource, field, i);
      const Reflection& of_link = *link.GetReflection();
      if (!IsSensitiveLink(record, of_link.GetString(link, theme))) continue;
      const int own = of_link.GetEnumValue(link, tier);
      const bool stricter = own != v1::TIER_UNSPECIFIED && own < v1::TIER_BROKERED;
      if (!stricter) of_link.SetEnumValue(&link, tier, v1::TIER_BROKERED);
    }
  }
}

}  // namespace tashbik::services
