// Everything at once: writers, readers, folding, epochs, tokens made and revoked, budgets. For
// ThreadSanitizer, and for the promises that hold while others write.
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "graph/search.h"
#include "graph/suggest.h"
#include "services/budgets.h"
#include "services/directory.h"
#include "services/names.h"
#include "services/tokens.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

using testing::TestDirectory;

constexpr int kWrites = 60;  // of each writer; the others go on until all are done

class Crowd {
 public:
  // With `themes` the vocabulary changes too.
  explicit Crowd(bool themes) : themes_(themes) {
    hub_ = world_.MakeHub("Hub");
    foreign_hub_ = world_.MakeHub("Foreign hub");
    for (int i = 0; i < 6; ++i) world_.MakeTheme(absl::StrCat("issue-", i), v1::FACET_ISSUE);
    actor_ = Create("c", hub_, 0);
    world_.AddToHub(hub_, actor_);
    budgets_ = std::make_unique<Budgets>(world_.directory(), BudgetLimits{});
  }

  void Run() {
    std::vector<std::thread> writers;
    for (int i = 0; i < 2; ++i) {
      writers.emplace_back([this, i] { Write(absl::StrCat("writer ", i), i); });
    }
    writers.emplace_back([this] { Retoken(); });
    std::vector<std::thread> others;
    const auto until_done = [&](std::function<void()> step) {
      others.emplace_back([this, step = std::move(step)] {
        while (!done_) step();
      });
    };
    until_done([this] { world_.directory().Fold(); });
    until_done([this] {
      EXPECT_TRUE(world_.directory().PublishEpoch([this] { return done_.load(); }).ok() || done_);
    });
    until_done([this] { Read("reader 0"); });
    until_done([this] { Read("reader 1"); });
    until_done([this] { EXPECT_TRUE(budgets_->Save().ok()); });
    for (std::thread& writer : writers) writer.join();
    done_ = true;
    for (std::thread& other : others) other.join();
  }

  // What is in memory is what a start reads.
  void CompareWithRestart() {
    budgets_.reset();
    const std::string before = world_.directory().snapshot()->network().Canonical();
    world_.Restart();
    EXPECT_TRUE(world_.directory().snapshot()->network().Canonical() == before);
    EXPECT_GT(reads_, 0);
    EXPECT_GT(shown_, 0);
  }

 private:
  Resources Organizations() { return world_.Of(store::v1::KIND_ORGANIZATION); }

  std::string Create(const std::string& account, const std::string& hub, int number) {
    v1::CreateOrganizationRequest request;
    v1::Profile& profile = *request.mutable_organization()->mutable_profile();
    profile.add_names()->set_text(absl::StrCat("Organization ", number));
    profile.add_issues()->set_theme(absl::StrCat("themes/issue-", number % 6));
    profile.add_active_countries(number % 2 == 0 ? "LB" : "MA");
    request.mutable_organization()->mutable_visibility()->set_tier(
        number % 3 == 0 ? v1::TIER_PUBLIC : v1::TIER_NETWORK);
    v1::Organization made;
    const absl::Status status =
        Organizations().Create(world_.Coordinator(account, {hub}), request, made);
    EXPECT_TRUE(status.ok()) << status;
    return made.name();
  }

  bool Sees(const CallContext& call, const std::string& name) {
    v1::GetOrganizationRequest request;
    request.set_name(name);
    v1::Organization found;
    return Organizations().Get(call, request, found).ok();
  }

  void Write(const std::string& account, int writer) {
    std::vector<std::string> names;
    for (int i = 0; i < kWrites; ++i) {
      names.push_back(Create(account, foreign_hub_, i));
      EXPECT_TRUE(Sees(world_.Coordinator(account, {foreign_hub_}), names.back()))
          << "what was acknowledged is seen";
      if (i % 4 == 1) Update(account, names[static_cast<size_t>(i / 2)], i);
      if (i % 4 == 3) Delete(account, names[static_cast<size_t>(i)]);
      // Builds the network anew.
      if (themes_ && writer == 0 && i % 20 == 10) {
        world_.MakeTheme(absl::StrCat("added-", i), v1::FACET_ISSUE);
      }
    }
  }

  void Update(const std::string& account, const std::string& name, int number) {
    v1::UpdateOrganizationRequest request;
    request.mutable_organization()->set_name(name);
    request.mutable_organization()->mutable_visibility()->set_tier(
        number % 8 == 1 ? v1::TIER_PRIVATE : v1::TIER_NETWORK);
    request.mutable_update_mask()->add_paths("visibility.tier");
    v1::Organization changed;
    // It may be one that was deleted before.
    Organizations()
        .Update(world_.Coordinator(account, {foreign_hub_}), request, changed)
        .IgnoreError();
  }

