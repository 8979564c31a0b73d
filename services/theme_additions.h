// Adding to a theme what another text of it has beyond it: for merging themes and for proposals.
#ifndef TASHBIK_SERVICES_THEME_ADDITIONS_H_
#define TASHBIK_SERVICES_THEME_ADDITIONS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::services {

// All of them leave out what is there already and keep the order. Words are compared folded, within
// a language.

// Whether `word` is one of the hidden labels in `language`.
bool IsHidden(const v1::Theme& theme, absl::string_view language, absl::string_view word);

// Alternative labels. What is hidden stays hidden.
void AddAlternativeLabels(const google::protobuf::Map<std::string, v1::TextList>& words,
                          v1::Theme& theme);
// Hidden labels. What is shown stays shown.
void AddHiddenLabels(const google::protobuf::Map<std::string, v1::TextList>& words,
                     v1::Theme& theme);
// A cause that is there holds in the countries of both; none means everywhere.
void AddCause(const v1::Cause& cause, v1::Theme& theme);
// A related theme that is there keeps its weight and reasons.
void AddRelated(const v1::RelatedTheme& related, v1::Theme& theme);
void AddMatch(const v1::ExternalMatch& match, v1::Theme& theme);
// `*` is everywhere.
void AddSensitiveCountries(const v1::Theme& from, v1::Theme& theme);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_THEME_ADDITIONS_H_
