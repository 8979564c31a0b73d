// The snapshot: what it shares with the one before, and how it is read.
#include "graph/network.h"

#include <algorithm>
#include <utility>

#include "graph/builder.h"
#include "graph/parts.h"

namespace tashbik::graph {
namespace {

// Overlay actors from which on a fold is due: a query scores each in about half a microsecond.
constexpr size_t kFoldFrom = 2000;
// A fold makes windows anew that have fewer live actors than this. A little under half, so that two
// that have grown over it by a fold still fit into one.
constexpr uint32_t kSparseWindow = kWindowActors * 7 / 16;

void Kill(WindowRef& ref, uint32_t local) {
  auto dead = ref.dead == nullptr ? std::make_shared<DeadBits>(kWindowActors / 64)
                                  : std::make_shared<DeadBits>(*ref.dead);
  (*dead)[local / 64] |= uint64_t{1} << (local % 64);
  ref.dead = std::move(dead);
  --ref.live;
}

void EraseActor(Parts& parts, absl::string_view id) {
  if (parts.overlay.Erase(id)) return;
  for (WindowRef& ref : parts.windows) {
    const uint32_t local = ref.Find(id);
    if (local != kNoLocal) return Kill(ref, local);
  }
}

void PutActor(Parts& parts, const ActorFacts& facts, uint32_t access) {
  Changed changed;
  changed.packed = std::make_shared<const Changed::Packed>(Pack(facts, *parts.vocabulary, access));
  changed.text_norm = parts.rarity->TextNorm(changed.record());
  // Taken before `changed` is moved from; what it points into moves along.
  const absl::string_view id = changed.record().id();
  EraseActor(parts, id);
  parts.overlay.Put(id, std::move(changed));
}

void AddLive(const WindowRef& ref, std::vector<const Record*>& records) {
  for (uint32_t i = 0; i < ref.window->size(); ++i) {
    if (!ref.IsDead(i)) records.push_back(&ref.window->record(i));
  }
}

void AddWindows(std::vector<const Record*> records, Parts& parts) {
  std::sort(records.begin(), records.end(),
            [](const Record* a, const Record* b) { return a->id() < b->id(); });
  for (size_t begin = 0; begin < records.size(); begin += kWindowActors) {
    const size_t count = std::min<size_t>(kWindowActors, records.size() - begin);
    WindowRef& ref = parts.windows.emplace_back();
    ref.window = std::make_shared<const Window>(std::span(records).subspan(begin, count),
                                                parts.vocabulary->size());
    ref.figures = std::make_shared<const Figures>(*ref.window, *parts.rarity);
    ref.live = static_cast<uint32_t>(count);
  }
}

// Makes one window of the two emptiest if they fit: a query pays for windows, not only for actors.
void MergeTwo(Parts& parts) {
  std::vector<WindowRef>& windows = parts.windows;
  if (windows.size() < 2) return;
  std::partial_sort(windows.begin(), windows.begin() + 2, windows.end(),
                    [](const WindowRef& a, const WindowRef& b) { return a.live < b.live; });
  if (windows[0].live + windows[1].live > kWindowActors) return;
  const WindowRef first = windows[0];
  const WindowRef second = windows[1];
  windows.erase(windows.begin(), windows.begin() + 2);
  std::vector<const Record*> records;
  AddLive(first, records);
  AddLive(second, records);
  AddWindows(std::move(records), parts);
}

// Numbers the access of what a delta puts. The table is shared until one is new.
class AccessNumbers {
 public:
  explicit AccessNumbers(std::shared_ptr<const AccessTable>& table) : table_(table) {}
  uint32_t operator()(const Access& access) {
    if (const auto known = table_->Find(access)) return *known;
    auto grown = std::make_shared<AccessTable>(*table_);
    const uint32_t number = grown->Intern(access);
    table_ = std::move(grown);
    return number;
  }

 private:
  std::shared_ptr<const AccessTable>& table_;
};

}  // namespace

Parts::Found Parts::Find(absl::string_view actor) const {
  if (const Changed* changed = overlay.Find(actor)) return {&changed->record(), changed->text_norm};
  for (const WindowRef& ref : windows) {
    const uint32_t local = ref.Find(actor);
    if (local != kNoLocal) return {&ref.window->record(local), ref.figures->text[local]};
  }
  return {};
}

void Parts::ForEach(absl::FunctionRef<void(const Record&, double)> visit) const {
  for (const WindowRef& ref : windows) {
    for (uint32_t i = 0; i < ref.window->size(); ++i) {
      if (!ref.IsDead(i)) visit(ref.window->record(i), ref.figures->text[i]);
    }
  }
  overlay.ForEach([&](const std::string&, const Changed& changed) {
    visit(changed.record(), changed.text_norm);
  });
}

Network::Network(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}

Network::~Network() = default;

std::shared_ptr<const Network> Network::Build(const Facts& facts, const Epoch& epoch) {
  Builder builder(facts.themes);
  builder.Add(facts.actors);
  for (const CoalitionFacts& coalition : facts.coalitions) builder.Add(coalition);
  for (const MembershipFacts& membership : facts.memberships) builder.Add(membership);
  return builder.Build(epoch);
}

std::shared_ptr<const Network> Network::With(const Delta& delta) const {
  auto parts = std::make_shared<Parts>(*parts_);
  AccessNumbers number(parts->access);
  for (const ActorFacts& actor : delta.put_actors) PutActor(*parts, actor, number(actor.access));
  for (const CoalitionFacts& coalition : delta.put_coalitions) {
    parts->ties.Put(coalition, number(coalition.access));
  }
  for (const MembershipFacts& membership : delta.put_memberships) parts->ties.Put(membership);
  for (const std::string& id : delta.erase_actors) EraseActor(*parts, id);
  for (const auto& [coalition, actor] : delta.erase_memberships) {
    parts->ties.EraseMembership(coalition, actor);
  }
  for (const std::string& id : delta.erase_coalitions) parts->ties.Erase(id);
  return std::make_shared<const Network>(std::move(parts));
}

std::shared_ptr<const Network> Network::With(const Epoch& epoch) const {
  auto parts = std::make_shared<Parts>(*parts_);
  parts->rarity = std::make_shared<const Rarity>(*parts->vocabulary, epoch);
  for (WindowRef& ref : parts->windows) {
    ref.figures = std::make_shared<const Figures>(*ref.window, *parts->rarity);
  }
  ChunkMap<Changed> overlay;
  parts->overlay.ForEach([&](const std::string& id, Changed changed) {
    changed.text_norm = parts->rarity->TextNorm(changed.record());
    overlay.Put(id, std::move(changed));
  });
  parts->overlay = std::move(overlay);
  return std::make_shared<const Network>(std::move(parts));
}

bool Network::NeedsFold() const { return parts_->overlay.size() >= kFoldFrom; }

std::shared_ptr<const Network> Network::Folded() const {
  auto parts = std::make_shared<Parts>(*parts_);
  parts->windows.clear();
  std::vector<const Record*> records;
  for (const WindowRef& ref : parts_->windows) {
    if (ref.live >= kSparseWindow) {
      parts->windows.push_back(ref);
    } else {
      AddLive(ref, records);
    }
  }
  MergeTwo(*parts);
  parts_->overlay.ForEach(
      [&](const std::string&, const Changed& changed) { records.push_back(&changed.record()); });
  AddWindows(std::move(records), *parts);
  parts->overlay = {};
  return std::make_shared<const Network>(std::move(parts));
}

}  // namespace tashbik::graph
