// Filters on the collections that are kept parsed: themes, coalitions, hubs, members, circles; of
// the programmes see programme_filter.h.
// Actors have their own (actor_filter.h), over the network.
#ifndef TASHBIK_SERVICES_RESOURCE_FILTER_H_
#define TASHBIK_SERVICES_RESOURCE_FILTER_H_

#include <google/protobuf/message.h>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/directory.h"
#include "services/filter.h"
#include "services/viewer.h"

namespace tashbik::services {

// Reads a filter over the fields that the List method of `kind` documents.
absl::StatusOr<Filter> ParseResourceFilter(storage::Kind kind, absl::string_view text);

// Whether a resource, as its viewer sees it, passes.
bool Passes(const Filter& filter, const Snapshot& snapshot, const Viewer& viewer,
            storage::Kind kind, const google::protobuf::Message& resource);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_RESOURCE_FILTER_H_
