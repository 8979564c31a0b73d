// Names of the same organization in several languages and scripts are told from those of its
// neighbours: precision and recall over labelled pairs.
#include "graph/same_name.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace tashbik::graph {
namespace {

struct Pair {
  bool same = false;
  std::string first_language, first, second_language, second;
};

std::vector<Pair> Read(absl::string_view part) {
  std::ifstream file(TASHBIK_SAME_NAMES);
  std::string line;
  std::getline(file, line);
  EXPECT_EQ(line, "part\tsame\tfirst_language\tfirst\tsecond_language\tsecond\thow");
  std::vector<Pair> pairs;
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    EXPECT_EQ(cells.size(), 7u) << line;
    if (cells.size() != 7 || cells[0] != part) continue;
    pairs.push_back({cells[1] == "yes", cells[2], cells[3], cells[4], cells[5]});
  }
  return pairs;
}

// Several names of one actor stand with bars between them; capitals alone are a short name.
NameProfile ProfileOf(const std::string& cell, const std::string& language) {
  const std::vector<std::string> texts = absl::StrSplit(cell, " | ");
  std::vector<text::NameText> names;
  for (const std::string& name : texts) {
    const bool acronym = std::all_of(name.begin(), name.end(),
                                     [](unsigned char c) { return absl::ascii_isupper(c); });
    names.push_back({name, language, acronym ? text::NameKind::kShort : text::NameKind::kLegal});
  }
  return NameProfile(text::DeriveRow(names, {}).names);
}

NameComparison Compare(const Pair& pair) {
  return CompareNames(ProfileOf(pair.first, pair.first_language),
                      ProfileOf(pair.second, pair.second_language));
}

struct Figures {
  int pairs = 0, same = 0, found = 0, wrong = 0;
  double precision() const { return found + wrong == 0 ? 0 : double(found) / (found + wrong); }
  double recall() const { return same == 0 ? 0 : double(found) / same; }
};

// `show`: print what is judged wrong. Never for the held-out part: it is not to be learned from.
Figures Measure(absl::string_view part, bool show) {
  Figures figures;
  for (const Pair& pair : Read(part)) {
    const NameComparison comparison = Compare(pair);
    const bool proposed = comparison.score >= kLikelySame;
    ++figures.pairs;
    figures.same += pair.same;
    figures.found += proposed && pair.same;
    figures.wrong += proposed && !pair.same;
    if (show && proposed != pair.same) {
      std::cout << (pair.same ? "missed " : "wrong  ") << comparison.score << "  " << pair.first
                << "  =  " << pair.second << "\n";
      for (const NameEvidence& evidence : comparison.evidence) {
        std::cout << "       " << evidence.weight << " " << evidence.first << " / "
                  << evidence.second << "\n";
      }
    }
  }
  std::cout << part << ": " << figures.pairs << " pairs, " << figures.same
            << " the same; precision " << figures.precision() << ", recall " << figures.recall()
            << "\n";
  return figures;
}

// Every organization of a part, and which ones its pairs say are the same.
class Organizations {
 public:
  explicit Organizations(const std::vector<Pair>& pairs) {
    for (const Pair& pair : pairs) {
      const size_t first = Add(pair.first, pair.first_language);
      const size_t second = Add(pair.second, pair.second_language);
      if (pair.same) Join(first, second);
    }
  }

  // All pairs that nobody says are the same: how many there are, and how many are proposed.
  // `show`: print these.
  std::pair<int, int> Compare(bool show) const {
    int pairs = 0;
    int proposed = 0;
    for (size_t i = 0; i < cells_.size(); ++i) {
      for (size_t j = i + 1; j < cells_.size(); ++j) {
        if (of_[i] == of_[j]) continue;
        ++pairs;
        const NameComparison comparison = CompareNames(profiles_[i], profiles_[j]);
        if (comparison.score < kLikelySame) continue;
        ++proposed;
        if (!show) continue;
        std::cout << "proposed " << comparison.score << "  " << cells_[i] << "  =  " << cells_[j]
                  << "\n";
      }
    }
    return {pairs, proposed};
  }

 private:
  // Cells that share a name are one organization.
  size_t Add(const std::string& cell, const std::string& language) {
    const auto known = std::find(cells_.begin(), cells_.end(), cell);
    if (known != cells_.end()) return static_cast<size_t>(known - cells_.begin());
    const size_t added = cells_.size();
    cells_.push_back(cell);
    profiles_.push_back(ProfileOf(cell, language));
    of_.push_back(added);
    const std::vector<std::string> names = absl::StrSplit(cell, " | ");
    for (size_t i = 0; i < added; ++i) {
      const std::vector<std::string> others = absl::StrSplit(cells_[i], " | ");
      const bool shared = std::find_first_of(names.begin(), names.end(), others.begin(),
                                             others.end()) != names.end();
      if (shared) Join(i, added);
    }
    return added;
  }
  void Join(size_t one, size_t other) {
    const size_t kept = of_[one];
    const size_t gone = of_[other];
    std::replace(of_.begin(), of_.end(), gone, kept);
  }

  std::vector<std::string> cells_;
  std::vector<NameProfile> profiles_;
  std::vector<size_t> of_;  // equal where the cells are one organization
};

// In a directory nearly all pairs are of two: one in a thousand proposed is a long list already.
TEST(SameNameTest, FewOfAllPairsAreProposed) {
  for (const char* part : {"tune", "held-out"}) {
    const auto [pairs, proposed] =
        Organizations(Read(part)).Compare(/*show=*/absl::string_view(part) == "tune");
    std::cout << part << ": " << proposed << " of " << pairs << " pairs of two are proposed\n";
    EXPECT_GT(pairs, 10'000);
    EXPECT_LE(proposed * 1000, pairs);
  }
}

TEST(SameNameTest, TunePart) {
  const Figures figures = Measure("tune", /*show=*/true);
  EXPECT_GE(figures.pairs, 100);
  EXPECT_GE(figures.precision(), 0.95);
  EXPECT_GE(figures.recall(), 0.85);
}

TEST(SameNameTest, HeldOutPart) {
  const Figures figures = Measure("held-out", /*show=*/false);
  EXPECT_GE(figures.pairs, 100);
  EXPECT_GE(figures.same, 50);
  EXPECT_GE(figures.pairs - figures.same, 50);
  EXPECT_GE(figures.precision(), 0.95);
  EXPECT_GE(figures.recall(), 0.8);
}

}  // namespace
}  // namespace tashbik::graph
