// Plans a question in words, and measures records against it.
#include "graph/word_query.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "graph/text/distance.h"
#include "graph/text/fold.h"
#include "graph/text/tokens.h"
#include "graph/text/typed_words.h"

namespace tashbik::graph {
namespace {

// A whole name beats any sum over words.
constexpr double kMostByWords = 0.98;
// What is left of the score where none of the name is covered.
constexpr double kUncovered = 0.8;

text::Lang LangOfWord(absl::string_view word) { return text::WordLang(word, text::Lang::kUnknown); }

Fit FitOfKind(text::KeyKind kind) {
  switch (kind) {
    case text::KeyKind::kWord:
      return kWholeFit;
    case text::KeyKind::kStem:
      return kStemFit;
    case text::KeyKind::kConcept:
      return kConceptFit;
    case text::KeyKind::kSkeleton:
      return kSkeletonFit;
  }
  return 0;
}

// Calls visit(word) for each of a set.
template <typename Visit>
void ForEachWord(WordSet words, const Visit& visit) {
  for (; words != 0; words &= words - 1) visit(static_cast<size_t>(std::countr_zero(words)));
}

}  // namespace

WordQuery::WordQuery(const Parts& parts, absl::string_view words, Day day)
    : parts_(parts), day_(day), folded_(text::FoldName(words)) {
  full_name_ = FullNameKey(folded_);
  std::vector<text::TypedWord> all = text::TypedWords(words);
  const auto is_telling = [](const text::TypedWord& word) {
    return !text::IsStopWord(word.folded, LangOfWord(word.folded));
  };
  const bool stop_words_only = std::none_of(all.begin(), all.end(), is_telling);
  for (text::TypedWord& word : all) {
    if (words_.size() == kMaxQueryWords) break;
    if (!stop_words_only && !is_telling(word)) continue;
    words_.push_back(std::move(word.folded));
    typed_.push_back(std::move(word.typed));
  }
  for (size_t i = 0; i < words_.size(); ++i) AddWord(i);
  AddThemes();
  for (const ThemeKey& key : themes_) by_theme_[key.theme].push_back({key.word, key.fit});
}

void WordQuery::AddWord(size_t word) {
  const std::string& text = words_[word];
  const WordSet self = WordSet{1} << word;
  for (const text::NameKey& key : text::NameKeys(text, text::Lang::kUnknown)) {
    AddName({NameKeyHash(key), self, FitOfKind(key.kind), true});
  }
  AddName({JoinedKey(text), self, kJoinedFit, true});
  AddName({InitialsKey(text), self, kInitialsFit, true});
  targets_.push_back(SpellingTarget(text, self));
  uint32_t weight = WeightOfWord(text, text::Lang::kUnknown);
  if (const absl::string_view meant = GenericConceptNear(text); !meant.empty()) {
    weight = kGenericWeight;
    const text::NameKey key = {text::KeyKind::kConcept, std::string(meant), 1};
    AddName({NameKeyHash(key), self, kSpellingFit, true});
  }
  weights_.push_back(weight);
  weight_ += weight;
  telling_ = telling_ || weight == kTellingWeight;
  if (word + 1 < words_.size()) {
    const std::string joined = text + words_[word + 1];
    AddName({NameKeyHash({text::KeyKind::kWord, joined, 1}), self | self << 1, kJoinedFit, true});
    targets_.push_back(SpellingTarget(joined, self | self << 1));
  }
  for (const std::string& stem : text::CandidateStems(text, LangOfWord(text))) {
    keys_.push_back({StemHash(stem), self, kDescriptionFit, false});
    by_stem_[StemHash(stem)] |= self;
  }
}

void WordQuery::AddName(const Key& key) {
  keys_.push_back(key);
  by_name_key_[key.hash].push_back(key);
}

// Labels whose stems stand in a row in the question. All that is narrower is found as well.
void WordQuery::AddThemes() {
  std::vector<std::vector<std::string>> stems;
  for (const std::string& word : words_) {
    stems.push_back(text::CandidateStems(word, LangOfWord(word)));
  }
  const auto has = [&](size_t word, const std::string& stem) {
    return std::find(stems[word].begin(), stems[word].end(), stem) != stems[word].end();
  };
  for (size_t at = 0; at < words_.size(); ++at) {
    for (const std::string& first : stems[at]) {
      for (const Vocabulary::Label& label : parts_.vocabulary->LabelsFrom(first)) {
        const size_t length = label.stems.size();
        if (at + length > words_.size()) continue;
        bool equal = true;
        for (size_t i = 1; i < length && equal; ++i) equal = has(at + i, label.stems[i]);
        if (!equal) continue;
        for (const ThemeStep& step : parts_.vocabulary->NarrowerOrSame(label.theme)) {
          const Fit fit = static_cast<Fit>(Discounted(kThemeFit, step.steps));
          for (size_t i = at; i < at + length; ++i) {
            themes_.push_back({step.theme, static_cast<uint32_t>(i), fit});
          }
        }
      }
    }
  }
}

std::vector<WordQuery::Key> WordQuery::AddSpellings(const NameWords& names) {
  std::vector<Key> keys;
  for (const SpellingTarget& target : targets_) {
    for (absl::string_view word : SpellingsOf(target, names)) {
      const text::NameKey key = {text::KeyKind::kWord, std::string(word), 1};
      keys.push_back({NameKeyHash(key), target.words, kSpellingFit, true});
    }
    if (std::popcount(target.words) > 1) continue;  // two words for two others: no
    for (const auto& [first, second] : SpelledPairsOf(target, names)) {
      const uint32_t hash = JoinedKey(std::string(first) + std::string(second));
      keys.push_back({hash, target.words, kSpellingFit, true, true});
    }
  }
  for (const Key& key : keys) {
    std::vector<Key>& known = by_name_key_[key.hash];
    if (std::find(known.begin(), known.end(), key) == known.end()) known.push_back(key);
  }
  return keys;
}

FitSums WordQuery::Match(const Record& visible, WordSet& found, bool& is_name) const {
  std::array<FitRank, kMaxQueryWords> ranks = {};
  const auto raise = [&ranks](size_t word, FitRank rank) {
    ranks[word] = std::max(ranks[word], rank);
  };
  is_name = false;
  for (uint32_t term : visible.section(Section::kNameKeys)) {
    is_name = is_name || (HashOf(term) == full_name_ && IsName(visible));
    const auto it = by_name_key_.find(HashOf(term));
    if (it == by_name_key_.end()) continue;
    for (const Key& key : it->second) {
      if (key.pair && !HasPair(visible, key.hash, key.words)) continue;
      const FitRank rank = RankOf(key.fit, TimesOf(term) - 1);
      ForEachWord(key.words, [&](size_t word) { raise(word, rank); });
    }
  }
  for (uint32_t term : visible.section(Section::kStems)) {
    const auto it = by_stem_.find(HashOf(term));
    if (it == by_stem_.end()) continue;
    ForEachWord(it->second, [&](size_t word) { raise(word, RankOf(kDescriptionFit, 7)); });
  }
  if (!by_theme_.empty()) {
    const auto carries = [&](ThemeNo theme) {
      const auto it = by_theme_.find(theme);
      if (it == by_theme_.end()) return;
      for (const auto& [word, fit] : it->second) raise(word, RankOf(fit, 7));
    };
    for (uint32_t link : visible.section(Section::kLinks)) {
      const Role role = static_cast<Role>(link >> 24);
      if (role == Role::kRedLine || role == Role::kNeed || role == Role::kOffer) continue;
      carries(link & 0xffffff);
    }
    ForEachOpen(visible, Section::kOffers, day_, carries);
    ForEachOpen(visible, Section::kNeeds, day_, carries);
  }
  FitSums sums;
  found = 0;
  for (size_t i = 0; i < words_.size(); ++i) {
    if (ranks[i] == 0) continue;
    sums.Add(ranks[i], weights_[i]);
    found |= WordSet{1} << i;
  }
  return sums;
}

// A hash alone may be that of another name.
bool WordQuery::IsName(const Record& visible) const {
  const std::vector<NameView> names = NamesOf(visible);
  return std::any_of(names.begin(), names.end(), [this](const NameView& name) {
    return name.kind != text::NameKind::kInitials && name.folded == folded_;
  });
}

bool WordQuery::HasPair(const Record& visible, uint32_t hash, WordSet words) const {
  const auto target = std::find_if(targets_.begin(), targets_.end(),
                                   [&](const SpellingTarget& t) { return t.words == words; });
  for (const NameView& name : NamesOf(visible)) {
    if (name.kind == text::NameKind::kInitials) continue;
    for (size_t i = 1; i < name.words.size(); ++i) {
      const absl::string_view first = name.words[i - 1];
      const absl::string_view second = name.words[i];
      if (JoinedKey(std::string(first) + std::string(second)) == hash &&
          IsSpelledPair(*target, first, second)) {
        return true;
      }
    }
  }
  return false;
}

Fixed WordQuery::Score(const FitSums& sums) const {
  if (sums.words == 0 || (telling_ && !sums.telling)) return 0;
  const Fixed base = Quotient(sums.total, weight_ * kWholeFit);
  const Fixed covered = Quotient(sums.name, kNameSizes[sums.step] * kWholeFit);
  const Fixed part = ToFixed(kUncovered) + Times(ToFixed(1 - kUncovered), covered);
  return Times(Times(base, part), ToFixed(kMostByWords));
}

}  // namespace tashbik::graph
