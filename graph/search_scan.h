// Finds the actors that fit a question in words: postings say how well each may fit, the records of
// those that can still get in how well they do.
#ifndef TASHBIK_GRAPH_SEARCH_SCAN_H_
#define TASHBIK_GRAPH_SEARCH_SCAN_H_

#include <cstdint>
#include <vector>

#include "graph/parts.h"
#include "graph/rank.h"
#include "graph/search.h"
#include "graph/word_query.h"

namespace tashbik::graph {

// A hit must score at least so much.
inline constexpr double kLeastFit = 0.15;

struct WordHit {
  Fixed score;
  uint64_t tie;
  const Record* visible;
  WordSet found;
};

inline bool BetterHit(const WordHit& a, const WordHit& b) {
  return a.score != b.score ? a.score > b.score : a.tie < b.tie;
}

// One question. Refers to the parts, the audience and the query. Scores depend on the visible part
// of the actor and the question alone, so what is hidden changes nothing.
class SearchScan {
 public:
  SearchScan(const Parts& parts, const Audience& audience, const SearchQuery& query);

  // The best `most` hits behind query.after, best first. Nothing when `stop` said so. Linear in the
  // postings of the words; records are read of those that may be among the best.
  std::vector<WordHit> Run(size_t most, const Stop& stop);

  // After Run: the actors that have all words on the strongest grounds on which any has.
  struct Cover {
    Ground ground = Ground::kNone;
    size_t count = 0;  // 2 stands for more as well
    const Record* visible = nullptr;
  };
  const Cover& cover() const { return cover_; }
  // From now on Run keeps cover(), which costs as much as keeping more hits.
  void WantCover() { want_cover_ = true; }

  const WordQuery& words() const { return words_; }

 private:
  void TakeWindow(const WindowRef& ref);
  void TakeOverlay();
  void AddUp(const WindowRef& ref, const std::vector<WordQuery::Key>& spellings);
  bool MayCount(const FitSums& sums) const;
  bool MayCover(const FitSums& sums) const;
  void Consider(const Record& visible, const FitSums* most);
  void CountCover(Ground ground, const Record& visible);
  void Push(const WordHit& hit);
  bool IsBehind(const WordHit& hit) const;

  const Parts& parts_;
  const SearchQuery& query_;
  const Sight sight_;
  const Gates gates_;
  WordQuery words_;
  size_t most_ = 0;
  std::vector<WordHit> best_;  // a heap, the worst in front
  bool want_cover_ = false;
  Cover cover_;
  struct MayCountActor {
    uint32_t local;
    bool named;
    FitSums sums;
  };
  std::vector<MayCountActor> may_count_;  // of the window
  std::vector<FitSums> sums_;             // by local number; all 0 between windows
  std::vector<uint64_t> found_;           // bit by local number: in sums_
  std::vector<uint64_t> named_;           // bit by local number: may be named just so
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_SEARCH_SCAN_H_
