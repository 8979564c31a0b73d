// Derives the text row: names with their words and initials, descriptions as stems.
#include "graph/text/row.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "graph/text/fold.h"

namespace tashbik::graph::text {
namespace {

constexpr size_t kMinInitials = 3;
constexpr size_t kMaxInitials = 8;
// Numbers of so many digits are years, amounts and telephones.
constexpr size_t kLongNumber = 4;

// True for words that descriptions and labels are compared by.
bool IsTelling(absl::string_view word, Lang lang) {
  if (word.size() < 2 || IsStopWord(word, lang)) return false;
  const auto is_digit = [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); };
  return word.size() < kLongNumber || !std::all_of(word.begin(), word.end(), is_digit);
}

// English or French by which one's stop words are more frequent; kUnknown when none is.
Lang GuessLang(const std::vector<std::string>& words) {
  int english = 0;
  int french = 0;
  for (const std::string& word : words) {
    english += IsStopWord(word, Lang::kEnglish) ? 1 : 0;
    french += IsStopWord(word, Lang::kFrench) ? 1 : 0;
  }
  if (english == french) return Lang::kUnknown;
  return english > french ? Lang::kEnglish : Lang::kFrench;
}

void AppendStems(const DescriptionText& description, std::vector<Stem>& stems) {
  const std::vector<std::string> words = Words(Fold(description.text));
  Lang declared = LangOf(description.language);
  if (declared == Lang::kUnknown) declared = GuessLang(words);
  int count = 0;
  for (const std::string& word : words) {
    if (count == kMaxStemsPerDescription || std::ssize(stems) == kMaxStems) return;
    const Lang lang = WordLang(word, declared);
    if (!IsTelling(word, lang)) continue;
    stems.push_back({StemWord(word, lang), lang});
    ++count;
  }
}

// All words when each is a stop word: "Nous", "On the Move".
std::vector<std::string> NameWords(absl::string_view folded, Lang declared) {
  std::vector<std::string> all = Words(folded);
  if (all.size() > kMaxNameWords) all.resize(kMaxNameWords);
  std::vector<std::string> telling;
  for (const std::string& word : all) {
    if (!IsStopWord(word, WordLang(word, declared))) telling.push_back(word);
  }
  return telling.empty() ? all : telling;
}

// "gchr" for the words of Gulf Centre for Human Rights; empty for other scripts, few words or many.
std::string Initials(const std::vector<std::string>& words) {
  if (words.size() < kMinInitials || words.size() > kMaxInitials) return "";
  std::string initials;
  for (const std::string& word : words) {
    if (!absl::ascii_isalpha(static_cast<unsigned char>(word.front()))) return "";
    initials.push_back(word.front());
  }
  return initials;
}

// Collects names without repeats.
class NameList {
 public:
  explicit NameList(std::vector<NameEntry>& names) : names_(names) {}

  void Add(absl::string_view text, NameKind kind, Lang lang) {
    AddEntry({FoldName(text), kind, lang, NameWords(Fold(text), lang)});
  }

  void AddInitials(absl::string_view text, Lang lang) {
    std::string initials = Initials(NameWords(Fold(text), lang));
    if (initials.empty()) return;
    AddEntry({initials, NameKind::kInitials, Lang::kUnknown, {initials}});
  }

 private:
  void AddEntry(NameEntry entry) {
    if (entry.folded.empty() || std::ssize(names_) == kMaxNames) return;
    for (const NameEntry& known : names_) {
      if (known.folded == entry.folded) return;
    }
    names_.push_back(std::move(entry));
  }

  std::vector<NameEntry>& names_;
};

// "Gulf Centre (GCHR)" -> {"Gulf Centre ", "GCHR"}; the second is empty without parentheses.
std::pair<std::string, absl::string_view> SplitParentheses(absl::string_view name) {
  const size_t open = name.find('(');
  const size_t close = name.find(')', open == absl::string_view::npos ? name.size() : open);
  if (open == absl::string_view::npos || close == absl::string_view::npos) {
    return {std::string(name), ""};
  }
  return {absl::StrCat(name.substr(0, open), " ", name.substr(close + 1)),
          name.substr(open + 1, close - open - 1)};
}

bool HasInitials(NameKind kind) {
  return kind == NameKind::kLegal || kind == NameKind::kTranslated || kind == NameKind::kFormer;
}

}  // namespace

TextRow DeriveRow(std::span<const NameText> names, std::span<const DescriptionText> descriptions) {
  TextRow row;
  NameList list(row.names);
  for (const NameText& name : names) list.Add(name.text, name.kind, LangOf(name.language));
  for (const NameText& name : names) {
    const auto [outside, inside] = SplitParentheses(name.text);
    const Lang lang = LangOf(name.language);
    if (!inside.empty()) {
      list.Add(outside, NameKind::kAlias, lang);
      list.Add(inside, NameKind::kAlias, lang);
    }
    if (HasInitials(name.kind)) list.AddInitials(outside, lang);
  }
  for (const DescriptionText& description : descriptions) AppendStems(description, row.stems);
  return row;
}

std::vector<std::string> StemLabel(absl::string_view label, absl::string_view language) {
  const Lang declared = LangOf(language);
  const std::vector<std::string> words = Words(Fold(label));
  std::vector<std::string> stems;
  for (const std::string& word : words) {
    const Lang lang = WordLang(word, declared);
    if (IsTelling(word, lang)) stems.push_back(StemWord(word, lang));
  }
  if (!stems.empty()) return stems;
  for (const std::string& word : words) stems.push_back(StemWord(word, WordLang(word, declared)));
  return stems;
}

}  // namespace tashbik::graph::text
