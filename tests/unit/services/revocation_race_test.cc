// A token that was revoked, or whose account was frozen, revoked or given anew, opens nothing from
// the moment that the call which did so was answered. Threads race: one calls without pause,
// another ends what it calls with; calls that overlap the ending may go either way, later ones may
// not.
//
// The same races are run with the check taken out in two ways, and must then find stale calls.
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "absl/strings/numbers.h"
#include "services/account_requests.h"
#include "services/account_writes.h"
#include "services/accounts.h"
#include "services/names.h"
#include "services/permissions.h"
#include "services/token_requests.h"
#include "services/tokens.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

constexpr int kRaces = 10'000;  // TASHBIK_RACES: another number
constexpr int kRacesWithoutCheck = 100;
constexpr int kPairs = 4;
constexpr int kBatch = 500;

// Lets a call in, as the wrapper of all calls does, or as a broken one would.
using Admission = std::function<absl::Status(const std::string& secret, CallContext& call)>;

struct Target {
  std::string secret;
  std::string token;
  std::string account;
  std::atomic<bool> ended{false};  // the call that ended it was answered
  std::atomic<int> calls{0};       // begun since
};

struct Tally {
  std::atomic<int> passed{0};  // calls that were let in
  std::atomic<int> refused{0};
  std::atomic<int> stale{0};  // let in after the end
};

class Races {
 public:
  explicit Races(testing::TestDirectory& world)
      : world_(world), administrator_(world.MakeAccount(v1::ROLE_ADMINISTRATOR)) {}

  // Returns the number of races in which a call passed that should not have.
  void Run(int races, const Admission& admit, Tally& tally) {
    MakeTargets(races);
    std::vector<std::thread> threads;
    for (int pair = 0; pair < kPairs; ++pair) {
      threads.emplace_back([this, pair, races, &admit, &tally] {
        for (int i = pair; i < races; i += kPairs) Call(i, *targets_[At(i)], admit, tally);
      });
      threads.emplace_back([this, pair, races] {
        for (int i = pair; i < races; i += kPairs) End(i, *targets_[At(i)]);
      });
    }
    for (std::thread& thread : threads) thread.join();
  }

 private:
  static size_t At(int i) { return static_cast<size_t>(i); }

  void MakeTargets(int races) {
    targets_.clear();
    for (int i = 0; i < races; ++i) targets_.push_back(std::make_unique<Target>());
    Directory& directory = world_.directory();
    for (int begin = 0; begin < races; begin += kBatch) {
      const auto made = directory.Write(
          WriteCall{.method = "test"}, [&](const Snapshot&) -> absl::StatusOr<WritePlan> {
            WritePlan plan;
            for (int i = begin; i < std::min(races, begin + kBatch); ++i)
              Plan(*targets_[At(i)], plan);
            return plan;
          });
      ASSERT_TRUE(made.ok()) << made.status();
    }
  }

  void Plan(Target& target, WritePlan& plan) {
    target.secret = NewTokenSecret();
    v1::Account account;
    account.set_role(v1::ROLE_AUDITOR);
    Directory& directory = world_.directory();
    const MadeAccount made = PlanAccount(directory, account, target.secret,
                                         directory.Now() + kStandardTokenTtl, "", plan);
    target.token = made.token.token().token().name();
    target.account = made.account.account().account().name();
  }

  // Calls until two calls have begun after the end. Some callers stop for it early, some late, so
  // that the end comes at all moments of a call.
  static void Call(int race, Target& target, const Admission& admit, Tally& tally) {
    const int patience = 1 + race * 37 % 200;
    for (int after = 0, calls = 0; after < 2; ++calls) {
      if (calls >= patience) target.ended.wait(false);
      const bool ended = target.ended.load();
      if (ended) ++after;
      CallContext call;
      call.method = "AccountService/ListAccounts";
      const bool passed = admit(target.secret, call).ok();
      ++(passed ? tally.passed : tally.refused);
      if (passed && ended) ++tally.stale;
      ++target.calls;
      target.calls.notify_one();
    }
  }

