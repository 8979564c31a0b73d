// Selects the best candidates.
#include "graph/rank.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "graph/bound.h"

namespace tashbik::graph {

bool PassesFilter(const Parts& parts, const Record& visible, const Gates& gates) {
  if (gates.nothing) return false;
  const Filter& filter = *gates.filter;
  const auto any = [](std::span<const Country> has, const std::vector<Country>& wanted) {
    if (wanted.empty()) return true;
    return std::any_of(wanted.begin(), wanted.end(), [has](Country country) {
      return std::find(has.begin(), has.end(), country) != has.end();
    });
  };
  const Country base[] = {visible.base_country};
  if (!any(base, filter.base_countries)) return false;
  if (!any(visible.active(), filter.active_in)) return false;
  if (!any(visible.origins(), filter.origins)) return false;
  if (!any(visible.residences(), filter.residences)) return false;
  if (!filter.countries.empty() && !any(visible.places(), filter.countries) &&
      !any(visible.origins(), filter.countries)) {
    return false;
  }
  if (filter.kind.has_value() && visible.kind != static_cast<uint8_t>(*filter.kind)) return false;
  for (const std::vector<ThemeNo>& within : gates.themes) {
    const std::span<const uint32_t> links = visible.section(Section::kLinks);
    const bool carried = std::any_of(links.begin(), links.end(), [&](uint32_t link) {
      return static_cast<Role>(link >> 24) != Role::kRedLine &&
             std::binary_search(within.begin(), within.end(), link & 0xffffff);
    });
    if (!carried) return false;
  }
  return !filter.also || filter.also(ActorView(parts, visible));
}

namespace {

class Selection {
 public:
  Selection(const Asker& asker, const Sight& sight, const Gates& gates,
            const ClosenessMap& closeness, size_t most, uint64_t tie_key)
      : asker_(asker),
        sight_(sight),
        gates_(gates),
        closeness_(closeness),
        most_(most),
        tie_key_(tie_key),
        least_(ToFixed(kLeastScore)) {}

  // Actors with ties to the asker are scored first; bounds leave ties out.
  void TakeTied() {
    for (const auto& [id, close] : closeness_) {
      const Parts::Found found = asker_.parts().Find(id);
      if (found.whole == nullptr) continue;
      tied_.insert(found.whole);
      Consider(*found.whole, found.text_norm, close);
    }
  }

  void TakeOverlay() {
    asker_.parts().overlay.ForEach([&](const std::string&, const Changed& changed) {
      const Record& whole = changed.record();
      if (!tied_.contains(&whole)) Consider(whole, changed.text_norm, {});
    });
  }

  void TakeWindow(const WindowRef& ref, Bounds& bounds) {
    const std::span<const float> upper = bounds.Of(ref, threshold_);
    Collect(ref, upper);
    // The most promising first, so that the threshold rises fast; in portions, since most of a
    // first window's are never looked at.
    for (size_t begin = 0; begin < reachable_.size(); begin += kPortion) {
      const auto first = reachable_.begin() + static_cast<ptrdiff_t>(begin);
      const size_t count = std::min(kPortion, reachable_.size() - begin);
      const auto last = first + static_cast<ptrdiff_t>(count);
      if (last != reachable_.end()) {
        std::nth_element(first, last, reachable_.end(), std::greater<>());
      }
      std::sort(first, last, std::greater<>());
      if (!TakePortion(ref, std::span(first, last))) break;
    }
  }

  std::vector<Candidate> Take() && {
    std::sort(best_.begin(), best_.end(), Better);
    return std::move(best_);
  }

 private:
  static constexpr size_t kPortion = 256;
  static constexpr size_t kAhead = 4;  // records asked for ahead of being read

  // False when the rest cannot get in any more.
  bool TakePortion(const WindowRef& ref, std::span<const std::pair<float, uint32_t>> portion) {
    const auto prefetch = [&](size_t i) {
      const char* record = reinterpret_cast<const char*>(&ref.window->record(portion[i].second));
      for (int line = 0; line < 5; ++line) __builtin_prefetch(record + 64 * line);
    };
    for (size_t i = 0; i < std::min(kAhead, portion.size()); ++i) prefetch(i);
    for (size_t i = 0; i < portion.size(); ++i) {
      const auto [bound, local] = portion[i];
      if (bound < threshold_) return false;
      if (i + kAhead < portion.size()) prefetch(i + kAhead);
      const Record& whole = ref.window->record(local);
      if (!tied_.empty() && tied_.contains(&whole)) continue;
      Consider(whole, ref.figures->text[local], {});
    }
    return true;
  }

  // Local numbers of the actors that can still get in, and that the viewer sees by class.
  void Collect(const WindowRef& ref, std::span<const float> upper) {
    reachable_.clear();
    places_.resize(kWindowActors);
    const std::span<const uint32_t> access = ref.window->access();
    const size_t count = kernel_.reach(upper.data(), upper.size(), threshold_, places_.data());
    for (size_t i = 0; i < count; ++i) {
      const uint32_t local = places_[i];
      if (!sight_.Shows(access[local]) && !sight_.HasOwn()) continue;
      if (!ref.IsDead(local)) reachable_.push_back({upper[local], local});
    }
  }

