// The model, and the steps. Every answer is compared byte for byte; failures are those of
// GoogleTest.
#include "tests/unit/services/introduction_fuzz.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/times.h"
#include "tests/testing/meeting_world.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

using testing::MeetingWorld;
using testing::ReasonName;

constexpr int kActors = 10;
constexpr int kNoAccount = 9;  // nobody has an account for this one
constexpr int kNobody = -1;
constexpr absl::Duration kMonth = absl::Hours(24 * 30);
const int kCapacities[kActors] = {0, 1, 2, 0, 3, 0, 1, 5, 0, 0};

enum Who { kFirst = 0, kSecond = 1, kBroker = 2 };

// What happened, by side.
struct Meeting {
  std::string name;
  int actor[2] = {0, 0};
  bool brokered = false;
  std::string message[2];
  absl::Time made;
  std::optional<absl::Time> delivered[2];
  bool agreed[2] = {false, false};
  bool refused[2] = {false, false};
  v1::IntroductionAnswer answer[2] = {};
  absl::Time ended;  // without agreement, by what anybody said aloud
  std::optional<absl::Time> accepted;
  bool revoked = false;
  std::string title[2];
  std::string coalition;
};

class Fuzz {
 public:
  explicit Fuzz(uint64_t seed) : random_(seed) {
    std::fill(std::begin(blocked_), std::end(blocked_), kNobody);
    for (int i = 0; i < kActors; ++i) {
      actors_.push_back(world_.Make({.key = absl::StrCat("actor", i),
                                     .capacity = kCapacities[i],
                                     .account = i != kNoAccount}));
    }
  }

  void Run(int steps, absl::FunctionRef<bool()> stop) {
    for (int step = 0; step < steps && !stop(); ++step) {
      where_ = absl::StrCat("step ", step);
      Step();
      world_.Advance(absl::Seconds(1));
      if (step % 997 == 500) Reopen();
    }
    if (!stop()) CheckAll();
  }

  FuzzedIntroductions Counts() const {
    FuzzedIntroductions counts = counts_;
    counts.made = static_cast<int>(meetings_.size());
    for (const Meeting& m : meetings_) {
      counts.accepted += m.accepted ? 1 : 0;
      counts.revoked += m.revoked ? 1 : 0;
    }
    return counts;
  }

 private:
  size_t Below(size_t limit) { return random_() % limit; }
  bool Chance(size_t percent) { return Below(100) < percent; }
  absl::Time now() const { return world_.now(); }

  // ---- the model

  static bool Asked(const Meeting& m, Who who) {
    return who == kSecond || (who == kFirst && m.brokered);
  }

  bool There(const Meeting& m, Who who) const {
    if (!Asked(m, who)) return true;
    const auto& delivered = m.delivered[who];
    if (!delivered || *delivered > now()) return false;
    return m.accepted.has_value() || *delivered < m.ended;
  }

  v1::IntroductionState StateOf(const Meeting& m, Who who) const {
    if (m.revoked) return v1::INTRODUCTION_STATE_REVOKED;
    if (m.accepted) return v1::INTRODUCTION_STATE_ACCEPTED;
    const bool own_refusal = Asked(m, who) && m.refused[who];
    if (m.ended <= now() || own_refusal) return v1::INTRODUCTION_STATE_CLOSED;
    return v1::INTRODUCTION_STATE_REQUESTED;
  }

