// Numbers stand after colons or with words that fit every number, names where no ending depends on
// them: so a sentence is right in Arabic and French whatever is filled in.
#include "services/insight_sentences.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "services/sentence_words.h"
#include "services/sentences.h"

namespace tashbik::services {
namespace {

struct Entry {
  absl::string_view en;
  absl::string_view ar;
  absl::string_view fr;
};

// {list} and {theme} as in phrases.h, {a} and {b} names, {n} and {m} numbers.
constexpr Entry kGap = {"Nobody works on {theme} in {list}.",
                        "لا أحد يعمل على «{theme}» في: {list}.",
                        "Personne sur ce thème\u00A0: {theme} ({list})."};
constexpr Entry kGapElsewhere = {
    "Nobody works on {theme} in {list}. Elsewhere: {n}.",
    "لا أحد يعمل على «{theme}» في: {list}. في أماكن أخرى: {n}.",
    "Personne sur ce thème\u00A0: {theme} ({list}). Ailleurs\u00A0: {n}."};
constexpr Entry kCovered = {"Work on {theme} in {list}: {n}.",
                            "العمل على «{theme}» في {list}: {n}.", "{theme} ({list})\u00A0: {n}."};
constexpr Entry kThin = {"In {a}, one alone works on each of these: {list}.",
                         "في {a} جهة واحدة فقط لكل موضوع من هذه: {list}.",
                         "{a}\u00A0: un seul acteur pour chacun de ces thèmes\u00A0: {list}."};
constexpr Entry kUnmet = {"Needed by {n}: {theme}. Nobody offers it.",
                          "«{theme}»: عدد من يحتاج إليه {n}. لا أحد يقدّمه.",
                          "{theme}\u00A0: besoin exprimé par {n}. Personne ne le propose."};
constexpr Entry kUnmetHere = {
    "Needed by {n}: {theme}. Nobody among these offers it; elsewhere: {m}.",
    "«{theme}»: عدد من يحتاج إليه {n}. لا أحد بينهم يقدّمه؛ في أماكن أخرى: {m}.",
    "{theme}\u00A0: besoin exprimé par {n}. Personne parmi eux ne le propose\u202F; "
    "ailleurs\u00A0: {m}."};
constexpr Entry kIsolated = {"{a} has no ties yet, and nobody who has some matches it.",
                             "لا صلات بعد لدى «{a}»، ولا شريك مناسب بين من لديهم صلات.",
                             "{a}\u00A0: aucun lien pour l’instant, et aucun partenaire déjà relié "
                             "ne correspond."};
constexpr Entry kIsolatedReach = {
    "{a} has no ties yet. Introduced to {b}, it would be connected with {n} others.",
    "لا صلات بعد لدى «{a}». التعارف مع «{b}» يفتح الطريق إلى جهات عددها {n}.",
    "{a}\u00A0: aucun lien pour l’instant. Une mise en relation avec {b} ouvrirait un réseau de "
    "{n} "
    "acteurs."};
constexpr Entry kBroker = {"{n} % of the shortest ways between others lead over {a}.",
                           "تمرّ عبر «{a}» نسبة {n}٪ من أقصر الطرق بين الجهات الأخرى.",
                           "{n}\u00A0% des plus courts chemins entre les autres passent par {a}."};
constexpr Entry kLessThanOne = {"less than 1", "أقل من 1", "moins de 1"};
constexpr Entry kApart = {" Without it, this part of the network falls apart.",
                          " بدونها ينقسم هذا الجزء من الشبكة.",
                          " En son absence, cette partie du réseau se divise."};
constexpr Entry kCommunity = {"A group of {n}: {list}.", "مجموعة من {n}: {list}.",
                              "Un groupe de {n}\u00A0: {list}."};
constexpr Entry kInCommon = {" In common: {list}.", " المشترك بينها: {list}.",
                             " En commun\u00A0: {list}."};
constexpr Entry kTotals = {
    "Organizations and groups in view: {n}. Pairs that share a coalition: {m}.",
    "المنظمات والمجموعات الظاهرة: {n}. الأزواج التي يجمعها تحالف: {m}.",
    "Organisations et groupes visibles\u00A0: {n}. Paires réunies par une "
    "coalition\u00A0: {m}."};
constexpr Entry kAlone = {"Without ties: {n}.", "بلا صلات: {n}.", "Sans liens\u00A0: {n}."};
constexpr Entry kOnePart = {"All who have ties are connected with each other.",
                            "كل من لديه صلات متصل بالآخرين.",
                            "Tous ceux qui ont des liens sont reliés entre eux."};
constexpr Entry kManyParts = {
    "Separate parts that have no tie to each other: {n}; in the largest: {m}.",
    "أجزاء منفصلة لا صلة بينها: {n}؛ في أكبرها: {m}.",
    "Parties séparées, sans lien entre elles\u00A0: {n}\u202F; dans la plus grande\u00A0: {m}."};
constexpr Entry kPoints = {"Without one of these, a part falls apart: {list}.",
                           "بدون إحدى هذه الجهات ينقسم جزء من الشبكة: {list}.",
                           "Sans l’un de ces acteurs, une partie se divise\u00A0: {list}."};

absl::string_view In(const Entry& entry, Language language) {
  if (language == Language::kArabic) return entry.ar;
  return language == Language::kFrench ? entry.fr : entry.en;
}

std::string Theme(absl::string_view label, Language language) {
  return Isolated(WithinSentence(label, language), language);
}

std::string Themes(const std::vector<std::string>& labels, Language language) {
  std::vector<std::string> within;
  for (const std::string& label : labels) within.push_back(WithinSentence(label, language));
  return JoinNames(within, language, kMaxNamed);
}

std::string Raised(std::string sentence, const std::string& theme, absl::string_view label) {
  // A label that begins the sentence keeps its own first letter.
  if (sentence.rfind(theme, 0) == 0) sentence.replace(0, theme.size(), std::string(label));
  return sentence;
}

std::string Percent(double share, Language language) {
  const int64_t percent = std::llround(share * 100);
  return percent == 0 ? std::string(In(kLessThanOne, language)) : absl::StrCat(percent);
}

}  // namespace

std::string GapSentence(absl::string_view theme, const std::vector<std::string>& countries,
                        int64_t elsewhere, Language language) {
  std::vector<std::string> names;
  for (const std::string& code : countries) names.push_back(CountryName(code, language));
  return FillText(In(elsewhere > 0 ? kGapElsewhere : kGap, language),
                  {{"theme", Theme(theme, language)},
                   {"list", JoinNames(names, language, kMaxNamed)},
                   {"n", absl::StrCat(elsewhere)}});
}

std::string CoveredSentence(absl::string_view theme, absl::string_view country, int64_t actors,
                            Language language) {
  const std::string within = Theme(theme, language);
  return Raised(FillText(In(kCovered, language), {{"theme", within},
                                                  {"list", CountryName(country, language)},
                                                  {"n", absl::StrCat(actors)}}),
                within, theme);
}

std::string ThinSentence(absl::string_view country, const std::vector<std::string>& themes,
                         Language language) {
  return FillText(In(kThin, language),
                  {{"a", CountryName(country, language)}, {"list", Themes(themes, language)}});
}

std::string UnmetSentence(absl::string_view theme, int64_t needed, int64_t offered,
                          Language language) {
  const std::string within = Theme(theme, language);
  return Raised(
      FillText(In(offered > 0 ? kUnmetHere : kUnmet, language),
               {{"theme", within}, {"n", absl::StrCat(needed)}, {"m", absl::StrCat(offered)}}),
      within, theme);
}

std::string IsolatedSentence(absl::string_view actor, absl::string_view partner, int64_t reach,
                             Language language) {
  return FillText(In(partner.empty() ? kIsolated : kIsolatedReach, language),
                  {{"a", Isolated(actor, language)},
                   {"b", Isolated(partner, language)},
                   {"n", absl::StrCat(reach)}});
}

std::string BrokerageSentence(absl::string_view actor, double share, bool articulation,
                              Language language) {
  std::string sentence = FillText(
      In(kBroker, language), {{"a", Isolated(actor, language)}, {"n", Percent(share, language)}});
  if (sentence[0] == 'l' || sentence[0] == 'm') sentence[0] = sentence[0] == 'l' ? 'L' : 'M';
  if (articulation) absl::StrAppend(&sentence, In(kApart, language));
  return sentence;
}

std::string CommunitySentence(int64_t size, const std::vector<std::string>& actors,
                              const std::vector<std::string>& themes, Language language) {
  std::vector<std::string> names = actors;
  // The rest is counted, also that of which no name is known.
  while (static_cast<int64_t>(names.size()) < size) names.emplace_back("…");
  std::string sentence =
      FillText(In(kCommunity, language),
               {{"n", absl::StrCat(size)}, {"list", JoinNames(names, language, kMaxNamed)}});
  if (!themes.empty()) {
    absl::StrAppend(&sentence,
                    FillText(In(kInCommon, language), {{"list", Themes(themes, language)}}));
  }
  return sentence;
}

std::vector<std::string> StructureSentences(const StructureFigures& figures, Language language) {
  const auto fill = [&](const Entry& entry, int64_t n, int64_t m) {
    return FillText(In(entry, language), {{"n", absl::StrCat(n)}, {"m", absl::StrCat(m)}});
  };
  std::vector<std::string> sentences = {fill(kTotals, figures.actors, figures.ties)};
  if (figures.isolated > 0) sentences.push_back(fill(kAlone, figures.isolated, 0));
  if (figures.parts == 1) sentences.push_back(fill(kOnePart, 0, 0));
  if (figures.parts > 1) {
    sentences.push_back(fill(kManyParts, figures.parts, figures.largest_part));
  }
  if (!figures.articulation.empty()) {
    std::vector<std::string> names = figures.articulation;
    while (static_cast<int64_t>(names.size()) < figures.articulation_points) {
      names.emplace_back("…");
    }
    sentences.push_back(
        FillText(In(kPoints, language), {{"list", JoinNames(names, language, kMaxNamed)}}));
  }
  return sentences;
}

}  // namespace tashbik::services
