// The life of the sources' programmes on the shipped sample, as the people of it type it: the
// campaign and its stories, the workshops, the grants, the networking day and what came of it, the
// joint note, coalitions that fall asleep and wake.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tashbik/v1/change.pb.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/event.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/introduction.pb.h"
#include "tashbik/v1/statement.pb.h"
#include "tashbik/v1/story.pb.h"
#include "tests/e2e/sample.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

// One server for all tests, each of which writes about actors and records of its own.
class ProgrammeLife : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const SampleFiles files = ShippedSample();
    sample_ = new SampleServer(files);
    Do({"import", files.stories, "--source", "sample"});
  }
  static void TearDownTestSuite() {
    delete sample_;
    sample_ = nullptr;
  }

  static const SampleServer& sample() { return *sample_; }

  // What a command that must succeed says, as the coordinator, or as somebody else.
  static std::string Do(const std::vector<std::string>& arguments) {
    return Said(sample_->Tashbik(arguments), arguments);
  }
  static std::string DoAs(const std::vector<std::string>& whom,
                          const std::vector<std::string>& arguments) {
    return Said(sample_->TashbikAs(whom, arguments), arguments);
  }
  static std::vector<std::string> Token(const std::string& local) {
    return {"--token-file", sample_->Join(local)};
  }

  // Resource name of what the coordinator calls so.
  static std::string NameOf(const std::string& kind, const std::string& called) {
    const std::string name = Do({kind, "get", called, "-o", "name"});
    return name.substr(0, name.find('\n'));
  }

  // The rows of `-o csv` without its header; cells hold no commas here.
  static std::vector<std::string> Rows(const std::string& csv) {
    std::vector<std::string> rows = absl::StrSplit(csv, '\n', absl::SkipEmpty());
    if (!rows.empty()) rows.erase(rows.begin());
    return rows;
  }

  // What came of an event, a line for each attendee: "a WORK_TOGETHER b c", with local ids.
  static std::vector<std::string> FollowUp(const std::string& event, int days) {
    v1::ListFollowUpsRequest request;
    request.set_name(NameOf("event", event));
    request.set_days(days);
    std::vector<std::string> lines;
    const auto answer = Ask<v1::ListFollowUpsResponse>(sample_->coordinator(), request);
    for (const v1::FollowUp& line : answer.follow_ups()) {
      std::set<std::string> partners;
      for (const std::string& partner : line.partners()) partners.insert(sample_->Local(partner));
      lines.push_back(
          absl::StrCat(sample_->Local(line.actor().name()), " ",
                       absl::StripPrefix(v1::FollowUpState_Name(line.state()), "FOLLOW_UP_STATE_"),
                       partners.empty() ? "" : " ", absl::StrJoin(partners, " ")));
    }
    return lines;
  }

  template <class Response, class Request>
  static Response Ask(const client::Client& client, const Request& request) {
    return Need(client.Call<Response>(request));
  }
  static client::Client Member(const std::string& local) {
    return ConnectTo(sample_->server().address(), ReadLine(sample_->Join(local)));
  }

 private:
  static std::string Said(const CommandResult& result, const std::vector<std::string>& arguments) {
    EXPECT_EQ(result.code, 0) << absl::StrJoin(arguments, " ") << "\n" << result.err;
    return result.out;
  }

  static SampleServer* sample_;
};

SampleServer* ProgrammeLife::sample_ = nullptr;

// ---- the campaign