  void Consider(const Record& whole, double whole_norm, const Closeness& close) {
    const Record* visible = sight_.Visible(whole);
    if (visible == nullptr || whole.expires < asker_.day()) return;
    if (close.partner && !gates_.include_partners) return;
    const double norm = TextNormOf(asker_.parts(), whole, whole_norm, *visible);
    const Pair pair = asker_.Measure(*visible, norm, close.value);
    if (pair.score < least_) return;
    Candidate candidate = {pair.score, 0, visible, &whole, norm, close.value};
    if (best_.size() == most_ && pair.score < best_.front().score) return;
    if (Gated(*visible)) return;
    candidate.tie = TieHash(tie_key_, whole.id());
    Push(candidate);
  }

  bool Gated(const Record& visible) const {
    if (gates_.excluded.contains(visible.id())) return true;
    if (asker_.CrossesRedLine(visible)) return true;
    if (gates_.require_common_language && !asker_.SharesLanguage(visible)) return true;
    return !gates_.filter->empty() && !PassesFilter(asker_.parts(), visible, gates_);
  }

  void Push(const Candidate& candidate) {
    if (best_.size() == most_) {
      if (!Better(candidate, best_.front())) return;
      std::pop_heap(best_.begin(), best_.end(), Better);
      best_.back() = candidate;
    } else {
      best_.push_back(candidate);
    }
    std::push_heap(best_.begin(), best_.end(), Better);
    if (best_.size() == most_) {
      threshold_ = static_cast<float>(ToDouble(best_.front().score)) * 0.999999f;
    }
  }

  const Asker& asker_;
  const Sight& sight_;
  const Gates& gates_;
  const ClosenessMap& closeness_;
  const size_t most_;
  const uint64_t tie_key_;
  const Fixed least_;
  float threshold_ = static_cast<float>(kLeastScore) * 0.999f;
  std::vector<Candidate> best_;  // a heap, the worst in front
  absl::flat_hash_set<const Record*> tied_;
  std::vector<std::pair<float, uint32_t>> reachable_;
  std::vector<uint32_t> places_;
  const Kernel& kernel_ = BestKernel();
};

}  // namespace

Gates GatesOf(const Parts& parts, const Filter& filter) {
  Gates gates;
  gates.filter = &filter;
  for (const std::string& id : filter.themes) {
    const ThemeNo theme = parts.vocabulary->Find(id);
    gates.nothing = gates.nothing || theme == kNoTheme;
    if (theme == kNoTheme) continue;
    std::vector<ThemeNo>& within = gates.themes.emplace_back();
    for (const ThemeStep& step : parts.vocabulary->NarrowerOrSame(theme)) {
      within.push_back(step.theme);
    }
  }
  return gates;
}

Gates MakeGates(const Parts& parts, const SuggestQuery& query) {
  Gates gates = GatesOf(parts, query.filter);
  gates.include_partners = query.include_partners;
  gates.require_common_language = query.require_common_language;
  gates.excluded.insert(query.set_aside.begin(), query.set_aside.end());
  if (!query.asker.empty()) gates.excluded.insert(query.asker);
  return gates;
}

double TextNormOf(const Parts& parts, const Record& whole, double whole_norm,
                  const Record& visible) {
  return &visible == &whole ? whole_norm : parts.rarity->TextNorm(visible);
}

std::vector<Candidate> Rank(const Asker& asker, const Sight& sight, const Gates& gates,
                            const ClosenessMap& closeness, size_t most, uint64_t tie_key,
                            const Stop& stop, bool& stopped) {
  stopped = false;
  if (gates.nothing || most == 0) return {};
  Selection selection(asker, sight, gates, closeness, most, tie_key);
  selection.TakeTied();
  selection.TakeOverlay();
  Bounds bounds(asker);
  for (const WindowRef& ref : asker.parts().windows) {
    if (stop && stop()) {
      stopped = true;
      return {};
    }
    selection.TakeWindow(ref, bounds);
  }
  return std::move(selection).Take();
}

namespace {

constexpr uint64_t Rotated(uint64_t x, int bits) { return x << bits | x >> (64 - bits); }

struct SipState {
  uint64_t v0, v1, v2, v3;
  void Round() {
    v0 += v1;
    v1 = Rotated(v1, 13) ^ v0;
    v0 = Rotated(v0, 32);
    v2 += v3;
    v3 = Rotated(v3, 16) ^ v2;
    v0 += v3;
    v3 = Rotated(v3, 21) ^ v0;
    v2 += v1;
    v1 = Rotated(v1, 17) ^ v2;
    v2 = Rotated(v2, 32);
  }
  void Take(uint64_t word) {
    v3 ^= word;
    Round();
    Round();
    v0 ^= word;
  }
};

}  // namespace

uint64_t TieHash(uint64_t key, absl::string_view id) {
  SipState state = {key ^ 0x736f6d6570736575u, ~key ^ 0x646f72616e646f6du,
                    key ^ 0x6c7967656e657261u, ~key ^ 0x7465646279746573u};
  uint64_t word = 0;
  for (size_t i = 0; i < id.size(); ++i) {
    word |= static_cast<uint64_t>(static_cast<unsigned char>(id[i])) << (8 * (i % 8));
    if (i % 8 == 7) {
      state.Take(word);
      word = 0;
    }
  }
  state.Take(word | static_cast<uint64_t>(id.size()) << 56);
  state.v2 ^= 0xff;
  for (int i = 0; i < 4; ++i) state.Round();
  return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

}  // namespace tashbik::graph
