// The fields and links of a visible actor that a reader does not see.
#ifndef TASHBIK_TESTS_NONINTERFERENCE_HIDDEN_PARTS_H_
#define TASHBIK_TESTS_NONINTERFERENCE_HIDDEN_PARTS_H_

#include <string>

#include "tashbik/v1/diaspora_group.pb.h"
#include "tests/noninterference/oracle.h"
#include "tests/noninterference/world.h"

namespace tashbik::testing {

// Removes, changes and adds such parts of `body`, which belongs to the account `owner`. `key` names
// the actor in external ids.
void VaryHiddenParts(const Reader& reader, const std::string& owner, const std::string& key,
                     Dice& dice, v1::DiasporaGroup& body);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_NONINTERFERENCE_HIDDEN_PARTS_H_