TEST_F(ProgrammeLife, TheCampaignHasItsPartnersAndNineStoriesWithTheirThemes) {
  const std::vector<std::string> anyone = {"--anonymous"};
  v1::ListCoalitionMembersRequest members;
  members.set_parent(NameOf("coalition", "WeActTogether"));
  std::map<std::string, v1::CoalitionRole> partners;
  const auto listed = Ask<v1::ListCoalitionMembersResponse>(sample().anonymous(), members);
  for (const v1::CoalitionMember& member : listed.coalition_members()) {
    partners[sample().Local(member.actor())] = member.role();
  }
  EXPECT_THAT(partners, UnorderedElementsAre(Pair("gchr", v1::COALITION_ROLE_LEAD),
                                             Pair("i4c-mena", v1::COALITION_ROLE_PARTNER),
                                             Pair("bchr", v1::COALITION_ROLE_PARTNER),
                                             Pair("iohr", v1::COALITION_ROLE_PARTNER),
                                             Pair("simsim", v1::COALITION_ROLE_PARTNER)));

  EXPECT_EQ(
      Rows(DoAs(anyone, {"coalition", "members", "list", "WeActTogether", "-o", "csv"})).size(),
      partners.size());

  EXPECT_EQ(Rows(DoAs(anyone, {"story", "list", "-o", "csv"})).size(), 9u);
  for (const char* country : {"BH", "IQ", "MA"}) {
    EXPECT_EQ(Rows(DoAs(anyone, {"story", "list", "--country", country, "-o", "csv"})).size(), 3u)
        << country;
  }
  const std::map<std::string, std::string> themes = {
      {"girls-education", "The school bus that girls asked for"},
      {"media-freedom", "A newsroom that stayed online"},
      {"online-security", "Safer phones"},
      {"accessibility", "A ramp"},
      {"emergency-relief", "Neighbours before the convoys"},
      {"environment", "The river has friends"},
      {"women-economic-empowerment", "A workshop of their own"},
      {"civic-engagement", "Questions that were answered"},
      {"rural-opportunities", "Jobs that reach the mountains"}};
  for (const auto& [theme, title] : themes) {
    EXPECT_THAT(DoAs(anyone, {"story", "list", "--theme", theme}), HasSubstr(title)) << theme;
  }
  const v1::ListStoriesResponse stories =
      Ask<v1::ListStoriesResponse>(sample().anonymous(), v1::ListStoriesRequest());
  for (const v1::Story& story : stories.stories()) {
    EXPECT_EQ(story.coalition(), members.parent());
    for (const char* language : {"en", "ar", "fr"}) {
      EXPECT_EQ(story.texts().count(language), 1u) << story.DebugString();
    }
  }
}

// ---- the workshops

TEST_F(ProgrammeLife, FourWorkshopsEachWithACohortThatIsToldWhomToMeet) {
  const std::map<std::string, std::set<std::string>> cohorts = {
      {"Lebanon",
       {"lb-statelessness", "lb-dom", "lb-refugees", "lb-lgbtq", "lb-disability",
        "lb-migrant-workers", "lb-housing"}},
      {"Palestine", {"ps-bedouin", "ps-disability", "ps-refugees"}},
      {"Morocco",
       {"ma-amazigh", "ma-disability", "ma-lgbtq", "ma-migrants", "ma-religious-minorities"}},
      {"Tunisia", {"tn-amazigh", "tn-migrants", "tn-policy-experts"}}};
  const client::Client outside = Member("iq-relief");
  for (const auto& [country, cohort] : cohorts) {
    const std::string workshop = "MACS workshop in " + country;
    v1::SuggestMeetingsRequest request;
    request.set_name(NameOf("event", workshop));
    request.set_count(20);
    const auto answer = Ask<v1::SuggestMeetingsResponse>(sample().coordinator(), request);
    std::set<std::string> asked;
    for (const v1::CohortSuggestions& one : answer.attendees()) {
      const std::string self = sample().Local(one.actor().name());
      asked.insert(self);
      // The trainers share no theme, need or offer with the two others in the room.
      EXPECT_EQ(one.suggestions_size() > 0, self != "tn-policy-experts") << self;
      for (const v1::Suggestion& suggestion : one.suggestions()) {
        const std::string partner = sample().Local(suggestion.partner().name());
        EXPECT_EQ(cohort.count(partner), 1u) << partner << " was not in the room with " << self;
        EXPECT_NE(partner, self);
        EXPECT_GT(suggestion.reasons_size(), 0) << self << " and " << partner;
      }
    }
    EXPECT_EQ(asked, cohort) << workshop;
    EXPECT_NE(Do({"event", "meetings", workshop, "--top", "1"}), "");
    EXPECT_THAT(DoAs({"--anonymous"}, {"event", "get", workshop}), HasSubstr("2024"));
    EXPECT_EQ(Ask<v1::SuggestMeetingsResponse>(outside, request).attendees_size(), 0);
    EXPECT_EQ(sample().anonymous().Call<v1::SuggestMeetingsResponse>(request).status().code(),
              absl::StatusCode::kUnauthenticated);
  }
}

// ---- the networking day, and what came of it

