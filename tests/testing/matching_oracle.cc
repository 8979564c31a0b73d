// The formula, written again in the plainest way.
#include "tests/testing/matching_oracle.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "graph/rank.h"
#include "graph/record.h"
#include "graph/region.h"
#include "graph/text/tokens.h"
#include "tests/testing/replaced_themes.h"

namespace tashbik::testing {
namespace {

using graph::ActorFacts;
using graph::Facet;
using graph::LinkFacts;
using graph::Part;
using graph::Role;
using graph::Signal;
using Ids = std::set<std::string>;

constexpr uint64_t kOne = 1 << 24;

uint64_t Share(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0 : std::min(part * kOne / whole, kOne);
}

double Rarity(int64_t actors, uint32_t count, double prior) {
  if (actors == 0) return prior;
  const double p = static_cast<double>(actors);
  const double seen = std::max(0.05, std::log((p + 1) / (count + 1.0)) / std::log(p + 1));
  return (p * seen + 100 * prior) / (p + 100);
}

uint64_t AtStep(uint64_t weight, int steps) {
  const double discount = std::pow(0.7, std::min(steps, 5));
  return weight * static_cast<uint64_t>(std::llround(discount * 65536)) >> 16;
}

// What one audience sees of one actor, with its closure and vectors.
struct Seen {
  const ActorFacts* facts = nullptr;
  std::vector<const LinkFacts*> links;
  std::set<std::string> places, active, origins, residences, languages;
  std::string base;
  std::map<std::string, int> closure;  // theme -> steps
  std::map<uint32_t, int> words;       // hash -> times
  std::set<int> text_languages;
};

class Oracle {
 public:
  Oracle(const graph::Facts& facts, const graph::Epoch& epoch, const graph::Audience& audience)
      : facts_(facts), epoch_(epoch), audience_(audience) {
    for (const graph::ThemeFacts& theme : facts.themes) themes_[theme.id] = &theme;
    for (const auto& [id, theme] : themes_) {
      for (const std::string& up : theme->broader) {
        if (themes_.contains(up)) narrower_[up].insert(id);
      }
      for (const graph::RelatedFacts& related : theme->related) {
        if (!themes_.contains(related.theme) || related.theme == id) continue;
        const auto weight = static_cast<uint64_t>(std::llround(related.weight * 65536));
        for (const auto& pair : {std::pair(id, related.theme), std::pair(related.theme, id)}) {
          related_[pair] = std::max(related_[pair], weight);
        }
      }
    }
    for (const auto& [id, theme] : themes_) {
      const double size = static_cast<double>(themes_.size());
      const double below = static_cast<double>(Walk(id, false).size());
      const double information = size < 2 ? 1 : std::max(0.0, 1 - std::log(below) / std::log(size));
      uint32_t count = 0;
      for (const auto& [counted, n] : epoch.theme_counts) {
        if (counted == id) count = n;
      }
      weights_[id] = static_cast<uint64_t>(
          std::llround(information * Rarity(epoch.public_actors, count, 1) * 65536));
    }
    for (const ActorFacts& actor : facts.actors) {
      if (std::optional<Seen> seen = See(actor)) seen_[actor.id] = std::move(*seen);
    }
  }

