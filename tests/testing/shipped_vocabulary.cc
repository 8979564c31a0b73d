// Reads deploy/sample/vocabulary.jsonl: one theme a line, with a `kind` that messages do not have.
#include "tests/testing/shipped_vocabulary.h"

#include <fstream>

#include <google/protobuf/util/json_util.h>

#include "tests/testing/whole_server.h"

namespace tashbik::testing {

const std::vector<v1::Theme>& ShippedThemes() {
  static const auto& themes = *new std::vector<v1::Theme>([] {
    std::vector<v1::Theme> read;
    std::ifstream file(TASHBIK_SOURCE "/deploy/sample/vocabulary.jsonl");
    google::protobuf::util::JsonParseOptions options;
    options.ignore_unknown_fields = true;
    for (std::string line; std::getline(file, line);) {
      const auto status =
          google::protobuf::util::JsonStringToMessage(line, &read.emplace_back(), options);
      if (!status.ok()) GiveUp("no theme: " + line);
    }
    if (read.empty()) GiveUp("no vocabulary");
    return read;
  }());
  return themes;
}

std::vector<std::string> ShippedThemes(v1::Facet facet) {
  std::vector<std::string> names;
  for (const v1::Theme& theme : ShippedThemes()) {
    if (theme.facet() == facet) names.push_back(theme.name());
  }
  return names;
}

void LoadShippedVocabulary(const client::Client& administrator) {
  v1::BatchUpsertThemesRequest request;
  for (const v1::Theme& theme : ShippedThemes()) *request.add_themes() = theme;
  Need(administrator.Call<v1::BatchUpsertThemesResponse>(request));
}

}  // namespace tashbik::testing
