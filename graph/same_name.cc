// Aligns the words of two names by meaning and sound, and weighs what is left over.
#include "graph/same_name.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "graph/text/distance.h"
#include "graph/text/tokens.h"

namespace tashbik::graph {
namespace {

using text::Lang;
using text::NameKind;

// Similarities and penalties: chosen on the part `tune` of same_names.tsv.
constexpr double kSameStem = 0.95;
constexpr double kNearSpelling = 0.9;
constexpr double kLongSound = 0.9;   // three consonants or more
constexpr double kShortSound = 0.8;  // two
constexpr double kNearSound = 0.7;
constexpr double kAlike = 0.5;  // words under this do not match at all
// What is left of a score where both names have something that the other lacks.
constexpr double kApartLeft = 0.3;
constexpr double kKnownLeft = 0.5;
constexpr double kSameScriptLeft = 0.6;
constexpr double kUnknownLeft = 0.6;
// The same where only one of them is telling, but the other speaks of a subject.
constexpr double kSubjectLeft = 0.6;
// The same where only one of them is telling, and all that they share are words of the field or of
// places: of the many whose names have these it is a narrower one. A name of its own is needed to
// recognize it by.
constexpr double kNarrowerLeft = 0.6;
// Names without a telling word, even where they are the same.
constexpr double kGenericMost = 0.6;
constexpr double kAcronymAlone = 0.65;
constexpr double kAcronymAdds = 0.25;
constexpr size_t kLeastShort = 3;

struct Likeness {
  double value = 0;
  NameLikeness how = NameLikeness::kSame;
};

// The sound with g and k as one: گ folds to ك, and ق is written either way.
std::string OneClass(std::string sound) {
  std::replace(sound.begin(), sound.end(), 'g', 'k');
  return sound;
}

Likeness LikenessOf(const NamePart& a, const NamePart& b, bool one_language) {
  if (a.word == b.word) return {1, NameLikeness::kSame};
  const bool same_script = a.latin == b.latin;
  if (!a.concept_key.empty() && a.concept_key == b.concept_key) {
    return {1, same_script && (one_language || a.stem == b.stem) ? NameLikeness::kSame
                                                                 : NameLikeness::kTranslated};
  }
  const bool both_known = !a.concept_key.empty() && !b.concept_key.empty();
  if (both_known) return {};
  if (same_script && a.stem == b.stem) return {kSameStem, NameLikeness::kSame};
  const bool none_known = a.concept_key.empty() && b.concept_key.empty();
  if (same_script && none_known && text::NearlyEqual(a.word, b.word)) {
    return {kNearSpelling, NameLikeness::kSame};
  }
  if (same_script && !none_known) return {};
  Likeness best;
  for (const std::string& one : a.sounds) {
    for (const std::string& other : b.sounds) {
      double value = 0;
      if (!same_script && one.size() >= 3 && OneClass(one) == OneClass(other)) value = kNearSound;
      if (one == other) {
        value = one.size() >= 3 && one.front() != '-' ? kLongSound : kShortSound;
        if (same_script && value == kShortSound) value = 0;
      } else if (!same_script && std::min(one.size(), other.size()) >= 4 &&
                 text::EditDistance(text::CodePoints(one), text::CodePoints(other), 1) <= 1) {
        value = kNearSound;
      }
      if (value > best.value) best = {value, NameLikeness::kTransliterated};
    }
  }
  if (same_script && best.value > 0) best.how = NameLikeness::kSame;
  return best;
}

// One name against another.
struct Aligned {
  double score = 0;
  NameLikeness how = NameLikeness::kSame;
  double clash = 0;  // what the words that differ took away
  std::string only_first;
  std::string only_second;
};

struct Match {
  Likeness likeness;
  size_t first;
  size_t second;
};

std::vector<Match> BestMatches(const NameProfile::Name& a, const NameProfile::Name& b) {
  const bool one_language = a.lang == b.lang && a.lang != Lang::kUnknown;
  std::vector<Match> all;
  for (size_t i = 0; i < a.parts.size(); ++i) {
    for (size_t j = 0; j < b.parts.size(); ++j) {
      const Likeness likeness = LikenessOf(a.parts[i], b.parts[j], one_language);
      if (likeness.value >= kAlike) all.push_back({likeness, i, j});
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Match& x, const Match& y) {
    return x.likeness.value > y.likeness.value;
  });
  std::vector<bool> first(a.parts.size()), second(b.parts.size());
  std::vector<Match> kept;
  for (const Match& match : all) {
    if (first[match.first] || second[match.second]) continue;
    first[match.first] = second[match.second] = true;
    kept.push_back(match);
  }
  return kept;
}

// The telling words of a name that no match holds.
std::vector<const NamePart*> LeftOver(const NameProfile::Name& name,
                                      const std::vector<bool>& used) {
  std::vector<const NamePart*> left;
  for (size_t i = 0; i < name.parts.size(); ++i) {
    if (!used[i] && name.parts[i].telling) left.push_back(&name.parts[i]);
  }
  // What sets apart, then what the lexicon knows: it decides.
  const auto rank = [](const NamePart* part) {
    return part->sets_apart ? 0 : part->concept_key.empty() ? 2 : 1;
  };
  std::stable_sort(left.begin(), left.end(),
                   [&](const NamePart* x, const NamePart* y) { return rank(x) < rank(y); });
  return left;
}

// A subject among the generic words that no match holds, or null.
const NamePart* SubjectLeft(const NameProfile::Name& name, const std::vector<bool>& used) {
  for (size_t i = 0; i < name.parts.size(); ++i) {
    if (!used[i] && name.parts[i].subject) return &name.parts[i];
  }
  return nullptr;
}

double LeftAfter(const NamePart& a, const NamePart& b) {
  if (a.sets_apart && b.sets_apart) return kApartLeft;
  if (!a.concept_key.empty() && !b.concept_key.empty()) return kKnownLeft;
  return a.latin == b.latin ? kSameScriptLeft : kUnknownLeft;
}

Aligned Align(const NameProfile::Name& a, const NameProfile::Name& b) {
  Aligned aligned;
  if (a.folded == b.folded) return {1, NameLikeness::kSame, 0, "", ""};
  std::vector<bool> first(a.parts.size()), second(b.parts.size());
  double matched = 0;
  double telling = 0;
  // By a word that is no concept, a name of its own; or by two that are, such as a craft and a
  // city.
  bool named_alike = false;
  int telling_shared = 0;
  double total = a.weight + b.weight;
  std::array<double, 3> by_how = {};
  for (const Match& match : BestMatches(a, b)) {
    const NamePart& one = a.parts[match.first];
    const NamePart& other = b.parts[match.second];
    first[match.first] = second[match.second] = true;
    // A generic word that is only transcribed is a name of its own: Al-Haq.
    const bool named = match.likeness.how == NameLikeness::kTransliterated;
    const double least = named ? 1 : 0;
    const double first_weight = std::max(one.weight, least);
    const double second_weight = std::max(other.weight, least);
    total += first_weight + second_weight - one.weight - other.weight;
    const double weight = (first_weight + second_weight) * match.likeness.value;
    matched += weight;
    if (named || (one.telling && other.telling)) {
      telling += weight;
      ++telling_shared;
    }
    named_alike = named_alike || named || one.concept_key.empty() || other.concept_key.empty();
    by_how[static_cast<size_t>(match.likeness.how)] += weight;
  }
  if (total == 0) return aligned;
  aligned.score = matched / total;
  aligned.how =
      static_cast<NameLikeness>(std::max_element(by_how.begin(), by_how.end()) - by_how.begin());
  if (telling == 0) aligned.score *= kGenericMost;
  const auto left_first = LeftOver(a, first);
  const auto left_second = LeftOver(b, second);
  if (left_first.empty() != left_second.empty()) {
    const NamePart* const telling_one =
        left_first.empty() ? left_second.front() : left_first.front();
    const NamePart* const subject =
        left_first.empty() ? SubjectLeft(a, first) : SubjectLeft(b, second);
    const bool recognized = named_alike || telling_shared > 1;
    if (subject != nullptr || !recognized) {
      const double left = subject != nullptr ? kSubjectLeft : kNarrowerLeft;
      const std::string other = subject != nullptr ? subject->word : "";
      aligned.clash = 1 - left;
      aligned.score *= left;
      aligned.only_first = left_first.empty() ? other : telling_one->word;
      aligned.only_second = left_first.empty() ? telling_one->word : other;
    }
  }
  if (!left_first.empty() && !left_second.empty()) {
    const double left = LeftAfter(*left_first.front(), *left_second.front());
    aligned.clash = 1 - left;
    aligned.score *= left;
    aligned.only_first = left_first.front()->word;
    aligned.only_second = left_second.front()->word;
  }
  return aligned;
}

bool SameShort(const NameProfile::Name& a, const NameProfile::Name& b) {
  const bool given = a.kind != NameKind::kInitials || b.kind != NameKind::kInitials;
  return given && a.folded == b.folded && a.folded.size() >= kLeastShort && (!a.full || !b.full);
}

}  // namespace

NameComparison CompareNames(const NameProfile& first, const NameProfile& second) {
  NameComparison result;
  const NameProfile::Name* best_first = nullptr;
  const NameProfile::Name* best_second = nullptr;
  std::optional<Aligned> best;
  const NameProfile::Name* acronym = nullptr;
  bool fulls_first = false;
  bool fulls_second = false;
  for (const NameProfile::Name& b : second.names()) fulls_second = fulls_second || b.full;
  for (const NameProfile::Name& a : first.names()) {
    fulls_first = fulls_first || a.full;
    for (const NameProfile::Name& b : second.names()) {
      if (SameShort(a, b)) acronym = &a;
      if (!a.full || !b.full) continue;
      Aligned aligned = Align(a, b);
      if (best && aligned.score <= best->score) continue;
      best = std::move(aligned);
      best_first = &a;
      best_second = &b;
    }
  }
  if (best) {
    result.score = best->score;
    if (best->score > 0) {
      result.evidence.push_back({best->how, best->score, best_first->folded, best_second->folded});
    }
    if (best->clash > 0) {
      result.evidence.push_back(
          {NameLikeness::kDifferent, -best->clash, best->only_first, best->only_second});
    }
  }
  if (acronym != nullptr) {
    const double adds = fulls_first && fulls_second ? kAcronymAdds : kAcronymAlone;
    result.score = std::min(1.0, result.score + adds);
    result.evidence.push_back({NameLikeness::kAcronym, adds, acronym->folded, acronym->folded});
  }
  std::stable_sort(result.evidence.begin(), result.evidence.end(),
                   [](const NameEvidence& a, const NameEvidence& b) {
                     return std::abs(a.weight) > std::abs(b.weight);
                   });
  return result;
}

}  // namespace tashbik::graph
