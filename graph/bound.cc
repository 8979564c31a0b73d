// Plans a question over postings and runs it over windows.
#include "graph/bound.h"

#include <algorithm>
#include <cmath>

#include "graph/region.h"

namespace tashbik::graph {
namespace {

// Units of 16 bits are left for rounding up, one for each term.
constexpr double kMostUnits = 65000;

// Share of the asker's sum that the terms left out may have.
constexpr double kLeftOutShare = 0.05;
// What a dense term costs for each actor of the window, against 1 for a posting of a sparse one.
constexpr double kDenseCost = 0.04;
// Smaller windows cost next to nothing.
constexpr uint32_t kSmallWindow = 4096;

// Units per 1 of a sum that reaches `most` over `terms` terms.
double Scaling(double most, size_t terms) {
  return most <= 0 ? 0 : (kMostUnits - std::min<double>(static_cast<double>(terms), 60000)) / most;
}

uint16_t Units(double amount, double scaling) {
  return static_cast<uint16_t>(std::min(65535.0, std::ceil(amount * scaling)));
}

}  // namespace

Bounds::Bounds(const Asker& asker, const Kernel& kernel)
    : asker_(asker), kernel_(kernel), terms_(asker.parts().vocabulary->size()) {
  question_ = MakeQuestion();
  PlanClosure();
  PlanRelated();
  PlanText();
  PlanNeedsAndOffers();
  PlanPlace();
  PlanValues();
}

BoundQuestion Bounds::MakeQuestion() const {
  const auto weight = [this](Signal s) {
    return static_cast<float>(asker_.weight(s)) / static_cast<float>(kWeightOne);
  };
  BoundQuestion q = {};
  q.issue_sum = static_cast<float>(asker_.issue_sum());
  q.community_sum = static_cast<float>(asker_.community_sum());
  q.text_norm = static_cast<float>(asker_.text_norm());
  const PlaceFactors& place = asker_.place_factors();
  q.place_most = static_cast<float>(
      std::max({place.same_country, place.same_region, place.home_and_diaspora}));
  q.issue = weight(Signal::kIssue);
  q.community = weight(Signal::kCommunity);
  q.bridge = weight(Signal::kBridge);
  q.related = asker_.related().empty() ? 0 : weight(Signal::kRelated);
  q.text = asker_.text_norm() > 0 ? weight(Signal::kText) : 0;
  q.need = weight(Signal::kNeed);
  q.place = weight(Signal::kPlace);
  q.values = asker_.self().section(Section::kValues).empty() ? 0 : weight(Signal::kValues);
  q.always = q.issue + q.bridge + q.related + q.place;
  if (asker_.ties_known()) q.always += weight(Signal::kTies);
  q.need_known = asker_.open_needs().empty() ? 0 : q.need;
  q.text_languages = asker_.self().languages_in_text;
  q.communities = !asker_.self().section(Section::kCommunities).empty();
  return q;
}

void Bounds::Take(Group group, const Plan& plan, float& unit) {
  const double scaling = Scaling(plan.most, plan.terms.size());
  if (scaling == 0) return;
  unit = static_cast<float>(1 / scaling) * 1.000001f;
  for (const auto& [term, amount] : plan.terms) {
    if (amount > 0) entries_[group].push_back({term, Units(amount, scaling)});
  }
}

void Bounds::PlanClosure() {
  const std::vector<uint32_t>& weights = asker_.parts().rarity->themes();
  for (const Section section : {Section::kIssues, Section::kCommunities}) {
    Plan plan;
    const std::span<const uint32_t> closure = asker_.self().section(section);
    for (uint32_t term : closure) {
      const ThemeNo theme = ThemeOf(term);
      plan.most += asker_.closure_weight(theme);  // an actor has a theme at one level
      for (int steps = 0; steps <= kMaxSteps; ++steps) {
        const uint32_t weight =
            std::min(Discounted(weights[theme], steps), asker_.closure_weight(theme));
        plan.terms.push_back({terms_.closure(theme, steps), weight});
      }
    }
    if (section == Section::kIssues) {
      Take(kIssues, plan, question_.issue_unit);
    } else {
      Take(kCommunities, plan, question_.community_unit);
      question_.community_slack = question_.community_unit * static_cast<float>(closure.size() + 1);
    }
  }
}

void Bounds::PlanRelated() {
  const std::vector<uint32_t>& weights = asker_.parts().rarity->themes();
  Plan plan;
  for (const auto& [theme, links] : asker_.related()) {
    for (int steps = 0; steps <= kMaxSteps; ++steps) {
      double amount = 0;
      for (const Asker::RelatedLink& link : links) {
        const uint32_t weight =
            std::min(Discounted(weights[theme], steps), asker_.closure_weight(link.own));
        amount += static_cast<double>(weight) * link.weight / kWeightOne;
      }
      if (steps == 0) plan.most += amount;
      plan.terms.push_back({terms_.closure(theme, steps), amount});
    }
  }
  Take(kRelated, plan, question_.related_unit);
}

void Bounds::PlanText() {
  if (question_.text == 0) return;
  const Rarity& rarity = *asker_.parts().rarity;
  double most = 0;
  const std::span<const uint32_t> terms = asker_.self().section(Section::kStems);
  const auto product = [&](uint32_t term, int times) {
    return static_cast<double>(rarity.component(term)) *
           rarity.component(StemTerm(HashOf(term), times));
  };
  for (uint32_t term : terms) most += product(term, kMaxTimes);
  const double scaling = Scaling(most, terms.size());
  if (scaling == 0) return;
  question_.text_unit = static_cast<float>(1 / scaling) * 1.000001f;
  for (uint32_t term : terms) {
    StemEntry entry = {HashOf(term), {}};
    for (int times = 1; times <= kMaxTimes; ++times) {
      entry.units[times] = Units(product(term, times), scaling);
    }
    stems_.push_back(entry);
  }
}

void Bounds::PlanNeedsAndOffers() {
  Plan needs;
  const double count = static_cast<double>(asker_.open_needs().size());
  for (const auto& [theme, worth] : asker_.worth()) {
    double amount = 0;
    for (const auto& [need, value] : worth) amount += ToDouble(value) / count;
    needs.most += amount;
    needs.terms.push_back({terms_.offer(theme), amount});
  }
  Take(kNeeds, needs, question_.need_unit);
  Plan offers;
  for (const auto& [theme, value] : asker_.meets()) {
    offers.most += ToDouble(value);
    offers.terms.push_back({terms_.need(theme), ToDouble(value)});
  }
  Take(kOffers, offers, question_.offer_unit);
}

// What a country adds is less by what its region adds anyway.
void Bounds::PlanPlace() {
  if (question_.place == 0) return;
  const Record& self = asker_.self();
  const PlaceFactors& factors = asker_.place_factors();
  Plan plan;
  const auto add = [&](uint32_t term, double amount) {
    plan.most += amount;
    plan.terms.push_back({term, amount});
  };
  for (uint32_t region = 1; region < 32; ++region) {
    if ((self.regions >> region & 1) != 0) add(terms_.region(region), factors.same_region);
  }
  for (Country country : self.places()) {
    const double already = RegionOf(country) == 0 ? 0 : factors.same_region;
    add(terms_.place(country), std::max(0.0, factors.same_country - already));
    add(terms_.origin(country), factors.home_and_diaspora);
  }
  for (Country country : self.origins()) add(terms_.place(country), factors.home_and_diaspora);
  Take(kPlace, plan, question_.place_unit);
}

void Bounds::PlanValues() {
  Plan plan;
  if (asker_.value_sum() == 0) return;
  for (uint32_t theme : asker_.self().section(Section::kValues)) {
    const double amount = static_cast<double>(asker_.parts().rarity->theme(theme)) /
                          static_cast<double>(asker_.value_sum());
    plan.most += amount;
    plan.terms.push_back({terms_.value(theme), amount});
  }
  Take(kValues, plan, question_.value_unit);
}

// Leaves out terms of issues that cost the most for what they add, as long as all of them together
// can add little: roots of the vocabulary, that a third of all actors have and that say nothing.
void Bounds::LeaveOutCheap(const Window& window) {
  const std::vector<Entry>& all = entries_[kIssues];
  kept_issues_.clear();
  question_.issue_extra = 0;
  struct Theme {
    size_t first, end;  // entries
    double cost;        // for each unit
    uint16_t units;     // at most
  };
  std::vector<Theme> themes;
  for (size_t i = 0; i < all.size();) {
    Theme theme = {i, i, 0, 0};
    double cost = 0;
    for (; theme.end < all.size() &&
           all[theme.end].term / Terms::kLevels == all[i].term / Terms::kLevels;
         ++theme.end) {
      const PostingList list = window.postings().Get(all[theme.end].term);
      cost += list.bits != nullptr ? kDenseCost * window.size()
                                   : static_cast<double>(list.locals.size());
      if (!list.empty()) theme.units = std::max(theme.units, all[theme.end].units);
    }
    i = theme.end;
    if (cost == 0) continue;
    theme.cost = cost / theme.units;
    themes.push_back(theme);
  }
  std::sort(themes.begin(), themes.end(),
            [](const Theme& a, const Theme& b) { return a.cost > b.cost; });
  const double budget = window.size() < kSmallWindow ? 0 : kLeftOutShare * kMostUnits;
  double left_out = 0;
  for (const Theme& theme : themes) {
    if (left_out + theme.units <= budget) {
      left_out += theme.units;
      continue;
    }
    kept_issues_.insert(kept_issues_.end(), all.begin() + static_cast<ptrdiff_t>(theme.first),
                        all.begin() + static_cast<ptrdiff_t>(theme.end));
  }
  question_.issue_extra = static_cast<float>(left_out) * question_.issue_unit;
}

const uint16_t* Bounds::SumUp(Group group, const Window& window, size_t cells) {
  if (entries_[group].empty() && (group != kText || stems_.empty())) return nullptr;
  std::vector<uint16_t>& sums = cells_[group];
  sums.resize(kWindowActors);
  const Postings& postings = window.postings();
  dense_.clear();
  sparse_.clear();
  const auto take = [&](const PostingList& list, uint16_t units) {
    if (list.bits != nullptr) {
      dense_.push_back({list.bits, units});
    } else if (!list.locals.empty()) {
      sparse_.push_back({list.locals, units});
    }
  };
  const std::vector<Entry>& entries = group == kIssues ? kept_issues_ : entries_[group];
  for (const Entry& entry : entries) take(postings.Get(entry.term), entry.units);
  if (group == kText) {
    for (const StemEntry& entry : stems_) {
      postings.ForEachStem(entry.hash, [&](int times, const PostingList& list) {
        take(list, entry.units[static_cast<size_t>(times)]);
      });
    }
  }
  kernel_.add_dense(sums.data(), cells, dense_.data(), dense_.size());
  for (const auto& [locals, units] : sparse_) {
    uint16_t* cell = sums.data();
    for (uint16_t local : locals) cell[local] = static_cast<uint16_t>(cell[local] + units);
  }
  return sums.data();
}

std::span<const float> Bounds::Of(const WindowRef& ref, float least) {
  question_.least = least * 0.9999f;
  const Window& window = *ref.window;
  const size_t cells = (window.size() + 63) / 64 * 64;
  LeaveOutCheap(window);
  Sums sums;
  sums.issues = SumUp(kIssues, window, cells);
  sums.communities = SumUp(kCommunities, window, cells);
  sums.related = SumUp(kRelated, window, cells);
  sums.text = SumUp(kText, window, cells);
  sums.needs = SumUp(kNeeds, window, cells);
  sums.offers = SumUp(kOffers, window, cells);
  sums.place = SumUp(kPlace, window, cells);
  sums.values = SumUp(kValues, window, cells);
  const BoundFigures& figures = ref.figures->whole;
  bounds_.resize(kWindowActors);
  kernel_.bound(question_, sums,
                {figures.issues.data(), figures.communities.data(), figures.inverse_text.data(),
                 window.need_shares().data(), window.flags().data()},
                0, window.size(), bounds_.data());
  if (!window.strict().empty()) LoosenStrict(ref, sums);
  return {bounds_.data(), window.size()};
}

void Bounds::LoosenStrict(const WindowRef& ref, const Sums& sums) {
  const std::span<const uint16_t> strict = ref.window->strict();
  const size_t padded = (strict.size() + kColumnStep - 1) / kColumnStep * kColumnStep;
  std::array<std::vector<uint16_t>, kGroups> gathered;
  const auto gather = [&](const uint16_t* from, Group group) -> const uint16_t* {
    if (from == nullptr) return nullptr;
    for (uint16_t local : strict) gathered[group].push_back(from[local]);
    gathered[group].resize(padded);
    return gathered[group].data();
  };
  const Sums own = {gather(sums.issues, kIssues),   gather(sums.communities, kCommunities),
                    gather(sums.related, kRelated), gather(sums.text, kText),
                    gather(sums.needs, kNeeds),     gather(sums.offers, kOffers),
                    gather(sums.place, kPlace),     gather(sums.values, kValues)};
  const BoundFigures& figures = ref.figures->open;
  const Window::Open& open = ref.window->open();
  std::vector<float> loose(padded);
  LooseBound(question_, own,
             {figures.issues.data(), figures.communities.data(), figures.inverse_text.data(),
              open.need_shares.data(), open.flags.data()},
             strict.size(), loose.data());
  for (size_t i = 0; i < strict.size(); ++i) bounds_[strict[i]] = loose[i];
}

}  // namespace tashbik::graph
