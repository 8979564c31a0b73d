// Folding: the form of a text in which two spellings of the same word are equal.
#ifndef TASHBIK_GRAPH_TEXT_FOLD_H_
#define TASHBIK_GRAPH_TEXT_FOLD_H_

#include <string>

#include "absl/strings/string_view.h"

namespace tashbik::graph::text {

// Folds UTF-8 `text` for comparison, never for showing. In this order, per code point:
//   compatibility forms decomposed (ﷲ, ﬁ, full width), upper case lowered (ß -> ss);
//   tashkeel and all other nonspacing marks, tatweel, zero-width and bidi controls dropped;
//   Latin letters and punctuation to ASCII (é -> e, ’ -> ', « -> <<), ʿ and ʾ dropped;
//   آأإٱ -> ا, ىیېێ -> ي, ؤۆ -> و, ئ -> ي, ة ە ھ ہ -> ه, ک گ -> ك, ڕ -> ر, ڵ -> ل;
//   decimal digits of any script -> 0-9.
// White space and punctuation stay (white space as U+0020, not collapsed): words are cut by
// `tokens.h`. Bytes that are not UTF-8 become one space each, so it never fails.
//
// Pure and idempotent: Fold(Fold(x)) == Fold(x). The map is context free: Fold(a + b) is
// Fold(a) + Fold(b) wherever a is cut at a code point. Linear; ASCII and Arabic letters take a
// table look-up, other scripts beyond U+2100 go through ICU. Safe from any thread; the table is
// built at the first call.
std::string Fold(absl::string_view text);

// Folds, turns each run of characters that are neither letter nor digit into one space, and trims:
// the form in which full names are compared. "  L’Homme – (LEBANON) " -> "l homme lebanon".
std::string FoldName(absl::string_view text);

}  // namespace tashbik::graph::text

#endif  // TASHBIK_GRAPH_TEXT_FOLD_H_
