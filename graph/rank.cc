// Selects the best candidates.
#include "graph/rank.h"

#include <algorithm>
#include <atomic>
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

constexpr size_t kMostThreads = 16;

// What the threads of one question share.
struct Search {
  const Asker& asker;
  const Sight& sight;
  const Gates& gates;
  const ClosenessMap& closeness;
  const MutingAskers& muting;
  const size_t most;
  const uint64_t tie_key;
  // Measured one by one; complete before windows are taken.
  absl::flat_hash_set<const Record*> tied{};
  std::atomic<float> threshold{static_cast<float>(kLeastScore) * 0.999f};  // nobody below gets in
  std::atomic<size_t> next_window{0};
  std::atomic<bool> stopped{false};
};

// The best of what one thread looks at.
class Selection {
 public:
  explicit Selection(Search& search)
      : search_(search), asker_(search.asker), least_(ToFixed(kLeastScore)) {}

  // Actors with ties to the asker are scored first, as are those with muted themes: bounds leave
  // ties out, and a community that no longer counts can raise the bridge.
  void TakeTied() {
    for (const auto& [id, close] : search_.closeness) {
      if (!search_.muting.contains(id)) TakeOne(id, close, asker_);
    }
    for (const auto& [id, asker] : search_.muting) {
      const auto close = search_.closeness.find(id);
      TakeOne(id, close == search_.closeness.end() ? Closeness() : close->second, *asker);
    }
  }

  void TakeOverlay() {
    asker_.parts().overlay.ForEach([&](const std::string&, const Changed& changed) {
      const Record& whole = changed.record();
      if (!search_.tied.contains(&whole)) Consider(whole, changed.text_norm, {}, asker_);
    });
  }

  // Takes windows that no other thread takes, until there are none, or `stop` says so.
  void TakeWindows(const Stop& stop) {
    const std::vector<WindowRef>& windows = asker_.parts().windows;
    if (search_.next_window >= windows.size()) return;
    Bounds bounds(asker_);
    while (!search_.stopped) {
      if (stop && stop()) {
        search_.stopped = true;
        return;
      }
      const size_t window = search_.next_window++;
      if (window >= windows.size()) return;
      TakeWindow(windows[window], bounds);
    }
  }

  const std::vector<Candidate>& best() const { return best_; }

 private:
  static constexpr size_t kPortion = 256;
  static constexpr size_t kAhead = 4;  // records asked for ahead of being read

  void TakeOne(const std::string& id, const Closeness& close, const Asker& asker) {
    const Parts::Found found = asker_.parts().Find(id);
    if (found.whole == nullptr) return;
    search_.tied.insert(found.whole);
    Consider(*found.whole, found.text_norm, close, asker);
  }

  float threshold() const { return search_.threshold.load(std::memory_order_relaxed); }

