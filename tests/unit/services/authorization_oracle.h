// Who may see, change and call what, written once more from the design (trust.md, and "Roles" in
// services/README.md) over plain lists, without a line of what it judges.
#ifndef TASHBIK_TESTS_UNIT_SERVICES_AUTHORIZATION_ORACLE_H_
#define TASHBIK_TESTS_UNIT_SERVICES_AUTHORIZATION_ORACLE_H_

#include <array>
#include <string>

#include "tests/unit/services/authorization_world.h"

namespace tashbik::testing {

// What a caller may do with one record.
struct Judgement {
  bool sees = false;
  bool writes = false;
  bool owner = false;                            // of actors, coalitions and hubs
  std::array<bool, v1::Tier_ARRAYSIZE> parts{};  // by tier: sees parts of that tier
};

class AuthorizationOracle {
 public:
  using World = AuthorizationWorld;
  AuthorizationOracle(const World& world, const World::Caller& caller);

  Judgement OfHub(const World::Hub& hub) const;
  Judgement OfCircle(const World::Circle& circle) const;
  Judgement OfActor(const World::Actor& actor) const;
  Judgement OfHubMember(const World::HubMember& member) const;
  Judgement OfCoalition(const World::Coalition& coalition) const;
  Judgement OfCoalitionMember(const World::CoalitionMember& member) const;
  Judgement OfTheme() const;

  // Whether the role, and where the token has scopes these, open `method` (`Service/Method`).
  bool MayCall(const std::string& method) const;

 private:
  bool Admits(v1::Tier tier, const Guard& guard) const;
  bool IsKeptOut(const Guard& guard) const;
  bool KnowsHub(const World::Hub& hub) const;
  bool SeesLive(const World::Actor& actor) const;
  Judgement OfGuarded(const Guard& guard, bool own, bool always) const;
  bool Is(v1::Role role) const { return caller_.role == role; }

  const World& world_;
  const World::Caller& caller_;
  std::vector<std::string> coordinates_;
  std::vector<std::string> member_of_;
  std::vector<std::string> circles_;
  std::vector<std::string> countries_;  // where its actor is based or active
};

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_UNIT_SERVICES_AUTHORIZATION_ORACLE_H_
