// Budgets: what counts, what is refused, what is told of it, and what is kept.
#include "services/budgets.h"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/times.h"
#include "tashbik/v1/match.pb.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

using ::testing::HasSubstr;
using testing::ReasonName;
using testing::TestDirectory;

constexpr CallCost kRead = {};
constexpr CallCost kWrite = {.refusable = false};
constexpr CallCost kSuggestion = {.suggestion = true};

// A hub with two members' actors and its coordinator, and a foreign hub with fifty actors at
// NETWORK.
class BudgetsTest : public ::testing::Test {
 protected:
  BudgetsTest() {
    hub_ = world_.MakeHub("Hub");
    foreign_hub_ = world_.MakeHub("Foreign hub");
    for (int i = 0; i < 2; ++i) {
      own_.push_back(Make("hub's", v1::TIER_HUB, hub_));
      world_.AddToHub(hub_, own_.back());
    }
    for (int i = 0; i < 50; ++i) {
      foreign_.push_back(Make("foreign", v1::TIER_NETWORK, foreign_hub_));
    }
    public_ = Make("public", v1::TIER_PUBLIC, foreign_hub_);
    brokered_ = Make("hidden", v1::TIER_PRIVATE, foreign_hub_);
    Open({.records_per_day = 5,
          .suggestions_per_day = 2,
          .hub_records_per_day = 0,
          .hub_suggestions_per_day = 0});
  }

  std::string Make(const std::string& name, v1::Tier tier, const std::string& hub) {
    v1::CreateOrganizationRequest request;
    request.mutable_organization()->mutable_profile()->add_names()->set_text(name);
    request.mutable_organization()->mutable_visibility()->set_tier(tier);
    v1::Organization made;
    const absl::Status status =
        world_.Of(store::v1::KIND_ORGANIZATION)
            .Create(world_.Coordinator("maker of " + hub, {hub}), request, made);
    EXPECT_TRUE(status.ok()) << status;
    return made.name();
  }

  void Open(const BudgetLimits& limits) {
    limits_ = limits;
    budgets_ = std::make_unique<Budgets>(world_.directory(), limits, /*saving=*/false);
  }

  // As after a stop, or after a crash, which saves nothing more.
  void Reopen(bool stop = true) {
    if (stop) budgets_->Stop();
    // What a crashed one would have saved now goes to a store that is closed.
    if (!stop) world_.directory().Shutdown();
    budgets_.reset();
    world_.Restart();
    Open(limits_);
  }

  CallContext Member(int i = 0) { return world_.Member(absl::StrCat("member ", i), own_[i]); }

  absl::Status Show(const CallContext& call, const std::vector<std::string>& names,
                    const CallCost& cost = kRead) {
    v1::ListOrganizationsResponse response;
    for (const std::string& name : names) response.add_organizations()->set_name(name);
    return budgets_->Spend(*call.snapshot, call.viewer, cost, response);
  }

  std::vector<std::string> Foreign(int begin, int end) {
    return {foreign_.begin() + begin, foreign_.begin() + end};
  }

  // What is left of a budget; -1 where it is not told.
  int64_t Left(const CallContext& call, v1::BudgetKind kind = v1::BUDGET_KIND_RECORDS) {
    for (const v1::Budget& budget : budgets_->Of(call.viewer)) {
      if (budget.kind() == kind) return budget.remaining();
    }
    return -1;
  }

  std::vector<store::v1::Record> Stored() {
    std::vector<store::v1::Record> records;
    const absl::Status scanned =
        world_.directory().store().Read().ForEach([&](const storage::RecordRef& ref) {
          if (ref.kind != store::v1::KIND_BUDGET) return absl::OkStatus();
          EXPECT_TRUE(records.emplace_back().ParseFromArray(ref.payload.data(),
                                                            static_cast<int>(ref.payload.size())));
          return absl::OkStatus();
        });
    EXPECT_TRUE(scanned.ok()) << scanned;
    return records;
  }

  TestDirectory world_;
  BudgetLimits limits_;
  std::unique_ptr<Budgets> budgets_;
  std::string hub_;
  std::string foreign_hub_;
  std::vector<std::string> own_;
  std::vector<std::string> foreign_;
  std::string public_;
  std::string brokered_;
};

