// Masks by reflection, so that no resource needs code of its own.
#include "services/field_mask.h"

#include <memory>
#include <optional>
#include <utility>

#include <google/protobuf/descriptor.pb.h>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/limits.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

bool IsSingularMessage(const FieldDescriptor& field) {
  return !field.is_repeated() && field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
}

// Where a path leads: a field of a message, or one key of a map field.
struct Place {
  const FieldDescriptor* outer = nullptr;  // the message on the way, if any
  const FieldDescriptor* field = nullptr;
  std::optional<std::string> key;
};

std::optional<Place> Resolve(const google::protobuf::Descriptor& type, absl::string_view path) {
  const std::vector<std::string> parts = absl::StrSplit(path, absl::MaxSplits('.', 2));
  Place place;
  place.field = type.FindFieldByName(parts[0]);
  size_t next = 1;
  if (place.field != nullptr && IsSingularMessage(*place.field) && parts.size() > next) {
    place.outer = place.field;
    place.field = place.outer->message_type()->FindFieldByName(parts[next]);
    ++next;
  }
  if (place.field == nullptr) return std::nullopt;
  if (parts.size() == next) return place;
  if (!place.field->is_map() || parts.size() != next + 1) return std::nullopt;
  place.key = parts[next];
  return place;
}

const Message& Parent(const Place& place, const Message& message) {
  return place.outer == nullptr ? message
                                : message.GetReflection()->GetMessage(message, place.outer);
}

Message& MutableParent(const Place& place, Message& message) {
  return place.outer == nullptr ? message
                                : *message.GetReflection()->MutableMessage(&message, place.outer);
}

std::string KeyOf(const Message& entry) {
  return entry.GetReflection()->GetString(entry, entry.GetDescriptor()->FindFieldByNumber(1));
}

// Index of the map's entry with this key, or -1.
int FindKey(const Message& message, const FieldDescriptor& field, absl::string_view key) {
  const Reflection& reflection = *message.GetReflection();
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    if (KeyOf(reflection.GetRepeatedMessage(message, &field, i)) == key) return i;
  }
  return -1;
}

void CopyKey(const Message& from, const FieldDescriptor& field, const std::string& key,
             Message& to) {
  const Reflection& reflection = *to.GetReflection();
  if (const int old = FindKey(to, field, key); old >= 0) {
    reflection.SwapElements(&to, &field, old, reflection.FieldSize(to, &field) - 1);
    reflection.RemoveLast(&to, &field);
  }
  if (const int given = FindKey(from, field, key); given >= 0) {
    reflection.AddMessage(&to, &field)
        ->CopyFrom(reflection.GetRepeatedMessage(from, &field, given));
  }
}

void CopyField(const Message& from, const FieldDescriptor& field, Message& to) {
  const std::unique_ptr<Message> copy(from.New());
  copy->CopyFrom(from);
  to.GetReflection()->ClearField(&to, &field);
  to.GetReflection()->SwapFields(&to, copy.get(), {&field});
}

bool IsPopulated(const Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  return field.is_repeated() ? reflection.FieldSize(message, &field) > 0
                             : reflection.HasField(message, &field);
}

// The populated fields of `from`, or all fields, one level into messages.
void CopyFields(const Message& from, bool all, bool top, Message& to) {
  const auto& type = *from.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (top && IsServerField(field.name())) continue;
    if (!all && !IsPopulated(from, field)) continue;
    if (top && IsSingularMessage(field)) {
      CopyFields(from.GetReflection()->GetMessage(from, &field), all, false,
                 *to.GetReflection()->MutableMessage(&to, &field));
    } else {
      CopyField(from, field, to);
    }
  }
}

// What makes two elements of a list the same.
std::string Identity(const Message& element) {
  const auto& type = *element.GetDescriptor();
  const auto* theme = type.FindFieldByName("theme");
  if (theme != nullptr) return element.GetReflection()->GetString(element, theme);
  if (type.options().map_entry()) return KeyOf(element);
  return Canonical(element);
}

void AppendMessages(const Message& from, const FieldDescriptor& field, Message& to) {
  const Reflection& reflection = *to.GetReflection();
  absl::flat_hash_set<std::string> there;
  for (int i = 0; i < reflection.FieldSize(to, &field); ++i) {
    there.insert(Identity(reflection.GetRepeatedMessage(to, &field, i)));
  }
  for (int i = 0; i < reflection.FieldSize(from, &field); ++i) {
    const Message& element = reflection.GetRepeatedMessage(from, &field, i);
    if (there.insert(Identity(element)).second) {
      reflection.AddMessage(&to, &field)->CopyFrom(element);
    }
  }
}

