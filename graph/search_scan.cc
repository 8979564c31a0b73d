// Adds up the words over postings, window by window, and reads the records that may be among the
// best.
#include "graph/search_scan.h"

#include <algorithm>
#include <bit>

namespace tashbik::graph {
namespace {

constexpr size_t kBitWords = kWindowActors / 64;
// Records are fetched so many places before they are read.
constexpr size_t kAhead = 8;

template <typename Visit>
void ForEachLocal(const PostingList& list, const Visit& visit) {
  for (uint16_t local : list.locals) visit(local);
  if (list.bits == nullptr) return;
  for (uint32_t i = 0; i < kBitWords; ++i) {
    for (uint64_t bits = list.bits[i]; bits != 0; bits &= bits - 1) {
      visit(i * 64 + static_cast<uint32_t>(std::countr_zero(bits)));
    }
  }
}

// The postings that one word is found in, each with how well.
struct RankedList {
  FitRank rank;
  PostingList list;
};

}  // namespace

SearchScan::SearchScan(const Parts& parts, const Audience& audience, const SearchQuery& query)
    : parts_(parts),
      query_(query),
      sight_(*parts.access, audience),
      gates_(GatesOf(parts, query.filter)),
      words_(parts, query.words, audience.day),
      sums_(kWindowActors),
      found_(kBitWords, 0),
      named_(kBitWords, 0) {}

std::vector<WordHit> SearchScan::Run(size_t most, const Stop& stop) {
  best_.clear();
  cover_ = {};
  most_ = most;
  if (words_.empty() || gates_.nothing || most == 0) return {};
  if (stop && stop()) return {};
  TakeOverlay();
  for (const WindowRef& ref : parts_.windows) {
    if (stop && stop()) return {};
    TakeWindow(ref);
  }
  if (stop && stop()) return {};
  std::sort(best_.begin(), best_.end(), BetterHit);
  return std::move(best_);
}

void SearchScan::TakeOverlay() {
  parts_.overlay.ForEach([&](const std::string&, const Changed& changed) {
    const Record* visible = sight_.Visible(changed.record());
    if (visible == nullptr) return;
    words_.AddSpellings(changed.packed->names);
    Consider(*visible, nullptr);
  });
}

void SearchScan::TakeWindow(const WindowRef& ref) {
  AddUp(ref, words_.AddSpellings(ref.window->postings().name_words()));
  may_count_.clear();
  for (uint32_t i = 0; i < kBitWords; ++i) {
    for (uint64_t bits = found_[i] | named_[i]; bits != 0; bits &= bits - 1) {
      const uint32_t local = i * 64 + static_cast<uint32_t>(std::countr_zero(bits));
      const bool named = (named_[i] >> (local % 64) & 1) != 0;
      if ((named || MayCount(sums_[local])) && !ref.IsDead(local)) {
        may_count_.push_back({local, named, sums_[local]});
      }
      sums_[local] = {};
    }
    found_[i] = 0;
    named_[i] = 0;
  }
  const auto record = [&](size_t i) -> const Record& {
    return ref.window->record(may_count_[std::min(i, may_count_.size() - 1)].local);
  };
  for (size_t i = 0; i < may_count_.size(); ++i) {
    __builtin_prefetch(&record(i + 2 * kAhead));
    __builtin_prefetch(record(i + kAhead).id().data());
    const MayCountActor& actor = may_count_[i];
    if (!actor.named && !MayCount(actor.sums)) continue;
    const Record* visible = sight_.Visible(record(i));
    if (visible != nullptr) Consider(*visible, actor.named ? nullptr : &actor.sums);
  }
}

// Sums over the whole records of a window. Each word counts where it is found best.
void SearchScan::AddUp(const WindowRef& ref, const std::vector<WordQuery::Key>& spellings) {
  const Postings& postings = ref.window->postings();
  const Terms terms(parts_.vocabulary->size());
  std::vector<RankedList> lists;
  std::vector<uint64_t> seen(kBitWords);
  for (size_t word = 0; word < words_.words().size(); ++word) {
    lists.clear();
    for (const auto* keys : {&words_.keys(), &spellings}) {
      for (const WordQuery::Key& key : *keys) {
        if ((key.words >> word & 1) == 0) continue;
        postings.ForEachStem(key.hash, [&](int times, const PostingList& list) {
          lists.push_back({RankOf(key.fit, key.in_names ? times - 1 : 7), list});
        });
      }
    }
    for (const WordQuery::ThemeKey& key : words_.themes()) {
      if (key.word != word) continue;
      for (uint32_t term : {terms.closure(key.theme, 0), terms.offer(key.theme),
                            terms.need(key.theme), terms.value(key.theme)}) {
        if (const PostingList list = postings.Get(term); !list.empty()) {
          lists.push_back({RankOf(key.fit, 7), list});
        }
      }
    }
    std::sort(lists.begin(), lists.end(),
              [](const RankedList& a, const RankedList& b) { return a.rank > b.rank; });
    std::fill(seen.begin(), seen.end(), 0);
    for (const RankedList& ranked : lists) {
      ForEachLocal(ranked.list, [&](uint32_t local) {
        const uint64_t bit = uint64_t{1} << (local % 64);
        if ((seen[local / 64] & bit) != 0) return;
        seen[local / 64] |= bit;
        sums_[local].Add(ranked.rank, words_.weight(word));
      });
    }
    for (size_t i = 0; i < kBitWords; ++i) found_[i] |= seen[i];
  }
  postings.ForEachStem(words_.full_name(), [&](int, const PostingList& list) {
    ForEachLocal(list, [&](uint32_t local) { named_[local / 64] |= uint64_t{1} << (local % 64); });
  });
}

// Whether an actor with these sums, or with less, can be among the best or count for the cover.
bool SearchScan::MayCount(const FitSums& sums) const {
  const Fixed score = words_.Score(sums);
  if (score < ToFixed(kLeastFit)) return false;
  return best_.size() < most_ || score >= best_.front().score || MayCover(sums);
}

bool SearchScan::MayCover(const FitSums& sums) const {
  if (!want_cover_ || sums.words < words_.words().size()) return false;
  const Ground ground = GroundOf(sums.least);
  return ground > cover_.ground || (ground == cover_.ground && cover_.count < 2);
}

// `most`: what the sums of the record are at most; null when it is not known.
void SearchScan::Consider(const Record& visible, const FitSums* most) {
  WordHit hit = {0, TieHash(query_.tie_key, visible.id()), &visible, 0};
  if (most != nullptr && best_.size() == most_ && !MayCover(*most)) {
    hit.score = words_.Score(*most);
    if (!BetterHit(hit, best_.front())) return;
  }
  bool is_name = false;
  const FitSums sums = words_.Match(visible, hit.found, is_name);
  hit.score = is_name ? kOne : words_.Score(sums);
  if (is_name) hit.found = words_.all();
  if (hit.score < ToFixed(kLeastFit)) return;
  if (!gates_.filter->empty() && !PassesFilter(parts_, visible, gates_)) return;
  if (is_name) {
    CountCover(Ground::kFullName, visible);
  } else if (hit.found == words_.all()) {
    CountCover(GroundOf(sums.least), visible);
  }
  if (!IsBehind(hit)) return;
  Push(hit);
}

void SearchScan::CountCover(Ground ground, const Record& visible) {
  if (ground < cover_.ground) return;
  if (ground > cover_.ground) cover_ = {ground, 0, &visible};
  cover_.count = std::min<size_t>(cover_.count + 1, 2);
}

bool SearchScan::IsBehind(const WordHit& hit) const {
  if (!query_.after.has_value()) return true;
  const auto& [score, tie] = *query_.after;
  const double own = ToDouble(hit.score);
  return own < score || (own == score && hit.tie > tie);
}

void SearchScan::Push(const WordHit& hit) {
  if (best_.size() == most_) {
    if (!BetterHit(hit, best_.front())) return;
    std::pop_heap(best_.begin(), best_.end(), BetterHit);
    best_.back() = hit;
  } else {
    best_.push_back(hit);
  }
  std::push_heap(best_.begin(), best_.end(), BetterHit);
}

}  // namespace tashbik::graph
