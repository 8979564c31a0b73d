// Cleaning, folding, words and stems: what the headers of graph/text promise.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/text_encoding.h"
#include "graph/text/clean.h"
#include "graph/text/distance.h"
#include "graph/text/fold.h"
#include "graph/text/row.h"
#include "graph/text/tokens.h"
#include "graph/text/typed_words.h"
#include "tests/fuzz/property.h"

using tashbik::cli::IsUtf8;
using tashbik::fuzz::Expect;
namespace text = tashbik::graph::text;

namespace {

void CheckClean(const std::string& given) {
  for (const text::Lines lines : {text::Lines::kOne, text::Lines::kMany}) {
    const text::CleanedText clean = text::Clean(given, lines);
    if (!clean.ok()) {
      Expect(clean.text.empty(), "a text at fault is not kept");
      Expect(clean.fault->byte_offset < given.size(), "the fault stands in the text");
      Expect(IsUtf8(text::Describe(*clean.fault)), "the fault can be told");
      continue;
    }
    Expect(IsUtf8(given) && IsUtf8(clean.text), "only UTF-8 is kept");
    const text::CleanedText again = text::Clean(clean.text, lines);
    Expect(again.ok() && again.text == clean.text, "cleaning again changes nothing");
    if (lines == text::Lines::kOne) {
      Expect(clean.text.find_first_of("\n\r\t") == std::string::npos, "one line is one line");
      Expect(text::Clean(given, text::Lines::kMany).ok(), "one line is good among many");
      Expect(text::Fold(clean.text) == text::Fold(given), "cleaning changes no folded form");
    }
    Expect(text::CountCharacters(clean.text) <= clean.text.size(), "characters have bytes");
  }
}

void CheckFold(const std::string& given) {
  const std::string folded = text::Fold(given);
  Expect(IsUtf8(folded), "a folded text is UTF-8");
  Expect(text::Fold(folded) == folded, "folding again changes nothing");
  Expect(text::FoldName(text::FoldName(given)) == text::FoldName(given),
         "nor does folding a name again");
  if (IsUtf8(given)) {
    // Cut at a code point near the middle.
    size_t cut = given.size() / 2;
    while (cut < given.size() && (static_cast<uint8_t>(given[cut]) & 0xc0) == 0x80) ++cut;
    Expect(text::Fold(given.substr(0, cut)) + text::Fold(given.substr(cut)) == folded,
           "folding does not look around");
  }
}

void CheckTypedWords(const std::string& given, const std::string& folded) {
  std::vector<std::string> words;
  for (const text::TypedWord& word : text::TypedWords(given)) {
    Expect(text::Words(text::Fold(word.typed)) == std::vector<std::string>{word.folded},
           "what was typed is that word");
    words.push_back(word.folded);
  }
  Expect(words == text::Words(folded), "words as typed are the words");
}

void CheckWords(const std::string& given) {
  const std::string folded = text::Fold(given);
  CheckTypedWords(given, folded);
  for (const std::string& word : text::Words(folded)) {
    Expect(!word.empty() && IsUtf8(word), "a word is a text");
    Expect(text::CodePoints(word).size() <= text::kMaxWordLetters, "words are bounded");
    Expect(text::Words(word) == std::vector<std::string>{word}, "a word is one word");
    Expect(text::NearlyEqual(word, word), "a word is like itself");
    for (const text::Lang lang : {text::Lang::kUnknown, text::Lang::kEnglish, text::Lang::kFrench,
                                  text::Lang::kArabic, text::Lang::kOther}) {
      const text::Lang by = text::WordLang(word, lang);
      const std::string stem = text::StemWord(word, by);
      Expect(!stem.empty() && IsUtf8(stem), "a stem is a text");
      Expect(text::StemWord(word, by) == stem, "stemming is pure");
      const double prior = text::Prior(stem, by);
      Expect(prior >= 0.05 && prior <= 1, "a prior is in its bounds");
      const auto stems = text::CandidateStems(word, by);
      Expect(!stems.empty(), "a word has a stem to look for");
    }
  }
}

void CheckRow(const std::string& given) {
  const text::NameText names[] = {{given, "ar", text::NameKind::kLegal},
                                  {given, "", text::NameKind::kAlias}};
  const text::DescriptionText descriptions[] = {{given, "fr"}, {given, "en"}};
  const text::TextRow row = text::DeriveRow(names, descriptions);
  Expect(row == text::DeriveRow(names, descriptions), "rows are pure");
  Expect(row.stems.size() <= text::kMaxStems, "stems are bounded");
  Expect(row.names.size() <= text::kMaxNames, "names are bounded");
  for (const text::NameEntry& name : row.names) {
    Expect(name.words.size() <= text::kMaxNameWords, "words of a name are bounded");
    Expect(text::FoldName(name.folded) == name.folded, "a name of a row is folded");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string given(tashbik::fuzz::Text(data, size));
  CheckClean(given);
  CheckFold(given);
  CheckWords(given);
  CheckRow(given);
  return 0;
}