void AppendStrings(const Message& from, const FieldDescriptor& field, Message& to) {
  const Reflection& reflection = *to.GetReflection();
  absl::flat_hash_set<std::string> there;
  for (int i = 0; i < reflection.FieldSize(to, &field); ++i) {
    there.insert(reflection.GetRepeatedString(to, &field, i));
  }
  for (int i = 0; i < reflection.FieldSize(from, &field); ++i) {
    const std::string text = reflection.GetRepeatedString(from, &field, i);
    if (there.insert(text).second) reflection.AddString(&to, &field, text);
  }
}

void AppendEnums(const Message& from, const FieldDescriptor& field, Message& to) {
  const Reflection& reflection = *to.GetReflection();
  absl::flat_hash_set<int> there;
  for (int i = 0; i < reflection.FieldSize(to, &field); ++i) {
    there.insert(reflection.GetRepeatedEnumValue(to, &field, i));
  }
  for (int i = 0; i < reflection.FieldSize(from, &field); ++i) {
    const int value = reflection.GetRepeatedEnumValue(from, &field, i);
    if (there.insert(value).second) reflection.AddEnumValue(&to, &field, value);
  }
}

}  // namespace

bool IsServerField(absl::string_view field) {
  static constexpr absl::string_view kFields[] = {
      "name",       "etag",         "create_time",  "update_time", "delete_time",
      "deprecated", "replaced_by",  "publish_time", "signatories", "other_signatories",
      "signed",     "check_in_time"};
  for (const absl::string_view known : kFields) {
    if (field == known) return true;
  }
  return false;
}

void ClearServerFields(Message& resource) {
  const auto& type = *resource.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const bool state =
        field.name() == "state" && (field.enum_type()->full_name() == "tashbik.v1.ActorState" ||
                                    field.enum_type()->full_name() == "tashbik.v1.StatementState");
    if (IsServerField(field.name()) || state) {
      resource.GetReflection()->ClearField(&resource, &field);
    }
  }
}

FieldMask FieldMask::Parse(const google::protobuf::FieldMask& mask, const Message& type,
                           absl::string_view where, Violations& violations) {
  FieldMask parsed;
  if (mask.paths_size() > kMaxMaskPaths) {
    violations.Limit(absl::StrCat(where, ".paths"), absl::StrCat(mask.paths_size(), " paths"),
                     absl::StrCat(kMaxMaskPaths, " paths"));
    return parsed;
  }
  for (int i = 0; i < mask.paths_size(); ++i) {
    const std::string& path = mask.paths(i);
    if (path == "*") {
      parsed.all_ = true;
    } else if (Resolve(*type.GetDescriptor(), path)) {
      parsed.paths_.push_back(path);
    } else {
      violations.Mask(absl::StrCat(where, ".paths[", i, "]"), path);
    }
  }
  if (parsed.all_ && mask.paths_size() > 1) {
    violations.Invalid(absl::StrCat(where, ".paths"), "holds `*` beside other paths",
                       "give `*` alone");
  }
  return parsed;
}

void FieldMask::Merge(const Message& from, Message& to) const {
  if (all_ || paths_.empty()) return CopyFields(from, all_, true, to);
  for (const std::string& path : paths_) {
    const Place place = *Resolve(*to.GetDescriptor(), path);
    if (place.outer == nullptr && IsServerField(place.field->name())) continue;
    if (place.key) {
      CopyKey(Parent(place, from), *place.field, *place.key, MutableParent(place, to));
    } else {
      CopyField(Parent(place, from), *place.field, MutableParent(place, to));
    }
  }
}

void FieldMask::Append(const Message& from, Message& to) const {
  for (const std::string& path : paths_) {
    const Place place = *Resolve(*to.GetDescriptor(), path);
    if (!place.field->is_repeated()) continue;
    const Message& source = Parent(place, from);
    Message& target = MutableParent(place, to);
    switch (place.field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        AppendMessages(source, *place.field, target);
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        AppendEnums(source, *place.field, target);
        break;
      default:
        AppendStrings(source, *place.field, target);
    }
  }
}

void FieldMask::Clear(Message& message) const {
  for (const std::string& path : paths_) {
    const Place place = *Resolve(*message.GetDescriptor(), path);
    Message& parent = MutableParent(place, message);
    parent.GetReflection()->ClearField(&parent, place.field);
  }
}

}  // namespace tashbik::services
