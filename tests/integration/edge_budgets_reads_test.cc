// What each read of programme life, insight and duplicates costs: as many records as its answer
// names, counted here in the text of the answer.
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <functional>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/call.pb.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/duplicate.pb.h"
#include "tashbik/v1/event.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/insight.grpc.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/statement.pb.h"
#include "tashbik/v1/story.pb.h"
#include "tashbik/v1/theme.pb.h"
#include "tests/testing/refusal.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

constexpr int kRecords = 100;
constexpr int kRuns = 10;

// Another hub's organizations at NETWORK, and what the first hub's coordinator holds of them: a
// call, an event with its cohort, a story, a statement that two of them signed.
class ReadsCost : public ::testing::Test {
 protected:
  explicit ReadsCost(int records = kRecords)
      : server_("", {.records_per_day = records,
                     .suggestions_per_day = kRuns,
                     .hub_records_per_day = 0,
                     .hub_suggestions_per_day = 0}) {
    v1::CreateHubRequest hub;
    hub.mutable_hub()->add_names()->set_text("Other hub");
    other_hub_ = Need(server_.Administrator().Call<v1::Hub>(hub)).name();
    const client::Client owner = server_.As(Token(v1::ROLE_COORDINATOR, other_hub_, ""));
    MakeTheme("statelessness", v1::FACET_ISSUE);
    MakeTheme("translation", v1::FACET_SKILL);
    for (int i = 0; i < 8; ++i) actors_.push_back(MakeActor(owner, i));
    MakeCoalition(owner);
    MakeProgramme();
    MakeStatement(owner);
    MakeStory(owner);
  }

  std::string Token(v1::Role role, const std::string& hub, const std::string& actor) {
    v1::CreateTokenRequest request;
    request.set_role(role);
    if (!hub.empty()) request.add_hubs(hub);
    request.set_actor(actor);
    return Need(server_.Administrator().Call<v1::CreateTokenResponse>(request)).secret();
  }

  // Ends the test program where the call is refused.
  template <class Response, class Request>
  static Response Do(const client::Client& client, const Request& request) {
    return Need(client.Call<Response>(request));
  }

  void MakeTheme(const std::string& id, v1::Facet facet) {
    v1::CreateThemeRequest request;
    request.set_theme_id(id);
    request.mutable_theme()->set_facet(facet);
    (*request.mutable_theme()->mutable_labels())["en"] = id;
    Do<v1::Theme>(server_.Administrator(), request);
  }