  v1::Introduction Expected(const Meeting& m, Who who) const {
    v1::Introduction shown;
    shown.set_name(m.name);
    if (m.brokered) shown.set_hub(world_.hub());
    shown.set_state(StateOf(m, who));
    *shown.mutable_create_time() = ToProto(m.made);
    *shown.mutable_expire_time() = ToProto(m.made + kMonth);
    if (m.accepted) *shown.mutable_accept_time() = ToProto(*m.accepted);
    if (who == kBroker) {
      shown.set_role(v1::INTRODUCTION_ROLE_BROKER);
      for (int side = 0; side < 2; ++side) {
        shown.add_parties(actors_[m.actor[side]]);
        if (m.agreed[side]) shown.add_agreed_parties(actors_[m.actor[side]]);
        if (m.answer[side] != v1::INTRODUCTION_ANSWER_UNSPECIFIED) shown.set_answer(m.answer[side]);
      }
      return shown;
    }
    const int other = 1 - who;
    const bool met = m.accepted.has_value();
    const bool open = shown.state() == v1::INTRODUCTION_STATE_REQUESTED ||
                      shown.state() == v1::INTRODUCTION_STATE_ACCEPTED;
    shown.set_role(Asked(m, who) ? v1::INTRODUCTION_ROLE_ASKED : v1::INTRODUCTION_ROLE_ASKER);
    if (!m.brokered || met) shown.set_partner(actors_[m.actor[other]]);
    shown.set_answer(m.answer[m.brokered ? who : 1]);
    shown.set_message(m.message[who]);
    shown.set_agreed(m.agreed[who]);
    if (!m.brokered && (who == kFirst || open)) {
      shown.mutable_shown_profile()->add_names()->set_text(absl::StrCat("actor", m.actor[0]));
    }
    if (shown.state() == v1::INTRODUCTION_STATE_ACCEPTED) {
      v1::Contact& contact = *shown.add_contacts();
      contact.set_method("email");
      contact.set_value(absl::StrCat("actor", m.actor[other], "@mail"));
    }
    if (met && (!m.title[who].empty() || !m.title[other].empty())) {
      v1::Collaboration& together = *shown.mutable_collaboration();
      together.set_title(m.title[who].empty() ? m.title[other] : m.title[who]);
      together.set_recorded(!m.title[who].empty());
      together.set_coalition(m.coalition);
    }
    return shown;
  }

  // When the actor has room: few requests in any of its months, those to come counted.
  std::optional<absl::Time> RoomFor(int actor, absl::Time expire) const {
    std::vector<absl::Time> taken;
    for (const size_t i : of_[actor]) {
      for (int side = 0; side < 2; ++side) {
        if (meetings_[i].actor[side] == actor && meetings_[i].delivered[side]) {
          taken.push_back(*meetings_[i].delivered[side]);
        }
      }
    }
    std::vector<absl::Time> candidates = {now()};
    for (const absl::Time time : taken) candidates.push_back(time + kMonth);
    std::sort(candidates.begin(), candidates.end());
    for (const absl::Time time : candidates) {
      if (time < now()) continue;
      const auto in_month = std::count_if(taken.begin(), taken.end(),
                                          [&](absl::Time t) { return t > time - kMonth; });
      if (kCapacities[actor] != 0 && in_month >= kCapacities[actor]) continue;
      if (time < expire) return time;
      break;
    }
    return std::nullopt;
  }

  // ---- who calls

  CallContext CallerFor(int actor) {
    return actor == kNoAccount ? world_.Coordinator() : world_.Member(actors_[actor]);
  }
  CallContext CallerOf(const Meeting& m, Who who) {
    return who == kBroker ? world_.Coordinator() : CallerFor(m.actor[who]);
  }
  // The request's `actor`: for whom a coordinator acts.
  std::string ActingFor(const Meeting& m, Who who) const {
    return who != kBroker && m.actor[who] == kNoAccount ? actors_[kNoAccount] : "";
  }

  // ---- checks

  void Check(const Meeting& m, Who who) {
    if (who == kBroker && !m.brokered) return;
    v1::GetIntroductionRequest request;
    request.set_name(m.name);
    request.set_actor(ActingFor(m, who));
    const auto shown = world_.introductions().Get(CallerOf(m, who), request);
    CheckShown(m, who, shown);
  }

