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

// The asker with `themes` muted; those that are not there mute nothing.
std::unique_ptr<const Asker> Muting(const Question& question, const Vocabulary& vocabulary,
                                    const std::vector<std::string>& themes) {
  std::vector<ThemeNo> numbers;
  for (const std::string& id : themes) {
    const ThemeNo theme = vocabulary.Find(id);
    if (theme != kNoTheme) numbers.push_back(theme);
  }
  return std::make_unique<const Asker>(question.asker().Muting(std::move(numbers)));
}

MutingAskers MakeMuting(const Question& question, const Vocabulary& vocabulary,
                        const std::vector<Mute>& mutes) {
  absl::flat_hash_map<std::string, std::vector<std::string>> themes;
  for (const Mute& mute : mutes) themes[mute.partner].push_back(mute.theme);
  MutingAskers askers;
  for (const auto& [partner, muted] : themes) {
    askers.emplace(partner, Muting(question, vocabulary, muted));
  }
  return askers;
}

const Asker& AskerFor(const Question& question, const MutingAskers& muting, const Record& partner) {
  const auto found = muting.find(partner.id());
  return found == muting.end() ? question.asker() : *found->second;
}

Suggestion MakeSuggestion(Question& question, const Asker& asker, const Record& partner,
                          const Pair& pair) {
  Suggestion suggestion;
  suggestion.actor = std::string(partner.id());
  suggestion.kind = static_cast<ActorKind>(partner.kind);
  suggestion.score = ToDouble(pair.score);
  suggestion.forward = ToDouble(pair.forward);
  suggestion.back = ToDouble(pair.back);
  suggestion.band = BandOf(suggestion.score);
  suggestion.reasons = ReasonsFor(question, asker, partner, pair);
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
  const MutingAskers muting = MakeMuting(question, *parts.vocabulary, query.mutes);
  const std::vector<Candidate> ranked = Rank(
      question.asker(), question.sight(), MakeGates(parts, query), question.closeness(), muting,
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
    const Asker& asker = AskerFor(question, muting, *candidate.visible);
    const Pair pair = asker.Measure(*candidate.visible, candidate.text_norm, candidate.closeness);
    Suggestion suggestion = MakeSuggestion(question, asker, *candidate.visible, pair);
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
  const std::unique_ptr<const Asker> muting =
      query.muted_themes.empty() ? nullptr
                                 : Muting(question, *parts.vocabulary, query.muted_themes);
  const Asker& asker = muting == nullptr ? question.asker() : *muting;
  Pair pair = asker.Measure(*visible, TextNormOf(parts, *found.whole, found.text_norm, *visible),
                            closeness.value);
  Explanation explanation;
  explanation.partners = closeness.partner;
  explanation.red_line = asker.CrossesRedLine(*visible);
  if (explanation.red_line) pair.forward = pair.back = pair.score = 0;
  explanation.suggestion = MakeSuggestion(question, asker, *visible, pair);
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
