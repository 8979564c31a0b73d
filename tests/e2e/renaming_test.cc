// Nothing is a special case: with every id, name and label of the sample replaced by words without
// meaning, the same actors are suggested in the same order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "absl/strings/str_join.h"
#include "tests/e2e/sample.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

struct Question {
  const char* asker;
  v1::Focus focus;
  const char* filter;
};

constexpr Question kQuestions[] = {
    {"lb-statelessness", v1::FOCUS_BALANCED, "country = LB"},
    {"lb-statelessness", v1::FOCUS_BALANCED, ""},
    {"ma-amazigh", v1::FOCUS_BRIDGING, ""},
    {"iq-minorities", v1::FOCUS_BALANCED, ""},
    {"iraq-belgium", v1::FOCUS_HOME_AND_DIASPORA, ""},
    {"online-security-trainers", v1::FOCUS_BALANCED, ""},
    {"iq-independent-media", v1::FOCUS_COMPLEMENTARY, ""},
    {"ps-bedouin", v1::FOCUS_SIMILAR, ""},
};

// The scores of one answer, by the local id that the shipped sample has for the partner.
std::vector<std::pair<std::string, double>> Scores(const SampleServer& server,
                                                   const Question& question,
                                                   const Renaming& renaming) {
  std::map<std::string, std::string> old_names;
  for (const auto& [old_name, new_name] : renaming) old_names[new_name] = old_name;
  const auto renamed = renaming.find(question.asker);
  v1::SuggestPartnersRequest request;
  request.set_actor(server.Actor(renamed == renaming.end() ? question.asker : renamed->second));
  request.set_focus(question.focus);
  request.set_filter(question.filter);
  request.set_count(200);
  request.set_skip_diversity(true);
  request.set_skip_exposure(true);
  std::vector<std::pair<std::string, double>> scores;
  const auto answer = Need(server.coordinator().Call<v1::SuggestPartnersResponse>(request));
  for (const v1::Suggestion& suggestion : answer.suggestions()) {
    std::string local = server.Local(suggestion.partner().name());
    if (old_names.contains(local)) local = old_names[local];
    scores.emplace_back(local, suggestion.score());
  }
  // Equals are ordered by a keyed hash of the id, which says nothing.
  std::stable_sort(scores.begin(), scores.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  return scores;
}

TEST(Renaming, TheOrderOfSuggestionsStaysTheSame) {
  TemporaryFolder plain_files;
  TemporaryFolder renamed_files;
  Renaming renaming;
  const SampleServer plain(NamelessSample(plain_files.path(), nullptr));
  const SampleServer renamed(NamelessSample(renamed_files.path(), &renaming));
  ASSERT_GT(renaming.size(), 280u);  // themes, actors, coalitions
  for (const Question& question : kQuestions) {
    const auto before = Scores(plain, question, {});
    const auto after = Scores(renamed, question, renaming);
    EXPECT_GT(before.size(), 2u) << question.asker;
    EXPECT_EQ(before, after) << question.asker << " " << v1::Focus_Name(question.focus);
  }
  EXPECT_EQ(Scores(renamed, kQuestions[0], renaming)[0].first, "lb-dom");
}

}  // namespace
}  // namespace tashbik::testing
