// Cells by reflection: kinds share the names of their fields.
#include "clients/cli/columns.h"

#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "clients/cli/kind.h"
#include "clients/cpp/places.h"
#include "google/protobuf/util/time_util.h"
#include "tashbik/v1/search.pb.h"

namespace tashbik::cli {
namespace {

using Cell = std::function<std::string(const Message&, const CellStyle&)>;

// Follows a path of fields through single messages; null where one is unset.
const Message* Walk(const Message& message, const std::vector<std::string>& path) {
  const Message* at = &message;
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    const FieldDescriptor* field = at->GetDescriptor()->FindFieldByName(path[i]);
    if (field == nullptr || !at->GetReflection()->HasField(*at, field)) return nullptr;
    at = &at->GetReflection()->GetMessage(*at, field);
  }
  return at;
}

std::vector<std::string> Texts(const Message& message, const std::vector<std::string>& path) {
  const Message* at = Walk(message, path);
  const FieldDescriptor* field =
      at == nullptr ? nullptr : at->GetDescriptor()->FindFieldByName(path.back());
  if (field == nullptr) return {};
  const auto* reflection = at->GetReflection();
  std::vector<std::string> texts;
  if (!field->is_repeated()) return {reflection->GetString(*at, field)};
  for (int i = 0; i < reflection->FieldSize(*at, field); ++i) {
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      texts.push_back(reflection->GetRepeatedString(*at, field, i));
    } else {
      texts.push_back(GetText(reflection->GetRepeatedMessage(*at, field, i), "theme"));
    }
  }
  return texts;
}

std::string Joined(const std::vector<std::string>& texts, const CellStyle& style) {
  return absl::StrJoin(texts, style.for_people ? Comma(style.language) : "; ");
}

Cell Text(std::vector<std::string> path) {
  return [path = std::move(path)](const Message& m, const CellStyle& style) {
    return Joined(Texts(m, path), style);
  };
}

Cell Places(std::vector<std::string> path) {
  return [path = std::move(path)](const Message& m, const CellStyle& style) {
    std::vector<std::string> texts = Texts(m, path);
    if (style.for_people) {
      for (std::string& text : texts) {
        if (!text.empty()) text = client::CountryName(text, style.language);
      }
    }
    return Joined(texts, style);
  };
}

Cell Themes(std::vector<std::string> path) {
  return [path = std::move(path)](const Message& m, const CellStyle& style) {
    std::vector<std::string> texts = Texts(m, path);
    if (!style.for_people) {
      for (std::string& text : texts) text = std::string(absl::StripPrefix(text, "themes/"));
    }
    return Joined(texts, style);
  };
}

// Of an ActorSummary, which brings the labels along.
std::string SummaryThemes(const Message& summary, const CellStyle& style) {
  const bool labels = style.for_people && !Texts(summary, {"theme_labels"}).empty();
  return labels ? Joined(Texts(summary, {"theme_labels"}), style)
                : Themes({"themes"})(summary, style);
}

Cell Enum(std::vector<std::string> path) {
  return [path = std::move(path)](const Message& m, const CellStyle&) {
    const Message* at = Walk(m, path);
    return at == nullptr ? std::string() : EnumWord(*at, path.back());
  };
}

Cell Time(std::string field) {
  return [field = std::move(field)](const Message& m, const CellStyle& style) -> std::string {
    const Message* time = Walk(m, {field, ""});
    if (time == nullptr) return "";
    const auto* stamp = google::protobuf::DynamicCastToGenerated<google::protobuf::Timestamp>(time);
    const std::string text = google::protobuf::util::TimeUtil::ToString(*stamp);
    return style.for_people ? text.substr(0, 10) : text;
  };
}

std::string Title(const Message& message, const CellStyle& style) {
  return DisplayName(message, style.language);
}

std::string Name(const Message& message, const CellStyle&) { return NameOf(message); }

// Of a message within.
Cell Of(std::string field, Cell cell) {
  return
      [field = std::move(field), cell = std::move(cell)](const Message& m, const CellStyle& style) {
        const Message* inner = Walk(m, {field, ""});
        return inner == nullptr ? std::string() : cell(*inner, style);
      };
}

Cell OfActor(Cell cell) { return Of("actor", std::move(cell)); }
Cell OfTheme(Cell cell) { return Of("theme", std::move(cell)); }

std::string Score(const Message& message, const CellStyle&) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName("score");
  return absl::StrFormat("%.3f", message.GetReflection()->GetDouble(message, field));
}

const Column kNameColumn = {Word::kId, "resource", Name};
const Column kTitleColumn = {Word::kName, "name", Title, Room::kMain};
const Column kTierColumn = {Word::kTier, "tier", Enum({"visibility", "tier"}), Room::kSpare};

// What an ActorView shows, by the columns of its resource; empty where it shows nothing.
Cell OfView(Cell cell) {
  return [cell = std::move(cell)](const Message& m, const CellStyle& style) {
    for (const char* field : {"organization", "diaspora_group"}) {
      if (const Message* actor = Walk(m, {field, ""})) return cell(*actor, style);
    }
    return std::string();
  };
}

