// Packs the facts about an actor into its forward record.
#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "graph/fixed.h"
#include "graph/name_keys.h"
#include "graph/record.h"
#include "graph/region.h"

namespace tashbik::graph {
namespace {

// A word of a name counts as often as this many in a description.
constexpr int kNameTimes = 3;
constexpr size_t kMaxBytes = 255;  // of an id or owner

bool IsStrict(std::optional<Tier> tier, Tier record) { return tier.has_value() && *tier < record; }

uint8_t Bit(Tier tier) { return static_cast<uint8_t>(1u << static_cast<int>(tier)); }

uint8_t StrictTiers(const ActorFacts& actor) {
  uint8_t tiers = 0;
  for (const auto& tier : actor.part_tiers) {
    if (IsStrict(tier, actor.access.tier)) tiers |= Bit(*tier);
  }
  for (const LinkFacts& link : actor.links) {
    if (IsStrict(link.tier, actor.access.tier)) tiers |= Bit(*link.tier);
  }
  return tiers;
}

// Writes one variant: what those see who see the strict tiers `shown`.
class Packer {
 public:
  Packer(const ActorFacts& actor, const Vocabulary& vocabulary, uint32_t access, uint8_t strict,
         uint8_t shown)
      : actor_(actor), vocabulary_(vocabulary), shown_(shown), words_(sizeof(Record) / 4) {
    header_.access = access;
    header_.strict_tiers = strict;
    header_.shown_tiers = shown;
  }

  std::vector<uint32_t> Run() {
    FillHeader();
    CollectCountries();
    WriteClosure();
    WriteLinksOf(Role::kOffer, Section::kOffers);
    WriteLinksOf(Role::kNeed, Section::kNeeds);
    WriteThemes(Role::kValue, Section::kValues);
    WriteThemes(Role::kRedLine, Section::kRedLines);
    WriteCountries();
    WriteStems();
    WriteOwnLinks();
    WriteNameKeys();
    WriteBytes();
    header_.words = static_cast<uint32_t>(words_.size());
    std::memcpy(words_.data(), &header_, sizeof(Record));
    return std::move(words_);
  }

 private:
  bool Shows(std::optional<Tier> tier) const {
    return !IsStrict(tier, actor_.access.tier) || (shown_ & Bit(*tier)) != 0;
  }
  bool Shows(Part part) const { return Shows(actor_.part_tiers[static_cast<int>(part)]); }
  void End(Section s) { header_.end[static_cast<int>(s)] = static_cast<uint32_t>(words_.size()); }

  void FillHeader() {
    header_.owner_hash = OwnerHash(actor_.access.owner);
    header_.expires = actor_.expires;
    header_.kind = static_cast<uint8_t>(actor_.kind);
    header_.organization_kind = actor_.organization_kind;
    header_.levels = Shows(Part::kLevels) ? actor_.levels : 0;
    header_.tier = static_cast<uint8_t>(actor_.access.tier);
    header_.base_country = Shows(Part::kBaseCountry) ? CountryOf(actor_.base_country) : 0;
    for (const LinkFacts& link : actor_.links) {
      const ThemeNo theme = vocabulary_.Find(link.theme);
      if (theme != kNoTheme && Shows(link.tier)) links_.push_back({&link, theme});
    }
  }

  std::vector<Country> Codes(Part part, const std::vector<std::string>& codes) const {
    std::vector<Country> countries;
    if (!Shows(part)) return countries;
    for (const std::string& code : codes) {
      if (const Country country = CountryOf(code)) countries.push_back(country);
    }
    return Distinct(std::move(countries));
  }
  static std::vector<Country> Distinct(std::vector<Country> countries) {
    std::sort(countries.begin(), countries.end());
    countries.erase(std::unique(countries.begin(), countries.end()), countries.end());
    countries.resize(std::min<size_t>(countries.size(), 255));
    return countries;
  }
  void CollectCountries() {
    active_ = Codes(Part::kActiveCountries, actor_.active_countries);
    origins_ = Codes(Part::kOriginCountries, actor_.origin_countries);
    residences_ = Codes(Part::kResidenceCountries, actor_.residence_countries);
    places_ = active_;
    places_.insert(places_.end(), residences_.begin(), residences_.end());
    if (header_.base_country != 0) places_.push_back(header_.base_country);
    places_ = Distinct(std::move(places_));
    for (Country country : places_) {
      if (const uint32_t region = RegionOf(country)) header_.regions |= 1u << region;
    }
  }