  void CheckShown(const Meeting& m, Who who, const absl::StatusOr<v1::Introduction>& shown) {
    const std::string at = absl::StrCat(where_, ": ", m.name, " to ", static_cast<int>(who));
    if (!There(m, who)) {
      EXPECT_EQ(ReasonName(shown.status()), "NOT_FOUND") << at;
      return;
    }
    ASSERT_TRUE(shown.ok()) << at << " " << shown.status();
    if (shown->contacts_size() > 0) {
      EXPECT_TRUE(m.agreed[0] && m.agreed[1] && !m.revoked) << at << "\n" << shown->DebugString();
    }
    const v1::Introduction expected = Expected(m, who);
    EXPECT_EQ(shown->SerializeAsString(), expected.SerializeAsString())
        << at << "\n"
        << shown->DebugString() << "\nexpected\n"
        << expected.DebugString();
  }

  void CheckAllParts(const Meeting& m) {
    for (const Who who : {kFirst, kSecond, kBroker}) Check(m, who);
  }
  void CheckAll() {
    for (const Meeting& m : meetings_) CheckAllParts(m);
  }

  void Reopen() {
    ++counts_.restarts;
    if (Chance(50)) {
      world_.Restart();
    } else {
      world_.Crash();
    }
    CheckAll();
  }

  // ---- steps

  void Step() {
    const size_t die = Below(100);
    if (die < 18) return Request();
    if (die < 26) return Broker();
    if (die < 34) return List();
    if (die < 38) return Intrude();
    if (die < 42) return Chance(60) ? Hide() : Block();
    if (die < 55) return world_.Advance(absl::Minutes(Below(die < 44 ? 60 * 24 * 6 : 90)));
    if (meetings_.empty()) return;
    // Mostly of late, sometimes long ago.
    const size_t back = Below(Chance(90) ? 20 : meetings_.size());
    Meeting& m = meetings_[meetings_.size() - 1 - std::min(back, meetings_.size() - 1)];
    const Who who = m.brokered && Chance(20) ? kBroker : Chance(40) ? kFirst : kSecond;
    if (die < 70) {
      Accept(m, who);
    } else if (die < 80) {
      Decline(m, who);
    } else if (die < 84) {
      Close(m, who);
    } else if (die < 89) {
      Revoke(m, who);
    } else {
      Collaborate(m, who);
    }
    CheckAllParts(m);
    CheckAllParts(meetings_[Below(meetings_.size())]);
  }

  void Add(Meeting m) {
    const size_t i = meetings_.size();
    of_[m.actor[0]].push_back(i);
    of_[m.actor[1]].push_back(i);
    meetings_.push_back(std::move(m));
    CheckAllParts(meetings_.back());
  }

  std::string RequestRefusal(int asker, int partner) const {
    if (hidden_[partner] || blocked_[partner] == asker) return "NOT_FOUND";
    int made = 0;
    for (const size_t i : of_[asker]) {
      const Meeting& m = meetings_[i];
      const Who who = m.actor[0] == asker ? kFirst : kSecond;
      if (who == kFirst && !m.brokered && m.made > now() - absl::Hours(24 * 7)) ++made;
      if (!There(m, who)) continue;
      const v1::Introduction shown = Expected(m, who);
      if (shown.partner() != actors_[partner]) continue;
      const bool own = shown.role() == v1::INTRODUCTION_ROLE_ASKER;
      if (shown.state() == v1::INTRODUCTION_STATE_ACCEPTED ||
          (own && (shown.state() == v1::INTRODUCTION_STATE_REQUESTED ||
                   shown.answer() == v1::INTRODUCTION_ANSWER_NO))) {
        return "STATE_CONFLICT";
      }
    }
    return made >= 20 ? "BUDGET_EXHAUSTED" : "OK";
  }

