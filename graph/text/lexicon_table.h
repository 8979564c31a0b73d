// The rows of the names' lexicon.
#ifndef TASHBIK_GRAPH_TEXT_LEXICON_TABLE_H_
#define TASHBIK_GRAPH_TEXT_LEXICON_TABLE_H_

#include <span>
#include <string>

#include "absl/strings/string_view.h"

namespace tashbik::graph::text {

// How much a shared concept says about two names.
enum class Telling : unsigned char {
  kGeneric,   // hundreds of names have it: centre, association, rights
  kSpecific,  // women, statelessness
  kApart,     // gulf, bahrain, kurdish: names that differ in one speak of two
};

// One concept. Words are separated by spaces, in any spelling and case; regular plurals come by
// stemming, irregular ones (Arabic broken plurals) stand in the row.
struct LexiconRow {
  absl::string_view concept_key;  // an English word, unique
  Telling telling;
  absl::string_view english;
  absl::string_view french;
  absl::string_view arabic;
};

// Forms of organizations and the words around them; subjects with the first of peoples and places;
// more places and peoples; callings and things.
std::span<const LexiconRow> LexiconForms();
std::span<const LexiconRow> LexiconSubjects();
std::span<const LexiconRow> LexiconPlaces();
std::span<const LexiconRow> LexiconWorld();

// Words of a language without a stemmer for a concept of the rows above, in two scripts.
struct OtherRow {
  absl::string_view concept_key;
  absl::string_view latin;
  absl::string_view own;  // Arabic letters for Kurdish, Tifinagh for Tamazight
};
std::span<const OtherRow> LexiconKurdish();
std::span<const OtherRow> LexiconTamazight();

// Arabic stem without the lexicon's help (see StemWord): affixes only.
std::string LightStemArabic(absl::string_view word);

// True when `stem` is the light stem of an Arabic word of the lexicon.
bool InArabicLexicon(absl::string_view stem);

}  // namespace tashbik::graph::text

#endif  // TASHBIK_GRAPH_TEXT_LEXICON_TABLE_H_
