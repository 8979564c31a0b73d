// Packs actors as they come, then cuts them into windows in the order of ids.
#include "graph/builder.h"

#include <algorithm>
#include <utility>

#include "graph/parts.h"

namespace tashbik::graph {

Builder::Builder(std::vector<ThemeFacts> themes)
    : vocabulary_(std::make_shared<const Vocabulary>(std::move(themes))) {}

uint32_t Builder::NumberOf(const Access& access) {
  const bool same =
      access_.size() > 0 && access.tier == last_access_.tier && access.hubs == last_access_.hubs &&
      access.circles == last_access_.circles && access.brokers == last_access_.brokers &&
      access.blocked == last_access_.blocked && access.hidden_from == last_access_.hidden_from;
  if (same) return last_number_;
  last_access_ = access;
  return last_number_ = access_.Intern(access);
}

std::vector<uint32_t> Builder::NumbersOf(std::span<const ActorFacts> actors) {
  std::vector<uint32_t> numbers;
  numbers.reserve(actors.size());
  for (const ActorFacts& actor : actors) numbers.push_back(NumberOf(actor.access));
  return numbers;
}

std::vector<uint32_t> Builder::Packed(std::span<const ActorFacts> actors,
                                      std::span<const uint32_t> numbers) const {
  std::vector<uint32_t> block;
  for (size_t i = 0; i < actors.size(); ++i) {
    const std::vector<uint32_t> packed = Pack(actors[i], *vocabulary_, numbers[i]);
    block.insert(block.end(), packed.begin(), packed.end());
  }
  return block;
}

void Builder::Add(std::vector<uint32_t> packed) {
  blocks_.push_back(std::move(packed));
  const std::vector<uint32_t>& added = blocks_.back();
  for (size_t at = 0; at < added.size(); at += records_.back()->all_words()) {
    records_.push_back(reinterpret_cast<const Record*>(added.data() + at));
  }
}

void Builder::Add(const CoalitionFacts& coalition) {
  ties_.Put(coalition, NumberOf(coalition.access));
}

void Builder::Add(const MembershipFacts& membership) { ties_.Put(membership); }

std::shared_ptr<const Network> Builder::Build(const Epoch& epoch, const Parallel& parallel) {
  std::sort(records_.begin(), records_.end(),
            [](const Record* a, const Record* b) { return a->id() < b->id(); });

  auto parts = std::make_shared<Parts>();
  parts->vocabulary = std::move(vocabulary_);
  parts->rarity = std::make_shared<const Rarity>(*parts->vocabulary, epoch);
  parts->access = std::make_shared<const AccessTable>(std::move(access_));
  parts->ties = std::move(ties_);
  parts->windows.resize((records_.size() + kWindowActors - 1) / kWindowActors);
  RunOn(parallel, parts->windows.size(), [&](size_t i) {
    const size_t begin = i * kWindowActors;
    const size_t count = std::min<size_t>(kWindowActors, records_.size() - begin);
    WindowRef& ref = parts->windows[i];
    ref.window = std::make_shared<const Window>(
        std::span<const Record* const>(records_).subspan(begin, count), parts->vocabulary->size());
    ref.figures = std::make_shared<const Figures>(*ref.window, *parts->rarity);
    ref.live = static_cast<uint32_t>(count);
  });
  records_.clear();
  blocks_.clear();
  return std::make_shared<const Network>(std::move(parts));
}

}  // namespace tashbik::graph
