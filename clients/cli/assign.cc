// Converts texts by the type and the name of the field they go to.
#include "clients/cli/assign.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "clients/cpp/fold.h"
#include "clients/cpp/languages.h"
#include "clients/cpp/places.h"
#include "tashbik/v1/common.pb.h"

namespace tashbik::cli {
namespace {

bool IsCountryField(const std::string& name) {
  return name == "country" || name == "countries" || absl::EndsWith(name, "_country") ||
         absl::EndsWith(name, "_countries");
}

bool IsDayField(const std::string& name) {
  return name == "date" || name == "deadline" || absl::EndsWith(name, "_date");
}

absl::StatusOr<std::string> AsIs(absl::string_view text) { return std::string(text); }

// Texts that a list holds already are not added again.
void AddText(Message* holder, const FieldDescriptor* field, const std::string& value) {
  const auto* reflection = holder->GetReflection();
  for (int i = 0; i < reflection->FieldSize(*holder, field); ++i) {
    if (reflection->GetRepeatedString(*holder, field, i) == value) return;
  }
  reflection->AddString(holder, field, value);
}

// The element of a message list whose `key` field has this value, made if it is not there.
Message* ElementBy(Message* holder, const FieldDescriptor* field, const char* key,
                   const std::string& value) {
  const auto* reflection = holder->GetReflection();
  for (int i = 0; i < reflection->FieldSize(*holder, field); ++i) {
    Message* element = reflection->MutableRepeatedMessage(holder, field, i);
    if (GetText(*element, key) == value) return element;
  }
  Message* element = reflection->AddMessage(holder, field);
  SetText(element, key, value);
  return element;
}

absl::Status AssignNames(const Target& target, absl::string_view text, Message* holder) {
  int kind = 0;
  std::string language;
  for (const std::string& part : target.parts) {
    auto number = EnumNumber(v1::NameKind_descriptor(), part);
    if (number.ok()) {
      kind = *number;
    } else {
      language = part;
    }
  }
  // A full name may hold any sign; short names and aliases come in lists.
  std::vector<std::string> names = {std::string(absl::StripAsciiWhitespace(text))};
  if (kind != 0 && kind != v1::NAME_KIND_LEGAL) names = SplitValues(text);
  for (const std::string& name : names) {
    Message* element = ElementBy(holder, target.field(), "text", name);
    if (!language.empty()) SetText(element, "language", language);
    if (language.empty() && client::HasArabic(name)) SetText(element, "language", "ar");
    if (kind != 0) {
      const FieldDescriptor* field = element->GetDescriptor()->FindFieldByName("kind");
      element->GetReflection()->SetEnumValue(element, field, kind);
    }
  }
  return absl::OkStatus();
}

absl::Status AssignMap(const Target& target, absl::string_view text, Message* holder) {
  const FieldDescriptor* value = target.field()->message_type()->FindFieldByName("value");
  std::string key = absl::StrJoin(target.parts, ".");
  if (value->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    auto number = EnumNumber(value->enum_type(), text);
    if (!number.ok()) return number.status();
    Message* entry = ElementBy(holder, target.field(), "key", key);
    entry->GetReflection()->SetEnumValue(entry, entry->GetDescriptor()->FindFieldByName("value"),
                                         *number);
    return absl::OkStatus();
  }
  if (key.empty()) key = client::GuessLanguage(text);
  Message* entry = ElementBy(holder, target.field(), "key", key);
  if (value->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    SetText(entry, "value", absl::StripAsciiWhitespace(text));
    return absl::OkStatus();
  }
  Message* list = Mutable(entry, "value");
  for (const std::string& word : SplitValues(text)) {
    AddText(list, list->GetDescriptor()->FindFieldByName("values"), word);
  }
  return absl::OkStatus();
}

absl::Status AssignMessages(const Target& target, absl::string_view text,
                            const FindTheme& find_theme, Message* holder) {
  const std::string type = target.field()->message_type()->name();
  if (type == "Name") return AssignNames(target, text, holder);
  const bool keyed = type == "ExternalId" || type == "Contact" || type == "ExternalMatch";
  if (keyed) {
    const char* key = type == "Contact" ? "method" : "scheme";
    if (target.parts.size() != 1) {
      return absl::InvalidArgumentError(absl::StrCat(target.path, " needs its ", key, ": ",
                                                     target.path, ".",
                                                     type == "Contact" ? "email" : "iati"));
    }
    for (const std::string& value : SplitValues(text)) {
      Message* element = ElementBy(holder, target.field(), "value", value);
      SetText(element, key, target.parts[0]);
    }
    return absl::OkStatus();
  }
  if (type == "Source") {
    const std::string part = target.parts.empty() ? "title" : target.parts[0];
    const auto* reflection = holder->GetReflection();
    Message* source = reflection->FieldSize(*holder, target.field()) > 0
                          ? reflection->MutableRepeatedMessage(holder, target.field(), 0)
                          : reflection->AddMessage(holder, target.field());
    if (!HasField(*source, part)) {
      return absl::InvalidArgumentError(absl::StrCat("a source has no '", part, "'"));
    }
    SetText(source, part, absl::StripAsciiWhitespace(text));
    return absl::OkStatus();
  }
  if (type == "StoryOrganization") {
    for (const std::string& name : SplitValues(text)) {
      ElementBy(holder, target.field(), "organization", name);
    }
    return absl::OkStatus();
  }
  const std::vector<v1::Facet> facets = FacetsOf(target.field()->name());
  auto themes =
      ConvertList(text, [&](absl::string_view label) { return find_theme(label, facets); });
  if (!themes.ok()) return themes.status();
  for (const std::string& theme : *themes) ElementBy(holder, target.field(), "theme", theme);
  return absl::OkStatus();
}

absl::Status AssignTexts(const Target& target, absl::string_view text, const FindTheme& find_theme,
                         Message* holder) {
  const std::string& name = target.field()->name();
  Convert convert = AsIs;
  if (name == "sensitive_countries" && absl::StripAsciiWhitespace(text) == "*") {
    AddText(holder, target.field(), "*");
    return absl::OkStatus();
  }
  if (IsCountryField(name)) convert = client::CountryCode;
  if (name == "languages") convert = client::LanguageTag;
  if (name == "themes" || name == "broader" || name == "skills") {
    convert = [&](absl::string_view label) { return find_theme(label, FacetsOf(name)); };
  }
  auto values = ConvertList(text, convert);
  if (!values.ok()) return values.status();
  for (const std::string& value : *values) AddText(holder, target.field(), value);
  return absl::OkStatus();
}

absl::Status AssignEnums(const Target& target, absl::string_view text, Message* holder) {
  const auto* reflection = holder->GetReflection();
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), ',', ';');
  for (const std::string& word : SplitValues(plain)) {
    auto number = EnumNumber(target.field()->enum_type(), word);
    if (!number.ok()) return number.status();
    bool there = false;
    for (int i = 0; i < reflection->FieldSize(*holder, target.field()); ++i) {
      there = there || reflection->GetRepeatedEnumValue(*holder, target.field(), i) == *number;
    }
    if (!there) reflection->AddEnumValue(holder, target.field(), *number);
  }
  return absl::OkStatus();
}