TEST_F(BudgetsTest, CountsDistinctRecords) {
  EXPECT_EQ(Left(Member()), 5);
  EXPECT_TRUE(Show(Member(), Foreign(0, 3)).ok());
  EXPECT_EQ(Left(Member()), 2);
  EXPECT_TRUE(Show(Member(), Foreign(0, 3)).ok()) << "seen today";
  EXPECT_TRUE(Show(Member(), {foreign_[1], foreign_[1], foreign_[3]}).ok());
  EXPECT_EQ(Left(Member()), 1);
  EXPECT_TRUE(Show(Member(), Foreign(0, 5)).ok());
  EXPECT_EQ(Left(Member()), 0);
  EXPECT_TRUE(Show(Member(), Foreign(0, 5)).ok());
  EXPECT_EQ(ReasonName(Show(Member(), Foreign(5, 6))), "BUDGET_EXHAUSTED");
}

TEST_F(BudgetsTest, PublicOnesAndOnesOwnCostNothing) {
  EXPECT_TRUE(Show(Member(), {public_, own_[0]}).ok());
  EXPECT_EQ(Left(Member()), 5);
  EXPECT_TRUE(Show(Member(), {own_[1]}).ok());
  EXPECT_EQ(Left(Member()), 4) << "another's of the same hub";
  const CallContext coordinator = world_.Coordinator("coordinator", {hub_});
  EXPECT_TRUE(Show(coordinator, own_).ok());
  EXPECT_EQ(Left(coordinator), 5);
  EXPECT_TRUE(Show(coordinator, {foreign_[0]}).ok());
  EXPECT_EQ(Left(coordinator), 4);
}

TEST_F(BudgetsTest, WhoseBrokerTheCallerIsShowsAtBrokeredAlone) {
  const CallContext maker = world_.Coordinator("maker", {foreign_hub_});
  const auto make = [&](v1::Tier tier, bool broker) {
    v1::CreateOrganizationRequest request;
    v1::Organization& organization = *request.mutable_organization();
    organization.mutable_profile()->add_names()->set_text("brokered");
    organization.mutable_visibility()->set_tier(tier);
    if (broker) organization.mutable_visibility()->add_brokers(hub_);
    v1::Organization made;
    EXPECT_TRUE(world_.Of(store::v1::KIND_ORGANIZATION).Create(maker, request, made).ok());
    return made.name();
  };
  const std::string entrusted = make(v1::TIER_BROKERED, true);
  const std::string named = make(v1::TIER_NETWORK, true);
  const std::string open = make(v1::TIER_NETWORK, false);
  const CallContext coordinator = world_.Coordinator("coordinator", {hub_});
  EXPECT_TRUE(Show(coordinator, {entrusted}).ok());
  EXPECT_EQ(Left(coordinator), 5) << "entrusted to it";
  EXPECT_TRUE(Show(coordinator, {named}).ok());
  EXPECT_EQ(Left(coordinator), 4) << "that it is named does not show";
  EXPECT_TRUE(Show(coordinator, {open}).ok());
  EXPECT_EQ(Left(coordinator), 3);
}

TEST_F(BudgetsTest, ANameOfWhatIsHiddenTellsNothing) {
  EXPECT_TRUE(Show(Member(), {brokered_, "organizations/aaaaaaaaaaaaaaaa"}).ok());
  EXPECT_EQ(Left(Member()), 5);
}

TEST_F(BudgetsTest, WhatWouldExceedIsRefusedWholeAndCountsNothing) {
  EXPECT_TRUE(Show(Member(), Foreign(0, 3)).ok());
  const absl::Status refused = Show(Member(), Foreign(2, 6));
  EXPECT_EQ(ReasonName(refused), "BUDGET_EXHAUSTED");
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("5 records a day"));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("but for 2"));
  EXPECT_EQ(Left(Member()), 2);
  EXPECT_TRUE(Show(Member(), Foreign(2, 5)).ok());
  EXPECT_EQ(Left(Member()), 0);
}

TEST_F(BudgetsTest, AWriteThatIsDoneIsCountedAndNotRefused) {
  EXPECT_TRUE(Show(Member(), Foreign(0, 8), kWrite).ok());
  EXPECT_EQ(Left(Member()), 0);
  EXPECT_FALSE(Show(Member(), Foreign(8, 9)).ok());
}