std::string Viewer(const Message& message, const CellStyle& style) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName("viewer");
  if (!style.for_people) return EnumWord(message, "viewer");
  const int kind = message.GetReflection()->GetEnumValue(message, field);
  const int first = static_cast<int>(Word::kViewerAnonymous);
  return std::string(Say(static_cast<Word>(first + kind - 1), style.language));
}

// A flag as one of two words.
Cell OneOf(const char* flag, Word yes, Word no) {
  return [flag, yes, no](const Message& message, const CellStyle& style) -> std::string {
    const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(flag);
    const bool set = message.GetReflection()->GetBool(message, field);
    return std::string(Say(set ? yes : no, style.for_people ? style.language : "en"));
  };
}

// Who funds a call: an actor, or in words.
std::string Funder(const Message& call, const CellStyle&) {
  const std::string actor = GetText(call, "funder");
  return actor.empty() ? GetText(call, "funder_text") : actor;
}

// Whom an attendee could talk to.
std::string Partners(const Message& cohort, const CellStyle& style) {
  std::vector<std::string> names;
  for (const Message* suggestion : Items(cohort, "suggestions")) {
    const Message* partner = Walk(*suggestion, {"partner", ""});
    if (partner != nullptr) names.push_back(DisplayName(*partner, style.language));
  }
  return Joined(names, style);
}

// Countries, or everywhere.
std::string SensitiveIn(const Message& message, const CellStyle& style) {
  const std::string all = Text({"countries"})(message, style);
  if (all == "*")
    return std::string(Say(Word::kEverywhere, style.for_people ? style.language : "en"));
  return Places({"countries"})(message, style);
}

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
       {{Word::kActor, "actor", OfActor(Title), Room::kMain},
        {Word::kWith, "partners", Partners},
        {Word::kId, "resource", OfActor(Name)}}},
      {"FollowUp",
       {{Word::kActor, "actor", OfActor(Title)},
        {Word::kState, "state", Enum({"state"})},
        {Word::kMeaning, "sentence", Text({"sentence"}), Room::kMain},
        {Word::kWith, "partners", Text({"partner_names"}), Room::kSpare},
        {Word::kId, "resource", OfActor(Name)}}},
      {"Story",
       {kTitleColumn,
        {Word::kCountry, "countries", Places({"countries"})},
        {Word::kThemes, "themes", Themes({"themes"})},
        {Word::kDay, "date", Text({"date"}), Room::kSpare},
        kNameColumn}},
      {"Statement",
       {kTitleColumn,
        {Word::kState, "state", Enum({"state"})},
        {Word::kThreshold, "threshold",
         [](const Message& m, const CellStyle&) {
           const FieldDescriptor* field = m.GetDescriptor()->FindFieldByName("threshold");
           return absl::StrCat(m.GetReflection()->GetInt32(m, field));
         }},
        {Word::kDeadline, "deadline", Text({"deadline"})},
        kNameColumn}},
      {"ThemeProposal",
       {{Word::kLabel, "label", OfTheme(Title), Room::kMain},
        {Word::kState, "state", Enum({"state"})},
        {Word::kReason, "reason", Text({"reason"})},
        {Word::kAnswer, "answer", Text({"answer"}), Room::kSpare},
        {Word::kCreated, "create_time", Time("create_time"), Room::kSpare},
        kNameColumn}},
      {"ThemeRevision",
       {{Word::kLabel, "label", OfTheme(Title), Room::kMain},
        {Word::kChange, "note", Text({"note"})},
        {Word::kCreated, "create_time", Time("create_time")},
        {Word::kNumber, "number",
         [](const Message& m, const CellStyle&) {
           const FieldDescriptor* field = m.GetDescriptor()->FindFieldByName("number");
           return absl::StrCat(m.GetReflection()->GetInt64(m, field));
         }}}},
      {"ActorSummary",
       {kTitleColumn,
        {Word::kCountry, "base_country", Places({"base_country"})},
        {Word::kThemes, "themes", SummaryThemes},
        kNameColumn}},
      {"SearchResult",
       {{Word::kScore, "score", Score, Room::kSpare},
        {Word::kName, "name", OfActor(Title), Room::kMain},
        {Word::kCountry, "base_country", OfActor(Places({"base_country"}))},
        {Word::kActiveIn, "active_countries", OfActor(Places({"active_countries"})), Room::kSpare},
        {Word::kThemes, "themes", OfActor(SummaryThemes)},
        {Word::kMatched, "matched_words", Text({"matched_words"}), Room::kSpare},
        {Word::kId, "resource", OfActor(Name)}}},
      {"ActorView",
       {{Word::kWho, "viewer", Viewer, Room::kMain},
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
        {Word::kReason, "message", Text({"message"}), Room::kSpare},
        {Word::kExpires, "expire_time", Time("expire_time")},
        kNameColumn}},
      {"DuplicateCandidate",
       {{Word::kScore, "score",
         [](const Message& m, const CellStyle&) {
           const FieldDescriptor* field = m.GetDescriptor()->FindFieldByName("score");
           return absl::StrFormat("%.3f", m.GetReflection()->GetDouble(m, field));
         }},
        {Word::kActor, "first", Of("first", Name), Room::kMain},
        {Word::kActor, "second", Of("second", Name), Room::kMain},
        {Word::kReasons, "evidence",
         [](const Message& m, const CellStyle& style) {
           const FieldDescriptor* field = m.GetDescriptor()->FindFieldByName("evidence");
           std::vector<std::string> sentences;
           for (int i = 0; i < m.GetReflection()->FieldSize(m, field); ++i) {
             sentences.push_back(
                 GetText(m.GetReflection()->GetRepeatedMessage(m, field, i), "sentence"));
           }
           return Joined(sentences, style);
         },
         Room::kSpare}}},
      {"Merge",
       {{Word::kActor, "kept", Text({"kept"}), Room::kMain},
        {Word::kActor, "merged", Text({"merged"}), Room::kMain},
        {Word::kCreated, "create_time", Time("create_time")},
        {Word::kRevoked, "undo_time", Time("undo_time")},
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
        {Word::kVouches, "vouch_count",
         [](const Message& m, const CellStyle&) {
           const FieldDescriptor* field = m.GetDescriptor()->FindFieldByName("vouch_count");
           return absl::StrCat(m.GetReflection()->GetInt32(m, field));
         }},
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
        {Word::kSize, "size_bytes",
         [](const Message& m, const CellStyle&) {
           const FieldDescriptor* field = m.GetDescriptor()->FindFieldByName("size_bytes");
           return absl::StrCat(m.GetReflection()->GetInt64(m, field));
         }},
        {Word::kPath, "path", Text({"path"})},
        {Word::kId, "id",
         [](const Message& m, const CellStyle&) {
           const FieldDescriptor* field = m.GetDescriptor()->FindFieldByName("id");
           return absl::StrCat(m.GetReflection()->GetUInt32(m, field));
         }}}},
  };
}

}  // namespace