  void Delete(const std::string& account, const std::string& name) {
    v1::DeleteOrganizationRequest request;
    request.set_name(name);
    v1::Organization gone;
    const CallContext call = world_.Coordinator(account, {foreign_hub_});
    EXPECT_TRUE(Organizations().Delete(call, request, gone).ok());
    EXPECT_FALSE(Sees(world_.Coordinator(account, {foreign_hub_}), name));
  }

  // Asks in all ways; one answer is of one moment.
  void Read(const std::string& account) {
    const CallContext call = world_.Member(account, actor_);
    const graph::Audience audience = ToAudience(call.viewer);
    const graph::Network& network = call.snapshot->network();
    graph::SuggestQuery query;
    query.asker = ParseActorName(actor_)->id;
    query.tie_key = world_.directory().keys().tie;
    const graph::SuggestResult suggested =
        graph::SuggestPartners(network, audience, query, [this] { return done_.load(); });
    v1::ListOrganizationsResponse shown;
    for (const graph::Suggestion& suggestion : suggested.suggestions) {
      EXPECT_TRUE(network.Find(suggestion.actor, audience).has_value());
      shown.add_organizations()->set_name(NameOf(store::v1::KIND_ORGANIZATION, suggestion.actor));
    }
    graph::SearchQuery search;
    search.words = "organization";
    for (const graph::SearchHit& hit :
         graph::SearchActors(network, audience, search, [this] { return done_.load(); })) {
      EXPECT_TRUE(network.Find(hit.actor, audience).has_value());
    }
    v1::ListOrganizationsRequest list;
    v1::ListOrganizationsResponse page;
    EXPECT_TRUE(Organizations().List(call, list, page).ok());
    for (const v1::Organization& one : page.organizations()) {
      EXPECT_TRUE(network.Find(ParseActorName(one.name())->id, audience).has_value());
    }
    if (budgets_->Spend(*call.snapshot, call.viewer, {}, shown).ok()) {
      shown_ += shown.organizations_size();
    }
    EXPECT_FALSE(budgets_->Of(call.viewer).empty());
    ++reads_;
  }

  absl::StatusOr<Viewer> Enter(const std::string& secret) {
    return SignIn(*world_.directory().snapshot(), world_.directory().keys(), secret,
                  world_.directory().Now());
  }

  void Put(storage::Kind kind, const store::v1::Record& record, uint64_t version) {
    const auto written = world_.directory().Write(
        WriteCall{.method = "test"}, [&](const Snapshot&) -> absl::StatusOr<WritePlan> {
          WritePlan plan;
          plan.writes.push_back(
              {.kind = kind, .id = record.id(), .record = record, .expected_version = version});
          return plan;
        });
    EXPECT_TRUE(written.ok()) << written.status();
  }

  // Tokens open until they are revoked, and not one call longer.
  void Retoken() {
    store::v1::Record account;
    account.set_id(NewId());
    v1::Account& holder = *account.mutable_account()->mutable_account();
    holder.set_name("accounts/" + account.id());
    holder.set_role(v1::ROLE_MEMBER);
    holder.set_actor(actor_);
    holder.set_state(v1::ACCOUNT_STATE_ACTIVE);
    Put(store::v1::KIND_ACCOUNT, account, 0);
    for (int i = 0; i < kWrites; ++i) {
      const std::string secret = NewTokenSecret();
      store::v1::Record record;
      record.set_id(NewId());
      v1::Token& token = *record.mutable_token()->mutable_token();
      token.set_name("tokens/" + record.id());
      token.set_role(v1::ROLE_MEMBER);
      token.set_actor(actor_);
      token.set_account(holder.name());
      record.mutable_token()->set_secret_hash(TokenHash(world_.directory().keys(), secret));
      EXPECT_FALSE(Enter(secret).ok());
      Put(store::v1::KIND_TOKEN, record, 0);
      EXPECT_TRUE(Enter(secret).ok());
      token.mutable_revoke_time()->set_seconds(1);
      Put(store::v1::KIND_TOKEN, record, 1);
      EXPECT_FALSE(Enter(secret).ok());
    }
  }

  const bool themes_;
  TestDirectory world_;
  std::string hub_;
  std::string foreign_hub_;
  std::string actor_;
  std::unique_ptr<Budgets> budgets_;
  std::atomic<bool> done_{false};
  std::atomic<int> reads_{0};
  std::atomic<int> shown_{0};
};

TEST(DirectoryConcurrencyTest, AllAtOnceIsAsOneAfterTheOther) {
  Crowd crowd(/*themes=*/false);
  crowd.Run();
  crowd.CompareWithRestart();
}

TEST(DirectoryConcurrencyTest, AlsoWhileTheVocabularyChanges) {
  Crowd crowd(/*themes=*/true);
  crowd.Run();
  crowd.CompareWithRestart();
}

}  // namespace
}  // namespace tashbik::services