TEST_F(BudgetsTest, SuggestionRunsAreCountedWhateverTheyShow) {
  EXPECT_TRUE(Show(Member(), {}, kSuggestion).ok());
  EXPECT_TRUE(budgets_->Check(Member().viewer, kSuggestion).ok());
  EXPECT_EQ(Left(Member(), v1::BUDGET_KIND_SUGGESTIONS), 1);
  EXPECT_TRUE(Show(Member(), {foreign_[0]}, kSuggestion).ok());
  EXPECT_EQ(Left(Member(), v1::BUDGET_KIND_SUGGESTIONS), 0);
  EXPECT_EQ(ReasonName(budgets_->Check(Member().viewer, kSuggestion)), "BUDGET_EXHAUSTED");
  EXPECT_EQ(ReasonName(Show(Member(), {foreign_[1]}, kSuggestion)), "BUDGET_EXHAUSTED");
  EXPECT_EQ(Left(Member()), 4) << "the refused one showed nothing";
  EXPECT_TRUE(budgets_->Check(Member().viewer, kRead).ok());
  EXPECT_TRUE(Show(Member(), {foreign_[1]}).ok()) << "reading goes on";
}

TEST_F(BudgetsTest, AccountsHaveTheirOwn) {
  EXPECT_TRUE(Show(Member(0), Foreign(0, 5)).ok());
  EXPECT_EQ(Left(Member(1)), 5);
  EXPECT_TRUE(Show(Member(1), Foreign(0, 5)).ok());
}

TEST_F(BudgetsTest, AccountsOfOneHubShareItsBudget) {
  Open({.records_per_day = 0,
        .suggestions_per_day = 0,
        .hub_records_per_day = 30,
        .hub_suggestions_per_day = 2});
  const CallContext coordinator = world_.Coordinator("coordinator", {hub_});
  EXPECT_TRUE(Show(Member(0), Foreign(0, 20)).ok());
  EXPECT_TRUE(Show(Member(1), Foreign(10, 28)).ok());
  EXPECT_TRUE(Show(coordinator, Foreign(0, 29)).ok()) << "29 different ones";
  EXPECT_EQ(ReasonName(Show(Member(1), Foreign(29, 31))), "BUDGET_EXHAUSTED");
  EXPECT_EQ(ReasonName(Show(coordinator, Foreign(29, 31))), "BUDGET_EXHAUSTED");
  EXPECT_TRUE(Show(Member(0), Foreign(28, 30)).ok());
  EXPECT_TRUE(Show(Member(0), {}, kSuggestion).ok());
  EXPECT_TRUE(Show(coordinator, {}, kSuggestion).ok());
  EXPECT_FALSE(Show(Member(1), {}, kSuggestion).ok());
  // The other hub's is whole.
  const CallContext other = world_.Coordinator("other", {foreign_hub_});
  EXPECT_TRUE(Show(other, own_).ok());
  EXPECT_EQ(Left(other, v1::BUDGET_KIND_HUB_RECORDS), 30);
}

TEST_F(BudgetsTest, AHubsIsToldInTenthsToItsCoordinatorsAlone) {
  Open({.records_per_day = 0,
        .suggestions_per_day = 0,
        .hub_records_per_day = 30,
        .hub_suggestions_per_day = 0});
  const CallContext coordinator = world_.Coordinator("coordinator", {hub_});
  EXPECT_TRUE(Show(Member(), Foreign(0, 2)).ok());
  EXPECT_EQ(Left(coordinator, v1::BUDGET_KIND_HUB_RECORDS), 30);
  EXPECT_TRUE(Show(Member(), Foreign(0, 5)).ok());
  EXPECT_EQ(Left(coordinator, v1::BUDGET_KIND_HUB_RECORDS), 27);
  EXPECT_EQ(Left(coordinator, v1::BUDGET_KIND_HUB_SUGGESTIONS), -1) << "no bound";
  EXPECT_TRUE(budgets_->Of(Member().viewer).empty());
  const auto told = budgets_->Of(coordinator.viewer);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].hub(), hub_);
  EXPECT_EQ(told[0].limit(), 30);
}

TEST_F(BudgetsTest, StrangersAndAdministratorsHaveNone) {
  for (const CallContext& call : {world_.Anonymous(), world_.Administrator()}) {
    EXPECT_TRUE(Show(call, foreign_, kSuggestion).ok());
    EXPECT_TRUE(budgets_->Of(call.viewer).empty());
  }
}

TEST_F(BudgetsTest, OfZeroHaveNoBound) {
  Open({0, 0, 0, 0});
  EXPECT_TRUE(Show(Member(), foreign_, kSuggestion).ok());
  EXPECT_TRUE(budgets_->Of(Member().viewer).empty());
  EXPECT_TRUE(budgets_->Save().ok());
  EXPECT_TRUE(Stored().empty());
}

