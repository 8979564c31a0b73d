// How coalitions go: the states as a table, who says it, who reads it, and who fell silent.
#include "services/check_ins.h"

#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/errors.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/programme_limits.h"
#include "services/purge.h"
#include "services/resources.h"
#include "services/times.h"
#include "tests/testing/meeting_world.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MeetingWorld;
using testing::ReasonName;

constexpr absl::Duration kDay = absl::Hours(24);
constexpr char kStates[] = "IDEA FORMING ACTIVE DORMANT CLOSED";

v1::CoalitionState StateNamed(absl::string_view word) {
  v1::CoalitionState state = v1::COALITION_STATE_UNSPECIFIED;
  EXPECT_TRUE(v1::CoalitionState_Parse(absl::StrCat("COALITION_STATE_", word), &state)) << word;
  return state;
}

v1::Coalition In(v1::CoalitionState state) {
  v1::Coalition coalition;
  coalition.set_state(state);
  return coalition;
}

// From (rows) to (columns, in the order of kStates): y everybody, w whoever may change it, -
// nobody.
const std::map<std::string, std::string>& Steps() {
  static const auto* const steps = new std::map<std::string, std::string>{
      {"IDEA", "y y y y y"},    {"FORMING", "- y y y y"}, {"ACTIVE", "- - y y y"},
      {"DORMANT", "- y y y y"}, {"CLOSED", "- w w - y"},
  };
  return *steps;
}

