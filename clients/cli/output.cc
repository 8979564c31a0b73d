// The five formats.
#include "clients/cli/output.h"

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "clients/cli/columns.h"
#include "clients/cli/display_width.h"
#include "clients/cli/enum_words.h"
#include "clients/cli/kind.h"
#include "clients/cli/table.h"
#include "clients/cli/words.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/type_resolver_util.h"
#include "tashbik/v1/call.pb.h"

namespace tashbik::cli {
namespace {

std::vector<std::string> Cells(const Message& message, const CellStyle& style) {
  std::vector<std::string> cells;
  for (const Column& column : ColumnsOf(message.GetDescriptor())) {
    cells.push_back(column.cell(message, style));
  }
  return cells;
}

std::vector<std::string> Header(const Descriptor* type, const CellStyle& style) {
  std::vector<std::string> header;
  for (const Column& column : ColumnsOf(type)) {
    header.push_back(style.for_people ? std::string(Say(column.title, style.language))
                                      : column.heading);
  }
  return header;
}

void WriteField(const std::string& title, const std::string& value, int depth, std::ostream& out) {
  out << std::string(2 * depth, ' ') << title << ": " << Isolate(Printable(value)) << "\n";
}

// A number, text or word of an enum; `index` is -1 where the field is not repeated.
std::string ScalarText(const Message& message, const FieldDescriptor* field, int index) {
  const auto* reflection = message.GetReflection();
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    return index < 0 ? reflection->GetString(message, field)
                     : reflection->GetRepeatedString(message, field, index);
  }
  std::string text;
  google::protobuf::TextFormat::PrintFieldValueToString(message, field, index, &text);
  const auto* value = field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM
                          ? field->enum_type()->FindValueByName(text)
                          : nullptr;
  return value == nullptr || value->number() == 0 ? text : Keyword(value);
}

bool IsMessage(const FieldDescriptor* field) {
  return field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
}

// All values of a field of scalars, `a, b, c`.
std::string ScalarTexts(const Message& message, const FieldDescriptor* field) {
  if (!field->is_repeated()) return ScalarText(message, field, -1);
  std::vector<std::string> texts;
  for (int i = 0; i < message.GetReflection()->FieldSize(message, field); ++i) {
    texts.push_back(ScalarText(message, field, i));
  }
  return absl::StrJoin(texts, ", ");
}

// A small message on one line, what matters most in front: `GCHR (en, short)`. Empty where it has
// messages within.
std::string OneLine(const Message& message) {
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
    (first.empty() ? first : rest.emplace_back()) = ScalarTexts(message, field);
  }
  return rest.empty() ? first : absl::StrCat(first, " (", absl::StrJoin(rest, ", "), ")");
}

void WriteFields(const Message& message, int depth, std::ostream& out);

void WriteMessage(const std::string& title, const Message& message, int depth, std::ostream& out) {
  const std::string line = OneLine(message);
  if (!line.empty()) return WriteField(title, line, depth, out);
  out << std::string(2 * depth, ' ') << title << ":\n";
  WriteFields(message, depth + 1, out);
}

// `descriptions.ar: …`, in the order of the keys.
void WriteMap(const Message& message, const FieldDescriptor* field, int depth, std::ostream& out) {
  std::map<std::string, const Message*> entries;
  for (const Message* entry : Items(message, field->name())) {
    entries[GetText(*entry, "key")] = entry;
  }
  for (const auto& [key, entry] : entries) {
    const FieldDescriptor* value = entry->GetDescriptor()->FindFieldByName("value");
    const std::string title = absl::StrCat(field->name(), ".", key);
    if (IsMessage(value)) {
      WriteMessage(title, entry->GetReflection()->GetMessage(*entry, value), depth, out);
    } else {
      WriteField(title, ScalarText(*entry, value, -1), depth, out);
    }
  }
}

void WriteFields(const Message& message, int depth, std::ostream& out) {
  const auto* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  // That nothing is left of a budget is worth a line.
  const FieldDescriptor* remaining = message.GetDescriptor()->FindFieldByName("remaining");
  if (remaining != nullptr && std::find(fields.begin(), fields.end(), remaining) == fields.end()) {
    fields.push_back(remaining);
  }
  for (const FieldDescriptor* field : fields) {
    if (field->is_map()) {
      WriteMap(message, field, depth, out);
    } else if (!IsMessage(field)) {
      WriteField(field->name(), ScalarTexts(message, field), depth, out);
    } else if (!field->is_repeated()) {
      WriteMessage(field->name(), reflection->GetMessage(message, field), depth, out);
    } else {
      for (const Message* item : Items(message, field->name())) {
        WriteMessage(field->name(), *item, depth, out);
      }
    }
  }
}

// How the table of a type goes into the terminal.
TableStyle StyleOf(const Descriptor* type, const Settings& settings) {
  TableStyle style;
  style.bold_header = settings.color;
  style.line_width = settings.line_width;
  const std::vector<Column>& columns = ColumnsOf(type);
  for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
    if (columns[i].room == Room::kMain) style.main = i;
    if (columns[i].room == Room::kSpare) style.spare.insert(style.spare.begin(), i);
  }
  return style;
}

}  // namespace

std::string ToJson(const Message& message, bool pretty) {
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

Listing::Listing(Session* session, const Descriptor* type) : session_(session), type_(type) {
  const Format format = session_->settings().format;
  if (format == Format::kJson) session_->out() << "[";
  if (format == Format::kCsv)
    session_->out() << CsvLine(Header(type, {session->language(), false}));
}

void Listing::Add(const Message& message) {
  std::ostream& out = session_->out();
  switch (session_->settings().format) {
    case Format::kTable:
      rows_.push_back(Cells(message, {session_->language(), true}));
      break;
    case Format::kJson:
      out << (count_ == 0 ? "\n" : ",\n") << ToJson(message, true);
      break;
    case Format::kJsonl:
      out << ToJson(message, false) << "\n";
      break;
    case Format::kCsv:
      out << CsvLine(Cells(message, {session_->language(), false}));
      break;
    case Format::kName:
      out << Cells(message, {session_->language(), false}).back() << "\n";
      break;
  }
  ++count_;
}

void Listing::Finish() {
  const Settings& settings = session_->settings();
  if (settings.format == Format::kJson) session_->out() << (count_ == 0 ? "]\n" : "\n]\n");
  if (settings.format == Format::kTable) {
    NameReferences(session_, &rows_);
    if (rows_.empty()) {
      session_->err() << Say(Word::kNothingFound, session_->language()) << "\n";
    } else {
      WriteTable(Header(type_, {settings.language, true}), rows_, StyleOf(type_, settings),
                 session_->out());
    }
  }
  session_->out().flush();
}

void WriteOne(Session* session, const Message& message) {
  std::ostream& out = session->out();
  const CellStyle codes = {session->language(), false};
  switch (session->settings().format) {
    case Format::kTable:
      WriteFields(message, 0, out);
      break;
    case Format::kJson:
      out << ToJson(message, true) << "\n";
      break;
    case Format::kJsonl:
      out << ToJson(message, false) << "\n";
      break;
    case Format::kCsv:
      out << CsvLine(Header(message.GetDescriptor(), codes)) << CsvLine(Cells(message, codes));
      break;
    case Format::kName:
      out << Cells(message, codes).back() << "\n";
      break;
  }
  out.flush();
}

}  // namespace tashbik::cli
