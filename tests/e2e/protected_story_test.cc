// A group whose work is criminalized, and one that keeps somebody out: who is to know of them does,
// and for everybody else two servers, one with them and one without, answer alike to the byte.
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/permissions.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/change.pb.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/match.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/protection.pb.h"
#include "tashbik/v1/search.pb.h"
#include "tashbik/v1/theme.pb.h"
#include "tests/noninterference/fixed_server.h"

namespace tashbik::testing {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr char kLast[] = "themes/last-of-all";

const MethodDescriptor& MethodOf(const Message& request) {
  for (const services::Permission& row : services::Permissions()) {
    const MethodDescriptor* method =
        google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
            absl::StrCat("tashbik.v1.", absl::StrReplaceAll(row.method, {{"/", "."}})));
    if (method != nullptr && method->input_type() == request.GetDescriptor()) return *method;
  }
  std::abort();
}

std::string Id(char letter) { return std::string(16, letter); }
std::string Organization(char letter) { return "organizations/" + Id(letter); }

// The hidden group is D, the one that blocks is K. Both are written in the middle of the others.
enum class Extra { kNone, kGroup, kBlocking };

// A server with a hub, its coordinator, and a member; they are in all scenes the same.
class Scene {
 public:
  explicit Scene(Extra extra) {
    administrator_ = server_.MakeToken(v1::ROLE_ADMINISTRATOR, "administrator", {}, "");
    coordinator_ = server_.MakeToken(v1::ROLE_COORDINATOR, "coordinator", {hub_}, "");
    member_ = server_.MakeToken(v1::ROLE_MEMBER, "member", {}, Organization('m'));
    MakeVocabulary();
    MakeHub();
    MakeOrganization('m', "Members of the bar", "TN", {"legal-aid"}, v1::TIER_PUBLIC);
    MakeOrganization('b', "Bar of the south", "TN", {"legal-aid", "archives"}, v1::TIER_PUBLIC);
    begin_ = server_.BeginWatch(member_);
    if (extra == Extra::kGroup) {
      MakeOrganization('d', "Association for decriminalization", "TN",
                       {"decriminalization", "legal-aid"}, v1::TIER_BROKERED);
    }
    if (extra == Extra::kBlocking) MakeBlocking();
    // It too is raised: its name says what it does.
    MakeOrganization('e', "Friends of decriminalization", "TN", {"decriminalization"},
                     v1::TIER_HUB);
    MakeCoalitions(extra);
    MakeLastTheme();
  }

  Answer Ask(const std::string& token, const Message& request) {
    return server_.Call(token, MethodOf(request), request);
  }
  // All that happened since the first writes, as the member sees it.
  std::vector<Answer> Watched() {
    const auto& first = dynamic_cast<const v1::WatchChangesResponse&>(*begin_.response);
    return server_.Watch(member_, first.resume_token(), {}, kLast);
  }

  template <class Response>
  Response Get(const std::string& token, const Message& request) {
    const Answer answer = Ask(token, request);
    EXPECT_EQ(answer.code, 0) << answer.DebugString();
    Response response;
    response.CopyFrom(*answer.response);
    return response;
  }

  const std::string& member() const { return member_; }
  const std::string& coordinator() const { return coordinator_; }
  const std::string& hub() const { return hub_; }
  FixedServer& server() { return server_; }

