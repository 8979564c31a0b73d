// Who is calling, and as which audience the network answers.
#ifndef TASHBIK_SERVICES_VIEWER_H_
#define TASHBIK_SERVICES_VIEWER_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "graph/audience.h"
#include "tashbik/v1/admin.pb.h"

namespace tashbik::services {

// Resolved from the token at the beginning of a call. Lists are sorted; ids are without their
// collection. A default one is anonymous.
struct Viewer {
  v1::Role role = v1::ROLE_ANONYMOUS;
  std::string account;     // id; empty: anonymous
  std::string token;       // id of the token
  std::string actor;       // id of the actor that a member speaks for
  std::string actor_name;  // its resource name
  // The hub that is to review who registers with this call. It opens nothing: a new record may
  // name it, that is all.
  std::string registers_with;
  std::vector<std::string> coordinated_hubs;    // live hubs that a coordinator coordinates
  std::vector<std::string> member_hubs;         // live hubs that the actor is a member of
  std::vector<std::string> circles;             // circles of those hubs that it belongs to
  std::vector<std::string> countries;           // where that actor is based or active
  std::vector<std::string> scopes;              // methods that the token may call; none: all
  graph::Day day = 0;                           // today, UTC
  absl::Time expires = absl::InfiniteFuture();  // when the token ends

  bool Coordinates(absl::string_view hub) const;
  bool IsAdministrator() const { return role == v1::ROLE_ADMINISTRATOR; }
  // Writes the vocabulary and sees hidden labels.
  bool KeepsVocabulary() const { return IsAdministrator() || role == v1::ROLE_EDITOR; }
};

graph::Audience ToAudience(const Viewer& viewer);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_VIEWER_H_
