// Asking to meet, and bringing others together.
#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/protections.h"
#include "graph/text/clean.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/field_mask.h"
#include "services/introduction_calls.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/requests.h"
#include "services/times.h"
#include "services/tokens.h"
#include "services/validate.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using store::v1::IntroductionRecord;
using Lines = Validator::Lines;

const v1::Profile& ProfileOf(const Entry& entry) { return *ProfileIn(entry.record); }

// Paths of show_mask; nothing that is handed over later, or that others have no business with.
FieldMask ShowMask(const v1::RequestIntroductionRequest& request, Violations& faults) {
  google::protobuf::FieldMask mask = request.show_mask();
  if (mask.paths().empty()) mask.add_paths("names");
  for (int i = 0; i < mask.paths_size(); ++i) {
    const std::string& path = mask.paths(i);
    const std::string field = path.substr(0, path.find('.'));
    if (field == "contacts" || field == "external_ids" || field == "introductions_per_month" ||
        field == "*") {
      faults.Invalid(absl::StrCat("show_mask.paths[", i, "]"), "is not shown with a request",
                     "name fields such as `names` and `issues`");
    }
  }
  return FieldMask::Parse(mask, v1::Profile::default_instance(), "show_mask", faults);
}

// What of the asker's profile the caller sees and the mask names.
v1::Profile ShownProfile(const IntroducedActor& asker, const FieldMask& mask) {
  std::unique_ptr<google::protobuf::Message> resource(ResourceIn(asker.entry->record).New());
  Reveal(asker.sight, asker.entry->record, *resource);
  v1::Profile shown;
  const auto* field = resource->GetDescriptor()->FindFieldByName("profile");
  mask.Merge(resource->GetReflection()->GetMessage(*resource, field), shown);
  shown.clear_contacts();
  return shown;
}

// The actor that asks: the request's, or the caller's own.
absl::StatusOr<IntroducedActor> FindAsker(const Snapshot& snapshot, const Viewer& viewer,
                                          const std::string& given) {
  const std::string& name = given.empty() ? viewer.actor_name : given;
  if (name.empty()) return FieldRequired("actor", "name the actor that asks");
  IntroducedActor asker = FindIntroduced(snapshot, viewer, name);
  if (asker.entry == nullptr) return NotFound(name);
  if (!SpeaksFor(snapshot, viewer, name)) {
    return PermissionDenied("you ask for your own actor, or for one whose record you may change");
  }
  return asker;
}

absl::Status RequireVerified(const Viewer& viewer, const Entry& asker) {
  const bool organization = asker.kind == store::v1::KIND_ORGANIZATION;
  const v1::ActorState state =
      organization ? asker.record.organization().state() : asker.record.diaspora_group().state();
  if (state != v1::ACTOR_STATE_PENDING &&
      (viewer.role != v1::ROLE_MEMBER || !viewer.member_hubs.empty())) {
    return absl::OkStatus();
  }
  return StateConflict("a hub has to verify an actor before it may ask to meet others", "PENDING");
}

// NOT_FOUND for whom the caller does not see, or who is there for itself alone.
absl::StatusOr<IntroducedActor> FindPartner(const Snapshot& snapshot, const Viewer& viewer,
                                            const std::string& name) {
  IntroducedActor partner = FindIntroduced(snapshot, viewer, name);
  if (partner.entry == nullptr ||
      AccessOf(partner.entry->kind, partner.entry->record).tier == graph::Tier::kPrivate) {
    return NotFound(name);
  }
  return partner;
}

// What one side would be told of whom only the coordinator sees, has to be brokered.
absl::Status RequireSeenByAsker(const Snapshot& snapshot, const Viewer& viewer, const Entry& asker,
                                const std::string& partner) {
  if (viewer.role != v1::ROLE_COORDINATOR) return absl::OkStatus();
  const auto actor = ParseActorName(partner);
  if (snapshot.network().Find(actor->id, AudienceOfAnother(snapshot, viewer, asker.id()))) {
    return absl::OkStatus();
  }
  return StateConflict(absl::StrCat(partner, " is seen by you, not by the asker: broker instead"),
                       "BROKERED");
}

