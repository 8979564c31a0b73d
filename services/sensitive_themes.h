// Which themes are dangerous to be linked with, and where; and what that means for an actor.
#ifndef TASHBIK_SERVICES_SENSITIVE_THEMES_H_
#define TASHBIK_SERVICES_SENSITIVE_THEMES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "tashbik/store/v1/record.pb.h"

namespace tashbik::services {

// The sensitive themes of one vocabulary. A theme is sensitive where it says so itself, and where a
// broader one, or the one that replaces it, does. Immutable; safe from any thread.
class SensitiveThemes {
 public:
  SensitiveThemes() : SensitiveThemes(absl::Span<const store::v1::Record* const>()) {}
  // From the records of all themes, deprecated ones included. Milliseconds for thousands.
  explicit SensitiveThemes(absl::Span<const store::v1::Record* const> themes);

  // What is sensitive of an actor's record. Of `published_themes` those stay that are still
  // sensitive. Every country that it says counts (base, active, origin, residence), whoever may
  // see it, and every link. Microseconds for most actors; tens of them for each page of a
  // description that is longer than its text row.
  store::v1::Sensitivity Of(const store::v1::Record& actor) const;

  // Countries of the actor where the theme with this id is sensitive; `*` alone for everywhere.
  std::vector<std::string> CountriesOf(absl::string_view theme,
                                       const store::v1::Record& actor) const;

  // Equal for vocabularies that make the same sensitive of every actor. 32 bytes.
  const std::string& hash() const { return hash_; }

 private:
  struct Theme {
    std::vector<std::string> countries;            // sorted; or `*` alone
    std::vector<std::vector<std::string>> labels;  // stems; sorted
  };
  struct Label {
    const std::string* theme = nullptr;
    const std::vector<std::string>* stems = nullptr;
  };

  bool IsSensitive(absl::string_view theme, absl::Span<const std::string> countries) const;
  // Adds the sensitive themes whose label stands in `stems` to `themes`.
  void AddNamed(absl::Span<const absl::string_view> stems, absl::Span<const std::string> countries,
                std::vector<std::string>& themes) const;

  std::map<std::string, Theme, std::less<>> themes_;
  absl::flat_hash_map<std::string, std::vector<Label>> labels_from_;  // by first stem
  std::string hash_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_SENSITIVE_THEMES_H_
