// The five formats.
#include "clients/cli/output.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "clients/cli/columns.h"
#include "clients/cli/display_width.h"
#include "clients/cli/kind.h"
#include "clients/cli/table.h"
#include "clients/cli/words.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"

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

void WriteFields(const Message& message, int depth, std::ostream& out);

// One value of a field; `index` is -1 where it is not repeated.
void WriteValue(const Message& message, const FieldDescriptor* field, int index, int depth,
                std::ostream& out) {
  const auto* reflection = message.GetReflection();
  if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
    std::string text;
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      text = index < 0 ? reflection->GetString(message, field)
                       : reflection->GetRepeatedString(message, field, index);
    } else {
      google::protobuf::TextFormat::PrintFieldValueToString(message, field, index, &text);
    }
    WriteField(field->name(), text, depth, out);
    return;
  }
  const Message& value = index < 0 ? reflection->GetMessage(message, field)
                                   : reflection->GetRepeatedMessage(message, field, index);
  if (field->is_map() && field->message_type()->FindFieldByName("value")->cpp_type() ==
                             FieldDescriptor::CPPTYPE_STRING) {
    WriteField(absl::StrCat(field->name(), ".", GetText(value, "key")), GetText(value, "value"),
               depth, out);
  } else if (value.GetDescriptor()->file()->package() == "google.protobuf") {
    const std::string json = ToJson(value, false);
    absl::string_view text = json;
    absl::ConsumePrefix(&text, "\"");
    absl::ConsumeSuffix(&text, "\"");
    WriteField(field->name(), std::string(text), depth, out);
  } else {
    out << std::string(2 * depth, ' ') << field->name() << ":\n";
    WriteFields(value, depth + 1, out);
  }
}

void WriteFields(const Message& message, int depth, std::ostream& out) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (!field->is_repeated()) {
      WriteValue(message, field, -1, depth, out);
      continue;
    }
    const int size = message.GetReflection()->FieldSize(message, field);
    for (int i = 0; i < size; ++i) WriteValue(message, field, i, depth, out);
  }
}

}  // namespace

std::string ToJson(const Message& message, bool pretty) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.add_whitespace = pretty;
  std::string json;
  // Fails for values that a server of this contract never sends, such as a year beyond 9999.
  if (!google::protobuf::util::MessageToJsonString(message, &json, options).ok()) json.clear();
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
    if (rows_.empty()) {
      session_->err() << Say(Word::kNothingFound, session_->language()) << "\n";
    } else {
      WriteTable(Header(type_, {settings.language, true}), rows_,
                 {settings.color, settings.line_width}, session_->out());
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
