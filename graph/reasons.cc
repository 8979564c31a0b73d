// Names what a pair has in common.
#include "graph/reasons.h"

#include <algorithm>
#include <utility>

#include "graph/region.h"

namespace tashbik::graph {
namespace {

using Weighted = std::vector<std::pair<uint64_t, ThemeNo>>;

class Reasoner {
 public:
  Reasoner(Question& question, const Asker& asker, const Record& partner, const Pair& pair)
      : question_(question),
        asker_(asker),
        self_(asker_.self()),
        vocabulary_(*asker_.parts().vocabulary),
        partner_(partner),
        pair_(pair) {
    for (int i = 1; i < kSignalCount; ++i) {
      if (i != static_cast<int>(Signal::kOffer)) {
        weighted_sum_ += static_cast<double>(asker_.weight(static_cast<Signal>(i))) *
                         (pair.known[i] ? pair.value[i] : 0);
      }
    }
  }

  std::vector<Reason> Run() {
    AddShared();
    AddCommunity();
    AddBridge();
    AddRelated();
    AddNeeds();
    AddPlace();
    AddValues();
    if (pair_[Signal::kText] > 0) Add(ReasonKind::kText, Share(Signal::kText));
    AddTies();
    AddWarnings();
    Order();
    return std::move(reasons_);
  }

 private:
  // Part of the score R that a signal makes up.
  double Share(Signal s) const {
    if (weighted_sum_ == 0) return 0;
    return ToDouble(pair_.score) * static_cast<double>(asker_.weight(s)) * pair_[s] / weighted_sum_;
  }

  Reason& Add(ReasonKind kind, double contribution) {
    Reason& reason = reasons_.emplace_back();
    reason.kind = kind;
    reason.contribution = contribution;
    return reason;
  }

