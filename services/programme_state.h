// What the server alone writes in a story or a statement: consents, and where a statement stands.
#ifndef TASHBIK_SERVICES_PROGRAMME_STATE_H_
#define TASHBIK_SERVICES_PROGRAMME_STATE_H_

#include <google/protobuf/message.h>

#include "storage/record.h"

namespace tashbik::services {

// Puts into `resource`, as a caller wrote it, what `old`, the stored one, says of those fields;
// null for a new one. An organization that a story names anew has not agreed to it. Does nothing
// for other kinds.
void KeepServerParts(storage::Kind kind, const google::protobuf::Message* old,
                     google::protobuf::Message& resource);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_PROGRAMME_STATE_H_
