// Fields are filled by name: a method with a field of a new name is not forgotten but fails.
#include "tests/noninterference/questions.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/permissions.h"
#include "tashbik/v1/duplicate.pb.h"
#include "tashbik/v1/match.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tests/noninterference/vocabulary.h"

namespace tashbik::testing {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr const char* kReads[] = {"Get",     "List",    "Lookup",  "BatchGet", "Search",
                                  "Preview", "Resolve", "Suggest", "Explain",  "FindPaths",
                                  "Watch",   "Match",   "Compose", "Read"};
constexpr const char* kWrites[] = {
    "Accept",      "Answer",      "CheckIn",   "Dismiss",  "Sign",     "Undo",    "Ask",
    "BatchCreate", "BatchUpsert", "Broker",    "Claim",    "Close",    "Confirm", "Create",
    "Decline",     "Delete",      "Deprecate", "Freeze",   "Give",     "Hide",    "Merge",
    "Propose",     "Publish",     "Record",    "Refuse",   "Register", "Reissue", "Request",
    "Revoke",      "Rotate",      "Undelete",  "Unfreeze", "Update",   "Use",     "Verify",
    "Vouch",       "Withdraw"};

template <class Prefixes>
bool StartsWithOne(const std::string& name, const Prefixes& prefixes) {
  return std::any_of(std::begin(prefixes), std::end(prefixes),
                     [&](const char* prefix) { return absl::StartsWith(name, prefix); });
}

constexpr const char* kUnknown = "aaaaaaaaaaaaaaaa";

}  // namespace

absl::StatusOr<std::vector<const MethodDescriptor*>> ReadMethods() {
  std::vector<const MethodDescriptor*> methods;
  // The table that every method stands in: who is in no row can be called by nobody.
  for (const services::Permission& row : services::Permissions()) {
    const std::string name =
        absl::StrCat("tashbik.v1.", absl::StrReplaceAll(row.method, {{"/", "."}}));
    const MethodDescriptor* method =
        google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
    if (method == nullptr) return absl::NotFoundError(name);
    if (StartsWithOne(method->name(), kReads)) {
      methods.push_back(method);
    } else if (!StartsWithOne(method->name(), kWrites)) {
      return absl::InvalidArgumentError(name + " neither reads nor writes");
    }
  }
  return methods;
}

Questions::Questions(const World& world, Dice& dice) : world_(world), dice_(dice) {
  for (const Actor& actor : world.actors) {
    actors_.push_back(actor.name);
    (absl::StartsWith(actor.name, "org") ? organizations_ : groups_).push_back(actor.name);
    for (int i = 0; i < 2; ++i) external_ids_.push_back(absl::StrCat(actor.key, "-", i));
  }
  const auto id = [](const std::string& name) { return name.substr(name.find('/') + 1); };
  for (const CoalitionEntry& coalition : world.coalitions) {
    coalitions_.push_back(coalition.body.name());
  }
  for (const Membership& member : world.memberships) {
    coalition_members_.push_back(absl::StrCat(world.coalitions[member.coalition].body.name(),
                                              "/members/", id(world.actors[member.actor].name)));
  }
  for (const HubEntry& hub : world.hubs) hubs_.push_back(hub.body.name());
  for (const HubMembership& member : world.hub_memberships) {
    hub_members_.push_back(
        absl::StrCat(member.hub, "/members/", id(world.actors[member.actor].name)));
  }
  for (const CircleEntry& circle : world.circles) circles_.push_back(circle.body.name());
  for (const Arrival& arrival : world.registrations) {
    registrations_.push_back("registrations/" + IdOf(arrival.key));
    organizations_.push_back("organizations/" + IdOf(arrival.key));
    actors_.push_back(organizations_.back());
  }
  registrations_.insert(registrations_.end(),
                        {"registrations/-", absl::StrCat("registrations/", kUnknown)});
  for (const auto& call : world.calls) calls_.push_back(call.body.name());
  for (const auto& event : world.events) events_.push_back(event.body.name());
  for (const auto& story : world.stories) stories_.push_back(story.body.name());
  for (const auto& statement : world.statements) statements_.push_back(statement.body.name());
  for (const Attendance& attendance : world.attendances) {
    attendees_.push_back(absl::StrCat(world.events[attendance.event].body.name(), "/attendees/",
                                      id(world.actors[attendance.actor].name)));
  }
  attendees_.push_back(events_[0] + "/attendees/" + kUnknown);
  calls_.push_back(absl::StrCat("calls/", kUnknown));
  events_.push_back(absl::StrCat("events/", kUnknown));
  stories_.push_back(absl::StrCat("stories/", kUnknown));
  statements_.push_back(absl::StrCat("statements/", kUnknown));
  for (const Meeting& meeting : world.meetings) {
    introductions_.push_back("introductions/" + IdOf(meeting.key));
  }
  introductions_.push_back(absl::StrCat("introductions/", kUnknown));
  for (const v1::Theme& theme : Vocabulary()) themes_.push_back(theme.name());
  actors_.push_back(absl::StrCat("organizations/", kUnknown));
  organizations_.push_back(actors_.back());
  groups_.push_back(absl::StrCat("diasporaGroups/", kUnknown));
  coalitions_.push_back(absl::StrCat("coalitions/", kUnknown));
  coalition_members_.push_back(coalitions_[0] + "/members/" + kUnknown);
  hub_members_.push_back(hubs_[0] + "/members/" + kUnknown);
  hubs_.push_back(absl::StrCat("hubs/", kUnknown));
  themes_.emplace_back("themes/unknown");
}

