// Chooses the phrases of a team and fills them.
#include "services/compose_sentences.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/phrases.h"
#include "services/sentence_words.h"

namespace tashbik::services {
namespace {

using Names = std::vector<std::string>;

// The parts of something brought, as sentences name them.
struct Parts {
  Names themes, offers, countries, languages;
};

Parts PartsOf(const graph::Brought& brought, const TeamContext& context) {
  Parts parts;
  for (const std::string& id : brought.themes) {
    const TeamContext::Theme theme = context.theme(id);
    const std::string label = WithinSentence(theme.label, context.language);
    (theme.offered ? parts.offers : parts.themes).push_back(label);
  }
  for (const std::string& code : brought.countries) {
    parts.countries.push_back(CountryInSentence(code, context.language));
  }
  for (const std::string& tag : brought.languages) {
    parts.languages.push_back(LanguageName(tag, context.language));
  }
  return parts;
}

Names All(const Parts& parts) {
  Names all = parts.themes;
  for (const Names* more : {&parts.offers, &parts.countries, &parts.languages}) {
    all.insert(all.end(), more->begin(), more->end());
  }
  return all;
}

std::string Say(Phrase phrase, const Names& names, const TeamContext& context,
                absl::string_view a = "", absl::string_view b = "") {
  return Fill(phrase, context.language,
              {{"list", JoinNames(names, context.language, kMaxNamedInTeam)},
               {"a", Isolated(a, context.language)},
               {"b", Isolated(b, context.language)}});
}

std::string SayNumbers(Phrase phrase, int there, int bound, const TeamContext& context) {
  return Fill(phrase, context.language, {{"n", absl::StrCat(there)}, {"b", absl::StrCat(bound)}});
}

// A sentence for each kind of thing that there is.
void AddEach(const Parts& parts, const std::pair<Phrase, const Names Parts::*> (&phrases)[4],
             const TeamContext& context, Names& sentences) {
  for (const auto& [phrase, list] : phrases) {
    if (!(parts.*list).empty()) sentences.push_back(Say(phrase, parts.*list, context));
  }
}

constexpr std::pair<Phrase, const Names Parts::*> kMissing[4] = {
    {Phrase::kTeamMissing, &Parts::themes},
    {Phrase::kTeamMissingSkills, &Parts::offers},
    {Phrase::kTeamMissingCountries, &Parts::countries},
    {Phrase::kTeamMissingLanguages, &Parts::languages}};

Names RuleNames(const std::vector<graph::TeamRule>& rules, Language language) {
  Names names;
  for (const graph::TeamRule rule : rules) {
    const int offset = static_cast<int>(rule) - static_cast<int>(graph::TeamRule::kLeadCountry);
    names.emplace_back(services::Say(
        static_cast<Phrase>(static_cast<int>(Phrase::kRuleNameLeadCountry) + offset), language));
  }
  return names;
}

std::string HomeAndDiaspora(const graph::RuleResult& rule, const TeamContext& context) {
  if (rule.met) return Say(Phrase::kRuleBothMet, {}, context);
  if (rule.home && rule.diaspora) return Say(Phrase::kRuleOneForBoth, {}, context);
  Names sentences;
  if (!rule.home) sentences.push_back(Say(Phrase::kRuleNoHome, {}, context));
  if (!rule.diaspora) sentences.push_back(Say(Phrase::kRuleNoDiaspora, {}, context));
  return absl::StrJoin(sentences, " ");
}

std::string LeadName(const graph::Team& team, const TeamContext& context) {
  return team.members.empty() ? "" : context.actor(team.members.front().actor);
}

}  // namespace

std::string MemberSentence(const graph::TeamMember& member, const TeamContext& context) {
  const bool you = !context.viewer_actor.empty() && member.actor == context.viewer_actor;
  const std::string name = context.actor(member.actor);
  const Parts parts = PartsOf(member.brings, context);
  Names sentences;
  if (!parts.themes.empty()) {
    sentences.push_back(
        Say(you ? Phrase::kMemberCoversYou : Phrase::kMemberCovers, parts.themes, context, name));
  } else if (member.brings.empty()) {
    const Phrase nothing = you ? Phrase::kMemberNothingYou : Phrase::kMemberNothing;
    return Say(member.fixed ? nothing : Phrase::kMemberForRule, {}, context, name);
  }
  if (!parts.offers.empty()) {
    const Phrase offers = sentences.empty() ? Phrase::kMemberOffersThat : Phrase::kMemberOffers;
    sentences.push_back(Say(offers, parts.offers, context, name));
  }
  if (sentences.empty()) sentences.push_back(Say(Phrase::kMemberPart, {}, context, name));
  if (!parts.countries.empty()) {
    sentences.push_back(Say(Phrase::kMemberPresent, parts.countries, context));
  }
  if (!parts.languages.empty()) {
    sentences.push_back(Say(Phrase::kMemberSpeaks, parts.languages, context));
  }
  return absl::StrJoin(sentences, " ");
}

std::string AlternativeSentence(const graph::TeamMember& member, const TeamContext& context) {
  Names sentences = {Say(Phrase::kAlternative, {}, context, context.actor(member.actor),
                         context.actor(member.alternative))};
  const auto add = [&](Phrase phrase, const Names& names) {
    if (!names.empty()) sentences.push_back(Say(phrase, names, context));
  };
  add(Phrase::kAlternativeLoses, All(PartsOf(member.lost, context)));
  add(Phrase::kAlternativeGains, All(PartsOf(member.gained, context)));
  if (member.lost.empty() && member.gained.empty()) {
    sentences.push_back(Say(Phrase::kAlternativeSame, {}, context));
  }
  add(Phrase::kAlternativeBreaks, RuleNames(member.rules_lost, context.language));
  add(Phrase::kAlternativeMends, RuleNames(member.rules_gained, context.language));
  return absl::StrJoin(sentences, " ");
}

std::string RuleSentence(const graph::RuleResult& rule, const graph::Team& team,
                         const graph::TeamRules& rules, const TeamContext& context) {
  using graph::TeamRule;
  const std::string lead = LeadName(team, context);
  switch (rule.rule) {
    case TeamRule::kLeadCountry: {
      if (rule.met) return Say(Phrase::kRuleLeadCountryMet, {}, context, lead);
      Names countries;
      for (const graph::Country country : rules.lead_countries) {
        countries.push_back(CountryInSentence(graph::CountryCode(country), context.language));
      }
      return Say(Phrase::kRuleLeadCountryNot, countries, context);
    }
    case TeamRule::kLeadKind:
      return Say(rule.met ? Phrase::kRuleLeadKindMet : Phrase::kRuleLeadKindNot, {}, context, lead);
    case TeamRule::kCountries: {
      Names members;
      for (const std::string& member : rule.members) members.push_back(context.actor(member));
      if (members.empty()) return Say(Phrase::kRuleCountriesMet, {}, context);
      return Say(Phrase::kRuleCountriesNot, members, context);
    }
    case TeamRule::kMinCountries:
      return SayNumbers(Phrase::kRuleMinCountries, rule.there, rule.bound, context);
    case TeamRule::kHomeAndDiaspora:
      return HomeAndDiaspora(rule, context);
    case TeamRule::kMinMembers:
      return SayNumbers(Phrase::kRuleMinMembers, rule.there, rule.bound, context);
    case TeamRule::kMaxMembers:
      return SayNumbers(Phrase::kRuleMaxMembers, rule.there, rule.bound, context);
    case TeamRule::kSkills:
      if (rule.met) return Say(Phrase::kRuleSkillsMet, {}, context);
      return Say(Phrase::kTeamMissingSkills, PartsOf(rule.missing, context).offers, context);
    case TeamRule::kLanguages:
      if (rule.met) return Say(Phrase::kRuleLanguagesMet, {}, context);
      return Say(Phrase::kTeamMissingLanguages, PartsOf(rule.missing, context).languages, context);
  }
  return "";
}

std::vector<std::string> NamedInRule(const graph::RuleResult& rule, const graph::Team& team,
                                     const TeamContext& context) {
  using graph::TeamRule;
  std::vector<std::string> named;
  const bool of_lead = rule.rule == TeamRule::kLeadCountry || rule.rule == TeamRule::kLeadKind;
  if (rule.rule == TeamRule::kCountries) named = rule.members;
  if (of_lead && rule.met && !team.members.empty()) named = {team.members.front().actor};
  std::erase_if(named, [&](const std::string& actor) { return context.actor(actor).empty(); });
  named.resize(std::min(named.size(), kMaxNamedInTeam));
  return named;
}

std::vector<std::string> TeamSentences(const graph::Team& team, int min_size,
                                       const TeamContext& context) {
  graph::Brought covered;
  const auto add = [](const Names& more, Names& to) {
    for (const std::string& name : more) {
      if (std::find(to.begin(), to.end(), name) == to.end()) to.push_back(name);
    }
  };
  for (const graph::TeamMember& member : team.members) {
    add(member.brings.themes, covered.themes);
    add(member.brings.countries, covered.countries);
    add(member.brings.languages, covered.languages);
  }
  Names sentences;
  static constexpr std::pair<Phrase, const Names Parts::*> kCovered[4] = {
      {Phrase::kTeamCovers, &Parts::themes},
      {Phrase::kTeamOffers, &Parts::offers},
      {Phrase::kTeamPresent, &Parts::countries},
      {Phrase::kTeamSpeaks, &Parts::languages}};
  AddEach(PartsOf(covered, context), kCovered, context, sentences);
  if (sentences.empty()) sentences.push_back(Say(Phrase::kTeamCoversNothing, {}, context));
  AddEach(PartsOf(team.missing, context), kMissing, context, sentences);
  const int there = static_cast<int>(team.members.size());
  if (there < min_size) {
    sentences.push_back(SayNumbers(Phrase::kTeamSmall, there, min_size, context));
  }
  return sentences;
}

std::string CallTeamSentence(const graph::Team& team, const TeamContext& context) {
  Names others;
  for (size_t i = 1; i < team.members.size(); ++i) {
    others.push_back(context.actor(team.members[i].actor));
  }
  const Phrase phrase = others.empty() ? Phrase::kCallAlone : Phrase::kCallTeam;
  Names sentences = {Say(phrase, others, context, LeadName(team, context))};
  AddEach(PartsOf(team.missing, context), kMissing, context, sentences);
  return absl::StrJoin(sentences, " ");
}

}  // namespace tashbik::services
