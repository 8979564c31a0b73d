// The engine under the same epoch, asked the same questions.
#include "tests/bench/load_check.h"

#include <cmath>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "graph/epoch.h"
#include "graph/network.h"
#include "graph/suggest.h"
#include "graph/text/row.h"
#include "tashbik/v1/match.pb.h"
#include "tests/bench/load_fill.h"

namespace tashbik::bench {
namespace {

constexpr int kPartners = 50;
// Scores are fixed-point inside; this is far below their last digit.
constexpr double kTolerance = 1e-12;

// The row that the server derives of what was sent to it.
graph::text::TextRow RowOf(const v1::Organization& organization) {
  const v1::Profile& profile = organization.profile();
  std::vector<graph::text::NameText> names;
  for (const v1::Name& name : profile.names()) {
    names.push_back({name.text(), name.language(), graph::text::NameKind::kLegal});
  }
  std::vector<graph::text::DescriptionText> descriptions;
  for (const auto& [language, text] : profile.descriptions()) {
    descriptions.push_back({text, language});
  }
  return graph::text::DeriveRow(names, descriptions);
}

// The theme's labels, as LoadThemes writes them.
void SetLabel(graph::ThemeFacts& theme) {
  theme.labels = {{graph::text::StemLabel(theme.id, "en"), graph::text::Lang::kEnglish}};
}

bool SameScores(const v1::SuggestPartnersResponse& answer,
                const std::vector<graph::Suggestion>& expected) {
  if (answer.suggestions_size() != static_cast<int>(expected.size())) return false;
  for (size_t i = 0; i < expected.size(); ++i) {
    const double score = answer.suggestions(static_cast<int>(i)).score();
    if (std::abs(score - expected[i].score) > kTolerance) return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<Agreement> CompareWithEngine(const client::Client& coordinator, graph::Facts facts,
                                            const std::vector<std::string>& names, int questions) {
  for (graph::ThemeFacts& theme : facts.themes) SetLabel(theme);
  for (size_t i = 0; i < facts.actors.size(); ++i) {
    graph::ActorFacts& actor = facts.actors[i];
    actor.text = RowOf(ToOrganization(actor, i));
    actor.id = std::string(absl::StripPrefix(names[i], "organizations/"));
    actor.kind = graph::ActorKind::kOrganization;
    actor.access = {};
    actor.access.tier = graph::Tier::kPublic;
  }
  const size_t actors = facts.actors.size();
  std::shared_ptr<const graph::Network> network = graph::Network::Build(std::move(facts));
  network = network->With(graph::ComputeEpoch(*network, 1, [] { return true; }));
  Agreement agreement;
  for (; agreement.asked < questions; ++agreement.asked) {
    const std::string& name = names[agreement.asked * actors / questions];
    v1::SuggestPartnersRequest request;
    request.set_actor(name);
    request.set_count(kPartners);
    request.set_skip_diversity(true);
    request.set_skip_exposure(true);
    auto answer = coordinator.Call<v1::SuggestPartnersResponse>(request);
    if (!answer.ok()) return answer.status();
    graph::SuggestQuery query;
    query.asker = std::string(absl::StripPrefix(name, "organizations/"));
    query.count = kPartners;
    query.diversity = false;
    query.exposure = false;
    const graph::SuggestResult result = graph::SuggestPartners(*network, {}, query, {});
    if (SameScores(*answer, result.suggestions)) ++agreement.equal;
  }
  return agreement;
}

}  // namespace tashbik::bench
