// Suggests: rank exactly, arrange, explain the winners.
#include "graph/suggest.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "graph/diversity.h"
#include "graph/explain.h"
#include "graph/network.h"
#include "graph/question.h"
#include "graph/reasons.h"

namespace tashbik::graph {
namespace {

Preset PresetFor(Focus focus, const std::optional<Weights>& weights) {
  Preset preset = PresetOf(focus);
  if (weights.has_value()) preset.weights = *weights;
  return preset;
}

Suggestion MakeSuggestion(Question& question, const Record& partner, const Pair& pair) {
  Suggestion suggestion;
  suggestion.actor = std::string(partner.id());
  suggestion.kind = static_cast<ActorKind>(partner.kind);
  suggestion.score = ToDouble(pair.score);
  suggestion.forward = ToDouble(pair.forward);
  suggestion.back = ToDouble(pair.back);
  suggestion.band = BandOf(suggestion.score);
  suggestion.reasons = ReasonsFor(question, partner, pair);
  return suggestion;
}

}  // namespace

bool Filter::empty() const {
  return base_countries.empty() && active_in.empty() && origins.empty() && residences.empty() &&
         countries.empty() && themes.empty() && !kind.has_value() && !also;
}

SuggestResult SuggestPartners(const Network& network, const Audience& audience,
                              const SuggestQuery& query, const Stop& stop,
                              const Audience* asker_audience) {
  SuggestResult result;
  const Parts& parts = network.parts();
  Question question(parts, audience, query.asker, query.profile,
                    PresetFor(query.focus, query.weights));
  if (!question.known()) {
    result.outcome = Outcome::kUnknownAsker;
    return result;
  }
  const size_t count = static_cast<size_t>(std::clamp(query.count, 1, kMaxSuggestions));
  // Only what reorders needs more than it returns.
  const bool reorders = query.diversity || query.exposure;
  bool stopped = false;
  const std::vector<Candidate> ranked =
      Rank(question.asker(), question.sight(), MakeGates(parts, query), question.closeness(),
           reorders ? kMaxSuggestions : count, query.tie_key, stop, query.parallel, stopped);
  if (stopped) {
    result.outcome = Outcome::kStopped;
    return result;
  }
  std::unique_ptr<Sight> asker_sight;
  if (asker_audience != nullptr) {
    asker_sight = std::make_unique<Sight>(*parts.access, *asker_audience);
  }
  for (const Place& place : Arrange(parts, ranked, count, query.diversity, query.exposure)) {
    const Candidate& candidate = ranked[place.candidate];
    const Pair pair =
        question.asker().Measure(*candidate.visible, candidate.text_norm, candidate.closeness);
    Suggestion suggestion = MakeSuggestion(question, *candidate.visible, pair);
    if (place.rarely_suggested) {
      suggestion.reasons.emplace_back().kind = ReasonKind::kRarelySuggested;
    }
    suggestion.brokered =
        asker_sight != nullptr && asker_sight->Visible(*candidate.whole) == nullptr;
    result.suggestions.push_back(std::move(suggestion));
  }
  return result;
}

std::optional<Explanation> ExplainPartner(const Network& network, const Audience& audience,
                                          const ExplainQuery& query) {
  const Parts& parts = network.parts();
  if (query.asker == query.partner) return std::nullopt;
  Question question(parts, audience, query.asker, std::nullopt,
                    PresetFor(query.focus, query.weights));
  const Parts::Found found = parts.Find(query.partner);
  if (!question.known() || found.whole == nullptr) return std::nullopt;
  const Record* visible = question.sight().Visible(*found.whole);
  if (visible == nullptr) return std::nullopt;
  const auto close = question.closeness().find(query.partner);
  const Closeness closeness = close == question.closeness().end() ? Closeness() : close->second;
  const Asker& asker = question.asker();
  Pair pair = asker.Measure(*visible, TextNormOf(parts, *found.whole, found.text_norm, *visible),
                            closeness.value);
  Explanation explanation;
  explanation.partners = closeness.partner;
  explanation.red_line = asker.CrossesRedLine(*visible);
  if (explanation.red_line) pair.forward = pair.back = pair.score = 0;
  explanation.suggestion = MakeSuggestion(question, *visible, pair);
  double weights = asker.UnknownWeight(pair);
  for (int i = 1; i < kSignalCount; ++i) {
    const Signal s = static_cast<Signal>(i);
    if (pair.known[i] && s != Signal::kOffer) weights += asker.weight(s);
  }
  double sum = 0;
  for (int i = 1; i < kSignalCount; ++i) {
    if (static_cast<Signal>(i) == Signal::kOffer || !pair.known[i]) continue;
    sum += static_cast<double>(asker.weight(static_cast<Signal>(i))) * pair.value[i];
  }
  for (int i = 1; i < kSignalCount; ++i) {
    const Signal s = static_cast<Signal>(i);
    SignalValue& value = explanation.signals.emplace_back();
    value = {s, pair.known[i], pair.known[i] ? ToDouble(pair.value[i]) : 0, 0, 0};
    if (!pair.known[i] || s == Signal::kOffer || weights == 0) continue;
    value.weight = asker.weight(s) / weights;
    if (sum > 0) {
      value.contribution =
          explanation.suggestion.score * static_cast<double>(asker.weight(s)) * pair.value[i] / sum;
    }
  }
  return explanation;
}

}  // namespace tashbik::graph
