// The text row of an actor: what is kept of its names and descriptions so that a start need not
// fold and stem a million texts again.
#ifndef TASHBIK_GRAPH_TEXT_ROW_H_
#define TASHBIK_GRAPH_TEXT_ROW_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/text/tokens.h"

namespace tashbik::graph::text {

// Counts up whenever any rule, list or table of graph/text changes what a row holds. A stored row
// of another version must be derived again.
inline constexpr uint32_t kPipelineVersion = 2;

// Bounds of a row. Words beyond them are left out: the first words of a description say most.
inline constexpr int kMaxStemsPerDescription = 200;
inline constexpr int kMaxStems = 600;
inline constexpr int kMaxNames = 64;  // derived acronyms are counted
inline constexpr int kMaxNameWords = 32;

// Stored in rows; the order is from most to least binding.
enum class NameKind : uint8_t {
  kLegal = 1,
  kShort = 2,
  kTranslated = 3,
  kFormer = 4,
  kAlias = 5,
  kInitials = 6,  // derived: the initials of a longer name, as GCHR; weigh it low
};

// One name of an actor as the record has it.
struct NameText {
  absl::string_view text;
  absl::string_view language;  // BCP 47, may be empty
  NameKind kind;
};

// One description of an actor as the record has it.
struct DescriptionText {
  absl::string_view text;
  absl::string_view language;  // BCP 47, may be empty
};

struct Stem {
  std::string text;
  Lang lang = Lang::kUnknown;
  friend bool operator==(const Stem&, const Stem&) = default;
};

struct NameEntry {
  std::string folded;  // FoldName of the whole name: exact look-up
  NameKind kind = NameKind::kLegal;
  Lang lang = Lang::kUnknown;      // as declared
  std::vector<std::string> words;  // folded, in order, without stop words unless all are
  friend bool operator==(const NameEntry&, const NameEntry&) = default;
};

struct TextRow {
  uint32_t version = kPipelineVersion;
  // Stems of the descriptions in the order of the words, repeats kept, stop words left out, one
  // description after another in the order given: so a theme's label of two words can be found.
  std::vector<Stem> stems;
  // Names in the order given, then derived initials; no two with equal `folded`.
  std::vector<NameEntry> names;
  friend bool operator==(const TextRow&, const TextRow&) = default;
};

// Derives the row. Pure and linear: 38 µs for a description of 780 bytes, the mean of 3,145 real
// ones, 30 of them stemming. The first call builds the tables (20 ms). Safe from any thread.
TextRow DeriveRow(std::span<const NameText> names, std::span<const DescriptionText> descriptions);

// The stems of a theme's label in one language, in order, stop words left out (kept when nothing
// else is there). A description names the theme when these stems stand in a row in its own.
std::vector<std::string> StemLabel(absl::string_view label, absl::string_view language);

}  // namespace tashbik::graph::text

#endif  // TASHBIK_GRAPH_TEXT_ROW_H_
