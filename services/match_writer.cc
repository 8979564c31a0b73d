// Numbers of enums are those of the contract (graph/presets.h, graph/suggest.h say so).
#include "services/match_writer.h"

#include <utility>

#include "services/names.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

// A step of a path as the contract names it.
v1::LinkKind LinkOf(graph::StepKind step) {
  switch (step) {
    case graph::StepKind::kMember:
      return v1::LINK_KIND_MEMBERSHIP;
    case graph::StepKind::kCarries:
      return v1::LINK_KIND_THEME;
    case graph::StepKind::kBroader:
      return v1::LINK_KIND_BROADER;
    case graph::StepKind::kCause:
      return v1::LINK_KIND_CAUSE;
    case graph::StepKind::kRelated:
      return v1::LINK_KIND_RELATED;
  }
  return v1::LINK_KIND_UNSPECIFIED;
}

std::string NameOfNode(const graph::PathNode& node) {
  switch (node.kind) {
    case graph::NodeKind::kActor:
      return ActorName(node.actor_kind, node.id);
    case graph::NodeKind::kCoalition:
      return NameOf(store::v1::KIND_COALITION, node.id);
    case graph::NodeKind::kTheme:
      break;
  }
  return NameOf(store::v1::KIND_THEME, node.id);
}

absl::StatusOr<std::string> DisplayName(const graph::PathNode& node, const Presenter& presenter) {
  if (node.kind == graph::NodeKind::kTheme) return presenter.ThemeLabel(node.id);
  if (node.kind == graph::NodeKind::kCoalition) return presenter.CoalitionName(node.id);
  absl::StatusOr<v1::ActorSummary> summary = presenter.Summary(node.id);
  if (!summary.ok()) return summary.status();
  return summary->display_name();
}

}  // namespace

MatchWriter::MatchWriter(const CallContext& call, const Presenter& presenter, std::string asker,
                         std::string asker_name)
    : call_(call),
      presenter_(presenter),
      asker_(std::move(asker)),
      asker_name_(std::move(asker_name)) {}

SentenceContext MatchWriter::ContextFor(std::string partner) const {
  SentenceContext context;
  context.language = presenter_.language();
  // An unsaved profile is the caller's own.
  context.viewer_is_asker = asker_.empty() || asker_ == call_.viewer.actor;
  context.asker = asker_name_;
  context.partner = std::move(partner);
  context.theme = [this](absl::string_view id) {
    const v1::Facet facet = presenter_.FacetOf(id);
    return ThemeWords{.label = presenter_.ThemeLabel(id),
                      .community = facet == v1::FACET_COMMUNITY,
                      .challenge = facet == v1::FACET_CHALLENGE};
  };
  context.coalition = [this](absl::string_view id) { return presenter_.CoalitionName(id); };
  return context;
}

v1::Reason MatchWriter::Reason(const graph::Reason& reason, std::string sentence) const {
  v1::Reason shown;
  shown.set_kind(static_cast<v1::ReasonKind>(reason.kind));
  for (const std::string& theme : reason.themes) {
    shown.add_themes(NameOf(store::v1::KIND_THEME, theme));
  }
  for (const std::string& country : reason.countries) shown.add_countries(country);
  for (const std::string& coalition : reason.coalitions) {
    shown.add_coalitions(NameOf(store::v1::KIND_COALITION, coalition));
  }
  shown.set_contribution(reason.contribution);
  shown.set_sentence(std::move(sentence));
  return shown;
}

absl::StatusOr<v1::Suggestion> MatchWriter::Suggestion(const graph::Suggestion& suggestion) const {
  absl::StatusOr<v1::ActorSummary> summary = presenter_.Summary(suggestion.actor);
  if (!summary.ok()) return summary.status();
  v1::Suggestion shown;
  *shown.mutable_partner() = *std::move(summary);
  shown.set_score(suggestion.score);
  shown.set_band(static_cast<v1::Band>(suggestion.band));
  shown.set_broker(suggestion.brokered);
  const SentenceContext context = ContextFor(shown.partner().display_name());
  std::vector<std::string> sentences = ReasonSentences(suggestion.reasons, context);
  for (size_t i = 0; i < sentences.size(); ++i) {
    *shown.add_reasons() = Reason(suggestion.reasons[i], std::move(sentences[i]));
  }
  if (suggestion.brokered) shown.set_broker_note(BrokerSentence(context));
  return shown;
}

absl::StatusOr<v1::ExplainPartnerResponse> MatchWriter::Explanation(
    const graph::Explanation& explanation) const {
  absl::StatusOr<v1::Suggestion> suggestion = Suggestion(explanation.suggestion);
  if (!suggestion.ok()) return suggestion.status();
  v1::ExplainPartnerResponse shown;
  *shown.mutable_suggestion() = *std::move(suggestion);
  shown.set_forward_score(explanation.suggestion.forward);
  shown.set_backward_score(explanation.suggestion.back);
  const Language language = presenter_.language();
  for (const graph::SignalValue& signal : explanation.signals) {
    v1::SignalValue& value = *shown.add_signals();
    value.set_signal(static_cast<v1::Signal>(signal.signal));
    value.set_known(signal.known);
    value.set_value(signal.value);
    value.set_weight(signal.weight);
    value.set_sentence(SignalSentence(signal.signal, signal.known, language));
  }
  if (explanation.partners) shown.add_gates(GateSentence(Gate::kPartners, language));
  if (explanation.red_line) shown.add_gates(GateSentence(Gate::kRedLine, language));
  const std::optional<graph::ActorView> partner =
      call_.snapshot->network().Find(explanation.suggestion.actor, ToAudience(call_.viewer));
  if (partner && partner->expires() < call_.viewer.day) {
    shown.add_gates(GateSentence(Gate::kExpired, language));
  }
  return shown;
}

absl::StatusOr<v1::Path> WritePath(const graph::Path& path, const Presenter& presenter) {
  v1::Path shown;
  std::vector<PathWords> words;
  for (const graph::PathNode& node : path.nodes) {
    absl::StatusOr<std::string> display_name = DisplayName(node, presenter);
    if (!display_name.ok()) return display_name.status();
    v1::PathNode& added = *shown.add_nodes();
    added.set_name(NameOfNode(node));
    added.set_display_name(*display_name);
    if (&node != &path.nodes.back()) shown.add_links(LinkOf(node.step));
    words.push_back({*std::move(display_name), node.kind, node.step});
  }
  shown.set_sentence(PathSentence(words, presenter.language()));
  return shown;
}

}  // namespace tashbik::services
