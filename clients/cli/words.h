// The words of the output in English, Arabic and French: one table.
#ifndef TASHBIK_CLIENTS_CLI_WORDS_H_
#define TASHBIK_CLIENTS_CLI_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace tashbik::cli {

enum class Word {
  kName,
  kId,
  kCountry,
  kActiveIn,
  kOrigin,
  kResidence,
  kThemes,
  kTier,
  kFacet,
  kLabel,
  kBroader,
  kState,
  kLead,
  kActor,
  kRole,
  kJoined,
  kCheckIn,
  kNote,
  kCircles,
  kScore,
  kMatched,
  kRank,
  kBand,
  kReasons,
  kBandStrong,
  kBandPossible,
  kBandWeak,
  kBroker,
  kBasedIn,
  kIllustrative,
  kNoPartners,
  kNoPartnersAdvice,
  kNothingFound,
  kNotConnected,
  kSignal,
  kValue,
  kWeight,
  kMeaning,
  kUnknown,
  kForAsker,
  kForPartner,
  kKeptApart,
  kCandidates,
  kLine,
  kReason,
  kMessage,
  kKey,
  kNew,
  kChanged,
  kUnchanged,
  kRefused,
  kKind,
  kCreated,
  kExpires,
  kRevoked,
  kKept,
  kMerged,
  kUndone,
  kSize,
  kPath,
  kNumber,
  kChange,
  kAnswer,
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
  kViewer,
  kSees,
  kYes,
  kNo,
  kSensitiveIn,
  kRaises,
  kRaisesRecord,
  kRaisesLink,
  kPublished,
  kEverywhere,
  kViewerAnonymous,
  kViewerOtherMember,
  kViewerHubMember,
  kViewerCircleMember,
  kViewerCoordinator,
  kViewerBroker,
  kViewerAdministrator,
  kSensitiveHere,
  kRecordHidden,
  kOriginHidden,
  kConfirmPublish,
  kHub,
  kUsed,
  kVouches,
  kDay,
  kToDo,
  kWho,
  kHow,
  kDeadline,
  kFunder,
  kAttended,
  kThreshold,
  kWith,
  kDryRun,
  kCount,  // how many there are, not a word
};

// The word in `language`; English for a language that the table does not have.
absl::string_view Say(Word word, absl::string_view language);

// What stands between the items of a list.
absl::string_view Comma(absl::string_view language);

// A number for people, with so many digits after the point: a comma in French.
std::string DecimalText(double number, int digits, absl::string_view language);

// `en`, `ar` or `fr`: the one asked for if it is one of them, else the one of the environment
// (LC_ALL, LC_MESSAGES, LANG), else `en`.
std::string ChooseLanguage(absl::string_view asked);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_WORDS_H_
