// Walks a response by reflection. Names are told from texts by their form.
#include "services/revealed.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "services/names.h"

namespace tashbik::services {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Maps from a language to texts. Reading one by reflection copies all that it holds.
constexpr absl::string_view kTextsByLanguage[] = {
    "alternative_labels", "definitions", "descriptions", "hidden_labels", "labels", "notes",
    "purposes",           "reasons",
};

// Both `organizations/` and `diasporaGroups/` with an id of 16 letters, and members of 16 + 16.
constexpr size_t kShortestName = 30;
constexpr size_t kLongestName = 64;

bool IsTextsByLanguage(const FieldDescriptor& field) {
  return field.is_map() && std::find(std::begin(kTextsByLanguage), std::end(kTextsByLanguage),
                                     absl::string_view(field.name().data(), field.name().size())) !=
                               std::end(kTextsByLanguage);
}

void VisitText(const std::string& text, absl::FunctionRef<void(absl::string_view)> visit) {
  if (text.size() < kShortestName || text.size() > kLongestName) return;
  const std::optional<ResourceName> name = ParseName(text);
  if (!name) return;
  if (IsActor(name->kind)) {
    visit(name->id);
  } else if (name->kind == store::v1::KIND_HUB_MEMBER ||
             name->kind == store::v1::KIND_COALITION_MEMBER) {
    visit(absl::string_view(name->id).substr(name->id.find('/') + 1));
  }
}

void VisitField(const Message& message, const FieldDescriptor& field,
                absl::FunctionRef<void(absl::string_view)> visit) {
  const Reflection& reflection = *message.GetReflection();
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    if (field.type() == FieldDescriptor::TYPE_BYTES) return;
    std::string scratch;
    if (!field.is_repeated()) {
      return VisitText(reflection.GetStringReference(message, &field, &scratch), visit);
    }
    for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
      VisitText(reflection.GetRepeatedStringReference(message, &field, i, &scratch), visit);
    }
    return;
  }
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || IsTextsByLanguage(field)) return;
  if (!field.is_repeated()) {
    if (reflection.HasField(message, &field)) {
      ForEachNamedActor(reflection.GetMessage(message, &field), visit);
    }
    return;
  }
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    ForEachNamedActor(reflection.GetRepeatedMessage(message, &field, i), visit);
  }
}

bool CoordinatesOne(const Viewer& viewer, const std::vector<std::string>& hubs) {
  return std::any_of(hubs.begin(), hubs.end(),
                     [&](const std::string& hub) { return viewer.Coordinates(hub); });
}

// Whether being told of the actor counts.
bool Counts(const Snapshot& snapshot, const Viewer& viewer, const graph::Audience& audience,
            absl::string_view actor) {
  const auto found = snapshot.network().AccessOf(actor);
  if (!found || found->access.tier == graph::Tier::kPublic) return false;
  if (viewer.actor == actor) return false;
  if (!viewer.account.empty() && viewer.account == found->owner) return false;
  if (CoordinatesOne(viewer, found->access.hubs) || CoordinatesOne(viewer, found->access.brokers)) {
    return false;
  }
  return graph::Admits(found->access, audience);
}

}  // namespace

void ForEachNamedActor(const Message& message, absl::FunctionRef<void(absl::string_view)> visit) {
  const auto& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) VisitField(message, *type.field(i), visit);
}

std::vector<std::string> RevealedBeyondOwn(const Snapshot& snapshot, const Viewer& viewer,
                                           const Message& message) {
  std::vector<std::string> actors;
  ForEachNamedActor(message, [&](absl::string_view actor) { actors.emplace_back(actor); });
  std::sort(actors.begin(), actors.end());
  actors.erase(std::unique(actors.begin(), actors.end()), actors.end());
  const graph::Audience audience = ToAudience(viewer);
  std::erase_if(
      actors, [&](const std::string& actor) { return !Counts(snapshot, viewer, audience, actor); });
  return actors;
}

}  // namespace tashbik::services
