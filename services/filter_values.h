// Comparing the values of resources with what a filter asks for.
#ifndef TASHBIK_SERVICES_FILTER_VALUES_H_
#define TASHBIK_SERVICES_FILTER_VALUES_H_

#include <algorithm>
#include <string>
#include <vector>

#include <google/protobuf/map.h>
#include <google/protobuf/repeated_field.h>

#include "services/directory.h"
#include "services/filter.h"
#include "tashbik/v1/actor.pb.h"

namespace tashbik::services {

using FilterTexts = std::vector<std::string>;

void AddNames(const google::protobuf::RepeatedPtrField<v1::Name>& names, FilterTexts& texts);
void AddTexts(const google::protobuf::Map<std::string, std::string>& map, FilterTexts& texts);

// `=`: one text is this one, after folding. `:`: one text holds every word.
bool Compare(const FilterTexts& texts, const Comparison& comparison);

// Whether one of the theme names is the comparison's, or for `:` something narrower. A theme that
// was replaced is what replaced it.
bool LeadsTo(const Snapshot& snapshot, const google::protobuf::RepeatedPtrField<std::string>& names,
             const Comparison& comparison);

template <class Values>
bool HoldsValue(const Values& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_FILTER_VALUES_H_
