// Lists of a theme are short: all is looked for from the beginning.
#include "services/theme_additions.h"

#include <algorithm>

#include "graph/text/fold.h"

namespace tashbik::services {
namespace {

using Words = google::protobuf::Map<std::string, v1::TextList>;

bool SameWord(absl::string_view a, absl::string_view b) {
  return a == b || graph::text::FoldName(a) == graph::text::FoldName(b);
}

bool Holds(const Words& lists, const std::string& language, absl::string_view word) {
  const auto list = lists.find(language);
  return list != lists.end() &&
         std::any_of(list->second.values().begin(), list->second.values().end(),
                     [&](const std::string& other) { return SameWord(other, word); });
}

bool IsShown(const v1::Theme& theme, const std::string& language, absl::string_view word) {
  const auto label = theme.labels().find(language);
  return (label != theme.labels().end() && SameWord(label->second, word)) ||
         Holds(theme.alternative_labels(), language, word);
}

template <class List, class Value>
bool Contains(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

bool IsHidden(const v1::Theme& theme, absl::string_view language, absl::string_view word) {
  return Holds(theme.hidden_labels(), std::string(language), word);
}

void AddAlternativeLabels(const Words& words, v1::Theme& theme) {
  for (const auto& [language, list] : words) {
    for (const std::string& word : list.values()) {
      if (IsShown(theme, language, word) || IsHidden(theme, language, word)) continue;
      (*theme.mutable_alternative_labels())[language].add_values(word);
    }
  }
}

void AddHiddenLabels(const Words& words, v1::Theme& theme) {
  for (const auto& [language, list] : words) {
    for (const std::string& word : list.values()) {
      if (IsShown(theme, language, word) || IsHidden(theme, language, word)) continue;
      (*theme.mutable_hidden_labels())[language].add_values(word);
    }
  }
}

void AddCause(const v1::Cause& cause, v1::Theme& theme) {
  auto& causes = *theme.mutable_causes();
  const auto there = std::find_if(causes.begin(), causes.end(), [&](const v1::Cause& other) {
    return other.theme() == cause.theme();
  });
  if (there == causes.end()) {
    *causes.Add() = cause;
  } else if (cause.countries().empty()) {
    there->clear_countries();
  } else if (!there->countries().empty()) {
    for (const std::string& country : cause.countries()) {
      if (!Contains(there->countries(), country)) there->add_countries(country);
    }
  }
}

void AddRelated(const v1::RelatedTheme& related, v1::Theme& theme) {
  const bool there =
      std::any_of(theme.related().begin(), theme.related().end(),
                  [&](const v1::RelatedTheme& other) { return other.theme() == related.theme(); });
  if (!there) *theme.add_related() = related;
}

void AddMatch(const v1::ExternalMatch& match, v1::Theme& theme) {
  const bool there = std::any_of(
      theme.matches().begin(), theme.matches().end(), [&](const v1::ExternalMatch& other) {
        return other.scheme() == match.scheme() && other.value() == match.value();
      });
  if (!there) *theme.add_matches() = match;
}

void AddSensitiveCountries(const v1::Theme& from, v1::Theme& theme) {
  if (Contains(theme.sensitive_countries(), "*")) return;
  if (Contains(from.sensitive_countries(), "*")) {
    theme.clear_sensitive_countries();
    theme.add_sensitive_countries()->assign(1, '*');
    return;
  }
  for (const std::string& country : from.sensitive_countries()) {
    if (!Contains(theme.sensitive_countries(), country)) theme.add_sensitive_countries(country);
  }
}

}  // namespace tashbik::services
