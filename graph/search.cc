// Searches actors: postings say who may fit, the records how well.
#include "graph/search.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "graph/name_keys.h"
#include "graph/network.h"
#include "graph/parts.h"
#include "graph/rank.h"
#include "graph/text/distance.h"
#include "graph/text/fold.h"
#include "graph/word_query.h"

namespace tashbik::graph {
namespace {

// A hit must fit at least so well.
constexpr double kLeastFit = 0.15;
// A word found at least so well among visible actors is not looked for in other spellings.
constexpr double kWellFound = 0.55;

class Searcher {
 public:
  Searcher(const Parts& parts, const Audience& audience, const SearchQuery& query)
      : parts_(parts),
        sight_(*parts.access, audience),
        gates_(GatesOf(parts, query.filter)),
        tie_key_(query.tie_key),
        words_(parts, query.words) {}

  struct Hit {
    Fixed score;
    uint64_t tie;
    const Record* visible;
    uint32_t matched;
  };

  // All hits, best first.
  std::vector<Hit> Run(const Stop& stop) {
    if (words_.empty() || gates_.nothing) return {};
    Collect(stop);
    if (AddSpellings()) Collect(stop);
    std::sort(hits_.begin(), hits_.end(), [](const Hit& a, const Hit& b) {
      return a.score != b.score ? a.score > b.score : a.tie < b.tie;
    });
    return std::move(hits_);
  }

  const WordQuery& words() const { return words_; }

 private:
  void Collect(const Stop& stop) {
    hits_.clear();
    best_ = {};
    for (const WindowRef& ref : parts_.windows) {
      if (stop && stop()) return;
      for (uint16_t local : Candidates(ref)) {
        if (!ref.IsDead(local)) Consider(ref.window->record(local));
      }
    }
    parts_.overlay.ForEach(
        [&](const std::string&, const Changed& changed) { Consider(changed.record()); });
  }

  // Actors of a window that have any of the terms.
  std::vector<uint16_t> Candidates(const WindowRef& ref) const {
    std::vector<uint64_t> bits((ref.window->size() + 63) / 64, 0);
    const Postings& postings = ref.window->postings();
    const auto add = [&bits](const PostingList& list) {
      for (uint16_t local : list.locals) bits[local / 64] |= uint64_t{1} << (local % 64);
      for (size_t i = 0; list.bits != nullptr && i < bits.size(); ++i) bits[i] |= list.bits[i];
    };
    for (const WordQuery::Key& key : words_.keys()) {
      postings.ForEachStem(key.hash, [&](int, const PostingList& list) { add(list); });
    }
    postings.ForEachStem(words_.full_name(), [&](int, const PostingList& list) { add(list); });
    const Terms terms(parts_.vocabulary->size());
    for (const WordQuery::ThemeKey& key : words_.themes()) {
      add(postings.Get(terms.closure(key.theme, 0)));
      add(postings.Get(terms.offer(key.theme)));
      add(postings.Get(terms.need(key.theme)));
      add(postings.Get(terms.value(key.theme)));
    }
    std::vector<uint16_t> locals;
    for (size_t i = 0; i < bits.size(); ++i) {
      for (uint64_t word = bits[i]; word != 0; word &= word - 1) {
        locals.push_back(
            static_cast<uint16_t>(i * 64 + static_cast<size_t>(__builtin_ctzll(word))));
      }
    }
    return locals;
  }

  void Consider(const Record& whole) {
    const Record* visible = sight_.Visible(whole);
    if (visible == nullptr) return;
    bool is_name = false;
    const WordFit fit = words_.Match(*visible, is_name);
    const Fixed score = words_.Score(fit, is_name);
    if (score < ToFixed(kLeastFit)) return;
    if (!gates_.filter->empty() && !PassesFilter(parts_, *visible, gates_)) return;
    for (size_t i = 0; i < fit.size(); ++i) best_[i] = std::max(best_[i], fit[i]);
    hits_.push_back({score, TieHash(tie_key_, whole.id()), visible,
                     is_name ? (1u << words_.words().size()) - 1 : words_.Matched(fit)});
  }