std::string Questions::Name(const std::string& method) {
  if (absl::StrContains(method, "Account")) {
    return dice_.Chance(0.7) ? "accounts/-" : absl::StrCat("accounts/", kUnknown);
  }
  if (absl::StrContains(method, "CoalitionMember")) return dice_.OneOf(coalition_members_);
  if (absl::StrContains(method, "Registration")) return dice_.OneOf(registrations_);
  if (absl::StrContains(method, "HubMember")) return dice_.OneOf(hub_members_);
  if (absl::StrContains(method, "Circle")) return dice_.OneOf(circles_);
  if (absl::StrContains(method, "Theme")) return dice_.OneOf(themes_);
  if (absl::StrContains(method, "Coalition")) return dice_.OneOf(coalitions_);
  if (absl::StrContains(method, "Hub")) return dice_.OneOf(hubs_);
  if (absl::StrContains(method, "Organization")) return dice_.OneOf(organizations_);
  if (absl::StrContains(method, "Attendee")) return dice_.OneOf(attendees_);
  for (const char* of_event : {"Event", "Meetings", "FollowUps"}) {
    if (absl::StrContains(method, of_event)) return dice_.OneOf(events_);
  }
  if (absl::StrContains(method, "Stor")) return dice_.OneOf(stories_);
  if (absl::StrContains(method, "Statement")) return dice_.OneOf(statements_);
  if (absl::EndsWith(method, "Call")) return dice_.OneOf(calls_);
  if (absl::StrContains(method, "Introduction")) return dice_.OneOf(introductions_);
  return dice_.OneOf(groups_);
}

