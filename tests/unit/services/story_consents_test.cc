// Stories and the consent of those they name: who sees them when, and what ends a consent.
#include "services/story_consents.h"

#include <algorithm>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/errors.h"
#include "services/names.h"
#include "services/purge.h"
#include "services/story_rules.h"
#include "services/times.h"
#include "tests/testing/test_directory.h"
#include "tests/testing/voices_world.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReasonName;
using testing::VoicesWorld;

constexpr absl::Duration kDay = absl::Hours(24);

v1::Story Agreed(const std::vector<std::string>& organizations) {
  v1::Story story;
  story.add_names()->set_text("Title");
  (*story.mutable_texts())["en"] = "Text";
  for (const std::string& organization : organizations) {
    v1::StoryOrganization& named = *story.add_organizations();
    named.set_organization(organization);
    *named.mutable_consent_time() = ToProto(absl::FromUnixSeconds(1));
    named.set_consent_note("by letter");
  }
  story.mutable_visibility()->set_tier(v1::TIER_NETWORK);
  story.mutable_visibility()->add_hubs("hubs/a");
  return story;
}

TEST(KeepConsentsTest, ConsentIsToWhatIsToldAndToWhom) {
  const v1::Story before = Agreed({"organizations/a", "organizations/b"});
  const struct {
    const char* what;
    std::function<void(v1::Story&)> change;
    bool kept;
  } kTable[] = {
      {"nothing", [](v1::Story&) {}, true},
      {"a source", [](v1::Story& s) { s.add_sources()->set_title("Report"); }, true},
      {"an id", [](v1::Story& s) { s.add_external_ids()->set_scheme("x"); }, true},
      {"a stricter tier", [](v1::Story& s) { s.mutable_visibility()->set_tier(v1::TIER_HUB); },
       true},
      {"another title", [](v1::Story& s) { s.mutable_names(0)->set_text("Other"); }, false},
      {"another text", [](v1::Story& s) { (*s.mutable_texts())["en"] = "Other"; }, false},
      {"a translation", [](v1::Story& s) { (*s.mutable_texts())["fr"] = "Texte"; }, false},
      {"a theme", [](v1::Story& s) { s.add_themes("themes/x"); }, false},
      {"a country", [](v1::Story& s) { s.add_countries("LB"); }, false},
      {"a coalition", [](v1::Story& s) { s.set_coalition("coalitions/x"); }, false},
      {"an address", [](v1::Story& s) { s.set_uri("https://example.org"); }, false},
      {"a day", [](v1::Story& s) { s.set_date("2024-01-01"); }, false},
      {"a wider tier", [](v1::Story& s) { s.mutable_visibility()->set_tier(v1::TIER_PUBLIC); },
       false},
      {"another hub", [](v1::Story& s) { s.mutable_visibility()->add_hubs("hubs/b"); }, false},
      {"one more name",
       [](v1::Story& s) { s.add_organizations()->set_organization("organizations/c"); }, false},
      {"forged consent of one more",
       [](v1::Story& s) {
         *s.add_organizations() = s.organizations(0);
         s.mutable_organizations(2)->set_organization("organizations/c");
       },
       false},
  };
  for (const auto& row : kTable) {
    SCOPED_TRACE(row.what);
    v1::Story after = before;
    row.change(after);
    KeepConsents(before, {}, after);
    EXPECT_EQ(AllAgreed(after), row.kept);
    EXPECT_EQ(after.organizations(0).has_consent_time(), row.kept);
    EXPECT_EQ(after.organizations(0).consent_note(), row.kept ? "by letter" : "");
  }
}

TEST(KeepConsentsTest, NamesCanBeTakenAwayButNotByThoseWhoDoNotSeeThem) {
  const v1::Story before = Agreed({"organizations/a", "organizations/b"});
  v1::Story fewer = before;
  fewer.mutable_organizations()->RemoveLast();
  v1::Story unseen = fewer;
  KeepConsents(before, {}, fewer);
  EXPECT_EQ(fewer.organizations_size(), 1);
  EXPECT_TRUE(AllAgreed(fewer));
  KeepConsents(before, {"organizations/b"}, unseen);
  ASSERT_EQ(unseen.organizations_size(), 2);
  EXPECT_EQ(unseen.organizations(1).organization(), "organizations/b");
  EXPECT_TRUE(AllAgreed(unseen));
}

