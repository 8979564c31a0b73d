// Networks drawn as text, for tests that show what they mean.
#ifndef TASHBIK_TESTS_TESTING_DRAWN_NETWORK_H_
#define TASHBIK_TESTS_TESTING_DRAWN_NETWORK_H_

#include "absl/strings/string_view.h"
#include "graph/facts.h"

namespace tashbik::testing {

// Reads one fact per line; '#' begins a comment.
//   community dom < ethnic -> registry-exclusion@LB,SY ~ stateless:0.8 = Dom people
//     a theme of that facet (issue, community, cause, challenge, law, institution, skill, resource,
//     value) with broader themes, causes (with the countries where they hold), related themes (with
//     weight) and at the end an English label
//   org LB-DOM in LB,SY serves dom issue housing education need fundraising offer training
//     an organization (`group`: a diaspora group); words: in, base, origin, living, speaks, tier,
//     hubs, circles, brokers, owner, expires; roles: issue, serves, ledby, challenge, law,
//     institution, need, offer, value, redline, from; a theme may carry a tier: `serves lgbtqi!hub`
//   coalition CALL tier public members A,B!hub
// Tiers are private, unclaimed, brokered, hub, network, public (the default).
graph::Facts Draw(absl::string_view text);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_DRAWN_NETWORK_H_