  void Request() {
    const int asker = static_cast<int>(Below(kActors));
    const int partner = static_cast<int>(Below(kActors));
    if (asker == partner || (asker == kNoAccount && hidden_[asker])) return;
    v1::RequestIntroductionRequest request;
    if (asker == kNoAccount) request.set_actor(actors_[asker]);
    request.set_partner(actors_[partner]);
    request.set_message(absl::StrCat("message ", ++counter_));
    const std::string want = RequestRefusal(asker, partner);
    const auto shown = world_.introductions().Request(CallerFor(asker), request);
    ASSERT_EQ(ReasonName(shown.status()), want) << where_;
    if (!shown.ok()) return;
    Meeting m;
    m.name = shown->name();
    m.actor[0] = asker;
    m.actor[1] = partner;
    m.message[0] = m.message[1] = request.message();
    m.made = now();
    m.ended = now() + kMonth;
    m.agreed[0] = true;
    m.delivered[1] = RoomFor(partner, m.ended);
    counts_.held_back += !m.delivered[1] || *m.delivered[1] > now() ? 1 : 0;
    CheckShown(m, kFirst, shown);
    Add(std::move(m));
  }

  void Broker() {
    const int one = static_cast<int>(Below(kActors));
    const int other = static_cast<int>(Below(kActors));
    if (one == other) return;
    std::string want = hidden_[one] || hidden_[other] ? "NOT_FOUND" : "OK";
    for (const size_t i : of_[one]) {
      const Meeting& m = meetings_[i];
      if (!m.brokered || (m.actor[0] != other && m.actor[1] != other)) continue;
      const auto state = StateOf(m, kBroker);
      const bool open =
          state == v1::INTRODUCTION_STATE_REQUESTED || state == v1::INTRODUCTION_STATE_ACCEPTED;
      if (want == "OK" && open) want = "STATE_CONFLICT";
    }
    v1::BrokerIntroductionRequest request;
    request.set_first(actors_[one]);
    request.set_second(actors_[other]);
    request.set_message_to_first(absl::StrCat("to first ", ++counter_));
    request.set_message_to_second(absl::StrCat("to second ", counter_));
    const auto shown = world_.introductions().Broker(world_.Coordinator(), request);
    ASSERT_EQ(ReasonName(shown.status()), want) << where_;
    if (!shown.ok()) return;
    Meeting m;
    m.name = shown->name();
    m.actor[0] = one;
    m.actor[1] = other;
    m.brokered = true;
    m.message[0] = request.message_to_first();
    m.message[1] = request.message_to_second();
    m.made = now();
    m.ended = now() + kMonth;
    m.delivered[0] = RoomFor(one, m.ended);
    m.delivered[1] = RoomFor(other, m.ended);
    CheckShown(m, kBroker, shown);
    Add(std::move(m));
  }

  // What a step of a part is answered with, where only one state allows it.
  std::string Refusal(const Meeting& m, Who who, v1::IntroductionState allowed) const {
    if (!There(m, who)) return "NOT_FOUND";
    return StateOf(m, who) == allowed ? "OK" : "STATE_CONFLICT";
  }
  bool Hidden(const Meeting& m, Who who) const {
    return who != kBroker && m.actor[who] == kNoAccount && hidden_[kNoAccount];
  }

  template <class Request>
  Request Named(const Meeting& m, Who who) const {
    Request request;
    request.set_name(m.name);
    request.set_actor(ActingFor(m, who));
    return request;
  }

  void Accept(Meeting& m, Who who) {
    std::string want = Refusal(m, who, v1::INTRODUCTION_STATE_REQUESTED);
    if (who == kBroker) want = "PERMISSION_DENIED";
    const auto shown = world_.introductions().Accept(CallerOf(m, who),
                                                     Named<v1::AcceptIntroductionRequest>(m, who));
    ASSERT_EQ(ReasonName(shown.status()), want) << where_ << " " << m.name;
    if (!shown.ok()) return;
    m.agreed[who] = true;
    if (m.agreed[0] && m.agreed[1]) m.accepted = now();
    CheckShown(m, who, shown);
  }

