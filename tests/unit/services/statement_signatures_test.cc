// Signatures in escrow: what nobody learns below the threshold, and what all learn at it.
#include "services/statement_signatures.h"

#include <atomic>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/actor_change.h"
#include "services/errors.h"
#include "services/names.h"
#include "services/purge.h"
#include "services/statement_state.h"
#include "services/times.h"
#include "services/visibility.h"
#include "tests/testing/test_directory.h"
#include "tests/testing/voices_world.h"

namespace tashbik::services {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::ReasonName;
using testing::VoicesWorld;

constexpr absl::Duration kDay = absl::Hours(24);
constexpr v1::StatementState kOpen = v1::STATEMENT_STATE_OPEN;
constexpr v1::StatementState kPublished = v1::STATEMENT_STATE_PUBLISHED;
constexpr v1::StatementState kLapsed = v1::STATEMENT_STATE_LAPSED;

TEST(StatementStateTest, AnOpenOneLapsesAfterItsLastDayAndAPublishedOneNever) {
  const graph::Day today = 20'000;  // 2024-10-04
  const auto statement = [](v1::StatementState state, const std::string& deadline) {
    v1::Statement made;
    made.set_state(state);
    made.set_deadline(deadline);
    return made;
  };
  const struct {
    v1::StatementState stored;
    const char* deadline;
    v1::StatementState stands;
    bool can_sign;
  } kTable[] = {
      {kOpen, "", kOpen, true},
      {kOpen, "2024-10-05", kOpen, true},
      {kOpen, "2024-10-04", kOpen, true},
      {kOpen, "2024-10-03", kLapsed, false},
      {kPublished, "", kPublished, true},
      {kPublished, "2024-10-04", kPublished, true},
      {kPublished, "2024-10-03", kPublished, false},
  };
  for (const auto& row : kTable) {
    const v1::Statement one = statement(row.stored, row.deadline);
    EXPECT_EQ(StateOn(one, today), row.stands) << one.ShortDebugString();
    EXPECT_EQ(CheckCanSign(one, today).ok(), row.can_sign) << one.ShortDebugString();
  }
}

class StatementTest : public ::testing::Test {
 protected:
  StatementTest() {
    for (const char* key : {"a", "b", "c", "d", "e"}) actors_.push_back(world_.Make({.key = key}));
  }

  absl::StatusOr<v1::Statement> Sign(VoicesWorld& world, const CallContext& call,
                                     const std::string& name) {
    v1::SignStatementRequest request;
    request.set_name(name);
    return StatementSignatures(world.directory()).Sign(call, request);
  }
  absl::StatusOr<v1::Statement> Sign(size_t actor, const std::string& name) {
    return Sign(world_, world_.Member(actors_[actor]), name);
  }
  absl::StatusOr<v1::Statement> Withdraw(const CallContext& call, const std::string& name) {
    v1::WithdrawSignatureRequest request;
    request.set_name(name);
    return StatementSignatures(world_.directory()).Withdraw(call, request);
  }
  absl::StatusOr<v1::Statement> Withdraw(size_t actor, const std::string& name) {
    return Withdraw(world_.Member(actors_[actor]), name);
  }
  absl::StatusOr<v1::Statement> Get(const CallContext& call, const std::string& name) {
    v1::GetStatementRequest request;
    request.set_name(name);
    v1::Statement shown;
    const absl::Status status = world_.Of(store::v1::KIND_STATEMENT).Get(call, request, shown);
    if (!status.ok()) return status;
    return shown;
  }
  size_t Stored() {
    return world_.directory().snapshot()->catalog().Count(store::v1::KIND_SIGNATURE);
  }
  static std::vector<std::string> Signatories(const v1::Statement& statement) {
    return {statement.signatories().begin(), statement.signatories().end()};
  }

