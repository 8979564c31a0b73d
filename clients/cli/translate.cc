// Rows without holes by look-up, the others one after the other.
#include "clients/cli/translate.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "clients/cli/display_width.h"
#include "clients/cli/fault_words.h"
#include "clients/cli/help_words.h"

namespace tashbik::cli {
namespace {

constexpr char kTextHole = '@';
constexpr char kNumberHole = '#';
constexpr char kWordHole = '%';
constexpr absl::string_view kHoles = "$@#%";

// `$3` at the front of a template, for example.
bool IsHole(absl::string_view text) {
  return text.size() >= 2 && absl::StrContains(kHoles, text[0]) && absl::ascii_isdigit(text[1]);
}

bool Takes(absl::string_view hole, absl::string_view text) {
  switch (hole[0]) {
    case kTextHole:
      return true;
    case kNumberHole:
      return absl::c_all_of(text, [](char c) { return absl::ascii_isdigit(c) || c == ','; });
    case kWordHole:
      return !absl::StrContains(text, ' ');
    default:
      return !absl::StrContains(text, "; ");  // a remedy, which has a row of its own
  }
}

// The template up to its first hole.
absl::string_view Literal(absl::string_view text) {
  size_t end = 0;
  while (end < text.size() && !IsHole(text.substr(end))) ++end;
  return text.substr(0, end);
}

// Bytes of a template besides its holes.
size_t OwnLetters(absl::string_view row) {
  size_t count = 0;
  for (; !row.empty(); row.remove_prefix(std::min<size_t>(2, row.size()))) {
    const absl::string_view literal = Literal(row);
    count += literal.size();
    row.remove_prefix(literal.size());
  }
  return count;
}

using Holes = std::map<absl::string_view, absl::string_view>;

// What stands in the holes of `row` where `text` fits it. A hole takes as little as it can, the
// last one all that is left.
std::optional<Holes> Fit(absl::string_view row, absl::string_view text) {
  Holes holes;
  absl::string_view literal = Literal(row);
  if (!absl::ConsumePrefix(&text, literal)) return std::nullopt;
  row.remove_prefix(literal.size());
  while (!row.empty()) {
    const absl::string_view hole = row.substr(0, 2);
    row.remove_prefix(2);
    literal = Literal(row);
    row.remove_prefix(literal.size());
    // The last literal ends the text; what stands before it is the last hole's.
    const size_t end =
        row.empty() ? text.size() - std::min(literal.size(), text.size()) : text.find(literal);
    if (end == absl::string_view::npos || text.substr(end, literal.size()) != literal) {
      return std::nullopt;
    }
    if (!Takes(hole, text.substr(0, end))) return std::nullopt;
    holes[hole] = text.substr(0, end);
    text.remove_prefix(end + literal.size());
  }
  if (!text.empty()) return std::nullopt;
  return holes;
}

std::string Fill(absl::string_view row, const Holes& holes, absl::string_view language) {
  std::string filled;
  while (!row.empty()) {
    const absl::string_view literal = Literal(row);
    absl::StrAppend(&filled, literal);
    row.remove_prefix(literal.size());
    if (row.empty()) break;
    const auto found = holes.find(row.substr(0, 2));
    if (found != holes.end()) {
      absl::StrAppend(&filled, row[0] == kTextHole ? Translate(found->second, language)
                                                   : std::string(found->second));
    }
    row.remove_prefix(2);
  }
  return filled;
}

struct Rows {
  absl::flat_hash_map<absl::string_view, const Entry*> whole;
  std::vector<const Entry*> with_holes;
};

const Rows& AllRows() {
  static const Rows* const rows = [] {
    auto* made = new Rows;
    for (const absl::Span<const Entry> table : Translations()) {
      for (const Entry& row : table) {
        if (Literal(row.en).size() == absl::string_view(row.en).size()) {
          made->whole.emplace(row.en, &row);
        } else {
          made->with_holes.push_back(&row);
        }
      }
    }
    // The more of a text is the row's own, the less it fits besides.
    absl::c_stable_sort(made->with_holes, [](const Entry* a, const Entry* b) {
      return OwnLetters(a->en) > OwnLetters(b->en);
    });
    return made;
  }();
  return *rows;
}

std::string LineIn(absl::string_view english, absl::string_view language) {
  const size_t indent = std::min(english.find_first_not_of(' '), english.size());
  return absl::StrCat(english.substr(0, indent),
                      Isolate(Printable(Translate(english.substr(indent), language))));
}

}  // namespace

std::vector<absl::Span<const Entry>> Translations() {
  std::vector<absl::Span<const Entry>> tables = HelpWords();
  for (const absl::Span<const Entry> table : FaultWords()) tables.push_back(table);
  return tables;
}

std::string Translate(absl::string_view english, absl::string_view language) {
  if (language == "en") return std::string(english);
  const Rows& rows = AllRows();
  const auto whole = rows.whole.find(english);
  if (whole != rows.whole.end()) return In(*whole->second, language);
  for (const Entry* row : rows.with_holes) {
    if (const auto holes = Fit(row->en, english)) return Fill(In(*row, language), *holes, language);
  }
  return std::string(english);
}

void WriteLines(absl::string_view english, absl::string_view language, std::ostream& out) {
  for (const absl::string_view line : absl::StrSplit(english, '\n')) {
    out << LineIn(line, language) << "\n";
  }
}

}  // namespace tashbik::cli
