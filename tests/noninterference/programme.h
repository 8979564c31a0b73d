// Calls, events with their attendees, stories and statements of a random world.
#ifndef TASHBIK_TESTS_NONINTERFERENCE_PROGRAMME_H_
#define TASHBIK_TESTS_NONINTERFERENCE_PROGRAMME_H_

#include <string>

#include "tests/noninterference/world.h"

namespace tashbik::testing {

// Adds them to a world that has its actors and coalitions. Actors are named where their makers see
// them at every time.
void AddProgramme(Dice& dice, World& world);

// What the records say, anew; whom they name stays.
void RewriteCall(Dice& dice, v1::Call& body);
void RewriteEvent(Dice& dice, v1::Event& body);
void RewriteStory(Dice& dice, v1::Story& body);
void RewriteStatement(Dice& dice, v1::Statement& body);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_NONINTERFERENCE_PROGRAMME_H_