  // Looks for other spellings of the words that nobody visible has. True when there are any.
  bool AddSpellings() {
    std::vector<uint32_t> missing;
    for (uint32_t i = 0; i < words_.words().size(); ++i) {
      if (best_[i] < ToFixed(kWellFound)) missing.push_back(i);
    }
    if (missing.empty()) return false;
    absl::flat_hash_set<std::string> seen;
    bool added = false;
    parts_.ForEach([&](const Record& whole, double) {
      const Record* visible = sight_.Visible(whole);
      if (visible == nullptr) return;
      for (const NameView& name : NamesOf(*visible)) {
        for (absl::string_view word : name.words) {
          if (!seen.insert(std::string(word)).second) continue;
          for (uint32_t i : missing) {
            if (word == words_.words()[i] || !text::NearlyEqual(word, words_.words()[i])) continue;
            words_.AddSpelling(i, word);
            added = true;
          }
        }
      }
    });
    return added;
  }

  const Parts& parts_;
  const Sight sight_;
  const Gates gates_;
  const uint64_t tie_key_;
  WordQuery words_;
  WordFit best_ = {};  // how well each word fits the actor that it fits best
  std::vector<Hit> hits_;
};

}  // namespace

std::vector<SearchHit> SearchActors(const Network& network, const Audience& audience,
                                    const SearchQuery& query, const Stop& stop) {
  Searcher searcher(network.parts(), audience, query);
  std::vector<SearchHit> hits;
  for (const auto& hit : searcher.Run(stop)) {
    if (hits.size() >= static_cast<size_t>(std::max(query.count, 0))) break;
    const double score = ToDouble(hit.score);
    if (query.after.has_value()) {
      const auto& [last, tie] = *query.after;
      if (score > last || (score == last && hit.tie <= tie)) continue;
    }
    SearchHit& out = hits.emplace_back();
    out.actor = std::string(hit.visible->id());
    out.kind = static_cast<ActorKind>(hit.visible->kind);
    out.score = score;
    out.tie_hash = hit.tie;
    for (size_t i = 0; i < searcher.words().words().size(); ++i) {
      if ((hit.matched >> i & 1) != 0) out.matched_words.push_back(searcher.words().words()[i]);
    }
  }
  return hits;
}

Resolution ResolveActor(const Network& network, const Audience& audience,
                        const SearchQuery& query) {
  Resolution resolution;
  const Parts& parts = network.parts();
  const Sight sight(*parts.access, audience);
  const Gates gates = GatesOf(parts, query.filter);
  if (const Record* whole = parts.Find(query.words).whole) {
    const Record* visible = sight.Visible(*whole);
    if (visible != nullptr && PassesFilter(parts, *visible, gates)) {
      resolution.actor = query.words;
      return resolution;
    }
  }
  Searcher searcher(parts, audience, query);
  const auto hits = searcher.Run(nullptr);
  const uint32_t all = (1u << searcher.words().words().size()) - 1;
  size_t names = 0;
  size_t covering = 0;
  const Record* covers = nullptr;
  for (const auto& hit : hits) {
    names += hit.score == kOne;
    if (hit.matched != all) continue;
    ++covering;
    if (covers == nullptr) covers = hit.visible;
  }
  if (names == 1) {
    resolution.actor = std::string(hits[0].visible->id());
  } else if (names == 0 && covering == 1) {
    resolution.actor = std::string(covers->id());
  } else {
    for (size_t i = 0; i < hits.size() && i < static_cast<size_t>(kMaxCandidates); ++i) {
      resolution.candidates.emplace_back(hits[i].visible->id());
    }
  }
  return resolution;
}

}  // namespace tashbik::graph
