// Introductions of a random directory: the signers of its statements ask to meet its actors.
#ifndef TASHBIK_TESTS_NONINTERFERENCE_MEETINGS_H_
#define TASHBIK_TESTS_NONINTERFERENCE_MEETINGS_H_

#include "tests/noninterference/oracle.h"
#include "tests/noninterference/voices.h"
#include "tests/noninterference/world.h"

namespace tashbik::testing {

// Draws them into a world that has its actors and signers.
void AddMeetings(Dice& dice, World& world);

// Varies in `world`, a variant of `before`, those of which `reader` has no part.
void VaryMeetings(const World& before, const Reader& reader, Dice& dice, World& world);

// Whether the reader speaks for the actor or may change its record, at any time.
bool MayActFor(const World& world, const Reader& reader, const Actor& actor);

// Says each call that makes them, and those by which the other side agrees.
void AddMeetingSteps(const World& world, const AddStep& add);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_NONINTERFERENCE_MEETINGS_H_
