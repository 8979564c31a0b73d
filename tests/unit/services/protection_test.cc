// Whom owners keep out, what is sensitive where, hiding at once, and what others are shown.
#include "services/protection.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/facts.h"
#include "services/names.h"
#include "services/sensitivity.h"
#include "services/visibility.h"
#include "services/vocabulary_changes.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReasonName;
using testing::TestDirectory;

// A hub with two coordinators, and three members in it: one in Lebanon, one in France, one that
// tests look for.
class ProtectionTest : public ::testing::Test {
 protected:
  ProtectionTest() {
    hub_ = world_.MakeHub("Hub");
    world_.MakeTheme("water", v1::FACET_ISSUE);
    world_.MakeTheme("wells", v1::FACET_ISSUE, {"water"});
    world_.MakeTheme("qamar", v1::FACET_COMMUNITY);
    near_ = Make(Body("Near", "LB")).name();
    abroad_ = Make(Body("Abroad", "FR")).name();
    for (const std::string& actor : {near_, abroad_}) world_.AddToHub(hub_, actor);
  }

  CallContext Caller(const std::string& who) {
    if (who == "owner") return world_.Coordinator("c", {hub_});
    if (who == "coordinator") return world_.Coordinator("c2", {hub_});
    if (who == "near") return world_.Member("n", near_);
    if (who == "abroad") return world_.Member("a", abroad_);
    if (who == "administrator") return world_.Administrator();
    return world_.Anonymous();
  }

  v1::Organization Body(const std::string& name, const std::string& country,
                        v1::Tier tier = v1::TIER_PUBLIC) {
    v1::Organization body;
    v1::Name& text = *body.mutable_profile()->add_names();
    text.set_text(name);
    text.set_language("en");
    body.mutable_profile()->set_base_country(country);
    body.mutable_visibility()->set_tier(tier);
    body.mutable_visibility()->add_hubs(hub_);
    return body;
  }

  v1::Organization Make(const v1::Organization& body) {
    v1::CreateOrganizationRequest request;
    *request.mutable_organization() = body;
    v1::Organization made;
    const absl::Status status = Organizations().Create(Caller("owner"), request, made);
    EXPECT_TRUE(status.ok()) << status;
    return made;
  }

  Resources Organizations() { return world_.Of(store::v1::KIND_ORGANIZATION); }

  std::string Get(const std::string& who, const std::string& name,
                  v1::Organization* found = nullptr) {
    v1::GetOrganizationRequest request;
    request.set_name(name);
    v1::Organization ignored;
    return ReasonName(
        Organizations().Get(Caller(who), request, found == nullptr ? ignored : *found));
  }

  // Who of all sees it.
  std::vector<std::string> Seers(const std::string& name) {
    std::vector<std::string> seers;
    for (const char* who :
         {"owner", "coordinator", "near", "abroad", "administrator", "anonymous"}) {
      if (Get(who, name) == "OK") seers.emplace_back(who);
    }
    return seers;
  }

  std::string Update(const std::string& who, const v1::Organization& organization,
                     std::vector<std::string> paths = {}) {
    v1::UpdateOrganizationRequest request;
    *request.mutable_organization() = organization;
    request.mutable_organization()->clear_etag();
    for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
    v1::Organization changed;
    return ReasonName(Organizations().Update(Caller(who), request, changed));
  }

  void MakeSensitive(const std::string& theme, const std::vector<std::string>& countries) {
    v1::UpdateThemeRequest request;
    request.mutable_theme()->set_name("themes/" + theme);
    for (const std::string& country : countries) {
      request.mutable_theme()->add_sensitive_countries(country);
    }
    request.mutable_update_mask()->add_paths("sensitive_countries");
    v1::Theme changed;
    const absl::Status status =
        world_.Of(store::v1::KIND_THEME).Update(world_.Administrator(), request, changed);
    EXPECT_TRUE(status.ok()) << status;
  }

  std::vector<std::string> IssuesSeen(const std::string& who, const std::string& name) {
    v1::Organization found;
    std::vector<std::string> themes;
    if (Get(who, name, &found) != "OK") return {"not found"};
    for (const auto& link : found.profile().issues()) themes.push_back(link.theme());
    return themes;
  }

