// From what a person typed to the name of a resource.
#ifndef TASHBIK_CLIENTS_CLI_RESOLVE_H_
#define TASHBIK_CLIENTS_CLI_RESOLVE_H_

#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/kind.h"
#include "clients/cli/session.h"
#include "tashbik/v1/search.pb.h"

namespace tashbik::cli {

// An organization or diaspora group: a resource name, an exact name, alias or acronym, or words
// that one actor alone covers all of. Else the candidates are shown on standard error and the
// error ends with exit code 3.
absl::StatusOr<v1::ActorSummary> ResolveActor(Session* session, const std::string& text);

// A resource of one kind. Actors as above; themes by id or by a label; coalitions and hubs by
// resource name or by words of their names.
absl::StatusOr<std::string> ResolveName(Session* session, const Kind& kind,
                                        const std::string& text);

// The hub that a command works in: the one named, or else the caller's own, if it has one.
absl::StatusOr<std::string> ResolveHub(Session* session, const std::string& text);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_RESOLVE_H_
