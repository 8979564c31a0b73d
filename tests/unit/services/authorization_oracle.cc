// One rule after the other, as the design says them.
#include "tests/unit/services/authorization_oracle.h"

#include <algorithm>
#include <initializer_list>

#include "absl/strings/match.h"

namespace tashbik::testing {
namespace {

using World = AuthorizationWorld;

bool Holds(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool Overlap(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  return std::any_of(one.begin(), one.end(),
                     [&](const std::string& value) { return Holds(other, value); });
}

// From strict to open.
int OpennessOf(v1::Tier tier) {
  static constexpr v1::Tier kOrder[] = {v1::TIER_PRIVATE, v1::TIER_UNCLAIMED, v1::TIER_BROKERED,
                                        v1::TIER_HUB,     v1::TIER_NETWORK,   v1::TIER_PUBLIC};
  return static_cast<int>(std::find(std::begin(kOrder), std::end(kOrder), tier) - kOrder);
}

// A part may be stricter than its record, never looser.
v1::Tier Stricter(v1::Tier record, v1::Tier part) {
  if (part == v1::TIER_UNSPECIFIED) return record;
  return OpennessOf(part) < OpennessOf(record) ? part : record;
}

bool Reads(const std::string& verb) {
  for (const char* start : {"Get", "List", "Lookup", "BatchGet", "Search", "Resolve", "Suggest",
                            "Explain", "FindPaths", "Watch", "Compose", "Match", "Read"}) {
    if (absl::StartsWith(verb, start)) return true;
  }
  return false;
}

// A method as its parts, with the caller's role: which roles may, service by service.
struct Question {
  std::string service;
  std::string verb;
  v1::Role role;

  bool One(std::initializer_list<v1::Role> roles) const {
    return std::find(roles.begin(), roles.end(), role) != roles.end();
  }
  bool Verb(std::initializer_list<const char*> verbs) const {
    return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
  }
  bool SignedIn() const { return role != v1::ROLE_ANONYMOUS; }
  bool MemberOrCoordinator() const { return One({v1::ROLE_MEMBER, v1::ROLE_COORDINATOR}); }
  bool CoordinatorOrAdministrator() const {
    return One({v1::ROLE_COORDINATOR, v1::ROLE_ADMINISTRATOR});
  }
};

// Everyone reads the network; tiers decide what. Its parts are written by those whose they are.
bool MayCallNetwork(const Question& q) {
  if (q.Verb({"CheckInCoalition", "ListSilentCoalitions"})) return q.MemberOrCoordinator();
  if (Reads(q.verb)) return true;
  if (q.service == "ThemeService") return q.One({v1::ROLE_EDITOR, v1::ROLE_ADMINISTRATOR});
  if (q.service == "HubService") {
    const bool inside = absl::StrContains(q.verb, "Member") || absl::StrContains(q.verb, "Circle");
    return q.One({inside ? v1::ROLE_COORDINATOR : v1::ROLE_ADMINISTRATOR});
  }
  const bool adds = absl::StartsWith(q.verb, "Create") || absl::StartsWith(q.verb, "BatchCreate");
  const bool membership = absl::StrContains(q.verb, "CoalitionMember");
  const bool own = q.service == "CoalitionService" ? membership : !adds;
  return q.CoordinatorOrAdministrator() || (own && q.One({v1::ROLE_MEMBER}));
}

bool MayCallAccounts(const Question& q) {
  if (q.Verb({"GetAccount", "RotateToken"})) return q.SignedIn();
  return q.CoordinatorOrAdministrator() || (q.Verb({"ListAccounts"}) && q.One({v1::ROLE_AUDITOR}));
}

bool MayCallAdmin(const Question& q) {
  if (q.Verb({"GetCaller", "GetStatus"})) return true;
  if (q.Verb({"RevokeToken"})) return q.SignedIn();
  if (q.Verb({"CreateToken"})) return q.CoordinatorOrAdministrator();
  if (q.Verb({"ListTokens"})) {
    return q.CoordinatorOrAdministrator() || q.One({v1::ROLE_AUDITOR});
  }
  return q.One({v1::ROLE_ADMINISTRATOR});
}

bool MayCallRegistration(const Question& q) {
  if (q.Verb({"Register", "ClaimActor", "UsePanicCode"})) return true;  // to get in, or to hide
  if (q.Verb({"AnswerRegistration", "CreatePanicCode", "Vouch", "WithdrawVouch"})) {
    return q.One({v1::ROLE_MEMBER});
  }
  if (q.Verb({"ConfirmActor", "GetRegistration", "ListConsents", "ListRegistrations",
              "ListReminders"})) {
    return q.MemberOrCoordinator();
  }
  return q.One({v1::ROLE_COORDINATOR});
}

bool MayCallVocabulary(const Question& q) {
  if (q.Verb({"ListThemeRevisions"})) return true;
  if (q.Verb({"ProposeTheme"})) return q.MemberOrCoordinator();
  if (q.Verb({"ListThemeProposals"})) return q.MemberOrCoordinator() || q.One({v1::ROLE_EDITOR});
  if (q.Verb({"DeprecateTheme", "MergeThemes"})) {
    return q.One({v1::ROLE_EDITOR, v1::ROLE_ADMINISTRATOR});
  }
  return q.One({v1::ROLE_EDITOR});
}

// Calls, events, stories and statements are read by everyone who sees them; organizations tell
// their own stories and write and sign their own statements.
bool MayCallProgramme(const Question& q) {
  if (absl::StrContains(q.verb, "Attendee") ||
      q.Verb({"SuggestMeetings", "ListFollowUps", "GiveStoryConsent", "WithdrawStoryConsent"})) {
    return q.MemberOrCoordinator();
  }
  if (Reads(q.verb)) return true;
  if (q.Verb({"SignStatement", "WithdrawSignature"})) return q.One({v1::ROLE_MEMBER});
  const bool own = (q.service == "StoryService" || q.service == "StatementService") &&
                   !absl::StartsWith(q.verb, "Batch");
  return q.CoordinatorOrAdministrator() || (own && q.One({v1::ROLE_MEMBER}));
}

bool MayCallDuplicates(const Question& q) {
  if (q.Verb({"SearchDuplicates"})) return true;
  if (q.Verb({"MergeActors", "UndoMerge"})) return q.One({v1::ROLE_COORDINATOR});
  return q.MemberOrCoordinator();
}

bool RoleMayCall(const Question& q) {
  for (const char* network :
       {"OrganizationService", "DiasporaGroupService", "ThemeService", "CoalitionService",
        "HubService", "MatchService", "SearchService", "ChangeService"}) {
    if (q.service == network) return MayCallNetwork(q);
  }
  for (const char* programme :
       {"CallService", "EventService", "StoryService", "StatementService"}) {
    if (q.service == programme) return MayCallProgramme(q);
  }
  if (q.service == "InsightService") return true;  // counts of what is seen
  if (q.service == "DuplicateService") return MayCallDuplicates(q);
  if (q.service == "AccountService") return MayCallAccounts(q);
  if (q.service == "AdminService") return MayCallAdmin(q);
  if (q.service == "RegistrationService") return MayCallRegistration(q);
  if (q.service == "VocabularyService") return MayCallVocabulary(q);
  if (q.service == "ProtectionService") {
    return q.Verb({"PreviewActor"}) || q.MemberOrCoordinator();
  }
  if (q.service == "IntroductionService") {
    return q.Verb({"BrokerIntroduction"}) ? q.One({v1::ROLE_COORDINATOR}) : q.MemberOrCoordinator();
  }
  if (q.service == "FeedbackService") {
    if (q.Verb({"AnswerFeedback"})) return q.One({v1::ROLE_COORDINATOR, v1::ROLE_EDITOR});
    return q.MemberOrCoordinator() || (q.Verb({"ListFeedback"}) && q.One({v1::ROLE_EDITOR}));
  }
  return false;  // of a service that nobody told of here
}

}  // namespace

AuthorizationOracle::AuthorizationOracle(const World& world, const World::Caller& caller)
    : world_(world), caller_(caller) {
  const auto live = [&](const std::string& hub) { return !world.HubOf(hub).guard.deleted; };
  for (const std::string& hub : caller.hubs) {
    if (!live(hub)) continue;
    if (Is(v1::ROLE_COORDINATOR)) coordinates_.push_back(hub);
    if (Is(v1::ROLE_SERVICE)) member_of_.push_back(hub);  // the hub consents to it
  }
  if (caller.actor.empty() || world.ActorOf(caller.actor).guard.deleted) return;
  countries_ = world.ActorOf(caller.actor).countries;
  for (const World::HubMember& member : world.hub_members) {
    if (member.actor != caller.actor || !live(member.hub)) continue;
    member_of_.push_back(member.hub);
    circles_.insert(circles_.end(), member.circles.begin(), member.circles.end());
  }
}

// For the people of a blocked actor, and of those based or active in the countries, a record is not
// there; its owner cannot keep itself out.
bool AuthorizationOracle::IsKeptOut(const Guard& guard) const {
  if (!guard.owner.empty() && guard.owner == caller_.account) return false;
  return (!caller_.actor.empty() && Holds(guard.blocked, caller_.actor)) ||
         Overlap(guard.hidden_from, countries_);
}

// What stands in a hub is not there where the hub is not.
bool AuthorizationOracle::KnowsHub(const World::Hub& hub) const {
  return !hub.guard.deleted && !IsKeptOut(hub.guard);
}

bool AuthorizationOracle::Admits(v1::Tier tier, const Guard& guard) const {
  if (!guard.owner.empty() && guard.owner == caller_.account) return true;
  if (IsKeptOut(guard)) return false;
  const bool coordinator = Overlap(guard.hubs, coordinates_);
  switch (tier) {
    case v1::TIER_PUBLIC:  // anyone
      return true;
    case v1::TIER_NETWORK:  // verified members of any hub, and who coordinates one
      return !member_of_.empty() || !coordinates_.empty();
    case v1::TIER_HUB:  // members and coordinators of the hubs, or of a circle within them
      if (coordinator) return true;
      return guard.circles.empty() ? Overlap(guard.hubs, member_of_)
                                   : Overlap(guard.circles, circles_);
    case v1::TIER_BROKERED:  // the coordinators it names, its hubs' where it names none
      return guard.brokers.empty() ? coordinator : Overlap(guard.brokers, coordinates_);
    case v1::TIER_UNCLAIMED:  // the importing hub's coordinators
      return coordinator;
    default:  // PRIVATE: its owner
      return false;
  }
}

// Of an actor, a coalition or a hub. `own`: the caller speaks for it; `always`: sees all of it.
Judgement AuthorizationOracle::OfGuarded(const Guard& guard, bool own, bool always) const {
  Judgement judged;
  const bool made = !guard.owner.empty() && guard.owner == caller_.account;
  judged.owner = made || own;
  for (int tier = 1; tier < v1::Tier_ARRAYSIZE; ++tier) {
    const v1::Tier part = Stricter(guard.tier, static_cast<v1::Tier>(tier));
    judged.parts[static_cast<size_t>(tier)] = judged.owner || always || Admits(part, guard);
  }
  judged.sees = judged.owner || always || Admits(guard.tier, guard);
  switch (caller_.role) {
    case v1::ROLE_MEMBER:  // its own actor, and what its account made
      judged.writes = judged.owner;
      break;
    case v1::ROLE_COORDINATOR:  // what its hubs were entrusted with, and what its account made
      judged.writes = made || (guard.tier != v1::TIER_PRIVATE && judged.sees &&
                               Overlap(guard.hubs, coordinates_));
      break;
    case v1::ROLE_ADMINISTRATOR:  // public records of its own
      judged.writes = made && guard.tier == v1::TIER_PUBLIC;
      break;
    default:
      break;
  }
  // A deleted record is shown to those who may undelete it.
  if (guard.deleted) judged.sees = judged.writes;
  return judged;
}

Judgement AuthorizationOracle::OfHub(const World::Hub& hub) const {
  Guard guard = hub.guard;
  guard.hubs.push_back(hub.id);  // a hub is known to its own people
  // Hubs are the administrators' configuration.
  Judgement judged = OfGuarded(guard, false, Is(v1::ROLE_ADMINISTRATOR));
  judged.writes = Is(v1::ROLE_ADMINISTRATOR);
  if (guard.deleted) judged.sees = judged.writes;
  return judged;
}

Judgement AuthorizationOracle::OfCircle(const World::Circle& circle) const {
  Judgement judged;
  if (!KnowsHub(world_.HubOf(circle.hub))) return judged;
  judged.writes = Holds(coordinates_, circle.hub);
  judged.sees = judged.writes || Holds(member_of_, circle.hub);
  judged.parts.fill(judged.sees);
  return judged;
}

Judgement AuthorizationOracle::OfActor(const World::Actor& actor) const {
  return OfGuarded(actor.guard, caller_.actor == actor.id, false);
}

bool AuthorizationOracle::SeesLive(const World::Actor& actor) const {
  return !actor.guard.deleted && OfActor(actor).sees;
}

Judgement AuthorizationOracle::OfHubMember(const World::HubMember& member) const {
  Judgement judged;
  const World::Actor& actor = world_.ActorOf(member.actor);
  if (!KnowsHub(world_.HubOf(member.hub)) || actor.guard.deleted) return judged;
  // Its coordinators know who is in a hub; members know of those whom they see.
  judged.writes = Holds(coordinates_, member.hub);
  judged.sees = judged.writes || (Holds(member_of_, member.hub) && SeesLive(actor));
  judged.parts.fill(judged.sees);
  return judged;
}

Judgement AuthorizationOracle::OfCoalition(const World::Coalition& coalition) const {
  return OfGuarded(coalition.guard, false, false);
}

Judgement AuthorizationOracle::OfCoalitionMember(const World::CoalitionMember& member) const {
  Judgement judged;
  const World::Coalition& coalition = world_.CoalitionOf(member.coalition);
  const World::Actor& actor = world_.ActorOf(member.actor);
  // The audience of a link is the conjunction of both ends' and its own.
  if (coalition.guard.deleted || !SeesLive(actor)) return judged;
  const Judgement of_coalition = OfCoalition(coalition);
  const bool own = caller_.actor == member.actor;
  judged.sees =
      of_coalition.sees && (own || of_coalition.owner ||
                            Admits(Stricter(coalition.guard.tier, member.tier), coalition.guard));
  judged.writes = judged.sees && (own || of_coalition.writes);
  judged.parts.fill(judged.sees);
  return judged;
}

Judgement AuthorizationOracle::OfTheme() const {
  Judgement judged;
  judged.sees = true;
  judged.writes = Is(v1::ROLE_ADMINISTRATOR) || Is(v1::ROLE_EDITOR);
  judged.parts.fill(true);
  judged.parts[v1::TIER_PRIVATE] = judged.writes;  // hidden labels
  return judged;
}

bool AuthorizationOracle::MayCall(const std::string& method) const {
  const size_t slash = method.find('/');
  const Question question{method.substr(0, slash), method.substr(slash + 1), caller_.role};
  if (!RoleMayCall(question)) return false;
  return caller_.scopes.empty() || Holds(caller_.scopes, method) ||
         Holds(caller_.scopes, question.service + "/*");
}

}  // namespace tashbik::testing