// What the asker already has with the partner, by what it is shown itself.
absl::Status RequireNothingOpen(const Snapshot& snapshot, const Entry& asker,
                                const std::string& partner, absl::Time now) {
  for (const EntryPointer& entry :
       snapshot.catalog().Of(store::v1::KIND_INTRODUCTION, asker.id())) {
    const IntroductionRecord& record = entry->record.introduction();
    const std::string own = NameOf(asker.kind, asker.id());
    const bool first = record.first().actor() == own;
    if (!first && record.second().actor() != own) continue;
    const IntroductionPart part = first ? IntroductionPart::kFirst : IntroductionPart::kSecond;
    if (!IsThereFor(record, part, now)) continue;
    const v1::Introduction shown = ShownTo(entry->id(), record, part, now);
    if (shown.partner() != partner) continue;
    const bool asked_by_own = shown.role() == v1::INTRODUCTION_ROLE_ASKER;
    if (shown.state() == v1::INTRODUCTION_STATE_ACCEPTED) {
      return StateConflict(absl::StrCat("you have met: ", shown.name()), "ACCEPTED");
    }
    if (asked_by_own && shown.state() == v1::INTRODUCTION_STATE_REQUESTED) {
      return StateConflict(absl::StrCat("you have asked: ", shown.name(), " waits for an answer"),
                           "REQUESTED");
    }
    if (asked_by_own && shown.answer() == v1::INTRODUCTION_ANSWER_NO) {
      return StateConflict(absl::StrCat("they said no: ", shown.name()), "CLOSED");
    }
  }
  return absl::OkStatus();
}

// What the broker has begun between the two.
absl::Status RequireNothingBrokered(const Snapshot& snapshot, const std::string& account,
                                    const std::string& one, const std::string& other,
                                    absl::Time now) {
  for (const EntryPointer& entry : snapshot.catalog().Of(store::v1::KIND_INTRODUCTION, account)) {
    const IntroductionRecord& record = entry->record.introduction();
    const std::string& first = record.first().actor();
    const std::string& second = record.second().actor();
    const bool same = (first == one && second == other) || (first == other && second == one);
    if (!same || !IsBrokered(record) || record.account() != account) continue;
    const v1::IntroductionState state = StateFor(record, IntroductionPart::kBroker, now);
    if (state == v1::INTRODUCTION_STATE_REQUESTED || state == v1::INTRODUCTION_STATE_ACCEPTED) {
      return StateConflict(absl::StrCat("you have brought them together: ",
                                        NameOf(store::v1::KIND_INTRODUCTION, entry->id())),
                           "REQUESTED");
    }
  }
  return absl::OkStatus();
}

absl::Status RequireBudget(const Snapshot& snapshot, const std::string& asker, absl::Time now) {
  const v1::Budget budget = IntroductionBudget(snapshot, asker, now);
  if (budget.remaining() > 0) return absl::OkStatus();
  return BudgetExhausted(
      asker, absl::StrCat("the ", kMaxRequestsPerWeek, " requests for introductions of a week"),
      TimeOf(budget.reset_time()) - now);
}

// The questions as they stand now, with the answers. FAILED_PRECONDITION when one is missing.
absl::Status TakeVetting(const Snapshot& snapshot, const Entry& partner,
                         const google::protobuf::RepeatedPtrField<std::string>& answers,
                         IntroductionRecord& record) {
  const EntryPointer settings =
      snapshot.catalog().Find(store::v1::KIND_INTRODUCTION_SETTINGS, partner.id());
  const int questions =
      settings == nullptr ? 0 : settings->record.introduction_settings().vetting_questions_size();
  if (answers.size() > questions) {
    return FieldInvalid(
        "vetting_answers",
        absl::StrCat("has ", answers.size(), " answers to ", questions, " questions"),
        "answer each question once, in their order");
  }
  for (int i = 0; i < questions; ++i) {
    const std::string& question = settings->record.introduction_settings().vetting_questions(i);
    if (i >= answers.size() || graph::text::IsBlank(answers.Get(i))) {
      return StateConflict(absl::StrCat("`vetting_answers[", i, "]` must answer: ", question),
                           "QUESTIONS_OPEN");
    }
    v1::VettingAnswer& answer = *record.add_vetting_answers();
    answer.set_question(question);
    answer.set_answer(answers.Get(i));
  }
  return absl::OkStatus();
}