TEST(KeepConsentsTest, WhoIsKeptOutHasNotAgreed) {
  v1::Story story = Agreed({"organizations/a"});
  story.mutable_visibility()->add_blocked("organizations/a");
  EXPECT_FALSE(AllAgreed(story));
  EXPECT_TRUE(AllAgreed(Agreed({})));
}

class StoryTest : public ::testing::Test {
 protected:
  StoryTest() {
    for (const char* key : {"a", "b", "c"}) actors_.push_back(world_.Make({.key = key}));
    unclaimed_ = world_.Make({.key = "u", .account = false});
  }

  absl::StatusOr<v1::Story> Give(const CallContext& call, const std::string& story,
                                 const std::string& organization = "",
                                 const std::string& note = "") {
    v1::GiveStoryConsentRequest request;
    request.set_name(story);
    request.set_organization(organization);
    request.set_note(note);
    return StoryConsents(world_.directory()).Give(call, request);
  }
  absl::StatusOr<v1::Story> Withdraw(const CallContext& call, const std::string& story,
                                     const std::string& organization = "") {
    v1::WithdrawStoryConsentRequest request;
    request.set_name(story);
    request.set_organization(organization);
    return StoryConsents(world_.directory()).Withdraw(call, request);
  }
  absl::StatusOr<v1::Story> Get(const CallContext& call, const std::string& name) {
    v1::GetStoryRequest request;
    request.set_name(name);
    v1::Story shown;
    const absl::Status status = world_.Of(store::v1::KIND_STORY).Get(call, request, shown);
    if (!status.ok()) return status;
    return shown;
  }
  bool Sees(const CallContext& call, const std::string& name) {
    const auto got = Get(call, name);
    v1::ListStoriesRequest request;
    v1::ListStoriesResponse page;
    EXPECT_TRUE(world_.Of(store::v1::KIND_STORY).List(call, request, page).ok());
    const bool listed = std::any_of(page.stories().begin(), page.stories().end(),
                                    [&](const v1::Story& one) { return one.name() == name; });
    EXPECT_EQ(got.ok(), listed);
    if (!got.ok()) {
      EXPECT_EQ(ReasonName(got.status()), "NOT_FOUND");
    }
    return listed;
  }
  // What the feed says of the story, such as `CREATED DELETED`.
  std::vector<std::string> Told(const CallContext& call, const std::string& name) {
    std::vector<std::string> told;
    for (const std::string& line : world_.Feed(call)) {
      const size_t space = line.find(' ');
      if (line.substr(space + 1) == name) told.push_back(line.substr(0, space));
    }
    return told;
  }
  std::string Update(const std::string& name, const std::function<void(v1::Story&)>& change) {
    v1::UpdateStoryRequest request;
    request.mutable_story()->set_name(name);
    change(*request.mutable_story());
    v1::Story changed;
    return ReasonName(
        world_.Of(store::v1::KIND_STORY).Update(world_.Coordinator(), request, changed));
  }

  VoicesWorld world_;
  std::vector<std::string> actors_;
  std::string unclaimed_;
};

