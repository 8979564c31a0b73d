// How much room a text takes on a terminal, and how mixed directions stay readable.
#ifndef TASHBIK_CLIENTS_CLI_DISPLAY_WIDTH_H_
#define TASHBIK_CLIENTS_CLI_DISPLAY_WIDTH_H_

#include <string>

#include "absl/strings/string_view.h"

namespace tashbik::cli {

// Columns that UTF-8 `text` takes: 2 for East Asian wide characters, 0 for combining marks, joiners
// and directional marks, 1 for the others.
int DisplayWidth(absl::string_view text);

// Cuts a text to at most `width` columns, the last of them `…` where something was cut. Marks stay
// with their letters.
std::string Shorten(absl::string_view text, int width);

// Puts a text that has right-to-left letters between U+2068 and U+2069, so that it does not turn
// the order of what stands beside it. Other texts stay as they are.
std::string Isolate(absl::string_view text);

// Takes what a terminal would obey (control characters, escape sequences, bidirectional embeddings
// and overrides) out of a text that came from elsewhere; line breaks and tabs become spaces.
std::string Printable(absl::string_view text);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_DISPLAY_WIDTH_H_