  void Decline(Meeting& m, Who who) {
    std::string want = Refusal(m, who, v1::INTRODUCTION_STATE_REQUESTED);
    if (want == "OK" && !Asked(m, who)) want = "STATE_CONFLICT";
    if (who == kBroker) want = "PERMISSION_DENIED";
    auto request = Named<v1::DeclineIntroductionRequest>(m, who);
    if (Chance(40)) {
      // A no is for good: many would soon leave nobody to ask.
      request.set_answer(Chance(5) ? v1::INTRODUCTION_ANSWER_NO : v1::INTRODUCTION_ANSWER_NOT_NOW);
    }
    const auto shown = world_.introductions().Decline(CallerOf(m, who), request);
    ASSERT_EQ(ReasonName(shown.status()), want) << where_ << " " << m.name;
    if (!shown.ok()) return;
    m.agreed[who] = false;
    m.refused[who] = true;
    m.answer[who] = request.answer();
    if (request.answer() != v1::INTRODUCTION_ANSWER_UNSPECIFIED) {
      m.ended = std::min(m.ended, now());
    } else {
      ++counts_.silent;
    }
    CheckShown(m, who, shown);
  }

  void Close(Meeting& m, Who who) {
    std::string want = Refusal(m, who, v1::INTRODUCTION_STATE_REQUESTED);
    if (want == "OK" && Asked(m, who)) want = "STATE_CONFLICT";
    const auto shown =
        world_.introductions().Close(CallerOf(m, who), Named<v1::CloseIntroductionRequest>(m, who));
    ASSERT_EQ(ReasonName(shown.status()), want) << where_ << " " << m.name;
    if (!shown.ok()) return;
    m.ended = std::min(m.ended, now());
    m.agreed[0] = m.agreed[1] = false;
    CheckShown(m, who, shown);
  }

  void Revoke(Meeting& m, Who who) {
    std::string want = Refusal(m, who, v1::INTRODUCTION_STATE_ACCEPTED);
    const bool early = who != kBroker && There(m, who) && m.agreed[who] &&
                       StateOf(m, who) == v1::INTRODUCTION_STATE_REQUESTED;
    if (early) want = "OK";
    if (who == kBroker) want = "PERMISSION_DENIED";
    const auto shown = world_.introductions().Revoke(CallerOf(m, who),
                                                     Named<v1::RevokeIntroductionRequest>(m, who));
    ASSERT_EQ(ReasonName(shown.status()), want) << where_ << " " << m.name;
    if (!shown.ok()) return;
    if (early && Asked(m, who)) {
      m.refused[who] = true;
      m.agreed[who] = false;
      ++counts_.silent;
    } else {
      m.agreed[0] = m.agreed[1] = false;
      if (early) m.ended = now();
      m.revoked = !early;
    }
    CheckShown(m, who, shown);
  }

  void Collaborate(Meeting& m, Who who) {
    std::string want = Refusal(m, who, v1::INTRODUCTION_STATE_ACCEPTED);
    if (want == "OK" && !m.coalition.empty()) want = "STATE_CONFLICT";
    if (who == kBroker) want = "PERMISSION_DENIED";
    auto request = Named<v1::RecordCollaborationRequest>(m, who);
    request.mutable_collaboration()->set_title(absl::StrCat("together ", ++counter_));
    const auto shown = world_.introductions().RecordCollaboration(CallerOf(m, who), request);
    ASSERT_EQ(ReasonName(shown.status()), want) << where_ << " " << m.name;
    if (!shown.ok()) return;
    m.title[who] = request.collaboration().title();
    EXPECT_EQ(shown->collaboration().coalition().empty(), m.title[1 - who].empty()) << where_;
    m.coalition = shown->collaboration().coalition();
    counts_.coalitions += m.coalition.empty() ? 0 : 1;
    CheckShown(m, who, shown);
  }

