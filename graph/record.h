// The forward record: all that is known of one actor, packed into 32-bit words, so that scoring it
// reads a few cache lines and moving it is a copy.
#ifndef TASHBIK_GRAPH_RECORD_H_
#define TASHBIK_GRAPH_RECORD_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "graph/access_table.h"
#include "graph/closure_term.h"
#include "graph/facts.h"
#include "graph/vocabulary.h"

namespace tashbik::graph {

// Parts of a record, in the order in which they lie behind the header.
enum class Section : uint8_t {
  kIssues = 0,       // closure in issues, causes, challenges, laws, institutions: ClosureTerm
  kCommunities = 1,  // closure in communities: ClosureTerm
  kOffers = 2,       // SkillTerm, with its days where dated
  kNeeds = 3,        // the same
  kValues = 4,       // theme numbers
  kRedLines = 5,     // theme numbers
  kCountries = 6,    // 16-bit: places, active, origins, residences, languages
  kStems = 7,        // StemTerm
  kLinks = 8,        // own links: role << 24 | theme
  kNameKeys = 9,     // what its names are found by: terms of name_keys.h
  kBytes = 10,       // id, owner, names
};
inline constexpr int kSectionCount = 11;

// A variant of an actor: its record as those see it who see the strict tiers in `shown_tiers`.
// The first one, the whole, shows all; the others follow it in memory.
struct Record {
  uint32_t words;       // of this variant, header included
  uint32_t next;        // words to the next variant; 0 at the last
  uint32_t access;      // class in the AccessTable
  uint32_t owner_hash;  // 0 without owner
  Day expires;
  uint32_t regions;      // bit per region of its places
  uint8_t shown_tiers;   // bit per tier: the strict tiers that this variant shows
  uint8_t strict_tiers;  // bit per tier: all strict tiers of the actor
  uint8_t kind;
  uint8_t organization_kind;
  uint8_t levels;
  uint8_t tier;
  uint8_t languages_in_text;  // bit per text::Lang of its stems; kNamesThemes
  uint8_t dated;              // 1 when a need or offer has days
  Country base_country;
  uint8_t place_count;  // countries where it is: base, active, residence
  uint8_t active_count;
  uint8_t origin_count;
  uint8_t residence_count;
  uint8_t language_count;
  uint8_t id_size;
  uint8_t owner_size;
  uint8_t name_count;
  uint16_t unused;
  uint32_t end[kSectionCount];  // in words from the start of the record

  std::span<const uint32_t> section(Section s) const {
    const uint32_t* base = reinterpret_cast<const uint32_t*>(this);
    const int i = static_cast<int>(s);
    const uint32_t begin = i == 0 ? sizeof(Record) / 4 : end[i - 1];
    return {base + begin, end[i] - begin};
  }
  const Country* countries() const {
    return reinterpret_cast<const Country*>(section(Section::kCountries).data());
  }
  std::span<const Country> places() const { return {countries(), place_count}; }
  std::span<const Country> active() const { return {countries() + place_count, active_count}; }
  std::span<const Country> origins() const {
    return {countries() + place_count + active_count, origin_count};
  }
  std::span<const Country> residences() const {
    return {countries() + place_count + active_count + origin_count, residence_count};
  }
  std::span<const uint16_t> languages() const {
    return {countries() + place_count + active_count + origin_count + residence_count,
            language_count};
  }
  absl::string_view id() const;
  absl::string_view owner() const;
  const Record* next_variant() const {
    return next == 0
               ? nullptr
               : reinterpret_cast<const Record*>(reinterpret_cast<const uint32_t*>(this) + next);
  }
  // Words of all variants together.
  uint32_t all_words() const;
  // The variant that shows just those of `tiers` that are strict ones of this actor.
  const Record& Showing(uint8_t tiers) const;
};
static_assert(sizeof(Record) % 4 == 0);

// A skill or resource; kDated is followed by its first and last day as two words.
inline constexpr uint32_t kDated = 0x80000000u;

// A word: 29 bits of its hash, and how often it stands there less 1. Words of one hash count as
// one: some pairs in a million words.
inline constexpr uint32_t StemTerm(uint32_t hash, int times) {
  return hash << 3 | static_cast<uint32_t>(times - 1);
}
inline constexpr uint32_t HashOf(uint32_t stem_term) { return stem_term >> 3; }
inline constexpr int TimesOf(uint32_t stem_term) { return static_cast<int>(stem_term & 7) + 1; }
uint32_t StemHash(absl::string_view stem);  // 29 bits
// The word that stands for a theme named in a text, and its key in Epoch::stem_counts.
std::string ThemeWord(absl::string_view theme);

// Bit of Record::languages_in_text: the text names a theme, which is the same in all languages.
inline constexpr uint8_t kNamesThemes = 0x80;

// First subtag of a language as a number; 0 for none.
uint16_t LanguageCode(absl::string_view tag);

// One name as the record keeps it.
struct NameView {
  text::NameKind kind;
  text::Lang lang;
  absl::string_view folded;
  std::vector<absl::string_view> words;
};
std::vector<NameView> NamesOf(const Record& record);
// Calls visit(kind, word) for the words of its names in order. No allocation.
void ForEachNameWord(const Record& record,
                     absl::FunctionRef<void(text::NameKind, absl::string_view)> visit);

// Calls `visit(theme)` for the entries of kOffers or kNeeds that are open on `day`.
template <typename Visit>
void ForEachOpen(const Record& record, Section section, Day day, const Visit& visit) {
  const std::span<const uint32_t> entries = record.section(section);
  for (size_t i = 0; i < entries.size(); ++i) {
    if ((entries[i] & kDated) == 0) {
      visit(entries[i]);
      continue;
    }
    const Day from = static_cast<Day>(entries[i + 1]);
    const Day until = static_cast<Day>(entries[i + 2]);
    if (from <= day && day <= until) visit(entries[i] & ~kDated);
    i += 2;
  }
}

// Packs an actor with all its variants; `access_class` is the number of its access.
std::vector<uint32_t> Pack(const ActorFacts& actor, const Vocabulary& vocabulary,
                           uint32_t access_class);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_RECORD_H_