std::string Questions::Filter(const std::string& method) {
  if (dice_.Chance(0.5)) return "";
  const std::string country = dice_.OneOf(Countries());
  const std::string& theme = dice_.OneOf(themes_);
  const std::string& word = dice_.OneOf(Words());
  const std::string& actor = dice_.OneOf(actors_);
  std::vector<std::string> filters;
  if (absl::StrContains(method, "Member")) {
    filters = {"actor = \"" + actor + "\"", "actor = \"" + actor + "\""};
  } else if (absl::StrContains(method, "Circle") || absl::StrContains(method, "Hub")) {
    filters = {"country = " + country, "text:\"" + word + "\""};
  } else if (absl::StrContains(method, "Theme")) {
    filters = {"broader = \"" + theme + "\"", "facet = FACET_ISSUE", "label:\"rights\""};
  } else if (absl::StrContains(method, "Coalition")) {
    filters = {"theme = \"" + theme + "\"", "country = " + country,
               "lead = \"" + actor + "\"",  "member = \"" + actor + "\"",
               "text:\"" + word + "\"",     "NOT member = \"" + actor + "\""};
  } else if (absl::EndsWith(method, "Calls")) {
    filters = {"theme = \"" + theme + "\"",        "country = " + country,
               "funder = \"" + actor + "\"",       "deadline_after = \"2027-01-01\"",
               "deadline_before = \"2027-01-15\"", "NOT funder = \"" + actor + "\""};
  } else if (absl::EndsWith(method, "Events")) {
    filters = {"theme:\"" + theme + "\"", "country = " + country,   "kind = EVENT_KIND_WORKSHOP",
               "from = \"2027-01-14\"",   "until = \"2027-01-14\"", "text:\"" + word + "\""};
  } else if (absl::EndsWith(method, "Stories")) {
    filters = {"theme = \"" + theme + "\"", "country = " + country, "language = en",
               "organization = \"" + actor + "\"", "NOT organization = \"" + actor + "\""};
  } else if (absl::EndsWith(method, "Statements")) {
    filters = {"theme = \"" + theme + "\"", "state = STATEMENT_STATE_OPEN",
               "text:\"" + word + "\""};
  } else {
    filters = {"base_country = " + country,
               "active_in = " + country,
               "origin = " + country,
               "residence = " + country,
               "NOT country = " + country,
               "theme = \"" + theme + "\"",
               "theme:\"" + theme + "\"",
               "NOT theme:\"" + theme + "\"",
               "language = ar",
               "level = LEVEL_IN",
               "text:\"" + word + "\"",
               "NOT text:\"" + word + "\"",
               "theme:\"" + theme + "\" AND country = " + country};
  }
  return dice_.OneOf(filters);
}

// Text of a singular field; empty leaves it unset.
std::string Questions::Text(const std::string& method, const std::string& field) {
  static constexpr const char* kLanguages[] = {"en", "ar", "fr"};
  if (field == "name" || field == "names") return Name(method);
  if (field == "countries") return dice_.OneOf(Countries());
  if (field == "filter") return Filter(method);
  if (field == "language") return dice_.OneOf(kLanguages);
  if (field == "page_token") return "";  // pages are followed by the test
  if (field == "scheme") return "register";
  if (field == "themes") return dice_.OneOf(themes_);
  if (field == "values") return dice_.OneOf(external_ids_);
  if (field == "hub") return dice_.Chance(0.5) ? "" : dice_.OneOf(hubs_);
  if (field == "parent") {
    if (absl::StrContains(method, "Attendee")) {
      return dice_.Chance(0.5) ? "events/-" : dice_.OneOf(events_);
    }
    if (absl::StrContains(method, "CheckIns")) return dice_.OneOf(coalitions_);
    auto& parents = absl::StrContains(method, "Coalition") ? coalitions_ : hubs_;
    const char* all = absl::StrContains(method, "Coalition") ? "coalitions/-" : "hubs/-";
    return dice_.Chance(0.5) ? all : dice_.OneOf(parents);
  }
  if (field == "query") {
    if (absl::StrContains(method, "Theme")) return dice_.Chance(0.5) ? "rights" : "memory women";
    return dice_.Chance(0.2) ? dice_.OneOf(actors_) : RandomWords(dice_, 3);
  }
  if (field == "website") return "https://example.org";
  if (field == "base_country") return dice_.OneOf(Countries());
  // Of a name that is not stored, as often as of an actor.
  if (field == "actor" && method == "SearchDuplicates") {
    if (dice_.Chance(0.3)) return "";
    // Most of those that somebody said something of.
    std::vector<std::string> said;
    for (const Likeness& likeness : world_.likenesses) {
      if (!likeness.merged) said.push_back(world_.actors[likeness.first].name);
    }
    if (!said.empty() && dice_.Chance(0.9)) return dice_.OneOf(said);
  }
  for (const char* actor : {"actor", "lead", "partner", "source", "target"}) {
    if (field == actor) return dice_.OneOf(actors_);
  }
  return "?";
}