  VoicesWorld world_;
  std::vector<std::string> actors_;
};

const std::vector<std::string>& Filters() {
  static const auto* const filters = new std::vector<std::string>{
      "", "state = STATEMENT_STATE_OPEN", "state = STATEMENT_STATE_PUBLISHED",
      "NOT state = STATEMENT_STATE_LAPSED", "text:\"registration\""};
  return *filters;
}

// The promise of the escrow: two worlds, one with no signature and one with all but one, cannot be
// told apart by any byte of any answer but the signers' own.
TEST_F(StatementTest, BelowTheThresholdNobodyLearnsWhoSignedOrHowMany) {
  VoicesWorld other;
  std::vector<std::string> actors;
  for (const char* key : {"a", "b", "c", "d", "e"}) actors.push_back(other.Make({.key = key}));
  ASSERT_EQ(actors, actors_);
  const auto make = [](VoicesWorld& world) {
    return std::vector<std::string>{world.MakeStatement(4), world.MakeStatement(2),
                                    world.MakeStatement(4, "2030-01-01", v1::TIER_PUBLIC)};
  };
  const std::vector<std::string> names = make(world_);
  ASSERT_EQ(make(other), names);
  world_.Advance(kDay);
  other.Advance(kDay);
  for (const size_t signer : {0, 1, 2}) {
    ASSERT_TRUE(Sign(signer, names[0]).ok());
    ASSERT_TRUE(Sign(signer, names[2]).ok());
  }
  ASSERT_TRUE(Sign(0, names[1]).ok());
  ASSERT_EQ(Stored(), 7u);
  const std::vector<std::string> strangers(actors_.begin() + 3, actors_.end());
  const auto here = world_.Everybody(strangers);
  const auto there = other.Everybody(strangers);
  for (size_t i = 0; i < here.size(); ++i) {
    EXPECT_EQ(world_.ReadAll(here[i], store::v1::KIND_STATEMENT, names, Filters()),
              other.ReadAll(there[i], store::v1::KIND_STATEMENT, names, Filters()))
        << "viewer " << i;
    // Nor do refusals tell: taking back what one never signed, and writing with an old mark.
    v1::WithdrawSignatureRequest back;
    back.set_name(names[0]);
    const absl::Status there_refused =
        StatementSignatures(other.directory()).Withdraw(there[i], back).status();
    EXPECT_EQ(Withdraw(here[i], names[0]).status().message(), there_refused.message());
  }
  // A signer sees its own signature, and nothing of the others'.
  for (const size_t signer : {0, 1, 2}) {
    const auto shown = Get(world_.Member(actors_[signer]), names[0]);
    ASSERT_TRUE(shown.ok());
    EXPECT_TRUE(shown->signed_());
    const auto alone = Sign(other, other.Member(actors_[signer]), names[0]);
    ASSERT_TRUE(alone.ok());
    EXPECT_EQ(shown->SerializeAsString(), alone->SerializeAsString());
    v1::WithdrawSignatureRequest back;
    back.set_name(names[0]);
    ASSERT_TRUE(
        StatementSignatures(other.directory()).Withdraw(other.Member(actors_[signer]), back).ok());
  }
  // What is written next is written alike.
  EXPECT_EQ(world_.MakeStatement(3), other.MakeStatement(3));
}

TEST_F(StatementTest, AtTheThresholdAllArePublishedTogether) {
  const std::string name = world_.MakeStatement(3);
  for (const size_t signer : {2, 0}) {
    const auto signed_one = Sign(signer, name);
    ASSERT_TRUE(signed_one.ok()) << signed_one.status();
    EXPECT_EQ(signed_one->state(), kOpen);
    EXPECT_TRUE(signed_one->signed_());
    EXPECT_THAT(signed_one->signatories(), IsEmpty());
  }
  world_.Crash();  // as after kill -9: still in escrow
  EXPECT_EQ(Get(world_.Member(actors_[3]), name)->state(), kOpen);
  EXPECT_EQ(Stored(), 2u);
  world_.Advance(kDay);
  const size_t told = world_.Feed(world_.Member(actors_[3])).size();
  ASSERT_TRUE(Sign(4, name).ok());
  world_.Crash();
  const auto shown = Get(world_.Member(actors_[3]), name);
  EXPECT_EQ(shown->state(), kPublished);
  EXPECT_EQ(TimeOf(shown->publish_time()), world_.now());
  EXPECT_EQ(TimeOf(shown->update_time()), world_.now());
  EXPECT_THAT(Signatories(*shown), ElementsAre(actors_[0], actors_[2], actors_[4]));
  EXPECT_EQ(shown->other_signatories(), 0);
  EXPECT_FALSE(shown->signed_());
  const auto feed = world_.Feed(world_.Member(actors_[3]));
  ASSERT_EQ(feed.size(), told + 1);
  EXPECT_EQ(feed.back(), absl::StrCat("UPDATED ", name));
  // Signing goes on, and each signature is told.
  world_.Advance(kDay);
  ASSERT_TRUE(Sign(1, name).ok());
  const auto after = Get(world_.Member(actors_[3]), name);
  EXPECT_EQ(after->signatories_size(), 4);
  EXPECT_EQ(TimeOf(after->update_time()), world_.now());
  EXPECT_EQ(TimeOf(after->publish_time()), world_.now() - kDay);
  EXPECT_EQ(world_.Feed(world_.Member(actors_[3])).size(), told + 2);
}

TEST_F(StatementTest, SignatoriesAreNamedToThoseWhoSeeThem) {
  const std::string name = world_.MakeStatement(2, "", v1::TIER_PUBLIC);
  const std::string open = world_.Make({.key = "open", .tier = v1::TIER_PUBLIC});
  const std::string hidden = world_.Make({.key = "hidden", .tier = v1::TIER_BROKERED});
  ASSERT_TRUE(Sign(world_, world_.Member(open), name).ok());
  ASSERT_TRUE(Sign(world_, world_.Member(hidden), name).ok());
  ASSERT_TRUE(Sign(0, name).ok());
  const auto seen = [&](const CallContext& call) {
    const auto shown = Get(call, name);
    EXPECT_TRUE(shown.ok());
    std::vector<std::string> lines = Signatories(*shown);
    lines.push_back(absl::StrCat("and ", shown->other_signatories()));
    return lines;
  };
  EXPECT_THAT(seen(world_.Anonymous()), ElementsAre(open, "and 2"));
  EXPECT_THAT(seen(world_.Administrator()), ElementsAre(open, "and 2"));
  EXPECT_THAT(seen(world_.Member(actors_[1])), ElementsAre(actors_[0], open, "and 1"));
  EXPECT_THAT(seen(world_.Member(hidden)), ElementsAre(actors_[0], open, hidden, "and 0"));
  EXPECT_THAT(seen(world_.Coordinator()), ElementsAre(actors_[0], open, hidden, "and 0"));
}

TEST_F(StatementTest, WithdrawnBeforeLeavesNoTraceAndAfterIsOffTheList) {
  const std::string name = world_.MakeStatement(2);
  const auto before =
      world_.ReadAll(world_.Member(actors_[0]), store::v1::KIND_STATEMENT, {name}, Filters());
  ASSERT_TRUE(Sign(0, name).ok());
  ASSERT_TRUE(Withdraw(0, name).ok());
  EXPECT_EQ(Stored(), 0u);
  EXPECT_EQ(world_.ReadAll(world_.Member(actors_[0]), store::v1::KIND_STATEMENT, {name}, Filters()),
            before);
  ASSERT_TRUE(Withdraw(0, name).ok());  // nothing to take back
  ASSERT_TRUE(Sign(1, name).ok());
  EXPECT_EQ(Get(world_.Coordinator(), name)->state(), kOpen);
  ASSERT_TRUE(Sign(0, name).ok());
  EXPECT_EQ(Get(world_.Coordinator(), name)->state(), kPublished);
  const size_t told = world_.Feed(world_.Coordinator()).size();
  for (const size_t signer : {1, 0}) {
    const auto after = Withdraw(signer, name);
    ASSERT_TRUE(after.ok());
    EXPECT_EQ(after->state(), kPublished);  // stays published, however few are left
    EXPECT_THAT(Signatories(*after), Not(Contains(actors_[signer])));
  }
  EXPECT_EQ(Get(world_.Coordinator(), name)->signatories_size(), 0);
  EXPECT_EQ(world_.Feed(world_.Coordinator()).size(), told + 2);
}

TEST_F(StatementTest, AnActorSignsOnceWhicheverAccountAndOnlyVerifiedOnesDo) {
  const std::string name = world_.MakeStatement(2);
  ASSERT_TRUE(Sign(0, name).ok());
  CallContext second = world_.Member(actors_[0]);
  second.viewer.account = "zsecondaccount22";
  const auto again = Sign(world_, second, name);
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->signed_());
  EXPECT_EQ(again->state(), kOpen);
  EXPECT_EQ(Stored(), 1u);
  CallContext unverified = world_.Member(actors_[1]);
  unverified.viewer.member_hubs.clear();
  EXPECT_EQ(ReasonName(Sign(world_, unverified, name).status()), "NOT_FOUND");  // of tier HUB
  const std::string open = world_.MakeStatement(2, "", v1::TIER_PUBLIC);
  EXPECT_EQ(ReasonName(Sign(world_, unverified, open).status()), "STATE_CONFLICT");
  EXPECT_EQ(ReasonName(Sign(world_, world_.Stranger(), name).status()), "NOT_FOUND");
  v1::SignStatementRequest request;
  EXPECT_EQ(ReasonName(StatementSignatures(world_.directory())
                           .Sign(world_.Member(actors_[0]), request)
                           .status()),
            "FIELD_REQUIRED");
  // The second account takes back what the first signed.
  ASSERT_TRUE(Withdraw(second, name).ok());
  EXPECT_EQ(Stored(), 0u);
}

