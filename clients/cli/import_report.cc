// Reports for people and for programs.
#include "clients/cli/import_report.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "clients/cli/duplicate_output.h"
#include "clients/cli/json_text.h"
#include "clients/cli/table.h"
#include "clients/cli/translate.h"
#include "clients/cli/words.h"
#include "google/protobuf/struct.pb.h"

namespace tashbik::cli {
namespace {

// A table of more refusals than this is read by nobody.
constexpr size_t kMostShown = 50;

const char* OutcomeWord(const ImportRecord& record) {
  if (!record.refused.empty()) return "refused";
  switch (record.outcome) {
    case v1::WRITE_OUTCOME_CREATED:
      return "new";
    case v1::WRITE_OUTCOME_UPDATED:
      return "changed";
    case v1::WRITE_OUTCOME_UNCHANGED:
      return "unchanged";
    default:
      return "not written";
  }
}

void Count(const ImportRecord& record, ImportCounts* counts) {
  if (!record.refused.empty()) {
    ++counts->refused;
  } else if (record.outcome == v1::WRITE_OUTCOME_CREATED) {
    ++counts->created;
  } else if (record.outcome == v1::WRITE_OUTCOME_UPDATED) {
    ++counts->updated;
  } else if (record.outcome == v1::WRITE_OUTCOME_UNCHANGED) {
    ++counts->unchanged;
  }
}

// One row of the report, whatever it comes from.
struct ReportRow {
  std::string file;
  int line = 0;
  std::string kind;
  std::string key;
  std::string outcome;
  std::string name;
  std::string reason;
  std::string title = {};  // for people, in place of the key
};

std::vector<ReportRow> Rows(const ImportSet& set) {
  std::vector<ReportRow> rows;
  for (const auto& record : set.records) {
    const std::string& key = record->key.empty() ? record->local_name : record->key;
    rows.push_back({record->file, record->lines.empty() ? 0 : record->lines[0], record->kind->label,
                    key, OutcomeWord(*record), record->name, record->refused, record->title});
  }
  for (const RefusedLine& line : set.refused) {
    rows.push_back({line.file, line.line, line.kind == nullptr ? "" : line.kind->label, line.key,
                    "refused", "", line.reason, line.title});
  }
  return rows;
}

std::string RowJson(const ReportRow& row) {
  google::protobuf::Struct object;
  auto& fields = *object.mutable_fields();
  fields["file"].set_string_value(row.file);
  fields["line"].set_number_value(row.line);
  fields["kind"].set_string_value(row.kind);
  if (!row.key.empty()) fields["key"].set_string_value(row.key);
  fields["outcome"].set_string_value(row.outcome);
  if (!row.name.empty()) fields["name"].set_string_value(row.name);
  if (!row.reason.empty()) fields["reason"].set_string_value(row.reason);
  return ToJson(object, false);
}

void WriteJson(Session* session, const ImportSet& set, const ImportOptions& options) {
  const ImportCounts counts = CountOutcomes(set);
  std::ostream& out = session->out();
  out << "{\"dry_run\":" << (options.dry_run ? "true" : "false")
      << ",\"counts\":{\"new\":" << counts.created << ",\"changed\":" << counts.updated
      << ",\"unchanged\":" << counts.unchanged << ",\"refused\":" << counts.refused
      << "},\n\"rows\":[";
  bool first = true;
  for (const ReportRow& row : Rows(set)) {
    out << (first ? "\n" : ",\n") << RowJson(row);
    first = false;
  }
  out << "\n]";
  if (!set.duplicates.empty()) {
    out << ",\n\"duplicates\":[";
    for (size_t i = 0; i < set.duplicates.size(); ++i) {
      out << (i == 0 ? "\n" : ",\n") << ToJson(set.duplicates[i], false);
    }
    out << "\n]";
  }
  out << "}\n";
}

void WriteSummary(Session* session, const ImportSet& set) {
  const std::string& language = session->language();
  std::map<const Kind*, ImportCounts> by_kind;
  for (const auto& record : set.records) Count(*record, &by_kind[record->kind]);
  for (const RefusedLine& line : set.refused) ++by_kind[line.kind].refused;
  std::vector<std::string> header;
  for (Word word : {Word::kNew, Word::kChanged, Word::kUnchanged, Word::kRefused, Word::kKind}) {
    header.emplace_back(Say(word, language));
  }
  std::vector<std::vector<std::string>> rows;
  auto add = [&](const Kind* kind) {
    auto found = by_kind.find(kind);
    if (found == by_kind.end()) return;
    const ImportCounts& counts = found->second;
    rows.push_back({absl::StrCat(counts.created), absl::StrCat(counts.updated),
                    absl::StrCat(counts.unchanged), absl::StrCat(counts.refused),
                    kind == nullptr ? "?" : kind->label});
  };
  for (const Kind& kind : Kinds()) add(&kind);
  add(nullptr);
  WriteTable(header, rows, {}, session->err());
}

void WriteRefused(Session* session, const ImportSet& set) {
  const std::string& language = session->language();
  std::vector<std::vector<std::string>> rows;
  size_t refused = 0;
  for (const ReportRow& row : Rows(set)) {
    if (row.outcome != "refused" || ++refused > kMostShown) continue;
    rows.push_back({absl::StrCat(row.file, ":", row.line), row.title.empty() ? row.key : row.title,
                    Translate(row.reason, language)});
  }
  if (rows.empty()) return;
  session->err() << "\n";
  WriteTable({std::string(Say(Word::kLine, language)), std::string(Say(Word::kKey, language)),
              std::string(Say(Word::kReason, language))},
             rows, {}, session->err());
  if (refused > kMostShown) {
    session->Tell(absl::StrCat("… ", refused - kMostShown, " more; -o json lists all"));
  }
}

}  // namespace

ImportCounts CountOutcomes(const ImportSet& set) {
  ImportCounts counts;
  for (const auto& record : set.records) Count(*record, &counts);
  counts.refused += static_cast<int>(set.refused.size());
  return counts;
}

void WriteReport(Session* session, const ImportSet& set, const ImportOptions& options) {
  std::ostream& out = session->out();
  switch (session->settings().format) {
    case Format::kJson:
      WriteJson(session, set, options);
      break;
    case Format::kJsonl:
      for (const ReportRow& row : Rows(set)) out << RowJson(row) << "\n";
      break;
    case Format::kCsv:
      out << CsvLine({"file", "line", "kind", "key", "outcome", "resource", "reason"});
      for (const ReportRow& row : Rows(set)) {
        out << CsvLine({row.file, absl::StrCat(row.line), row.kind, row.key, row.outcome, row.name,
                        row.reason});
      }
      break;
    case Format::kName:
      for (const ReportRow& row : Rows(set)) {
        if (row.outcome == "new" || row.outcome == "changed") out << row.name << "\n";
      }
      break;
    case Format::kTable:
      break;
  }
  WriteSummary(session, set);
  WriteRefused(session, set);
  WarnOfDuplicates(session, set.duplicates);
}

}  // namespace tashbik::cli
