// Walks a response by reflection, along a plan of its type. Names are told from texts by their
// form.
#include "services/revealed.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "services/names.h"
#include "storage/mutex.h"

namespace tashbik::services {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Maps from a language to texts. Reading one by reflection copies all that it holds.
constexpr absl::string_view kTextsByLanguage[] = {
    "addressees", "alternative_labels", "definitions", "descriptions", "hidden_labels", "labels",
    "notes",      "proposals",          "purposes",    "reasons",      "texts",
};

// Both `organizations/` and `diasporaGroups/` with an id of 16 letters, and members of 16 + 16.
constexpr size_t kShortestName = 30;
constexpr size_t kLongestName = 64;

bool IsTextsByLanguage(const FieldDescriptor& field) {
  return field.is_map() && std::find(std::begin(kTextsByLanguage), std::end(kTextsByLanguage),
                                     absl::string_view(field.name().data(), field.name().size())) !=
                               std::end(kTextsByLanguage);
}

// Whether a text of this length and beginning may be a name: most are told apart without parsing.
bool MayBeName(absl::string_view text) {
  return text.size() >= kShortestName && text.size() <= kLongestName &&
         (absl::StartsWith(text, "organizations/") || absl::StartsWith(text, "diasporaGroups/") ||
          absl::StartsWith(text, "hubs/") || absl::StartsWith(text, "coalitions/") ||
          absl::StartsWith(text, "events/"));
}

void VisitText(const std::string& text, absl::FunctionRef<void(absl::string_view)> visit) {
  if (!MayBeName(text)) return;
  const std::optional<ResourceName> name = ParseName(text);
  if (!name) return;
  if (IsActor(name->kind)) {
    visit(name->id);
  } else if (name->kind == store::v1::KIND_ATTENDEE || name->kind == store::v1::KIND_HUB_MEMBER ||
             name->kind == store::v1::KIND_COALITION_MEMBER) {
    visit(absl::string_view(name->id).substr(name->id.find('/') + 1));
  }
}

// The fields of a type that hold texts, directly or further down.
struct Plan {
  struct Field {
    const FieldDescriptor* field;
    const Plan* inner;  // null: a text
    bool repeated;
  };
  std::vector<Field> fields;
};

// Plans are made once for each type of response, and kept.
class Plans {
 public:
  const Plan& Of(const Descriptor& type) {
    storage::MutexLock lock(mutex_);
    return Make(type);
  }

 private:
  // A type may hold itself, so its plan is known before it is complete.
  const Plan& Make(const Descriptor& type) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    std::unique_ptr<Plan>& plan = plans_[&type];
    if (plan != nullptr) return *plan;
    plan = std::make_unique<Plan>();
    Plan& made = *plan;
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      if (field.type() == FieldDescriptor::TYPE_STRING) {
        made.fields.push_back({&field, nullptr, field.is_repeated()});
      } else if (field.message_type() != nullptr && !IsTextsByLanguage(field)) {
        const Plan& inner = Make(*field.message_type());
        made.fields.push_back({&field, &inner, field.is_repeated()});
      }
    }
    return made;
  }

  storage::Mutex mutex_;
  absl::flat_hash_map<const Descriptor*, std::unique_ptr<Plan>> plans_ ABSL_GUARDED_BY(mutex_);
};

void Walk(const Message& message, const Plan& plan,
          absl::FunctionRef<void(absl::string_view)> visit) {
  const Reflection& reflection = *message.GetReflection();
  std::string scratch;
  for (const auto& [field, inner, repeated] : plan.fields) {
    const int size = repeated ? reflection.FieldSize(message, field) : 0;
    if (inner == nullptr && !repeated) {
      VisitText(reflection.GetStringReference(message, field, &scratch), visit);
    } else if (!repeated && !inner->fields.empty() && reflection.HasField(message, field)) {
      Walk(reflection.GetMessage(message, field), *inner, visit);
    }
    for (int i = 0; i < size; ++i) {
      if (inner == nullptr) {
        VisitText(reflection.GetRepeatedStringReference(message, field, i, &scratch), visit);
      } else {
        Walk(reflection.GetRepeatedMessage(message, field, i), *inner, visit);
      }
    }
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
  if (CoordinatesOne(viewer, found->access.hubs)) return false;
  // At other tiers brokers are the owner's secret.
  if (found->access.tier == graph::Tier::kBrokered &&
      CoordinatesOne(viewer, found->access.brokers)) {
    return false;
  }
  return graph::Admits(found->access, audience);
}

}  // namespace

void ForEachNamedActor(const Message& message, absl::FunctionRef<void(absl::string_view)> visit) {
  static Plans* const plans = new Plans();
  Walk(message, plans->Of(*message.GetDescriptor()), visit);
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
