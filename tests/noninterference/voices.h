// Check-ins, stories and statements of a random directory.
#ifndef TASHBIK_TESTS_NONINTERFERENCE_VOICES_H_
#define TASHBIK_TESTS_NONINTERFERENCE_VOICES_H_

#include <functional>
#include <string>

#include <google/protobuf/message.h>

#include "tests/noninterference/oracle.h"
#include "tests/noninterference/world.h"

namespace tashbik::testing {

// Draws them into a world that has hubs, actors, coalitions and memberships.
void AddVoices(Dice& dice, World& world);

// Varies in `world`, a variant of `before`, what `reader` does not see of them.
void VaryVoices(const World& before, const Reader& reader, Dice& dice, World& world);

// Says each call that makes them: when, by whom, and under which id.
using AddStep = std::function<void(const Moment& moment, const Reader& maker, const std::string& id,
                                   const google::protobuf::Message& request)>;
void AddVoiceSteps(const World& world, const AddStep& add);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_NONINTERFERENCE_VOICES_H_
