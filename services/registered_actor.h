// The actor that a request to register holds, as it is to be made.
#ifndef TASHBIK_SERVICES_REGISTERED_ACTOR_H_
#define TASHBIK_SERVICES_REGISTERED_ACTOR_H_

#include <memory>
#include <string>

#include <google/protobuf/message.h>

#include "services/errors.h"
#include "tashbik/v1/registration.pb.h"

namespace tashbik::services {

// A tier that people may choose for a record of their own; unset is one too.
bool IsOwnTier(v1::Tier tier);

// A copy of the organization or diaspora group, of which one must be there, entrusted to the hub
// (an id; empty where a fault was noted), with who may see origin and residence together. Faults of
// what registering asks for beyond Create are noted.
std::unique_ptr<google::protobuf::Message> RegisteredActor(const v1::RegisterRequest& request,
                                                           const std::string& hub,
                                                           Violations& faults);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_REGISTERED_ACTOR_H_