TEST_F(StoryTest, IsSeenByOthersOnceAllAgreedAndUntilOneTakesItBack) {
  const std::string story = world_.MakeStory({actors_[0], actors_[1]});
  const auto member = [&](size_t i) { return world_.Member(actors_[i]); };
  EXPECT_TRUE(Sees(world_.Coordinator(), story));
  EXPECT_TRUE(Sees(member(0), story));
  EXPECT_TRUE(Sees(member(1), story));
  EXPECT_FALSE(Sees(member(2), story));
  ASSERT_TRUE(Give(member(0), story).ok());
  EXPECT_FALSE(Sees(member(2), story));
  world_.Advance(kDay);
  const auto agreed = Give(member(1), story);
  ASSERT_TRUE(agreed.ok()) << agreed.status();
  EXPECT_EQ(TimeOf(agreed->organizations(1).consent_time()), world_.now());
  EXPECT_TRUE(Sees(member(2), story));
  EXPECT_FALSE(Sees(world_.Stranger(), story));
  EXPECT_FALSE(Sees(world_.Anonymous(), story));
  EXPECT_THAT(Told(member(2), story), ElementsAre("CREATED"));
  EXPECT_EQ(TimeOf(Get(member(2), story)->update_time()), world_.now());
  world_.Restart();
  EXPECT_TRUE(Sees(member(2), story));
  ASSERT_TRUE(Withdraw(member(0), story).ok());
  EXPECT_FALSE(Sees(member(2), story));
  EXPECT_TRUE(Sees(member(0), story));
  EXPECT_TRUE(Sees(world_.Coordinator(), story));
  EXPECT_THAT(Told(member(2), story), ElementsAre("CREATED", "DELETED"));
  EXPECT_THAT(Told(world_.Stranger(), story), IsEmpty());
  EXPECT_EQ(Told(member(0), story).back(), "UPDATED");
  ASSERT_TRUE(Withdraw(member(0), story).ok());  // once more changes nothing
  EXPECT_THAT(Told(member(2), story), ElementsAre("CREATED", "DELETED"));
}

TEST_F(StoryTest, WhoDoesNotSeeOneThatItNamesDoesNotSeeTheStory) {
  const std::string hidden = world_.Make({.key = "h", .tier = v1::TIER_BROKERED});
  const std::string story = world_.MakeStory({actors_[0], hidden}, v1::TIER_PUBLIC);
  // Its text tells of both: not even the other one named reads it.
  EXPECT_FALSE(Sees(world_.Member(actors_[0]), story));
  EXPECT_EQ(ReasonName(Give(world_.Member(actors_[0]), story).status()), "NOT_FOUND");
  world_.SetTier(hidden, v1::TIER_HUB);
  ASSERT_TRUE(Give(world_.Member(actors_[0]), story).ok());
  ASSERT_TRUE(Give(world_.Member(hidden), story).ok());
  EXPECT_TRUE(Sees(world_.Member(actors_[1]), story));
  EXPECT_FALSE(Sees(world_.Anonymous(), story));
  world_.SetTier(hidden, v1::TIER_PRIVATE);
  EXPECT_FALSE(Sees(world_.Member(actors_[1]), story));
  EXPECT_FALSE(Sees(world_.Member(actors_[0]), story));
  // Consent can be taken back all the same; the answer tells no more than its name.
  const auto back = Withdraw(world_.Member(actors_[0]), story);
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(back->ByteSizeLong(), v1::Story().ByteSizeLong() + 2 + story.size());
  EXPECT_EQ(ReasonName(Withdraw(world_.Member(actors_[0]), story).status()), "NOT_FOUND");
}

TEST_F(StoryTest, WhoeverWroteItKeepsTheNamesThatItDoesNotSeeAnyMore) {
  // Written by a member, about an organization that hides later.
  v1::Story written;
  written.add_names()->set_text("Ours");
  written.add_organizations()->set_organization(actors_[1]);
  const auto made = world_.MakeStory(world_.Member(actors_[0]), written);
  ASSERT_TRUE(made.ok()) << made.status();
  ASSERT_TRUE(Give(world_.Member(actors_[1]), made->name()).ok());
  EXPECT_TRUE(Sees(world_.Member(actors_[2]), made->name()));
  world_.SetTier(actors_[1], v1::TIER_PRIVATE);
  EXPECT_FALSE(Sees(world_.Member(actors_[2]), made->name()));
  const auto own = Get(world_.Member(actors_[0]), made->name());
  ASSERT_TRUE(own.ok());
  EXPECT_EQ(own->organizations_size(), 0);
  v1::UpdateStoryRequest request;
  *request.mutable_story() = *own;
  request.mutable_story()->clear_etag();
  request.mutable_story()->mutable_names(0)->set_text("Ours, told again");
  request.mutable_update_mask()->add_paths("*");
  v1::Story changed;
  ASSERT_TRUE(
      world_.Of(store::v1::KIND_STORY).Update(world_.Member(actors_[0]), request, changed).ok());
  EXPECT_EQ(changed.organizations_size(), 0);
  world_.SetTier(actors_[1], v1::TIER_HUB);
  const auto again = Get(world_.Member(actors_[1]), made->name());
  ASSERT_TRUE(again.ok());
  ASSERT_EQ(again->organizations_size(), 1);
  EXPECT_FALSE(again->organizations(0).has_consent_time());  // to other words
  EXPECT_FALSE(Sees(world_.Member(actors_[2]), made->name()));
}

