// Where a statement stands, and what is shown of who signed it.
#ifndef TASHBIK_SERVICES_STATEMENT_STATE_H_
#define TASHBIK_SERVICES_STATEMENT_STATE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "graph/facts.h"
#include "services/directory.h"
#include "services/errors.h"
#include "services/viewer.h"
#include "tashbik/v1/statement.pb.h"

namespace tashbik::services {

// Where a statement stands on a day: an open one has lapsed after its deadline, whether or not its
// signatures were erased yet.
v1::StatementState StateOn(const v1::Statement& statement, graph::Day today);

// FAILED_PRECONDITION where it cannot be signed on this day. A published one can be, until its
// deadline.
absl::Status CheckCanSign(const v1::Statement& statement, graph::Day today);

// Whether `signatures` are enough to publish it.
bool IsPublishedBy(const v1::Statement& statement, size_t signatures);

// What of a statement a viewer is shown that is not in its record.
struct ShownSignatures {
  v1::StatementState state = v1::STATEMENT_STATE_UNSPECIFIED;
  std::vector<std::string> signatories;  // published ones that the viewer sees, in order of names
  int others = 0;                        // published ones that it does not see
  bool own = false;                      // its actor signed
  int64_t update_micros = 0;             // when this last changed for the viewer, at the least
};
// Of an open one: whether the viewer's own actor signed, nothing else. O(signatures) of a published
// one.
ShownSignatures SignaturesShownTo(const Snapshot& snapshot, const Viewer& viewer,
                                  const store::v1::Record& statement);

// Notes what of a statement may not be changed any more: what others signed, or would sign for more
// people to read. `path` is that of the resource in the request.
void CheckAsSigned(const v1::Statement& before, const v1::Statement& after, const std::string& path,
                   Violations& violations);

// The id of an actor's signature, and all signatures of a statement in the order of their ids.
std::string SignatureId(absl::string_view statement, absl::string_view actor);
void ForEachSignature(const Snapshot& snapshot, absl::string_view statement,
                      absl::FunctionRef<void(const EntryPointer&)> visit);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_STATEMENT_STATE_H_
