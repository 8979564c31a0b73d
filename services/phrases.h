// The phrases that sentences are made of: one table per language, each complete.
#ifndef TASHBIK_SERVICES_PHRASES_H_
#define TASHBIK_SERVICES_PHRASES_H_

#include <cstdint>
#include <span>

#include "absl/strings/string_view.h"
#include "services/places.h"

namespace tashbik::services {

// Placeholders: {list} names joined, {n} a number, {asker} and {partner} names, {a} and {b} two
// names or lists. Phrases with "One" and "Many" differ in grammatical number; "You" speaks to the
// asker, "They" of it.
enum class Phrase : uint8_t {
  kCauseOne,
  kCauseMany,
  kIssueOne,
  kIssueMany,
  kChallengeOne,
  kChallengeMany,
  kCommunityOne,
  kCommunityMany,
  kBridge,
  kBridgeShort,   // where the themes were named before
  kSpanServeYou,  // after a cause or a bridge: which communities each side serves
  kSpanServeThey,
  kSpanWorkYou,  // the same where they are subjects
  kSpanWorkThey,
  kRelated,
  kPair,  // one pair of related themes
  kText,
  kNeedYou,
  kNeedThey,
  kOfferYou,
  kOfferThey,
  kPlaceOne,
  kPlaceMany,
  kRegion,
  kRegionUnnamed,
  kDiaspora,
  kDiasporaUnnamed,
  kValuesOne,
  kValuesMany,
  kTies,         // through named coalitions
  kTiesUnnamed,  // through ones that are not named
  kNoCommonLanguage,
  kNeedNotMetOne,
  kNeedNotMetMany,
  kRarelySuggested,
  kBroker,
  kSignalIssue,
  kSignalCommunity,
  kSignalBridge,
  kSignalRelated,
  kSignalText,
  kSignalNeed,
  kSignalOffer,
  kSignalPlace,
  kSignalValues,
  kSignalTies,
  kNothingKnown,  // after a signal
  kGatePartners,
  kGateRedLine,
  kGateExpired,
  kPathMember,       // {a} an actor, {b} a coalition
  kPathBothMembers,  // {a} and {b} actors, {list} the coalition
  kPathTheme,        // {a} an actor, {b} a theme
  kPathBothThemes,   // {a} and {b} actors, {list} the theme
  kPathBroader,      // {a} and {b} themes, as below
  kPathCause,
  kPathRelated,
  kTeamCovers,  // what a team covers
  kTeamOffers,  // skills and resources
  kTeamPresent,
  kTeamSpeaks,
  kTeamCoversNothing,
  kTeamMissing,
  kTeamMissingSkills,
  kTeamMissingCountries,
  kTeamMissingLanguages,
  kTeamSmall,     // {n} members, {b} asked
  kMemberCovers,  // {a} an actor
  kMemberCoversYou,
  kMemberOffers,
  kMemberOffersThat,  // where it covers no theme
  kMemberPart,        // where it neither covers a theme nor offers a skill
  kMemberPresent,
  kMemberSpeaks,
  kMemberForRule,
  kMemberNothing,
  kMemberNothingYou,
  kAlternative,  // {b} for {a}
  kAlternativeSame,
  kAlternativeLoses,
  kAlternativeGains,
  kAlternativeBreaks,  // {list} names of rules
  kAlternativeMends,
  kRuleNameLeadCountry,  // names of rules, in the order of CallRule
  kRuleNameLeadKind,
  kRuleNameCountries,
  kRuleNameMinCountries,
  kRuleNameHomeAndDiaspora,
  kRuleNameMinMembers,
  kRuleNameMaxMembers,
  kRuleNameSkills,
  kRuleNameLanguages,
  kRuleLeadCountryMet,  // {a} the lead
  kRuleLeadCountryNot,  // {list} countries
  kRuleLeadKindMet,
  kRuleLeadKindNot,
  kRuleCountriesMet,
  kRuleCountriesNot,  // {list} members
  kRuleMinCountries,
  kRuleBothMet,
  kRuleNoHome,
  kRuleNoDiaspora,
  kRuleOneForBoth,
  kRuleMinMembers,
  kRuleMaxMembers,
  kRuleSkillsMet,
  kRuleLanguagesMet,
  kCallTeam,  // {a} the lead
  kCallAlone,
  kReminderConfirm,  // {n} a day
  kReminderExpired,
  kReminderAsked,
  kReminderToken,
  kReminderConfirmEntrusted,  // {a} an actor without an account, {n} a day
  kReminderExpiredEntrusted,
  kFollowUpTogether,  // {a} an actor of a cohort, {list} others
  kFollowUpMet,
  kFollowUpSilent,
  kAnd,   // between the last two of a list
  kMore,  // after a list: {n} are not named
};
inline constexpr int kPhraseCount = static_cast<int>(Phrase::kMore) + 1;

struct PhraseRow {
  Phrase phrase;
  absl::string_view text;
};

// The tables, in the order of Phrase.
std::span<const PhraseRow> EnglishPhrases();
std::span<const PhraseRow> ArabicPhrases();
std::span<const PhraseRow> FrenchPhrases();

// The text of a phrase. Constant time.
absl::string_view Say(Phrase phrase, Language language);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_PHRASES_H_
