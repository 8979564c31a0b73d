// Merges, and what somebody said of two actors, in a random directory.
#ifndef TASHBIK_TESTS_NONINTERFERENCE_LIKENESSES_H_
#define TASHBIK_TESTS_NONINTERFERENCE_LIKENESSES_H_

#include <cstddef>

#include "tests/noninterference/oracle.h"
#include "tests/noninterference/voices.h"
#include "tests/noninterference/world.h"

namespace tashbik::testing {

// Draws them into a world that has all else; most of the two get the same names.
void AddLikenesses(Dice& dice, World& world);

// Whether the actor may be as it is in `world`, a variant of `before`: what a reader sees of a
// merge is what becomes of the actors that it sees, so that these stay, and the others stay such
// that they can be merged.
bool KeepsMerges(const World& before, const Reader& reader, size_t actor, const World& world);

// Varies in `world`, a variant of `before`, those of which `reader` is told nothing.
void VaryLikenesses(const World& before, const Reader& reader, Dice& dice, World& world);

// Says each call that makes them.
void AddLikenessSteps(const World& world, const AddStep& add);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_NONINTERFERENCE_LIKENESSES_H_