TEST_F(StoryTest, ACoordinatorRecordsWhatItHasInWriting) {
  const std::string story = world_.MakeStory({unclaimed_, actors_[0]});
  const CallContext coordinator = world_.Coordinator();
  EXPECT_EQ(ReasonName(Give(coordinator, story, unclaimed_).status()), "FIELD_REQUIRED");
  EXPECT_EQ(ReasonName(Give(coordinator, story, "", "letter").status()), "FIELD_REQUIRED");
  EXPECT_EQ(ReasonName(Give(coordinator, story, actors_[0], "letter").status()),
            "PERMISSION_DENIED");  // it has an account of its own
  EXPECT_EQ(ReasonName(Give(coordinator, story, actors_[1], "letter").status()), "FIELD_INVALID");
  EXPECT_EQ(ReasonName(Give(world_.Member(actors_[0]), story, unclaimed_).status()),
            "PERMISSION_DENIED");
  EXPECT_EQ(ReasonName(Give(world_.Member(actors_[0]), story, "", "note").status()),
            "FIELD_INVALID");
  EXPECT_EQ(ReasonName(Give(world_.Member(actors_[2]), story).status()), "NOT_FOUND");
  EXPECT_EQ(ReasonName(Give(world_.Stranger(), story, unclaimed_, "letter").status()), "NOT_FOUND");
  const auto given = Give(coordinator, story, unclaimed_, "Letter of 3 May, director");
  ASSERT_TRUE(given.ok()) << given.status();
  EXPECT_EQ(given->organizations(0).consent_note(), "Letter of 3 May, director");
  ASSERT_TRUE(Give(world_.Member(actors_[0]), story).ok());
  for (const size_t reader : {0, 2}) {
    const auto shown = Get(world_.Member(actors_[reader]), story);
    ASSERT_TRUE(shown.ok());
    EXPECT_EQ(shown->organizations(0).consent_note(), "");
    EXPECT_TRUE(shown->organizations(0).has_consent_time());
  }
  // Saying no for somebody is always safe.
  EXPECT_EQ(ReasonName(Withdraw(world_.Member(actors_[2]), story, unclaimed_).status()),
            "PERMISSION_DENIED");
  ASSERT_TRUE(Withdraw(coordinator, story, actors_[0]).ok());
  EXPECT_FALSE(Sees(world_.Member(actors_[2]), story));
}

TEST_F(StoryTest, WritingItAnewAsksAnew) {
  const std::string story = world_.MakeStory({actors_[0]});
  ASSERT_TRUE(Give(world_.Member(actors_[0]), story).ok());
  EXPECT_EQ(Update(story, [](v1::Story& s) { s.add_sources()->set_title("Report"); }), "OK");
  EXPECT_TRUE(Sees(world_.Member(actors_[1]), story));
  EXPECT_EQ(Update(story, [](v1::Story& s) { (*s.mutable_texts())["en"] = "Something else"; }),
            "OK");
  EXPECT_FALSE(Sees(world_.Member(actors_[1]), story));
  EXPECT_THAT(Told(world_.Member(actors_[1]), story), ElementsAre("CREATED", "UPDATED", "DELETED"));
  // Nobody writes its own consent, or another's.
  EXPECT_EQ(Update(story,
                   [&](v1::Story& s) {
                     v1::StoryOrganization& named = *s.add_organizations();
                     named.set_organization(actors_[0]);
                     *named.mutable_consent_time() = ToProto(world_.now());
                   }),
            "OK");
  EXPECT_FALSE(Get(world_.Coordinator(), story)->organizations(0).has_consent_time());
}

