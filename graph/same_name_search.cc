// Blocks by the keys of names; only what shares a block is compared.
#include "graph/same_name_search.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/hash/hash.h"
#include "graph/network.h"
#include "graph/parts.h"
#include "graph/search.h"

namespace tashbik::graph {
namespace {

// Names of one actor that the index is asked for, and hits of each that are compared.
constexpr size_t kMostAsked = 6;
constexpr int kHitsCompared = 60;
// Keys of an actor that are common: taken two and three at a time, the rarest of them.
constexpr size_t kInTwos = 8;
constexpr size_t kInThrees = 6;

std::vector<text::NameEntry> EntriesOf(const Record& record) {
  std::vector<text::NameEntry> entries;
  for (const NameView& name : NamesOf(record)) {
    text::NameEntry& entry = entries.emplace_back();
    entry.folded = std::string(name.folded);
    entry.kind = name.kind;
    entry.lang = name.lang;
    for (const absl::string_view word : name.words) entry.words.emplace_back(word);
  }
  return entries;
}

void SortBest(std::vector<SamePair>& pairs) {
  std::sort(pairs.begin(), pairs.end(), [](const SamePair& a, const SamePair& b) {
    if (a.score != b.score) return a.score > b.score;
    return std::tie(a.first, a.second) < std::tie(b.first, b.second);
  });
}

// A key and an actor that has it.
struct Keyed {
  uint64_t key;
  uint32_t actor;
};

// Records of one kind, and which pairs of them share keys.
class Blocks {
 public:
  explicit Blocks(const std::vector<const Record*>& records) : records_(records) {
    for (const Record* record : records_) {
      for (uint32_t term : record->section(Section::kNameKeys)) ++times_[HashOf(term)];
    }
    for (uint32_t i = 0; i < records_.size(); ++i) AddKeys(i);
  }

  // Numbers of records, the smaller first; those that share most keys where there are too many.
  std::vector<std::pair<uint32_t, uint32_t>> Pairs() {
    std::sort(keyed_.begin(), keyed_.end(), [](const Keyed& a, const Keyed& b) {
      return std::tie(a.key, a.actor) < std::tie(b.key, b.actor);
    });
    std::vector<uint64_t> found;
    for (size_t begin = 0; begin < keyed_.size();) {
      size_t end = begin;
      while (end < keyed_.size() && keyed_[end].key == keyed_[begin].key) ++end;
      if (end - begin <= kMostOfKey) {
        for (size_t i = begin; i < end; ++i) {
          for (size_t j = i + 1; j < end; ++j) {
            if (keyed_[i].actor == keyed_[j].actor) continue;
            found.push_back(uint64_t{keyed_[i].actor} << 32 | keyed_[j].actor);
          }
        }
      }
      begin = end;
    }
    return Counted(found);
  }

 private:
  void AddKeys(uint32_t actor) {
    std::vector<std::pair<uint32_t, uint32_t>> common;  // times, key
    for (uint32_t term : records_[actor]->section(Section::kNameKeys)) {
      const uint32_t times = times_[HashOf(term)];
      if (times < 2) continue;
      if (times <= kMostOfKey) {
        keyed_.push_back({HashOf(term), actor});
      } else {
        common.emplace_back(times, HashOf(term));
      }
    }
    std::sort(common.begin(), common.end());
    if (common.size() > kInTwos) common.resize(kInTwos);
    for (size_t i = 0; i < common.size(); ++i) {
      for (size_t j = i + 1; j < common.size(); ++j) {
        Add(actor, {common[i].second, common[j].second, 0});
        for (size_t k = j + 1; k < std::min(kInThrees, common.size()); ++k) {
          Add(actor, {common[i].second, common[j].second, common[k].second});
        }
      }
    }
  }

  // Bit 63 keeps keys together apart from single ones.
  void Add(uint32_t actor, std::array<uint32_t, 3> keys) {
    std::sort(keys.begin(), keys.end());
    keyed_.push_back({absl::HashOf(keys) | uint64_t{1} << 63, actor});
  }

  static std::vector<std::pair<uint32_t, uint32_t>> Counted(std::vector<uint64_t>& found) {
    std::sort(found.begin(), found.end());
    std::vector<std::pair<uint32_t, uint64_t>> counted;  // shared keys, pair
    for (size_t begin = 0; begin < found.size();) {
      size_t end = begin;
      while (end < found.size() && found[end] == found[begin]) ++end;
      counted.emplace_back(static_cast<uint32_t>(end - begin), found[begin]);
      begin = end;
    }
    if (counted.size() > kMostPairs) {
      std::sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
      });
      counted.resize(kMostPairs);
    }
    std::vector<std::pair<uint32_t, uint32_t>> pairs;
    pairs.reserve(counted.size());
    for (const auto& [shared, pair] : counted) {
      pairs.emplace_back(static_cast<uint32_t>(pair >> 32), static_cast<uint32_t>(pair));
    }
    return pairs;
  }

  const std::vector<const Record*>& records_;
  absl::flat_hash_map<uint32_t, uint32_t> times_;
  std::vector<Keyed> keyed_;
};

