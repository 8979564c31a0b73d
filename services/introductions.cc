// Every rule reads the state that the acting part sees, so that an error tells no more than an
// answer does.
#include "services/introductions.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "graph/protections.h"
#include "services/errors.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/times.h"

namespace tashbik::services {
namespace {

using graph::IsRemoved;
using graph::Protection;
using store::v1::IntroductionParty;
using store::v1::IntroductionRecord;
using Part = IntroductionPart;

const IntroductionParty& Side(const IntroductionRecord& record, Part part) {
  return part == Part::kFirst ? record.first() : record.second();
}
IntroductionParty& Side(IntroductionRecord& record, Part part) {
  return part == Part::kFirst ? *record.mutable_first() : *record.mutable_second();
}
Part Other(Part part) { return part == Part::kFirst ? Part::kSecond : Part::kFirst; }

// Whether the part was asked: either side of a brokered one, else the second.
bool WasAsked(const IntroductionRecord& record, Part part) {
  return part == Part::kSecond || (part == Part::kFirst && IsBrokered(record));
}

bool Answered(const IntroductionParty& side) {
  return side.answer() != v1::INTRODUCTION_ANSWER_UNSPECIFIED;
}

// When it ended for everybody without an agreement: withdrawn, answered with a word, or run out.
absl::Time EndOf(const IntroductionRecord& record) {
  const bool refused = record.first().has_decline_time() || record.second().has_decline_time();
  const bool runs_out = refused || !IsRemoved(Protection::kSilentExpiry);
  absl::Time end = runs_out ? TimeOf(record.expire_time()) : absl::InfiniteFuture();
  if (record.has_close_time()) end = std::min(end, TimeOf(record.close_time()));
  for (const IntroductionParty* side : {&record.first(), &record.second()}) {
    const bool told = Answered(*side) || IsRemoved(Protection::kSilentRefusals);
    if (told && side->has_decline_time()) end = std::min(end, TimeOf(side->decline_time()));
  }
  return end;
}

absl::Status Conflict(absl::string_view what, v1::IntroductionState state) {
  const std::string word(
      absl::StripPrefix(v1::IntroductionState_Name(state), "INTRODUCTION_STATE_"));
  return StateConflict(absl::StrCat(what, ": the introduction is ", word), word);
}

absl::Status RequireSide(Part part) {
  if (part != Part::kBroker) return absl::OkStatus();
  return PermissionDenied("this is for the two sides; a broker can close what it began");
}

absl::Status RequireState(const IntroductionRecord& record, Part part, v1::IntroductionState state,
                          absl::Time now, absl::string_view what) {
  const v1::IntroductionState is = StateFor(record, part, now);
  return is == state ? absl::OkStatus() : Conflict(what, is);
}

void TakeBack(IntroductionParty& side) {
  side.clear_agree_time();
  side.clear_contacts();
}

void ShowSide(const IntroductionRecord& record, Part part, v1::Introduction& shown) {
  const IntroductionParty& own = Side(record, part);
  const IntroductionParty& other = Side(record, Other(part));
  const bool asked = WasAsked(record, part);
  shown.set_role(asked ? v1::INTRODUCTION_ROLE_ASKED : v1::INTRODUCTION_ROLE_ASKER);
  if (!IsBrokered(record) || record.has_accept_time()) shown.set_partner(other.actor());
  shown.set_message(own.message());
  shown.set_answer(asked ? own.answer() : other.answer());
  shown.set_agreed(own.has_agree_time());
  const bool accepted = shown.state() == v1::INTRODUCTION_STATE_ACCEPTED;
  // What the asker shows of itself is for the decision; afterwards it is the asker's alone.
  if (!asked || accepted || shown.state() == v1::INTRODUCTION_STATE_REQUESTED) {
    if (record.has_shown_profile()) *shown.mutable_shown_profile() = record.shown_profile();
    *shown.mutable_vetting_answers() = record.vetting_answers();
  }
  if (accepted || IsRemoved(Protection::kContactsOfBothConsents)) {
    *shown.mutable_contacts() = other.contacts();
  }
  if (!record.has_accept_time()) return;
  if (own.has_collaboration() || other.has_collaboration()) {
    v1::Collaboration& collaboration = *shown.mutable_collaboration();
    collaboration = own.has_collaboration() ? own.collaboration() : other.collaboration();
    collaboration.set_recorded(own.has_collaboration());
    collaboration.set_coalition(record.coalition());
  }
}

void ShowBroker(const IntroductionRecord& record, v1::Introduction& shown) {
  shown.set_role(v1::INTRODUCTION_ROLE_BROKER);
  for (const IntroductionParty* side : {&record.first(), &record.second()}) {
    shown.add_parties(side->actor());
    if (side->has_agree_time()) shown.add_agreed_parties(side->actor());
    if (Answered(*side)) shown.set_answer(side->answer());
  }
}

}  // namespace

bool IsBrokered(const IntroductionRecord& record) { return !record.hub().empty(); }

bool IsThereFor(const IntroductionRecord& record, Part part, absl::Time now) {
  if (!WasAsked(record, part)) return true;
  const IntroductionParty& side = Side(record, part);
  if (!side.has_deliver_time()) return false;
  const absl::Time delivered = TimeOf(side.deliver_time());
  return delivered <= now && (record.has_accept_time() || delivered < EndOf(record));
}

v1::IntroductionState StateFor(const IntroductionRecord& record, Part part, absl::Time now) {
  if (record.has_revoke_time()) return v1::INTRODUCTION_STATE_REVOKED;
  if (record.has_accept_time()) return v1::INTRODUCTION_STATE_ACCEPTED;
  if (now >= EndOf(record)) return v1::INTRODUCTION_STATE_CLOSED;
  // Its own refusal, which nobody else learns of.
  if (WasAsked(record, part) && Side(record, part).has_decline_time()) {
    return v1::INTRODUCTION_STATE_CLOSED;
  }
  return v1::INTRODUCTION_STATE_REQUESTED;
}

v1::Introduction ShownTo(absl::string_view id, const IntroductionRecord& record, Part part,
                         absl::Time now) {
  v1::Introduction shown;
  shown.set_name(NameOf(store::v1::KIND_INTRODUCTION, id));
  shown.set_hub(record.hub());
  shown.set_state(StateFor(record, part, now));
  *shown.mutable_create_time() = record.create_time();
  *shown.mutable_expire_time() = record.expire_time();
  if (record.has_accept_time()) *shown.mutable_accept_time() = record.accept_time();
  if (part == Part::kBroker) {
    ShowBroker(record, shown);
  } else {
    ShowSide(record, part, shown);
  }
  return shown;
}

IntroductionStep Agree(IntroductionRecord record, Part part,
                       const google::protobuf::RepeatedPtrField<v1::Contact>& contacts,
                       absl::Time now) {
  if (absl::Status side = RequireSide(part); !side.ok()) return side;
  if (absl::Status good = RequireState(record, part, v1::INTRODUCTION_STATE_REQUESTED, now,
                                       "there is nothing to agree to");
      !good.ok()) {
    return good;
  }
  IntroductionParty& own = Side(record, part);
  if (!own.has_agree_time()) *own.mutable_agree_time() = ToProto(now);
  *own.mutable_contacts() = contacts;
  for (v1::Contact& contact : *own.mutable_contacts()) contact.clear_published();
  if (Side(record, Other(part)).has_agree_time()) *record.mutable_accept_time() = ToProto(now);
  return record;
}

IntroductionStep Decline(IntroductionRecord record, Part part, v1::IntroductionAnswer answer,
                         absl::Time now) {
  if (absl::Status side = RequireSide(part); !side.ok()) return side;
  if (absl::Status good = RequireState(record, part, v1::INTRODUCTION_STATE_REQUESTED, now,
                                       "there is nothing to decline");
      !good.ok()) {
    return good;
  }
  if (!WasAsked(record, part)) {
    return Conflict("you asked yourself: close it instead", v1::INTRODUCTION_STATE_REQUESTED);
  }
  IntroductionParty& own = Side(record, part);
  TakeBack(own);
  *own.mutable_decline_time() = ToProto(now);
  own.set_answer(answer);
  return record;
}

IntroductionStep Close(IntroductionRecord record, Part part, absl::Time now) {
  if (absl::Status good = RequireState(record, part, v1::INTRODUCTION_STATE_REQUESTED, now,
                                       "there is nothing to withdraw");
      !good.ok()) {
    return good;
  }
  if (WasAsked(record, part)) {
    return Conflict("you were asked: decline it instead", v1::INTRODUCTION_STATE_REQUESTED);
  }
  *record.mutable_close_time() = ToProto(now);
  for (const Part side : {Part::kFirst, Part::kSecond}) TakeBack(Side(record, side));
  return record;
}

IntroductionStep Revoke(IntroductionRecord record, Part part, absl::Time now) {
  if (absl::Status side = RequireSide(part); !side.ok()) return side;
  const v1::IntroductionState state = StateFor(record, part, now);
  if (state == v1::INTRODUCTION_STATE_REQUESTED && Side(record, part).has_agree_time()) {
    return WasAsked(record, part)
               ? Decline(std::move(record), part, v1::INTRODUCTION_ANSWER_UNSPECIFIED, now)
               : Close(std::move(record), part, now);
  }
  if (state != v1::INTRODUCTION_STATE_ACCEPTED) {
    return Conflict("there is no agreement to take back", state);
  }
  *record.mutable_revoke_time() = ToProto(now);
  for (const Part side : {Part::kFirst, Part::kSecond}) TakeBack(Side(record, side));
  return record;
}

IntroductionStep Collaborate(IntroductionRecord record, Part part,
                             const v1::Collaboration& collaboration, absl::Time now) {
  if (absl::Status side = RequireSide(part); !side.ok()) return side;
  if (absl::Status good = RequireState(record, part, v1::INTRODUCTION_STATE_ACCEPTED, now,
                                       "a collaboration follows an accepted introduction");
      !good.ok()) {
    return good;
  }
  if (!record.coalition().empty()) {
    return Conflict(absl::StrCat("both sides recorded it: it is ", record.coalition()),
                    v1::INTRODUCTION_STATE_ACCEPTED);
  }
  v1::Collaboration& own = *Side(record, part).mutable_collaboration();
  own.set_title(collaboration.title());
  *own.mutable_themes() = collaboration.themes();
  return record;
}

bool BothRecorded(const IntroductionRecord& record) {
  return record.first().has_collaboration() && record.second().has_collaboration();
}

void Forget(IntroductionRecord& record, absl::string_view actor, absl::Time now) {
  for (const Part part : {Part::kFirst, Part::kSecond}) {
    IntroductionParty& side = Side(record, part);
    if (side.actor() != actor) continue;
    TakeBack(side);
    side.clear_message();
    side.clear_collaboration();
    if (part == Part::kFirst) {
      record.clear_shown_profile();
      record.clear_vetting_answers();
    }
    // Whoever asked what is gone waits like everybody who is not answered.
    if (record.has_accept_time() && !record.has_revoke_time()) {
      *record.mutable_revoke_time() = ToProto(now);
      TakeBack(Side(record, Other(part)));
    } else if (part == Part::kFirst && !IsBrokered(record) && !record.has_close_time()) {
      *record.mutable_close_time() = ToProto(now);
    }
  }
}

absl::Time DeliverTime(std::vector<absl::Time> taken, int capacity, absl::Time now) {
  if (capacity <= 0 || taken.size() < static_cast<size_t>(capacity)) return now;
  std::sort(taken.begin(), taken.end());
  return std::max(now, taken[taken.size() - static_cast<size_t>(capacity)] + kCapacityTime);
}

RequestsLeft RequestsLeftAfter(std::vector<absl::Time> made, absl::Time now) {
  std::erase_if(made, [&](absl::Time time) { return time + kRequestsTime <= now; });
  std::sort(made.begin(), made.end());
  RequestsLeft left;
  const size_t most = kMaxRequestsPerWeek;
  left.remaining = static_cast<int>(most - std::min(most, made.size()));
  left.reset = made.empty() ? now : made.back() + kRequestsTime;
  left.next = made.size() < most ? now : made[made.size() - most] + kRequestsTime;
  return left;
}

}  // namespace tashbik::services
