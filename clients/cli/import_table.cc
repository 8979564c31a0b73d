// Rows to records.
#include "clients/cli/import_table.h"

#include <map>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/table_columns.h"
#include "clients/cpp/fold.h"

namespace tashbik::cli {
namespace {

// The server's bounds for external ids and theme ids.
constexpr size_t kLongestKey = 300;
constexpr size_t kLongestThemeId = 63;

// Whether a cell says nothing: people write a dash where they have no value.
bool IsBlank(absl::string_view cell) {
  cell = absl::StripAsciiWhitespace(cell);
  return cell.empty() || cell == "-" || cell == "–" || cell == "—";
}

// One table on its way into the set.
class TableReader {
 public:
  TableReader(const DelimitedTable& table, const std::string& file, const std::string& source,
              const std::string& hub, const ImportOptions& options, const FindTheme& find_theme,
              ImportSet* set)
      : table_(table),
        file_(file),
        source_(source),
        hub_(hub),
        options_(options),
        find_theme_(find_theme),
        set_(set) {}

  absl::Status Read() {
    kind_ = FindKind(options_.kind.empty() ? "organization" : options_.kind);
    if (kind_ == nullptr) {
      return UsageError(absl::StrCat("'", options_.kind, "' is not a kind of record"));
    }
    auto mapped = MapColumns(table_.header, file_, *kind_, options_);
    if (!mapped.ok()) return mapped.status();
    columns_ = std::move(mapped->columns);
    key_ = mapped->key;
    parent_ = mapped->parent;
    set_->notes.insert(set_->notes.end(), mapped->notes.begin(), mapped->notes.end());
    absl::Status status = ReadConstants();
    if (!status.ok()) return status;
    if (Is("theme")) LearnThemes();
    for (const DelimitedRow& row : table_.rows) {
      status = ReadRow(row);
      if (!status.ok()) return status;
    }
    Finish();
    return absl::OkStatus();
  }

 private:
  bool Is(absl::string_view label) const { return label == kind_->label; }
  bool IsMember() const { return Is("coalition_member") || Is("hub_member"); }

