// Reads the visible actors and coalitions, and joins the members of each coalition.
#include "graph/shape.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "graph/network.h"
#include "graph/parts.h"
#include "graph/tie_hash.h"
#include "graph/ties.h"

namespace tashbik::graph {
namespace {

constexpr size_t kStopInterval = 1000;

// Puts ids into the order of their hashes.
void SortByHash(uint64_t key, std::vector<std::string>& ids) {
  std::vector<std::pair<uint64_t, std::string>> hashed;
  hashed.reserve(ids.size());
  for (std::string& id : ids) hashed.emplace_back(TieHash(key, id), std::move(id));
  std::sort(hashed.begin(), hashed.end());
  for (size_t i = 0; i < ids.size(); ++i) ids[i] = std::move(hashed[i].second);
}

// Each pair of members with the coalition they share, in the order of ties.
std::vector<std::tuple<uint32_t, uint32_t, uint32_t>> PairsOf(
    const std::vector<ShapeCoalition>& coalitions) {
  std::vector<std::tuple<uint32_t, uint32_t, uint32_t>> pairs;
  for (uint32_t c = 0; c < coalitions.size(); ++c) {
    const std::vector<uint32_t>& members = coalitions[c].members;
    for (size_t i = 0; i < members.size(); ++i) {
      for (size_t j = i + 1; j < members.size(); ++j) {
        pairs.emplace_back(std::min(members[i], members[j]), std::max(members[i], members[j]), c);
      }
    }
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

}  // namespace

Shape::Shape(std::vector<std::string> actors, const std::vector<ShapeCoalition>& coalitions)
    : actors_(std::move(actors)), begins_(actors_.size() + 1, 0) {
  for (const ShapeCoalition& coalition : coalitions) coalitions_.push_back(coalition.id);
  for (const auto& [a, b, coalition] : PairsOf(coalitions)) {
    if (ties_.empty() || ties_.back().a != a || ties_.back().b != b) {
      ties_.push_back({.a = a, .b = b});
      ++begins_[a + 1];
      ++begins_[b + 1];
    }
    ties_.back().weight += coalitions[coalition].share;
    ties_.back().coalitions.push_back(coalition);
  }
  for (size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
  neighbours_.resize(begins_.back());
  ties_of_.resize(begins_.back());
  std::vector<uint32_t> next(begins_.begin(), begins_.end() - 1);
  const auto put = [&](uint32_t from, uint32_t to, uint32_t tie) {
    neighbours_[next[from]] = to;
    ties_of_[next[from]++] = tie;
  };
  // Those before an actor first, then those behind it: so neighbours ascend.
  for (uint32_t tie = 0; tie < ties_.size(); ++tie) put(ties_[tie].b, ties_[tie].a, tie);
  for (uint32_t tie = 0; tie < ties_.size(); ++tie) put(ties_[tie].a, ties_[tie].b, tie);
}

ShapeResult ReadShape(const Network& network, const Audience& audience, uint64_t tie_key,
                      absl::FunctionRef<bool(const ActorView&)> keep, const Stop& stop) {
  auto stops = [&stop, steps = size_t{0}]() mutable {
    return stop && ++steps % kStopInterval == 0 && stop();
  };
  ShapeResult result;
  std::vector<std::string> actors;
  bool stopped = false;
  network.ForEach(audience, "", [&](const ActorView& actor) {
    if (keep(actor)) actors.emplace_back(actor.id());
    stopped = stops();
    return !stopped;
  });
  if (stopped) return {ShapeOutcome::kStopped, Shape({}, {})};
  SortByHash(tie_key, actors);
  absl::flat_hash_map<absl::string_view, uint32_t> numbers;
  for (uint32_t i = 0; i < actors.size(); ++i) numbers[actors[i]] = i;

  const Parts& parts = network.parts();
  const Sight sight(*parts.access, audience);
  const auto sees = [&](absl::string_view actor) {
    const Record* whole = parts.Find(actor).whole;
    return whole != nullptr && sight.Visible(*whole) != nullptr;
  };
  VisibleTies ties(parts.ties, sight, sees);
  std::vector<std::string> ids;
  parts.ties.coalitions().ForEach(
      [&](const std::string& id, const std::shared_ptr<const Coalition>& coalition) {
        if (ties.Sees(*coalition)) ids.push_back(id);
      });
  SortByHash(tie_key, ids);
  std::vector<ShapeCoalition> coalitions;
  size_t pairs = 0;
  for (const std::string& id : ids) {
    if (stops()) return {ShapeOutcome::kStopped, Shape({}, {})};
    const std::vector<absl::string_view>& members = ties.MembersOf(id);
    ShapeCoalition kept{.id = id, .members = {}, .share = ShareOf(members.size())};
    for (absl::string_view member : members) {
      if (const auto it = numbers.find(member); it != numbers.end()) {
        kept.members.push_back(it->second);
      }
    }
    const size_t count = kept.members.size();
    if (count < 2) continue;
    pairs += count * (count - 1) / 2;
    if (pairs > kMaxShapePairs) return {ShapeOutcome::kTooManyTies, Shape({}, {})};
    coalitions.push_back(std::move(kept));
  }
  result.shape = Shape(std::move(actors), coalitions);
  return result;
}

}  // namespace tashbik::graph
