// Texts by their folded words, themes by the network's vocabulary.
#include "services/filter_values.h"

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "graph/text/fold.h"
#include "services/names.h"

namespace tashbik::services {

void AddNames(const google::protobuf::RepeatedPtrField<v1::Name>& names, FilterTexts& texts) {
  for (const v1::Name& name : names) texts.push_back(name.text());
}

void AddTexts(const google::protobuf::Map<std::string, std::string>& map, FilterTexts& texts) {
  for (const auto& [language, text] : map) texts.push_back(text);
}

bool Compare(const FilterTexts& texts, const Comparison& comparison) {
  const std::string wanted = graph::text::FoldName(comparison.value);
  const std::vector<std::string> words = absl::StrSplit(wanted, ' ', absl::SkipEmpty());
  return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
    const std::string folded = graph::text::FoldName(text);
    if (comparison.op == FilterOperator::kEquals) return folded == wanted;
    return std::all_of(words.begin(), words.end(),
                       [&](const std::string& word) { return absl::StrContains(folded, word); });
  });
}

bool LeadsTo(const Snapshot& snapshot, const google::protobuf::RepeatedPtrField<std::string>& names,
             const Comparison& comparison) {
  const graph::Network& network = snapshot.network();
  FilterTexts wanted = {network.CountedTheme(comparison.value)};
  if (comparison.op == FilterOperator::kHas) wanted = network.NarrowerOrSame(comparison.value);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    const auto id = ParseNameOf(store::v1::KIND_THEME, name);
    return id && HoldsValue(wanted, network.CountedTheme(*id));
  });
}

}  // namespace tashbik::services
