// Walks a message by reflection.
#include "clients/cli/field_output.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "clients/cli/display_width.h"
#include "clients/cli/enum_words.h"
#include "clients/cli/field_words.h"
#include "clients/cli/json_text.h"
#include "clients/cli/kind.h"
#include "clients/cli/words.h"
#include "google/protobuf/text_format.h"
#include "tashbik/v1/call.pb.h"

namespace tashbik::cli {
namespace {

bool IsMessage(const FieldDescriptor* field) {
  return field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
}

class FieldWriter {
 public:
  FieldWriter(absl::string_view language, std::ostream& out) : language_(language), out_(out) {}

  void Write(const Message& message, int depth) {
    const auto* reflection = message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection->ListFields(message, &fields);
    // That nothing is left of a budget is worth a line.
    const FieldDescriptor* remaining = message.GetDescriptor()->FindFieldByName("remaining");
    if (remaining != nullptr &&
        std::find(fields.begin(), fields.end(), remaining) == fields.end()) {
      fields.push_back(remaining);
    }
    for (const FieldDescriptor* field : fields) {
      const std::string title = Title(*field, "");
      if (field->is_map()) {
        WriteMap(message, *field, depth);
      } else if (!IsMessage(field)) {
        WriteLine(title, Scalars(message, field), depth);
      } else if (!field->is_repeated()) {
        WriteMessage(title, reflection->GetMessage(message, field), depth);
      } else {
        for (const Message* item : Items(message, field->name())) WriteMessage(title, *item, depth);
      }
    }
  }

 private:
  // `pays du siège (base_country)`, `descriptions (descriptions.ar)`.
  std::string Title(const FieldDescriptor& field, absl::string_view key) const {
    const std::string name = absl::StrCat(field.name(), key.empty() ? "" : ".", key);
    const std::string title = FieldTitle(field.name(), language_);
    return title.empty() ? name : absl::StrCat(Isolate(title), " (", name, ")");
  }

  void WriteLine(const std::string& title, const std::string& value, int depth) {
    out_ << std::string(2 * depth, ' ') << title << ": " << Isolate(Printable(value)) << "\n";
  }

  void WriteMessage(const std::string& title, const Message& message, int depth) {
    const std::string line = OneLine(message);
    if (!line.empty()) return WriteLine(title, line, depth);
    out_ << std::string(2 * depth, ' ') << title << ":\n";
    Write(message, depth + 1);
  }

  // `descriptions.ar: …`, in the order of the keys.
  void WriteMap(const Message& message, const FieldDescriptor& field, int depth) {
    std::map<std::string, const Message*> entries;
    for (const Message* entry : Items(message, field.name())) {
      entries[GetText(*entry, "key")] = entry;
    }
    for (const auto& [key, entry] : entries) {
      const FieldDescriptor* value = entry->GetDescriptor()->FindFieldByName("value");
      if (IsMessage(value)) {
        WriteMessage(Title(field, key), entry->GetReflection()->GetMessage(*entry, value), depth);
      } else {
        WriteLine(Title(field, key), Scalar(*entry, value, -1), depth);
      }
    }
  }

  // A number, text or word of an enum; `index` is -1 where the field is not repeated.
  std::string Scalar(const Message& message, const FieldDescriptor* field, int index) const {
    const auto* reflection = message.GetReflection();
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      return index < 0 ? reflection->GetString(message, field)
                       : reflection->GetRepeatedString(message, field, index);
    }
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_BOOL && index < 0 && language_ != "en") {
      return std::string(
          Say(reflection->GetBool(message, field) ? Word::kYes : Word::kNo, language_));
    }
    std::string text;
    google::protobuf::TextFormat::PrintFieldValueToString(message, field, index, &text);
    const auto* value = field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM
                            ? field->enum_type()->FindValueByName(text)
                            : nullptr;
    if (value == nullptr || value->number() == 0) return text;
    return language_ == "en" ? Keyword(value) : EnumText(value, language_);
  }

  // All values of a field of scalars, `a, b, c`.
  std::string Scalars(const Message& message, const FieldDescriptor* field) const {
    if (!field->is_repeated()) return Scalar(message, field, -1);
    std::vector<std::string> texts;
    for (int i = 0; i < message.GetReflection()->FieldSize(message, field); ++i) {
      texts.push_back(Scalar(message, field, i));
    }
    return absl::StrJoin(texts, Comma(language_));
  }

  // A small message on one line, what matters most in front: `GCHR (en, short)`. Empty where it has
  // messages within.
  std::string OneLine(const Message& message) const {
    if (message.GetDescriptor()->file()->package() == "google.protobuf") {
      const std::string json = ToJson(message, false);
      absl::string_view text = json;
      absl::ConsumePrefix(&text, "\"");
      absl::ConsumeSuffix(&text, "\"");
      return std::string(text);
    }
    // Lists and numbers beside each other say nothing without their names.
    if (message.GetDescriptor() == v1::CallRules::descriptor()) return "";
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    std::vector<std::string> rest;
    std::string first;
    for (const FieldDescriptor* field : fields) {
      if (IsMessage(field)) return "";
      (first.empty() ? first : rest.emplace_back()) = Scalars(message, field);
    }
    return rest.empty() ? first
                        : absl::StrCat(first, " (", absl::StrJoin(rest, Comma(language_)), ")");
  }

  const absl::string_view language_;
  std::ostream& out_;
};

}  // namespace

void WriteFields(const Message& message, absl::string_view language, std::ostream& out) {
  FieldWriter(language, out).Write(message, 0);
}

}  // namespace tashbik::cli