  // Ends it in one of five ways, once it has been called with.
  void End(int race, Target& target) {
    target.calls.wait(0);
    Directory& directory = world_.directory();
    CallContext call = world_.With(administrator_, "AccountService/FreezeAccount");
    absl::Status ended;
    switch (race % 5) {
      case 0: {
        v1::FreezeAccountRequest request;
        request.set_name(target.account);
        request.set_reason("a race");
        ended = ChangeAccount(directory, call, request, PlanFreeze).status();
        break;
      }
      case 1: {
        v1::RevokeAccountRequest request;
        request.set_name(target.account);
        ended = ChangeAccount(directory, call, request, PlanRevoke).status();
        break;
      }
      case 2: {
        v1::RevokeTokenRequest request;
        request.set_name(target.token);
        ended = directory
                    .Write(WriteCallOf(call, request),
                           [&](const Snapshot& now) {
                             return PlanRevokeToken(directory, now, call.viewer, request);
                           })
                    .status();
        break;
      }
      case 3: {
        v1::ReissueTokenRequest request;
        request.set_name(target.account);
        request.set_check("a race");
        v1::CreateTokenResponse response;
        ended =
            MakeToken(directory, call, request, response,
                      [&](const Snapshot& now, const std::string& secret, auto& made) {
                        return PlanReissueToken(directory, now, call.viewer, request, secret, made);
                      });
        break;
      }
      default: {
        call = world_.With(target.secret, "AccountService/RotateToken");
        const v1::RotateTokenRequest request;
        v1::CreateTokenResponse response;
        ended =
            MakeToken(directory, call, request, response,
                      [&](const Snapshot& now, const std::string& secret, auto& made) {
                        return PlanRotateToken(directory, now, call.viewer, request, secret, made);
                      });
      }
    }
    EXPECT_TRUE(ended.ok()) << race % 5 << " " << ended;
    target.ended.store(true);
    target.ended.notify_one();
  }

  testing::TestDirectory& world_;
  const std::string administrator_;
  std::vector<std::unique_ptr<Target>> targets_;
};

TEST(RevocationRaceTest, NoCallPassesAfterItsTokenOrAccountEnded) {
  int count = kRaces;
  if (const char* given = std::getenv("TASHBIK_RACES")) {
    ASSERT_TRUE(absl::SimpleAtoi(given, &count));
  }
  testing::TestDirectory world;
  Tally tally;
  Races(world).Run(
      count,
      [&](const std::string& secret, CallContext& call) {
        return Admit(world.directory(), secret, call);
      },
      tally);
  EXPECT_EQ(tally.stale, 0);
  EXPECT_GE(tally.passed, count);
  EXPECT_GE(tally.refused, 2 * count);
  RecordProperty("passed", tally.passed);
  RecordProperty("refused", tally.refused);
}

// Signs in against a snapshot of before, as a cache of sessions would.
TEST(RevocationRaceTest, FindsAnAdmissionThatRemembers) {
  testing::TestDirectory world;
  Races races(world);
  std::shared_ptr<const Snapshot> before;
  std::once_flag once;
  Tally tally;
  races.Run(
      kRacesWithoutCheck,
      [&](const std::string& secret, CallContext& call) {
        std::call_once(once, [&] { before = world.directory().snapshot(); });
        const Directory& directory = world.directory();
        const auto viewer = SignIn(*before, directory.keys(), secret, directory.Now());
        return viewer.ok() ? CheckPermission(call.method, *viewer) : viewer.status();
      },
      tally);
  EXPECT_EQ(tally.stale, 2 * kRacesWithoutCheck);
}

// Knows the token, and does not ask whether it and its account still hold.
TEST(RevocationRaceTest, FindsAnAdmissionWithoutTheCheck) {
  testing::TestDirectory world;
  Tally tally;
  Races(world).Run(
      kRacesWithoutCheck,
      [&](const std::string& secret, CallContext& call) -> absl::Status {
        const Directory& directory = world.directory();
        call.snapshot = directory.snapshot();
        const Catalog& catalog = call.snapshot->catalog();
        const EntryPointer token = catalog.FindToken(TokenHash(directory.keys(), secret));
        const v1::Token& held = token->record.token().token();
        const EntryPointer account = catalog.Find(store::v1::KIND_ACCOUNT, IdIn(held.account()));
        call.viewer =
            ViewerOf(*call.snapshot, account->record.account().account(), held, directory.Now());
        return CheckPermission(call.method, call.viewer);
      },
      tally);
  EXPECT_EQ(tally.stale, 2 * kRacesWithoutCheck);
}

}  // namespace
}  // namespace tashbik::services
