// The flags that say which place is meant, as an AIP-160 filter.
#ifndef TASHBIK_CLIENTS_CLI_PLACE_FILTER_H_
#define TASHBIK_CLIENTS_CLI_PLACE_FILTER_H_

#include <map>
#include <string>
#include <vector>

#include "CLI/App.hpp"
#include "absl/status/statusor.h"

namespace tashbik::cli {

struct PlaceFilter {
  std::vector<std::string> based_in;
  std::vector<std::string> active_in;
  std::vector<std::string> origin;
  std::vector<std::string> residence;
  std::vector<std::string> country;
  std::vector<std::string> theme;           // resource names, itself or something narrower
  std::map<std::string, std::string> days;  // by the field of the filter, YYYY-MM-DD
  std::string filter;

  // Adds --based-in, --active-in, --origin, --residence, --country and --filter; only the last two
  // where `actors` is false: coalitions and hubs have one kind of place.
  void AddTo(CLI::App* command, bool actors);

  // Adds a flag for a day that the filter's `field` compares with.
  void AddDay(CLI::App* command, const char* flag, const char* field, const char* what);

  // All that was given, joined by AND; several countries of one flag by OR. Exit code 2 for what
  // is not a country, or not a day.
  absl::StatusOr<std::string> Build() const;
};

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_PLACE_FILTER_H_
