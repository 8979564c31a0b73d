// The form in which what people type is compared: country names, column names, labels.
#ifndef TASHBIK_CLIENTS_CPP_FOLD_H_
#define TASHBIK_CLIENTS_CPP_FOLD_H_

#include <string>

#include "absl/strings/string_view.h"

namespace tashbik::client {

// Lower case, without accents, tashkeel and tatweel, with hamza carriers, ى and ة as their plain
// letters; everything that is neither letter nor digit becomes one space, none at the ends.
// "Côte d’Ivoire" -> "cote d ivoire". Invalid UTF-8 counts as a space.
std::string FoldWords(absl::string_view text);

// Edits (insert, delete, replace) that lead from one text to the other, counted in code points.
int EditDistance(absl::string_view a, absl::string_view b);

// Whether the text has letters of the Arabic script.
bool HasArabic(absl::string_view text);

}  // namespace tashbik::client

#endif  // TASHBIK_CLIENTS_CPP_FOLD_H_
