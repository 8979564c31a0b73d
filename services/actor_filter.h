// Filters on actors: the fields that ListOrganizations, Search and SuggestPartners share.
#ifndef TASHBIK_SERVICES_ACTOR_FILTER_H_
#define TASHBIK_SERVICES_ACTOR_FILTER_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graph/actor_view.h"
#include "services/filter.h"

namespace tashbik::services {

// Reads a filter over base_country, active_in, origin, residence, country (any of the four), theme
// (`:` also what is narrower), kind, language, level, text. INVALID_ARGUMENT as ParseFilter.
absl::StatusOr<Filter> ParseActorFilter(absl::string_view text, absl::string_view path = "filter");

// Whether the actor, as far as its viewer sees it, passes. Microseconds.
bool Passes(const Filter& filter, const graph::ActorView& actor);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_ACTOR_FILTER_H_