void Deliver(const Snapshot& snapshot, const Entry& actor, absl::Time now,
             const IntroductionRecord& record, store::v1::IntroductionParty& side) {
  const auto time = DeliverTimeOf(snapshot, actor, now, TimeOf(record.expire_time()));
  if (time) *side.mutable_deliver_time() = ToProto(*time);
}

void Require(const Entry& entry, WritePlan& plan) {
  plan.preconditions.push_back({entry.kind, entry.id(), entry.version});
}

}  // namespace

IntroductionCalls::Answer IntroductionCalls::Request(
    const CallContext& call, const v1::RequestIntroductionRequest& given) const {
  const auto prepare = [&](const Snapshot& now, IntroductionRecord& record,
                           WritePlan& plan) -> absl::Status {
    v1::RequestIntroductionRequest request = given;
    Violations faults;
    Validator validator(now, call.viewer, faults);
    validator.CheckWords(*request.mutable_message(), kMaxNoteCharacters, Lines::kMany, "message",
                         "why you want to meet");
    for (int i = 0; i < std::min(request.vetting_answers_size(), kMaxVettingQuestions); ++i) {
      validator.CheckText(*request.mutable_vetting_answers(i), kMaxNoteCharacters, Lines::kMany,
                          absl::StrCat("vetting_answers[", i, "]"));
    }
    validator.CheckCount(request.vetting_answers_size(), kMaxVettingQuestions, "vetting_answers",
                         "answers");
    validator.CheckContacts(*request.mutable_contacts(), "contacts");
    const FieldMask mask = ShowMask(request, faults);
    if (request.partner().empty()) faults.Required("partner", "name the actor to meet");
    if (absl::Status status = faults.ToStatus(); !status.ok()) return status;

    absl::StatusOr<IntroducedActor> asker = FindAsker(now, call.viewer, request.actor());
    if (!asker.ok()) return asker.status();
    const Entry& own = *asker->entry;
    const std::string own_name = NameOf(own.kind, own.id());
    if (own_name == request.partner()) {
      return FieldInvalid("partner", "is the asker itself", "name another actor");
    }
    if (absl::Status good = RequireVerified(call.viewer, own); !good.ok()) return good;
    absl::StatusOr<IntroducedActor> partner = FindPartner(now, call.viewer, request.partner());
    if (!partner.ok()) return partner.status();
    const absl::Time time = TimeOf(record.create_time());
    for (const absl::Status& good :
         {RequireSeenByAsker(now, call.viewer, own, request.partner()),
          RequireNothingOpen(now, own, request.partner(), time), RequireBudget(now, own_name, time),
          TakeVetting(now, *partner->entry, request.vetting_answers(), record)}) {
      if (!good.ok()) return good;
    }

    store::v1::IntroductionParty& first = *record.mutable_first();
    first.set_actor(own_name);
    first.set_message(request.message());
    store::v1::IntroductionParty& second = *record.mutable_second();
    second.set_actor(request.partner());
    second.set_message(request.message());
    *record.mutable_shown_profile() = ShownProfile(*asker, mask);
    *first.mutable_contacts() = request.contacts();
    // A coordinator's request for an actor with an account waits for that account.
    if (call.viewer.actor == own.id() || !HasOwnAccount(now, own_name, time)) {
      const auto& contacts =
          request.contacts().empty() ? ProfileOf(own).contacts() : request.contacts();
      IntroductionStep agreed = Agree(record, IntroductionPart::kFirst, contacts, time);
      if (!agreed.ok()) return agreed.status();
      record = *std::move(agreed);
      Deliver(now, *partner->entry, time, record, *record.mutable_second());
      if (graph::IsRemoved(graph::Protection::kSilentCapacity) &&
          !IsThereFor(record, IntroductionPart::kSecond, time)) {
        return StateConflict("they take no more requests this month", "FULL");
      }
    }
    Require(own, plan);
    Require(*partner->entry, plan);
    return absl::OkStatus();
  };
  return Make(call, given, IntroductionPart::kFirst, prepare);
}