  void TakeWindow(const WindowRef& ref, Bounds& bounds) {
    const std::span<const float> upper = bounds.Of(ref, threshold());
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

  // False when the rest cannot get in any more.
  bool TakePortion(const WindowRef& ref, std::span<const std::pair<float, uint32_t>> portion) {
    const auto prefetch = [&](size_t i) {
      const char* record = reinterpret_cast<const char*>(&ref.window->record(portion[i].second));
      for (int line = 0; line < 5; ++line) __builtin_prefetch(record + 64 * line);
    };
    for (size_t i = 0; i < std::min(kAhead, portion.size()); ++i) prefetch(i);
    for (size_t i = 0; i < portion.size(); ++i) {
      const auto [bound, local] = portion[i];
      if (bound < threshold()) return false;
      if (i + kAhead < portion.size()) prefetch(i + kAhead);
      const Record& whole = ref.window->record(local);
      if (!search_.tied.empty() && search_.tied.contains(&whole)) continue;
      Consider(whole, ref.figures->text[local], {}, asker_);
    }
    return true;
  }

  // Local numbers of the actors that can still get in, and that the viewer sees by class.
  void Collect(const WindowRef& ref, std::span<const float> upper) {
    reachable_.clear();
    places_.resize(kWindowActors);
    const std::span<const uint32_t> access = ref.window->access();
    const size_t count = kernel_.reach(upper.data(), upper.size(), threshold(), places_.data());
    for (size_t i = 0; i < count; ++i) {
      const uint32_t local = places_[i];
      if (!search_.sight.Shows(access[local]) && !search_.sight.HasOwn()) continue;
      if (!ref.IsDead(local)) reachable_.push_back({upper[local], local});
    }
  }

  void Consider(const Record& whole, double whole_norm, const Closeness& close,
                const Asker& asker) {
    const Record* visible = search_.sight.Visible(whole);
    if (visible == nullptr || whole.expires < asker_.day()) return;
    if (close.partner && !search_.gates.include_partners) return;
    const double norm = TextNormOf(asker_.parts(), whole, whole_norm, *visible);
    const Pair pair = asker.Measure(*visible, norm, close.value);
    if (pair.score < least_) return;
    Candidate candidate = {pair.score, 0, visible, &whole, norm, close.value};
    if (best_.size() == search_.most && pair.score < best_.front().score) return;
    if (Gated(whole, *visible)) return;
    candidate.tie = TieHash(search_.tie_key, whole.id());
    Push(candidate);
  }

  bool Gated(const Record& whole, const Record& visible) const {
    const Gates& gates = search_.gates;
    // Whoever is private may ask, and is suggested to nobody, not even by the account that owns it.
    if (asker_.parts().access->at(whole.access).tier == Tier::kPrivate) return true;
    if (gates.excluded.contains(visible.id())) return true;
    if (asker_.CrossesRedLine(visible)) return true;
    if (gates.require_common_language && !asker_.SharesLanguage(visible)) return true;
    return !gates.filter->empty() && !PassesFilter(asker_.parts(), visible, gates);
  }

  void Push(const Candidate& candidate) {
    if (best_.size() == search_.most) {
      if (!Better(candidate, best_.front())) return;
      std::pop_heap(best_.begin(), best_.end(), Better);
      best_.back() = candidate;
    } else {
      best_.push_back(candidate);
    }
    std::push_heap(best_.begin(), best_.end(), Better);
    if (best_.size() == search_.most) {
      RaiseThreshold(static_cast<float>(ToDouble(best_.front().score)) * 0.999999f);
    }
  }

  void RaiseThreshold(float to) {
    float now = threshold();
    while (now < to && !search_.threshold.compare_exchange_weak(now, to)) {
    }
  }

  Search& search_;
  const Asker& asker_;
  const Fixed least_;
  std::vector<Candidate> best_;  // a heap, the worst in front
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
                            const ClosenessMap& closeness, const MutingAskers& muting, size_t most,
                            uint64_t tie_key, const Stop& stop, const Parallel& parallel,
                            bool& stopped) {
  stopped = false;
  if (gates.nothing || most == 0) return {};
  Search search = {asker, sight, gates, closeness, muting, most, tie_key};
  Selection first(search);
  first.TakeTied();
  first.TakeOverlay();
  const size_t threads = std::clamp<size_t>(asker.parts().windows.size(), 1, kMostThreads);
  std::vector<std::vector<Candidate>> others(threads);
  RunOn(parallel, threads, [&](size_t thread) {
    if (thread == 0) return first.TakeWindows(stop);
    Selection other(search);
    other.TakeWindows(nullptr);
    others[thread] = other.best();
  });
  stopped = search.stopped;
  if (stopped) return {};
  std::vector<Candidate> best = first.best();
  for (const std::vector<Candidate>& more : others) {
    best.insert(best.end(), more.begin(), more.end());
  }
  std::sort(best.begin(), best.end(), Better);
  best.resize(std::min(best.size(), most));
  return best;
}

}  // namespace tashbik::graph
