// One case for each kind that names others.
#include "services/references.h"

#include <algorithm>
#include <iterator>

namespace tashbik::services {
namespace {

using store::v1::Record;

constexpr absl::string_view kFields[] = {"coalition", "funder", "lead", "organizer"};

bool Drop(absl::string_view name, std::string& field) {
  if (field != name) return false;
  field.clear();
  return true;
}

}  // namespace

void ForEachReference(const Record& record,
                      absl::FunctionRef<void(const std::string& name)> visit) {
  const auto one = [&](const std::string& name) {
    if (!name.empty()) visit(name);
  };
  switch (record.resource_case()) {
    case Record::kCoalition:
      return one(record.coalition().lead());
    case Record::kCall:
      return one(record.call().funder());
    case Record::kEvent:
      return one(record.event().organizer());
    case Record::kStory:
      for (const auto& named : record.story().organizations()) one(named.organization());
      return one(record.story().coalition());
    default:
      return;
  }
}

bool IsReference(const google::protobuf::FieldDescriptor& field) {
  if (field.is_repeated() || field.type() != google::protobuf::FieldDescriptor::TYPE_STRING) {
    return false;
  }
  return std::find(std::begin(kFields), std::end(kFields), absl::string_view(field.name())) !=
         std::end(kFields);
}

bool ForgetReference(absl::string_view name, Record& record) {
  switch (record.resource_case()) {
    case Record::kCoalition:
      return Drop(name, *record.mutable_coalition()->mutable_lead());
    case Record::kCall:
      return Drop(name, *record.mutable_call()->mutable_funder());
    case Record::kEvent:
      return Drop(name, *record.mutable_event()->mutable_organizer());
    case Record::kStory: {
      bool changed = Drop(name, *record.mutable_story()->mutable_coalition());
      for (auto& named : *record.mutable_story()->mutable_organizations()) {
        if (named.organization() != name || !named.has_consent_time()) continue;
        named.clear_consent_time();
        named.clear_consent_note();
        changed = true;
      }
      return changed;
    }
    default:
      return false;
  }
}

}  // namespace tashbik::services
