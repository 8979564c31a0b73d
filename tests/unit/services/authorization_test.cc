// What the code says of who may see, change and call what, against the oracle: every method, and
// records of every kind, for callers of every role in random worlds. Planted mistakes must show.
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/permissions.h"
#include "services/visibility.h"
#include "tests/testing/test_directory.h"
#include "tests/unit/services/authorization_oracle.h"
#include "tests/unit/services/authorization_world.h"

namespace tashbik::testing {
namespace {

using services::Entry;
using services::Sight;
using services::Snapshot;
using services::Viewer;

constexpr int kWorlds = 100'000;
constexpr int kWorldsWithMistakes = 300;

// What is judged: the code, or the code with a mistake in it.
struct Subject {
  std::function<Sight(const Snapshot&, const Viewer&, storage::Kind, const store::v1::Record&)>
      sight = services::SightOf;
  std::function<bool(const std::string&, const Viewer&)> may_call = [](const std::string& method,
                                                                       const Viewer& viewer) {
    return services::CheckPermission(method, viewer).ok();
  };
};

std::vector<std::string> Methods() {
  std::vector<std::string> methods;
  for (const services::Permission& row : services::Permissions()) {
    methods.emplace_back(row.method);
  }
  return methods;
}

// The oracle's word on every record of a world, in the order in which they are built.
std::vector<Judgement> JudgementsOf(const AuthorizationWorld& world,
                                    const AuthorizationOracle& oracle) {
  std::vector<Judgement> all;
  for (const auto& hub : world.hubs) all.push_back(oracle.OfHub(hub));
  for (const auto& circle : world.circles) all.push_back(oracle.OfCircle(circle));
  for (const auto& actor : world.actors) all.push_back(oracle.OfActor(actor));
  for (const auto& member : world.hub_members) all.push_back(oracle.OfHubMember(member));
  for (const auto& coalition : world.coalitions) all.push_back(oracle.OfCoalition(coalition));
  for (const auto& member : world.coalition_members) {
    all.push_back(oracle.OfCoalitionMember(member));
  }
  all.push_back(oracle.OfTheme());
  return all;
}

// Where the two differ; empty where they agree. What is not seen has no parts to compare.
std::string Difference(const Judgement& judged, const Sight& sight) {
  std::string difference;
  if (judged.sees != sight.record) absl::StrAppend(&difference, " record");
  if (judged.writes != sight.writer) absl::StrAppend(&difference, " writer");
  if (judged.owner != sight.owner) absl::StrAppend(&difference, " owner");
  if (!judged.sees) return difference;
  for (size_t tier = 1; tier < judged.parts.size(); ++tier) {
    if (judged.parts[tier] != sight.tiers[tier]) absl::StrAppend(&difference, " tier ", tier);
  }
  return difference;
}

struct Comparison {
  int64_t records = 0;
  int64_t calls = 0;
  int64_t mismatches = 0;
  std::string first;  // the first mismatches in words
};

class Comparer {
 public:
  explicit Comparer(const Subject& subject) : subject_(subject) {}

  Comparison Compare(int worlds) {
    for (int seed = 0; seed < worlds; ++seed) {
      const AuthorizationWorld world = DrawWorld(static_cast<uint64_t>(seed), methods_);
      const BuiltWorld built = Build(world, directory_.directory().snapshot()->view());
      for (const auto& caller : world.callers) CompareRecords(seed, world, built, caller);
      CompareMethods(seed, world, built, world.callers[0]);
    }
    return comparison_;
  }

 private:
  void CompareRecords(int seed, const AuthorizationWorld& world, const BuiltWorld& built,
                      const AuthorizationWorld::Caller& caller) {
    const Viewer viewer = ViewerOf(caller, world, *built.snapshot);
    const AuthorizationOracle oracle(world, caller);
    const std::vector<Judgement> judgements = JudgementsOf(world, oracle);
    for (size_t i = 0; i < built.records.size(); ++i) {
      const Entry& entry = *built.records[i];
      const Sight sight = subject_.sight(*built.snapshot, viewer, entry.kind, entry.record);
      ++comparison_.records;
      Note(seed, caller, Difference(judgements[i], sight), entry.record.ShortDebugString());
    }
  }

  void CompareMethods(int seed, const AuthorizationWorld& world, const BuiltWorld& built,
                      const AuthorizationWorld::Caller& caller) {
    const Viewer viewer = ViewerOf(caller, world, *built.snapshot);
    const AuthorizationOracle oracle(world, caller);
    for (const std::string& method : methods_) {
      ++comparison_.calls;
      const bool differs = oracle.MayCall(method) != subject_.may_call(method, viewer);
      if (differs) Note(seed, caller, " call", method);
    }
  }

