// What speaks for two actors being one, weighed and said in three languages.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "graph/text/fold.h"
#include "services/duplicate_reader.h"
#include "services/duplicates.h"
#include "services/places.h"
#include "services/sentence_words.h"

namespace tashbik::services {
namespace {

// The same site says more than alike names; another one says little: many have two.
constexpr double kSameWebsite = 0.4;
// Whoever gave both one id of another system took them for one.
constexpr double kSameExternalId = 0.9;

struct Sentence {
  v1::EvidenceKind kind;
  std::array<absl::string_view, 3> text;  // English, Arabic, French
};

constexpr Sentence kSentences[] = {
    {v1::EVIDENCE_KIND_SAME_NAME,
     {"The names are nearly the same: {a} and {b}.", "الاسمان متشابهان: {a} و{b}.",
      "Les noms sont presque les mêmes : {a} et {b}."}},
    {v1::EVIDENCE_KIND_TRANSLATED_NAME,
     {"One name translates the other: {a} and {b}.", "أحد الاسمين ترجمة للآخر: {a} و{b}.",
      "Un nom traduit l’autre : {a} et {b}."}},
    {v1::EVIDENCE_KIND_TRANSLITERATED_NAME,
     {"The names sound the same in two scripts: {a} and {b}.",
      "الاسمان يُلفظان بالطريقة نفسها بحروف مختلفة: {a} و{b}.",
      "Les noms se prononcent de même dans deux écritures : {a} et {b}."}},
    {v1::EVIDENCE_KIND_ACRONYM,
     {"Both go by the short name {a}.", "لكلتيهما الاسم المختصر {a}.",
      "Les deux portent le nom court {a}."}},
    {v1::EVIDENCE_KIND_WEBSITE,
     {"Both have the website {a}.", "لكلتيهما الموقع {a}.", "Les deux ont le site {a}."}},
    {v1::EVIDENCE_KIND_EXTERNAL_ID,
     {"You gave both the same external id: {a}.", "أعطيتم كلتيهما المعرّف الخارجي نفسه: {a}.",
      "Vous avez donné aux deux le même identifiant externe : {a}."}},
    {v1::EVIDENCE_KIND_COUNTRY,
     {"Both are based in {a}.", "كلتاهما مقرّها في {a}.",
      "Les deux sont basées dans ce pays : {a}."}},
    {v1::EVIDENCE_KIND_DIFFERENT_NAME,
     {"Against: one says {a} where the other says {b}.", "ضد ذلك: يقول أحدهما {a} ويقول الآخر {b}.",
      "Contre : l’une dit {a}, l’autre {b}."}},
    {v1::EVIDENCE_KIND_DIFFERENT_COUNTRY,
     {"Against: one is based in {a}, the other in {b}.",
      "ضد ذلك: مقر إحداهما في {a} ومقر الأخرى في {b}.",
      "Contre : l’une est basée dans ce pays : {a}, l’autre : {b}."}},
};

// Of names that differ where one says more: the other has nothing in its place.
constexpr Sentence kOnlyOneSays = {
    v1::EVIDENCE_KIND_DIFFERENT_NAME,
    {"Against: only one of the names says {a}.", "ضد ذلك: اسم واحد منهما فقط يذكر {a}.",
     "Contre : un seul des deux noms dit {a}."}};

std::string Filled(const Sentence& sentence, absl::string_view first, absl::string_view second,
                   Language language) {
  return absl::StrReplaceAll(
      sentence.text[static_cast<size_t>(language)],
      {{"{a}", Isolated(first, language)}, {"{b}", Isolated(second, language)}});
}

std::string SentenceOf(v1::EvidenceKind kind, absl::string_view first, absl::string_view second,
                       Language language) {
  if (kind == kOnlyOneSays.kind && (first.empty() || second.empty())) {
    return Filled(kOnlyOneSays, first.empty() ? second : first, "", language);
  }
  for (const Sentence& sentence : kSentences) {
    if (sentence.kind == kind) return Filled(sentence, first, second, language);
  }
  return "";
}

v1::EvidenceKind KindOf(graph::NameLikeness likeness) {
  switch (likeness) {
    case graph::NameLikeness::kSame:
      return v1::EVIDENCE_KIND_SAME_NAME;
    case graph::NameLikeness::kTranslated:
      return v1::EVIDENCE_KIND_TRANSLATED_NAME;
    case graph::NameLikeness::kTransliterated:
      return v1::EVIDENCE_KIND_TRANSLITERATED_NAME;
    case graph::NameLikeness::kAcronym:
      return v1::EVIDENCE_KIND_ACRONYM;
    case graph::NameLikeness::kDifferent:
      return v1::EVIDENCE_KIND_DIFFERENT_NAME;
  }
  return v1::EVIDENCE_KIND_UNSPECIFIED;
}

// The name as it is written, of the folded one or of one that holds it in parentheses.
std::string Written(const v1::Profile& profile, const std::string& folded) {
  for (const v1::Name& name : profile.names()) {
    if (graph::text::FoldName(name.text()) == folded) return name.text();
  }
  for (const v1::Name& name : profile.names()) {
    if (absl::StrContains(graph::text::FoldName(name.text()), folded)) return name.text();
  }
  return folded;
}

// Host and path without what does not matter.
std::string Site(absl::string_view uri) {
  std::string lower = absl::AsciiStrToLower(uri);
  absl::string_view site = lower;
  if (!absl::ConsumePrefix(&site, "https://")) absl::ConsumePrefix(&site, "http://");
  absl::ConsumePrefix(&site, "www.");
  while (absl::ConsumeSuffix(&site, "/")) {
  }
  return std::string(site);
}

void Add(v1::EvidenceKind kind, double weight, std::string first, std::string second,
         absl::string_view said_first, absl::string_view said_second, Language language,
         v1::DuplicateCandidate& candidate) {
  v1::Evidence& evidence = *candidate.add_evidence();
  evidence.set_kind(kind);
  evidence.set_weight(weight);
  evidence.set_sentence(SentenceOf(kind, said_first, said_second, language));
  evidence.set_first(std::move(first));
  evidence.set_second(std::move(second));
}

}  // namespace

void WriteEvidence(const graph::SamePair& pair, const v1::Profile& first, const v1::Profile& second,
                   Language language, v1::DuplicateCandidate& candidate) {
  double score = pair.score;
  for (const graph::NameEvidence& found : pair.names.evidence) {
    const bool words = found.kind == graph::NameLikeness::kDifferent;
    const std::string one = words ? found.first : Written(first, found.first);
    const std::string other = words ? found.second : Written(second, found.second);
    Add(KindOf(found.kind), found.weight, one, other, one, other, language, candidate);
  }
  if (const v1::ExternalId* shared = SharedId(first, second); shared != nullptr) {
    score = std::min(1.0, score + kSameExternalId);
    const std::string id = absl::StrCat(shared->scheme(), " ", shared->value());
    Add(v1::EVIDENCE_KIND_EXTERNAL_ID, kSameExternalId, id, id, id, id, language, candidate);
  }
  if (!first.website().empty() && Site(first.website()) == Site(second.website())) {
    score = std::min(1.0, score + kSameWebsite);
    Add(v1::EVIDENCE_KIND_WEBSITE, kSameWebsite, first.website(), second.website(), first.website(),
        second.website(), language, candidate);
  }
  if (!first.base_country().empty() && !second.base_country().empty()) {
    const std::string& one = first.base_country();
    const std::string& other = second.base_country();
    const std::string said_one = CountryName(one, language);
    const std::string said_other = CountryName(other, language);
    if (one == other) {
      Add(v1::EVIDENCE_KIND_COUNTRY, graph::kSameCountryAdds, one, other, said_one, said_other,
          language, candidate);
    } else {
      Add(v1::EVIDENCE_KIND_DIFFERENT_COUNTRY, -graph::kOtherCountryTakes, one, other, said_one,
          said_other, language, candidate);
    }
  }
  std::stable_sort(candidate.mutable_evidence()->begin(), candidate.mutable_evidence()->end(),
                   [](const v1::Evidence& a, const v1::Evidence& b) {
                     return std::abs(a.weight()) > std::abs(b.weight());
                   });
  candidate.set_score(score);
}

}  // namespace tashbik::services