absl::Status AssignScalar(const Target& target, absl::string_view text, Message* holder) {
  const FieldDescriptor* field = target.field();
  const auto* reflection = holder->GetReflection();
  text = absl::StripAsciiWhitespace(text);
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING: {
      auto value = IsCountryField(field->name()) ? client::CountryCode(text)
                   : IsDayField(field->name())   ? Day(text)
                                                 : AsIs(text);
      if (!value.ok()) return value.status();
      reflection->SetString(holder, field, *value);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_BOOL: {
      auto truth = Truth(text);
      if (!truth.ok()) return truth.status();
      reflection->SetBool(holder, field, *truth);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_ENUM: {
      auto number = EnumNumber(field->enum_type(), text);
      if (!number.ok()) return number.status();
      reflection->SetEnumValue(holder, field, *number);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64: {
      const bool wide = field->cpp_type() == FieldDescriptor::CPPTYPE_INT64;
      int number = 0;
      int64_t wide_number = 0;
      const std::string plain = PlainDigits(text);
      if (wide ? !absl::SimpleAtoi(plain, &wide_number) : !absl::SimpleAtoi(plain, &number)) {
        return absl::InvalidArgumentError(absl::StrCat("'", text, "' is not a whole number"));
      }
      if (wide) {
        reflection->SetInt64(holder, field, wide_number);
      } else {
        reflection->SetInt32(holder, field, number);
      }
      return absl::OkStatus();
    }
    default:
      return absl::InvalidArgumentError(absl::StrCat(target.path, " cannot be set from a text"));
  }
}

}  // namespace

std::vector<v1::Facet> FacetsOf(absl::string_view field) {
  if (field == "issues") return {v1::FACET_ISSUE, v1::FACET_CAUSE};
  if (absl::StrContains(field, "communities")) return {v1::FACET_COMMUNITY};
  if (field == "challenges") return {v1::FACET_CHALLENGE};
  if (field == "laws") return {v1::FACET_LAW};
  if (field == "institutions") return {v1::FACET_INSTITUTION};
  if (field == "needs" || field == "offers" || field == "skills")
    return {v1::FACET_SKILL, v1::FACET_RESOURCE};
  if (field == "values" || field == "red_lines") return {v1::FACET_VALUE};
  if (field == "causes") return {v1::FACET_CAUSE};
  return {};
}

bool HasValue(const Target& target, const Message& resource) {
  const Message* holder = &resource;
  for (size_t i = 0; i + 1 < target.fields.size(); ++i) {
    holder = &holder->GetReflection()->GetMessage(*holder, target.fields[i]);
  }
  const auto* reflection = holder->GetReflection();
  if (target.field()->is_repeated()) return reflection->FieldSize(*holder, target.field()) > 0;
  return reflection->HasField(*holder, target.field());
}

void ClearPath(const Target& target, Message* resource) {
  Message* holder = resource;
  for (size_t i = 0; i + 1 < target.fields.size(); ++i) {
    holder = holder->GetReflection()->MutableMessage(holder, target.fields[i]);
  }
  holder->GetReflection()->ClearField(holder, target.field());
}

absl::Status Assign(const Target& target, absl::string_view text, const FindTheme& find_theme,
                    Message* resource) {
  if (absl::StripAsciiWhitespace(text).empty()) return absl::OkStatus();
  Message* holder = resource;
  for (size_t i = 0; i + 1 < target.fields.size(); ++i) {
    holder = holder->GetReflection()->MutableMessage(holder, target.fields[i]);
  }
  const FieldDescriptor* field = target.field();
  if (field->is_map()) return AssignMap(target, text, holder);
  if (!field->is_repeated()) return AssignScalar(target, text, holder);
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return AssignMessages(target, text, find_theme, holder);
    case FieldDescriptor::CPPTYPE_ENUM:
      return AssignEnums(target, text, holder);
    default:
      return AssignTexts(target, text, find_theme, holder);
  }
}

}  // namespace tashbik::cli