TEST_F(ProgrammeLife, TheNetworkingDayAfter30And90And180Days) {
  const std::string day = "Networking day of Moroccan civil society";
  const std::string shown = DoAs({"--anonymous"}, {"event", "get", day, "--lang", "en"});
  for (const char* said : {"registration", "joint advocacy note", "administrative and financial"}) {
    EXPECT_THAT(absl::AsciiStrToLower(shown), HasSubstr(said));
  }
  const auto begin = [&](const std::string& name, const std::string& date,
                         const std::vector<std::string>& members) {
    Do({"coalition", "create", name, "--set", "start_date=" + date, "--set", "state=active"});
    for (const std::string& member : members) {
      Do({"coalition", "members", "add", name, sample().Actor(member)});
    }
  };
  begin("Writers of the note", "2024-11-05", {"ma-amazigh", "ma-disability"});
  begin("Raising money together", "2024-12-20", {"ma-migrants", "ma-lgbtq"});
  begin("Circle of dialogues", "2025-03-20", {"ma-amazigh", "ma-migrants"});
  const auto after = [&](int days) { return FollowUp(day, days); };
  EXPECT_THAT(after(30), UnorderedElementsAre("ma-amazigh WORK_TOGETHER ma-disability",
                                              "ma-disability WORK_TOGETHER ma-amazigh",
                                              "ma-lgbtq SILENT", "ma-migrants SILENT"));
  EXPECT_THAT(after(90), UnorderedElementsAre("ma-amazigh WORK_TOGETHER ma-disability",
                                              "ma-disability WORK_TOGETHER ma-amazigh",
                                              "ma-lgbtq WORK_TOGETHER ma-migrants",
                                              "ma-migrants WORK_TOGETHER ma-lgbtq"));
  EXPECT_THAT(after(180), UnorderedElementsAre("ma-amazigh WORK_TOGETHER ma-disability ma-migrants",
                                               "ma-disability WORK_TOGETHER ma-amazigh",
                                               "ma-lgbtq WORK_TOGETHER ma-migrants",
                                               "ma-migrants WORK_TOGETHER ma-amazigh ma-lgbtq"));
  // A member is told of itself alone.
  const std::string own = DoAs(Token("ma-disability"), {"event", "follow-up", day, "-o", "csv"});
  EXPECT_EQ(Rows(own).size(), 1u) << own;
  for (const auto& [language, words] :
       {std::pair("en", "works together with"), std::pair("ar", "عمل مشترك مع"),
        std::pair("fr", "travail commun avec")}) {
    EXPECT_THAT(Do({"event", "follow-up", day, "--days", "90", "--lang", language}),
                HasSubstr(words));
  }
}

TEST_F(ProgrammeLife, WhoMetAfterAnEventIsToldFromThoseWhoFellSilent) {
  const std::string today = absl::FormatTime("%Y-%m-%d", absl::Now(), absl::UTCTimeZone());
  Do({"event", "create", "Evening of the three", "--set", "start_date=" + today});
  for (const char* actor : {"lb-refugees", "lb-disability", "lb-migrant-workers"}) {
    Do({"event", "attend", "Evening of the three", sample().Actor(actor), "--was-there"});
  }
  EXPECT_THAT(FollowUp("Evening of the three", 30),
              UnorderedElementsAre("lb-refugees SILENT", "lb-disability SILENT",
                                   "lb-migrant-workers SILENT"));
  const std::string asked =
      DoAs(Token("lb-refugees"), {"intro", "request", sample().Actor("lb-disability"), "--message",
                                  "As we said that evening", "-o", "name"});
  EXPECT_THAT(FollowUp("Evening of the three", 30),
              UnorderedElementsAre("lb-refugees SILENT", "lb-disability SILENT",
                                   "lb-migrant-workers SILENT"))
      << "to ask is not to meet";
  DoAs(Token("lb-disability"), {"intro", "accept", asked.substr(0, asked.find('\n'))});
  EXPECT_THAT(FollowUp("Evening of the three", 30),
              UnorderedElementsAre("lb-refugees MET lb-disability", "lb-disability MET lb-refugees",
                                   "lb-migrant-workers SILENT"));
}

// ---- a story is told with consent

// All that a reader is told of stories.
std::string StoriesTold(const client::Client& reader, const std::string& story) {
  std::string told;
  for (const char* filter :
       {"", "theme = \"themes/freedom-of-association\"", "country = BH", "language = en"}) {
    v1::ListStoriesRequest list;
    list.set_filter(filter);
    const auto found = reader.Call<v1::ListStoriesResponse>(list);
    told += found.ok() ? found->DebugString() : found.status().ToString();
  }
  v1::GetStoryRequest get;
  get.set_name(story);
  const auto found = reader.Call<v1::Story>(get);
  return told + (found.ok() ? found->DebugString() : found.status().ToString());
}

