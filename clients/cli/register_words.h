// What `tashbik register` says, in English, Arabic and French: one table.
#ifndef TASHBIK_CLIENTS_CLI_REGISTER_WORDS_H_
#define TASHBIK_CLIENTS_CLI_REGISTER_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace tashbik::cli {

// {x} stands for a value.
enum class Prompt {
  kWelcome,
  kNumberPlease,
  kNeeded,
  kEnterSkips,
  kCode,
  kHub,
  kNoHub,
  kKind,
  kOrganization,
  kDiaspora,
  kName,
  kMoreNames,
  kBase,
  kActive,
  kOrigin,
  kResidence,
  kNoCountry,
  kTogether,
  kThemes,
  kMoreThemes,
  kPick,
  kNoTheme,
  kTaken,
  kDescription,
  kDescriptionShort,
  kNeeds,
  kOffers,
  kMoreExchanges,
  kNeedsShort,
  kOffersShort,
  kContact,
  kContactUnknown,
  kContactShort,
  kTier,
  kTierPublic,
  kTierNetwork,
  kTierHub,
  kTierBrokered,
  kTierPrivate,
  kHubIsUsual,
  kPreview,
  kUntilVerified,
  kVerifiedAtOnce,
  kSees,
  kContactsHidden,
  kTogetherSees,
  kViews,
  kViewOther,
  kViewMember,
  kViewCoordinator,
  kNothing,
  kSensitive,
  kConsentWho,
  kConsentShort,
  kSend,
  kRefused,
  kStopped,
  kDone,
  kWaits,
  kTokenFile,
  kTokenShown,
  kPanicCode,
  kVouchCode,
  kAnswerLost,
  kCount,  // how many there are, not a text
};

// The text in `language`; English for a language that the table does not have.
absl::string_view Say(Prompt prompt, absl::string_view language);
// The same with {x} replaced; in Arabic the value is isolated, so that codes and paths keep their
// order.
std::string Say(Prompt prompt, absl::string_view language, absl::string_view value);

// Whether a person said yes, in any of the three languages.
bool IsYes(absl::string_view text);

// `line` as a terminal should lay it out: in Arabic it begins with a right-to-left mark, so that a
// number at its beginning does not turn it around.
std::string Laid(absl::string_view line, absl::string_view language);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_REGISTER_WORDS_H_