// Drawn by hand: nearly all that is drawn by type is refused before anybody is looked at.
void Questions::AskForTeam(v1::ComposeCoalitionRequest& request) {
  using Strings = google::protobuf::RepeatedPtrField<std::string>;
  std::vector<std::string> covered;
  std::vector<std::string> offered;
  for (const v1::Theme& theme : Vocabulary()) {
    const v1::Facet facet = theme.facet();
    if (facet == v1::FACET_SKILL || facet == v1::FACET_RESOURCE) offered.push_back(theme.name());
    if (facet == v1::FACET_ISSUE || facet == v1::FACET_CAUSE || facet == v1::FACET_LAW ||
        facet == v1::FACET_COMMUNITY) {
      covered.push_back(theme.name());
    }
  }
  const std::vector<std::string> countries(std::begin(Countries()), std::end(Countries()));
  const std::vector<std::string> languages = {"ar", "en", "fr"};
  const auto draw = [&](double chance, size_t most, const std::vector<std::string>& from,
                        Strings* to) {
    if (!dice_.Chance(chance) || from.empty()) return;
    for (size_t i = 1 + dice_.Below(most); i > 0; --i) to->Add(std::string(dice_.OneOf(from)));
  };
  draw(0.9, 5, covered, request.mutable_themes());
  draw(0.4, 2, offered, request.mutable_skills());
  draw(0.4, 2, countries, request.mutable_countries());
  draw(0.3, 2, languages, request.mutable_languages());
  draw(0.4, 1, actors_, request.mutable_members());
  draw(0.2, 2, actors_, request.mutable_excluded());
  if (dice_.Chance(0.5)) request.set_min_size(static_cast<int>(1 + dice_.Below(3)));
  if (dice_.Chance(0.5)) request.set_max_size(static_cast<int>(3 + dice_.Below(3)));
  if (dice_.Chance(0.3)) request.set_filter(Filter("SuggestPartners"));
  request.set_language(dice_.OneOf(languages));
  if (dice_.Chance(0.2)) request.set_call(Name("MatchCall"));
  if (!request.call().empty() || dice_.Chance(0.4)) return;
  v1::CallRules& rules = *request.mutable_rules();
  draw(0.4, 2, countries, rules.mutable_lead_countries());
  draw(0.2, 3, countries, rules.mutable_countries());
  draw(0.3, 2, offered, rules.mutable_skills());
  draw(0.3, 1, languages, rules.mutable_languages());
  if (rules.countries().empty()) rules.set_min_countries(static_cast<int>(dice_.Below(4)));
  rules.set_home_and_diaspora(dice_.Chance(0.4));
  rules.set_min_members(static_cast<int>(dice_.Below(4)));
}

void Questions::FillNumber(const Field& field, Message& request) {
  static constexpr int kSizes[] = {0, 1, 2, 3, 20, 1000};
  if (field.name() == "days") {
    request.GetReflection()->SetInt32(&request, &field, static_cast<int>(dice_.Below(4)));
  } else if (field.name() == "max_length") {
    request.GetReflection()->SetInt32(&request, &field, static_cast<int>(1 + dice_.Below(6)));
  } else {
    request.GetReflection()->SetInt32(&request, &field, dice_.OneOf(kSizes));
  }
}