TEST_F(StoryTest, BlockingOrDeletingOneEndsItsConsent) {
  const std::string story = world_.MakeStory({actors_[0]});
  ASSERT_TRUE(Give(world_.Member(actors_[0]), story).ok());
  EXPECT_EQ(Update(story, [&](v1::Story& s) { s.mutable_visibility()->add_blocked(actors_[0]); }),
            "OK");
  EXPECT_FALSE(Sees(world_.Member(actors_[0]), story));
  EXPECT_FALSE(Sees(world_.Member(actors_[1]), story));
  EXPECT_EQ(Told(world_.Member(actors_[1]), story).back(), "DELETED");

  const std::string second = world_.MakeStory({actors_[0], actors_[1]});
  for (const size_t i : {0, 1}) ASSERT_TRUE(Give(world_.Member(actors_[i]), second).ok());
  EXPECT_TRUE(Sees(world_.Member(actors_[2]), second));
  world_.Delete(actors_[0]);
  EXPECT_FALSE(Sees(world_.Member(actors_[2]), second));
  EXPECT_EQ(Told(world_.Member(actors_[2]), second).back(), "DELETED");
  v1::UndeleteOrganizationRequest request;
  request.set_name(actors_[0]);
  v1::Organization back;
  ASSERT_TRUE(
      world_.Of(store::v1::KIND_ORGANIZATION).Undelete(world_.Coordinator(), request, back).ok());
  EXPECT_FALSE(Sees(world_.Member(actors_[2]), second));  // it is asked anew
  ASSERT_TRUE(Give(world_.Member(actors_[0]), second).ok());
  EXPECT_TRUE(Sees(world_.Member(actors_[2]), second));
  world_.Delete(actors_[0]);
  world_.Advance(31 * kDay);
  ASSERT_TRUE(PurgeDeleted(world_.directory()).ok());
  EXPECT_FALSE(Sees(world_.Member(actors_[2]), second));
}

TEST_F(StoryTest, ADraftIsItsWritersAlone) {
  const std::string draft = world_.MakeStory({actors_[0]}, v1::TIER_PRIVATE);
  EXPECT_TRUE(Sees(world_.Coordinator(), draft));  // which wrote it
  EXPECT_FALSE(Sees(world_.Member(actors_[0]), draft));
  EXPECT_EQ(ReasonName(Give(world_.Member(actors_[0]), draft).status()), "NOT_FOUND");
  EXPECT_THAT(Told(world_.Member(actors_[0]), draft), IsEmpty());
}

// Random consents, against a set: seen by who is not named exactly while all agree.
TEST_F(StoryTest, RandomHistoriesAgreeWithAnOracle) {
  std::mt19937 dice(2210);  // NOLINT: the same history every time
  const std::string story = world_.MakeStory({actors_[0], actors_[1]});
  std::set<std::string> agreed;
  bool was_seen = false;
  size_t told = 0;
  int times_seen = 0;
  for (int step = 0; step < 200; ++step) {
    const std::string& actor = actors_[dice() % 2];
    switch (dice() % 8) {
      case 0:
        EXPECT_EQ(Update(story,
                         [&](v1::Story& s) {
                           (*s.mutable_texts())["en"] = absl::StrCat("Version ", step);
                         }),
                  "OK");
        agreed.clear();
        break;
      case 1:
      case 2:
        EXPECT_TRUE(Withdraw(world_.Member(actor), story).ok());
        agreed.erase(actor);
        break;
      case 3:
        if (dice() % 4 == 0) world_.Restart();
        break;
      default:
        EXPECT_TRUE(Give(world_.Member(actor), story).ok());
        agreed.insert(actor);
    }
    const bool seen = agreed.size() == 2;
    EXPECT_EQ(Sees(world_.Member(actors_[2]), story), seen);
    EXPECT_TRUE(Sees(world_.Member(actor), story));
    const auto changes = Told(world_.Member(actors_[2]), story);
    if (seen != was_seen) {
      ASSERT_GT(changes.size(), told);
      EXPECT_EQ(changes.back(), seen ? "CREATED" : "DELETED");
    } else if (!seen) {
      EXPECT_EQ(changes.size(), told);
    }
    told = changes.size();
    was_seen = seen;
    times_seen += seen ? 1 : 0;
  }
  EXPECT_GT(times_seen, 20);
}

}  // namespace
}  // namespace tashbik::services
