// The second directory of a pair: it differs from the first in nothing that a reader may see.
#ifndef TASHBIK_TESTS_NONINTERFERENCE_VARIANT_H_
#define TASHBIK_TESTS_NONINTERFERENCE_VARIANT_H_

#include "tests/noninterference/oracle.h"
#include "tests/noninterference/world.h"

namespace tashbik::testing {

// Hidden records are removed, written anew or written at another time; hidden fields and links of
// visible ones are removed, changed and added, at once or in a later write.
World MakeVariant(const World& world, const Reader& reader, Dice& dice);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_NONINTERFERENCE_VARIANT_H_