TEST_F(StatementTest, LapsedByTheClockAndErasedByTheSweep) {
  const std::string last_day = DateOf(world_.now() + 3 * kDay);
  const std::string name = world_.MakeStatement(3, last_day);
  const std::string published = world_.MakeStatement(2, last_day);
  for (const size_t signer : {0, 1}) {
    ASSERT_TRUE(Sign(signer, name).ok());
    ASSERT_TRUE(Sign(signer, published).ok());
  }
  world_.Advance(3 * kDay);
  ASSERT_TRUE(EraseLapsedSignatures(world_.directory()).ok());
  EXPECT_EQ(Stored(), 4u);
  EXPECT_TRUE(Get(world_.Member(actors_[0]), name)->signed_());
  world_.Advance(kDay);
  const std::vector<CallContext> everybody = world_.Everybody(actors_);
  std::vector<std::string> before;
  for (const CallContext& call : everybody) {
    before.push_back(world_.ReadAll(call, store::v1::KIND_STATEMENT, {name, published}, Filters()));
  }
  const auto shown = Get(world_.Member(actors_[0]), name);
  EXPECT_EQ(shown->state(), kLapsed);
  EXPECT_FALSE(shown->signed_());
  EXPECT_EQ(ReasonName(Sign(2, name).status()), "STATE_CONFLICT");
  EXPECT_EQ(ReasonName(Sign(2, published).status()), "STATE_CONFLICT");
  ASSERT_TRUE(EraseLapsedSignatures(world_.directory()).ok());
  EXPECT_EQ(Stored(), 2u);
  const std::vector<CallContext> later = world_.Everybody(actors_);
  for (size_t i = 0; i < later.size(); ++i) {
    EXPECT_EQ(world_.ReadAll(later[i], store::v1::KIND_STATEMENT, {name, published}, Filters()),
              before[i]);
  }
  EXPECT_EQ(Get(world_.Member(actors_[3]), published)->signatories_size(), 2);
}