  // Of communities as well: their root causes are issues.
  void WriteClosure() {
    std::vector<ThemeNo> own;
    for (const auto& [link, theme] : links_) {
      switch (link->role) {
        case Role::kNeed:
        case Role::kOffer:
        case Role::kValue:
        case Role::kRedLine:
          break;
        default:
          own.push_back(theme);
      }
    }
    std::vector<Country> holds = places_;
    holds.insert(holds.end(), origins_.begin(), origins_.end());
    const std::vector<ThemeStep> closure = vocabulary_.Closure(own, holds);
    for (const bool community : {false, true}) {
      for (const ThemeStep& step : closure) {
        if ((vocabulary_.facet(step.theme) == Facet::kCommunity) == community) {
          words_.push_back(ClosureTerm(step.theme, step.steps));
        }
      }
      End(community ? Section::kCommunities : Section::kIssues);
    }
  }

  void WriteLinksOf(Role role, Section section) {
    std::vector<std::array<uint32_t, 3>> entries;
    for (const auto& [link, theme] : links_) {
      if (link->role != role) continue;
      const bool dated = link->from != kFirstDay || link->until != kLastDay;
      entries.push_back({theme | (dated ? kDated : 0), static_cast<uint32_t>(link->from),
                         static_cast<uint32_t>(link->until)});
    }
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
      return std::pair(a[0] & ~kDated, a) < std::pair(b[0] & ~kDated, b);
    });
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    for (const auto& entry : entries) {
      words_.push_back(entry[0]);
      if ((entry[0] & kDated) == 0) continue;
      header_.dated = 1;
      words_.push_back(entry[1]);
      words_.push_back(entry[2]);
    }
    End(section);
  }

  void WriteThemes(Role role, Section section) {
    const size_t begin = words_.size();
    for (const auto& [link, theme] : links_) {
      if (link->role == role) words_.push_back(theme);
    }
    SortFrom(begin);
    End(section);
  }

  void SortFrom(size_t begin) {
    std::sort(words_.begin() + begin, words_.end());
    words_.erase(std::unique(words_.begin() + begin, words_.end()), words_.end());
  }

  void WriteCountries() {
    std::vector<uint16_t> all = places_;
    header_.place_count = static_cast<uint8_t>(places_.size());
    header_.active_count = static_cast<uint8_t>(active_.size());
    header_.origin_count = static_cast<uint8_t>(origins_.size());
    header_.residence_count = static_cast<uint8_t>(residences_.size());
    all.insert(all.end(), active_.begin(), active_.end());
    all.insert(all.end(), origins_.begin(), origins_.end());
    all.insert(all.end(), residences_.begin(), residences_.end());
    std::vector<uint16_t> languages;
    if (Shows(Part::kLanguages)) {
      for (const std::string& tag : actor_.languages) {
        if (const uint16_t code = LanguageCode(tag)) languages.push_back(code);
      }
    }
    languages = Distinct(std::move(languages));
    header_.language_count = static_cast<uint8_t>(languages.size());
    all.insert(all.end(), languages.begin(), languages.end());
    if (all.size() % 2 != 0) all.push_back(0);
    for (size_t i = 0; i < all.size(); i += 2) {
      words_.push_back(all[i] | static_cast<uint32_t>(all[i + 1]) << 16);
    }
    End(Section::kCountries);
  }

  void WriteStems() {
    std::map<uint32_t, int> times;
    if (Shows(Part::kDescriptions)) {
      for (const text::Stem& stem : actor_.text.stems) {
        ++times[StemHash(stem.text)];
        header_.languages_in_text |= static_cast<uint8_t>(1u << static_cast<int>(stem.lang));
      }
      CountNamedThemes(times);
    }
    if (Shows(Part::kNames)) CountNameWords(times);
    for (const auto& [hash, count] : times) {
      words_.push_back(StemTerm(hash, std::min(count, kMaxTimes)));
    }
    End(Section::kStems);
  }

