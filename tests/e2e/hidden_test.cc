// What nobody may be shown: asked anonymously, every read of the sample leaves out what is not
// PUBLIC; and no reader at all is shown a word that a community rejects.
#include <gtest/gtest.h>

#include <cctype>
#include <memory>

#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/text_format.h>

#include "absl/strings/match.h"
#include "clients/cpp/method.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/diaspora_group.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/search.pb.h"
#include "tashbik/v1/theme.pb.h"
#include "tests/e2e/shared_sample.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

using google::protobuf::Message;

// One answer, or the error.
struct Answer {
  absl::Status status;
  std::string text;
};

// Unescaped, so that words of any script can be searched for.
std::string TextOf(const Message& message) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(message, &text);
  return text;
}

Answer AskFor(const client::Client& client, const Message& request) {
  const auto method = Need(client::MethodOf(request));
  google::protobuf::DynamicMessageFactory factory;
  const std::unique_ptr<Message> response(factory.GetPrototype(method.response)->New());
  const absl::Status status = client.Call(request, response.get());
  return {status, status.ok() ? TextOf(*response) : std::string(status.message())};
}

// Everything that lists, finds or follows, without naming a hidden record.
std::vector<std::shared_ptr<Message>> OpenQuestions() {
  std::vector<std::shared_ptr<Message>> all;
  auto ask = [&](auto request) {
    all.push_back(std::make_shared<decltype(request)>(std::move(request)));
  };
  auto list = [&](auto request) {
    request.set_page_size(1000);
    ask(std::move(request));
  };
  list(v1::ListOrganizationsRequest());
  list(v1::ListDiasporaGroupsRequest());
  list(v1::ListThemesRequest());
  list(v1::ListCoalitionsRequest());
  list(v1::ListHubsRequest());
  v1::ListCoalitionMembersRequest coalition_members;
  coalition_members.set_parent("coalitions/-");
  list(coalition_members);
  v1::ListHubMembersRequest hub_members;
  hub_members.set_parent("hubs/-");
  list(hub_members);
  v1::ListCirclesRequest circles;
  circles.set_parent("hubs/-");
  list(circles);
  for (const char* words : {"Lebanon", "association", "minorities", "لبنان", "Maroc", "Gypsies",
                            "Handicapped", "human rights"}) {
    v1::SearchRequest search;
    search.set_query(words);
    list(search);
    v1::SearchThemesRequest themes;
    themes.set_query(words);
    themes.set_count(50);
    ask(themes);
    v1::ResolveActorRequest resolve;
    resolve.set_query(words);
    ask(resolve);
  }
  for (const std::string& local : TiersOfSample().open) {
    v1::SuggestPartnersRequest suggest;
    suggest.set_actor(Sample().Actor(local));
    suggest.set_count(200);
    suggest.set_include_partners(true);
    ask(suggest);
    v1::FindPathsRequest paths;
    paths.set_source(Sample().Actor(local));
    paths.set_target(Sample().Actor(local == "gchr" ? "mrg" : "gchr"));
    paths.set_max_length(6);
    paths.set_count(20);
    ask(paths);
  }
  v1::SuggestPartnersRequest unsaved;
  unsaved.mutable_organization()->mutable_profile()->add_issues()->set_theme(
      "themes/freedom-of-association");
  unsaved.mutable_organization()->mutable_profile()->add_active_countries("MA");
  unsaved.set_count(200);
  ask(unsaved);
  ask(v1::GetStatusRequest());
  ask(v1::GetCallerRequest());
  return all;
}

TEST(Hidden, AnonymousReadersSeeNothingThatIsNotPublic) {
  const SampleTiers tiers = TiersOfSample();
  ASSERT_GT(tiers.hidden.size(), 30u);
  std::vector<std::string> secrets;  // ids and names of what is hidden
  for (const std::string& local : tiers.hidden) {
    const std::string& name = Sample().Actor(local);
    secrets.push_back(name.substr(name.find('/') + 1));
    v1::GetOrganizationRequest organization;
    v1::GetDiasporaGroupRequest group;
    organization.set_name(name);
    group.set_name(name);
    const v1::Profile profile =
        absl::StartsWith(name, "org")
            ? Need(Sample().coordinator().Call<v1::Organization>(organization)).profile()
            : Need(Sample().coordinator().Call<v1::DiasporaGroup>(group)).profile();
    for (const v1::Name& own : profile.names()) secrets.push_back(own.text());
  }
  v1::ListCoalitionsRequest all_coalitions;
  all_coalitions.set_page_size(1000);
  const auto coalitions =
      Need(Sample().coordinator().Call<v1::ListCoalitionsResponse>(all_coalitions));
  for (const v1::Coalition& coalition : coalitions.coalitions()) {
    if (coalition.visibility().tier() == v1::TIER_PUBLIC) continue;
    secrets.push_back(coalition.name());
    for (const v1::Name& own : coalition.names()) secrets.push_back(own.text());
  }
  v1::ListCirclesRequest all_circles;
  all_circles.set_parent("hubs/-");
  const auto circles = Need(Sample().coordinator().Call<v1::ListCirclesResponse>(all_circles));
  for (const v1::Circle& circle : circles.circles()) secrets.push_back(circle.name());
  ASSERT_GT(secrets.size(), 100u);
  int answered = 0;
  for (const auto& request : OpenQuestions()) {
    const Answer answer = AskFor(Sample().anonymous(), *request);
    EXPECT_TRUE(answer.status.ok()) << answer.status << request->DebugString();
    answered += answer.status.ok();
    for (const std::string& secret : secrets) {
      EXPECT_FALSE(absl::StrContains(answer.text, secret))
          << secret << " is shown by " << request->GetTypeName() << request->DebugString();
    }
  }
  EXPECT_GT(answered, 50);
}