 private:
  void Write(const std::string& token, const std::string& id, int64_t at, const Message& request) {
    server_.SetTime(1'800'000'000'000'000 + at * 1'000'000);
    server_.SetNextId(id);
    const Answer answer = Ask(token, request);
    EXPECT_EQ(answer.code, 0) << request.DebugString() << answer.DebugString();
  }

  static v1::CreateThemeRequest ThemeOf(const std::string& id, const std::string& label) {
    v1::CreateThemeRequest request;
    request.set_theme_id(id);
    request.mutable_theme()->set_facet(v1::FACET_ISSUE);
    (*request.mutable_theme()->mutable_labels())["en"] = label;
    return request;
  }

  void MakeVocabulary() {
    Write(administrator_, "", 0, ThemeOf("legal-aid", "legal aid"));
    Write(administrator_, "", 1, ThemeOf("archives", "archives"));
    v1::CreateThemeRequest sensitive = ThemeOf("decriminalization", "decriminalization");
    sensitive.mutable_theme()->add_sensitive_countries("TN");
    Write(administrator_, "", 2, sensitive);
  }

  void MakeLastTheme() { Write(administrator_, "", 100, ThemeOf("last-of-all", "last of all")); }

  void MakeHub() {
    v1::CreateHubRequest hub;
    hub.mutable_hub()->add_names()->set_text("Hub");
    Write(administrator_, Id('h'), 3, hub);
  }

  v1::CreateOrganizationRequest Body(const std::string& name, const std::string& country,
                                     const std::vector<std::string>& issues, v1::Tier tier) {
    v1::CreateOrganizationRequest request;
    v1::Organization& body = *request.mutable_organization();
    v1::Name& text = *body.mutable_profile()->add_names();
    text.set_text(name);
    text.set_language("en");
    body.mutable_profile()->set_base_country(country);
    for (const std::string& theme : issues) {
      body.mutable_profile()->add_issues()->set_theme("themes/" + theme);
    }
    body.mutable_visibility()->set_tier(tier);
    body.mutable_visibility()->add_hubs(hub_);
    return request;
  }

  void Join(char letter) {
    v1::CreateHubMemberRequest join;
    join.set_parent(hub_);
    join.mutable_hub_member()->set_actor(Organization(letter));
    Write(coordinator_, "", letter, join);
  }

  void MakeOrganization(char letter, const std::string& name, const std::string& country,
                        const std::vector<std::string>& issues, v1::Tier tier) {
    Write(coordinator_, Id(letter), letter, Body(name, country, issues, tier));
    Join(letter);
  }

  void MakeBlocking() {
    v1::CreateOrganizationRequest request =
        Body("Keeper of archives", "TN", {"legal-aid", "archives"}, v1::TIER_PUBLIC);
    request.mutable_organization()->mutable_visibility()->add_blocked(Organization('m'));
    Write(coordinator_, Id('k'), 'k', request);
    Join('k');
  }

  // A coalition that anyone sees, led by the extra one where there is one, and the member in it.
  void MakeCoalitions(Extra extra) {
    v1::CreateCoalitionRequest coalition;
    coalition.mutable_coalition()->add_names()->set_text("Campaign");
    coalition.mutable_coalition()->mutable_visibility()->set_tier(v1::TIER_PUBLIC);
    coalition.mutable_coalition()->mutable_visibility()->add_hubs(hub_);
    std::vector<char> members = {'m', 'b'};
    const char hidden = extra == Extra::kGroup ? 'd' : extra == Extra::kBlocking ? 'k' : 0;
    if (hidden != 0) {
      members.push_back(hidden);
      coalition.mutable_coalition()->set_lead(Organization(hidden));
    }
    Write(coordinator_, Id('c'), 60, coalition);
    for (const char letter : members) {
      v1::CreateCoalitionMemberRequest join;
      join.set_parent("coalitions/" + Id('c'));
      join.mutable_coalition_member()->set_actor(Organization(letter));
      Write(coordinator_, "", letter, join);
    }
    server_.SetTime(1'800'000'000'000'000 + 90'000'000);
    const Answer counted = Ask(administrator_, v1::PublishEpochRequest());
    EXPECT_EQ(counted.code, 0) << counted.DebugString();
  }

  const std::string hub_ = "hubs/" + Id('h');
  FixedServer server_;
  std::string administrator_, coordinator_, member_;
  Answer begin_;
};

// Everything that lists, finds, follows, explains or counts, and the name of what is hidden itself.
std::vector<std::shared_ptr<Message>> Questions(char hidden) {
  std::vector<std::shared_ptr<Message>> all;
  const auto ask = [&](auto request) {
    all.push_back(std::make_shared<decltype(request)>(std::move(request)));
  };
  ask(v1::ListOrganizationsRequest());
  for (const char* filter : {"country = TN", "theme = \"themes/decriminalization\"",
                             "theme = \"themes/legal-aid\"", "text:\"archives\""}) {
    v1::ListOrganizationsRequest list;
    list.set_filter(filter);
    list.set_page_size(1);
    ask(list);
  }
  ask(v1::ListThemesRequest());
  ask(v1::ListCoalitionsRequest());
  ask(v1::ListHubsRequest());
  v1::ListCoalitionMembersRequest members;
  members.set_parent("coalitions/-");
  ask(members);
  members.set_filter("actor = \"" + Organization(hidden) + "\"");
  ask(members);
  v1::ListHubMembersRequest hub_members;
  hub_members.set_parent("hubs/-");
  ask(hub_members);
  for (const char* words :
       {"decriminalization", "association", "keeper", "archives", "legal aid"}) {
    v1::SearchRequest search;
    search.set_query(words);
    ask(search);
    v1::ResolveActorRequest resolve;
    resolve.set_query(words);
    ask(resolve);
    v1::SearchThemesRequest themes;
    themes.set_query(words);
    ask(themes);
  }
  v1::SuggestPartnersRequest suggest;
  suggest.set_actor(Organization('m'));
  suggest.set_include_partners(true);
  suggest.set_count(200);
  ask(suggest);
  v1::SuggestPartnersRequest unsaved;
  unsaved.mutable_organization()->mutable_profile()->set_base_country("TN");
  unsaved.mutable_organization()->mutable_profile()->add_issues()->set_theme(
      "themes/decriminalization");
  ask(unsaved);
  v1::ExplainPartnerRequest explain;
  explain.set_actor(Organization('m'));
  explain.set_partner(Organization('b'));
  ask(explain);
  v1::FindPathsRequest paths;
  paths.set_source(Organization('m'));
  paths.set_target(Organization('b'));
  paths.set_max_length(6);
  paths.set_count(20);
  ask(paths);
  ask(v1::GetCallerRequest());
  ask(v1::GetStatusRequest());

  const std::string name = Organization(hidden);
  v1::GetOrganizationRequest get;
  get.set_name(name);
  ask(get);
  v1::BatchGetOrganizationsRequest batch;
  batch.add_names(Organization('b'));
  batch.add_names(name);
  ask(batch);
  v1::GetCoalitionRequest coalition;
  coalition.set_name("coalitions/" + Id('c'));
  ask(coalition);
  v1::GetCoalitionMemberRequest member;
  member.set_name("coalitions/" + Id('c') + "/members/" + Id(hidden));
  ask(member);
  v1::GetHubMemberRequest of_hub;
  of_hub.set_name("hubs/" + Id('h') + "/members/" + Id(hidden));
  ask(of_hub);
  suggest.set_actor(name);
  ask(suggest);
  explain.set_partner(name);
  ask(explain);
  paths.set_target(name);
  ask(paths);
  v1::PreviewActorRequest preview;
  preview.set_actor(name);
  ask(preview);
  v1::HideActorRequest hide;
  hide.set_actor(name);
  ask(hide);
  v1::PublishSensitiveRequest publish;
  publish.set_actor(name);
  publish.add_themes("themes/decriminalization");
  ask(publish);
  v1::UpdateOrganizationRequest update;
  update.mutable_organization()->set_name(name);
  update.mutable_organization()->mutable_profile()->set_website("https://example.org");
  ask(update);
  v1::DeleteOrganizationRequest remove;
  remove.set_name(name);
  ask(remove);
  return all;
}

void ExpectAlike(Scene& with, Scene& without, char hidden) {
  int answered = 0;
  for (const auto& request : Questions(hidden)) {
    const Answer one = with.Ask(with.member(), *request);
    const Answer other = without.Ask(without.member(), *request);
    EXPECT_TRUE(one == other) << request->GetTypeName() << "\n"
                              << request->DebugString() << "--- with\n"
                              << one.DebugString() << "--- without\n"
                              << other.DebugString();
    answered += one.code == 0;
  }
  EXPECT_GT(answered, 25);
  const std::vector<Answer> one = with.Watched();
  const std::vector<Answer> other = without.Watched();
  ASSERT_EQ(one.size(), other.size());
  for (size_t i = 0; i < one.size(); ++i) {
    EXPECT_TRUE(one[i] == other[i]) << one[i].DebugString() << other[i].DebugString();
  }
  EXPECT_GT(one.size(), 3u);
}

TEST(ProtectedStory, AHiddenGroupIsMatchedByItsCoordinatorAndSeenByNobodyElse) {
  Scene with(Extra::kGroup);
  Scene without(Extra::kNone);
  ExpectAlike(with, without, 'd');

  // Two hidden groups find each other in the coordinator's view, marked to be brokered.
  v1::SuggestPartnersRequest suggest;
  suggest.set_actor(Organization('d'));
  const auto suggested =
      with.Get<v1::SuggestPartnersResponse>(with.coordinator(), suggest).suggestions();
  std::map<std::string, bool> brokered;
  for (const v1::Suggestion& suggestion : suggested) {
    brokered[suggestion.partner().name()] = suggestion.broker();
    EXPECT_EQ(suggestion.broker(), !suggestion.broker_note().empty());
  }
  ASSERT_TRUE(brokered.contains(Organization('e')));
  EXPECT_TRUE(brokered[Organization('e')]);
  EXPECT_FALSE(brokered[Organization('b')]);
  // And it is offered to the member's coordinator, who asks both.
  suggest.set_actor(Organization('m'));
  suggest.set_include_partners(true);
  bool found = false;
  const auto for_member = with.Get<v1::SuggestPartnersResponse>(with.coordinator(), suggest);
  for (const v1::Suggestion& suggestion : for_member.suggestions()) {
    if (suggestion.partner().name() != Organization('d')) continue;
    found = true;
    EXPECT_TRUE(suggestion.broker());
  }
  EXPECT_TRUE(found);
}

TEST(ProtectedStory, TheOwnersConfirmationAloneShowsWhatIsSensitive) {
  Scene scene(Extra::kNone);
  v1::GetOrganizationRequest get;
  get.set_name(Organization('e'));
  EXPECT_NE(scene.Ask(scene.member(), get).code, 0);
  v1::PreviewActorRequest preview;
  preview.set_actor(Organization('e'));
  const auto before = scene.Get<v1::PreviewActorResponse>(scene.coordinator(), preview);
  ASSERT_EQ(before.sensitive_themes_size(), 1);
  EXPECT_TRUE(before.sensitive_themes(0).whole_record());
  v1::PublishSensitiveRequest publish;
  publish.set_actor(Organization('e'));
  publish.add_themes("themes/decriminalization");
  const std::string other =
      scene.server().MakeToken(v1::ROLE_COORDINATOR, "another", {scene.hub()}, "");
  EXPECT_NE(scene.Ask(other, publish).code, 0);
  EXPECT_NE(scene.Ask(scene.member(), get).code, 0);
  scene.Get<v1::PublishSensitiveResponse>(scene.coordinator(), publish);
  EXPECT_EQ(scene.Get<v1::Organization>(scene.member(), get).profile().issues_size(), 1);
  v1::HideActorRequest hide;
  hide.set_actor(Organization('e'));
  scene.Get<v1::HideActorResponse>(other, hide);
  EXPECT_NE(scene.Ask(scene.member(), get).code, 0);
  EXPECT_NE(scene.Ask(other, get).code, 0);
}

TEST(ProtectedStory, ABlockedAccountFindsNothing) {
  Scene with(Extra::kBlocking);
  Scene without(Extra::kNone);
  ExpectAlike(with, without, 'k');
  // Anyone else sees it, so the scenes do differ.
  v1::GetOrganizationRequest get;
  get.set_name(Organization('k'));
  EXPECT_EQ(with.Ask("", get).code, 0);
  EXPECT_NE(without.Ask("", get).code, 0);
}

}  // namespace
}  // namespace tashbik::testing