  std::vector<OracleHit> Suggest(const graph::SuggestQuery& query) {
    Seen self;
    if (query.profile.has_value()) {
      self = SeeAll(*query.profile);
    } else {
      if (!seen_.contains(query.asker)) return {};
      self = seen_[query.asker];
    }
    std::vector<std::pair<uint64_t, OracleHit>> hits;  // tie hash
    const std::map<std::string, std::pair<uint64_t, bool>> close =
        query.profile.has_value() ? std::map<std::string, std::pair<uint64_t, bool>>()
                                  : Closeness(query.asker);
    const bool tied = !query.profile.has_value() && !CoalitionsOf(query.asker).empty();
    for (const auto& [id, other] : seen_) {
      const auto it = close.find(id);
      const auto [closeness, partner] =
          it == close.end() ? std::pair(uint64_t{0}, false) : it->second;
      if (id == query.asker || Gated(query, self, other, partner)) continue;
      muted_.clear();
      for (const graph::Mute& mute : query.mutes) {
        if (mute.partner == id) muted_.insert(mute.theme);
      }
      OracleHit hit = Score(query, self, other, tied, closeness);
      hit.actor = id;
      if (hit.score < std::llround(graph::kLeastScore * kOne)) continue;
      hits.push_back({graph::TieHash(query.tie_key, id), hit});
    }
    std::sort(hits.begin(), hits.end(), [](const auto& a, const auto& b) {
      return a.second.score != b.second.score ? a.second.score > b.second.score : a.first < b.first;
    });
    std::vector<OracleHit> best;
    for (const auto& [tie, hit] : hits) {
      if (best.size() < static_cast<size_t>(query.count)) best.push_back(hit);
    }
    return best;
  }

 private:
  // `from` with all that is broader (or narrower), by steps.
  std::map<std::string, int> Walk(const std::string& from, bool up) const {
    std::map<std::string, int> steps = {{from, 0}};
    for (bool changed = true; changed;) {
      changed = false;
      for (const auto& [id, at] : std::map(steps)) {
        Ids next;
        if (up) {
          next.insert(themes_.at(id)->broader.begin(), themes_.at(id)->broader.end());
        } else if (narrower_.contains(id)) {
          next = narrower_.at(id);
        }
        for (const std::string& other : next) {
          if (!themes_.contains(other)) continue;
          const auto [it, added] = steps.try_emplace(other, at + 1);
          changed = changed || added || at + 1 < it->second;
          it->second = std::min(it->second, at + 1);
        }
      }
    }
    return steps;
  }

  bool Admitted(const ActorFacts& actor, std::optional<graph::Tier> tier) const {
    return actor.id == audience_.actor || Admits(Narrowed(actor.access, tier), audience_);
  }

  std::optional<Seen> See(const ActorFacts& actor) const {
    if (!Admitted(actor, std::nullopt)) return std::nullopt;
    return Look(actor, [&](std::optional<graph::Tier> tier) { return Admitted(actor, tier); });
  }
  Seen SeeAll(const ActorFacts& actor) const {
    return Look(actor, [](std::optional<graph::Tier>) { return true; });
  }

  template <typename Admit>
  Seen Look(const ActorFacts& actor, const Admit& admit) const {
    Seen seen;
    seen.facts = &actor;
    const auto part = [&](Part p) { return admit(actor.part_tiers[static_cast<int>(p)]); };
    for (const LinkFacts& link : actor.links) {
      if (themes_.contains(link.theme) && admit(link.tier)) seen.links.push_back(&link);
    }
    const auto take = [&](Part p, const std::vector<std::string>& codes, Ids& into) {
      if (part(p)) into.insert(codes.begin(), codes.end());
    };
    take(Part::kActiveCountries, actor.active_countries, seen.active);
    take(Part::kOriginCountries, actor.origin_countries, seen.origins);
    take(Part::kResidenceCountries, actor.residence_countries, seen.residences);
    take(Part::kLanguages, actor.languages, seen.languages);
    if (part(Part::kBaseCountry)) seen.base = actor.base_country;
    seen.places = seen.active;
    seen.places.insert(seen.residences.begin(), seen.residences.end());
    if (!seen.base.empty()) seen.places.insert(seen.base);
    Close(seen);
    if (part(Part::kDescriptions)) {
      for (const auto& stem : actor.text.stems) {
        ++seen.words[graph::StemHash(stem.text)];
        seen.text_languages.insert(static_cast<int>(stem.lang));
        for (const auto& [id, theme] : themes_) {
          for (const graph::LabelFacts& label : theme->labels) {
            if (label.stems != std::vector<std::string>{stem.text}) continue;
            ++seen.words[graph::StemHash("themes/" + id)];
            seen.text_languages.insert(-1);
          }
        }
      }
    }
    if (part(Part::kNames)) {
      std::set<uint32_t> words;
      for (const auto& name : actor.text.names) {
        if (name.kind == graph::text::NameKind::kShort) continue;
        for (const std::string& word : name.words) {
          words.insert(
              graph::StemHash(graph::text::StemWord(word, graph::text::WordLang(word, name.lang))));
        }
      }
      for (uint32_t word : words) seen.words[word] += 3;
    }
    return seen;
  }

