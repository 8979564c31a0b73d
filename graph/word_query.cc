// Plans a question in words, and measures records against it.
#include "graph/word_query.h"

#include <algorithm>

#include "graph/name_keys.h"
#include "graph/text/fold.h"
#include "graph/text/lexicon.h"
#include "graph/text/tokens.h"

namespace tashbik::graph {
namespace {

// How much being found there counts against standing in a name as it is.
constexpr double kThemeFit = 0.6;
constexpr double kDescriptionFit = 0.4;
constexpr double kSpellingFit = 0.75;
constexpr double kJoinedFit = 0.95;
// A whole name beats any sum over words.
constexpr double kMostByWords = 0.98;
// Weights of words in the mean.
constexpr uint32_t kPlainWeight = 10;
constexpr uint32_t kGenericWordWeight = 2;

text::Lang LangOfWord(const std::string& word) {
  return text::WordLang(word, text::Lang::kUnknown);
}

bool IsGeneric(const std::string& word) {
  return text::IsGenericConcept(text::ConceptOf(word, LangOfWord(word)));
}

}  // namespace

WordQuery::WordQuery(const Parts& parts, absl::string_view words) : parts_(parts) {
  const std::string folded = text::Fold(words);
  std::vector<std::string> all = text::Words(folded);
  full_name_ = FullNameKey(text::FoldName(words));
  for (const std::string& word : all) {
    if (!text::IsStopWord(word, LangOfWord(word))) words_.push_back(word);
  }
  if (words_.empty()) words_ = std::move(all);
  if (words_.size() > kMaxQueryWords) words_.resize(kMaxQueryWords);
  for (uint32_t i = 0; i < words_.size(); ++i) {
    weights_.push_back(IsGeneric(words_[i]) ? kGenericWordWeight : kPlainWeight);
    AddNameKeys(i, 1, words_[i], 1.0);
    if (i + 1 < words_.size()) AddNameKeys(i, 2, words_[i] + words_[i + 1], kJoinedFit);
    AddStems(i);
  }
  AddThemes();
  for (const Key& key : keys_) by_hash_[key.hash].push_back({key.word, key.fit});
  for (const ThemeKey& key : themes_) by_theme_[key.theme].push_back({key.word, key.fit});
}

// A key's own weight has the generic share in it; here that is in the weight of the word.
void WordQuery::AddNameKeys(uint32_t first, uint32_t count, const std::string& word,
                            double factor) {
  const double generic = IsGeneric(word) ? text::kGenericWeight : 1.0;
  for (const text::NameKey& key : text::NameKeys(word, text::Lang::kUnknown)) {
    const Fixed fit = ToFixed(std::min(1.0, key.weight / generic) * factor);
    for (uint32_t i = first; i < first + count; ++i) {
      keys_.push_back({NameKeyHash(key), i, fit});
    }
    if (count > 1) break;  // two words written together are found as they are
  }
}

void WordQuery::AddStems(uint32_t word) {
  const text::Lang lang = LangOfWord(words_[word]);
  for (const std::string& stem : text::CandidateStems(words_[word], lang)) {
    keys_.push_back({StemHash(stem), word, ToFixed(kDescriptionFit)});
  }
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
          for (size_t i = at; i < at + length; ++i) {
            themes_.push_back(
                {step.theme, static_cast<uint32_t>(i), Discounted(ToFixed(kThemeFit), step.steps)});
          }
        }
      }
    }
  }
}

void WordQuery::AddSpelling(uint32_t word, absl::string_view name_word) {
  const double fit = IsGeneric(std::string(name_word)) ? kSpellingFit * 0.5 : kSpellingFit;
  const text::NameKey key = {text::KeyKind::kWord, std::string(name_word), 1};
  keys_.push_back({NameKeyHash(key), word, ToFixed(fit)});
  by_hash_[keys_.back().hash].push_back({word, keys_.back().fit});
}

WordFit WordQuery::Match(const Record& visible, bool& is_name) const {
  WordFit fit = {};
  is_name = false;
  const auto raise = [&fit](const std::vector<std::pair<uint32_t, Fixed>>& words) {
    for (const auto& [word, value] : words) fit[word] = std::max(fit[word], value);
  };
  for (const Section section : {Section::kStems, Section::kNameKeys}) {
    for (uint32_t term : visible.section(section)) {
      const auto it = by_hash_.find(HashOf(term));
      if (it != by_hash_.end()) raise(it->second);
      is_name = is_name || (section == Section::kNameKeys && HashOf(term) == full_name_);
    }
  }
  if (!by_theme_.empty()) {
    for (uint32_t link : visible.section(Section::kLinks)) {
      if (static_cast<Role>(link >> 24) == Role::kRedLine) continue;
      const auto it = by_theme_.find(link & 0xffffff);
      if (it != by_theme_.end()) raise(it->second);
    }
  }
  return fit;
}

Fixed WordQuery::Score(const WordFit& fit, bool is_name) const {
  if (is_name) return kOne;
  uint64_t sum = 0;
  uint64_t weights = 0;
  for (size_t i = 0; i < words_.size(); ++i) {
    sum += uint64_t{weights_[i]} * fit[i];
    weights += weights_[i];
  }
  return weights == 0 ? 0 : Times(static_cast<Fixed>(sum / weights), ToFixed(kMostByWords));
}

uint32_t WordQuery::Matched(const WordFit& fit) const {
  uint32_t matched = 0;
  for (size_t i = 0; i < words_.size(); ++i) matched |= (fit[i] > 0 ? 1u : 0u) << i;
  return matched;
}

}  // namespace tashbik::graph
