// AIP-160 filters: `active_in = "BH" AND (theme:"themes/association" OR NOT kind = NGO)`.
//
// AND, OR (binds closer than AND, as AIP-160 says), NOT or `-`, parentheses; words that stand side
// by side mean AND. `=` is equality, `!=` its opposite, `:` "has": for themes with all that is
// narrower, for texts "contains". A parsed filter is immutable and safe to share between threads.
#ifndef TASHBIK_SERVICES_FILTER_H_
#define TASHBIK_SERVICES_FILTER_H_

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tashbik::services {

// Characters of a filter, comparisons in it and depth of its parentheses.
inline constexpr size_t kMaxFilterBytes = 2000;
inline constexpr size_t kMaxFilterComparisons = 64;
inline constexpr int kMaxFilterDepth = 16;

enum class FilterType {
  kCountry,   // ISO 3166-1 alpha-2, upper-cased by the parser
  kTheme,     // `themes/{theme}` or the bare id; the parser makes it the bare id
  kResource,  // a resource name such as `organizations/…`
  kEnum,      // a value of `enum_prefix` + NAME; the prefix may be left out
  kLanguage,  // BCP 47, lower-cased by the parser
  kText,      // words
  kDate,      // a day, YYYY-MM-DD
};

// A field that a filter may name.
struct FilterField {
  absl::string_view name;
  FilterType type;
  absl::string_view enum_prefix = "";                  // kEnum
  bool (*is_enum_value)(absl::string_view) = nullptr;  // kEnum: knows the full name
};

enum class FilterOperator { kEquals, kHas };

// `field operator value`, the value made uniform as its type says.
struct Comparison {
  absl::string_view field;  // FilterField::name
  FilterOperator op = FilterOperator::kEquals;
  std::string value;
};

class Filter {
 public:
  // Matches everything.
  Filter() = default;

  bool empty() const { return root_ == nullptr; }

  // Whether a resource passes, asking `holds` for the comparisons that matter.
  bool Matches(absl::FunctionRef<bool(const Comparison&)> holds) const;

  // All comparisons, in the order of the text: to check references in them.
  std::vector<const Comparison*> Comparisons() const;

 private:
  friend class FilterParser;
  struct Node;
  std::shared_ptr<const Node> root_;
};

// Reads a filter over `fields`, which must outlive it. INVALID_ARGUMENT (FILTER_INVALID) names the
// request's field `path`, the position and what was expected.
absl::StatusOr<Filter> ParseFilter(absl::string_view text, std::span<const FilterField> fields,
                                   absl::string_view path = "filter");

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_FILTER_H_
