// The vocabulary of deploy/sample, for tests that need themes.
#ifndef TASHBIK_TESTS_TESTING_SHIPPED_VOCABULARY_H_
#define TASHBIK_TESTS_TESTING_SHIPPED_VOCABULARY_H_

#include <string>
#include <vector>

#include "clients/cpp/client.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::testing {

// All its themes, in the order of the file.
const std::vector<v1::Theme>& ShippedThemes();

// Names of its themes of one facet, in the order of the file.
std::vector<std::string> ShippedThemes(v1::Facet facet);

// Writes them to the server, as an administrator.
void LoadShippedVocabulary(const client::Client& administrator);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_SHIPPED_VOCABULARY_H_
