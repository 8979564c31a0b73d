// The limits that the contract states for calls, events, stories, statements and check-ins.
#ifndef TASHBIK_SERVICES_PROGRAMME_LIMITS_H_
#define TASHBIK_SERVICES_PROGRAMME_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace tashbik::services {

inline constexpr int kMaxTeam = 20;
inline constexpr int kMaxCallSkills = 16;
inline constexpr int kMaxCallLanguages = 16;             // of events too
inline constexpr int64_t kMaxAmount = int64_t{1} << 50;  // units of a currency
inline constexpr int kMaxParticipants = 100'000;
inline constexpr int kMaxStoryOrganizations = 16;
inline constexpr int kMinThreshold = 2;
inline constexpr int kMaxThreshold = 10'000;
inline constexpr size_t kMaxCheckIns = 1000;  // of one coalition; older ones are erased
inline constexpr int kSilentDays = 90;        // unless asked otherwise
inline constexpr int kMaxSilentDays = 3650;

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_PROGRAMME_LIMITS_H_
