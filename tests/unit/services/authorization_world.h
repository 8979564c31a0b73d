// Small random directories in memory, with callers of every role and every relation to their
// records: owner, own actor, member of its hub or circle, coordinator, broker, of another hub.
#ifndef TASHBIK_TESTS_UNIT_SERVICES_AUTHORIZATION_WORLD_H_
#define TASHBIK_TESTS_UNIT_SERVICES_AUTHORIZATION_WORLD_H_

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "services/directory.h"
#include "services/viewer.h"
#include "tashbik/v1/account.pb.h"
#include "tashbik/v1/common.pb.h"

namespace tashbik::testing {

// Who may see something, by ids.
struct Guard {
  v1::Tier tier = v1::TIER_PRIVATE;
  std::vector<std::string> hubs;
  std::vector<std::string> circles;
  std::vector<std::string> brokers;
  std::vector<std::string> blocked;      // actors for whose people it is not there
  std::vector<std::string> hidden_from;  // countries for whose actors it is not there
  std::string owner;                     // account; empty: none
  bool deleted = false;
};

// Everything is told of by its id; a membership by those of its ends.
struct AuthorizationWorld {
  struct Hub {
    std::string id;
    Guard guard;
  };
  struct Circle {
    std::string id;
    std::string hub;
  };
  struct Actor {
    std::string id;
    bool group = false;
    Guard guard;
    std::vector<std::string> countries{};  // the first is its base
  };
  struct HubMember {
    std::string hub;
    std::string actor;
    std::vector<std::string> circles;
  };
  struct Coalition {
    std::string id;
    Guard guard;
    std::string lead;  // an actor; empty: none
  };
  struct CoalitionMember {
    std::string coalition;
    std::string actor;
    v1::Tier tier = v1::TIER_UNSPECIFIED;  // of the link
  };
  struct Caller {
    v1::Role role = v1::ROLE_ANONYMOUS;
    std::string account;            // empty: anonymous
    std::string actor;              // that a member speaks for
    std::vector<std::string> hubs;  // of a coordinator or service
    std::vector<std::string> scopes;
  };

  std::vector<Hub> hubs;
  std::vector<Circle> circles;
  std::vector<Actor> actors;
  std::vector<HubMember> hub_members;
  std::vector<Coalition> coalitions;
  std::vector<CoalitionMember> coalition_members;
  std::vector<Caller> callers;

  const Hub& HubOf(const std::string& id) const;
  const Actor& ActorOf(const std::string& id) const;
  const Coalition& CoalitionOf(const std::string& id) const;
};

// The same seed draws the same. `methods` are what scopes are drawn from.
AuthorizationWorld DrawWorld(uint64_t seed, const std::vector<std::string>& methods);

// The world's records and a snapshot that holds them.
struct BuiltWorld {
  std::vector<services::EntryPointer> records;
  std::shared_ptr<const services::Snapshot> snapshot;
};
BuiltWorld Build(const AuthorizationWorld& world, const storage::ReadView& view);

// The caller as the directory resolves it.
services::Viewer ViewerOf(const AuthorizationWorld::Caller& caller, const AuthorizationWorld& world,
                          const services::Snapshot& snapshot);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_UNIT_SERVICES_AUTHORIZATION_WORLD_H_