  void Note(int seed, const AuthorizationWorld::Caller& caller, const std::string& difference,
            const std::string& what) {
    if (difference.empty()) return;
    if (++comparison_.mismatches > 5) return;
    absl::StrAppend(&comparison_.first, "world ", seed, ", ", v1::Role_Name(caller.role), " ",
                    caller.account, " of ", caller.actor, ":", difference, " of ", what, "\n");
  }

  const Subject& subject_;
  const std::vector<std::string> methods_ = Methods();
  TestDirectory directory_;
  Comparison comparison_;
};

TEST(AuthorizationTest, AgreesWithTheOracle) {
  int worlds = kWorlds;
  if (const char* given = std::getenv("TASHBIK_AUTHORIZATION_WORLDS")) {
    ASSERT_TRUE(absl::SimpleAtoi(given, &worlds));
  }
  const Comparison comparison = Comparer(Subject()).Compare(worlds);
  EXPECT_EQ(comparison.mismatches, 0) << comparison.first;
  EXPECT_GT(comparison.records, int64_t{worlds} * 30);
  EXPECT_GT(comparison.calls, int64_t{worlds} * 100);
  RecordProperty("records", std::to_string(comparison.records));
  RecordProperty("calls", std::to_string(comparison.calls));
}

// The record with another visibility, as the code would read it if it were wrong.
template <class Change>
Subject Misreading(Change change) {
  Subject subject;
  subject.sight = [change](const Snapshot& snapshot, const Viewer& viewer, storage::Kind kind,
                           const store::v1::Record& record) {
    store::v1::Record misread = record;
    if (misread.has_organization()) change(*misread.mutable_organization()->mutable_visibility());
    if (misread.has_coalition()) change(*misread.mutable_coalition()->mutable_visibility());
    return services::SightOf(snapshot, viewer, kind, misread);
  };
  return subject;
}

// The viewer as someone else.
template <class Change>
Subject Mistaking(Change change) {
  Subject subject;
  subject.sight = [change](const Snapshot& snapshot, const Viewer& viewer, storage::Kind kind,
                           const store::v1::Record& record) {
    Viewer mistaken = viewer;
    change(mistaken);
    return services::SightOf(snapshot, mistaken, kind, record);
  };
  return subject;
}

TEST(AuthorizationTest, FindsPlantedMistakes) {
  const std::pair<const char*, Subject> mistakes[] = {
      {"BROKERED taken for HUB", Misreading([](v1::Visibility& visibility) {
         if (visibility.tier() == v1::TIER_BROKERED) visibility.set_tier(v1::TIER_HUB);
       })},
      {"circles forgotten", Misreading([](v1::Visibility& v) { v.clear_circles(); })},
      {"brokers forgotten", Misreading([](v1::Visibility& v) { v.clear_brokers(); })},
      {"blocks forgotten", Misreading([](v1::Visibility& v) { v.clear_blocked(); })},
      {"hiding from countries forgotten",
       Misreading([](v1::Visibility& v) { v.clear_hide_from_countries(); })},
      {"PRIVATE records entrusted", Misreading([](v1::Visibility& visibility) {
         if (visibility.tier() == v1::TIER_PRIVATE) visibility.set_tier(v1::TIER_UNCLAIMED);
       })},
      {"an editor taken for an administrator", Mistaking([](Viewer& viewer) {
         if (viewer.role == v1::ROLE_EDITOR) viewer.role = v1::ROLE_ADMINISTRATOR;
       })},
      {"a service that coordinates", Mistaking([](Viewer& viewer) {
         if (viewer.role == v1::ROLE_SERVICE) viewer.coordinated_hubs = viewer.member_hubs;
       })},
      {"an account forgotten", Mistaking([](Viewer& viewer) { viewer.account.clear(); })},
      {"scopes forgotten",
       {.may_call =
            [](const std::string& method, const Viewer& viewer) {
              Viewer wide = viewer;
              wide.scopes.clear();
              return services::CheckPermission(method, wide).ok();
            }}},
      {"one row too many",
       {.may_call =
            [](const std::string& method, const Viewer& viewer) {
              return services::CheckPermission(method, viewer).ok() ||
                     (method == "HubService/CreateHub" && viewer.role == v1::ROLE_EDITOR);
            }}},
  };
  for (const auto& [what, subject] : mistakes) {
    EXPECT_GT(Comparer(subject).Compare(kWorldsWithMistakes).mismatches, 0) << what;
  }
}

}  // namespace
}  // namespace tashbik::testing