  // The last change of a record as somebody sees it.
  std::optional<v1::ChangeKind> LastChangeOf(const std::string& name, const std::string& who) {
    const auto changes = world_.directory().snapshot()->view().Changes(0, 10'000);
    const std::string id = ParseActorName(name)->id;
    for (auto change = changes->rbegin(); change != changes->rend(); ++change) {
      if (IsActor(change->kind()) && change->id() == id) {
        return SeenAs(*change, Caller(who).viewer);
      }
    }
    return std::nullopt;
  }

  std::string Hide(const std::string& who, const std::string& actor, v1::HideScope scope) {
    v1::HideActorRequest request;
    request.set_actor(actor);
    request.set_scope(scope);
    return Written([&](const Snapshot& now) {
      return PlanHideActor(now, Caller(who).viewer, world_.directory().Now(), request);
    });
  }

  std::string Publish(const std::string& who, const std::string& actor,
                      const std::vector<std::string>& themes, bool withdraw = false) {
    v1::PublishSensitiveRequest request;
    request.set_actor(actor);
    for (const std::string& theme : themes) request.add_themes(theme);
    request.set_withdraw(withdraw);
    return Written([&](const Snapshot& now) {
      return PlanPublishSensitive(now, Caller(who).viewer, world_.directory().Now(), request);
    });
  }

  std::string Written(absl::FunctionRef<absl::StatusOr<WritePlan>(const Snapshot&)> plan) {
    return ReasonName(world_.directory().Write(WriteCall{.method = "test"}, plan).status());
  }

  absl::StatusOr<v1::PreviewActorResponse> Preview(const std::string& who,
                                                   const std::string& actor) {
    v1::PreviewActorRequest request;
    request.set_actor(actor);
    return PreviewActor(Caller(who), request);
  }

  TestDirectory world_;
  std::string hub_;
  std::string near_;
  std::string abroad_;
};

TEST_F(ProtectionTest, WhoIsBlockedFindsNothing) {
  v1::Organization made = Make(Body("Target", "MA", v1::TIER_HUB));
  EXPECT_THAT(Seers(made.name()), ElementsAre("owner", "coordinator", "near", "abroad"));
  made.mutable_visibility()->add_blocked(near_);
  ASSERT_EQ(Update("owner", made), "OK");
  EXPECT_THAT(Seers(made.name()), ElementsAre("owner", "coordinator", "abroad"));
  EXPECT_EQ(LastChangeOf(made.name(), "near"), v1::CHANGE_KIND_DELETED);
  EXPECT_EQ(LastChangeOf(made.name(), "abroad"), std::nullopt);
  EXPECT_EQ(LastChangeOf(made.name(), "coordinator"), std::nullopt);
  EXPECT_EQ(LastChangeOf(made.name(), "owner"), v1::CHANGE_KIND_UPDATED);
  v1::ListOrganizationsResponse list;
  ASSERT_TRUE(Organizations().List(Caller("near"), v1::ListOrganizationsRequest(), list).ok());
  for (const auto& organization : list.organizations()) EXPECT_NE(organization.name(), made.name());
  world_.Restart();
  EXPECT_THAT(Seers(made.name()), ElementsAre("owner", "coordinator", "abroad"));
  made.mutable_visibility()->clear_blocked();
  ASSERT_EQ(Update("owner", made, {"visibility.blocked"}), "OK");
  EXPECT_EQ(LastChangeOf(made.name(), "near"), v1::CHANGE_KIND_CREATED);
}

TEST_F(ProtectionTest, HidingFromACountryFollowsWhereTheReaderIs) {
  v1::Organization made = Make(Body("Target", "MA"));
  made.mutable_visibility()->add_hide_from_countries("fr");
  ASSERT_EQ(Update("owner", made), "OK");
  EXPECT_THAT(Seers(made.name()),
              ElementsAre("owner", "coordinator", "near", "administrator", "anonymous"));
  EXPECT_EQ(LastChangeOf(made.name(), "abroad"), v1::CHANGE_KIND_DELETED);
  // Active there is enough, though it tells nobody.
  v1::Organization near;
  near.set_name(near_);
  near.mutable_profile()->add_active_countries("FR");
  (*near.mutable_visibility()->mutable_field_tiers())["profile.active_countries"] =
      v1::TIER_PRIVATE;
  ASSERT_EQ(Update("near", near, {"profile.active_countries", "visibility.field_tiers"}), "OK");
  EXPECT_THAT(Seers(made.name()),
              ElementsAre("owner", "coordinator", "administrator", "anonymous"));
  near.mutable_profile()->clear_active_countries();
  ASSERT_EQ(Update("near", near, {"profile.active_countries"}), "OK");
  EXPECT_EQ(Get("near", made.name()), "OK");
}

TEST_F(ProtectionTest, NobodyIsKeptFromItsOwn) {
  v1::Organization near;
  near.set_name(near_);
  near.mutable_visibility()->add_blocked(near_);
  near.mutable_visibility()->add_hide_from_countries("LB");
  ASSERT_EQ(Update("near", near, {"visibility.blocked", "visibility.hide_from_countries"}), "OK");
  EXPECT_EQ(Get("near", near_), "OK");
  EXPECT_EQ(Get("owner", near_), "OK");
  EXPECT_EQ(Get("abroad", near_), "OK");
}

TEST_F(ProtectionTest, WhoIsKeptOutIsShownToTheOwnerAlone) {
  v1::Organization made = Make(Body("Target", "MA"));
  v1::Organization before;
  ASSERT_EQ(Get("coordinator", made.name(), &before), "OK");
  world_.Advance(absl::Seconds(5));
  made.mutable_visibility()->add_blocked(near_);
  made.mutable_visibility()->add_hide_from_countries("SY");
  ASSERT_EQ(Update("owner", made), "OK");
  v1::Organization seen;
  ASSERT_EQ(Get("owner", made.name(), &seen), "OK");
  EXPECT_THAT(seen.visibility().blocked(), ElementsAre(near_));
  EXPECT_THAT(seen.visibility().hide_from_countries(), ElementsAre("SY"));
  ASSERT_EQ(Get("coordinator", made.name(), &seen), "OK");
  EXPECT_EQ(seen.SerializeAsString(), before.SerializeAsString());
  // Another writer neither loses nor changes them.
  seen.mutable_profile()->set_website("https://example.org");
  ASSERT_EQ(Update("coordinator", seen, {"*"}), "OK");
  seen.mutable_visibility()->add_blocked(abroad_);
  ASSERT_EQ(Update("coordinator", seen, {"visibility"}), "OK");
  ASSERT_EQ(Get("owner", made.name(), &seen), "OK");
  EXPECT_EQ(seen.profile().website(), "https://example.org");
  EXPECT_THAT(seen.visibility().blocked(), ElementsAre(near_));
  EXPECT_THAT(seen.visibility().hide_from_countries(), ElementsAre("SY"));
}

TEST_F(ProtectionTest, BlockingTellsNothingOfWhoIsBlocked) {
  v1::Organization made = Make(Body("Target", "MA"));
  v1::Organization hidden = Make(Body("Hidden", "MA", v1::TIER_PRIVATE));
  made.mutable_visibility()->add_blocked(hidden.name());
  made.mutable_visibility()->add_blocked("diasporaGroups/aaaaaaaaaaaaaaaa");
  EXPECT_EQ(Update("near", made), "PERMISSION_DENIED");
  EXPECT_EQ(Update("owner", made), "OK");
  made.mutable_visibility()->add_blocked("themes/water");
  EXPECT_EQ(Update("owner", made), "FIELD_INVALID");
  made.mutable_visibility()->clear_blocked();
  made.mutable_visibility()->add_hide_from_countries("Lebanon");
  EXPECT_EQ(Update("owner", made), "FIELD_INVALID");
  made.mutable_visibility()->clear_hide_from_countries();
  for (int i = 0; i < 257; ++i) made.mutable_visibility()->add_blocked(near_);
  EXPECT_EQ(Update("owner", made), "LIMIT_EXCEEDED");
}

TEST_F(ProtectionTest, ALinkToWhatIsSensitiveWhereTheActorIsIsBrokered) {
  MakeSensitive("water", {"LB"});
  v1::Organization body = Body("Target", "LB");
  body.mutable_profile()->add_issues()->set_theme("themes/wells");
  const std::string name = Make(body).name();
  EXPECT_THAT(IssuesSeen("owner", name), ElementsAre("themes/wells"));
  EXPECT_THAT(IssuesSeen("coordinator", name), ElementsAre("themes/wells"));
  for (const char* who : {"near", "abroad", "anonymous"}) {
    EXPECT_THAT(IssuesSeen(who, name), IsEmpty()) << who;
  }
  // The network knows it too.
  const auto view = world_.directory().snapshot()->network().Find(name.substr(name.find('/') + 1),
                                                                  graph::Audience());
  ASSERT_TRUE(view.has_value());
  EXPECT_FALSE(view->Carries("water"));
  // Elsewhere it is as any other.
  body.mutable_profile()->set_base_country("FR");
  EXPECT_THAT(IssuesSeen("anonymous", Make(body).name()), ElementsAre("themes/wells"));
  // Every country of its own counts, whoever may see it.
  body.mutable_profile()->add_active_countries("LB");
  (*body.mutable_visibility()->mutable_field_tiers())["profile.active_countries"] =
      v1::TIER_PRIVATE;
  EXPECT_THAT(IssuesSeen("anonymous", Make(body).name()), IsEmpty());
}

TEST_F(ProtectionTest, WhatIsReplacedBySomethingSensitiveIsSensitive) {
  world_.MakeTheme("springs", v1::FACET_ISSUE);
  v1::Organization body = Body("Target", "LB");
  body.mutable_profile()->add_issues()->set_theme("themes/springs");
  const std::string name = Make(body).name();
  MakeSensitive("water", {"LB"});
  EXPECT_THAT(IssuesSeen("anonymous", name), ElementsAre("themes/springs"));
  v1::DeprecateThemeRequest request;
  request.set_name("themes/springs");
  request.set_replaced_by("themes/water");
  ASSERT_EQ(Written([&](const Snapshot& now) {
              return PlanDeprecateTheme(now, world_.directory(), world_.Administrator().viewer,
                                        request);
            }),
            "OK");
  EXPECT_THAT(IssuesSeen("anonymous", name), IsEmpty());
  EXPECT_THAT(IssuesSeen("owner", name), ElementsAre("themes/springs"));
}

TEST_F(ProtectionTest, ItOnlyNarrows) {
  MakeSensitive("water", {"*"});
  v1::Organization body = Body("Target", "LB");
  v1::ThemeLink& link = *body.mutable_profile()->add_issues();
  link.set_theme("themes/water");
  link.set_tier(v1::TIER_PRIVATE);
  const std::string name = Make(body).name();
  EXPECT_THAT(IssuesSeen("owner", name), ElementsAre("themes/water"));
  EXPECT_THAT(IssuesSeen("coordinator", name), IsEmpty());
}

TEST_F(ProtectionTest, TheWholeIsBrokeredWhereItServesIsLedByOrNamesIt) {
  MakeSensitive("qamar", {"LB"});
  v1::UpdateThemeRequest more;
  more.mutable_theme()->set_name("themes/qamar");
  (*more.mutable_theme()->mutable_labels())["en"] = "qamar";
  (*more.mutable_theme()->mutable_labels())["ar"] = "أهل القمر";
  (*more.mutable_theme()->mutable_alternative_labels())["fr"].add_values("gens de la lune");
  v1::Theme changed;
  ASSERT_TRUE(world_.Of(store::v1::KIND_THEME).Update(world_.Administrator(), more, changed).ok());
  std::vector<v1::Organization> raised(7, Body("Target", "LB"));
  raised[0].mutable_profile()->add_communities_served()->set_theme("themes/qamar");
  raised[1].mutable_profile()->add_communities_led_by()->set_theme("themes/qamar");
  raised[2].mutable_profile()->mutable_names(0)->set_text("Voices of Qamar");
  (*raised[3].mutable_profile()->mutable_descriptions())["fr"] = "Avec les gens de la lune.";
  (*raised[4].mutable_profile()->mutable_descriptions())["ar"] = "نعمل مع أهل القمر في لبنان";
  std::string pages;
  for (int i = 0; i < 400; ++i) absl::StrAppend(&pages, "harbour lantern ");
  (*raised[5].mutable_profile()->mutable_descriptions())["en"] = pages + "and qamar";
  raised[6].mutable_profile()->mutable_names(0)->set_text("Qamar");
  (*raised[6].mutable_visibility()->mutable_field_tiers())["profile.names"] = v1::TIER_PRIVATE;
  for (const v1::Organization& body : raised) {
    EXPECT_THAT(Seers(Make(body).name()), ElementsAre("owner", "coordinator"))
        << body.ShortDebugString().substr(0, 300);
  }
  v1::Organization other = Body("Moonlight over the lake", "LB");
  (*other.mutable_profile()->mutable_descriptions())["fr"] = "La lune, les gens, la mer.";
  EXPECT_EQ(Seers(Make(other).name()).size(), 6u);
  raised[2].mutable_profile()->set_base_country("FR");
  EXPECT_EQ(Seers(Make(raised[2]).name()).size(), 6u);
}

TEST_F(ProtectionTest, AChangeOfTheVocabularyIsInForceWhenItIsAnswered) {
  std::vector<std::string> names;
  for (int i = 0; i < 3; ++i) {
    v1::Organization body = Body(absl::StrCat("Target ", i), "LB");
    body.mutable_profile()->add_issues()->set_theme("themes/wells");
    if (i == 1) body.mutable_profile()->add_communities_served()->set_theme("themes/qamar");
    names.push_back(Make(body).name());
  }
  EXPECT_THAT(IssuesSeen("anonymous", names[0]), ElementsAre("themes/wells"));
  MakeSensitive("water", {"LB"});
  for (const std::string& name : names) EXPECT_THAT(IssuesSeen("anonymous", name), IsEmpty());
  MakeSensitive("qamar", {"*"});
  EXPECT_THAT(Seers(names[1]), ElementsAre("owner", "coordinator"));
  EXPECT_EQ(Get("anonymous", names[0]), "OK");
  EXPECT_EQ(LastChangeOf(names[1], "anonymous"), v1::CHANGE_KIND_DELETED);
  EXPECT_EQ(LastChangeOf(names[1], "owner"), v1::CHANGE_KIND_UPDATED);
  EXPECT_EQ(LastChangeOf(names[0], "anonymous"), v1::CHANGE_KIND_UPDATED);
  world_.Restart();
  EXPECT_THAT(Seers(names[1]), ElementsAre("owner", "coordinator"));
  // Back again.
  MakeSensitive("qamar", {});
  MakeSensitive("water", {});
  EXPECT_EQ(Get("anonymous", names[1]), "OK");
  EXPECT_THAT(IssuesSeen("anonymous", names[2]), ElementsAre("themes/wells"));
}

TEST_F(ProtectionTest, WhatIsDeletedComesBackAsSensitiveAsItHasBecome) {
  v1::Organization body = Body("Target", "LB");
  body.mutable_profile()->add_communities_served()->set_theme("themes/qamar");
  v1::Organization made = Make(body);
  v1::DeleteOrganizationRequest remove;
  remove.set_name(made.name());
  ASSERT_TRUE(Organizations().Delete(Caller("owner"), remove, made).ok());
  MakeSensitive("qamar", {"LB"});
  v1::UndeleteOrganizationRequest restore;
  restore.set_name(made.name());
  ASSERT_TRUE(Organizations().Undelete(Caller("owner"), restore, made).ok());
  EXPECT_THAT(Seers(made.name()), ElementsAre("owner", "coordinator"));
}

TEST_F(ProtectionTest, AStartSweepsWhereASweepWasCutOff) {
  v1::Organization body = Body("Target", "LB");
  body.mutable_profile()->add_communities_served()->set_theme("themes/qamar");
  const std::string name = Make(body).name();
  MakeSensitive("qamar", {"LB"});
  ASSERT_THAT(Seers(name), ElementsAre("owner", "coordinator"));
  // As a crash between the write of the theme and the sweep leaves it: the mark is of before.
  const std::string id = name.substr(name.find('/') + 1);
  const auto forget = [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
    const EntryPointer actor = *now.Read(store::v1::KIND_ORGANIZATION, id);
    WritePlan plan;
    store::v1::Record open = actor->record;
    open.clear_sensitivity();
    plan.writes.push_back(PlanActorChange(now, *actor, std::move(open), world_.directory().Now()));
    const auto mark = now.view().Get(store::v1::KIND_SETTING, "sensitivity");
    store::v1::Record old;
    EXPECT_TRUE(old.ParseFromString(mark->payload));
    old.mutable_sensitivity_mark()->set_hash("of another vocabulary");
    plan.writes.push_back({.kind = store::v1::KIND_SETTING,
                           .id = "sensitivity",
                           .record = old,
                           .expected_version = mark->version});
    return plan;
  };
  // The plan writes what it requires to be unchanged, so it goes past the directory's guard.
  const auto plan = forget(*world_.directory().snapshot());
  ASSERT_TRUE(plan.ok());
  ASSERT_TRUE(world_.directory()
                  .store()
                  .Write({},
                         [&](storage::Transaction& transaction) {
                           for (const PlannedWrite& write : plan->writes) {
                             const storage::PutOptions options{
                                 .expected_version = write.expected_version,
                                 .access_before = write.access_before,
                                 .access_after = write.access_after};
                             const auto put = transaction.Put(
                                 write.kind, write.id, write.record->SerializeAsString(), options);
                             if (!put.ok()) return put.status();
                           }
                           return absl::OkStatus();
                         })
                  .ok());
  ASSERT_EQ(Get("anonymous", name), "OK");
  world_.Restart();
  EXPECT_THAT(Seers(name), ElementsAre("owner", "coordinator"));
}

TEST_F(ProtectionTest, AnActorPreparedBeforeTheVocabularyChangedIsPreparedAgain) {
  v1::Organization body = Body("Target", "LB");
  body.mutable_profile()->add_communities_served()->set_theme("themes/qamar");
  const std::string name = Make(body).name();
  const std::string id = name.substr(name.find('/') + 1);
  int prepared = 0;
  const auto written = world_.directory().Write(
      WriteCall{.method = "test"}, [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
        const EntryPointer actor = *now.Read(store::v1::KIND_ORGANIZATION, abroad_.substr(14));
        store::v1::Record after = actor->record;
        after.mutable_organization()->mutable_profile()->set_base_country("LB");
        after.mutable_organization()->mutable_profile()->add_communities_served()->set_theme(
            "themes/qamar");
        DeriveSensitivity(now, after);
        // Between preparing and committing.
        if (++prepared == 1) MakeSensitive("qamar", {"LB"});
        WritePlan plan;
        plan.writes.push_back(
            PlanActorChange(now, *actor, std::move(after), world_.directory().Now()));
        return plan;
      });
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_EQ(prepared, 2);
  EXPECT_EQ(Get("anonymous", abroad_), "NOT_FOUND");
}

TEST_F(ProtectionTest, NoActorIsStoredWithoutWhatIsSensitiveInIt) {
  MakeSensitive("qamar", {"LB"});
  const auto written = world_.directory().Write(
      WriteCall{.method = "test"}, [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
        const EntryPointer actor = *now.Read(store::v1::KIND_ORGANIZATION, near_.substr(14));
        store::v1::Record after = actor->record;  // by one who does not know of it
        after.mutable_organization()->mutable_profile()->add_communities_served()->set_theme(
            "themes/qamar");
        WritePlan plan;
        plan.writes.push_back(
            PlanActorChange(now, *actor, std::move(after), world_.directory().Now()));
        return plan;
      });
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_THAT(Seers(near_), ElementsAre("owner", "coordinator", "near"));
  EXPECT_EQ(LastChangeOf(near_, "abroad"), v1::CHANGE_KIND_DELETED);
}

TEST_F(ProtectionTest, TheOwnerAloneMayPublish) {
  MakeSensitive("qamar", {"LB"});
  MakeSensitive("water", {"LB"});
  v1::Organization body = Body("Target", "LB");
  body.mutable_profile()->add_communities_served()->set_theme("themes/qamar");
  body.mutable_profile()->add_issues()->set_theme("themes/wells");
  const std::string name = Make(body).name();
  EXPECT_EQ(Publish("coordinator", name, {"themes/qamar"}), "PERMISSION_DENIED");
  EXPECT_EQ(Publish("near", name, {"themes/qamar"}), "NOT_FOUND");
  EXPECT_EQ(Publish("owner", name, {}), "FIELD_REQUIRED");
  EXPECT_EQ(Publish("owner", name, {"themes/water"}), "FIELD_INVALID");
  ASSERT_EQ(Publish("owner", name, {"themes/qamar"}), "OK");
  EXPECT_EQ(Seers(name).size(), 6u);
  EXPECT_EQ(LastChangeOf(name, "near"), v1::CHANGE_KIND_CREATED);
  EXPECT_THAT(IssuesSeen("anonymous", name), IsEmpty());
  ASSERT_EQ(Publish("owner", name, {"themes/wells"}), "OK");
  EXPECT_THAT(IssuesSeen("anonymous", name), ElementsAre("themes/wells"));
  // A later write of the record keeps what was confirmed, and what was not.
  v1::Organization found;
  ASSERT_EQ(Get("owner", name, &found), "OK");
  found.mutable_profile()->set_website("https://example.org");
  ASSERT_EQ(Update("coordinator", found, {"profile.website"}), "OK");
  EXPECT_EQ(Seers(name).size(), 6u);
  ASSERT_EQ(Publish("owner", name, {"themes/qamar"}, /*withdraw=*/true), "OK");
  EXPECT_THAT(Seers(name), ElementsAre("owner", "coordinator"));
  EXPECT_EQ(LastChangeOf(name, "near"), v1::CHANGE_KIND_DELETED);
}

TEST_F(ProtectionTest, HidingIsInForceAtOnce) {
  const std::string name = Make(Body("Target", "LB")).name();
  EXPECT_EQ(Hide("near", name, v1::HIDE_SCOPE_RECORD), "PERMISSION_DENIED");
  EXPECT_EQ(Hide("owner", name, v1::HIDE_SCOPE_ORIGIN_RESIDENCE), "FIELD_INVALID");
  EXPECT_EQ(Hide("coordinator", name, v1::HIDE_SCOPE_RECORD), "OK");
  EXPECT_THAT(Seers(name), ElementsAre("owner"));
  EXPECT_EQ(Hide("coordinator", name, v1::HIDE_SCOPE_RECORD), "NOT_FOUND");
  EXPECT_EQ(Hide("owner", name, v1::HIDE_SCOPE_RECORD), "OK");
  EXPECT_EQ(Hide("near", near_, v1::HIDE_SCOPE_UNSPECIFIED), "OK");
  EXPECT_THAT(Seers(near_), ElementsAre("owner", "near"));
}

TEST_F(ProtectionTest, OriginAndResidenceAreHiddenTogether) {
  v1::CreateDiasporaGroupRequest request;
  v1::DiasporaGroup& group = *request.mutable_diaspora_group();
  group.mutable_profile()->add_names()->set_text("Group");
  group.mutable_profile()->set_base_country("FR");
  group.mutable_profile()->add_active_countries("SY");
  group.add_origin_countries("SY");
  group.add_residence_countries("FR");
  group.add_origin_communities()->set_theme("themes/qamar");
  group.mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  (*group.mutable_visibility()->mutable_field_tiers())["residence_countries"] = v1::TIER_HUB;
  const Resources groups = world_.Of(store::v1::KIND_DIASPORA_GROUP);
  v1::DiasporaGroup made;
  ASSERT_TRUE(groups.Create(Caller("owner"), request, made).ok());
  ASSERT_EQ(Hide("coordinator", made.name(), v1::HIDE_SCOPE_ORIGIN_RESIDENCE), "OK");
  v1::GetDiasporaGroupRequest get;
  get.set_name(made.name());
  for (const char* who : {"coordinator", "near", "anonymous"}) {
    v1::DiasporaGroup seen;
    ASSERT_TRUE(groups.Get(Caller(who), get, seen).ok()) << who;
    EXPECT_THAT(seen.origin_countries(), IsEmpty()) << who;
    EXPECT_THAT(seen.residence_countries(), IsEmpty()) << who;
    EXPECT_THAT(seen.origin_communities(), IsEmpty()) << who;
    EXPECT_EQ(seen.profile().base_country(), "") << who;
    EXPECT_THAT(seen.profile().active_countries(), ElementsAre("SY")) << who;
  }
  v1::DiasporaGroup own;
  ASSERT_TRUE(groups.Get(Caller("owner"), get, own).ok());
  EXPECT_THAT(own.residence_countries(), ElementsAre("FR"));
}

std::string VisibleTo(const v1::PreviewActorResponse& response) {
  std::string row;
  for (const v1::ActorView& view : response.views()) row += view.visible() ? 'x' : '.';
  return row;
}

TEST_F(ProtectionTest, APreviewIsWhatEachKindOfViewerGets) {
  const std::vector<std::pair<v1::Tier, std::string>> expected = {
      // anonymous, other member, hub member, circle member, coordinator, broker, administrator
      {v1::TIER_PRIVATE, "......."},  {v1::TIER_UNCLAIMED, "....x.."},
      {v1::TIER_BROKERED, ".....x."}, {v1::TIER_HUB, "...xx.."},
      {v1::TIER_NETWORK, ".xxxxx."},  {v1::TIER_PUBLIC, "xxxxxxx"}};
  const std::string circle = world_.MakeCircle(hub_, "Small");
  const std::string other_hub = world_.MakeHub("Other hub");
  for (const auto& [tier, row] : expected) {
    v1::Organization body = Body("Target", "LB", tier);
    body.mutable_visibility()->add_circles(circle);
    body.mutable_visibility()->add_brokers(other_hub);
    const auto preview = Preview("owner", Make(body).name());
    ASSERT_TRUE(preview.ok()) << preview.status();
    EXPECT_EQ(VisibleTo(*preview), row) << v1::Tier_Name(tier);
  }
}

TEST_F(ProtectionTest, APreviewShowsTheSameAsARead) {
  v1::Organization body = Body("Target", "LB");
  body.mutable_profile()->set_website("https://example.org");
  body.mutable_profile()->add_contacts()->set_method("email");
  body.mutable_profile()->mutable_contacts(0)->set_value("anameexample.org");
  (*body.mutable_visibility()->mutable_field_tiers())["profile.website"] = v1::TIER_HUB;
  body.mutable_visibility()->add_blocked(near_);
  const std::string name = Make(body).name();
  const auto preview = Preview("owner", name);
  ASSERT_TRUE(preview.ok());
  const std::vector<std::pair<v1::ViewerKind, std::string>> readers = {
      {v1::VIEWER_KIND_ANONYMOUS, "anonymous"},
      {v1::VIEWER_KIND_HUB_MEMBER, "abroad"},
      {v1::VIEWER_KIND_COORDINATOR, "coordinator"},
      {v1::VIEWER_KIND_ADMINISTRATOR, "administrator"}};
  for (const auto& [kind, who] : readers) {
    v1::Organization read;
    ASSERT_EQ(Get(who, name, &read), "OK");
    read.clear_etag();
    read.clear_update_time();
    EXPECT_EQ(preview->views(kind - 1).organization().DebugString(), read.DebugString()) << who;
  }
  EXPECT_EQ(ReasonName(Preview("near", name).status()), "NOT_FOUND");
  EXPECT_EQ(ReasonName(Preview("abroad", name).status()), "PERMISSION_DENIED");
}

TEST_F(ProtectionTest, ACoordinatorsPreviewTellsNothingThatItDoesNotSee) {
  MakeSensitive("qamar", {"LB"});
  v1::Organization body = Body("Target", "LB");
  const std::string plain = Make(body).name();
  v1::ThemeLink& link = *body.mutable_profile()->add_issues();
  link.set_theme("themes/water");
  link.set_tier(v1::TIER_PRIVATE);
  MakeSensitive("water", {"LB"});
  const std::string hiding = Make(body).name();
  const auto one = Preview("coordinator", plain);
  const auto other = Preview("coordinator", hiding);
  ASSERT_TRUE(one.ok() && other.ok());
  EXPECT_THAT(other->sensitive_themes(), IsEmpty());
  EXPECT_EQ(VisibleTo(*one), VisibleTo(*other));
  EXPECT_EQ(Preview("owner", hiding)->sensitive_themes_size(), 1);
}

TEST_F(ProtectionTest, AnyoneMayPreviewAProfileThatIsNotStored) {
  MakeSensitive("qamar", {"LB", "SY"});
  v1::PreviewActorRequest request;
  v1::DiasporaGroup& group = *request.mutable_diaspora_group();
  group.mutable_profile()->set_base_country("DE");
  group.add_origin_countries("SY");
  group.add_residence_countries("DE");
  group.mutable_profile()->add_communities_led_by()->set_theme("themes/qamar");
  auto preview = PreviewActor(Caller("anonymous"), request);
  ASSERT_TRUE(preview.ok()) << preview.status();
  EXPECT_EQ(VisibleTo(*preview), "....xx.");  // of the hub that it will be in
  ASSERT_EQ(preview->sensitive_themes_size(), 1);
  EXPECT_THAT(preview->sensitive_themes(0).countries(), ElementsAre("SY"));
  EXPECT_TRUE(preview->sensitive_themes(0).whole_record());
  EXPECT_THAT(preview->views(4).diaspora_group().visibility().hubs(), IsEmpty());

  group.mutable_profile()->clear_communities_led_by();
  group.mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  request.set_origin_residence_tier(v1::TIER_BROKERED);
  request.add_viewers(v1::VIEWER_KIND_ANONYMOUS);
  preview = PreviewActor(Caller("anonymous"), request);
  ASSERT_TRUE(preview.ok()) << preview.status();
  ASSERT_EQ(preview->views_size(), 1);
  const v1::DiasporaGroup& seen = preview->views(0).diaspora_group();
  EXPECT_THAT(seen.origin_countries(), IsEmpty());
  EXPECT_EQ(seen.profile().base_country(), "");

  group.mutable_profile()->set_base_country("Germany");
  group.mutable_visibility()->add_hubs("nowhere");
  EXPECT_EQ(ReasonName(PreviewActor(Caller("anonymous"), request).status()), "FIELD_INVALID");
  EXPECT_EQ(ReasonName(PreviewActor(Caller("anonymous"), v1::PreviewActorRequest()).status()),
            "FIELD_REQUIRED");
}

}  // namespace
}  // namespace tashbik::services