  void Close(Seen& seen) const {
    Ids holds = seen.places;
    holds.insert(seen.origins.begin(), seen.origins.end());
    for (const LinkFacts* link : seen.links) {
      if (link->role != Role::kNeed && link->role != Role::kOffer && link->role != Role::kValue &&
          link->role != Role::kRedLine) {
        seen.closure[link->theme] = 0;
      }
    }
    for (bool changed = true; changed;) {
      changed = false;
      const auto reach = [&](const std::string& id, int steps) {
        if (!themes_.contains(id)) return;
        const auto [it, added] = seen.closure.try_emplace(id, steps);
        if (added || steps < it->second) changed = true;
        it->second = std::min(it->second, steps);
      };
      for (const auto& [id, steps] : std::map(seen.closure)) {
        for (const std::string& up : themes_.at(id)->broader) reach(up, std::min(steps + 1, 5));
        for (const graph::CauseFacts& cause : themes_.at(id)->causes) {
          const bool here = std::any_of(cause.countries.begin(), cause.countries.end(),
                                        [&](const std::string& c) { return holds.contains(c); });
          if (cause.countries.empty() || here) reach(cause.theme, steps);
        }
      }
    }
  }

  bool SeesCoalition(const graph::CoalitionFacts& c, std::optional<graph::Tier> tier) const {
    return Admits(c.access, audience_) && Admits(Narrowed(c.access, tier), audience_);
  }
  Ids MembersOf(const std::string& coalition) const {
    Ids members;
    for (const graph::CoalitionFacts& c : facts_.coalitions) {
      if (c.id != coalition || !Admits(c.access, audience_)) continue;
      std::map<std::string, std::optional<graph::Tier>> latest;
      for (const auto& m : facts_.memberships) {
        if (m.coalition == coalition) latest[m.actor] = m.tier;
      }
      for (const auto& [actor, tier] : latest) {
        const bool own = actor == audience_.actor;
        if (seen_.contains(actor) && (own || SeesCoalition(c, tier))) members.insert(actor);
      }
    }
    return members;
  }
  Ids CoalitionsOf(const std::string& actor) const {
    Ids coalitions;
    for (const graph::CoalitionFacts& c : facts_.coalitions) {
      if (MembersOf(c.id).contains(actor)) coalitions.insert(c.id);
    }
    return coalitions;
  }

  // Actor -> closeness, whether they share a coalition.
  std::map<std::string, std::pair<uint64_t, bool>> Closeness(const std::string& a) const {
    std::map<std::string, Ids> members, coalitions;
    for (const graph::CoalitionFacts& c : facts_.coalitions) {
      members[c.id] = MembersOf(c.id);
      for (const std::string& m : members[c.id]) coalitions[m].insert(c.id);
    }
    const auto direct = [&](const std::string& x, const std::string& y) {
      uint64_t sum = 0;
      for (const std::string& c : coalitions[x]) {
        if (!members[c].contains(y)) continue;
        sum += static_cast<uint64_t>(std::llround(65536 / std::log(1.0 + members[c].size())));
      }
      return sum;
    };
    std::map<std::string, std::pair<uint64_t, bool>> result;
    for (const auto& [b, of_b] : std::map(coalitions)) {
      if (b == a) continue;
      uint64_t indirect = 0;
      for (const auto& [z, of_z] : std::map(coalitions)) {
        if (z == a || z == b) continue;
        indirect += (direct(a, z) << 16) / of_z.size() * direct(z, b);
      }
      const uint64_t w = direct(a, b);
      const uint64_t x = w + (indirect >> 33);
      result[b] = {Share(x, x + 65536), w > 0};
    }
    return result;
  }

