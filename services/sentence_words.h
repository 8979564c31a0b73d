// Words put into sentences: lists, isolates between directions, the case of labels.
#ifndef TASHBIK_SERVICES_SENTENCE_WORDS_H_
#define TASHBIK_SERVICES_SENTENCE_WORDS_H_

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/phrases.h"
#include "services/places.h"

namespace tashbik::services {

// `name` between U+2068 and U+2069 where its first letter runs against the sentence's direction.
std::string Isolated(absl::string_view name, Language language);

// A day, `YYYY-MM-DD`: in Arabic isolated, or its parts would be shown in the wrong order.
std::string DateInSentence(absl::string_view date, Language language);

// A label as it stands within a sentence: in English and French its first letter is lowered unless
// its first word is a name of people or places ("Dom people"), has further capitals ("LGBTQI+") or
// begins the title of a treaty ("Refugee Convention").
std::string WithinSentence(absl::string_view label, Language language);

// "a", "a and b", "a, b and c", at most `most` of them and then "and 3 more". Empty names are left
// out. Isolated.
std::string JoinNames(const std::vector<std::string>& names, Language language, size_t most);

// A country's name as it stands within a sentence: English takes the article with some ("the United
// Arab Emirates").
std::string CountryInSentence(absl::string_view code, Language language);

// The phrase with its placeholders filled. Values are inserted once: braces in them mean nothing.
// A full stop that the last value brings along is not doubled.
std::string Fill(Phrase phrase, Language language,
                 std::initializer_list<std::pair<absl::string_view, std::string>> values);

// The same for a text that is in no table of phrases.
std::string FillText(absl::string_view text,
                     std::initializer_list<std::pair<absl::string_view, std::string>> values);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_SENTENCE_WORDS_H_