  // --set FIELD=VALUE, given to every record.
  absl::Status ReadConstants() {
    constants_ = NewMessage(kind_->descriptor());
    for (const std::string& setting : options_.set) {
      const size_t equals = setting.find('=');
      if (equals == std::string::npos) {
        return UsageError(absl::StrCat("'", setting, "' is not FIELD=VALUE"));
      }
      auto target = ParseTarget(*kind_, setting.substr(0, equals));
      if (!target.ok()) return UsageError(target.status().message());
      if (target->members) return UsageError("--set cannot name members");
      absl::Status status =
          Assign(*target, setting.substr(equals + 1), find_theme_, constants_.get());
      if (status.code() == absl::StatusCode::kInvalidArgument) {
        return UsageError(absl::StrCat("--set ", setting, ": ", status.message()));
      }
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  // Themes may refer to others of the same file, by id or by label.
  void LearnThemes() {
    for (const DelimitedRow& row : table_.rows) {
      if (!row.fault.empty()) continue;
      std::vector<std::string> names;
      for (size_t i = 0; i < columns_.size(); ++i) {
        const auto& target = columns_[i].target;
        const bool label = target && target->field()->name() == "labels";
        if (label || key_ == i) names.push_back(row.cells[i]);
      }
      if (names.empty()) continue;
      const std::string key = key_ ? row.cells[*key_] : client::FoldWords(names[0]);
      const std::string theme = absl::StrCat("themes/", ThemeId(key));
      for (const std::string& name : names) own_themes_.emplace(client::FoldWords(name), theme);
    }
    const FindTheme elsewhere = find_theme_;
    find_theme_ = [this, elsewhere](absl::string_view text, const std::vector<v1::Facet>& facets) {
      auto own = own_themes_.find(client::FoldWords(text));
      if (own != own_themes_.end()) return absl::StatusOr<std::string>(own->second);
      return elsewhere(text, facets);
    };
  }

  void Refuse(int line, const std::string& key, const std::string& reason) {
    set_->refused.push_back({file_, line, kind_, key, reason, title_});
  }

  // The value that tells the row apart; empty with a refusal where there is none.
  std::string KeyOf(const DelimitedRow& row) {
    std::string key;
    title_.clear();
    if (key_) {
      key = std::string(absl::StripAsciiWhitespace(row.cells[*key_]));
      if (key.empty()) Refuse(row.line, "", absl::StrCat(table_.header[*key_], " is empty"));
    } else if (!IsMember()) {
      for (size_t i = 0; i < columns_.size() && key.empty(); ++i) {
        const auto& target = columns_[i].target;
        if (!target || target->members) continue;
        const std::string& field = target->field()->name();
        if (field != "names" && field != "labels") continue;
        key = client::FoldWords(row.cells[i]);
        title_ = row.cells[i];
      }
      if (key.empty()) Refuse(row.line, "", "it has no name");
    } else {
      key = absl::StrCat("line ", row.line);
    }
    if (Is("theme") && !key.empty() && ThemeId(key).empty()) {
      Refuse(row.line, key, "its id needs Latin letters: name a column that has them with --key");
      return "";
    }
    if (key.size() > kLongestKey) {
      Refuse(row.line, key.substr(0, 40), absl::StrCat("its key is over ", kLongestKey, " bytes"));
      return "";
    }
    return key;
  }

  ImportRecord* RecordFor(const std::string& key) {
    auto found = by_key_.find(key);
    if (found != by_key_.end()) return found->second;
    auto record = std::make_unique<ImportRecord>();
    record->kind = kind_;
    record->resource.reset(constants_->New());
    record->resource->CopyFrom(*constants_);
    record->file = file_;
    record->source = source_;
    record->ref_source = options_.ref.empty() ? source_ : options_.ref;
    if (Is("theme")) {
      SetText(record->resource.get(), "name", absl::StrCat("themes/", ThemeId(key)));
      record->local_name = NameOf(*record->resource);
    } else if (!IsMember() && !Is("circle")) {
      record->key = key;
      record->title = title_;
      record->local_name = absl::StrCat(kind_->collection, "/", key);
    }
    ImportRecord* made = record.get();
    by_key_[key] = made;
    pending_.push_back(std::move(record));
    return made;
  }

  // "Freedom of association" -> `freedom-of-association`.
  static std::string ThemeId(const std::string& key) {
    absl::string_view bare = key;
    absl::ConsumePrefix(&bare, "themes/");
    std::string id;
    for (char c : client::FoldWords(bare)) {
      if (absl::ascii_isalnum(static_cast<unsigned char>(c))) id += c;
      if (c == ' ') id += '-';
    }
    if (!id.empty() && absl::ascii_isdigit(static_cast<unsigned char>(id[0]))) id = "t-" + id;
    id.resize(std::min(id.size(), kLongestThemeId));
    while (!id.empty() && id.back() == '-') id.pop_back();
    return id;
  }

  // A word of an enum in a column that nobody mapped is no reason to refuse an organization.
  bool MayLeaveOut(const MappedColumn& column) const {
    return !column.told && !column.target->members &&
           column.target->field()->cpp_type() == FieldDescriptor::CPPTYPE_ENUM &&
           !absl::StartsWith(column.target->path, "visibility");
  }

  absl::Status ReadRow(const DelimitedRow& row) {
    if (!row.fault.empty()) {
      Refuse(row.line, "", row.fault);
      return absl::OkStatus();
    }
    const std::string key = KeyOf(row);
    if (key.empty()) return absl::OkStatus();
    ImportRecord* record = RecordFor(key);
    std::unique_ptr<Message> draft(record->resource->New());
    draft->CopyFrom(*record->resource);
    std::vector<std::string> members;
    std::map<size_t, std::string>& seen = seen_[record];
    std::map<size_t, std::string> now;
    for (size_t i = 0; i < columns_.size(); ++i) {
      const std::string& cell = row.cells[i];
      if (!columns_[i].target || IsBlank(cell)) continue;
      const Target& target = *columns_[i].target;
      if (target.members) {
        for (std::string& member : SplitValues(cell)) members.push_back(std::move(member));
        continue;
      }
      auto before = seen.find(i);
      if (before != seen.end() && !target.append) {
        if (before->second == cell) continue;
        Refuse(row.line, key,
               absl::StrCat("line ", record->lines[0], " has the same key and another ",
                            table_.header[i], "; --map '", table_.header[i], "=", target.path,
                            "+' adds to a list"));
        return absl::OkStatus();
      }
      absl::Status status = Assign(target, cell, find_theme_, draft.get());
      if (status.code() == absl::StatusCode::kInvalidArgument) {
        if (MayLeaveOut(columns_[i])) {
          ++left_out_[i];
          continue;
        }
        Refuse(row.line, key, absl::StrCat(table_.header[i], ": ", status.message()));
        return absl::OkStatus();
      }
      if (!status.ok()) return status;
      now[i] = cell;
    }
    if (absl::Status status = SetParent(row, draft.get()); !status.ok()) return status;
    record->resource = std::move(draft);
    record->lines.push_back(row.line);
    seen.insert(now.begin(), now.end());
    for (const std::string& member : members) AddMember(*record, row.line, member);
    return absl::OkStatus();
  }

  // The coalition or hub of a membership or circle.
  absl::Status SetParent(const DelimitedRow& row, Message* resource) const {
    if (Is("coalition_member")) {
      if (!parent_) return UsageError("say which column holds the coalition: --map X=coalition");
      const std::string parent(absl::StripAsciiWhitespace(row.cells[*parent_]));
      SetText(resource, "name",
              absl::StrCat(absl::StartsWith(parent, "coalitions/") ? "" : "coalitions/", parent,
                           "/members/-"));
    } else if (Is("hub_member") || Is("circle")) {
      SetText(resource, "name", absl::StrCat(hub_, "/", kind_->collection, "/-"));
    }
    return absl::OkStatus();
  }

  void AddMember(const ImportRecord& coalition, int line, const std::string& actor) {
    auto member = std::make_unique<ImportRecord>();
    member->kind = FindKind("coalition_member");
    member->resource = NewMessage(member->kind->descriptor());
    SetText(member->resource.get(), "name", absl::StrCat(coalition.local_name, "/members/-"));
    SetText(member->resource.get(), "actor", actor);
    member->file = file_;
    member->lines = {line};
    member->source = source_;
    member->ref_source = coalition.ref_source;
    members_.push_back(std::move(member));
  }

  void Finish() {
    std::set<std::string> appended;
    for (const MappedColumn& column : columns_) {
      if (column.target && column.target->append && !column.target->members) {
        appended.insert(column.target->path);
      }
    }
    for (auto& record : pending_) {
      if (record->lines.empty()) continue;
      record->appended = appended;
      const FieldDescriptor* visibility = kind_->descriptor()->FindFieldByName("visibility");
      record->has_visibility = visibility != nullptr && record->resource->GetReflection()->HasField(
                                                            *record->resource, visibility);
      set_->records.push_back(std::move(record));
    }
    for (auto& member : members_) set_->records.push_back(std::move(member));
    for (const auto& [column, count] : left_out_) {
      set_->notes.push_back(absl::StrCat(file_, ": column '", table_.header[column], "': ", count,
                                         " values are no ", columns_[column].target->path,
                                         " and are left out; --map '", table_.header[column],
                                         "=' leaves the column out"));
    }
  }

  const DelimitedTable& table_;
  const std::string& file_;
  const std::string& source_;
  const std::string& hub_;
  const ImportOptions& options_;
  FindTheme find_theme_;
  ImportSet* const set_;
  const Kind* kind_ = nullptr;
  std::vector<MappedColumn> columns_;
  std::optional<size_t> key_;
  std::optional<size_t> parent_;
  std::string title_;  // of the row at hand, where its key is made from that
  std::unique_ptr<Message> constants_;
  std::vector<std::unique_ptr<ImportRecord>> pending_;
  std::vector<std::unique_ptr<ImportRecord>> members_;
  std::map<std::string, std::string> own_themes_;  // folded id or label to name
  std::map<std::string, ImportRecord*> by_key_;
  std::map<ImportRecord*, std::map<size_t, std::string>> seen_;
  std::map<size_t, int> left_out_;
};

}  // namespace

absl::Status ReadTable(const DelimitedTable& table, const std::string& file,
                       const std::string& source, const std::string& hub,
                       const ImportOptions& options, const FindTheme& find_theme, ImportSet* set) {
  return TableReader(table, file, source, hub, options, find_theme, set).Read();
}

}  // namespace tashbik::cli