const std::vector<Column>& ColumnsOf(const google::protobuf::Descriptor* type) {
  static const auto* const columns = new std::map<std::string, std::vector<Column>>(MakeColumns());
  static const auto* const fallback = new std::vector<Column>{kNameColumn};
  auto found = columns->find(type->name());
  return found == columns->end() ? *fallback : found->second;
}

std::string BestName(const google::protobuf::RepeatedPtrField<v1::Name>& names,
                     absl::string_view language) {
  const v1::Name* best = nullptr;
  int best_rank = 0;
  for (const v1::Name& name : names) {
    const bool full = name.kind() == v1::NAME_KIND_UNSPECIFIED ||
                      name.kind() == v1::NAME_KIND_LEGAL || name.kind() == v1::NAME_KIND_TRANSLATED;
    int rank = full ? 2 : 1;
    if (name.kind() == v1::NAME_KIND_FORMER) rank = 0;
    if (full && name.language() == language) rank = 3;
    if (best == nullptr || rank > best_rank) {
      best = &name;
      best_rank = rank;
    }
  }
  return best == nullptr ? "" : best->text();
}

std::string DisplayName(const Message& resource, absl::string_view language) {
  if (HasField(resource, "display_name")) {
    const std::string name = GetText(resource, "display_name");
    if (!name.empty()) return name;
  }
  if (const Message* holder = Walk(resource, {"profile", ""});
      holder != nullptr || HasField(resource, "names")) {
    if (holder == nullptr) holder = &resource;
    google::protobuf::RepeatedPtrField<v1::Name> names;
    for (const Message* name : Items(*holder, "names")) names.Add()->CopyFrom(*name);
    if (const std::string best = BestName(names, language); !best.empty()) return best;
  }
  if (HasField(resource, "labels")) {
    std::map<std::string, std::string> labels;
    for (const Message* entry : Items(resource, "labels")) {
      labels[GetText(*entry, "key")] = GetText(*entry, "value");
    }
    for (absl::string_view wanted : {language, absl::string_view("en")}) {
      auto label = labels.find(std::string(wanted));
      if (label != labels.end()) return label->second;
    }
    if (!labels.empty()) return labels.begin()->second;
  }
  return NameOf(resource);
}

std::string EnumWord(const Message& message, absl::string_view field) {
  const FieldDescriptor* descriptor = message.GetDescriptor()->FindFieldByName(std::string(field));
  const auto* value = message.GetReflection()->GetEnum(message, descriptor);
  if (value->number() == 0) return "";
  // Every value starts with the name of its type: TIER_PUBLIC, COALITION_STATE_ACTIVE.
  const auto* zero = value->type()->FindValueByNumber(0);
  const std::string prefix = zero->name().substr(0, zero->name().rfind("UNSPECIFIED"));
  return absl::AsciiStrToLower(absl::StripPrefix(value->name(), prefix));
}

}  // namespace tashbik::cli
