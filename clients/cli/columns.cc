// One table of all kinds.
#include "clients/cli/columns.h"

#include <map>
#include <string>

#include "clients/cli/kind_cells.h"

namespace tashbik::cli {
namespace {

using cells::Decimal;
using cells::Enum;
using cells::Evidence;
using cells::Funder;
using cells::Name;
using cells::Number;
using cells::Of;
using cells::OfView;
using cells::OneOf;
using cells::Partners;
using cells::Places;
using cells::SensitiveIn;
using cells::Sentence;
using cells::SummaryThemes;
using cells::Text;
using cells::Themes;
using cells::Time;
using cells::Title;
using cells::Viewer;

const Column kNameColumn = {Word::kId, "resource", Name};
const Column kTitleColumn = {Word::kName, "name", Title, Room::kMain};
const Column kTierColumn = {Word::kTier, "tier", Enum({"visibility", "tier"}), Room::kSpare};

std::map<std::string, std::vector<Column>> MakeColumns() {
  const Column base = {Word::kCountry, "base_country", Places({"profile", "base_country"})};
  const Column active = {Word::kActiveIn, "active_countries",
                         Places({"profile", "active_countries"}), Room::kSpare};
  const Column issues = {Word::kThemes, "issues", Themes({"profile", "issues"})};
  const Column actor = {Word::kActor, "actor", Text({"actor"}), Room::kMain};
  return {
      {"Organization", {kTitleColumn, base, active, issues, kTierColumn, kNameColumn}},
      {"DiasporaGroup",
       {kTitleColumn,
        {Word::kOrigin, "origin_countries", Places({"origin_countries"})},
        {Word::kResidence, "residence_countries", Places({"residence_countries"})},
        {Word::kThemes, "issues", Themes({"profile", "issues"}), Room::kSpare},
        kTierColumn,
        kNameColumn}},
      {"Theme",
       {{Word::kLabel, "label", Title, Room::kMain},
        {Word::kFacet, "facet", Enum({"facet"}), Room::kSpare},
        {Word::kBroader, "broader", Themes({"broader"}), Room::kSpare},
        kNameColumn}},
      {"Coalition",
       {kTitleColumn,
        {Word::kCountry, "countries", Places({"countries"})},
        {Word::kThemes, "themes", Themes({"themes"})},
        {Word::kState, "state", Enum({"state"})},
        {Word::kLead, "lead", Text({"lead"}), Room::kSpare},
        {Word::kCheckIn, "check_in_time", Time("check_in_time"), Room::kSpare},
        kNameColumn}},
      {"CheckIn",
       {{Word::kDay, "create_time", Time("create_time")},
        {Word::kState, "state", Enum({"state"})},
        {Word::kNote, "note", Text({"note"}), Room::kMain},
        kNameColumn}},
      {"Hub",
       {kTitleColumn,
        {Word::kCountry, "countries", Places({"countries"})},
        kTierColumn,
        kNameColumn}},
      {"CoalitionMember",
       {actor,
        {Word::kRole, "role", Enum({"role"})},
        {Word::kJoined, "join_date", Text({"join_date"})},
        kNameColumn}},
      {"HubMember",
       {actor,
        {Word::kCircles, "circles", Text({"circles"})},
        {Word::kJoined, "join_date", Text({"join_date"})},
        kNameColumn}},
      {"Circle", {kTitleColumn, kNameColumn}},
      {"Call",
       {kTitleColumn,
        {Word::kDeadline, "deadline", Text({"deadline"})},
        {Word::kCountry, "countries", Places({"countries"})},
        {Word::kThemes, "themes", Themes({"themes"})},
        {Word::kFunder, "funder", Funder, Room::kSpare},
        kNameColumn}},
      {"Event",
       {kTitleColumn,
        {Word::kDay, "start_date", Text({"start_date"})},
        {Word::kCountry, "country", Places({"country"})},
        {Word::kKind, "kind", Enum({"kind"}), Room::kSpare},
        {Word::kThemes, "themes", Themes({"themes"})},
        kNameColumn}},
      {"Attendee",
       {actor,
        {Word::kAttended, "attended", OneOf("attended", Word::kYes, Word::kNo)},
        kNameColumn}},
      {"CohortSuggestions",
       {{Word::kActor, "actor", Of("actor", Title), Room::kMain},
        {Word::kWith, "partners", Partners},
        {Word::kId, "resource", Of("actor", Name)}}},
      {"FollowUp",
       {{Word::kActor, "actor", Of("actor", Title), Room::kMain},
        {Word::kState, "state", Enum({"state"})},
        {Word::kMeaning, "sentence", Text({"sentence"}), Room::kSpare},
        {Word::kWith, "partners", Text({"partner_names"})},
        {Word::kId, "resource", Of("actor", Name)}}},
      {"Story",
       {kTitleColumn,
        {Word::kCountry, "countries", Places({"countries"})},
        {Word::kThemes, "themes", Themes({"themes"})},
        {Word::kDay, "date", Text({"date"}), Room::kSpare},
        kNameColumn}},
      {"Statement",
       {kTitleColumn,
        {Word::kState, "state", Enum({"state"})},
        {Word::kThreshold, "threshold", Number("threshold")},
        {Word::kDeadline, "deadline", Text({"deadline"})},
        kNameColumn}},
      {"ThemeProposal",
       {{Word::kLabel, "label", Of("theme", Title), Room::kMain},
        {Word::kState, "state", Enum({"state"})},
        {Word::kReason, "reason", Text({"reason"})},
        {Word::kAnswer, "answer", Text({"answer"}), Room::kSpare},
        {Word::kCreated, "create_time", Time("create_time"), Room::kSpare},
        kNameColumn}},
      {"ThemeRevision",
       {{Word::kLabel, "label", Of("theme", Title), Room::kMain},
        {Word::kChange, "note", Sentence("note")},
        {Word::kCreated, "create_time", Time("create_time")},
        {Word::kNumber, "number", Number("number")}}},
      {"ActorSummary",
       {kTitleColumn,
        {Word::kCountry, "base_country", Places({"base_country"})},
        {Word::kThemes, "themes", SummaryThemes},
        kNameColumn}},
      {"SearchResult",
       {{Word::kScore, "score", Decimal("score", 3), Room::kSpare},
        {Word::kName, "name", Of("actor", Title), Room::kMain},
        {Word::kCountry, "base_country", Of("actor", Places({"base_country"}))},
        {Word::kActiveIn, "active_countries", Of("actor", Places({"active_countries"})),
         Room::kSpare},
        {Word::kThemes, "themes", Of("actor", SummaryThemes)},
        {Word::kMatched, "matched_words", Text({"matched_words"}), Room::kSpare},
        {Word::kId, "resource", Of("actor", Name)}}},
      {"ActorView",
       {{Word::kViewer, "viewer", Viewer, Room::kMain},
        {Word::kSees, "visible", OneOf("visible", Word::kYes, Word::kNo)},
        {Word::kName, "name", OfView(Title)},
        {Word::kCountry, "base_country", OfView(Places({"profile", "base_country"}))},
        {Word::kOrigin, "origin_countries", OfView(Places({"origin_countries"}))},
        {Word::kResidence, "residence_countries", OfView(Places({"residence_countries"}))},
        {Word::kThemes, "issues", OfView(Themes({"profile", "issues"}))},
        {Word::kId, "resource", OfView(Name)}}},
      {"SensitiveTheme",
       {{Word::kThemes, "theme", Text({"theme"}), Room::kMain},
        {Word::kSensitiveIn, "countries", SensitiveIn},
        {Word::kRaises, "hides", OneOf("whole_record", Word::kRaisesRecord, Word::kRaisesLink)},
        {Word::kPublished, "published", OneOf("published", Word::kYes, Word::kNo)}}},
      {"Account",
       {{Word::kRole, "role", Enum({"role"})},
        {Word::kState, "state", Enum({"state"})},
        {Word::kLabel, "label", Text({"label"})},
        {Word::kCreated, "create_time", Time("create_time")},
        {Word::kExpires, "expire_time", Time("expire_time")},
        kNameColumn}},
      {"Token",
       {{Word::kRole, "role", Enum({"role"})},
        {Word::kLabel, "label", Text({"label"})},
        {Word::kCreated, "create_time", Time("create_time")},
        {Word::kExpires, "expire_time", Time("expire_time")},
        {Word::kRevoked, "revoke_time", Time("revoke_time")},
        kNameColumn}},
      {"Introduction",
       {{Word::kActor, "partner", Text({"partner"}), Room::kMain},
        {Word::kRole, "role", Enum({"role"})},
        {Word::kState, "state", Enum({"state"})},
        {Word::kMessage, "message", Text({"message"}), Room::kSpare},
        {Word::kExpires, "expire_time", Time("expire_time")},
        kNameColumn}},
      {"DuplicateCandidate",
       {{Word::kScore, "score", Decimal("score", 3)},
        {Word::kActor, "first", Of("first", Name), Room::kMain},
        {Word::kActor, "second", Of("second", Name), Room::kMain},
        {Word::kReasons, "evidence", Evidence, Room::kSpare}}},
      {"Merge",
       {{Word::kKept, "kept", Text({"kept"}), Room::kMain},
        {Word::kMerged, "merged", Text({"merged"}), Room::kMain},
        {Word::kCreated, "create_time", Time("create_time")},
        {Word::kUndone, "undo_time", Time("undo_time")},
        kNameColumn}},
      {"Feedback",
       {{Word::kActor, "partner", Text({"partner"}), Room::kMain},
        {Word::kKind, "kind", Enum({"kind"})},
        {Word::kThemes, "theme", Text({"theme"})},
        {Word::kReason, "note", Text({"note"}), Room::kSpare},
        {Word::kMeaning, "answer", Text({"answer"}), Room::kSpare},
        {Word::kExpires, "until_date", Text({"until_date"})},
        kNameColumn}},
      {"Invitation",
       {{Word::kLabel, "label", Text({"label"}), Room::kMain},
        {Word::kHub, "hub", Text({"hub"}), Room::kSpare},
        {Word::kActor, "actor", Text({"actor"})},
        {Word::kExpires, "expire_time", Time("expire_time")},
        {Word::kUsed, "use_time", Time("use_time")},
        {Word::kRevoked, "revoke_time", Time("revoke_time")},
        kNameColumn}},
      {"Registration",
       {actor,
        {Word::kState, "state", Enum({"state"})},
        {Word::kVouches, "vouch_count", Number("vouch_count")},
        {Word::kCreated, "create_time", Time("create_time")},
        kNameColumn}},
      {"Reminder",
       {{Word::kDay, "date", Text({"date"})},
        {Word::kToDo, "sentence", Text({"sentence"}), Room::kMain},
        {Word::kActor, "actor", Text({"actor"}), Room::kSpare}}},
      {"Consent",
       {{Word::kWho, "who", Text({"who"}), Room::kMain},
        {Word::kDay, "date", Text({"date"})},
        {Word::kHow, "how", Text({"how"}), Room::kSpare}}},
      {"Backup",
       {{Word::kCreated, "create_time", Time("create_time")},
        {Word::kSize, "size_bytes", Number("size_bytes")},
        {Word::kPath, "path", Text({"path"})},
        {Word::kId, "id", Number("id")}}},
  };
}

}  // namespace

const std::vector<Column>& ColumnsOf(const google::protobuf::Descriptor* type) {
  static const auto* const columns = new std::map<std::string, std::vector<Column>>(MakeColumns());
  static const auto* const fallback = new std::vector<Column>{kNameColumn};
  auto found = columns->find(type->name());
  return found == columns->end() ? *fallback : found->second;
}

}  // namespace tashbik::cli
