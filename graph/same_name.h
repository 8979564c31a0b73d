// Whether two actors go by the same name: in one language, in two, in two scripts, or by initials.
#ifndef TASHBIK_GRAPH_SAME_NAME_H_
#define TASHBIK_GRAPH_SAME_NAME_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/text/lexicon.h"
#include "graph/text/row.h"

namespace tashbik::graph {

// How two names are the same, or why they are not.
enum class NameLikeness : uint8_t {
  kSame,            // word for word, but for order, forms and spelling
  kTranslated,      // most words mean the same in two languages
  kTransliterated,  // most words sound the same in two scripts
  kAcronym,         // one's short name is the other's, or its initials
  kDifferent,       // they speak of different things
};

struct NameEvidence {
  NameLikeness kind = NameLikeness::kSame;
  double weight = 0;  // in (0, 1]; kDifferent: in [-1, 0)
  // Folded names; of kDifferent the words that differ, one empty where the other name says more.
  std::string first;
  std::string second;
};

// A word of a name, made ready to be compared.
struct NamePart {
  std::string word;                 // folded
  std::string stem;                 //
  absl::string_view concept_key;    // empty: not in the lexicon
  std::vector<std::string> sounds;  // its consonants, without what may be a prefix or an ending
  double weight = 1;                // how much it says
  bool telling = true;              // no generic word, which hundreds of names share
  bool subject = false;             // generic, but says what for
  bool sets_apart = false;          // a country, city or people
  bool latin = false;
};

// The names of one actor, made ready: some microseconds for each word.
class NameProfile {
 public:
  explicit NameProfile(std::span<const text::NameEntry> names);

  struct Name {
    text::NameKind kind;
    text::Lang lang;
    std::string folded;
    std::vector<NamePart> parts;
    double weight = 0;  // of its parts
    bool full = false;  // more than initials or a short name
  };
  const std::vector<Name>& names() const { return names_; }

 private:
  std::vector<Name> names_;
};

struct NameComparison {
  double score = 0;                    // in [0, 1]; kLikelySame and more is worth a person's look
  std::vector<NameEvidence> evidence;  // the strongest first
};
inline constexpr double kLikelySame = 0.5;

// Symmetric but for the order of first and second; depends on these names alone. Precision and
// recall on labelled pairs: see same_name_test. Costs a few microseconds a pair of names, of which
// there are at most kMaxCompared².
inline constexpr size_t kMaxCompared = 12;
NameComparison CompareNames(const NameProfile& first, const NameProfile& second);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_SAME_NAME_H_
