// Where references stand in resources: the fields that hold names of other resources.
#ifndef TASHBIK_CLIENTS_CLI_REFERENCE_WALK_H_
#define TASHBIK_CLIENTS_CLI_REFERENCE_WALK_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace tashbik::cli {

enum class RefKind { kTheme, kHub, kCircle, kActor, kCoalition };

// Calls `visit` with every reference in a message; what it writes takes the reference's place, and
// where it returns false the reference goes (with the list element that it is the point of).
// `field` is the list or field that holds it. Ends at the first error.
using VisitReference =
    std::function<absl::StatusOr<bool>(RefKind kind, const std::string& field, std::string* text)>;
absl::Status VisitReferences(google::protobuf::Message* message, const VisitReference& visit);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_REFERENCE_WALK_H_