TEST_F(StatementTest, ADeletedSignerIsOutOfTheEscrowAndAnErasedOneStillCounts) {
  const std::string escrow = world_.MakeStatement(3);
  const std::string published = world_.MakeStatement(2);
  for (const size_t signer : {0, 1}) {
    ASSERT_TRUE(Sign(signer, escrow).ok());
    ASSERT_TRUE(Sign(signer, published).ok());
  }
  world_.Delete(actors_[0]);
  ASSERT_TRUE(Sign(2, escrow).ok());
  EXPECT_EQ(Get(world_.Coordinator(), escrow)->state(), kOpen);
  const auto left = Get(world_.Coordinator(), published);
  EXPECT_THAT(Signatories(*left), ElementsAre(actors_[1]));
  EXPECT_EQ(left->other_signatories(), 1);
  world_.Advance(31 * kDay);
  const std::string before = Get(world_.Coordinator(), published)->SerializeAsString();
  ASSERT_TRUE(PurgeDeleted(world_.directory()).ok());
  EXPECT_EQ(Get(world_.Coordinator(), published)->SerializeAsString(), before);
  const std::string id = ParseActorName(actors_[0])->id;
  const std::shared_ptr<const Snapshot> now = world_.directory().snapshot();
  EXPECT_THAT(now->catalog().Of(store::v1::KIND_SIGNATURE, id), IsEmpty());
  now->catalog().ForEach(store::v1::KIND_SIGNATURE, "", [&](const EntryPointer& entry) {
    EXPECT_THAT(entry->id(), Not(HasSubstr(id)));
    EXPECT_NE(entry->record.signature().actor(), actors_[0]);
    return true;
  });
}

