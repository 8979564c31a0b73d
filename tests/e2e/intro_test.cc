// Two organizations meet, as their people and a coordinator would type it, with a mail server.
#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <string>

#include "tests/e2e/harness.h"

namespace tashbik::e2e {
namespace {

class IntroTest : public ::testing::Test {
 protected:
  std::string Join(const std::string& name) {
    return people_.Join(
        name, {"country=LB", "issues=statelessness", "contacts.email=" + name + "@example.org"});
  }
  Result As(const std::string& name, const std::vector<std::string>& arguments) {
    return people_.As(name, arguments);
  }
  std::string DoAs(const std::string& name, const std::vector<std::string>& arguments) {
    return people_.DoAs(name, arguments);
  }
  static std::string Name(const std::string& output) {
    const size_t begin = output.find("introductions/");
    return begin == std::string::npos ? "" : output.substr(begin, 14 + 16);
  }

  Server server_;
  People people_{server_};
};

TEST_F(IntroTest, TwoMeetAndWorkTogether) {
  server_.Do({"theme", "create", "statelessness", "--set", "facet=issue", "--set",
              "labels.en=Statelessness"});
  const std::string cedar = Join("Cedar");
  const std::string atlas = Join("Atlas");

  // Questions come first.
  DoAs("Atlas", {"intro", "settings", "--question", "Who knows you?", "--email", "a@example.org"});
  const Result unanswered = As("Cedar", {"intro", "request", "Atlas", "--message", "Same law"});
  EXPECT_EQ(unanswered.code, 2);
  EXPECT_TRUE(Holds(unanswered.err, "Who knows you?")) << unanswered.err;
  const std::string asked = DoAs("Cedar", {"intro", "request", "Atlas", "--message", "Same law",
                                           "--answer", "The hub does", "-o", "name"});
  const std::string name = Name(asked);
  ASSERT_FALSE(name.empty()) << asked;

  // A second one is a conflict; strangers find nothing.
  EXPECT_EQ(As("Cedar", {"intro", "request", "Atlas", "--message", "Again", "--answer", "x"}).code,
            5);
  Join("Delta");
  EXPECT_EQ(As("Delta", {"intro", "show", name}).code, 3);

  const std::string inbox = DoAs("Atlas", {"intro", "inbox"});
  EXPECT_TRUE(Holds(inbox, name) && Holds(inbox, "Cedar")) << inbox;
  const std::string shown = DoAs("Atlas", {"intro", "show", name});
  EXPECT_TRUE(Holds(shown, "The hub does") && Holds(shown, "Same law")) << shown;
  EXPECT_FALSE(Holds(shown, "Cedar@example.org")) << shown;
  EXPECT_TRUE(Holds(DoAs("Atlas", {"intro", "show", name, "--lang", "ar"}), "قبوله"));
  EXPECT_TRUE(Holds(DoAs("Cedar", {"intro", "show", name, "--lang", "fr"}), "En attente"));

  const std::string accepted =
      DoAs("Atlas", {"intro", "accept", name, "--contact", "signal=+96170"});
  EXPECT_TRUE(Holds(accepted, "Cedar@example.org")) << accepted;
  EXPECT_TRUE(Holds(DoAs("Cedar", {"intro", "show", name}), "signal: +96170"));

  DoAs("Cedar", {"intro", "collaborate", name, "--title", "Campaign", "--theme", "statelessness"});
  const std::string together =
      DoAs("Atlas", {"intro", "collaborate", name, "--title", "Campaign", "-o", "json"});
  EXPECT_TRUE(Holds(together, "coalitions/")) << together;
  EXPECT_TRUE(Holds(DoAs("Cedar", {"path", "Cedar", "Atlas"}), "Campaign"));
  EXPECT_FALSE(Holds(DoAs("Cedar", {"suggest", "Cedar"}), "Atlas"));
  EXPECT_TRUE(Holds(DoAs("Cedar", {"suggest", "Cedar", "--include-partners"}), "Campaign"));

  const std::string revoked = DoAs("Atlas", {"intro", "revoke", name});
  EXPECT_FALSE(Holds(revoked, "Cedar@example.org")) << revoked;
  EXPECT_FALSE(Holds(DoAs("Cedar", {"intro", "show", name}), "+96170"));
}

TEST_F(IntroTest, ACoordinatorBrokersAndFeedbackIsAnswered) {
  server_.Do({"theme", "create", "statelessness", "--set", "facet=issue", "--set",
              "labels.en=Statelessness"});
  Join("Cedar");
  Join("Atlas");
  const std::string name = Name(server_.Do({"intro", "broker", "Cedar", "Atlas", "--to-first",
                                            "A group abroad", "--to-second", "A group at home"}));
  const std::string shown = DoAs("Atlas", {"intro", "show", name});
  EXPECT_TRUE(Holds(shown, "A group at home")) << shown;
  EXPECT_FALSE(Holds(shown, "Cedar")) << shown;
  EXPECT_EQ(server_.Run({"intro", "accept", name, "--actor", "Atlas"}).code, 4);
  DoAs("Atlas", {"intro", "decline", name});
  EXPECT_TRUE(Holds(server_.Do({"intro", "inbox", "--brokered"}), name));
  EXPECT_TRUE(Holds(DoAs("Cedar", {"intro", "inbox"}), name));
  server_.Do({"intro", "close", name});
  EXPECT_FALSE(Holds(DoAs("Cedar", {"intro", "inbox"}), name));

  EXPECT_TRUE(Holds(DoAs("Cedar", {"suggest", "Cedar"}), "Atlas"));
  EXPECT_TRUE(Holds(
      DoAs("Cedar", {"feedback", "give", "Atlas", "--kind", "wrong-partner", "--note", "Closed"}),
      "not suggested to you again"));
  EXPECT_FALSE(Holds(DoAs("Cedar", {"suggest", "Cedar"}), "Atlas"));
  const std::string queue = server_.Do({"feedback", "queue"});
  const size_t at = queue.find("feedback/");
  ASSERT_NE(at, std::string::npos) << queue;
  const std::string feedback = queue.substr(at, 9 + 16);
  server_.Do({"feedback", "answer", feedback, "--text", "Thank you, it is archived"});
  EXPECT_TRUE(Holds(DoAs("Cedar", {"feedback", "list"}), "it is archived"));
  EXPECT_EQ(As("Cedar", {"feedback", "withdraw", feedback}).code, 0);
  EXPECT_TRUE(Holds(DoAs("Cedar", {"suggest", "Cedar"}), "Atlas"));
}

}  // namespace
}  // namespace tashbik::e2e
