// Builds filters out of flags.
#include "clients/cli/place_filter.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/assign.h"
#include "clients/cli/exit_code.h"
#include "clients/cpp/places.h"

namespace tashbik::cli {
namespace {

constexpr char kCountryNote[] = ": a code or a name in English, Arabic or French";

}  // namespace

void PlaceFilter::AddTo(CLI::App* command, bool actors) {
  auto add = [&](const char* flag, std::vector<std::string>* values, const char* what) {
    command->add_option(flag, *values, std::string(what) + kCountryNote)
        ->allow_extra_args(false)
        ->type_name("COUNTRY");
  };
  if (actors) {
    add("--based-in", &based_in, "Only those based there");
    add("--active-in", &active_in, "Only those active there");
    add("--origin", &origin, "Only diaspora groups from there");
    add("--residence", &residence, "Only diaspora groups who live there");
  }
  add("--country", &country, actors ? "Only those with any tie to it" : "Only those about it");
  command->add_option("--filter", filter, "AIP-160 filter, such as 'theme:\"themes/association\"'");
}

void PlaceFilter::AddDay(CLI::App* command, const char* flag, const char* field, const char* what) {
  command->add_option(flag, days[field], what)->type_name("YYYY-MM-DD");
}

absl::StatusOr<std::string> PlaceFilter::Build() const {
  std::vector<std::string> all;
  const std::pair<const char*, const std::vector<std::string>*> flags[] = {
      {"base_country", &based_in},
      {"active_in", &active_in},
      {"origin", &origin},
      {"residence", &residence},
      {"country", &country}};
  for (const auto& [field, values] : flags) {
    std::vector<std::string> any;
    for (const std::string& value : *values) {
      auto whole = client::CountryCode(value);
      const auto parts = whole.ok() ? std::vector<std::string>{value} : SplitValues(value);
      if (parts.empty()) return UsageError(whole.status().message());
      for (const std::string& part : parts) {
        auto code = client::CountryCode(part);
        if (!code.ok()) return UsageError(code.status().message());
        any.push_back(absl::StrCat(field, " = \"", *code, "\""));
      }
    }
    if (any.size() == 1) all.push_back(any[0]);
    if (any.size() > 1) all.push_back(absl::StrCat("(", absl::StrJoin(any, " OR "), ")"));
  }
  for (const std::string& name : theme) all.push_back(absl::StrCat("theme:\"", name, "\""));
  for (const auto& [field, day] : days) {
    if (day.empty()) continue;
    auto plain = Day(day);
    if (!plain.ok()) {
      const std::string flag = absl::StrReplaceAll(field, {{"_", "-"}});
      return UsageError(absl::StrCat("--", flag, ": ", plain.status().message()));
    }
    all.push_back(absl::StrCat(field, " = \"", *plain, "\""));
  }
  if (!filter.empty()) {
    all.push_back(all.empty() ? filter : absl::StrCat("(", filter, ")"));
  }
  return absl::StrJoin(all, " AND ");
}

}  // namespace tashbik::cli
