// Filters on calls, events, stories and statements.
#ifndef TASHBIK_SERVICES_PROGRAMME_FILTER_H_
#define TASHBIK_SERVICES_PROGRAMME_FILTER_H_

#include <span>

#include <google/protobuf/message.h>

#include "services/directory.h"
#include "services/filter.h"
#include "storage/record.h"

namespace tashbik::services {

// The fields that the List method of one of these kinds documents; none for other kinds.
std::span<const FilterField> ProgrammeFields(storage::Kind kind);

// Whether a resource of one of these kinds, as its viewer sees it, is as `comparison` says. Days
// are compared as days: one that is not said is neither after nor before another.
bool ProgrammeHolds(const Snapshot& snapshot, storage::Kind kind,
                    const google::protobuf::Message& resource, const Comparison& comparison);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_PROGRAMME_FILTER_H_
