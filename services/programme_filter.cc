// The fields of each kind, and comparing them.
#include "services/programme_filter.h"

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "services/filter_values.h"
#include "services/places.h"
#include "tashbik/v1/call.pb.h"
#include "tashbik/v1/event.pb.h"
#include "tashbik/v1/statement.pb.h"
#include "tashbik/v1/story.pb.h"

namespace tashbik::services {
namespace {

using google::protobuf::Message;

bool IsEventKind(absl::string_view name) {
  v1::EventKind kind;
  return v1::EventKind_Parse(std::string(name), &kind);
}
bool IsStatementState(absl::string_view name) {
  v1::StatementState state;
  return v1::StatementState_Parse(std::string(name), &state);
}

constexpr FilterField kCallFields[] = {
    {"theme", FilterType::kTheme},          {"country", FilterType::kCountry},
    {"funder", FilterType::kResource},      {"deadline_after", FilterType::kDate},
    {"deadline_before", FilterType::kDate}, {"text", FilterType::kText},
};
constexpr FilterField kEventFields[] = {
    {"theme", FilterType::kTheme},
    {"country", FilterType::kCountry},
    {"kind", FilterType::kEnum, "EVENT_KIND_", IsEventKind},
    {"from", FilterType::kDate},
    {"until", FilterType::kDate},
    {"text", FilterType::kText},
};
constexpr FilterField kStoryFields[] = {
    {"theme", FilterType::kTheme},
    {"country", FilterType::kCountry},
    {"organization", FilterType::kResource},
    {"language", FilterType::kLanguage},
    {"text", FilterType::kText},
};
constexpr FilterField kStatementFields[] = {
    {"theme", FilterType::kTheme},
    {"country", FilterType::kCountry},
    {"state", FilterType::kEnum, "STATEMENT_STATE_", IsStatementState},
    {"text", FilterType::kText},
};

// What all four have: themes, countries, names and texts.
template <class Resource, class Countries>
bool CommonHolds(const Snapshot& snapshot, const Resource& resource, const Countries& countries,
                 const google::protobuf::Map<std::string, std::string>& by_language,
                 const Comparison& comparison) {
  if (comparison.field == "theme") return LeadsTo(snapshot, resource.themes(), comparison);
  if (comparison.field == "country") return HoldsValue(countries, comparison.value);
  FilterTexts texts;
  AddNames(resource.names(), texts);
  AddTexts(by_language, texts);
  return Compare(texts, comparison);
}

bool CallHolds(const Snapshot& snapshot, const v1::Call& call, const Comparison& comparison) {
  if (comparison.field == "funder") return call.funder() == comparison.value;
  // Days as YYYY-MM-DD are in order as texts.
  const std::string& deadline = call.deadline();
  if (comparison.field == "deadline_after") return deadline > comparison.value;
  if (comparison.field == "deadline_before") {
    return !deadline.empty() && deadline < comparison.value;
  }
  return CommonHolds(snapshot, call, call.countries(), call.descriptions(), comparison);
}

// `from` and `until` are the ends of a time that the event lies in, or reaches into.
bool EventHolds(const Snapshot& snapshot, const v1::Event& event, const Comparison& comparison) {
  if (comparison.field == "kind") return v1::EventKind_Name(event.kind()) == comparison.value;
  const std::string& last = event.end_date().empty() ? event.start_date() : event.end_date();
  if (comparison.field == "from") return last >= comparison.value;
  if (comparison.field == "until") {
    return !event.start_date().empty() && event.start_date() <= comparison.value;
  }
  const std::string countries[] = {event.country()};
  return CommonHolds(snapshot, event, std::span(countries), event.descriptions(), comparison);
}

bool StoryHolds(const Snapshot& snapshot, const v1::Story& story, const Comparison& comparison) {
  if (comparison.field == "organization") {
    const auto& named = story.organizations();
    return std::any_of(named.begin(), named.end(), [&](const auto& organization) {
      return organization.organization() == comparison.value;
    });
  }
  if (comparison.field == "language") {
    return std::any_of(story.texts().begin(), story.texts().end(), [&](const auto& text) {
      return absl::EqualsIgnoreCase(text.first, comparison.value);
    });
  }
  return CommonHolds(snapshot, story, story.countries(), story.texts(), comparison);
}

bool StatementHolds(const Snapshot& snapshot, const v1::Statement& statement,
                    const Comparison& comparison) {
  if (comparison.field == "state") {
    return v1::StatementState_Name(statement.state()) == comparison.value;
  }
  return CommonHolds(snapshot, statement, statement.countries(), statement.texts(), comparison);
}

}  // namespace

std::span<const FilterField> ProgrammeFields(storage::Kind kind) {
  switch (kind) {
    case store::v1::KIND_CALL:
      return kCallFields;
    case store::v1::KIND_EVENT:
      return kEventFields;
    case store::v1::KIND_STORY:
      return kStoryFields;
    case store::v1::KIND_STATEMENT:
      return kStatementFields;
    default:
      return {};
  }
}

bool ProgrammeHolds(const Snapshot& snapshot, storage::Kind kind, const Message& resource,
                    const Comparison& comparison) {
  switch (kind) {
    case store::v1::KIND_CALL:
      return CallHolds(snapshot, static_cast<const v1::Call&>(resource), comparison);
    case store::v1::KIND_EVENT:
      return EventHolds(snapshot, static_cast<const v1::Event&>(resource), comparison);
    case store::v1::KIND_STORY:
      return StoryHolds(snapshot, static_cast<const v1::Story&>(resource), comparison);
    case store::v1::KIND_STATEMENT:
      return StatementHolds(snapshot, static_cast<const v1::Statement&>(resource), comparison);
    default:
      return false;
  }
}

}  // namespace tashbik::services
