// Packs actors as they come, then cuts them into windows in the order of ids.
#include "graph/builder.h"

#include <algorithm>
#include <utility>

#include "graph/parts.h"

namespace tashbik::graph {
namespace {

// Actors that are packed at a time, into one block.
constexpr size_t kPortion = 2048;

void Run(const Parallel& parallel, size_t count, const std::function<void(size_t)>& work) {
  if (parallel && count > 1) return parallel(count, work);
  for (size_t i = 0; i < count; ++i) work(i);
}

}  // namespace

Builder::Builder(std::vector<ThemeFacts> themes)
    : vocabulary_(std::make_shared<const Vocabulary>(std::move(themes))) {}

uint32_t Builder::NumberOf(const Access& access) {
  const bool same = access_.size() > 0 && access.tier == last_access_.tier &&
                    access.hubs == last_access_.hubs && access.circles == last_access_.circles &&
                    access.brokers == last_access_.brokers;
  if (same) return last_number_;
  last_access_ = access;
  return last_number_ = access_.Intern(access);
}

void Builder::Add(const ActorFacts& actor) { Add(std::span(&actor, 1), nullptr); }

void Builder::Add(std::span<const ActorFacts> actors, const Parallel& parallel) {
  std::vector<uint32_t> numbers;
  numbers.reserve(actors.size());
  for (const ActorFacts& actor : actors) numbers.push_back(NumberOf(actor.access));
  const size_t portions = (actors.size() + kPortion - 1) / kPortion;
  const size_t first_block = blocks_.size();
  blocks_.resize(first_block + portions);
  Run(parallel, portions, [&](size_t portion) {
    std::vector<uint32_t>& block = blocks_[first_block + portion];
    const size_t end = std::min((portion + 1) * kPortion, actors.size());
    for (size_t i = portion * kPortion; i < end; ++i) {
      const std::vector<uint32_t> packed = Pack(actors[i], *vocabulary_, numbers[i]);
      block.insert(block.end(), packed.begin(), packed.end());
    }
  });
  for (size_t b = first_block; b < blocks_.size(); ++b) {
    for (size_t at = 0; at < blocks_[b].size();) {
      records_.push_back(blocks_[b].data() + at);
      at += reinterpret_cast<const Record*>(records_.back())->all_words();
    }
  }
}

void Builder::Add(const CoalitionFacts& coalition) {
  ties_.Put(coalition, NumberOf(coalition.access));
}

void Builder::Add(const MembershipFacts& membership) { ties_.Put(membership); }

std::shared_ptr<const Network> Builder::Build(const Epoch& epoch, const Parallel& parallel) {
  std::vector<const Record*> records;
  records.reserve(records_.size());
  for (const uint32_t* words : records_) records.push_back(reinterpret_cast<const Record*>(words));
  std::stable_sort(records.begin(), records.end(),
                   [](const Record* a, const Record* b) { return a->id() < b->id(); });
  // The last of equal ids stays.
  const auto first = std::unique(records.rbegin(), records.rend(),
                                 [](const auto* a, const auto* b) { return a->id() == b->id(); });
  records.erase(records.begin(), first.base());

  auto parts = std::make_shared<Parts>();
  parts->vocabulary = std::move(vocabulary_);
  parts->rarity = std::make_shared<const Rarity>(*parts->vocabulary, epoch);
  parts->access = std::make_shared<const AccessTable>(std::move(access_));
  parts->ties = std::move(ties_);
  parts->windows.resize((records.size() + kWindowActors - 1) / kWindowActors);
  Run(parallel, parts->windows.size(), [&](size_t i) {
    const size_t begin = i * kWindowActors;
    const size_t count = std::min<size_t>(kWindowActors, records.size() - begin);
    WindowRef& ref = parts->windows[i];
    ref.window = std::make_shared<const Window>(std::span(records).subspan(begin, count),
                                                parts->vocabulary->size());
    ref.figures = std::make_shared<const Figures>(*ref.window, *parts->rarity);
    ref.live = static_cast<uint32_t>(count);
  });
  records_.clear();
  blocks_.clear();
  return std::make_shared<const Network>(std::move(parts));
}

}  // namespace tashbik::graph
