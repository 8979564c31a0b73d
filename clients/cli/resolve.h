// From what a person typed to the name of a resource.
#ifndef TASHBIK_CLIENTS_CLI_RESOLVE_H_
#define TASHBIK_CLIENTS_CLI_RESOLVE_H_

#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/kind.h"
#include "clients/cli/session.h"
#include "tashbik/v1/search.pb.h"

namespace tashbik::cli {

// How sure it must be which one is meant. What the caller may not see is not there, so words that
// find one may well find another one than was meant: commands that write take no such guess.
enum class Sure { kWords, kExact };

// An organization or diaspora group: a resource name, an exact name, alias or acronym, or, with
// kWords, words that one actor alone covers all of; standard error then says which. Else the
// candidates are shown there and the error ends with exit code 3.
absl::StatusOr<v1::ActorSummary> ResolveActor(Session* session, const std::string& text, Sure sure);

// A resource of one kind. Actors as above; themes by id or by a label; coalitions and hubs by
// resource name or name, or, with kWords, by words of their names.
absl::StatusOr<std::string> ResolveName(Session* session, const Kind& kind, const std::string& text,
                                        Sure sure);

// What can be undeleted: a resource name, or a whole name. Reads all that the caller sees.
absl::StatusOr<std::string> ResolveDeleted(Session* session, const Kind& kind,
                                           const std::string& text);

// A circle of a hub: its resource name, id or whole name.
absl::StatusOr<std::string> ResolveCircle(Session* session, const std::string& hub,
                                          const std::string& text);

// The hub that a command works in: the one named, or else the caller's own, if it has one.
absl::StatusOr<std::string> ResolveHub(Session* session, const std::string& text, Sure sure);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_RESOLVE_H_