TEST(Hidden, TheCoordinatorIsShownWhatAnonymousReadersAreNot) {
  // The same questions show the hidden to the coordinator: the test above can fail.
  std::string all;
  for (const auto& request : OpenQuestions()) all += AskFor(Sample().coordinator(), *request).text;
  for (const std::string& local : TiersOfSample().hidden) {
    const std::string& name = Sample().Actor(local);
    EXPECT_TRUE(absl::StrContains(all, name.substr(name.find('/') + 1))) << local;
  }
}

TEST(Hidden, AskedByNameAHiddenActorIsLikeOneThatIsNotThere) {
  const std::string open = Sample().Actor("gchr");
  for (const std::string& local : TiersOfSample().hidden) {
    const std::string& hidden = Sample().Actor(local);
    const std::string missing = hidden.substr(0, hidden.find('/') + 1) + "aaaaaaaaaaaaaaaa";
    auto same = [&](auto make) {
      const auto of_hidden = make(hidden);
      const auto of_missing = make(missing);
      Answer first = AskFor(Sample().anonymous(), of_hidden);
      const Answer second = AskFor(Sample().anonymous(), of_missing);
      EXPECT_EQ(first.status.code(), second.status.code()) << of_hidden.DebugString();
      for (size_t at; (at = first.text.find(hidden)) != std::string::npos;) {
        first.text.replace(at, hidden.size(), missing);
      }
      EXPECT_EQ(first.text, second.text) << of_hidden.DebugString();
    };
    same([](const std::string& name) {
      v1::GetOrganizationRequest request;
      request.set_name(name);
      return request;
    });
    same([](const std::string& name) {
      v1::GetDiasporaGroupRequest request;
      request.set_name(name);
      return request;
    });
    same([](const std::string& name) {
      v1::SuggestPartnersRequest request;
      request.set_actor(name);
      return request;
    });
    same([&](const std::string& name) {
      v1::ExplainPartnerRequest request;
      request.set_actor(open);
      request.set_partner(name);
      return request;
    });
    same([&](const std::string& name) {
      v1::FindPathsRequest request;
      request.set_source(open);
      request.set_target(name);
      return request;
    });
    same([&](const std::string& name) {
      v1::BatchGetOrganizationsRequest request;
      request.add_names(open);
      request.add_names(name);
      return request;
    });
    same([](const std::string& name) {
      v1::ListHubMembersRequest request;
      request.set_parent("hubs/-");
      request.set_filter("actor = \"" + name + "\"");
      return request;
    });
    same([](const std::string& name) {
      v1::ResolveActorRequest request;
      request.set_query(name);
      return request;
    });
  }
}

// Whether `word` stands in `text` by itself: not as a part of a longer word.
bool HoldsWord(const std::string& text, const std::string& word) {
  for (size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const auto is_letter = [&](size_t i) {
      return i < text.size() &&
             (std::isalpha(static_cast<unsigned char>(text[i])) != 0 || (text[i] & 0x80) != 0);
    };
    if (!(at > 0 && is_letter(at - 1)) && !is_letter(at + word.size())) return true;
  }
  return false;
}

TEST(Hidden, NobodyIsShownAWordThatACommunityRejects) {
  const std::vector<std::string> words = HiddenLabelsOfSample();
  ASSERT_GT(words.size(), 30u);
  for (const client::Client* reader : {&Sample().anonymous(), &Sample().coordinator()}) {
    for (const auto& request : OpenQuestions()) {
      const Answer answer = AskFor(*reader, *request);
      const std::string asked = TextOf(*request);  // which an answer may repeat
      for (const std::string& word : words) {
        if (HoldsWord(asked, word)) continue;
        EXPECT_FALSE(HoldsWord(answer.text, word))
            << word << " is shown by " << request->GetTypeName() << " " << request->DebugString();
      }
    }
  }
}

}  // namespace
}  // namespace tashbik::testing
