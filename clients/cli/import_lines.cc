// JSON by way of protobuf, so that numbers, enums and maps are as everywhere in the API.
#include "clients/cli/import_lines.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/json_text.h"
#include "google/protobuf/struct.pb.h"

namespace tashbik::cli {
namespace {

// What the server makes, and a few notes of our own.
constexpr const char* kIgnored[] = {"kind",        "create_time", "update_time",
                                    "delete_time", "etag",        "state"};

absl::StatusOr<std::unique_ptr<ImportRecord>> ReadLine(const std::string& line,
                                                       const std::string& default_kind) {
  google::protobuf::Struct object;
  if (absl::Status read = FromJson(line, &object); !read.ok()) return read;
  auto& fields = *object.mutable_fields();
  const std::string name = fields.count("name") > 0 ? fields["name"].string_value() : "";
  std::string kind_text = fields.count("kind") > 0 ? fields["kind"].string_value() : "";
  const Kind* kind = FindKind(kind_text);
  // An organization's own `kind` (an NGO, a medium), or an event's, is not the kind of the line.
  const bool own_kind = kind == nullptr && !kind_text.empty();
  if (kind == nullptr) kind = FindKind(default_kind);
  if (kind == nullptr) kind = KindOfName(name);
  if (kind == nullptr) {
    return absl::InvalidArgumentError(
        kind_text.empty() ? std::string("it has no kind, such as \"kind\": \"organization\"")
                          : absl::StrCat("'", kind_text, "' is not a kind of record"));
  }
  for (const char* ignored : kIgnored) {
    if (own_kind && absl::string_view(ignored) == "kind") continue;
    const bool coalition_state =
        absl::string_view(ignored) == "state" && absl::string_view(kind->label) == "coalition";
    if (!coalition_state) fields.erase(ignored);
  }
  if (auto own = fields.find(kind->own_kind_field()); own != fields.end()) {
    fields["kind"] = own->second;
    fields.erase(kind->own_kind_field());
  }
  auto record = std::make_unique<ImportRecord>();
  record->kind = kind;
  record->resource = NewMessage(kind->descriptor());
  if (absl::Status read = FromJson(ToJson(object, false), record->resource.get()); !read.ok()) {
    return read;
  }
  record->local_name = name;
  return record;
}

// The parts of a record that follow from its kind and name.
absl::Status Complete(ImportRecord* record) {
  const std::string& name = record->local_name;
  const absl::string_view label = record->kind->label;
  if (!name.empty() && KindOfName(name) != record->kind) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", name, "' is not the name of a ", record->kind->label));
  }
  if (name.empty() && (label == "theme" || record->kind->word[0] == '\0')) {
    return absl::InvalidArgumentError(absl::StrCat("a ", label, " needs its name"));
  }
  if (label != "theme" && record->kind->word[0] != '\0') {
    record->key = name.substr(name.find('/') + 1);
    SetText(record->resource.get(), "name", "");
  }
  const FieldDescriptor* visibility = record->kind->descriptor()->FindFieldByName("visibility");
  record->has_visibility = visibility != nullptr && record->resource->GetReflection()->HasField(
                                                        *record->resource, visibility);
  return absl::OkStatus();
}

}  // namespace

bool LooksLikeJson(absl::string_view text) {
  return absl::StartsWith(absl::StripLeadingAsciiWhitespace(text), "{");
}

void ReadJsonLines(absl::string_view text, const std::string& file, const std::string& source,
                   const ImportOptions& options, ImportSet* set) {
  int number = 0;
  for (absl::string_view raw : absl::StrSplit(text, '\n')) {
    ++number;
    const absl::string_view line = absl::StripAsciiWhitespace(raw);
    if (line.empty()) continue;
    auto record = ReadLine(std::string(line), options.kind);
    absl::Status status = record.ok() ? Complete(record->get()) : record.status();
    if (!status.ok()) {
      const Kind* kind = record.ok() ? (*record)->kind : nullptr;
      set->refused.push_back({file, number, kind, "", std::string(status.message())});
      continue;
    }
    (*record)->file = file;
    (*record)->lines = {number};
    (*record)->source = source;
    (*record)->ref_source = options.ref.empty() ? source : options.ref;
    set->records.push_back(*std::move(record));
  }
}

}  // namespace tashbik::cli
