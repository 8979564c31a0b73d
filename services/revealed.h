// Which actors an answer tells of, and which of them cost its caller something.
#ifndef TASHBIK_SERVICES_REVEALED_H_
#define TASHBIK_SERVICES_REVEALED_H_

#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "services/directory.h"
#include "services/viewer.h"

namespace tashbik::services {

// Calls `visit` with the id of each actor that a field of `message` names, at any depth and as
// often as it stands there: `organizations/…`, `diasporaGroups/…`, and members of hubs and
// coalitions. Fields are found by reflection, so that a new response cannot be forgotten; texts by
// language alone are passed over. Some 10 ns a field.
void ForEachNamedActor(const google::protobuf::Message& message,
                       absl::FunctionRef<void(absl::string_view)> visit);

// Ids, sorted and without repeats, of the actors in `message` that `viewer` sees, that are not
// PUBLIC, and that are not its own to keep: not the one it speaks for, none that its account made,
// none that is entrusted to a hub it coordinates. A name of what it does not see, as a text may
// hold one, is left out: what a caller has left must tell it nothing.
std::vector<std::string> RevealedBeyondOwn(const Snapshot& snapshot, const Viewer& viewer,
                                           const google::protobuf::Message& message);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_REVEALED_H_
