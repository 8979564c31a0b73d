// What budgets cost a call: an answer of SuggestPartners with ten partners, none of them PUBLIC, by
// a member of one hub; and a page of a thousand.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/budgets.h"
#include "tashbik/v1/match.pb.h"
#include "tests/testing/test_directory.h"

namespace tashbik {
namespace {

constexpr int kActors = 1000;

// A directory with a thousand actors at NETWORK, and a member of another hub.
struct World {
  World() {
    const std::string own = directory.MakeHub("Own");
    const std::string foreign = directory.MakeHub("Foreign");
    actors = Make(foreign, kActors);
    member = Make(own, 1)[0];
    directory.AddToHub(own, member);
  }

  std::vector<std::string> Make(const std::string& hub, int count) {
    v1::BatchCreateOrganizationsRequest request;
    for (int i = 0; i < count; ++i) {
      v1::Organization& organization = *request.add_requests()->mutable_organization();
      organization.mutable_profile()->add_names()->set_text(absl::StrCat("Organization ", i));
      organization.mutable_visibility()->set_tier(v1::TIER_NETWORK);
    }
    v1::BatchCreateOrganizationsResponse response;
    if (!directory.Of(store::v1::KIND_ORGANIZATION)
             .BatchCreate(directory.Coordinator("c", {hub}), request, response)
             .ok()) {
      std::abort();
    }
    std::vector<std::string> names;
    for (const v1::Organization& made : response.organizations()) names.push_back(made.name());
    return names;
  }

  testing::TestDirectory directory;
  std::vector<std::string> actors;
  std::string member;
};

World& TheWorld() {
  static World world;
  return world;
}

// As the sample's answers are: five reasons each, a sentence and some themes in every one.
v1::SuggestPartnersResponse Answer(int partners) {
  v1::SuggestPartnersResponse response;
  for (int i = 0; i < partners; ++i) {
    v1::Suggestion& suggestion = *response.add_suggestions();
    v1::ActorSummary& actor = *suggestion.mutable_partner();
    actor.set_name(TheWorld().actors[static_cast<size_t>(i)]);
    actor.set_display_name("Centre for the defence of rights");
    actor.set_base_country("LB");
    for (const char* country : {"LB", "SY", "JO"}) actor.add_active_countries(country);
    for (int reason = 0; reason < 5; ++reason) {
      v1::Reason& why = *suggestion.add_reasons();
      why.set_sentence(
          "Both work on freedom of association, which the same kind of law restricts.");
      for (const char* theme : {"themes/association", "themes/civic-space"}) why.add_themes(theme);
      why.add_countries("LB");
    }
  }
  return response;
}

void Spend(benchmark::State& state, const services::BudgetLimits& limits) {
  World& world = TheWorld();
  services::Budgets budgets(world.directory.directory(), limits);
  const services::CallContext call = world.directory.Member("m", world.member);
  const v1::SuggestPartnersResponse response = Answer(static_cast<int>(state.range(0)));
  const services::CallCost cost = {.suggestion = true};
  for (auto _ : state) {
    if (!budgets.Check(call.viewer, cost).ok() ||
        !budgets.Spend(*call.snapshot, call.viewer, cost, response).ok()) {
      std::abort();
    }
  }
}

constexpr int64_t kWide = 1'000'000'000;

void WithBudgets(benchmark::State& state) { Spend(state, {kWide, kWide, kWide, kWide}); }
void WithoutBudgets(benchmark::State& state) { Spend(state, {0, 0, 0, 0}); }

BENCHMARK(WithBudgets)->Arg(10)->Arg(1000)->Unit(benchmark::kMicrosecond);
BENCHMARK(WithoutBudgets)->Arg(10)->Arg(1000)->Unit(benchmark::kMicrosecond);
BENCHMARK(WithBudgets)->Arg(10)->Threads(2)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tashbik

BENCHMARK_MAIN();