  bool Open(const LinkFacts& link) const {
    return link.from <= audience_.day && audience_.day <= link.until;
  }
  Ids OpenThemes(const Seen& seen, Role role) const {
    Ids open;
    for (const LinkFacts* link : seen.links) {
      if (link->role == role && Open(*link)) open.insert(link->theme);
    }
    return open;
  }

  static bool Meet(const Ids& a, const Ids& b) {
    return std::any_of(a.begin(), a.end(), [&](const std::string& x) { return b.contains(x); });
  }

  bool Crosses(const Seen& a, const Seen& b) const {
    Ids carried;
    for (const auto& [id, steps] : b.closure) carried.insert(id);
    for (const LinkFacts* link : b.links) {
      if (link->role != Role::kRedLine) carried.insert(link->theme);
    }
    return std::any_of(a.links.begin(), a.links.end(), [&](const LinkFacts* link) {
      return link->role == Role::kRedLine && carried.contains(link->theme);
    });
  }

  bool Gated(const graph::SuggestQuery& query, const Seen& self, const Seen& other,
             bool partner) const {
    const ActorFacts& facts = *other.facts;
    if (facts.access.tier == graph::Tier::kPrivate) return true;
    if (facts.expires < audience_.day || (partner && !query.include_partners)) return true;
    for (const std::string& id : query.set_aside) {
      if (id == facts.id) return true;
    }
    if (Crosses(self, other) || Crosses(other, self)) return true;
    if (query.require_common_language && !Meet(self.languages, other.languages)) return true;
    const auto codes = [](const std::vector<graph::Country>& countries) {
      Ids ids;
      for (graph::Country c : countries) ids.insert(graph::CountryCode(c));
      return ids;
    };
    const graph::Filter& f = query.filter;
    if (!f.base_countries.empty() && !codes(f.base_countries).contains(other.base)) return true;
    if (!f.active_in.empty() && !Meet(codes(f.active_in), other.active)) return true;
    if (!f.origins.empty() && !Meet(codes(f.origins), other.origins)) return true;
    if (!f.countries.empty() && !Meet(codes(f.countries), other.places) &&
        !Meet(codes(f.countries), other.origins)) {
      return true;
    }
    if (f.kind.has_value() && facts.kind != *f.kind) return true;
    for (const std::string& theme : f.themes) {
      if (!themes_.contains(theme)) return true;
      const std::map<std::string, int> within = Walk(theme, false);
      if (std::none_of(other.links.begin(), other.links.end(), [&](const LinkFacts* link) {
            return link->role != Role::kRedLine && within.contains(link->theme);
          })) {
        return true;
      }
    }
    return false;
  }

  // Sums of weights: of both, of either.
  std::pair<uint64_t, uint64_t> Overlap(const Seen& a, const Seen& b, bool communities) const {
    uint64_t both = 0, sum = 0;
    for (const Seen* seen : {&a, &b}) {
      for (const auto& [id, steps] : seen->closure) {
        if ((themes_.at(id)->facet == Facet::kCommunity) != communities) continue;
        sum += AtStep(weights_.at(id), steps);
        if (seen == &a && b.closure.contains(id) && !muted_.contains(id)) {
          both += AtStep(weights_.at(id), std::max(steps, b.closure.at(id)));
        }
      }
    }
    return {both, sum - both};
  }

  uint64_t WordWeight(uint32_t hash, int times) const {
    uint32_t count = 0;
    for (const auto& [h, n] : epoch_.stem_counts) {
      if (h == hash) count = n;
    }
    const double rarity = Rarity(epoch_.public_actors, count, 1);
    constexpr uint64_t kFactors[] = {0, 16, 27, 34, 38, 42, 45, 47, 49};
    return static_cast<uint64_t>(std::llround(rarity * std::sqrt(rarity) * 4096)) *
           kFactors[std::min(times, 8)];
  }
  double Length(const Seen& seen) const {
    uint64_t sum = 0;
    for (const auto& [hash, times] : seen.words) {
      sum += WordWeight(hash, times) * WordWeight(hash, times);
    }
    return std::sqrt(static_cast<double>(sum));
  }