  // Words that name a theme count as that theme too, so that languages meet.
  void CountNamedThemes(std::map<uint32_t, int>& times) {
    const std::vector<text::Stem>& stems = actor_.text.stems;
    for (size_t at = 0; at < stems.size();) {
      size_t matched = 0;  // stems of the longest label that begins here
      for (const Vocabulary::Label& label : vocabulary_.LabelsFrom(stems[at].text)) {
        if (label.stems.size() < matched) break;
        if (label.stems.size() > stems.size() - at) continue;
        const bool equal = std::equal(
            label.stems.begin(), label.stems.end(), stems.begin() + static_cast<ptrdiff_t>(at),
            [](const std::string& a, const text::Stem& b) { return a == b.text; });
        if (!equal) continue;
        matched = label.stems.size();
        ++times[StemHash(ThemeWord(vocabulary_.id(label.theme)))];
        header_.languages_in_text |= kNamesThemes;
      }
      at += std::max<size_t>(matched, 1);
    }
  }

  // Each word once, however many names have it. Acronyms, given or derived, are words that nobody
  // else has: they would only lengthen the vector.
  void CountNameWords(std::map<uint32_t, int>& times) {
    absl::flat_hash_set<uint32_t> hashes;
    for (const text::NameEntry& name : actor_.text.names) {
      if (name.kind == text::NameKind::kInitials || name.kind == text::NameKind::kShort) continue;
      for (const std::string& word : name.words) {
        const text::Lang lang = text::WordLang(word, name.lang);
        if (text::IsStopWord(word, lang)) continue;
        hashes.insert(StemHash(text::StemWord(word, lang)));
      }
    }
    for (uint32_t hash : hashes) times[hash] += kNameTimes;
  }

  void WriteOwnLinks() {
    const size_t begin = words_.size();
    for (const auto& [link, theme] : links_) {
      words_.push_back(static_cast<uint32_t>(link->role) << 24 | theme);
    }
    SortFrom(begin);
    End(Section::kLinks);
  }

  void WriteNameKeys() {
    if (Shows(Part::kNames)) AppendNameTerms(actor_.text.names, words_);
    End(Section::kNameKeys);
  }

  void WriteBytes() {
    const std::string id = actor_.id.substr(0, kMaxBytes);
    const std::string owner = actor_.access.owner.substr(0, kMaxBytes);
    header_.id_size = static_cast<uint8_t>(id.size());
    header_.owner_size = static_cast<uint8_t>(owner.size());
    std::string bytes = id + owner;
    if (Shows(Part::kNames)) {
      for (const text::NameEntry& name : actor_.text.names) AppendName(name, bytes);
    }
    bytes.resize((bytes.size() + 3) / 4 * 4, '\0');
    const size_t begin = words_.size();
    words_.resize(begin + bytes.size() / 4);
    std::memcpy(words_.data() + begin, bytes.data(), bytes.size());
    End(Section::kBytes);
  }

  void AppendName(const text::NameEntry& name, std::string& bytes) {
    if (header_.name_count == 255 || name.folded.size() > 0xffff) return;
    ++header_.name_count;
    bytes += static_cast<char>(name.kind);
    bytes += static_cast<char>(name.lang);
    bytes += static_cast<char>(name.folded.size() & 0xff);
    bytes += static_cast<char>(name.folded.size() >> 8);
    bytes += name.folded;
    const size_t words = std::min<size_t>(name.words.size(), 255);
    bytes += static_cast<char>(words);
    for (size_t i = 0; i < words; ++i) {
      const std::string word = name.words[i].substr(0, 255);
      bytes += static_cast<char>(word.size());
      bytes += word;
    }
  }

  const ActorFacts& actor_;
  const Vocabulary& vocabulary_;
  const uint8_t shown_;
  Record header_ = {};
  std::vector<uint32_t> words_;
  std::vector<std::pair<const LinkFacts*, ThemeNo>> links_;  // visible ones to known themes
  std::vector<Country> places_, active_, origins_, residences_;
};

}  // namespace

std::vector<uint32_t> Pack(const ActorFacts& actor, const Vocabulary& vocabulary,
                           uint32_t access_class) {
  const uint8_t strict = StrictTiers(actor);
  std::vector<uint32_t> packed = Packer(actor, vocabulary, access_class, strict, strict).Run();
  size_t last = 0;
  // All other subsets of the strict tiers, from large to small.
  for (int shown = strict; shown > 0;) {
    shown = (shown - 1) & strict;
    const std::vector<uint32_t> variant =
        Packer(actor, vocabulary, access_class, strict, static_cast<uint8_t>(shown)).Run();
    reinterpret_cast<Record*>(packed.data() + last)->next =
        static_cast<uint32_t>(packed.size() - last);
    last = packed.size();
    packed.insert(packed.end(), variant.begin(), variant.end());
  }
  return packed;
}

}  // namespace tashbik::graph
