// What `tashbik compose` asks, from its flags.
#ifndef TASHBIK_CLIENTS_CLI_COMPOSE_REQUEST_H_
#define TASHBIK_CLIENTS_CLI_COMPOSE_REQUEST_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cli/assign.h"
#include "tashbik/v1/match.pb.h"

namespace tashbik::cli {

struct ComposeFlags {
  std::vector<std::string> themes;
  std::vector<std::string> skills;
  std::vector<std::string> countries;
  std::vector<std::string> languages;
  std::vector<std::string> members;
  std::vector<std::string> without;
  std::string size;
  std::string call;
};

// "3..6", "3-6" or "4": the fewest and the most. Exit code 2 for anything else.
absl::StatusOr<std::pair<int, int>> ReadSize(absl::string_view given);

// Adds what a JSON text asks: the rules of a call (CallRules), or a call (Call) with its themes,
// countries and rules. The error names `file`.
absl::Status ReadCallFile(absl::string_view json, const std::string& file,
                          v1::ComposeCoalitionRequest* request);

// Themes, skills, countries, languages and size; members and the call are for the caller. Values
// of one flag may be divided by `;`, countries and languages by commas too.
absl::Status ReadAsked(const ComposeFlags& flags, const FindTheme& find_theme,
                       v1::ComposeCoalitionRequest* request);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_COMPOSE_REQUEST_H_
