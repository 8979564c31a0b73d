// What others will see of a group that registers, in words.
#ifndef TASHBIK_CLIENTS_CLI_REGISTER_VIEWS_H_
#define TASHBIK_CLIENTS_CLI_REGISTER_VIEWS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tashbik/v1/protection.pb.h"
#include "tashbik/v1/registration.pb.h"

namespace tashbik::cli {

// Asks what anyone, members and coordinators would see of the request's actor.
v1::PreviewActorRequest PreviewOf(const v1::RegisterRequest& request);

// One line for each kind of viewer (`members of this hub: name, country`), and one for each theme
// that is dangerous where the group is.
std::vector<std::string> ViewLines(const v1::PreviewActorResponse& preview,
                                   absl::string_view language);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_REGISTER_VIEWS_H_
