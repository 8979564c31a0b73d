// The themes of every random directory; everyone sees them.
#ifndef TASHBIK_TESTS_NONINTERFERENCE_VOCABULARY_H_
#define TASHBIK_TESTS_NONINTERFERENCE_VOCABULARY_H_

#include <vector>

#include "tashbik/v1/theme.pb.h"

namespace tashbik::testing {

// With names. A theme comes after those that it names.
const std::vector<v1::Theme>& Vocabulary();

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_NONINTERFERENCE_VOCABULARY_H_
