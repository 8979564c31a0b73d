// Reading a network: look-ups, lists, coalitions, sizes.
#include <algorithm>
#include <queue>
#include <utility>

#include "graph/network.h"
#include "graph/parts.h"

namespace tashbik::graph {

std::optional<ActorView> Network::Find(absl::string_view actor, const Audience& audience) const {
  const Record* whole = parts_->Find(actor).whole;
  if (whole == nullptr) return std::nullopt;
  const Record* visible = Sight(*parts_->access, audience).Visible(*whole);
  if (visible == nullptr) return std::nullopt;
  return ActorView(*parts_, *visible);
}

std::optional<Network::ActorAccess> Network::AccessOf(absl::string_view actor) const {
  const Record* whole = parts_->Find(actor).whole;
  if (whole == nullptr) return std::nullopt;
  return ActorAccess{parts_->access->at(whole->access), whole->owner()};
}

namespace {

// Where the walk over one window, or over the overlay, stands.
struct Cursor {
  const WindowRef* ref = nullptr;  // null: the overlay
  uint32_t local = 0;
  const Record* record = nullptr;
};

bool Later(const Cursor& a, const Cursor& b) { return a.record->id() > b.record->id(); }

// Moves to the first live actor at or after `local`; false at the end.
bool Settle(Cursor& cursor) {
  for (; cursor.local < cursor.ref->window->size(); ++cursor.local) {
    if (cursor.ref->IsDead(cursor.local)) continue;
    cursor.record = &cursor.ref->window->record(cursor.local);
    return true;
  }
  return false;
}

// The overlay's actor after `id`, or null.
const Record* NextChanged(const ChunkMap<Changed>& overlay, absl::string_view id) {
  const Record* next = nullptr;
  overlay.ForEachAfter(id, [&](const std::string&, const Changed& changed) {
    next = &changed.record();
    return false;
  });
  return next;
}

}  // namespace

void Network::ForEach(const Audience& audience, absl::string_view after,
                      absl::FunctionRef<bool(const ActorView&)> visit) const {
  const Sight sight(*parts_->access, audience);
  std::priority_queue<Cursor, std::vector<Cursor>, decltype(&Later)> cursors(&Later);
  for (const WindowRef& ref : parts_->windows) {
    Cursor cursor{&ref, after.empty() ? 0 : ref.window->FirstAfter(after), nullptr};
    if (Settle(cursor)) cursors.push(cursor);
  }
  if (const Record* changed = NextChanged(parts_->overlay, after)) {
    cursors.push({nullptr, 0, changed});
  }
  while (!cursors.empty()) {
    Cursor cursor = cursors.top();
    cursors.pop();
    if (const Record* visible = sight.Visible(*cursor.record)) {
      if (!visit(ActorView(*parts_, *visible))) return;
    }
    if (cursor.ref == nullptr) {
      cursor.record = NextChanged(parts_->overlay, cursor.record->id());
      if (cursor.record != nullptr) cursors.push(cursor);
    } else {
      ++cursor.local;
      if (Settle(cursor)) cursors.push(cursor);
    }
  }
}

bool Network::HasTheme(absl::string_view theme) const {
  return parts_->vocabulary->Find(theme) != kNoTheme;
}

std::string Network::CountedTheme(absl::string_view theme) const {
  const ThemeNo number = parts_->vocabulary->Find(theme);
  return number == kNoTheme ? std::string(theme) : parts_->vocabulary->id(number);
}

std::vector<std::string> Network::NarrowerOrSame(absl::string_view theme) const {
  std::vector<std::string> ids;
  const ThemeNo number = parts_->vocabulary->Find(theme);
  if (number == kNoTheme) return ids;
  for (const ThemeStep& step : parts_->vocabulary->NarrowerOrSame(number)) {
    ids.push_back(parts_->vocabulary->id(step.theme));
  }
  return ids;
}

namespace {

// Calls use(ties) with the ties that the audience sees.
template <typename Use>
void WithVisibleTies(const Parts& parts, const Audience& audience, const Use& use) {
  const Sight sight(*parts.access, audience);
  const auto sees = [&](absl::string_view actor) {
    const Record* whole = parts.Find(actor).whole;
    return whole != nullptr && sight.Visible(*whole) != nullptr;
  };
  VisibleTies ties(parts.ties, sight, sees);
  use(ties);
}

}  // namespace

bool Network::SeesCoalition(absl::string_view coalition, const Audience& audience) const {
  const Coalition* found = parts_->ties.Find(coalition);
  bool sees = false;
  if (found != nullptr) {
    WithVisibleTies(*parts_, audience, [&](VisibleTies& ties) { sees = ties.Sees(*found); });
  }
  return sees;
}

std::vector<std::string> Network::MembersOf(absl::string_view coalition,
                                            const Audience& audience) const {
  std::vector<std::string> ids;
  WithVisibleTies(*parts_, audience, [&](VisibleTies& ties) {
    for (absl::string_view id : ties.MembersOf(coalition)) ids.emplace_back(id);
  });
  return ids;
}

std::vector<std::string> Network::CoalitionsOf(absl::string_view actor,
                                               const Audience& audience) const {
  std::vector<std::string> ids;
  WithVisibleTies(*parts_, audience, [&](VisibleTies& ties) {
    for (absl::string_view id : ties.CoalitionsOf(actor)) ids.emplace_back(id);
  });
  return ids;
}

int64_t Network::epoch_number() const { return parts_->rarity->epoch().number; }

NetworkSizes Network::sizes() const {
  NetworkSizes sizes;
  sizes.overlay_actors = parts_->overlay.size();
  sizes.actors = sizes.overlay_actors;
  sizes.windows = parts_->windows.size();
  sizes.themes = parts_->vocabulary->size();
  sizes.coalitions = parts_->ties.size();
  for (const WindowRef& ref : parts_->windows) {
    sizes.actors += ref.live;
    sizes.postings += ref.window->postings().count();
    sizes.posting_bytes += ref.window->postings().bytes();
    sizes.forward_bytes += ref.window->forward_bytes();
  }
  return sizes;
}

}  // namespace tashbik::graph
