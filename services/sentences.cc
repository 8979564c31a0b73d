// Chooses the phrase of each reason, signal, gate and path, and fills it.
#include "services/sentences.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/phrases.h"
#include "services/sentence_words.h"

namespace tashbik::services {
namespace {

using Names = std::vector<std::string>;
using graph::Reason;
using graph::ReasonKind;
using graph::Signal;

constexpr size_t kMaxPairs = 2;

ThemeWords WordsOf(absl::string_view theme, const SentenceContext& context) {
  ThemeWords words = context.theme ? context.theme(theme) : ThemeWords{};
  if (words.label.empty()) words.label = std::string(theme);
  words.label = WithinSentence(words.label, context.language);
  return words;
}

Names Labels(const Names& themes, const SentenceContext& context) {
  Names labels;
  for (const std::string& theme : themes) labels.push_back(WordsOf(theme, context).label);
  return labels;
}

Names Countries(const Names& codes, Language language) {
  Names names;
  for (const std::string& code : codes) names.push_back(CountryInSentence(code, language));
  return names;
}

Names Regions(const Names& codes, Language language) {
  Names names;
  for (const std::string& code : codes) {
    std::string name(RegionName(code, language));
    if (std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  }
  return names;
}

bool AllCommunities(const Names& themes, const SentenceContext& context) {
  return std::all_of(themes.begin(), themes.end(),
                     [&](const std::string& theme) { return WordsOf(theme, context).community; });
}

std::string Asker(const SentenceContext& context) {
  return Isolated(context.asker, context.language);
}

std::string Partner(const SentenceContext& context) {
  return Isolated(context.partner, context.language);
}

std::string FillList(Phrase phrase, const Names& names, const SentenceContext& context) {
  return Fill(phrase, context.language,
              {{"list", JoinNames(names, context.language, kMaxNamed)},
               {"asker", Asker(context)},
               {"partner", Partner(context)}});
}

Names Without(const Names& names, const Names& taken) {
  Names left;
  for (const std::string& name : names) {
    if (std::find(taken.begin(), taken.end(), name) == taken.end()) left.push_back(name);
  }
  return left;
}

// " You serve stateless people; they serve Dom people.": what only one side has, or nothing when a
// side has nothing of its own.
std::string Span(const Reason& reason, const SentenceContext& context) {
  const Names own = Without(reason.asker_themes, reason.partner_themes);
  const Names its = Without(reason.partner_themes, reason.asker_themes);
  if (own.empty() || its.empty()) return "";
  const bool serve = AllCommunities(own, context) && AllCommunities(its, context);
  const Phrase you = serve ? Phrase::kSpanServeYou : Phrase::kSpanWorkYou;
  const Phrase they = serve ? Phrase::kSpanServeThey : Phrase::kSpanWorkThey;
  const auto list = [&](const Names& themes) {
    return JoinNames(Labels(themes, context), context.language, kMaxNamedOfSide);
  };
  return absl::StrCat(" ", Fill(context.viewer_is_asker ? you : they, context.language,
                                {{"a", list(own)},
                                 {"b", list(its)},
                                 {"asker", Asker(context)},
                                 {"partner", Partner(context)}}));
}

// "statelessness with equal nationality rights"; an odd theme at the end is left out.
Names Pairs(const Names& themes, const SentenceContext& context) {
  Names pairs;
  for (size_t i = 0; i + 1 < themes.size() && pairs.size() < kMaxPairs; i += 2) {
    const auto label = [&](size_t at) {
      return Isolated(WordsOf(themes[at], context).label, context.language);
    };
    pairs.push_back(Fill(Phrase::kPair, context.language, {{"a", label(i)}, {"b", label(i + 1)}}));
  }
  return pairs;
}

Names Coalitions(const Names& ids, const SentenceContext& context) {
  Names names;
  for (const std::string& id : ids) {
    std::string name = context.coalition ? context.coalition(id) : "";
    if (!name.empty()) names.push_back(std::move(name));
  }
  return names;
}

// What a kind of reason says of the names it involves.
struct Wording {
  Phrase one;
  Phrase many;
  Phrase none;  // when nothing may be named
};

Wording WordingOf(const Reason& reason, bool you) {
  switch (reason.kind) {
    case ReasonKind::kCause:
      return {Phrase::kCauseOne, Phrase::kCauseMany, Phrase::kSignalIssue};
    case ReasonKind::kIssue:
      return {Phrase::kIssueOne, Phrase::kIssueMany, Phrase::kSignalIssue};
    case ReasonKind::kCommunity:
      return {Phrase::kCommunityOne, Phrase::kCommunityMany, Phrase::kSignalCommunity};
    case ReasonKind::kBridge:
      return {Phrase::kBridge, Phrase::kBridge, Phrase::kSignalBridge};
    case ReasonKind::kRelated:
      return {Phrase::kRelated, Phrase::kRelated, Phrase::kSignalRelated};
    case ReasonKind::kText:
      return {Phrase::kText, Phrase::kText, Phrase::kText};
    case ReasonKind::kNeed: {
      const Phrase phrase = you ? Phrase::kNeedYou : Phrase::kNeedThey;
      return {phrase, phrase, Phrase::kSignalNeed};
    }
    case ReasonKind::kOffer: {
      const Phrase phrase = you ? Phrase::kOfferYou : Phrase::kOfferThey;
      return {phrase, phrase, Phrase::kSignalOffer};
    }
    case ReasonKind::kPlace:
      if (reason.near) return {Phrase::kRegion, Phrase::kRegion, Phrase::kRegionUnnamed};
      return {Phrase::kPlaceOne, Phrase::kPlaceMany, Phrase::kRegionUnnamed};
    case ReasonKind::kDiaspora:
      return {Phrase::kDiaspora, Phrase::kDiaspora, Phrase::kDiasporaUnnamed};
    case ReasonKind::kValues:
      return {Phrase::kValuesOne, Phrase::kValuesMany, Phrase::kSignalValues};
    case ReasonKind::kTies:
      return {Phrase::kTies, Phrase::kTies, Phrase::kTiesUnnamed};
    case ReasonKind::kNoCommonLanguage:
      return {Phrase::kNoCommonLanguage, Phrase::kNoCommonLanguage, Phrase::kNoCommonLanguage};
    case ReasonKind::kNeedNotMet:
      return {Phrase::kNeedNotMetOne, Phrase::kNeedNotMetMany, Phrase::kSignalNeed};
    case ReasonKind::kRarelySuggested:
      return {Phrase::kRarelySuggested, Phrase::kRarelySuggested, Phrase::kRarelySuggested};
  }
  return {Phrase::kSignalIssue, Phrase::kSignalIssue, Phrase::kSignalIssue};
}

Names NamesIn(const Reason& reason, const SentenceContext& context) {
  switch (reason.kind) {
    case ReasonKind::kRelated:
      return Pairs(reason.themes, context);
    case ReasonKind::kPlace:
      return reason.near ? Regions(reason.countries, context.language)
                         : Countries(reason.countries, context.language);
    case ReasonKind::kDiaspora:
      return Countries(reason.countries, context.language);
    case ReasonKind::kTies:
      return Coalitions(reason.coalitions, context);
    default:
      return Labels(reason.themes, context);
  }
}

// Issues are worked on, challenges are faced: a sentence for each that there is.
std::string IssueSentences(const Names& themes, const SentenceContext& context) {
  Names issues, challenges;
  for (const std::string& theme : themes) {
    const ThemeWords words = WordsOf(theme, context);
    (words.challenge ? challenges : issues).push_back(words.label);
  }
  const auto say = [&](const Names& names, Phrase one, Phrase many) {
    return names.empty() ? "" : FillList(names.size() == 1 ? one : many, names, context);
  };
  const std::string worked = say(issues, Phrase::kIssueOne, Phrase::kIssueMany);
  const std::string faced = say(challenges, Phrase::kChallengeOne, Phrase::kChallengeMany);
  return absl::StrCat(worked, worked.empty() || faced.empty() ? "" : " ", faced);
}

std::string WithoutSpan(const Reason& reason, const SentenceContext& context) {
  if (reason.kind == ReasonKind::kIssue && !reason.themes.empty()) {
    return IssueSentences(reason.themes, context);
  }
  const Wording wording = WordingOf(reason, context.viewer_is_asker);
  const Names names = NamesIn(reason, context);
  if (names.empty()) return FillList(wording.none, names, context);
  return FillList(names.size() == 1 ? wording.one : wording.many, names, context);
}

}  // namespace

std::string ReasonSentence(const Reason& reason, const SentenceContext& context) {
  return absl::StrCat(WithoutSpan(reason, context), Span(reason, context));
}

std::vector<std::string> ReasonSentences(std::span<const Reason> reasons,
                                         const SentenceContext& context) {
  std::vector<std::string> sentences;
  bool said = false;
  Names named;  // themes of the sentences before
  for (const Reason& reason : reasons) {
    const bool again = reason.kind == ReasonKind::kBridge && Without(reason.themes, named).empty();
    sentences.push_back(again ? FillList(Phrase::kBridgeShort, {}, context)
                              : WithoutSpan(reason, context));
    named.insert(named.end(), reason.themes.begin(), reason.themes.end());
    const std::string span = said ? "" : Span(reason, context);
    said = said || !span.empty();
    sentences.back() += span;
  }
  return sentences;
}

std::string BrokerSentence(const SentenceContext& context) {
  return FillList(Phrase::kBroker, {}, context);
}

std::string SignalSentence(Signal signal, bool known, Language language) {
  const int offset = static_cast<int>(signal) - static_cast<int>(Signal::kIssue);
  if (offset < 0 || offset >= graph::kSignalCount - 1) return "";
  const auto phrase = static_cast<Phrase>(static_cast<int>(Phrase::kSignalIssue) + offset);
  const std::string what(Say(phrase, language));
  return known ? what : absl::StrCat(what, " ", Say(Phrase::kNothingKnown, language));
}

std::string GateSentence(Gate gate, Language language) {
  switch (gate) {
    case Gate::kPartners:
      return std::string(Say(Phrase::kGatePartners, language));
    case Gate::kRedLine:
      return std::string(Say(Phrase::kGateRedLine, language));
    case Gate::kExpired:
      return std::string(Say(Phrase::kGateExpired, language));
  }
  return "";
}

}  // namespace tashbik::services
