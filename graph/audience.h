// Who is asking, and the one rule that says what they may see.
#ifndef TASHBIK_GRAPH_AUDIENCE_H_
#define TASHBIK_GRAPH_AUDIENCE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/facts.h"

namespace tashbik::graph {

// The viewer of an answer. A default one is anonymous: it sees PUBLIC.
struct Audience {
  std::string account;    // empty: anonymous
  std::string actor;      // the actor it speaks for, which it always sees; empty: none
  bool verified = false;  // a verified member or a coordinator of any hub
  std::vector<std::string> member_hubs;       // hubs it is a verified member of
  std::vector<std::string> circles;           // circles it belongs to
  std::vector<std::string> coordinated_hubs;  // hubs it coordinates
  std::vector<std::string> countries;         // where the actor is based or active
  // It stands for everybody: it sees only what nobody is kept from. For figures that answers to all
  // depend on.
  bool everybody = false;
  Day day = 0;  // the day of the question, for needs and expiry
};

// Whether `audience` may see what `access` guards:
//   PUBLIC     anyone
//   NETWORK    verified ones
//   HUB        verified members of one of the hubs, or where circles are named of one of those;
//              and coordinators of one of the hubs
//   BROKERED   coordinators of one of the brokers
//   UNCLAIMED  coordinators of one of the hubs
//   PRIVATE    nobody
// unless its actor is blocked, or is in a country that the record is hidden from; and always the
// account that owns it. Whether it is the viewer's own actor is for the caller to add. Linear in
// the lists; the engine interns access and asks once per distinct one.
bool Admits(const Access& access, const Audience& audience);

// Whether the record is not there for `audience`, whatever its tier and the tiers of its parts;
// owners apart.
bool Blocks(const Access& access, const Audience& audience);

// The access of a part or link of a record: the record's with the stricter of both tiers.
Access Narrowed(const Access& record, std::optional<Tier> tier);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_AUDIENCE_H_