absl::Status Questions::FillMessage(const std::string& method, const Field& field,
                                    Message& request) {
  const std::string& name = field.name();
  if (method == "SearchDuplicates" && name == "names") {
    v1::SearchDuplicatesRequest& search = dynamic_cast<v1::SearchDuplicatesRequest&>(request);
    for (int i = 0; i < 2; ++i) search.add_names()->set_text(RandomWords(dice_, 3));
    // As often those that somebody goes by.
    if (dice_.Chance(0.5)) {
      *search.mutable_names() = dice_.OneOf(world_.actors).versions.back().body.profile().names();
    }
    return absl::OkStatus();
  }
  if (name == "weights" && dice_.Chance(0.7)) return absl::OkStatus();
  if (name != "weights" && name != "external_id" && name != "organization" &&
      name != "diaspora_group") {
    return absl::UnimplementedError(
        absl::StrCat("nobody knows what to ask in ", method, ".", name));
  }
  Message& message = *request.GetReflection()->MutableMessage(&request, &field);
  if (auto* weights = dynamic_cast<v1::Weights*>(&message)) {
    const auto draw = [&] { return static_cast<double>(dice_.Below(4)); };
    weights->set_issue(1 + draw());
    weights->set_community(draw());
    weights->set_bridge(draw());
    weights->set_text(draw());
    weights->set_need(draw());
    weights->set_place(draw());
    weights->set_ties(draw());
  } else if (auto* id = dynamic_cast<v1::ExternalId*>(&message)) {
    id->set_scheme("register");
    id->set_value(dice_.OneOf(external_ids_));
  } else {
    v1::DiasporaGroup body = RandomBody(dice_, world_, 0, name == "diaspora_group", "");
    body.mutable_profile()->clear_contacts();
    body.clear_visibility();
    if (auto* organization = dynamic_cast<v1::Organization*>(&message)) {
      *organization->mutable_profile() = body.profile();
    } else {
      message.CopyFrom(body);
    }
  }
  return absl::OkStatus();
}

absl::Status Questions::Fill(const std::string& method, const Field& field, Message& request) {
  const auto& reflection = *request.GetReflection();
  switch (field.cpp_type()) {
    case Field::CPPTYPE_MESSAGE:
      return FillMessage(method, field, request);
    case Field::CPPTYPE_BOOL:
      reflection.SetBool(&request, &field, dice_.Chance(0.5));
      return absl::OkStatus();
    case Field::CPPTYPE_INT32:
      FillNumber(field, request);
      return absl::OkStatus();
    case Field::CPPTYPE_ENUM: {
      const int count = field.enum_type()->value_count();
      const auto* value = field.enum_type()->value(
          static_cast<int>(1 + dice_.Below(static_cast<size_t>(count) - 1)));
      if (!field.is_repeated()) reflection.SetEnum(&request, &field, value);
      if (field.is_repeated() && dice_.Chance(0.5)) reflection.AddEnum(&request, &field, value);
      return absl::OkStatus();
    }
    case Field::CPPTYPE_STRING:
      break;
    default:
      return absl::UnimplementedError(absl::StrCat("type of ", field.full_name()));
  }
  const size_t texts = field.is_repeated() ? 1 + dice_.Below(3) : 1;
  for (size_t i = 0; i < texts; ++i) {
    const std::string text = Text(method, field.name());
    if (text == "?") {
      return absl::UnimplementedError(
          absl::StrCat("nobody knows what to ask in ", method, ".", field.name()));
    }
    if (field.is_repeated()) reflection.AddString(&request, &field, text);
    if (!field.is_repeated() && !text.empty()) reflection.SetString(&request, &field, text);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<Message>> Questions::About(const MethodDescriptor& method) {
  const Message* prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(method.input_type());
  std::unique_ptr<Message> request(prototype->New());
  if (auto* team = dynamic_cast<v1::ComposeCoalitionRequest*>(request.get())) {
    AskForTeam(*team);
    return request;
  }
  std::vector<const Field*> fields;
  for (int i = 0; i < method.input_type()->field_count(); ++i) {
    const Field* field = method.input_type()->field(i);
    if (field->containing_oneof() == nullptr) fields.push_back(field);
  }
  for (int i = 0; i < method.input_type()->oneof_decl_count(); ++i) {
    const auto* oneof = method.input_type()->oneof_decl(i);
    fields.push_back(
        oneof->field(dice_.Chance(0.5) ? 0 : static_cast<int>(dice_.Below(oneof->field_count()))));
  }
  for (const Field* field : fields) {
    if (absl::Status filled = Fill(method.name(), *field, *request); !filled.ok()) return filled;
  }
  return request;
}

}  // namespace tashbik::testing