  // The first two may be one.
  static std::string DisplayName(int i) {
    if (i < 2) return i == 0 ? "Cedar centre for registration" : "Cedar centre of registrations";
    return absl::StrCat("Group ", i);
  }
  std::string MakeActor(const client::Client& owner, int i) {
    v1::CreateOrganizationRequest request;
    v1::Profile& profile = *request.mutable_organization()->mutable_profile();
    profile.add_names()->set_text(DisplayName(i));
    profile.set_base_country("LB");
    profile.add_active_countries("LB");
    profile.add_issues()->set_theme("themes/statelessness");
    if (i == 5) profile.add_needs()->set_theme("themes/translation");
    request.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_NETWORK);
    const std::string name = Do<v1::Organization>(owner, request).name();
    v1::CreateHubMemberRequest member;
    member.set_parent(other_hub_);
    member.mutable_hub_member()->set_actor(name);
    Do<v1::HubMember>(owner, member);
    return name;
  }

  // A chain: the third joins the second and the fourth.
  void MakeCoalition(const client::Client& owner) {
    for (int first : {1, 2}) {
      v1::CreateCoalitionRequest request;
      request.mutable_coalition()->add_names()->set_text("Network");
      request.mutable_coalition()->set_lead(actors_[1]);
      request.mutable_coalition()->set_state(v1::COALITION_STATE_ACTIVE);
      request.mutable_coalition()->mutable_visibility()->set_tier(v1::TIER_NETWORK);
      const std::string name = Do<v1::Coalition>(owner, request).name();
      for (const int member : {first, first + 1}) {
        v1::CreateCoalitionMemberRequest add;
        add.set_parent(name);
        add.mutable_coalition_member()->set_actor(actors_[member]);
        Do<v1::CoalitionMember>(owner, add);
      }
      coalition_ = name;
    }
  }

  void MakeProgramme() {
    const client::Client coordinator = server_.Coordinator();
    v1::CreateCallRequest call;
    call.mutable_call()->add_names()->set_text("Grants");
    call.mutable_call()->set_funder(actors_[0]);
    call.mutable_call()->add_themes("themes/statelessness");
    // Rules whose sentences name members of coalitions.
    call.mutable_call()->mutable_rules()->add_lead_countries("LB");
    call_ = Do<v1::Call>(coordinator, call).name();
    v1::CreateEventRequest event;
    event.mutable_event()->add_names()->set_text("Day");
    event.mutable_event()->set_start_date("2026-01-01");
    event.mutable_event()->set_organizer(actors_[0]);
    event_ = Do<v1::Event>(coordinator, event).name();
    v1::BatchUpsertAttendeesRequest attend;
    for (int i = 1; i < 5; ++i) {
      v1::Attendee& attendee = *attend.add_attendees();
      attendee.set_name(event_ + "/attendees/-");
      attendee.set_actor(actors_[i]);
      attendee.set_attended(true);
    }
    attendee_ = Do<v1::BatchUpsertAttendeesResponse>(coordinator, attend).names(0);
  }

  void MakeStatement(const client::Client& owner) {
    v1::CreateStatementRequest make;
    make.mutable_statement()->add_names()->set_text("For registration");
    (*make.mutable_statement()->mutable_texts())["en"] = "We ask.";
    make.mutable_statement()->set_threshold(2);
    make.mutable_statement()->mutable_visibility()->set_tier(v1::TIER_NETWORK);
    statement_ = Do<v1::Statement>(server_.Coordinator(), make).name();
    for (const int signer : {6, 7}) {
      v1::CreateTokenRequest token;
      token.set_role(v1::ROLE_MEMBER);
      token.set_actor(actors_[signer]);
      v1::SignStatementRequest sign;
      sign.set_name(statement_);
      Do<v1::Statement>(server_.As(Do<v1::CreateTokenResponse>(owner, token).secret()), sign);
    }
  }

  void MakeStory(const client::Client& owner) {
    v1::CreateStoryRequest make;
    make.mutable_story()->add_names()->set_text("The bus");
    (*make.mutable_story()->mutable_texts())["en"] = "They asked.";
    make.mutable_story()->mutable_visibility()->set_tier(v1::TIER_NETWORK);
    for (const int named : {2, 3}) {
      make.mutable_story()->add_organizations()->set_organization(actors_[named]);
    }
    story_ = Do<v1::Story>(owner, make).name();
    for (const int named : {2, 3}) {
      v1::GiveStoryConsentRequest give;
      give.set_name(story_);
      give.set_organization(actors_[named]);
      give.set_note("in writing");
      Do<v1::Story>(owner, give);
    }
  }

  static int64_t Left(const client::Client& client, v1::BudgetKind kind) {
    const auto caller = Do<v1::GetCallerResponse>(client, v1::GetCallerRequest());
    for (const v1::Budget& budget : caller.budgets()) {
      if (budget.kind() == kind) return budget.remaining();
    }
    return -1;
  }

  // The other hub's organizations that a text names, by resource names or by what they are called.
  std::set<std::string> NamedIn(const std::string& text) const {
    static const std::regex name("(?:organizations|attendees|members)/([a-z2-7]{16})");
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at) {
      for (const std::string& actor : actors_) {
        if (actor.substr(actor.find('/') + 1) == (*at)[1]) found.insert(actor);
      }
    }
    // Also in words.
    for (size_t i = 0; i < actors_.size(); ++i) {
      if (absl::StrContains(text, DisplayName(static_cast<int>(i)))) found.insert(actors_[i]);
    }
    return found;
  }

  // Asks as an account of the first hub that was shown nothing yet. The answer names `least` of
  // the other hub's at the least, and costs what it names.
  using Ask = std::function<std::string(const client::Client&)>;
  void Costs(const std::string& method, size_t least, int runs, const Ask& ask) {
    const client::Client reader = server_.As(Token(v1::ROLE_COORDINATOR, server_.Hub(), ""));
    ASSERT_EQ(Left(reader, v1::BUDGET_KIND_RECORDS), kRecords);
    const std::string answer = ask(reader);
    const std::set<std::string> named = NamedIn(answer);
    EXPECT_GE(named.size(), least) << method << "\n" << answer;
    EXPECT_EQ(Left(reader, v1::BUDGET_KIND_RECORDS), kRecords - static_cast<int>(named.size()))
        << method << "\n"
        << answer;
    EXPECT_EQ(Left(reader, v1::BUDGET_KIND_SUGGESTIONS), kRuns - runs) << method;
  }
  template <class Response, class Request>
  void Costs(size_t least, int runs, const Request& request) {
    Costs(Request::descriptor()->name(), least, runs, [&](const client::Client& reader) {
      return Do<Response>(reader, request).DebugString();
    });
  }
  template <class Response, class Request>
  void Named(const std::string& name, size_t least, int runs = 0) {
    Request request;
    request.set_name(name);
    Costs<Response>(least, runs, request);
  }

  WholeServer server_;
  std::string other_hub_;
  std::vector<std::string> actors_;
  std::string coalition_;
  std::string call_;
  std::string event_;
  std::string attendee_;
  std::string statement_;
  std::string story_;
};

