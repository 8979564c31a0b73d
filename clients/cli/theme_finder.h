// Finds themes by label, each only once.
#ifndef TASHBIK_CLIENTS_CLI_THEME_FINDER_H_
#define TASHBIK_CLIENTS_CLI_THEME_FINDER_H_

#include <map>
#include <string>
#include <vector>

#include "clients/cli/assign.h"
#include "clients/cpp/client.h"
#include "tashbik/v1/search.pb.h"

namespace tashbik::cli {

// The theme that `text` names among what a search found: the one of that id, else one with that
// very label, else the first that the server calls exact, which may be by word stems ("Stateless"
// for "statelessness"). Null if there is none.
const v1::Theme* NamedTheme(const v1::SearchThemesResponse& found, const std::string& text);

// Remembers every answer, so that a file with 30,000 cells and 40 themes asks 40 times. The client
// must outlive it. Not safe from several threads.
class ThemeFinder {
 public:
  explicit ThemeFinder(const client::Client* client) : client_(client) {}

  // A label of a theme in any language (exact after folding), its id or its resource name. The
  // error names the nearest theme.
  absl::StatusOr<std::string> Find(absl::string_view text, const std::vector<v1::Facet>& facets);

  // The same as a function; valid as long as this object.
  FindTheme finder();

 private:
  absl::StatusOr<std::string> Ask(const std::string& text, const std::vector<v1::Facet>& facets);

  const client::Client* client_;
  std::map<std::pair<std::string, std::vector<v1::Facet>>, absl::StatusOr<std::string>> known_;
};

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_THEME_FINDER_H_