TEST(CheckedInTest, StatesFollowEachOtherAsTheTableSays) {
  const std::vector<std::string> states = absl::StrSplit(kStates, ' ');
  const absl::Time now = absl::FromUnixSeconds(1'800'000'000);
  for (const auto& [from, row] : Steps()) {
    const std::vector<std::string> allowed = absl::StrSplit(row, ' ');
    for (size_t i = 0; i < states.size(); ++i) {
      for (const bool writer : {false, true}) {
        SCOPED_TRACE(absl::StrCat(from, " -> ", states[i], writer ? " by a writer" : ""));
        const auto after = CheckedIn(In(StateNamed(from)), StateNamed(states[i]), writer, now);
        const bool may = allowed[i] == "y" || (allowed[i] == "w" && writer);
        ASSERT_EQ(after.ok(), may) << after.status();
        if (!may) {
          const bool closed = from == "CLOSED" && !writer;
          EXPECT_EQ(ReasonName(after.status()), closed ? "PERMISSION_DENIED" : "STATE_CONFLICT");
          continue;
        }
        EXPECT_EQ(after->state(), StateNamed(states[i]));
        EXPECT_EQ(TimeOf(after->check_in_time()), now);
      }
    }
    const auto same = CheckedIn(In(StateNamed(from)), v1::COALITION_STATE_UNSPECIFIED, false, now);
    ASSERT_TRUE(same.ok());
    EXPECT_EQ(same->state(), StateNamed(from));
  }
}

TEST(CheckedInTest, ClosingEndsItAndReopeningTakesTheEndBack) {
  const absl::Time now = absl::FromCivil(absl::CivilDay(2027, 3, 5), absl::UTCTimeZone());
  const auto closed = [&](const std::string& start, const std::string& end) {
    v1::Coalition coalition = In(v1::COALITION_STATE_ACTIVE);
    coalition.set_start_date(start);
    coalition.set_end_date(end);
    return CheckedIn(coalition, v1::COALITION_STATE_CLOSED, false, now)->end_date();
  };
  EXPECT_EQ(closed("", ""), "2027-03-05");
  EXPECT_EQ(closed("2026-01-01", "2028-01-01"), "2027-03-05");
  EXPECT_EQ(closed("2026-01-01", "2027-01-31"), "2027-01-31");
  EXPECT_EQ(closed("2027-05-01", ""), "2027-05-01");  // never before its start
  v1::Coalition over = In(v1::COALITION_STATE_CLOSED);
  over.set_end_date("2027-01-31");
  EXPECT_EQ(CheckedIn(over, v1::COALITION_STATE_CLOSED, true, now)->end_date(), "2027-01-31");
  EXPECT_EQ(CheckedIn(over, v1::COALITION_STATE_ACTIVE, true, now)->end_date(), "");
  v1::Coalition planned = In(v1::COALITION_STATE_DORMANT);
  planned.set_end_date("2028-01-01");
  EXPECT_EQ(CheckedIn(planned, v1::COALITION_STATE_ACTIVE, false, now)->end_date(), "2028-01-01");
}

// Whatever is said in whatever order: what is closed has an end, only a writer opens it again, and
// nothing becomes an idea again.
TEST(CheckedInTest, RandomWalksKeepTheRules) {
  std::mt19937 dice(20270305);  // NOLINT: the same walk every time
  const std::vector<std::string> states = absl::StrSplit(kStates, ' ');
  int reopened = 0;
  for (int walk = 0; walk < 500; ++walk) {
    absl::Time now = absl::FromUnixSeconds(1'800'000'000);
    v1::Coalition coalition = In(StateNamed(states[dice() % states.size()]));
    for (int step = 0; step < 40; ++step) {
      now += kDay * (dice() % 100);
      const v1::CoalitionState asked = StateNamed(states[dice() % states.size()]);
      const bool writer = dice() % 2 == 0;
      const auto after = CheckedIn(coalition, asked, writer, now);
      if (!after.ok()) continue;
      if (coalition.state() == v1::COALITION_STATE_CLOSED && asked != coalition.state()) {
        EXPECT_TRUE(writer);
        EXPECT_EQ(after->end_date(), "");
        ++reopened;
      }
      if (asked == v1::COALITION_STATE_CLOSED && coalition.state() != asked) {
        EXPECT_NE(after->end_date(), "");
      }
      if (asked == v1::COALITION_STATE_IDEA) {
        EXPECT_EQ(coalition.state(), asked);
      }
      EXPECT_EQ(TimeOf(after->check_in_time()), now);
      coalition = *after;
    }
  }
  EXPECT_GT(reopened, 100);
}

class CheckInTest : public ::testing::Test {
 protected:
  CheckInTest() {
    entered_ = world_.Make({.key = "entered"});
    joined_ = world_.Make({.key = "joined"});
    other_ = world_.Make({.key = "other"});
    coalition_ = MakeCoalition("Campaign");
    ASSERT_OK(Join(world_.Coordinator(), coalition_, entered_));
    ASSERT_OK(Join(world_.Member(joined_), coalition_, joined_));
  }
  static void ASSERT_OK(const absl::Status& status) { ASSERT_TRUE(status.ok()) << status; }

  std::string MakeCoalition(const std::string& text, v1::Tier tier = v1::TIER_HUB) {
    v1::CreateCoalitionRequest request;
    request.mutable_coalition()->add_names()->set_text(text);
    request.mutable_coalition()->mutable_visibility()->set_tier(tier);
    v1::Coalition made;
    ASSERT_OK(Of(store::v1::KIND_COALITION).Create(world_.Coordinator(), request, made));
    return made.name();
  }
  absl::Status Join(const CallContext& call, const std::string& coalition, const std::string& actor,
                    const std::string& left = "") {
    v1::CreateCoalitionMemberRequest request;
    request.set_parent(coalition);
    request.mutable_coalition_member()->set_actor(actor);
    request.mutable_coalition_member()->set_leave_date(left);
    v1::CoalitionMember made;
    return Of(store::v1::KIND_COALITION_MEMBER).Create(call, request, made);
  }
  Resources Of(storage::Kind kind) { return Resources(world_.directory(), kind); }
  CheckInCalls calls() { return CheckInCalls(world_.directory()); }
  CallContext Anonymous() {
    CallContext call = world_.Stranger();
    call.viewer = Viewer();
    call.viewer.day = world_.Stranger().viewer.day;
    return call;
  }

  absl::StatusOr<v1::Coalition> Say(const CallContext& call, const std::string& coalition,
                                    const std::string& state = "", const std::string& note = "",
                                    const std::string& request_id = "") {
    v1::CheckInCoalitionRequest request;
    request.set_name(coalition);
    if (!state.empty()) request.set_state(StateNamed(state));
    request.set_note(note);
    request.set_request_id(request_id);
    return calls().CheckIn(call, request);
  }
  absl::StatusOr<v1::Coalition> Get(const CallContext& call, const std::string& coalition) {
    v1::GetCoalitionRequest request;
    request.set_name(coalition);
    v1::Coalition shown;
    const absl::Status got = Of(store::v1::KIND_COALITION).Get(call, request, shown);
    if (!got.ok()) return got;
    return shown;
  }
  // `STATE note`, in pages of `size`.
  std::vector<std::string> History(const CallContext& call, const std::string& coalition,
                                   int size = 1000) {
    v1::ListCheckInsRequest request;
    request.set_parent(coalition);
    request.set_page_size(size);
    std::vector<std::string> lines;
    do {
      const auto page = calls().List(call, request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) return lines;
      EXPECT_LE(page->check_ins_size(), size);
      for (const v1::CheckIn& said : page->check_ins()) {
        EXPECT_TRUE(ParseNameOf(store::v1::KIND_CHECK_IN, said.name())) << said.name();
        lines.push_back(
            absl::StrCat(v1::CoalitionState_Name(said.state()).substr(16), " ", said.note()));
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return lines;
  }
  std::vector<std::string> Silent(const CallContext& call, int days = 0) {
    v1::ListSilentCoalitionsRequest request;
    request.set_days(days);
    request.set_page_size(1);
    std::vector<std::string> names;
    do {
      const auto page = calls().ListSilent(call, request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) return names;
      for (const v1::Coalition& coalition : page->coalitions()) {
        names.push_back(coalition.names(0).text());
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
  size_t Stored() {
    return world_.directory().snapshot()->catalog().Count(store::v1::KIND_CHECK_IN);
  }

  MeetingWorld world_;
  std::string entered_, joined_, other_, coalition_;
};

TEST_F(CheckInTest, IsForThoseWhoMayChangeItAndForMembersThatTheyEntered) {
  ASSERT_TRUE(Say(world_.Coordinator(), coalition_, "ACTIVE").ok());
  ASSERT_TRUE(Say(world_.Member(entered_), coalition_).ok());
  // Anybody who sees a coalition can join it: that opens nothing.
  EXPECT_EQ(ReasonName(Say(world_.Member(joined_), coalition_).status()), "PERMISSION_DENIED");
  EXPECT_EQ(ReasonName(Say(world_.Member(other_), coalition_).status()), "PERMISSION_DENIED");
  EXPECT_EQ(ReasonName(Say(world_.Stranger(), coalition_).status()), "NOT_FOUND");
  EXPECT_EQ(ReasonName(Say(world_.Coordinator(), "coalitions/aaaaaaaaaaaaaaaa").status()),
            "NOT_FOUND");
  const std::string left = world_.Make({.key = "left"});
  ASSERT_OK(Join(world_.Coordinator(), coalition_, left, "2020-01-01"));
  EXPECT_EQ(ReasonName(Say(world_.Member(left), coalition_).status()), "PERMISSION_DENIED");
  EXPECT_EQ(Stored(), 2u);
}

TEST_F(CheckInTest, NotesAreForMembersAndHistoryGoesBackwards) {
  const std::string open = MakeCoalition("Open", v1::TIER_PUBLIC);
  ASSERT_OK(Join(world_.Coordinator(), open, entered_));
  ASSERT_OK(Join(world_.Member(joined_), open, joined_));
  ASSERT_TRUE(Say(world_.Coordinator(), open, "ACTIVE", "first").ok());
  ASSERT_TRUE(Say(world_.Member(entered_), open, "", "second").ok());  // in the same moment
  world_.Advance(kDay);
  ASSERT_TRUE(Say(world_.Member(entered_), open, "DORMANT", "third").ok());
  const auto all = History(world_.Coordinator(), open);
  EXPECT_THAT(all, ElementsAre("DORMANT third", "ACTIVE first", "ACTIVE second"));
  for (int size = 1; size <= 3; ++size) EXPECT_EQ(History(world_.Coordinator(), open, size), all);
  EXPECT_EQ(History(world_.Member(entered_), open), all);
  for (const CallContext& call : {world_.Member(joined_), world_.Member(other_), Anonymous()}) {
    EXPECT_THAT(History(call, open), ElementsAre("DORMANT ", "ACTIVE ", "ACTIVE "));
  }
  world_.Restart();
  EXPECT_EQ(History(world_.Coordinator(), open), all);
}

TEST_F(CheckInTest, TheCoalitionTellsThatSomebodySpoke) {
  const auto before = Get(world_.Member(other_), coalition_);
  EXPECT_FALSE(before->has_check_in_time());
  world_.Advance(kDay);
  const auto said = Say(world_.Member(entered_), coalition_, "CLOSED", "We won");
  ASSERT_TRUE(said.ok()) << said.status();
  EXPECT_EQ(said->state(), v1::COALITION_STATE_CLOSED);
  const auto after = Get(world_.Member(other_), coalition_);
  EXPECT_EQ(TimeOf(after->check_in_time()), world_.now());
  EXPECT_EQ(TimeOf(after->update_time()), world_.now());
  EXPECT_NE(after->end_date(), "");
  EXPECT_NE(after->etag(), before->etag());
  EXPECT_EQ(ReasonName(Say(world_.Member(entered_), coalition_, "ACTIVE").status()),
            "PERMISSION_DENIED");
  ASSERT_TRUE(Say(world_.Coordinator(), coalition_, "ACTIVE").ok());
  // Writing the coalition leaves what the check-in said, whatever the mask.
  for (const char* path : {"purposes", "*"}) {
    v1::UpdateCoalitionRequest update;
    update.mutable_coalition()->set_name(coalition_);
    update.mutable_coalition()->add_names()->set_text("Campaign");
    update.mutable_coalition()->set_state(v1::COALITION_STATE_ACTIVE);
    (*update.mutable_coalition()->mutable_purposes())["en"] = absl::StrCat("For ", path);
    *update.mutable_coalition()->mutable_check_in_time() = ToProto(absl::UnixEpoch());
    update.mutable_update_mask()->add_paths(path);
    v1::Coalition changed;
    ASSERT_OK(Of(store::v1::KIND_COALITION).Update(world_.Coordinator(), update, changed));
    EXPECT_EQ(TimeOf(changed.check_in_time()), world_.now()) << path;
  }
}

TEST_F(CheckInTest, ARepetitionSaysItOnce) {
  ASSERT_TRUE(Say(world_.Coordinator(), coalition_, "", "once", "key").ok());
  ASSERT_TRUE(Say(world_.Coordinator(), coalition_, "", "once", "key").ok());
  EXPECT_THAT(History(world_.Coordinator(), coalition_), ElementsAre("ACTIVE once"));
}

TEST_F(CheckInTest, SilentAreThoseAtWorkTheLongestFirst) {
  world_.Advance(10 * kDay);
  const std::string second = MakeCoalition("Second");
  const std::string asleep = MakeCoalition("Asleep");
  const std::string over = MakeCoalition("Over");
  ASSERT_TRUE(Say(world_.Coordinator(), asleep, "DORMANT").ok());
  ASSERT_TRUE(Say(world_.Coordinator(), over, "CLOSED").ok());
  EXPECT_THAT(Silent(world_.Coordinator()), IsEmpty());
  world_.Advance(80 * kDay);
  EXPECT_THAT(Silent(world_.Coordinator()), ElementsAre("Campaign"));
  EXPECT_THAT(Silent(world_.Coordinator(), 80), ElementsAre("Campaign", "Second"));
  EXPECT_THAT(Silent(world_.Coordinator(), 91), IsEmpty());
  EXPECT_THAT(Silent(world_.Member(entered_)), ElementsAre("Campaign"));
  EXPECT_THAT(Silent(world_.Member(joined_)), IsEmpty());
  EXPECT_THAT(Silent(world_.Stranger()), IsEmpty());
  ASSERT_TRUE(Say(world_.Member(entered_), coalition_).ok());
  EXPECT_THAT(Silent(world_.Coordinator(), 80), ElementsAre("Second"));
  ASSERT_TRUE(Say(world_.Coordinator(), asleep, "FORMING").ok());
  world_.Advance(90 * kDay);
  EXPECT_THAT(Silent(world_.Coordinator()), ElementsAre("Second", "Campaign", "Asleep"));
}

TEST_F(CheckInTest, BadRequestsNameTheFieldAndTheBound) {
  v1::ListSilentCoalitionsRequest silent;
  silent.set_days(-1);
  EXPECT_EQ(ReasonName(calls().ListSilent(world_.Coordinator(), silent).status()), "FIELD_INVALID");
  silent.set_days(kMaxSilentDays + 1);
  EXPECT_EQ(ReasonName(calls().ListSilent(world_.Coordinator(), silent).status()),
            "LIMIT_EXCEEDED");
  v1::CheckInCoalitionRequest said;
  EXPECT_EQ(ReasonName(calls().CheckIn(world_.Coordinator(), said).status()), "FIELD_REQUIRED");
  said.set_name(coalition_);
  said.set_note(std::string(kMaxNoteCharacters + 1, 'x'));
  EXPECT_EQ(ReasonName(calls().CheckIn(world_.Coordinator(), said).status()), "LIMIT_EXCEEDED");
  said.clear_note();
  said.set_state(static_cast<v1::CoalitionState>(99));
  EXPECT_EQ(ReasonName(calls().CheckIn(world_.Coordinator(), said).status()), "FIELD_INVALID");
  v1::ListCheckInsRequest list;
  list.set_parent("coalitions/-");
  EXPECT_EQ(ReasonName(calls().List(world_.Coordinator(), list).status()), "FIELD_INVALID");
  list.set_parent(coalition_);
  list.set_page_token("forged");
  EXPECT_EQ(ReasonName(calls().List(world_.Coordinator(), list).status()), "TOKEN_INVALID");
}

TEST_F(CheckInTest, DeletingHidesThemAndThePurgeErasesThem) {
  ASSERT_TRUE(Say(world_.Coordinator(), coalition_, "", "secret").ok());
  v1::DeleteCoalitionRequest request;
  request.set_name(coalition_);
  v1::Coalition deleted;
  ASSERT_OK(Of(store::v1::KIND_COALITION).Delete(world_.Coordinator(), request, deleted));
  v1::ListCheckInsRequest list;
  list.set_parent(coalition_);
  EXPECT_EQ(ReasonName(calls().List(world_.Coordinator(), list).status()), "NOT_FOUND");
  EXPECT_EQ(ReasonName(Say(world_.Coordinator(), coalition_).status()), "NOT_FOUND");
  EXPECT_EQ(Stored(), 1u);
  world_.Advance(31 * kDay);
  ASSERT_OK(PurgeDeleted(world_.directory()));
  EXPECT_EQ(Stored(), 0u);
}

TEST_F(CheckInTest, TheNewestThousandAreKept) {
  for (size_t i = 0; i < kMaxCheckIns + 2; ++i) {
    world_.Advance(absl::Seconds(1));
    ASSERT_TRUE(Say(world_.Coordinator(), coalition_, "", absl::StrCat(i)).ok());
  }
  const auto history = History(world_.Coordinator(), coalition_);
  ASSERT_EQ(history.size(), kMaxCheckIns);
  EXPECT_EQ(history.front(), absl::StrCat("ACTIVE ", kMaxCheckIns + 1));
  EXPECT_EQ(history.back(), "ACTIVE 2");
  EXPECT_EQ(Stored(), kMaxCheckIns);
}

}  // namespace
}  // namespace tashbik::services
