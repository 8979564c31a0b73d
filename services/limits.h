// The limits that the contract states, in one place. Characters are code points.
#ifndef TASHBIK_SERVICES_LIMITS_H_
#define TASHBIK_SERVICES_LIMITS_H_

#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"

namespace tashbik::services {

// Calls.
inline constexpr size_t kMaxMessageBytes = 4 << 20;
inline constexpr size_t kMaxPageBytes = 3 << 20;
inline constexpr int kMaxBatch = 1000;
inline constexpr size_t kMaxRequestIdBytes = 128;
inline constexpr absl::Duration kMaxUnaryTime = absl::Seconds(30);
// Of ListBrokers, where the client gives it.
inline constexpr absl::Duration kMaxMeasuringTime = absl::Minutes(10);
inline constexpr absl::Duration kUndeleteTime = absl::Hours(24 * 30);
// Times that a write is prepared anew because another came first.
inline constexpr int kMaxWriteAttempts = 16;

// Texts.
inline constexpr size_t kMaxNameCharacters = 300;
inline constexpr size_t kMaxLabelCharacters = 300;
inline constexpr size_t kMaxShortTextCharacters = 300;
inline constexpr size_t kMaxDescriptionCharacters = 20'000;
inline constexpr size_t kMaxNoteCharacters = 2'000;
inline constexpr size_t kMaxUriCharacters = 2'000;
inline constexpr size_t kMaxWordBytes = 63;  // schemes, contact methods, theme ids
inline constexpr size_t kMaxTexts = 32;      // languages of a text, entries of a TextList

// Accounts.
inline constexpr int kMaxScopes = 64;

// Lists.
inline constexpr int kMaxNames = 32;
inline constexpr int kMaxCountries = 64;
inline constexpr int kMaxAreas = 64;
inline constexpr int kMaxLanguages = 32;
inline constexpr int kMaxThemeLinks = 64;
inline constexpr int kMaxExchanges = 64;
inline constexpr int kMaxContacts = 16;
inline constexpr int kMaxExternalIds = 16;
inline constexpr int kMaxSources = 16;
inline constexpr int kMaxHubs = 16;
inline constexpr int kMaxFieldTiers = 64;
inline constexpr int kMaxBlocked = 256;
inline constexpr int kMaxHideFromCountries = 64;
inline constexpr int kMaxPublishedThemes = 64;
inline constexpr int kMaxBroader = 16;
inline constexpr int kMaxCauses = 32;
inline constexpr int kMaxRelated = 32;
inline constexpr int kMaxMatches = 32;
inline constexpr int kMaxOpenProposals = 32;  // of one account
inline constexpr int kMaxIntroductionsPerMonth = 1000;

// Introductions and feedback.
inline constexpr int kMaxRequestsPerWeek = 20;  // of one actor
inline constexpr absl::Duration kRequestsTime = absl::Hours(24 * 7);
inline constexpr absl::Duration kIntroductionTime = absl::Hours(24 * 30);  // for an answer
inline constexpr absl::Duration kCapacityTime = absl::Hours(24 * 30);
inline constexpr int kMaxVettingQuestions = 8;
inline constexpr size_t kMaxEmailCharacters = 254;
inline constexpr int kNotNowDays = 90;
inline constexpr int kMaxFeedback = 1000;  // of one actor

// Masks.
inline constexpr int kMaxMaskPaths = 256;

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_LIMITS_H_
