// Calls on the vocabulary of a test directory, in one line each. A call that fails ends the test
// program, but for those that return a status.
#ifndef TASHBIK_TESTS_TESTING_THEMES_H_
#define TASHBIK_TESTS_TESTING_THEMES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/call_context.h"
#include "tashbik/v1/vocabulary.pb.h"
#include "tests/testing/test_directory.h"

namespace tashbik::testing {

// Creates or changes one, with the text form of a v1::Theme, such as `facet: FACET_ISSUE`.
absl::Status PutTheme(TestDirectory& world, const services::CallContext& call,
                      const std::string& id, const std::string& text);
// As the caller sees it, without times and etag.
v1::Theme GetTheme(TestDirectory& world, const services::CallContext& call, const std::string& id);

absl::Status Merge(TestDirectory& world, const std::string& source, const std::string& target);
absl::Status Deprecate(TestDirectory& world, const std::string& id, const std::string& replaced_by);
absl::Status Delete(TestDirectory& world, const std::string& id);
absl::Status Undelete(TestDirectory& world, const std::string& id);

// All moments, newest first, over pages of `page_size`.
std::vector<v1::ThemeRevision> History(TestDirectory& world, const services::CallContext& call,
                                       const std::string& id, int page_size = 0);
// `number note` of each.
std::vector<std::string> Notes(const std::vector<v1::ThemeRevision>& history);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_THEMES_H_
