// What the server alone writes: when a coalition checked in, consents to a story, where a statement
// stands.
#ifndef TASHBIK_SERVICES_PROGRAMME_STATE_H_
#define TASHBIK_SERVICES_PROGRAMME_STATE_H_

#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "storage/record.h"

namespace tashbik::services {

// Puts into `resource`, as a caller wrote it, what `old`, the stored one, says of those fields;
// null for a new one. `hidden` are the names in it that the caller does not see. Consents stand as
// story_rules.h says. Does nothing for other kinds.
void KeepServerParts(storage::Kind kind, const google::protobuf::Message* old,
                     const std::vector<std::string>& hidden, google::protobuf::Message& resource);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_PROGRAMME_STATE_H_