TEST_F(BudgetsTest, AreWholeAgainAtMidnight) {
  const absl::Time now = world_.directory().Now();
  const auto told = budgets_->Of(Member().viewer);
  ASSERT_EQ(told.size(), 2u);
  const absl::Time reset = TimeOf(told[0].reset_time());
  EXPECT_GT(reset, now);
  EXPECT_LE(reset, now + absl::Hours(24) + absl::Minutes(1));
  EXPECT_EQ(absl::ToUnixSeconds(reset) % 86'400, 0);

  EXPECT_TRUE(Show(Member(), Foreign(0, 5), kSuggestion).ok());
  EXPECT_TRUE(budgets_->Save().ok());
  world_.Advance(reset - world_.directory().Now() - absl::Minutes(1));
  EXPECT_EQ(Left(Member()), 0) << "a minute before";
  EXPECT_FALSE(Show(Member(), Foreign(5, 6)).ok());
  world_.Advance(absl::Minutes(2));
  EXPECT_EQ(Left(Member()), 5);
  EXPECT_EQ(Left(Member(), v1::BUDGET_KIND_SUGGESTIONS), 2);
  EXPECT_TRUE(Show(Member(), Foreign(3, 8)).ok());
  EXPECT_FALSE(Show(Member(), Foreign(0, 1)).ok()) << "seen yesterday, not today";
  // A call that looked at the clock before midnight.
  world_.Advance(-absl::Minutes(2));
  EXPECT_EQ(Left(Member()), 0);
  world_.Advance(absl::Minutes(2));
  EXPECT_EQ(Left(Member()), 0);
}

TEST_F(BudgetsTest, AClockSetBackByDaysBeginsAnew) {
  EXPECT_TRUE(Show(Member(), Foreign(0, 5)).ok());
  world_.Advance(-absl::Hours(24 * 365));
  EXPECT_EQ(Left(Member()), 5);
}

TEST_F(BudgetsTest, SurviveARestart) {
  EXPECT_TRUE(Show(Member(), Foreign(0, 3), kSuggestion).ok());
  Reopen();
  EXPECT_EQ(Left(Member()), 2);
  EXPECT_EQ(Left(Member(), v1::BUDGET_KIND_SUGGESTIONS), 1);
  EXPECT_TRUE(Show(Member(), Foreign(0, 3)).ok()) << "seen today";
  EXPECT_EQ(Left(Member()), 2);
  EXPECT_TRUE(Show(Member(), Foreign(3, 5)).ok());
  Reopen();
  EXPECT_FALSE(Show(Member(), Foreign(5, 6)).ok());
}

TEST_F(BudgetsTest, ACrashForgetsWhatCameSinceTheLastSave) {
  EXPECT_TRUE(Show(Member(), Foreign(0, 3)).ok());
  EXPECT_TRUE(budgets_->Save().ok());
  EXPECT_TRUE(Show(Member(), Foreign(3, 4)).ok());
  Reopen(/*stop=*/false);
  EXPECT_EQ(Left(Member()), 2);
}

TEST_F(BudgetsTest, ASaveThatFailedIsMadeUpFor) {
  EXPECT_TRUE(Show(Member(), Foreign(0, 3)).ok());
  world_.directory().Shutdown();
  EXPECT_FALSE(budgets_->Save().ok());
  EXPECT_EQ(Left(Member()), 2) << "it still counts";
  EXPECT_FALSE(budgets_->Save().ok()) << "and is still to be saved";
}

TEST_F(BudgetsTest, OldDaysAreRemoved) {
  EXPECT_TRUE(Show(Member(0), Foreign(0, 3)).ok());
  EXPECT_TRUE(Show(Member(1), Foreign(0, 3)).ok());
  EXPECT_TRUE(budgets_->Save().ok());
  EXPECT_EQ(Stored().size(), 2u);
  world_.Advance(absl::Hours(24));
  EXPECT_TRUE(Show(Member(0), Foreign(0, 1)).ok());
  EXPECT_TRUE(budgets_->Save().ok());
  ASSERT_EQ(Stored().size(), 1u);
  EXPECT_EQ(Stored()[0].budget().records_size(), 1);
  // Also those that a start finds.
  world_.Advance(absl::Hours(48));
  Reopen(/*stop=*/false);
  EXPECT_TRUE(budgets_->Save().ok());
  EXPECT_TRUE(Stored().empty());
}

TEST_F(BudgetsTest, ManyRecordsAreKeptInSegments) {
  // As many as two segments and a bit hold; made in batches.
  constexpr int kMany = 8'300;
  std::vector<std::string> many;
  while (many.size() < kMany) {
    v1::BatchCreateOrganizationsRequest request;
    for (int i = 0; i < 830; ++i) {
      v1::Organization& organization = *request.add_requests()->mutable_organization();
      organization.mutable_profile()->add_names()->set_text("one of many");
      organization.mutable_visibility()->set_tier(v1::TIER_NETWORK);
    }
    v1::BatchCreateOrganizationsResponse response;
    const absl::Status made =
        world_.Of(store::v1::KIND_ORGANIZATION)
            .BatchCreate(world_.Coordinator("maker", {foreign_hub_}), request, response);
    ASSERT_TRUE(made.ok()) << made;
    for (const v1::Organization& one : response.organizations()) many.push_back(one.name());
  }
  Open({.records_per_day = kMany + 1,
        .suggestions_per_day = 5,
        .hub_records_per_day = 0,
        .hub_suggestions_per_day = 0});
  EXPECT_TRUE(Show(Member(), {many.begin(), many.begin() + 5'000}).ok());
  EXPECT_TRUE(budgets_->Save().ok());
  EXPECT_EQ(Stored().size(), 2u);
  EXPECT_TRUE(Show(Member(), {many.begin() + 5'000, many.end()}, kSuggestion).ok());
  EXPECT_TRUE(budgets_->Save().ok());
  EXPECT_EQ(Stored().size(), 3u);
  Reopen();
  EXPECT_EQ(Left(Member()), 1);
  EXPECT_EQ(Left(Member(), v1::BUDGET_KIND_SUGGESTIONS), 4);
  EXPECT_TRUE(Show(Member(), many).ok()) << "all seen today";
  world_.Advance(absl::Hours(24));
  EXPECT_TRUE(Show(Member(), {many[0]}).ok());
  EXPECT_TRUE(budgets_->Save().ok());
  EXPECT_EQ(Stored().size(), 1u) << "a shorter day takes the place of a longer one";
}

TEST_F(BudgetsTest, NothingReadableIsStored) {
  EXPECT_TRUE(Show(Member(0), Foreign(0, 3)).ok());
  EXPECT_TRUE(Show(Member(1), Foreign(0, 3)).ok());
  EXPECT_TRUE(budgets_->Save().ok());
  const auto stored = Stored();
  ASSERT_EQ(stored.size(), 2u);
  for (const store::v1::Record& record : stored) {
    const std::string bytes = record.SerializeAsString();
    for (const std::string& name : Foreign(0, 3)) {
      EXPECT_FALSE(absl::StrContains(bytes, name.substr(name.find('/') + 1)));
    }
    EXPECT_FALSE(absl::StrContains(bytes, "member"));
    EXPECT_FALSE(absl::StrContains(bytes, hub_.substr(5)));
  }
  // Nor does the same record show as the same number with two accounts.
  for (const uint64_t number : stored[0].budget().records()) {
    EXPECT_THAT(stored[1].budget().records(), ::testing::Not(::testing::Contains(number)));
  }
}

TEST_F(BudgetsTest, HoldUnderManyCallsAtOnce) {
  Open({.records_per_day = 25,
        .suggestions_per_day = 40,
        .hub_records_per_day = 35,
        .hub_suggestions_per_day = 0});
  std::atomic<int> shown = 0;
  std::atomic<int> runs = 0;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 8; ++thread) {
      threads.emplace_back([&, thread] {
        const CallContext call =
            world_.Member(absl::StrCat("member ", thread % 2), own_[thread % 2]);
        for (int i = 0; i < 50; ++i) {
          // Two accounts, each read by four threads, in other orders.
          const int at = (i * 7 + thread * 13) % 50;
          if (Show(call, {foreign_[at]}).ok()) ++shown;
          if (Show(call, {}, kSuggestion).ok()) ++runs;
          if (i % 10 != 0) continue;
          EXPECT_TRUE(budgets_->Save().ok());
        }
      });
    }
  }
  EXPECT_EQ(runs, 80);
  EXPECT_GE(shown, 35);
  const int64_t first = 25 - Left(Member(0));
  const int64_t second = 25 - Left(Member(1));
  EXPECT_LE(first, 25);
  EXPECT_LE(second, 25);
  EXPECT_GE(first + second, 35) << "the hub's 35, of which both may have seen some";
  // All are either seen or refused now, and stay so after a start.
  std::string before;
  for (const std::string& name : foreign_) before += Show(Member(0), {name}).ok() ? '1' : '0';
  Reopen();
  std::string after;
  for (const std::string& name : foreign_) after += Show(Member(0), {name}).ok() ? '1' : '0';
  EXPECT_EQ(before, after);
}

}  // namespace
}  // namespace tashbik::services
