// Labels of a map: which name, in how many lines, how wide.
#ifndef TASHBIK_CLIENTS_CLI_MAP_LABELS_H_
#define TASHBIK_CLIENTS_CLI_MAP_LABELS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tashbik/v1/insight.pb.h"

namespace tashbik::cli {

// How wide `text` is at most in a usual sans-serif at that size, in pixels: no font is asked, so it
// is on the wide side. Marks that stand over others take none.
double TextWidth(absl::string_view text, double size);

// Whether the first letter that has a direction runs from right to left.
bool RunsLeft(absl::string_view text);

// Broken at spaces into lines of at most about `width` pixels; what goes beyond `most` lines is cut
// with `…`. A longer word has a line of its own. Never empty.
std::vector<std::string> WrapLabel(absl::string_view text, double size, double width, size_t most);

// What a map calls a node: where the name is long, the acronym, if it has one.
std::string MapLabel(const v1::NetworkNode& node);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_MAP_LABELS_H_
