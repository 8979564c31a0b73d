// Tests how long calls may take.
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "services/call.h"
#include "services/limits.h"

namespace tashbik::services {
namespace {

constexpr char kBrokers[] = "InsightService/ListBrokers";
constexpr char kOther[] = "InsightService/GetStructure";
constexpr auto kNever = std::chrono::system_clock::time_point::max();

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

absl::Duration Given(absl::string_view method, absl::Duration asked) {
  return DeadlineOf(method, false, absl::ToChronoTime(kNow + asked), kNow) - kNow;
}

TEST(DeadlineOf, IsThatOfTheClientUpToTheStandard) {
  EXPECT_EQ(Given(kOther, absl::Seconds(2)), absl::Seconds(2));
  EXPECT_EQ(Given(kOther, absl::Minutes(2)), kMaxUnaryTime);
  EXPECT_EQ(DeadlineOf(kOther, false, kNever, kNow) - kNow, kMaxUnaryTime);
}

TEST(DeadlineOf, BrokersMayBeGivenMore) {
  EXPECT_EQ(Given(kBrokers, absl::Seconds(2)), absl::Seconds(2));
  EXPECT_EQ(Given(kBrokers, absl::Minutes(2)), absl::Minutes(2));
  EXPECT_EQ(Given(kBrokers, absl::Hours(2)), kMaxMeasuringTime);
  EXPECT_EQ(DeadlineOf(kBrokers, false, kNever, kNow) - kNow, kMaxUnaryTime)
      << "who asks for no end gets the standard one";
}

TEST(DeadlineOf, StreamsAndWhatTakesAsLongAsTheDirectoryIsLargeEndWithTheClient) {
  const auto asked = absl::ToChronoTime(kNow + absl::Hours(2));
  EXPECT_EQ(DeadlineOf(kOther, true, asked, kNow) - kNow, absl::Hours(2));
  EXPECT_EQ(Given("AdminService/CreateBackup", absl::Hours(2)), absl::Hours(2));
  EXPECT_EQ(Given("AdminService/PublishEpoch", absl::Hours(2)), absl::Hours(2));
}

}  // namespace
}  // namespace tashbik::services
