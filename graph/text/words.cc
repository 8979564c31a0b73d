// Cuts folded text into words: elisions, possessives, dotted initials.
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "graph/text/tokens.h"

namespace tashbik::graph::text {
namespace {

bool IsWordCodePoint(UChar32 c) {
  if (c < 0x80) return c >= 0 && absl::ascii_isalnum(static_cast<unsigned char>(c));
  return u_isalnum(c) || u_charType(c) == U_COMBINING_SPACING_MARK;
}

// Reads `text` by words; positions are byte offsets.
class Cutter {
 public:
  explicit Cutter(absl::string_view text) : text_(text) {}

  std::vector<std::string> Cut() {
    std::vector<std::string> words;
    while (position_ < text_.size()) {
      std::string word = DottedInitials();
      if (word.empty()) word = Run();
      if (word.empty()) {
        Skip();
        continue;
      }
      AfterApostrophes(word);
      CutOff(word);
      if (!word.empty()) words.push_back(std::move(word));
    }
    return words;
  }

 private:
  UChar32 At(size_t position, size_t* next) const {
    auto i = static_cast<int64_t>(position);
    UChar32 c = -1;
    if (position < text_.size()) U8_NEXT(text_.data(), i, static_cast<int64_t>(text_.size()), c);
    *next = static_cast<size_t>(i);
    return c;
  }

  void Skip() { At(position_, &position_); }

  // The letters and digits from here on, at most kMaxWordLetters of them.
  std::string Run() {
    const size_t start = position_;
    size_t end = position_;
    size_t next = 0;
    for (int letters = 0; IsWordCodePoint(At(position_, &next)); position_ = next) {
      if (++letters <= kMaxWordLetters) end = next;
    }
    return std::string(text_.substr(start, end - start));
  }

  // Initials and parts over apostrophes add up: `word` keeps its first kMaxWordLetters letters.
  static void CutOff(std::string& word) {
    const auto size = static_cast<int32_t>(word.size());
    if (size <= kMaxWordLetters) return;
    int32_t end = 0;
    U8_FWD_N(word.data(), end, size, kMaxWordLetters);
    word.resize(static_cast<size_t>(end));
  }

  // "g.c.h.r." from here on as "gchr", or nothing.
  std::string DottedInitials() {
    std::string initials;
    int letters = 0;
    size_t at = position_;
    for (;;) {
      size_t after = 0;
      size_t after_dot = 0;
      if (!IsWordCodePoint(At(at, &after))) break;
      const bool dot = At(after, &after_dot) == '.';
      size_t unused = 0;
      if (!dot && IsWordCodePoint(At(after, &unused))) return "";  // a longer word: "e.coli"
      initials.append(text_.data() + at, after - at);
      ++letters;
      at = dot ? after_dot : after;
      if (!dot) break;
    }
    if (letters < 2) return "";
    position_ = at;
    return initials;
  }

  // Takes in what follows `word` over apostrophes: "l" + "homme" -> homme, "women" + "s" -> women,
  // "sana" + "a" -> sanaa.
  void AfterApostrophes(std::string& word) {
    bool first = true;
    size_t after = 0;
    while (At(position_, &after) == '\'') {
      size_t unused = 0;
      if (!IsWordCodePoint(At(after, &unused))) return;
      position_ = after;
      std::string part = Run();
      if (first && IsElision(word)) {
        word = std::move(part);
      } else if (part != "s") {
        word += part;
      }
      first = false;
    }
  }

  static bool IsElision(absl::string_view word) {
    static const auto* const elisions = new absl::flat_hash_set<std::string>(
        {"l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"});
    return elisions->contains(word);
  }

  absl::string_view text_;
  size_t position_ = 0;
};

using WordSet = absl::flat_hash_set<std::string>;

WordSet Split(absl::string_view words) {
  return absl::StrSplit(words, absl::ByAnyChar(" \n"), absl::SkipEmpty());
}

const WordSet& EnglishStopWords() {
  static const auto* const words = new WordSet(Split(
      "a about above across after again against all also am among an and any are as at be because "
      "been before being below between both but by can could did do does doing down during each "
      "etc few for from further had has have having he her here hers him his how i if in into is "
      "it "
      "its itself just may me more most must my no nor not of off on once only or other our ours "
      "out over own per same she should so some such than that the their theirs them then there "
      "these they this those through to too towards under until up upon us very via was we were "
      "what when where which while who whom whose why will with within without would you your"));
  return *words;
}

const WordSet& FrenchStopWords() {
  static const auto* const words = new WordSet(Split(
      "a afin ai ainsi apres as au aucun aujourdhui aussi autre autres aux avec avoir avons car ce "
      "ceci cela celle celles celui ces cet cette ceux chaque chez comme comment contre d dans de "
      "depuis des donc dont du elle elles en encore entre es est et etaient etait etant ete etre "
      "eu eux il ils je jusque l la le les leur leurs lors lui ma mais me meme memes mes moi moins "
      "mon ne ni nos notre nous on ont ou par parmi pas pendant plus plusieurs pour quand que quel "
      "quelle quelles quels qui quoi sa sans se selon sera ses si soit son sont sous sur ta tandis "
      "te tes toi ton tous tout toute toutes tres tu un une vers voir vos votre vous y"));
  return *words;
}

const WordSet& ArabicStopWords() {
  static const auto* const words = new WordSet(Split(
      "في من الي علي عن مع هذا هذه ذلك تلك هولاء التي الذي الذين اللذين اللواتي اللاتي ان انه انها "
      "انهم او ثم لم لن لا ما كما كل كلا بعض بين بعد قبل حتي اذا اذ قد هو هي هم هن نحن انا كان "
      "كانت يكون تكون كذلك ايضا عبر ضد حول خلال منذ لدي اي ايه غير سوي عند عندما حيث لكن لان لانه "
      "لها له لهم لنا فيه فيها فيهم منه منها منهم به بها بهم عليه عليها عليهم اليه اليها بما مما "
      "اما الا ليس ليست تم يتم قام تقوم يقوم و ف ب ل ك نحو وفق دون ضمن داخل خارج امام وهو وهي "
      "وفي ومن وعلي والي وعن ومع وان وما ولا وقد وكان وكانت وذلك وهذا وهذه والتي والذي والذين "
      "وكذلك وايضا وغيرها وغيره وبين كافه جميع احد احدي عده ات"));
  return *words;
}

}  // namespace

std::vector<std::string> Words(absl::string_view folded) { return Cutter(folded).Cut(); }

bool IsStopWord(absl::string_view word, Lang lang) {
  switch (lang) {
    case Lang::kEnglish:
      return EnglishStopWords().contains(word);
    case Lang::kFrench:
      return FrenchStopWords().contains(word);
    case Lang::kArabic:
      return ArabicStopWords().contains(word);
    case Lang::kUnknown:
      return EnglishStopWords().contains(word) || FrenchStopWords().contains(word);
    case Lang::kOther:
      return false;
  }
  return false;
}

}  // namespace tashbik::graph::text