  // Somebody who has no part in it, or not this one.
  void Intrude() {
    if (meetings_.empty()) return;
    const Meeting& m = meetings_[Below(meetings_.size())];
    const int other = static_cast<int>(Below(kNoAccount));
    if (other == m.actor[0] || other == m.actor[1]) return;
    v1::AcceptIntroductionRequest accept;
    accept.set_name(m.name);
    EXPECT_EQ(ReasonName(world_.introductions().Accept(CallerFor(other), accept).status()),
              "NOT_FOUND");
    v1::GetIntroductionRequest get;
    get.set_name(m.name);
    EXPECT_EQ(ReasonName(world_.introductions().Get(CallerFor(other), get).status()), "NOT_FOUND");
    EXPECT_EQ(ReasonName(world_.introductions().Get(world_.Stranger(), get).status()), "NOT_FOUND");
    // A coordinator does not agree in the place of those who can.
    const Who side = Chance(50) ? kFirst : kSecond;
    if (m.actor[side] == kNoAccount) return;
    accept.set_actor(actors_[m.actor[side]]);
    const std::string want = There(m, side) ? "PERMISSION_DENIED" : "NOT_FOUND";
    EXPECT_EQ(ReasonName(world_.introductions().Accept(world_.Coordinator(), accept).status()),
              want)
        << where_;
  }

  // An actor keeps out another, whoever it was before, or nobody any more.
  void Block() {
    const int actor = static_cast<int>(Below(kNoAccount));
    const int other = static_cast<int>(Below(kNoAccount));
    const bool keeps_out = other != actor && Chance(50);
    blocked_[actor] = keeps_out ? other : kNobody;
    world_.Block(actors_[actor], keeps_out ? actors_[other] : "");
    counts_.blocked += keeps_out ? 1 : 0;
  }

  void Hide() {
    const int actor = static_cast<int>(Below(kNoAccount));
    hidden_[actor] = !hidden_[actor] && Chance(50);
    world_.SetTier(actors_[actor], hidden_[actor] ? v1::TIER_PRIVATE : v1::TIER_HUB);
  }

  void List() {
    const int actor = static_cast<int>(Below(kNoAccount));
    v1::ListIntroductionsRequest request;
    request.set_page_size(static_cast<int>(3 + Below(60)));
    if (Chance(50)) request.add_states(v1::INTRODUCTION_STATE_REQUESTED);
    std::vector<std::string> got;
    do {
      const auto page = world_.introductions().List(CallerFor(actor), request);
      ASSERT_TRUE(page.ok()) << page.status();
      for (const auto& shown : page->introductions()) got.push_back(shown.SerializeAsString());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    std::vector<const Meeting*> own;
    for (const size_t i : of_[actor]) own.push_back(&meetings_[i]);
    std::sort(own.begin(), own.end(), [](const Meeting* a, const Meeting* b) {
      return a->made != b->made ? a->made > b->made : a->name < b->name;
    });
    std::vector<std::string> want;
    for (const Meeting* m : own) {
      const Who who = m->actor[0] == actor ? kFirst : kSecond;
      if (!There(*m, who)) continue;
      const v1::Introduction shown = Expected(*m, who);
      if (request.states_size() == 0 || shown.state() == v1::INTRODUCTION_STATE_REQUESTED) {
        want.push_back(shown.SerializeAsString());
      }
    }
    EXPECT_EQ(got, want) << where_;
  }

  MeetingWorld world_;
  std::mt19937_64 random_;
  std::vector<std::string> actors_;
  std::vector<Meeting> meetings_;
  std::vector<size_t> of_[kActors];
  bool hidden_[kActors] = {};
  int blocked_[kActors];  // whom it keeps out
  int counter_ = 0;
  FuzzedIntroductions counts_;
  std::string where_;
};

}  // namespace

FuzzedIntroductions FuzzIntroductions(uint64_t seed, int steps, absl::FunctionRef<bool()> stop) {
  Fuzz fuzz(seed);
  fuzz.Run(steps, stop);
  return fuzz.Counts();
}

}  // namespace tashbik::services
