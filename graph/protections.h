// The protections that keep what is hidden from showing, each with a switch for one test.
//
// `tests/noninterference` compiles the few files that ask for them once more with
// TASHBIK_REMOVABLE_PROTECTIONS, removes one after the other and expects to see a difference:
// otherwise nobody would know whether the test can fail. `introduction_removal_test` does so for
// introductions, which no reader has a part in on both sides. Everywhere else nothing can be
// removed.
#ifndef TASHBIK_GRAPH_PROTECTIONS_H_
#define TASHBIK_GRAPH_PROTECTIONS_H_

namespace tashbik::graph {

enum class Protection {
  kNone,
  // The network.
  kHiddenActorsInTheNetwork,  // an actor that the audience may not see is in no answer
  kHiddenPartsInTheNetwork,   // nor are its stricter links and fields
  kHiddenMembershipsInTies,   // ties count visible memberships alone
  kRarityOfPublicActors,      // rarity is counted over PUBLIC actors
  kRarityOfUnblockingActors,  // and among these over those that keep nobody out
  kKeptOut,                   // for whom its owner keeps out, a record is not there
  kSensitiveRecords,          // what a sensitive theme raises is shown to brokers
  kSensitiveLinks,            // and so are links to one
  // Records.
  kHiddenRecords,          // Get, List and references show visible records alone
  kHiddenFields,           // without their stricter fields and links
  kContacts,               // and contacts that are not published
  kVisibilityOfRecords,    // who is let in shows to those who may change it
  kExternalIdsOfOthers,    // external ids show to the account that gave them
  kHiddenLead,             // a coalition's lead, and what other records name, show where those do
  kTierOfMembership,       // a membership's own tier counts
  kActorOfMembership,      // and that of its actor
  kActorOfHubMembership,   // a hub's member shows where the actor does
  kActorOfAttendance,      // and so does who attends an event
  kCohorts,                // which only its hubs' coordinators are told, and the actor itself
  kEtagOfProjection,       // an etag marks what the caller sees, not the record
  kUpdateTimeOfSeenParts,  // update_time tells of what the caller sees
  kMergesOfOthers,         // a merge shows to those who may change both
  kSayingsOfOthers,        // that two are not the same, to those who may change one
  kNamesThatMerged,        // that a record names another actor now, where everybody sees both
  // The feed of changes, and tokens.
  kHiddenChanges,          // changes of what is hidden are not told
  kHiddenPartsOfChanges,   // nor those of hidden parts
  kPositionOfSeenChanges,  // a resume token names a visible change, not a revision
  kNonceOfTokens,          // equal pages have equal tokens
  // Programme life.
  kNotesOfCheckIns,    // what was said of a coalition is for its members
  kStoryConsents,      // a story is told while all whom it names agree
  kActorsOfStories,    // and only to those who see all of them
  kEscrow,             // below the threshold nobody else is told who signed, or how many
  kUntouchedByEscrow,  // nor does the statement's record change when somebody signs
  // Between the two sides of an introduction: kFirstOfIntroductions and all that follow.
  kContactsOfBothConsents,  // contacts show once both sides agreed
  kSilentRefusals,          // who asked cannot tell that it was declined without a word
  kSilentExpiry,            // from that nobody looked: both end on the same day
  kSilentCapacity,          // from that there was no room
  kSilentBlocks,            // or from that the other side hid, blocked it or was deleted
  kEnd
};
inline constexpr Protection kFirstOfIntroductions = Protection::kContactsOfBothConsents;

#ifdef TASHBIK_REMOVABLE_PROTECTIONS
extern Protection removed_protection;
inline bool IsRemoved(Protection protection) { return protection == removed_protection; }
#else
constexpr bool IsRemoved(Protection) { return false; }
#endif

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_PROTECTIONS_H_
