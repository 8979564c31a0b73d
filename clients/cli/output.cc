// The five formats.
#include "clients/cli/output.h"

#include "clients/cli/columns.h"
#include "clients/cli/field_output.h"
#include "clients/cli/json_text.h"
#include "clients/cli/kind.h"
#include "clients/cli/table.h"
#include "clients/cli/words.h"

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
      WriteFields(message, session->language(), out);
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