  // How well offers meet a need, at their best.
  uint64_t Met(const std::string& need, const Ids& offers, bool offers_of_partner) const {
    uint64_t best = 0;
    const std::map<std::string, int> up = Walk(need, true);
    const std::map<std::string, int> down = Walk(need, false);
    for (const std::string& offer : offers) {
      if (muted_.contains(offers_of_partner ? offer : need)) continue;
      if (up.contains(offer)) best = std::max(best, AtStep(kOne, up.at(offer)));
      if (down.contains(offer)) best = std::max(best, AtStep(kOne, down.at(offer)));
    }
    return best;
  }

  OracleHit Score(const graph::SuggestQuery& query, const Seen& a, const Seen& b, bool tied,
                  uint64_t closeness) const {
    graph::Preset preset = graph::PresetOf(query.focus);
    if (query.weights.has_value()) preset.weights = *query.weights;
    preset.weights[Signal::kOffer] = 0;
    double total = 0;
    for (double weight : preset.weights.of) total += weight;
    const auto weight = [&](Signal s) {
      return static_cast<uint64_t>(std::llround(preset.weights[s] / total * 65536));
    };
    uint64_t sum = 0, known = 0;
    const auto add = [&](Signal s, uint64_t value) {
      sum += weight(s) * value;
      known += weight(s);
    };
    const auto [issues, either] = Overlap(a, b, false);
    const auto [communities, either_c] = Overlap(a, b, true);
    const uint64_t issue = Share(issues, either);
    const uint64_t community = Share(communities, either_c);
    const auto has = [&](const Seen& seen) {
      return std::any_of(seen.closure.begin(), seen.closure.end(), [&](const auto& entry) {
        return themes_.at(entry.first)->facet == Facet::kCommunity;
      });
    };
    add(Signal::kIssue, issue);
    if (has(a) || has(b)) add(Signal::kCommunity, community);
    add(Signal::kBridge, has(a) && has(b) ? issue * (kOne - community) >> 24 : issue / 2);
    AddRelated(a, b, add);
    // What cannot be read still counts for three quarters of its weight.
    if (!AddText(a, b, add) && !a.text_languages.empty()) known += weight(Signal::kText) * 3 / 4;
    AddPlace(preset.place, a, b, add);
    AddValues(a, b, add);
    if (tied) add(Signal::kTies, closeness);
    const auto one_way = [&](const Seen& from, const Seen& to) {
      const Ids needs = OpenThemes(from, Role::kNeed);
      uint64_t met = 0;
      for (const std::string& need : needs)
        met += Met(need, OpenThemes(to, Role::kOffer), &to == &b);
      const uint64_t all = known + (needs.empty() ? 0 : weight(Signal::kNeed));
      if (all == 0) return uint64_t{0};
      return (sum + (needs.empty() ? 0 : weight(Signal::kNeed) * (met / needs.size()))) / all;
    };
    OracleHit hit;
    hit.forward = static_cast<uint32_t>(one_way(a, b));
    hit.back = static_cast<uint32_t>(one_way(b, a));
    const uint64_t both = uint64_t{hit.forward} + hit.back;
    if (hit.forward > 0 && hit.back > 0) {
      hit.score = static_cast<uint32_t>(2 * uint64_t{hit.forward} * hit.back / both);
    }
    return hit;
  }