IntroductionCalls::Answer IntroductionCalls::Broker(
    const CallContext& call, const v1::BrokerIntroductionRequest& given) const {
  const auto prepare = [&](const Snapshot& now, IntroductionRecord& record,
                           WritePlan& plan) -> absl::Status {
    v1::BrokerIntroductionRequest request = given;
    const Viewer& viewer = call.viewer;
    Violations faults;
    Validator validator(now, viewer, faults);
    const auto message = [&](std::string* text, const std::string& path) {
      validator.CheckWords(*text, kMaxNoteCharacters, Lines::kMany, path,
                           "why to meet, without saying whom");
    };
    message(request.mutable_message_to_first(), "message_to_first");
    message(request.mutable_message_to_second(), "message_to_second");
    if (request.first().empty()) faults.Required("first", "name one actor");
    if (request.second().empty()) faults.Required("second", "name the other actor");
    if (!request.first().empty() && request.first() == request.second()) {
      faults.Invalid("second", "is the first", "name another actor");
    }
    if (request.hub().empty() && viewer.coordinated_hubs.size() == 1) {
      request.set_hub(NameOf(store::v1::KIND_HUB, viewer.coordinated_hubs.front()));
    }
    const auto hub = ParseNameOf(store::v1::KIND_HUB, request.hub());
    if (request.hub().empty()) {
      faults.Required("hub", "name the hub of yours in whose name you broker");
    } else if (!hub || !viewer.Coordinates(*hub)) {
      faults.Missing("hub", request.hub());
    }
    if (absl::Status status = faults.ToStatus(); !status.ok()) return status;

    record.set_hub(request.hub());
    const absl::Time time = TimeOf(record.create_time());
    const auto side = [&](const std::string& name, const std::string& text,
                          store::v1::IntroductionParty& party) -> absl::Status {
      absl::StatusOr<IntroducedActor> actor = FindPartner(now, viewer, name);
      if (!actor.ok()) return actor.status();
      party.set_actor(name);
      party.set_message(text);
      Deliver(now, *actor->entry, time, record, party);
      Require(*actor->entry, plan);
      return absl::OkStatus();
    };
    if (absl::Status good =
            side(request.first(), request.message_to_first(), *record.mutable_first());
        !good.ok()) {
      return good;
    }
    if (absl::Status good =
            side(request.second(), request.message_to_second(), *record.mutable_second());
        !good.ok()) {
      return good;
    }
    return RequireNothingBrokered(now, viewer.account, request.first(), request.second(), time);
  };
  return Make(call, given, IntroductionPart::kBroker, prepare);
}

std::optional<absl::Time> DeliverTimeOf(const Snapshot& snapshot, const Entry& actor,
                                        absl::Time now, absl::Time expire) {
  std::vector<absl::Time> taken;
  const std::string name = NameOf(actor.kind, actor.id());
  for (const EntryPointer& entry :
       snapshot.catalog().Of(store::v1::KIND_INTRODUCTION, actor.id())) {
    const IntroductionRecord& record = entry->record.introduction();
    for (const auto* side : {&record.first(), &record.second()}) {
      if (side->actor() == name && side->has_deliver_time()) {
        taken.push_back(TimeOf(side->deliver_time()));
      }
    }
  }
  const int capacity = ProfileOf(actor).introductions_per_month();
  const absl::Time time = DeliverTime(std::move(taken), capacity, now);
  if (time >= expire) return std::nullopt;
  return time;
}

v1::Budget IntroductionBudget(const Snapshot& snapshot, absl::string_view actor_name,
                              absl::Time now) {
  std::vector<absl::Time> made;
  const auto actor = ParseActorName(actor_name);
  if (actor) {
    for (const EntryPointer& entry :
         snapshot.catalog().Of(store::v1::KIND_INTRODUCTION, actor->id)) {
      const IntroductionRecord& record = entry->record.introduction();
      if (!IsBrokered(record) && record.first().actor() == actor_name) {
        made.push_back(TimeOf(record.create_time()));
      }
    }
  }
  const RequestsLeft left = RequestsLeftAfter(std::move(made), now);
  v1::Budget budget;
  budget.set_kind(v1::BUDGET_KIND_INTRODUCTIONS);
  budget.set_limit(kMaxRequestsPerWeek);
  budget.set_remaining(left.remaining);
  // With nothing left, when one is free again counts more than when all are.
  *budget.mutable_reset_time() = ToProto(left.remaining == 0 ? left.next : left.reset);
  return budget;
}

}  // namespace tashbik::services
