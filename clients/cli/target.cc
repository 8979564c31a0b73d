// Reads field paths against the descriptors of the contract.
#include "clients/cli/target.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "clients/cli/known_columns.h"
#include "clients/cpp/fold.h"

namespace tashbik::cli {
namespace {

constexpr char kMembers[] = "members";

bool Descends(const FieldDescriptor* field) {
  return field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_repeated();
}

bool IsOutputOnly(const FieldDescriptor* field) {
  static constexpr const char* kOutput[] = {"create_time", "update_time", "delete_time", "etag"};
  for (const char* name : kOutput) {
    if (field->name() == name) return true;
  }
  return false;
}

// Follows a path of field names; empty fields where it leads nowhere.
Target Follow(const Descriptor* type, std::vector<std::string> steps) {
  if (type->FindFieldByName(steps[0]) == nullptr && type->FindFieldByName("profile") != nullptr) {
    steps.insert(steps.begin(), "profile");
  }
  Target target;
  const Descriptor* at = type;
  size_t i = 0;
  for (; i < steps.size(); ++i) {
    const FieldDescriptor* field = at->FindFieldByName(steps[i]);
    if (field == nullptr || IsOutputOnly(field)) return Target();
    target.fields.push_back(field);
    if (!Descends(field)) break;
    at = field->message_type();
  }
  if (target.fields.empty() || Descends(target.fields.back())) return Target();
  target.path = absl::StrJoin(target.fields, ".", [](std::string* out, const FieldDescriptor* f) {
    out->append(f->name());
  });
  for (++i; i < steps.size(); ++i) target.parts.push_back(steps[i]);
  return target;
}

void CollectFields(const Descriptor* type, const std::string& prefix,
                   std::vector<std::string>* names) {
  for (int i = 0; i < type->field_count(); ++i) {
    const FieldDescriptor* field = type->field(i);
    if (IsOutputOnly(field)) continue;
    if (field->name() == "profile") {
      CollectFields(field->message_type(), "", names);
    } else if (Descends(field)) {
      CollectFields(field->message_type(), absl::StrCat(field->name(), "."), names);
    } else {
      names->push_back(absl::StrCat(prefix, field->name()));
    }
  }
}

}  // namespace

absl::StatusOr<Target> ParseTarget(const Kind& kind, absl::string_view text) {
  const absl::string_view whole = text;
  const bool append = absl::ConsumeSuffix(&text, "+");
  text = absl::StripAsciiWhitespace(text);
  Target target;
  if (text == kMembers && absl::string_view(kind.label) == "coalition") {
    target.members = true;
    target.path = kMembers;
    target.append = append;
    return target;
  }
  const std::vector<std::string> steps = absl::StrSplit(text, '.');
  target = Follow(kind.descriptor(), steps);
  if (target.fields.empty()) {
    if (auto known = KnownColumn(kind, text)) {
      target = Follow(kind.descriptor(), absl::StrSplit(*known, '.'));
    }
  }
  if (target.fields.empty()) {
    std::string message = absl::StrCat("'", text, "' is not a field of ", kind.label);
    const std::string nearest = NearestField(kind, text);
    if (!nearest.empty()) absl::StrAppend(&message, "; did you mean ", nearest, "?");
    return absl::InvalidArgumentError(message);
  }
  if (append && (!target.field()->is_repeated() || target.field()->is_map())) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", whole, "': ", target.path, " is not a list, nothing can be added to it"));
  }
  target.append = append;
  return target;
}

std::optional<Target> TargetOfColumn(const Kind& kind, absl::string_view column) {
  auto known = KnownColumn(kind, column);
  if (!known) {
    // A field by its own name, also with a language behind: `base_country`, `descriptions.ar`.
    Target target = Follow(kind.descriptor(), absl::StrSplit(absl::AsciiStrToLower(column), '.'));
    if (target.fields.empty() || target.path == "name") return std::nullopt;
    return target;
  }
  auto target = ParseTarget(kind, *known);
  if (!target.ok()) return std::nullopt;
  return *std::move(target);
}

std::string NearestField(const Kind& kind, absl::string_view text) {
  const std::string folded = client::FoldWords(text);
  std::vector<std::string> fields;
  CollectFields(kind.descriptor(), "", &fields);
  int least = 1 + static_cast<int>(folded.size()) / 3;
  std::string nearest;
  auto consider = [&](const std::string& name, const std::string& field) {
    const int distance = client::EditDistance(folded, client::FoldWords(name));
    if (distance < least) {
      least = distance;
      nearest = field;
    }
  };
  for (const std::string& field : fields) consider(field, field);
  for (const auto& [name, field] : KnownColumnsOf(kind)) consider(name, field);
  return nearest;
}

}  // namespace tashbik::cli
