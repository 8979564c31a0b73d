// Words of a text, and their stems in English, French and Arabic.
#ifndef TASHBIK_GRAPH_TEXT_TOKENS_H_
#define TASHBIK_GRAPH_TEXT_TOKENS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace tashbik::graph::text {

// The language by whose rules a word is stemmed. The numbers are stored in derived rows.
enum class Lang : uint8_t {
  kUnknown = 0,  // Latin script without a declared language
  kEnglish = 1,
  kFrench = 2,
  kArabic = 3,
  kOther = 4,  // a language without a stemmer: words are only folded
};

// The language of a BCP 47 tag by its first subtag: "fr-MA" -> kFrench, "" -> kUnknown, any
// language but en, fr and ar -> kOther.
Lang LangOf(absl::string_view tag);

// The language to stem the folded `word` by, when its text declares `declared`: Latin words of an
// Arabic text are kUnknown, Arabic-script words of an English, French or undeclared text are
// kArabic, the rest is `declared`.
Lang WordLang(absl::string_view word, Lang declared);

// The words of an already folded text (see Fold), in order. A word is a run of letters and digits.
// French elisions are split off and dropped ("l'homme" -> homme, "qu'une" -> une), an English 's is
// dropped ("women's" -> women), other inner apostrophes join ("sana'a" -> sanaa), dotted initials
// join ("g.c.h.r." -> gchr), hyphens split. Words over kMaxWordLetters letters are cut.
std::vector<std::string> Words(absl::string_view folded);

inline constexpr int kMaxWordLetters = 40;

// True for words that say nothing of a text's subject ("the", "de", "في"). `word` is folded.
// For kUnknown both English and French words count; for kOther none does.
bool IsStopWord(absl::string_view word, Lang lang);

// The stem of a folded word. Arabic: one prefix of وال بال كال فال لل ال و and one suffix of
// ها ان ات ون ين يه ه ي are taken off while at least 3 letters stay (2 after ال and its kin).
// English and French: Snowball, folded again. kUnknown stems as English; kOther returns the word.
// Pure; each thread keeps its own stemmers. About a microsecond.
std::string StemWord(absl::string_view word, Lang lang);

// Every stem that a folded word of a query may have: with `lang` kUnknown the English and the
// French one, else just its own. Without repeats, never empty, the likeliest first.
std::vector<std::string> CandidateStems(absl::string_view word, Lang lang);

// How telling a stem is before the directory itself has been counted, in [0.05, 1]: 1 is a rare
// word, 0.05 a word in nearly every description of an organization ("organization", "droit",
// "حقوق"). Three hand-made bands of common words in the field's three languages, not a corpus
// count. `stem` is the result of StemWord with that `lang`; kUnknown looks in English and French.
double Prior(absl::string_view stem, Lang lang);

}  // namespace tashbik::graph::text

#endif  // TASHBIK_GRAPH_TEXT_TOKENS_H_
