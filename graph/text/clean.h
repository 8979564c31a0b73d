// Which texts the directory takes in, and in which form it keeps them.
#ifndef TASHBIK_GRAPH_TEXT_CLEAN_H_
#define TASHBIK_GRAPH_TEXT_CLEAN_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace tashbik::graph::text {

// Whether line breaks and tabs may stand in a text.
enum class Lines {
  kOne,   // names, labels: a line break or tab is a fault
  kMany,  // descriptions, notes: kept; CR LF, CR, U+2028 and U+2029 become LF
};

enum class FaultKind {
  kNotUtf8,       // bytes that are no UTF-8
  kBidiControl,   // U+202A-U+202E, U+2066-U+2069: could make a name read as another one
  kControl,       // any other control or invisible format character
  kLineBreak,     // a line break or tab in a text of one line
  kNonCharacter,  // U+FFFE, U+FDD0 … and unpaired surrogates
};

// The first thing in a text that cannot be accepted.
struct TextFault {
  FaultKind kind;
  uint32_t code_point;  // the first byte for kNotUtf8
  size_t byte_offset;   // in the text as given
};

// The text as it is kept, or the fault that forbids keeping it.
struct CleanedText {
  std::string text;                // empty when there is a fault
  std::optional<TextFault> fault;  // nothing when the text is good
  bool ok() const { return !fault.has_value(); }
};

// Checks and normalizes: NFC; U+200B, U+FEFF and U+00AD stripped; ZWJ, ZWNJ, LRM, RLM and ALM kept;
// white space is otherwise left as it is. Linear, pure, safe from any thread. Cleaning a cleaned
// text changes nothing. NFC may lengthen a text in rare cases: check lengths afterwards.
CleanedText Clean(absl::string_view text, Lines lines);

// The fault in words for an error message, as
// "U+202E at byte 14 (a bidirectional control) is not allowed".
std::string Describe(const TextFault& fault);

// Code points in UTF-8 `text`: the "characters" of the API's limits. Each bad byte counts as one.
size_t CountCharacters(absl::string_view text);

// True when nothing in `text` is a letter, digit or symbol: it would show as empty.
bool IsBlank(absl::string_view text);

}  // namespace tashbik::graph::text

#endif  // TASHBIK_GRAPH_TEXT_CLEAN_H_
