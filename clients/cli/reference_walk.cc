// Walks messages by reflection.
#include "clients/cli/reference_walk.h"

#include <optional>
#include <vector>

namespace tashbik::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::optional<RefKind> RefKindOf(const FieldDescriptor* field) {
  const std::string& name = field->name();
  const std::string& holder = field->containing_type()->name();
  if (name == "theme" && holder != "SearchThemesRequest") return RefKind::kTheme;
  if (name == "broader" || (name == "skills" && holder == "CallRules")) return RefKind::kTheme;
  if (name == "themes" && (holder == "Coalition" || holder == "Call" || holder == "Event" ||
                           holder == "Story" || holder == "Statement")) {
    return RefKind::kTheme;
  }
  if (name == "hubs" || name == "brokers") return RefKind::kHub;
  if (name == "circles") return RefKind::kCircle;
  if (name == "lead" || name == "actor" || name == "funder" || name == "organizer" ||
      (name == "organization" && holder == "StoryOrganization")) {
    return RefKind::kActor;
  }
  if (name == "coalition" && holder == "Story") return RefKind::kCoalition;
  return std::nullopt;
}

// Visits the values of one reference field. `drop` becomes true where a single one goes.
absl::Status VisitField(Message* message, const FieldDescriptor* field, RefKind kind,
                        const std::string& list, const VisitReference& visit, bool* drop) {
  const auto* reflection = message->GetReflection();
  if (!field->is_repeated()) {
    std::string text = reflection->GetString(*message, field);
    if (text.empty()) return absl::OkStatus();
    auto keep = visit(kind, list, &text);
    if (!keep.ok()) return keep.status();
    *drop = !*keep;
    reflection->SetString(message, field, *keep ? text : "");
    return absl::OkStatus();
  }
  std::vector<std::string> kept;
  for (int i = 0; i < reflection->FieldSize(*message, field); ++i) {
    std::string text = reflection->GetRepeatedString(*message, field, i);
    auto keep = visit(kind, field->name(), &text);
    if (!keep.ok()) return keep.status();
    if (*keep) kept.push_back(text);
  }
  reflection->ClearField(message, field);
  for (const std::string& text : kept) reflection->AddString(message, field, text);
  return absl::OkStatus();
}

absl::Status Visit(Message* message, const std::string& list, const VisitReference& visit,
                   bool* drop) {
  const auto* reflection = message->GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(*message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      const auto kind = RefKindOf(field);
      if (!kind) continue;
      absl::Status status = VisitField(message, field, *kind, list, visit, drop);
      if (!status.ok()) return status;
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_map()) {
      if (!field->is_repeated()) {
        bool ignored = false;
        absl::Status status =
            Visit(reflection->MutableMessage(message, field), field->name(), visit, &ignored);
        if (!status.ok()) return status;
        continue;
      }
      int kept = 0;
      const int size = reflection->FieldSize(*message, field);
      for (int i = 0; i < size; ++i) {
        bool gone = false;
        absl::Status status = Visit(reflection->MutableRepeatedMessage(message, field, i),
                                    field->name(), visit, &gone);
        if (!status.ok()) return status;
        if (gone) continue;
        if (kept != i) reflection->SwapElements(message, field, kept, i);
        ++kept;
      }
      for (int i = size; i > kept; --i) reflection->RemoveLast(message, field);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status VisitReferences(Message* message, const VisitReference& visit) {
  bool ignored = false;
  return Visit(message, "", visit, &ignored);
}

}  // namespace tashbik::cli
