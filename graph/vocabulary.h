// The themes of a network by number: their closures, curated links and labels.
//
// A theme with a replacement has no number of its own: its id is another name of the replacement,
// and its labels find that one. What it was linked to itself counts no more.
#ifndef TASHBIK_GRAPH_VOCABULARY_H_
#define TASHBIK_GRAPH_VOCABULARY_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "graph/actor_view.h"
#include "graph/facts.h"
#include "graph/theme_graph.h"

namespace tashbik::graph {

inline constexpr ThemeNo kNoTheme = 0xffffffff;
// More themes than this are cut off, so that a number and a few bits fit one word.
inline constexpr size_t kMaxThemes = 1 << 20;

// Immutable; safe from any thread.
class Vocabulary {
 public:
  explicit Vocabulary(std::vector<ThemeFacts> facts);

  size_t size() const { return themes_.size(); }
  // The theme itself, or what replaces it; kNoTheme when there is none.
  ThemeNo Find(absl::string_view id) const;
  const std::string& id(ThemeNo theme) const { return themes_[theme].id; }
  Facet facet(ThemeNo theme) const { return themes_[theme].facet; }
  bool deprecated(ThemeNo theme) const { return themes_[theme].deprecated; }
  // How much a theme says by its place in the vocabulary, in [0, 1]:
  // 1 - ln(1 + descendants) / ln(themes).
  double information(ThemeNo theme) const { return information_[theme]; }

  // Themes one step up: broader ones, and the causes that hold in one of `countries`.
  using Up = ThemeLinkUp;
  std::span<const Up> up(ThemeNo theme) const { return up_[theme]; }
  std::span<const ThemeNo> narrower(ThemeNo theme) const { return narrower_[theme]; }
  struct Related {
    ThemeNo theme;
    uint32_t weight;  // kWeightOne is 1
  };
  // Curated links, both ways, by theme.
  std::span<const Related> related(ThemeNo theme) const { return related_[theme]; }

  // `from` with all that is broader and all root causes that hold in one of `countries`, each with
  // the fewest steps to it; in the order of numbers.
  std::vector<ThemeStep> Closure(std::span<const ThemeNo> from,
                                 std::span<const Country> countries) const;
  // `theme` and what is broader (or narrower), by steps, in the order of numbers. No causes.
  std::vector<ThemeStep> BroaderOrSame(ThemeNo theme) const;
  std::vector<ThemeStep> NarrowerOrSame(ThemeNo theme) const;
  // Whether `theme` is `other` or narrower than it.
  bool IsWithin(ThemeNo theme, ThemeNo other) const;

  // Labels, for themes named by words: those that begin with `stem`.
  struct Label {
    ThemeNo theme;
    std::vector<std::string> stems;
    text::Lang language;
  };
  std::span<const Label> LabelsFrom(absl::string_view stem) const;
  std::span<const Label> labels() const { return labels_; }

 private:
  void Replace();
  void Link();
  void CloseAll();
  void CountInformation();
  void IndexLabels();

  std::vector<ThemeFacts> themes_;  // by id, without replaced ones; their labels are moved out
  absl::flat_hash_map<std::string, ThemeNo> numbers_;  // of replaced ones too
  std::vector<double> information_;
  std::vector<std::vector<Up>> up_;
  std::unique_ptr<const ThemeGraph> graph_;  // over up_
  std::vector<std::vector<ThemeNo>> narrower_;
  // By theme: its closure, as ClosureTerms, where no cause in it depends on the country; else
  // empty.
  std::vector<uint32_t> closures_;
  std::vector<uint32_t> closure_begins_;  // one more at the end
  std::vector<std::vector<Related>> related_;
  std::vector<Label> labels_;  // by first stem
  absl::flat_hash_map<std::string, std::pair<uint32_t, uint32_t>> labels_from_;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_VOCABULARY_H_
