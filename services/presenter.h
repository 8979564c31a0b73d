// How actors, themes and coalitions are shown to one viewer in one language.
#ifndef TASHBIK_SERVICES_PRESENTER_H_
#define TASHBIK_SERVICES_PRESENTER_H_

#include <string>

#include <google/protobuf/repeated_field.h>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/call_context.h"
#include "services/places.h"
#include "tashbik/v1/common.pb.h"
#include "tashbik/v1/search.pb.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::services {

// The language of an answer: en, ar or fr; unset is en. INVALID_ARGUMENT for another.
absl::StatusOr<Language> AnswerLanguage(absl::string_view requested);

// The name to show of several: in `language` if there is one, full names before short ones.
std::string PickName(const google::protobuf::RepeatedPtrField<v1::Name>& names, Language language);

// Lives as long as one call; keeps references to its arguments.
class Presenter {
 public:
  Presenter(const CallContext& call, Language language) : call_(call), language_(language) {}

  Language language() const { return language_; }

  // The actor as lists show it. NOT_FOUND when the viewer does not see it. One record read.
  absl::StatusOr<v1::ActorSummary> Summary(absl::string_view actor) const;

  // Label of a theme, in the language or the nearest there is; its id when it has none.
  std::string ThemeLabel(absl::string_view theme) const;

  // What kind of concept a theme is.
  v1::Facet FacetOf(absl::string_view theme) const;

  // Name of a coalition that the viewer sees; empty for one that it does not.
  std::string CoalitionName(absl::string_view coalition) const;

 private:
  const CallContext& call_;
  const Language language_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_PRESENTER_H_
