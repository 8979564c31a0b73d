// Filters: bounded, and what is read obeys logic, whatever the comparisons turn out to be.
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/text_encoding.h"
#include "services/errors.h"
#include "services/filter.h"
#include "services/places.h"
#include "tashbik/v1/common.pb.h"
#include "tests/fuzz/property.h"

using tashbik::fuzz::Expect;
using tashbik::services::Comparison;
using tashbik::services::Filter;
using tashbik::services::FilterField;
using tashbik::services::FilterType;

namespace {

bool IsTier(absl::string_view name) {
  tashbik::v1::Tier tier;
  return tashbik::v1::Tier_Parse(std::string(name), &tier);
}

// One field of each type, with the names that lists use.
constexpr FilterField kFields[] = {
    {"active_in", FilterType::kCountry},
    {"theme", FilterType::kTheme},
    {"member", FilterType::kResource},
    {"tier", FilterType::kEnum, "TIER_", IsTier},
    {"language", FilterType::kLanguage},
    {"text", FilterType::kText},
    {"kind", FilterType::kEnum, "TIER_", IsTier},
    {"role", FilterType::kText},
};

// Whether a value is one that its type promises.
void CheckValue(const Comparison& comparison) {
  const FilterField* field = nullptr;
  for (const FilterField& known : kFields) {
    if (known.name == comparison.field) field = &known;
  }
  Expect(field != nullptr, "a comparison is of a known field");
  switch (field->type) {
    case FilterType::kCountry:
      Expect(tashbik::services::IsCountryCode(comparison.value), "a country is a country");
      break;
    case FilterType::kTheme:
      Expect(!comparison.value.empty() && !absl::StrContains(comparison.value, '/'),
             "a theme is an id");
      break;
    case FilterType::kEnum:
      Expect(IsTier(comparison.value) || IsTier(absl::StrCat("TIER_", comparison.value)),
             "a value of an enum is known");
      break;
    default:
      Expect(comparison.value.size() <= tashbik::services::kMaxFilterBytes, "a value is bounded");
  }
}

// An answer for every comparison, by `seed`.
bool Holds(const Comparison& comparison, uint32_t seed) {
  uint32_t hash = seed * 2654435761u + static_cast<uint32_t>(comparison.op);
  for (const char c : absl::StrCat(comparison.field, "=", comparison.value)) {
    hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;
  }
  return (hash >> 13 & 1) != 0;
}

bool Passes(const Filter& filter, uint32_t seed) {
  return filter.Matches([&](const Comparison& comparison) { return Holds(comparison, seed); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text = tashbik::fuzz::Text(data, size);
  // gRPC refuses a text that is no UTF-8 before any handler.
  if (!tashbik::cli::IsUtf8(text)) return 0;
  const auto filter = tashbik::services::ParseFilter(text, kFields);
  if (!filter.ok()) {
    const auto reason = tashbik::services::ReasonOf(filter.status());
    Expect(reason == tashbik::v1::ERROR_REASON_FILTER_INVALID ||
               reason == tashbik::v1::ERROR_REASON_LIMIT_EXCEEDED,
           "a filter that cannot be read says so");
    return 0;
  }
  Expect(size <= 4 * tashbik::services::kMaxFilterBytes, "what is read is bounded");
  const auto comparisons = filter->Comparisons();
  Expect(comparisons.size() <= tashbik::services::kMaxFilterComparisons, "comparisons are bounded");
  Expect(filter->empty() == comparisons.empty(), "only the empty filter compares nothing");
  for (const Comparison* comparison : comparisons) CheckValue(*comparison);
  const auto negated = tashbik::services::ParseFilter(absl::StrCat("NOT (", text, ")"), kFields);
  const auto twice =
      tashbik::services::ParseFilter(absl::StrCat("(", text, ") AND (", text, ")"), kFields);
  for (uint32_t seed = 0; seed < 4; ++seed) {
    const bool passes = Passes(*filter, seed);
    if (filter->empty()) {
      Expect(passes, "the empty filter matches everything");
      continue;
    }
    // Longer or deeper ones may be beyond the bounds.
    if (negated.ok()) Expect(Passes(*negated, seed) != passes, "NOT turns it around");
    if (twice.ok()) Expect(Passes(*twice, seed) == passes, "x AND x is x");
  }
  return 0;
}
