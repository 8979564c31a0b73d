// Counts an epoch.
#include "graph/epoch.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "graph/network.h"
#include "graph/parts.h"
#include "graph/protections.h"
#include "graph/rank.h"
#include "graph/suggest.h"

namespace tashbik::graph {
namespace {

// Fixed, so that the same network gives the same epoch.
constexpr uint64_t kAskerKey = 0x7461736862696b00u;
constexpr int kListLength = 20;

// Those who see only what nobody is kept from.
Audience Everybody() {
  Audience everybody;
  everybody.everybody = !IsRemoved(Protection::kRarityOfUnblockingActors);
  return everybody;
}

// The ids of the askers: those of the smallest hashes.
std::vector<std::string> ChooseAskers(const std::vector<const Record*>& actors) {
  std::vector<std::pair<uint64_t, absl::string_view>> hashed;
  hashed.reserve(actors.size());
  for (const Record* actor : actors)
    hashed.push_back({TieHash(kAskerKey, actor->id()), actor->id()});
  std::sort(hashed.begin(), hashed.end());
  if (hashed.size() > kExposureAskers) hashed.resize(kExposureAskers);
  std::vector<std::string> ids;
  for (const auto& [hash, id] : hashed) ids.emplace_back(id);
  return ids;
}

void CountExposures(const Network& network, const std::vector<const Record*>& actors,
                    const std::function<bool()>& stop, Epoch& epoch) {
  const std::vector<std::string> askers = ChooseAskers(actors);
  absl::flat_hash_map<std::string, uint32_t> counts;
  SuggestQuery query;
  query.count = kListLength;
  query.diversity = false;
  query.exposure = false;
  query.tie_key = kAskerKey;
  const Audience everybody = Everybody();
  for (const std::string& asker : askers) {
    if (stop && stop()) return;
    query.asker = asker;
    for (const Suggestion& s : SuggestPartners(network, everybody, query, nullptr).suggestions) {
      ++counts[s.actor];
    }
  }
  if (2 * counts.size() >= actors.size()) {
    for (const Record* actor : actors) counts.try_emplace(actor->id(), 0);
  }
  epoch.exposures.assign(counts.begin(), counts.end());
  std::sort(epoch.exposures.begin(), epoch.exposures.end());
  epoch.asked = static_cast<uint32_t>(askers.size());
}

}  // namespace

Epoch ComputeEpoch(const Network& network, int64_t number, const std::function<bool()>& stop) {
  const Parts& parts = network.parts();
  const Audience everybody = Everybody();
  const Sight sight(*parts.access, everybody);
  std::vector<const Record*> actors;
  std::vector<uint32_t> themes(parts.vocabulary->size(), 0);
  absl::flat_hash_map<uint32_t, uint32_t> stems;
  parts.ForEach([&](const Record& whole, double) {
    const Record* visible =
        IsRemoved(Protection::kRarityOfPublicActors) ? &whole : sight.Visible(whole);
    if (visible == nullptr) return;
    actors.push_back(visible);
    for (const Section section : {Section::kIssues, Section::kCommunities}) {
      for (uint32_t term : visible->section(section)) ++themes[ThemeOf(term)];
    }
    // Themes of the other roles count where they are linked.
    ThemeNo last = kNoTheme;
    std::vector<ThemeNo> others;
    for (uint32_t link : visible->section(Section::kLinks)) {
      const Role role = static_cast<Role>(link >> 24);
      if (role == Role::kNeed || role == Role::kOffer || role == Role::kValue) {
        others.push_back(link & 0xffffff);
      }
    }
    std::sort(others.begin(), others.end());
    for (ThemeNo theme : others) {
      if (theme != last) ++themes[theme];
      last = theme;
    }
    for (uint32_t term : visible->section(Section::kStems)) ++stems[HashOf(term)];
  });
  Epoch epoch;
  epoch.number = number;
  epoch.public_actors = static_cast<int64_t>(actors.size());
  for (ThemeNo i = 0; i < themes.size(); ++i) {
    if (themes[i] > 0) epoch.theme_counts.push_back({parts.vocabulary->id(i), themes[i]});
  }
  for (const auto& [hash, count] : stems) {
    if (static_cast<int64_t>(count) * kRareWord >= epoch.public_actors) {
      epoch.stem_counts.push_back({hash, count});
    }
  }
  std::sort(epoch.stem_counts.begin(), epoch.stem_counts.end());
  CountExposures(*network.With(epoch), actors, stop, epoch);
  return epoch;
}

}  // namespace tashbik::graph
