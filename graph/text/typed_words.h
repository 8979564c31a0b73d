// The words of a text together with how they were typed.
#ifndef TASHBIK_GRAPH_TEXT_TYPED_WORDS_H_
#define TASHBIK_GRAPH_TEXT_TYPED_WORDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace tashbik::graph::text {

struct TypedWord {
  std::string folded;  // as Words gives it
  // For showing: as typed, without the punctuation and direction marks around it. Parts of what was
  // typed as one ("Beit-Lahia") are folded.
  std::string typed;
};

// Words(Fold(text)), each with its typed form. Pure; linear.
std::vector<TypedWord> TypedWords(absl::string_view text);

}  // namespace tashbik::graph::text

#endif  // TASHBIK_GRAPH_TEXT_TYPED_WORDS_H_
