// Columns by --key and --map, by the names people give them, else by none.
#include "clients/cli/table_columns.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/exit_code.h"
#include "clients/cpp/fold.h"

namespace tashbik::cli {
namespace {

class Mapper {
 public:
  Mapper(const std::vector<std::string>& header, const std::string& file, const Kind& kind,
         const ImportOptions& options)
      : header_(header), file_(file), kind_(kind), options_(options) {}

  absl::StatusOr<TableColumns> Map() {
    result_.columns.resize(header_.size());
    absl::Status status = FindKey();
    if (status.ok()) status = MapAll();
    if (!status.ok()) return status;
    return std::move(result_);
  }

 private:
  bool Is(absl::string_view label) const { return label == kind_.label; }
  bool IsMember() const { return Is("coalition_member") || Is("hub_member"); }

  absl::StatusOr<size_t> ColumnNamed(const std::string& name) const {
    const std::string folded = client::FoldWords(name);
    for (size_t i = 0; i < header_.size(); ++i) {
      if (header_[i] == name || client::FoldWords(header_[i]) == folded) return i;
    }
    return UsageError(
        absl::StrCat(file_, " has no column '", name, "'; it has ", absl::StrJoin(header_, ", ")));
  }

  absl::Status FindKey() {
    if (!options_.key.empty()) {
      auto column = ColumnNamed(options_.key);
      if (!column.ok()) return column.status();
      result_.key = *column;
      return absl::OkStatus();
    }
    for (const char* name : {"id", "key", "external id", "code", "identifier", "المعرّف", "الرمز",
                             "الرقم", "identifiant", "numéro"}) {
      if (auto column = ColumnNamed(name); column.ok()) {
        result_.key = *column;
        return absl::OkStatus();
      }
    }
    if (!IsMember()) {
      result_.notes.push_back(
          absl::StrCat(file_, ": rows are told apart by their names; --key COLUMN is safer"));
    }
    return absl::OkStatus();
  }

  absl::Status MapAll() {
    for (const std::string& pair : options_.map) {
      const size_t equals = pair.rfind('=');
      if (equals == std::string::npos) {
        return UsageError(absl::StrCat("'", pair, "' is not COLUMN=FIELD"));
      }
      auto column = ColumnNamed(pair.substr(0, equals));
      if (!column.ok()) return column.status();
      result_.columns[*column].told = true;
      const std::string field = pair.substr(equals + 1);
      if (field.empty()) continue;
      if (IsMember() && field == "coalition") {
        result_.parent = *column;
        continue;
      }
      auto target = ParseTarget(kind_, field);
      if (!target.ok()) return UsageError(target.status().message());
      result_.columns[*column].target = *std::move(target);
    }
    for (size_t i = 0; i < result_.columns.size(); ++i) MapByName(i);
    return absl::OkStatus();
  }

  void MapByName(size_t i) {
    if (result_.columns[i].told || result_.parent == i) return;
    const std::string& name = header_[i];
    if (Is("coalition_member") && client::FoldWords(name) == "coalition") {
      result_.parent = i;
      return;
    }
    result_.columns[i].target = TargetOfColumn(kind_, name);
    // A key that is also a name (`theme`, `label`) fills the field besides telling rows apart.
    if (result_.columns[i].target || result_.key == i) return;
    std::string note = absl::StrCat(file_, ": column '", name, "' goes nowhere");
    const std::string nearest = NearestField(kind_, name);
    absl::StrAppend(&note, nearest.empty() ? "; --map '" : "; did you mean --map '", name, "=",
                    nearest.empty() ? "FIELD" : nearest, "'", nearest.empty() ? "" : "?");
    result_.notes.push_back(note);
  }

  const std::vector<std::string>& header_;
  const std::string& file_;
  const Kind& kind_;
  const ImportOptions& options_;
  TableColumns result_;
};

}  // namespace

absl::StatusOr<TableColumns> MapColumns(const std::vector<std::string>& header,
                                        const std::string& file, const Kind& kind,
                                        const ImportOptions& options) {
  return Mapper(header, file, kind, options).Map();
}

}  // namespace tashbik::cli