TEST_F(ReadsCost, CallsAndEvents) {
  Named<v1::Call, v1::GetCallRequest>(call_, 1);
  Costs<v1::ListCallsResponse>(1, 0, v1::ListCallsRequest());
  Named<v1::MatchCallResponse, v1::MatchCallRequest>(call_, 3, 1);
  Named<v1::Event, v1::GetEventRequest>(event_, 1);
  Costs<v1::ListEventsResponse>(1, 0, v1::ListEventsRequest());
  Named<v1::Attendee, v1::GetAttendeeRequest>(attendee_, 1);
  v1::ListAttendeesRequest attendees;
  attendees.set_parent(event_);
  Costs<v1::ListAttendeesResponse>(4, 0, attendees);
  Named<v1::SuggestMeetingsResponse, v1::SuggestMeetingsRequest>(event_, 4, 1);
  Named<v1::ListFollowUpsResponse, v1::ListFollowUpsRequest>(event_, 4);
}

TEST_F(ReadsCost, StoriesStatementsAndCoalitions) {
  Named<v1::Story, v1::GetStoryRequest>(story_, 2);
  Costs<v1::ListStoriesResponse>(2, 0, v1::ListStoriesRequest());
  Named<v1::Statement, v1::GetStatementRequest>(statement_, 2);
  Costs<v1::ListStatementsResponse>(2, 0, v1::ListStatementsRequest());
  Named<v1::Coalition, v1::GetCoalitionRequest>(coalition_, 1);
  v1::ListCheckInsRequest said;
  said.set_parent(coalition_);
  Costs<v1::ListCheckInsResponse>(0, 0, said);
  Costs<v1::ListSilentCoalitionsResponse>(0, 0, v1::ListSilentCoalitionsRequest());
}

TEST_F(ReadsCost, InsightAndDuplicates) {
  Costs<v1::GetCoverageResponse>(0, 0, v1::GetCoverageRequest());
  Costs<v1::ListUnmetNeedsResponse>(1, 0, v1::ListUnmetNeedsRequest());
  Costs<v1::ListIsolatedActorsResponse>(2, 1, v1::ListIsolatedActorsRequest());
  Costs<v1::ListBrokersResponse>(1, 0, v1::ListBrokersRequest());
  Costs<v1::GetStructureResponse>(1, 0, v1::GetStructureRequest());
  Costs("ReadNetwork", actors_.size(), 0, [&](const client::Client& reader) {
    v1::InsightService::Stub stub(
        grpc::CreateChannel(server_.server().address(), grpc::InsecureChannelCredentials()));
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer " + reader.options().token);
    const auto stream = stub.ReadNetwork(&context, v1::ReadNetworkRequest());
    std::string answer;
    v1::ReadNetworkResponse part;
    while (stream->Read(&part)) answer += part.DebugString();
    EXPECT_TRUE(stream->Finish().ok());
    return answer;
  });
  v1::SearchDuplicatesRequest search;
  search.set_actor(actors_[0]);
  Costs<v1::SearchDuplicatesResponse>(2, 0, search);
  // Of what one may change alone: another hub's are not among it.
  Costs<v1::ListDuplicatesResponse>(0, 0, v1::ListDuplicatesRequest());
  Costs<v1::ListMergesResponse>(0, 0, v1::ListMergesRequest());
}

TEST_F(ReadsCost, TheRunsOfACohortEnd) {
  const client::Client reader = server_.As(Token(v1::ROLE_COORDINATOR, server_.Hub(), ""));
  v1::SuggestMeetingsRequest request;
  request.set_name(event_);
  for (int i = 0; i < kRuns; ++i) Do<v1::SuggestMeetingsResponse>(reader, request);
  EXPECT_TRUE(IsRefused(reader.Call<v1::SuggestMeetingsResponse>(request).status(),
                        {.code = absl::StatusCode::kResourceExhausted,
                         .reason = "BUDGET_EXHAUSTED",
                         .text = "10 suggestion runs a day"}));
}

// Enough for the members of coalitions whom the words of an answer name, not for its teams.
class FewAreLeft : public ReadsCost {
 protected:
  static constexpr int kFew = 2;
  FewAreLeft() : ReadsCost(kFew) {}
};

TEST_F(FewAreLeft, ACallThatIsRefusedCostsNothing) {
  const client::Client reader = server_.As(Token(v1::ROLE_COORDINATOR, server_.Hub(), ""));
  v1::MatchCallRequest request;
  request.set_name(call_);
  for (int again = 0; again < 2; ++again) {
    EXPECT_TRUE(IsRefused(reader.Call<v1::MatchCallResponse>(request).status(),
                          {.code = absl::StatusCode::kResourceExhausted,
                           .reason = "BUDGET_EXHAUSTED",
                           .text = absl::StrCat(kFew, " records a day")}));
    EXPECT_EQ(Left(reader, v1::BUDGET_KIND_RECORDS), kFew);
    EXPECT_EQ(Left(reader, v1::BUDGET_KIND_SUGGESTIONS), kRuns);
  }
}

}  // namespace
}  // namespace tashbik::testing