// Where a watch of stories stands, and what it was told since.
std::string WatchFrom(const client::Client& reader) {
  std::string token;
  v1::WatchChangesRequest request;
  request.add_collections("stories");
  const absl::Status ended = reader.Watch(
      request,
      [&](const v1::WatchChangesResponse& first) {
        token = first.resume_token();
        return false;
      },
      [](const absl::Status&) {});
  EXPECT_TRUE(ended.ok()) << ended;
  return token;
}
std::vector<std::string> Watched(const client::Client& reader, const std::string& token,
                                 const std::string& last) {
  std::vector<std::string> told;
  v1::WatchChangesRequest request;
  request.set_resume_token(token);
  request.add_collections("stories");
  const absl::Status ended = reader.Watch(
      request,
      [&](const v1::WatchChangesResponse& change) {
        if (change.name().empty()) return true;
        told.push_back(absl::StrCat(v1::ChangeKind_Name(change.kind()), " ", change.name()));
        return change.name() != last;
      },
      [](const absl::Status&) {});
  EXPECT_TRUE(ended.ok()) << ended;
  return told;
}

TEST_F(ProgrammeLife, AConsentTakenBackRemovesTheStoryFromEveryAnswerAndTellsTheFeed) {
  const client::Client member = Member("lb-housing");
  const std::vector<const client::Client*> readers = {&sample().anonymous(), &member,
                                                      &sample().administrator()};
  v1::CreateStoryRequest make;
  make.mutable_story()->add_names()->set_text("Two who spoke up");
  (*make.mutable_story()->mutable_texts())["en"] = "How a newsroom and a centre spoke up.";
  make.mutable_story()->add_themes("themes/freedom-of-association");
  make.mutable_story()->add_countries("BH");
  for (const char* named : {"gchr", "simsim"}) {
    make.mutable_story()->add_organizations()->set_organization(sample().Actor(named));
  }
  make.mutable_story()->mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  const std::string story = Ask<v1::Story>(sample().coordinator(), make).name();
  std::vector<std::string> before;
  std::vector<std::string> tokens;
  for (const client::Client* reader : readers) {
    before.push_back(StoriesTold(*reader, story));
    tokens.push_back(WatchFrom(*reader));
    EXPECT_THAT(before.back(), Not(HasSubstr("spoke up")));
  }
  const auto consent = [&](const std::vector<std::string>& words, const std::string& who) {
    std::vector<std::string> arguments = {"story", "consent"};
    arguments.insert(arguments.end(), words.begin(), words.end());
    arguments.insert(arguments.end(), {"--organization", sample().Actor(who)});
    Do(arguments);
  };
  consent({"give", "Two who spoke up", "--note", "by letter"}, "gchr");
  for (size_t i = 0; i < readers.size(); ++i) {
    EXPECT_EQ(StoriesTold(*readers[i], story), before[i]) << "one of two agreed";
  }
  consent({"give", "Two who spoke up", "--note", "by phone"}, "simsim");
  for (const client::Client* reader : readers) {
    EXPECT_THAT(StoriesTold(*reader, story), HasSubstr("spoke up"));
  }
  EXPECT_THAT(DoAs({"--anonymous"}, {"export"}), HasSubstr("Two who spoke up"));
  consent({"withdraw", "Two who spoke up"}, "gchr");
  for (size_t i = 0; i < readers.size(); ++i) {
    EXPECT_EQ(StoriesTold(*readers[i], story), before[i]) << "taken back";
  }
  EXPECT_THAT(DoAs({"--anonymous"}, {"export"}), Not(HasSubstr("Two who spoke up")));
  // A story without names, which all see at once, ends the watch.
  v1::CreateStoryRequest end;
  end.mutable_story()->add_names()->set_text("The end");
  (*end.mutable_story()->mutable_texts())["en"] = "It ends.";
  end.mutable_story()->mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  const std::string last = Ask<v1::Story>(sample().coordinator(), end).name();
  for (size_t i = 0; i < readers.size(); ++i) {
    EXPECT_THAT(Watched(*readers[i], tokens[i], last),
                ElementsAre("CHANGE_KIND_CREATED " + story, "CHANGE_KIND_DELETED " + story,
                            "CHANGE_KIND_CREATED " + last));
  }
}

// ---- the joint note

