// Words of insights and of the map in English, Arabic and French.
#ifndef TASHBIK_CLIENTS_CLI_INSIGHT_WORDS_H_
#define TASHBIK_CLIENTS_CLI_INSIGHT_WORDS_H_

#include "absl/strings/string_view.h"

namespace tashbik::cli {

enum class InsightWord {
  kTheme,
  kActors,
  kNeededBy,
  kOfferedBy,
  kPartner,
  kReach,
  kShare,
  kEffectiveSize,
  kCore,
  kArticulation,
  kGroup,
  kMembers,
  kSampled,
  kExactWith,  // with $0 in place of seconds
  kNoGaps,
  kNoNeeds,
  kNoIsolated,
  kNoBrokers,
  kHiddenInside,  // with $0 in place of a number
  kMapTitle,
  kOrganizations,  // before a number
  kTies,           // before a number
  kLegendOrganization,
  kLegendGroup,
  kLegendIssue,
  kLegendCommunity,
  kLegendOtherTheme,
  kLegendHollow,
  kLegendTie,
  kLegendThemeTie,
  kAlone,        // heading of those without ties
  kAloneThemes,  // heading of those who share neither a coalition nor a theme that is drawn
  kDoNotPass,
  kNobodyHere,
};

absl::string_view Say(InsightWord word, absl::string_view language);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_INSIGHT_WORDS_H_