  std::vector<std::string> Ids(Weighted themes) const {
    std::sort(themes.begin(), themes.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::vector<std::string> ids;
    for (const auto& [weight, theme] : themes) {
      if (ids.size() == kMaxReasonThemes) break;
      ids.push_back(vocabulary_.id(theme));
    }
    return ids;
  }

  // Themes that both have in a section, each with the weight that counts.
  Weighted Shared(Section section) const {
    Weighted shared;
    for (uint32_t term : partner_.section(section)) {
      const ThemeNo theme = ThemeOf(term);
      const uint32_t weight = Discounted(asker_.parts().rarity->theme(theme), StepsOf(term));
      const uint32_t both = std::min(weight, asker_.closure_weight(theme));
      if (both > 0) shared.push_back({both, theme});
    }
    return shared;
  }

  // The issue signal is split between causes and the rest by what each adds to it.
  void AddShared() {
    Weighted causes;
    Weighted issues;
    double of_causes = 0;
    double of_all = 0;
    for (const auto& entry : Shared(Section::kIssues)) {
      const bool cause = vocabulary_.facet(entry.second) == Facet::kCause;
      (cause ? causes : issues).push_back(entry);
      of_all += static_cast<double>(entry.first);
      if (cause) of_causes += static_cast<double>(entry.first);
    }
    if (of_all == 0 || pair_[Signal::kIssue] == 0) return;
    const double share = Share(Signal::kIssue);
    if (!causes.empty()) {
      Reason& reason = Add(ReasonKind::kCause, issues.empty() ? share : share * of_causes / of_all);
      reason.themes = Ids(causes);
      reason.asker_themes = Communities(self_);
      reason.partner_themes = Communities(partner_);
    }
    if (!issues.empty()) {
      const double of_issues = causes.empty() ? share : share - share * of_causes / of_all;
      Add(ReasonKind::kIssue, of_issues).themes = Ids(issues);
    }
  }

  std::vector<std::string> Communities(const Record& record) const {
    Weighted own;
    for (uint32_t link : record.section(Section::kLinks)) {
      const Role role = static_cast<Role>(link >> 24);
      const ThemeNo theme = link & 0xffffff;
      if (asker_.IsMuted(theme)) continue;
      if (role == Role::kServes || role == Role::kLedBy || role == Role::kOriginCommunity) {
        own.push_back({asker_.parts().rarity->theme(theme), theme});
      }
    }
    std::sort(own.begin(), own.end());
    own.erase(std::unique(own.begin(), own.end()), own.end());
    return Ids(std::move(own));
  }

  void AddCommunity() {
    if (pair_[Signal::kCommunity] == 0) return;
    Add(ReasonKind::kCommunity, Share(Signal::kCommunity)).themes =
        Ids(Shared(Section::kCommunities));
  }

  void AddBridge() {
    if (Share(Signal::kBridge) == 0) return;
    Reason& reason = Add(ReasonKind::kBridge, Share(Signal::kBridge));
    reason.themes = Ids(Shared(Section::kIssues));
    reason.asker_themes = Communities(self_);
    reason.partner_themes = Communities(partner_);
  }

  void AddRelated() {
    if (pair_[Signal::kRelated] == 0) return;
    std::vector<std::pair<uint64_t, std::pair<ThemeNo, ThemeNo>>> links;
    const auto issues = partner_.section(Section::kIssues);
    const auto communities = partner_.section(Section::kCommunities);
    for (const auto& section : {issues, communities}) {
      for (uint32_t term : section) {
        const auto found = asker_.related().find(ThemeOf(term));
        if (found == asker_.related().end()) continue;
        const uint32_t weight =
            Discounted(asker_.parts().rarity->theme(ThemeOf(term)), StepsOf(term));
        for (const Asker::RelatedLink& link : found->second) {
          if (InClosure(issues, link.own) || InClosure(communities, link.own)) continue;
          const uint64_t both = std::min(weight, asker_.closure_weight(link.own));
          if (both * link.weight > 0) {
            links.push_back({both * link.weight, {link.own, ThemeOf(term)}});
          }
        }
      }
    }
    std::sort(links.begin(), links.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    Reason& reason = Add(ReasonKind::kRelated, Share(Signal::kRelated));
    for (const auto& [weight, ends] : links) {
      if (reason.themes.size() + 2 > kMaxReasonThemes) break;
      reason.themes.push_back(vocabulary_.id(ends.first));
      reason.themes.push_back(vocabulary_.id(ends.second));
    }
  }

  void AddNeeds() {
    std::vector<bool> met(asker_.open_needs().size(), false);
    ForEachOpen(partner_, Section::kOffers, asker_.day(), [&](ThemeNo offer) {
      if (const Asker::Worth* worth = asker_.WorthOf(offer)) {
        for (const auto& [need, value] : *worth) met[need] = met[need] || value > 0;
      }
    });
    Weighted themes;
    for (size_t i = 0; i < met.size(); ++i) {
      const ThemeNo need = asker_.open_needs()[i];
      (met[i] ? themes : not_met_).push_back({asker_.parts().rarity->theme(need), need});
    }
    if (!themes.empty()) Add(ReasonKind::kNeed, Share(Signal::kNeed)).themes = Ids(themes);
    Weighted met_by_asker;
    ForEachOpen(partner_, Section::kNeeds, asker_.day(), [&](ThemeNo need) {
      if (asker_.MeetsNeed(need) == 0) return;
      met_by_asker.push_back({asker_.parts().rarity->theme(need), need});
    });
    met_by_asker.erase(std::unique(met_by_asker.begin(), met_by_asker.end()), met_by_asker.end());
    // It counts in the partner's score of the asker; of the asker's own it is no part.
    if (!met_by_asker.empty()) Add(ReasonKind::kOffer, 0).themes = Ids(std::move(met_by_asker));
  }

  static std::vector<std::string> Meet(std::span<const Country> a, std::span<const Country> b) {
    std::vector<std::string> codes;
    for (Country country : a) {
      if (std::find(b.begin(), b.end(), country) != b.end()) codes.push_back(CountryCode(country));
    }
    return codes;
  }

  void AddPlace() {
    const Fixed value = pair_[Signal::kPlace];
    if (value == 0) return;
    std::vector<std::string> same = Meet(self_.places(), partner_.places());
    std::vector<std::string> home = Meet(self_.origins(), partner_.places());
    for (std::string& code : Meet(self_.places(), partner_.origins())) {
      if (std::find(home.begin(), home.end(), code) == home.end()) home.push_back(std::move(code));
    }
    const PlaceFactors& factors = asker_.place_factors();
    const bool diaspora = !home.empty() && (same.empty() || value > ToFixed(factors.same_country) ||
                                            factors.home_and_diaspora >= factors.same_country);
    Reason& reason =
        Add(diaspora ? ReasonKind::kDiaspora : ReasonKind::kPlace, Share(Signal::kPlace));
    reason.countries = diaspora ? std::move(home) : std::move(same);
    reason.near = reason.countries.empty();
    if (!reason.near) return;
    for (Country country : partner_.places()) {  // the same region
      if ((self_.regions >> RegionOf(country) & 1) != 0) {
        reason.countries.push_back(CountryCode(country));
      }
    }
  }

  void AddValues() {
    if (pair_[Signal::kValues] == 0) return;
    Weighted shared;
    const auto own = self_.section(Section::kValues);
    for (uint32_t theme : partner_.section(Section::kValues)) {
      if (std::binary_search(own.begin(), own.end(), theme) && !asker_.IsMuted(theme)) {
        shared.push_back({asker_.parts().rarity->theme(theme), theme});
      }
    }
    Add(ReasonKind::kValues, Share(Signal::kValues)).themes = Ids(std::move(shared));
  }

  // The coalitions that both are in, or else the asker's that hold somebody who works with the
  // partner.
  void AddTies() {
    if (pair_[Signal::kTies] == 0) return;
    VisibleTies& ties = question_.ties();
    const std::vector<absl::string_view> own = ties.CoalitionsOf(question_.id());
    const std::vector<absl::string_view> its = ties.CoalitionsOf(partner_.id());
    std::vector<std::string> via;
    for (absl::string_view id : own) {
      if (std::find(its.begin(), its.end(), id) != its.end()) via.emplace_back(id);
    }
    for (size_t i = 0; i < own.size() && !its.empty() && via.empty(); ++i) {
      for (absl::string_view member : std::vector(ties.MembersOf(own[i]))) {
        const std::vector<absl::string_view>& of_member = ties.CoalitionsOf(member);
        const bool joins = std::any_of(of_member.begin(), of_member.end(), [&](auto id) {
          return std::find(its.begin(), its.end(), id) != its.end();
        });
        if (!joins) continue;
        via.emplace_back(own[i]);
        break;
      }
    }
    if (via.size() > kMaxReasonThemes) via.resize(kMaxReasonThemes);
    Add(ReasonKind::kTies, Share(Signal::kTies)).coalitions = std::move(via);
  }

  void AddWarnings() {
    if (!not_met_.empty()) Add(ReasonKind::kNeedNotMet, 0).themes = Ids(not_met_);
    if (!self_.languages().empty() && !partner_.languages().empty() &&
        !asker_.SharesLanguage(partner_)) {
      Add(ReasonKind::kNoCommonLanguage, 0);
    }
  }

  static int Rank(const Reason& reason) {
    switch (reason.kind) {
      case ReasonKind::kCause:
        return 0;
      case ReasonKind::kIssue:
        return 1;
      case ReasonKind::kPlace:
      case ReasonKind::kDiaspora:
        return 3;
      case ReasonKind::kNeedNotMet:
      case ReasonKind::kNoCommonLanguage:
      case ReasonKind::kRarelySuggested:
        return 4;
      default:
        return 2;
    }
  }
  void Order() {
    std::stable_sort(reasons_.begin(), reasons_.end(), [](const Reason& a, const Reason& b) {
      if (Rank(a) != Rank(b)) return Rank(a) < Rank(b);
      return a.contribution > b.contribution;
    });
  }

  Question& question_;
  const Asker& asker_;
  const Record& self_;
  const Vocabulary& vocabulary_;
  const Record& partner_;
  const Pair& pair_;
  double weighted_sum_ = 0;
  Weighted not_met_;
  std::vector<Reason> reasons_;
};

}  // namespace

std::vector<Reason> ReasonsFor(Question& question, const Asker& asker, const Record& partner,
                               const Pair& pair) {
  return Reasoner(question, asker, partner, pair).Run();
}

Band BandOf(double score) {
  if (score >= kStrongScore) return Band::kStrong;
  return score >= kPossibleScore ? Band::kPossible : Band::kWeak;
}

}  // namespace tashbik::graph
