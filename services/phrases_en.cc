// The phrases in English.
#include "services/phrases.h"

namespace tashbik::services {
namespace {

constexpr PhraseRow kPhrases[] = {
    {Phrase::kCauseOne, "Both meet {list}."},
    {Phrase::kCauseMany, "Both meet {list}."},
    {Phrase::kIssueOne, "Both work on {list}."},
    {Phrase::kIssueMany, "Both work on {list}."},
    {Phrase::kChallengeOne, "Both face {list}."},
    {Phrase::kChallengeMany, "Both face {list}."},
    {Phrase::kCommunityOne, "Both stand with {list}."},
    {Phrase::kCommunityMany, "Both stand with {list}."},
    {Phrase::kBridge, "The same struggle from different sides: {list}."},
    {Phrase::kBridgeShort, "The same struggle from different sides."},
    {Phrase::kSpanServeYou, "You serve {a}; they serve {b}."},
    {Phrase::kSpanServeThey, "{asker} serves {a}; {partner} serves {b}."},
    {Phrase::kSpanWorkYou, "You work on {a}; they work on {b}."},
    {Phrase::kSpanWorkThey, "{asker} works on {a}; {partner} works on {b}."},
    {Phrase::kRelated, "Linked struggles: {list}."},
    {Phrase::kPair, "{a} with {b}"},
    {Phrase::kText, "Both describe their work in similar words."},
    {Phrase::kNeedYou, "They offer what you need: {list}."},
    {Phrase::kNeedThey, "{partner} offers what {asker} needs: {list}."},
    {Phrase::kOfferYou, "You offer what they need: {list}."},
    {Phrase::kOfferThey, "{asker} offers what {partner} needs: {list}."},
    {Phrase::kPlaceOne, "Both are present in {list}."},
    {Phrase::kPlaceMany, "Both are present in {list}."},
    {Phrase::kRegion, "Both are present in the same region: {list}."},
    {Phrase::kRegionUnnamed, "Both are present in the same region."},
    {Phrase::kDiaspora, "A tie between home and diaspora: {list}."},
    {Phrase::kDiasporaUnnamed, "A tie between home and diaspora."},
    {Phrase::kValuesOne, "A value that both hold: {list}."},
    {Phrase::kValuesMany, "Values that both hold: {list}."},
    {Phrase::kTies, "Both are connected through {list}."},
    {Phrase::kTiesUnnamed, "Both have partners in common."},
    {Phrase::kNoCommonLanguage, "Caution: no language in common is known."},
    {Phrase::kNeedNotMetOne, "This need is not met: {list}."},
    {Phrase::kNeedNotMetMany, "These needs are not met: {list}."},
    {Phrase::kRarelySuggested, "A good match that is rarely suggested."},
    {Phrase::kBroker, "You can see this match, {asker} cannot: ask each side first."},
    {Phrase::kSignalIssue, "The same issues, laws and root causes."},
    {Phrase::kSignalCommunity, "The same communities, served or led by."},
    {Phrase::kSignalBridge, "The same struggle with different communities."},
    {Phrase::kSignalRelated, "Themes joined by an intersectional link."},
    {Phrase::kSignalText, "Similar words in what they write about themselves."},
    {Phrase::kSignalNeed, "The share of the asker’s needs that the partner offers."},
    {Phrase::kSignalOffer, "The share of the partner’s needs that the asker offers."},
    {Phrase::kSignalPlace, "The same country or region, or home and diaspora."},
    {Phrase::kSignalValues, "Values that both declare."},
    {Phrase::kSignalTies, "Closeness in the network of coalitions."},
    {Phrase::kNothingKnown, "Too little is known of one of them."},
    {Phrase::kGatePartners, "They already work together in a coalition."},
    {Phrase::kGateRedLine, "A red line of the one is a theme of the other."},
    {Phrase::kGateExpired, "The partner’s entry has expired and waits to be confirmed."},
    {Phrase::kPathMember, "{a} takes part in {b}"},
    {Phrase::kPathBothMembers, "{a} and {b} both take part in {list}"},
    {Phrase::kPathTheme, "a theme of {a} is {b}"},
    {Phrase::kPathBothThemes, "{a} and {b} share a theme: {list}"},
    {Phrase::kPathBroader, "{a} and {b} are one within the other"},
    {Phrase::kPathCause, "{a} and {b} are cause and effect"},
    {Phrase::kPathRelated, "{a} and {b} are linked"},
    {Phrase::kAnd, " and "},
    {Phrase::kMore, " and {n} more"},
};

}  // namespace

std::span<const PhraseRow> EnglishPhrases() { return kPhrases; }

}  // namespace tashbik::services
