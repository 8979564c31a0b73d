// Coverage, needs and isolated actors: the questions about what is missing.
#include "services/insights.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "graph/coverage.h"
#include "graph/structure.h"
#include "services/actor_filter.h"
#include "services/errors.h"
#include "services/feedback_calls.h"
#include "services/insight_sentences.h"
#include "services/names.h"
#include "services/presenter.h"

namespace tashbik::services {
namespace {

// What a graph question that was stopped ends with.
absl::Status Stopped(const CallContext& call) {
  absl::Status alive = call.Alive();
  return alive.ok() ? DeadlineExceeded() : alive;
}

absl::StatusOr<graph::CoverageQuery> ReadCoverage(const CallContext& call,
                                                  const v1::GetCoverageRequest& request) {
  Violations faults;
  graph::CoverageQuery query;
  if (request.themes_size() > kMaxCoverageThemes) {
    faults.Limit("themes", absl::StrCat(request.themes_size(), " themes"),
                 absl::StrCat(kMaxCoverageThemes, " themes"));
  }
  if (request.countries_size() > kMaxCoverageCountries) {
    faults.Limit("countries", absl::StrCat(request.countries_size(), " countries"),
                 absl::StrCat(kMaxCoverageCountries, " countries"));
  }
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  for (int i = 0; i < request.themes_size(); ++i) {
    const std::string path = absl::StrCat("themes[", i, "]");
    const std::optional<std::string> id = ParseNameOf(store::v1::KIND_THEME, request.themes(i));
    if (!id) {
      faults.Invalid(path, "is no name of a theme", "give themes/{theme}");
    } else if (!call.snapshot->network().HasTheme(*id)) {
      faults.Missing(path, request.themes(i));
    } else {
      query.themes.push_back(*id);
    }
  }
  for (int i = 0; i < request.countries_size(); ++i) {
    const std::string code = absl::AsciiStrToUpper(request.countries(i));
    if (IsCountryCode(code)) {
      query.countries.push_back(graph::CountryOf(code));
    } else {
      faults.Invalid(absl::StrCat("countries[", i, "]"), "is no ISO 3166-1 alpha-2 country",
                     "give two letters, such as LB");
    }
  }
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  return query;
}

// The cells to show, what matters most first: where most work, or what most do elsewhere.
std::vector<graph::CoverageCell> ShownCells(const graph::Coverage& coverage, bool gaps) {
  std::vector<graph::CoverageCell> cells;
  for (const graph::CoverageCell& cell : coverage.cells) {
    if ((cell.actors == 0) == gaps) cells.push_back(cell);
  }
  const auto weight = [&](const graph::CoverageCell& cell) {
    return gaps ? coverage.actors[cell.theme] : cell.actors;
  };
  std::stable_sort(cells.begin(), cells.end(), [&](const auto& a, const auto& b) {
    return weight(a) != weight(b) ? weight(a) > weight(b) : a.theme < b.theme;
  });
  return cells;
}

void AddGapSentences(const graph::Coverage& coverage, const Presenter& presenter,
                     const std::vector<graph::CoverageCell>& cells,
                     v1::GetCoverageResponse& response) {
  for (size_t i = 0; i < cells.size();) {
    if (response.sentences_size() == static_cast<int>(kMaxInsightSentences)) return;
    const uint32_t theme = cells[i].theme;
    std::vector<std::string> countries;
    for (; i < cells.size() && cells[i].theme == theme; ++i) {
      countries.push_back(graph::CountryCode(cells[i].country));
    }
    response.add_sentences(GapSentence(presenter.ThemeLabel(coverage.themes[theme]), countries,
                                       coverage.actors[theme], presenter.language()));
  }
}

// Where most work on what, and in which countries a theme rests on one alone: half of the room
// each.
void AddCoverageSentences(const graph::Coverage& coverage, const Presenter& presenter,
                          const std::vector<graph::CoverageCell>& cells,
                          v1::GetCoverageResponse& response) {
  std::map<std::string, std::vector<std::string>> alone;
  for (const graph::CoverageCell& cell : cells) {
    const std::string label = presenter.ThemeLabel(coverage.themes[cell.theme]);
    const std::string country = graph::CountryCode(cell.country);
    if (cell.actors == 1) {
      alone[country].push_back(label);
    } else if (response.sentences_size() < static_cast<int>(kMaxInsightSentences / 2)) {
      response.add_sentences(CoveredSentence(label, country, cell.actors, presenter.language()));
    }
  }
  std::vector<std::pair<std::string, std::vector<std::string>>> countries(alone.begin(),
                                                                          alone.end());
  std::stable_sort(countries.begin(), countries.end(),
                   [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  for (const auto& [country, themes] : countries) {
    if (response.sentences_size() == static_cast<int>(kMaxInsightSentences)) return;
    response.add_sentences(ThinSentence(country, themes, presenter.language()));
  }
}

// Finds for each of some actors the best match that has ties.
class Matchmaker {
 public:
  Matchmaker(const CallContext& call, const Keys& keys, const graph::Parallel& parallel,
             const graph::Shape& shape)
      : call_(call) {
    for (uint32_t i = 0; i < shape.size(); ++i) {
      if (!shape.IsIsolated(i)) tied_[shape.id(i)] = i;
    }
    query_.count = 1;
    query_.diversity = false;
    query_.exposure = false;
    query_.tie_key = keys.tie;
    query_.parallel = parallel;
    query_.filter.also = [this](const graph::ActorView& actor) {
      return tied_.contains(actor.id());
    };
  }

  struct Match {
    uint32_t partner = 0;
    double score = 0;
  };
  std::optional<Match> For(const std::string& actor) const {
    if (tied_.empty()) return std::nullopt;
    graph::SuggestQuery query = query_;
    query.asker = actor;
    ApplyFeedback(*call_.snapshot, call_.viewer, query);
    const graph::SuggestResult result = graph::SuggestPartners(
        call_.snapshot->network(), ToAudience(call_.viewer), query, call_.stop);
    if (result.suggestions.empty()) return std::nullopt;
    return Match{tied_.at(result.suggestions[0].actor), result.suggestions[0].score};
  }

 private:
  const CallContext& call_;
  absl::flat_hash_map<std::string, uint32_t> tied_;  // number by id
  graph::SuggestQuery query_;
};

}  // namespace

Insights::Insights(Directory& directory, graph::Parallel parallel)
    : directory_(directory), parallel_(std::move(parallel)) {}

absl::Status MeasuringPlace::Check() const {
  return number_ < kMaxMeasuring ? absl::OkStatus() : Unavailable("too many measure the network");
}

absl::StatusOr<InsightRequest> ReadInsight(absl::string_view language, absl::string_view filter,
                                           int count) {
  Violations faults;
  InsightRequest request;
  absl::StatusOr<Language> answer = AnswerLanguage(language);
  if (answer.ok()) {
    request.language = *answer;
  } else {
    faults.Add(answer.status());
  }
  absl::StatusOr<Filter> parsed = ParseActorFilter(filter);
  if (parsed.ok()) {
    request.filter = *std::move(parsed);
  } else {
    faults.Add(parsed.status());
  }
  if (count < 0 || count > kMaxInsights) {
    faults.Limit("count", absl::StrCat(count), absl::StrCat("1 to ", kMaxInsights));
  } else if (count > 0) {
    request.count = static_cast<size_t>(count);
  }
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  return request;
}

absl::StatusOr<graph::Shape> ShapeFor(const CallContext& call, const Keys& keys,
                                      absl::FunctionRef<bool(const graph::ActorView&)> keep) {
  graph::ShapeResult result = graph::ReadShape(call.snapshot->network(), ToAudience(call.viewer),
                                               keys.tie, keep, call.stop);
  if (result.outcome == graph::ShapeOutcome::kStopped) return Stopped(call);
  if (result.outcome == graph::ShapeOutcome::kTooManyTies) {
    return FieldInvalid(
        "filter",
        absl::StrCat("leaves more than ", graph::kMaxShapePairs, " pairs that share a coalition"),
        "narrow it, by country or theme");
  }
  return std::move(result.shape);
}

absl::StatusOr<v1::GetCoverageResponse> Insights::Coverage(const CallContext& call,
                                                           const v1::GetCoverageRequest& request) {
  const auto asked = ReadInsight(request.language(), "", request.count());
  if (!asked.ok()) return asked.status();
  const auto query = ReadCoverage(call, request);
  if (!query.ok()) return query.status();
  const MeasuringPlace place(measuring_);
  if (absl::Status status = place.Check(); !status.ok()) return status;
  const graph::Coverage coverage =
      graph::MeasureCoverage(call.snapshot->network(), ToAudience(call.viewer), *query, call.stop);
  if (coverage.stopped) return Stopped(call);
  const Presenter presenter(call, asked->language);
  const std::vector<graph::CoverageCell> cells = ShownCells(coverage, request.gaps());
  v1::GetCoverageResponse response;
  for (size_t i = 0; i < std::min(cells.size(), asked->count); ++i) {
    v1::ThemeCoverage& cell = *response.add_cells();
    cell.set_theme(NameOf(store::v1::KIND_THEME, coverage.themes[cells[i].theme]));
    cell.set_label(presenter.ThemeLabel(coverage.themes[cells[i].theme]));
    cell.set_country(graph::CountryCode(cells[i].country));
    cell.set_actors(cells[i].actors);
  }
  if (request.gaps()) {
    AddGapSentences(coverage, presenter, cells, response);
  } else {
    AddCoverageSentences(coverage, presenter, cells, response);
  }
  return response;
}

absl::StatusOr<v1::ListUnmetNeedsResponse> Insights::UnmetNeeds(
    const CallContext& call, const v1::ListUnmetNeedsRequest& request) {
  const auto asked = ReadInsight(request.language(), request.filter(), request.count());
  if (!asked.ok()) return asked.status();
  const MeasuringPlace place(measuring_);
  if (absl::Status status = place.Check(); !status.ok()) return status;
  const graph::UnmetThemes unmet = graph::FindUnmetThemes(
      call.snapshot->network(), ToAudience(call.viewer), directory_.keys().tie,
      [&](const graph::ActorView& actor) { return Passes(asked->filter, actor); }, call.stop);
  if (unmet.stopped) return Stopped(call);
  const Presenter presenter(call, asked->language);
  v1::ListUnmetNeedsResponse response;
  for (const graph::UnmetTheme& theme : unmet.themes) {
    if (static_cast<size_t>(response.needs_size()) == asked->count) break;
    if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
    v1::UnmetNeed& need = *response.add_needs();
    need.set_theme(NameOf(store::v1::KIND_THEME, theme.theme));
    need.set_label(presenter.ThemeLabel(theme.theme));
    need.set_needed(static_cast<int64_t>(theme.actors.size()));
    need.set_offered(theme.offered);
    need.set_sentence(UnmetSentence(need.label(), need.needed(), need.offered(), asked->language));
    for (const std::string& actor : theme.actors) {
      if (need.actors_size() == kMaxNeedActors) break;
      absl::StatusOr<v1::ActorSummary> summary = presenter.Summary(actor);
      if (!summary.ok()) return summary.status();
      *need.add_actors() = *std::move(summary);
    }
  }
  return response;
}

absl::StatusOr<v1::ListIsolatedActorsResponse> Insights::Isolated(
    const CallContext& call, const v1::ListIsolatedActorsRequest& request) {
  const auto asked = ReadInsight(request.language(), request.filter(), request.count());
  if (!asked.ok()) return asked.status();
  const MeasuringPlace place(measuring_);
  if (absl::Status status = place.Check(); !status.ok()) return status;
  // Whether an actor is alone is asked of the whole network; the filter says who is told of.
  absl::flat_hash_set<std::string> passing;
  const Keys& keys = directory_.keys();
  const auto shape = ShapeFor(call, keys, [&](const graph::ActorView& actor) {
    if (Passes(asked->filter, actor)) passing.emplace(actor.id());
    return true;
  });
  if (!shape.ok()) return shape.status();
  const graph::Structure structure = graph::MeasureStructure(*shape);
  const Matchmaker matchmaker(call, keys, parallel_, *shape);
  struct Found {
    uint32_t actor;
    std::optional<Matchmaker::Match> match;
  };
  std::vector<Found> found;
  for (uint32_t i = 0; i < shape->size() && found.size() < kMaxIsolatedAsked; ++i) {
    if (!shape->IsIsolated(i) || !passing.contains(shape->id(i))) continue;
    found.push_back({i, matchmaker.For(shape->id(i))});
    if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return (a.match ? a.match->score : 0) > (b.match ? b.match->score : 0);
  });
  found.resize(std::min(found.size(), asked->count));
  const Presenter presenter(call, asked->language);
  v1::ListIsolatedActorsResponse response;
  for (const Found& one : found) {
    v1::IsolatedActor& shown = *response.add_actors();
    absl::StatusOr<v1::ActorSummary> actor = presenter.Summary(shape->id(one.actor));
    if (!actor.ok()) return actor.status();
    *shown.mutable_actor() = *std::move(actor);
    if (one.match) {
      absl::StatusOr<v1::ActorSummary> partner = presenter.Summary(shape->id(one.match->partner));
      if (!partner.ok()) return partner.status();
      *shown.mutable_partner() = *std::move(partner);
      shown.set_score(one.match->score);
      shown.set_reach(structure.component_size[structure.component[one.match->partner]]);
    }
    shown.set_sentence(IsolatedSentence(shown.actor().display_name(),
                                        shown.partner().display_name(), shown.reach(),
                                        asked->language));
  }
  return response;
}

}  // namespace tashbik::services
