// Look-up of a phrase.
#include "services/phrases.h"

namespace tashbik::services {

absl::string_view Say(Phrase phrase, Language language) {
  const auto index = static_cast<size_t>(phrase);
  switch (language) {
    case Language::kEnglish:
      return EnglishPhrases()[index].text;
    case Language::kArabic:
      return ArabicPhrases()[index].text;
    case Language::kFrench:
      return FrenchPhrases()[index].text;
  }
  return "";
}

}  // namespace tashbik::services