TEST_F(StatementTest, AnErasedStatementTakesItsSignaturesWithIt) {
  const std::string name = world_.MakeStatement(3);
  ASSERT_TRUE(Sign(0, name).ok());
  v1::DeleteStatementRequest request;
  request.set_name(name);
  v1::Statement deleted;
  ASSERT_TRUE(
      world_.Of(store::v1::KIND_STATEMENT).Delete(world_.Coordinator(), request, deleted).ok());
  EXPECT_EQ(ReasonName(Sign(1, name).status()), "NOT_FOUND");
  world_.Advance(31 * kDay);
  ASSERT_TRUE(PurgeDeleted(world_.directory()).ok());
  EXPECT_EQ(Stored(), 0u);
}

// Signers who are let in later must find what those before them signed.
TEST_F(StatementTest, WhatIsSignedCannotBeRewritten) {
  const std::string name = world_.MakeStatement(3, "2030-01-01");
  ASSERT_TRUE(Sign(0, name).ok());
  const auto update = [&](const std::function<void(v1::Statement&)>& change) {
    v1::UpdateStatementRequest request;
    request.mutable_statement()->set_name(name);
    change(*request.mutable_statement());
    v1::Statement changed;
    return ReasonName(
        world_.Of(store::v1::KIND_STATEMENT).Update(world_.Coordinator(), request, changed));
  };
  EXPECT_EQ(update([](auto& s) { s.set_threshold(2); }), "FIELD_INVALID");
  EXPECT_EQ(update([](auto& s) { s.set_deadline("2031-01-01"); }), "FIELD_INVALID");
  EXPECT_EQ(update([](auto& s) { s.add_names()->set_text("Another"); }), "FIELD_INVALID");
  EXPECT_EQ(update([](auto& s) { (*s.mutable_texts())["en"] = "Another"; }), "FIELD_INVALID");
  EXPECT_EQ(update([](auto& s) { (*s.mutable_addressees())["en"] = "All"; }), "FIELD_INVALID");
  EXPECT_EQ(update([](auto& s) { s.mutable_visibility()->set_tier(v1::TIER_PUBLIC); }),
            "FIELD_INVALID");
  EXPECT_EQ(update([](auto& s) { s.add_countries("LB"); }), "OK");
  EXPECT_EQ(update([](auto& s) { s.set_state(v1::STATEMENT_STATE_PUBLISHED); }), "OK");
  EXPECT_EQ(Get(world_.Coordinator(), name)->state(), kOpen);
  EXPECT_TRUE(Get(world_.Member(actors_[0]), name)->signed_());
}