TEST_F(ProgrammeLife, TheJointNoteIsSignedInEscrowUntilTheFourth) {
  const std::string title = "For the right to assembly and fair registration in Morocco";
  const std::vector<std::string> signers = {"ma-amazigh", "ma-disability", "ma-migrants",
                                            "ma-rural-girls"};
  std::vector<std::vector<std::string>> tokens;
  for (const std::string& signer : signers) tokens.push_back(Token(signer));
  const std::vector<std::vector<std::string>> readers = {
      Token("tn-amazigh"),
      {"--anonymous"},
      {"--token-file", sample().server().CoordinatorFile()},
      {"--token-file", sample().server().AdministratorFile()}};
  const auto read = [&](const std::vector<std::string>& reader) {
    std::string told;
    for (const std::vector<std::string>& command :
         std::vector<std::vector<std::string>>{{"statement", "list", "-o", "json"},
                                               {"statement", "get", title, "-o", "json"},
                                               {"statement", "list", "--country", "MA"},
                                               {"export", "--kind", "statement"}}) {
      const CommandResult result = sample().TashbikAs(reader, command);
      told += absl::StrCat(result.code, result.out, result.err, "\n");
    }
    return told;
  };
  std::vector<std::string> before;
  before.reserve(readers.size());
  for (const auto& reader : readers) before.push_back(read(reader));
  EXPECT_THAT(before[0], HasSubstr("STATEMENT_STATE_OPEN"));
  for (size_t i = 0; i + 1 < signers.size(); ++i) {
    EXPECT_THAT(DoAs(tokens[i], {"statement", "sign", title}), HasSubstr("nobody else learns"));
    EXPECT_THAT(DoAs(tokens[i], {"statement", "get", title, "-o", "json"}),
                HasSubstr("\"signed\": true"));
    for (size_t j = 0; j < readers.size(); ++j) {
      EXPECT_EQ(read(readers[j]), before[j]) << "after " << i + 1 << " signatures";
    }
  }
  DoAs(tokens.back(), {"statement", "sign", title});
  v1::GetStatementRequest get;
  get.set_name(NameOf("statement", title));
  const v1::Statement published = Ask<v1::Statement>(Member("tn-amazigh"), get);
  EXPECT_EQ(published.state(), v1::STATEMENT_STATE_PUBLISHED);
  std::set<std::string> shown;
  for (const std::string& name : published.signatories()) shown.insert(sample().Local(name));
  EXPECT_EQ(shown, std::set<std::string>(signers.begin(), signers.end()));
  EXPECT_EQ(published.other_signatories(), 0);
  EXPECT_EQ(read(readers[1]), before[1]) << "it is the hub's, also when published";
}

// ---- coalitions that live

TEST_F(ProgrammeLife, ACoalitionFallsAsleepWakesAndCloses) {
  const std::string name = "Moroccan civil society dialogues";
  Do({"coalition", "members", "add", name, sample().Actor("ma-management")});
  const std::vector<std::string> member = Token("ma-management");
  const std::vector<std::string> reader = Token("tn-migrants");
  const auto say = [&](const std::string& state, const std::string& note) {
    DoAs(member, {"coalition", "check-in", name, "--state", state, "--note", note});
    v1::GetCoalitionRequest get;
    get.set_name(NameOf("coalition", name));
    return v1::CoalitionState_Name(Ask<v1::Coalition>(sample().coordinator(), get).state());
  };
  EXPECT_EQ(say("forming", "First call"), "COALITION_STATE_FORMING");
  EXPECT_EQ(say("active", "First dialogue held"), "COALITION_STATE_ACTIVE");
  EXPECT_EQ(say("dormant", "No money this year"), "COALITION_STATE_DORMANT");
  EXPECT_EQ(say("active", "Money is found"), "COALITION_STATE_ACTIVE");
  EXPECT_EQ(say("closed", "All was said"), "COALITION_STATE_CLOSED");
  const std::string inside = DoAs(member, {"coalition", "check-ins", name, "-o", "csv"});
  const std::vector<std::string> history = Rows(inside);
  ASSERT_EQ(history.size(), 5u) << inside;
  const char* const notes[] = {"All was said", "Money is found", "No money this year",
                               "First dialogue held", "First call"};
  for (size_t i = 0; i < history.size(); ++i) EXPECT_THAT(history[i], HasSubstr(notes[i]));
  const std::string outside = DoAs(reader, {"coalition", "check-ins", name});
  EXPECT_THAT(outside, HasSubstr("dormant"));
  EXPECT_THAT(outside, Not(HasSubstr("money")));
  EXPECT_EQ(sample().TashbikAs(member, {"coalition", "check-in", name, "--state", "active"}).code,
            4)
      << "who may change it reopens it";
  EXPECT_THAT(Do({"coalition", "check-in", name, "--state", "active", "--lang", "en"}),
              HasSubstr("active"));
}

}  // namespace
}  // namespace tashbik::testing
