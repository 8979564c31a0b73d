// Asks SearchThemes for exact labels.
#include "clients/cli/theme_finder.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/display_name.h"
#include "clients/cli/enum_words.h"
#include "clients/cpp/fold.h"

namespace tashbik::cli {
namespace {

// Longer texts are refused by the server; they are no labels either.
constexpr size_t kLongestLabel = 300;

bool LooksLikeId(absl::string_view text) {
  if (text.empty() || text.size() > 63 || !absl::ascii_islower(text[0])) return false;
  for (char c : text) {
    if (!absl::ascii_islower(c) && !absl::ascii_isdigit(c) && c != '-') return false;
  }
  return true;
}

bool HasLabel(const v1::Theme& theme, const std::string& folded) {
  for (const auto& [language, label] : theme.labels()) {
    if (client::FoldWords(label) == folded) return true;
  }
  for (const auto& [language, labels] : theme.alternative_labels()) {
    for (const std::string& label : labels.values()) {
      if (client::FoldWords(label) == folded) return true;
    }
  }
  return false;
}

}  // namespace

const v1::Theme* NamedTheme(const v1::SearchThemesResponse& found, const std::string& text) {
  const std::string folded = client::FoldWords(text);
  const v1::Theme* labelled = nullptr;
  const v1::Theme* exact = nullptr;
  for (const v1::ThemeResult& result : found.results()) {
    if (result.theme().name() == absl::StrCat("themes/", text)) return &result.theme();
    if (labelled == nullptr && HasLabel(result.theme(), folded)) labelled = &result.theme();
    if (exact == nullptr && result.exact()) exact = &result.theme();
  }
  return labelled != nullptr ? labelled : exact;
}

absl::StatusOr<std::string> ThemeFinder::Find(absl::string_view text,
                                              const std::vector<v1::Facet>& facets) {
  text = absl::StripAsciiWhitespace(text);
  if (absl::StartsWith(text, "themes/")) return std::string(text);
  const std::pair<std::string, std::vector<v1::Facet>> key = {std::string(text), facets};
  auto known = known_.find(key);
  if (known == known_.end()) known = known_.emplace(key, Ask(key.first, facets)).first;
  return known->second;
}

absl::StatusOr<std::string> ThemeFinder::Ask(const std::string& text,
                                             const std::vector<v1::Facet>& facets) {
  v1::SearchThemesRequest request;
  request.set_query(text.substr(0, kLongestLabel));
  for (v1::Facet facet : facets) request.add_facets(facet);
  auto response = client_->Call<v1::SearchThemesResponse>(request);
  if (!response.ok() && response.status().code() != absl::StatusCode::kInvalidArgument) {
    return response.status();
  }
  // What it would be called if everything could be asked for here.
  if (!facets.empty() && response.ok() && NamedTheme(*response, text) == nullptr) {
    request.clear_facets();
    auto any = client_->Call<v1::SearchThemesResponse>(request);
    const v1::Theme* named = any.ok() ? NamedTheme(*any, text) : nullptr;
    if (named != nullptr) {
      const auto* facet = v1::Facet_descriptor()->FindValueByNumber(named->facet());
      return absl::InvalidArgumentError(absl::StrCat(
          "'", text, "' is a theme of another kind: ", Keyword(facet), " (", named->name(), ")"));
    }
  }
  std::string nearest;
  if (response.ok()) {
    if (const v1::Theme* named = NamedTheme(*response, text)) return named->name();
    if (response->results_size() > 0) {
      const v1::Theme& theme = response->results(0).theme();
      nearest =
          absl::StrCat(DisplayName(theme, client_->options().language), " (", theme.name(), ")");
    }
  }
  if (LooksLikeId(text)) {
    v1::GetThemeRequest get;
    get.set_name(absl::StrCat("themes/", text));
    if (auto theme = client_->Call<v1::Theme>(get); theme.ok()) return theme->name();
  }
  return absl::InvalidArgumentError(
      nearest.empty() ? absl::StrCat("no theme is called '", text, "'")
                      : absl::StrCat("no theme is called '", text, "'; the nearest is ", nearest));
}

FindTheme ThemeFinder::finder() {
  return [this](absl::string_view text, const std::vector<v1::Facet>& facets) {
    return Find(text, facets);
  };
}

}  // namespace tashbik::cli