// Whoever comes last at the threshold publishes, once, with all.
TEST_F(StatementTest, SignersAtTheSameMomentPublishOnceWithAll) {
  for (int round = 0; round < 20; ++round) {
    const std::string name = world_.MakeStatement(4);
    const size_t told = world_.Feed(world_.Coordinator()).size();
    ASSERT_TRUE(Sign(4, name).ok());
    ASSERT_TRUE(Sign(3, name).ok());
    std::atomic<int> ready{0};
    std::vector<std::thread> threads;
    for (const size_t signer : {0, 1, 2}) {
      threads.emplace_back([&, signer] {
        const CallContext call = world_.Member(actors_[signer]);
        ++ready;
        while (ready < 3) std::this_thread::yield();
        EXPECT_TRUE(Sign(world_, call, name).ok());
      });
    }
    for (std::thread& thread : threads) thread.join();
    const auto shown = Get(world_.Coordinator(), name);
    EXPECT_EQ(shown->state(), kPublished);
    EXPECT_EQ(shown->signatories_size(), 5);
    // One publication, and one more signature after it.
    EXPECT_EQ(world_.Feed(world_.Coordinator()).size(), told + 2);
  }
}

// Random signing, withdrawing, deleting, waiting and restarting, against a set of names.
TEST_F(StatementTest, RandomHistoriesAgreeWithAnOracle) {
  std::mt19937 dice(1906);  // NOLINT: the same history every time
  int published_worlds = 0;
  for (int round = 0; round < 30; ++round) {
    const absl::Time last = world_.now() + kDay * (dice() % 3);
    const size_t threshold = 2 + dice() % 3;
    const std::string name = world_.MakeStatement(static_cast<int>(threshold), DateOf(last));
    std::set<std::string> signers;
    bool published = false;
    for (int step = 0; step < 25; ++step) {
      const size_t actor = dice() % actors_.size();
      const bool over = DateOf(world_.now()) > DateOf(last);
      if (over && !published) signers.clear();
      switch (dice() % 8) {
        case 0:
        case 1:
        case 2:
        case 3:
          EXPECT_EQ(Sign(actor, name).ok(), !over);
          if (!over) signers.insert(actors_[actor]);
          published = published || signers.size() >= threshold;
          break;
        case 4:
        case 5:
          EXPECT_TRUE(Withdraw(actor, name).ok());
          signers.erase(actors_[actor]);
          break;
        case 6:
          world_.Advance(kDay);
          break;
        default:
          if (dice() % 2 == 0) world_.Restart();
          EXPECT_TRUE(EraseLapsedSignatures(world_.directory()).ok());
      }
      const bool lapsed = DateOf(world_.now()) > DateOf(last) && !published;
      if (lapsed) signers.clear();
      const auto shown = Get(world_.Member(actors_[actor]), name);
      ASSERT_TRUE(shown.ok());
      EXPECT_EQ(shown->state(), published ? kPublished : (lapsed ? kLapsed : kOpen));
      EXPECT_EQ(shown->signed_(), signers.contains(actors_[actor]));
      std::vector<std::string> expected;
      if (published) expected.assign(signers.begin(), signers.end());
      EXPECT_EQ(Signatories(*shown), expected);
      EXPECT_EQ(shown->other_signatories(), 0);
    }
    published_worlds += published ? 1 : 0;
  }
  EXPECT_GT(published_worlds, 5);
  EXPECT_LT(published_worlds, 30);
}

}  // namespace
}  // namespace tashbik::services
