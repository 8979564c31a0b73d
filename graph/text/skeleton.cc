// Consonant classes that Arabic words and their Latin transliterations share.
#include <unicode/utf8.h>

#include "graph/text/distance.h"
#include "graph/text/lexicon.h"

namespace tashbik::graph::text {
namespace {

// The class of one folded letter; 0 for letters that are dropped, '?' for what ends the attempt.
char ClassOfArabic(char32_t letter) {
  switch (letter) {
    case U'ا':
    case U'ء':
    case U'ع':
      return 0;  // clang-format off
    case U'ب': case U'پ': return 'b';
    case U'ت': case U'ط': case U'ث': return 't';
    case U'ج': case U'غ': case U'چ': case U'ژ': return 'g';
    case U'ح': case U'ه': return 'h';
    case U'خ': return 'x';
    case U'د': case U'ض': case U'ذ': return 'd';
    case U'ر': return 'r';
    case U'ز': case U'ظ': return 'z';
    case U'س': case U'ص': return 's';
    case U'ش': return 'c';
    case U'ف': case U'ڤ': return 'f';
    case U'ق': case U'ك': return 'k';
    case U'ل': return 'l';
    case U'م': return 'm';
    case U'ن': return 'n';
    case U'و': return 'w';
    case U'ي': return 'y';
    default: return '?';  // clang-format on
  }
}

char ClassOfLatin(char32_t letter, char32_t next) {
  switch (letter) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
      return 0;  // clang-format off
    case 'b': case 'p': return 'b';
    case 'c': return next == 'e' || next == 'i' ? 's' : 'k';
    case 'd': return 'd';
    case 'f': case 'v': return 'f';
    case 'g': case 'j': return 'g';
    case 'h': return 'h';
    case 'k': case 'q': case 'x': return 'k';
    case 'l': return 'l';
    case 'm': return 'm';
    case 'n': return 'n';
    case 'r': return 'r';
    case 's': return 's';
    case 't': return 't';
    case 'w': return 'w';
    case 'y': return 'y';
    case 'z': return 'z';
    default: return '?';  // clang-format on
  }
}

char ClassOfTifinagh(char32_t letter) {
  switch (letter) {
    case U'ⴰ':
    case U'ⴻ':
    case U'ⵉ':
    case U'ⵓ':
    case U'ⵄ':
      return 0;  // clang-format off
    case U'ⴱ': return 'b';
    case U'ⴳ': case U'ⴶ': case U'ⵊ': case U'ⵖ': return 'g';
    case U'ⴷ': case U'ⴹ': return 'd';
    case U'ⴼ': return 'f';
    case U'ⴽ': case U'ⵇ': return 'k';
    case U'ⵀ': case U'ⵃ': return 'h';
    case U'ⵅ': return 'x';
    case U'ⵍ': return 'l';
    case U'ⵎ': return 'm';
    case U'ⵏ': return 'n';
    case U'ⵔ': case U'ⵕ': return 'r';
    case U'ⵙ': case U'ⵚ': return 's';
    case U'ⵛ': return 'c';
    case U'ⵜ': case U'ⵟ': return 't';
    case U'ⵡ': return 'w';
    case U'ⵢ': return 'y';
    case U'ⵣ': case U'ⵥ': return 'z';
    default: return '?';  // clang-format on
  }
}

// Two Latin letters that stand for one Arabic letter; 0 when they do not.
char ClassOfPair(char32_t first, char32_t second) {
  if (first == 'd' && second == 'j') return 'g';
  if (first == 'o' && second == 'u') return 'w';
  if (second != 'h') return 0;
  switch (first) {
    case 'k':
      return 'x';
    case 's':
    case 'c':
      return 'c';
    case 't':
      return 't';
    case 'd':
      return 'd';
    case 'g':
      return 'g';
    case 'p':
      return 'f';
    default:
      return 0;
  }
}

std::u32string_view WithoutArticle(std::u32string_view word) {
  for (const std::u32string_view article : {U"وال", U"بال", U"لل", U"ال"}) {
    if (word.starts_with(article) && word.size() >= article.size() + 3) {
      return word.substr(article.size());
    }
  }
  if ((word.starts_with(U"al") || word.starts_with(U"el")) && word.size() >= 6) {
    return word.substr(2);
  }
  return word;
}

// W and y are vowels but at the start of a word.
void AppendClass(char letter_class, bool at_start, std::string& skeleton) {
  if (letter_class == 0) return;
  if (!at_start && (letter_class == 'w' || letter_class == 'y')) return;
  if (!skeleton.empty() && skeleton.back() == letter_class) return;
  skeleton.push_back(letter_class);
}

}  // namespace

std::string Skeleton(absl::string_view word, size_t least) {
  const std::u32string points = CodePoints(word);
  const std::u32string_view letters = WithoutArticle(points);
  std::string skeleton;
  for (size_t i = 0; i < letters.size(); ++i) {
    const char32_t letter = letters[i];
    const char32_t next = i + 1 < letters.size() ? letters[i + 1] : 0;
    const bool at_start = i == 0;
    char letter_class = ClassOfPair(letter, next);
    if (letter_class != 0) {
      ++i;
    } else {
      letter_class = letter < 0x80      ? ClassOfLatin(letter, next)
                     : letter >= 0x2d30 ? ClassOfTifinagh(letter)
                                        : ClassOfArabic(letter);
    }
    if (letter_class == '?') return "";
    AppendClass(letter_class, at_start, skeleton);
  }
  if (!skeleton.empty() && skeleton.back() == 'h') skeleton.pop_back();
  return skeleton.size() < least ? "" : skeleton;
}

}  // namespace tashbik::graph::text
