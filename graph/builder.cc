// Packs actors as they come, then cuts them into windows in the order of ids.
#include "graph/builder.h"

#include <algorithm>
#include <utility>

#include "graph/parts.h"

namespace tashbik::graph {
namespace {

constexpr size_t kBlockWords = 1 << 20;

}  // namespace

Builder::Builder(std::vector<ThemeFacts> themes)
    : vocabulary_(std::make_shared<const Vocabulary>(std::move(themes))) {}

void Builder::Add(const ActorFacts& actor) {
  const std::vector<uint32_t> packed = Pack(actor, *vocabulary_, access_.Intern(actor.access));
  if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < packed.size()) {
    blocks_.emplace_back().reserve(std::max(kBlockWords, packed.size()));
  }
  std::vector<uint32_t>& block = blocks_.back();
  records_.push_back(block.data() + block.size());
  block.insert(block.end(), packed.begin(), packed.end());
}

void Builder::Add(const CoalitionFacts& coalition) {
  ties_.Put(coalition, access_.Intern(coalition.access));
}

void Builder::Add(const MembershipFacts& membership) { ties_.Put(membership); }

std::shared_ptr<const Network> Builder::Build(const Epoch& epoch) {
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
  for (size_t begin = 0; begin < records.size(); begin += kWindowActors) {
    const size_t count = std::min<size_t>(kWindowActors, records.size() - begin);
    WindowRef& ref = parts->windows.emplace_back();
    ref.window = std::make_shared<const Window>(std::span(records).subspan(begin, count),
                                                parts->vocabulary->size());
    ref.figures = std::make_shared<const Figures>(*ref.window, *parts->rarity);
    ref.live = static_cast<uint32_t>(count);
  }
  records_.clear();
  blocks_.clear();
  return std::make_shared<const Network>(std::move(parts));
}

}  // namespace tashbik::graph