void AddPairs(const std::vector<const Record*>& records, const Stop& stop,
              std::vector<SamePair>& pairs) {
  std::vector<std::unique_ptr<NameProfile>> profiles(records.size());
  const auto profile = [&](uint32_t i) -> const NameProfile& {
    if (profiles[i] == nullptr) profiles[i] = std::make_unique<NameProfile>(EntriesOf(*records[i]));
    return *profiles[i];
  };
  for (const auto& [i, j] : Blocks(records).Pairs()) {
    if (stop && stop()) return;
    const bool in_order = records[i]->id() < records[j]->id();
    const uint32_t first = in_order ? i : j;
    const uint32_t second = in_order ? j : i;
    NameComparison names = CompareNames(profile(first), profile(second));
    const Country one = records[first]->base_country;
    const Country other = records[second]->base_country;
    const double score = WithCountries(names.score, one, other);
    if (score < kLikelySame) continue;
    pairs.push_back({std::string(records[first]->id()), std::string(records[second]->id()),
                     static_cast<ActorKind>(records[first]->kind), score, std::move(names), one,
                     other});
  }
}

}  // namespace

double WithCountries(double score, Country first, Country second) {
  if (first == 0 || second == 0) return score;
  return first == second ? std::min(1.0, score + kSameCountryAdds)
                         : std::max(0.0, score - kOtherCountryTakes);
}

std::vector<SamePair> SameAs(const Network& network, const Audience& audience,
                             const SameQuery& query, const Stop& stop) {
  const NameProfile own(query.names);
  std::set<std::string> ids;
  size_t asked = 0;
  for (const text::NameEntry& name : query.names) {
    if (asked++ == kMostAsked) break;
    SearchQuery search;
    search.words = name.folded;
    search.filter.kind = query.kind;
    search.count = kHitsCompared;
    for (const SearchHit& hit : SearchActors(network, audience, search, stop)) {
      if (hit.actor != query.leave_out) ids.insert(hit.actor);
    }
    if (stop && stop()) return {};
  }
  const Parts& parts = network.parts();
  const Sight sight(*parts.access, audience);
  std::vector<SamePair> found;
  for (const std::string& id : ids) {
    const Record* whole = parts.Find(id).whole;
    const Record* visible = whole == nullptr ? nullptr : sight.Visible(*whole);
    if (visible == nullptr) continue;
    NameComparison names = CompareNames(own, NameProfile(EntriesOf(*visible)));
    const double score = WithCountries(names.score, query.base_country, visible->base_country);
    if (score < kLikelySame) continue;
    found.push_back(
        {"", id, query.kind, score, std::move(names), query.base_country, visible->base_country});
  }
  SortBest(found);
  if (found.size() > static_cast<size_t>(query.count)) {
    found.resize(static_cast<size_t>(query.count));
  }
  return found;
}

std::vector<SamePair> SameAmong(
    const Network& network, const Audience& audience,
    absl::FunctionRef<bool(absl::string_view, const Access&, absl::string_view)> mine,
    const Stop& stop) {
  const Parts& parts = network.parts();
  const Sight sight(*parts.access, audience);
  std::vector<const Record*> all;
  bool stopped = false;
  size_t passed = 0;
  parts.ForEach([&](const Record& whole, double) {
    if (stopped || (++passed % 4096 == 0 && stop && stop())) {
      stopped = true;
      return;
    }
    const Record* visible = sight.Visible(whole);
    if (visible == nullptr) return;
    if (mine(whole.id(), parts.access->at(whole.access), whole.owner())) all.push_back(visible);
  });
  if (stopped) return {};
  // In an order that depends on nothing else: which are left out, and in which order ties come.
  std::sort(all.begin(), all.end(),
            [](const Record* a, const Record* b) { return a->id() < b->id(); });
  if (all.size() > kMostAmong) all.resize(kMostAmong);
  std::vector<SamePair> pairs;
  for (const ActorKind kind : {ActorKind::kOrganization, ActorKind::kDiasporaGroup}) {
    std::vector<const Record*> of_kind;
    for (const Record* record : all) {
      if (static_cast<ActorKind>(record->kind) == kind) of_kind.push_back(record);
    }
    AddPairs(of_kind, stop, pairs);
    if (stop && stop()) return {};
  }
  SortBest(pairs);
  return pairs;
}

std::vector<std::string> ActorsThatBlock(const Network& network, absl::string_view actor) {
  const Parts& parts = network.parts();
  std::vector<bool> blocks(parts.access->size());
  for (size_t i = 0; i < blocks.size(); ++i) {
    const Access& access = parts.access->at(static_cast<uint32_t>(i));
    blocks[i] =
        std::find(access.blocked.begin(), access.blocked.end(), actor) != access.blocked.end();
  }
  std::vector<std::string> ids;
  if (std::find(blocks.begin(), blocks.end(), true) == blocks.end()) return ids;
  parts.ForEach([&](const Record& whole, double) {
    if (blocks[whole.access]) ids.emplace_back(whole.id());
  });
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace tashbik::graph