  template <typename Add>
  void AddRelated(const Seen& a, const Seen& b, const Add& add) const {
    bool any = false;
    uint64_t linked = 0;
    for (const auto& [pair, weight] : related_) {
      const auto& [own, other] = pair;
      if (!a.closure.contains(own) || a.closure.contains(other)) continue;
      any = true;
      if (!b.closure.contains(other) || b.closure.contains(own)) continue;
      if (muted_.contains(own) || muted_.contains(other)) continue;
      linked += std::min(AtStep(weights_.at(own), a.closure.at(own)),
                         AtStep(weights_.at(other), b.closure.at(other))) *
                    weight >>
                16;
    }
    if (!any) return;
    uint64_t sums[2] = {0, 0};
    for (const auto& [id, steps] : a.closure) sums[0] += AtStep(weights_.at(id), steps);
    for (const auto& [id, steps] : b.closure) sums[1] += AtStep(weights_.at(id), steps);
    add(Signal::kRelated, Share(linked, std::min(sums[0], sums[1])));
  }

  template <typename Add>
  bool AddText(const Seen& a, const Seen& b, const Add& add) const {
    const double lengths[2] = {Length(a), Length(b)};
    const bool common = std::any_of(a.text_languages.begin(), a.text_languages.end(),
                                    [&](int lang) { return b.text_languages.contains(lang); });
    if (!common || lengths[0] == 0 || lengths[1] == 0) return false;
    uint64_t dot = 0;
    for (const auto& [hash, times] : a.words) {
      if (b.words.contains(hash)) {
        dot += WordWeight(hash, times) * WordWeight(hash, b.words.at(hash));
      }
    }
    const double cosine = static_cast<double>(dot) / (lengths[0] * lengths[1]);
    add(Signal::kText,
        std::min<uint64_t>(static_cast<uint64_t>(std::llround(cosine * kOne)), kOne));
    return true;
  }

  template <typename Add>
  void AddPlace(const graph::PlaceFactors& factors, const Seen& a, const Seen& b,
                const Add& add) const {
    double place = 0;
    for (const std::string& x : a.places) {
      for (const std::string& y : b.places) {
        const uint32_t region = graph::RegionOf(graph::CountryOf(x));
        if (region != 0 && region == graph::RegionOf(graph::CountryOf(y))) {
          place = std::max(place, factors.same_region);
        }
      }
    }
    if (Meet(a.places, b.places)) place = std::max(place, factors.same_country);
    if (Meet(a.origins, b.places) || Meet(a.places, b.origins)) {
      place = std::max(place, factors.home_and_diaspora);
    }
    add(Signal::kPlace, static_cast<uint64_t>(std::llround(place * kOne)));
  }

  template <typename Add>
  void AddValues(const Seen& a, const Seen& b, const Add& add) const {
    const auto values = [](const Seen& seen) {
      Ids ids;
      for (const LinkFacts* link : seen.links) {
        if (link->role == Role::kValue) ids.insert(link->theme);
      }
      return ids;
    };
    const Ids own = values(a);
    const Ids its = values(b);
    if (own.empty() || its.empty()) return;
    uint64_t both = 0, sum = 0;
    for (const std::string& id : own) {
      sum += weights_.at(id);
      if (its.contains(id) && !muted_.contains(id)) both += weights_.at(id);
    }
    for (const std::string& id : its) sum += weights_.at(id);
    add(Signal::kValues, Share(both, sum - both));
  }

  const graph::Facts& facts_;
  const graph::Epoch& epoch_;
  const graph::Audience& audience_;
  std::map<std::string, const graph::ThemeFacts*> themes_;
  std::map<std::string, Ids> narrower_;
  std::map<std::pair<std::string, std::string>, uint64_t> related_;
  std::map<std::string, uint64_t> weights_;
  std::map<std::string, Seen> seen_;
  Ids muted_;  // between the asker and the partner that is scored
};

}  // namespace

std::vector<OracleHit> OracleSuggest(const graph::Facts& facts, const graph::Epoch& epoch,
                                     const graph::Audience& audience,
                                     const graph::SuggestQuery& query) {
  const graph::Facts counted = WithoutReplaced(facts);
  const graph::Epoch counted_epoch = WithoutReplaced(facts.themes, epoch);
  return Oracle(counted, counted_epoch, audience).Suggest(WithoutReplaced(facts.themes, query));
}

}  // namespace tashbik::testing
