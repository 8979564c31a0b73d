// Sets and loops; nothing is packed, indexed or kept up.
#include "tests/testing/compose_oracle.h"

#include <algorithm>
#include <cmath>

namespace tashbik::testing {
namespace {

using graph::ActorFacts;
using graph::CountryCode;
using graph::Role;
using graph::TeamRule;

bool HasAny(const std::set<std::string>& has, const std::vector<graph::Country>& countries) {
  return std::any_of(countries.begin(), countries.end(),
                     [&](graph::Country c) { return has.contains(CountryCode(c)); });
}

}  // namespace

ComposeOracle::ComposeOracle(const graph::Facts& facts, const graph::Audience& audience,
                             const graph::ComposeQuery& query)
    : facts_(facts), audience_(audience), query_(query) {
  for (const graph::ThemeFacts& theme : facts.themes) themes_[theme.id] = &theme;
  for (const auto& [id, theme] : themes_) within_[id] = WithinOrSame(id);
  const auto want_theme = [&](const char* kind, const std::string& id) {
    if (!themes_.contains(id)) return;
    const double below = static_cast<double>(within_[id].size());
    const double all = static_cast<double>(themes_.size());
    const double information = all < 2 ? 1 : 1 - std::log(below) / std::log(all);
    wants_[kind + id] = std::max(information, 0.05);
  };
  for (const std::string& id : query.themes) want_theme("theme ", id);
  for (const std::string& id : query.skills) want_theme("skill ", id);
  for (const std::string& id : query.rules.skills) want_theme("skill ", id);
  for (graph::Country country : query.countries) wants_["country " + CountryCode(country)] = 0.5;
  for (const std::string& tag : query.languages) wants_["language " + tag] = 0.5;
  for (const std::string& tag : query.rules.languages) wants_["language " + tag] = 0.5;
  for (const auto& [want, weight] : wants_) total_ += weight;
  for (const ActorFacts& actor : facts.actors) Look(actor);
}

std::set<std::string> ComposeOracle::WithinOrSame(const std::string& theme) const {
  std::set<std::string> within = {theme};
  for (bool more = true; more;) {
    more = false;
    for (const auto& [id, facts] : themes_) {
      for (const std::string& broader : facts->broader) {
        if (within.contains(broader) && within.insert(id).second) more = true;
      }
    }
  }
  return within;
}

void ComposeOracle::Look(const ActorFacts& actor) {
  const auto admitted = [&](std::optional<graph::Tier> tier) {
    return actor.id == audience_.actor || Admits(Narrowed(actor.access, tier), audience_);
  };
  if (!admitted(std::nullopt)) return;
  const auto part = [&](graph::Part p) { return admitted(actor.part_tiers[static_cast<int>(p)]); };
  Seen seen;
  seen.facts = &actor;
  std::set<std::string> residences, origins;
  const auto take = [&](graph::Part p, const auto& values, std::set<std::string>& to) {
    if (part(p)) to.insert(values.begin(), values.end());
  };
  take(graph::Part::kActiveCountries, actor.active_countries, seen.places);
  take(graph::Part::kResidenceCountries, actor.residence_countries, residences);
  take(graph::Part::kOriginCountries, actor.origin_countries, origins);
  take(graph::Part::kLanguages, actor.languages, seen.languages);
  seen.places.insert(residences.begin(), residences.end());
  std::set<std::string> bases;
  if (part(graph::Part::kBaseCountry) && !actor.base_country.empty()) {
    bases.insert(actor.base_country);
    seen.places.insert(actor.base_country);
  }
  seen.based_for_lead = HasAny(bases.empty() ? residences : bases, query_.rules.lead_countries);
  const bool group = actor.kind == graph::ActorKind::kDiasporaGroup;
  const int levels = part(graph::Part::kLevels) ? actor.levels : 0;
  seen.diaspora = group || (levels & 4) != 0;
  seen.home = !group && ((levels & 4) == 0 || (levels & 2) != 0);

  std::set<std::string> works, offers;  // own themes
  for (const graph::LinkFacts& link : actor.links) {
    if (!themes_.contains(link.theme) || !admitted(link.tier)) continue;
    if (link.role == Role::kOffer) {
      if (link.from <= audience_.day && audience_.day <= link.until) offers.insert(link.theme);
    } else if (link.role != Role::kNeed && link.role != Role::kValue &&
               link.role != Role::kRedLine) {
      works.insert(link.theme);
    }
  }
  // Their root causes, where it is, and what is broader.
  std::set<std::string> meets = works;
  std::set<std::string> holds = seen.places;
  holds.insert(origins.begin(), origins.end());
  for (bool more = true; more;) {
    more = false;
    for (const std::string& id : std::set(meets)) {
      for (const std::string& up : themes_.at(id)->broader) {
        if (themes_.contains(up)) more = meets.insert(up).second || more;
      }
      for (const graph::CauseFacts& cause : themes_.at(id)->causes) {
        const bool here = cause.countries.empty() ||
                          std::any_of(cause.countries.begin(), cause.countries.end(),
                                      [&](const std::string& c) { return holds.contains(c); });
        if (here && themes_.contains(cause.theme)) more = meets.insert(cause.theme).second || more;
      }
    }
  }
  for (const auto& [want, weight] : wants_) {
    const std::string kind = want.substr(0, want.find(' '));
    const std::string value = want.substr(want.find(' ') + 1);
    const auto any_within = [&](const std::set<std::string>& own) {
      return std::any_of(own.begin(), own.end(),
                         [&](const std::string& id) { return Within(id, value); });
    };
    const bool cause = kind == "theme" && themes_.at(value)->facet == graph::Facet::kCause;
    const bool brings = kind == "country"    ? seen.places.contains(value)
                        : kind == "language" ? seen.languages.contains(value)
                        : kind == "skill"    ? any_within(offers)
                                          : any_within(works) || (cause && meets.contains(value));
    if (brings) seen.brings.insert(want);
  }
  seen_[actor.id] = std::move(seen);
}

const std::set<std::string>& ComposeOracle::BroughtBy(const std::string& actor) const {
  return seen_.at(actor).brings;
}

double ComposeOracle::Coverage(const std::vector<std::string>& team) const {
  double sum = 0;
  for (const auto& [want, weight] : wants_) {
    const bool brought = std::any_of(team.begin(), team.end(), [&](const std::string& member) {
      return seen_.at(member).brings.contains(want);
    });
    if (brought) sum += weight;
  }
  return total_ == 0 ? 0 : sum / total_;
}

std::vector<std::string> ComposeOracle::Candidates() const {
  std::vector<std::string> ids;
  for (const auto& [id, seen] : seen_) {
    const bool excluded =
        std::find(query_.excluded.begin(), query_.excluded.end(), id) != query_.excluded.end();
    const bool open =
        seen.facts->access.tier != graph::Tier::kPrivate && seen.facts->expires >= audience_.day;
    const auto& countries = query_.rules.countries;
    if (open && !excluded && (countries.empty() || HasAny(seen.places, countries))) {
      ids.push_back(id);
    }
  }
  return ids;
}

bool ComposeOracle::Meets(TeamRule rule, const std::vector<std::string>& team) const {
  const graph::TeamRules& rules = query_.rules;
  const auto all_brought = [&](const char* kind, const std::vector<std::string>& values) {
    return std::all_of(values.begin(), values.end(), [&](const std::string& value) {
      return !wants_.contains(kind + value) ||
             std::any_of(team.begin(), team.end(), [&](const std::string& member) {
               return seen_.at(member).brings.contains(kind + value);
             });
    });
  };
  const int size = static_cast<int>(team.size());
  switch (rule) {
    case TeamRule::kLeadCountry:
      return seen_.at(team[0]).based_for_lead;
    case TeamRule::kLeadKind: {
      const ActorFacts& lead = *seen_.at(team[0]).facts;
      return lead.kind == graph::ActorKind::kOrganization &&
             std::count(rules.lead_kinds.begin(), rules.lead_kinds.end(), lead.organization_kind) >
                 0;
    }
    case TeamRule::kCountries:
      return std::all_of(team.begin(), team.end(), [&](const std::string& member) {
        return HasAny(seen_.at(member).places, rules.countries);
      });
    case TeamRule::kMinCountries: {
      std::set<std::string> there;
      for (const std::string& member : team) {
        for (const std::string& place : seen_.at(member).places) {
          if (rules.countries.empty() || HasAny({place}, rules.countries)) {
            there.insert(place);
          }
        }
      }
      return static_cast<int>(there.size()) >= rules.min_countries;
    }
    case TeamRule::kHomeAndDiaspora:
      for (const std::string& home : team) {
        for (const std::string& away : team) {
          if (home != away && seen_.at(home).home && seen_.at(away).diaspora) return true;
        }
      }
      return false;
    case TeamRule::kMinMembers:
      return size >= rules.min_members;
    case TeamRule::kMaxMembers:
      return size <= rules.max_members;
    case TeamRule::kSkills:
      return all_brought("skill ", rules.skills);
    case TeamRule::kLanguages:
      return all_brought("language ", rules.languages);
  }
  return false;
}

int ComposeOracle::Broken(const std::vector<std::string>& team) const {
  const graph::TeamRules& rules = query_.rules;
  const int size = static_cast<int>(team.size());
  int broken = 0;
  if (!rules.lead_countries.empty() && !Meets(TeamRule::kLeadCountry, team)) ++broken;
  if (!rules.lead_kinds.empty() && !Meets(TeamRule::kLeadKind, team)) ++broken;
  for (const std::string& member : team) {
    if (!rules.countries.empty() && !HasAny(seen_.at(member).places, rules.countries)) ++broken;
  }
  if (rules.min_countries > 0) {
    std::set<std::string> there;
    for (const std::string& member : team) {
      for (const std::string& place : seen_.at(member).places) {
        if (rules.countries.empty() || HasAny({place}, rules.countries)) there.insert(place);
      }
    }
    broken += std::max(0, rules.min_countries - static_cast<int>(there.size()));
  }
  if (rules.home_and_diaspora && !Meets(TeamRule::kHomeAndDiaspora, team)) ++broken;
  broken += std::max(0, rules.min_members - size);
  if (rules.max_members > 0) broken += std::max(0, size - rules.max_members);
  std::set<std::string> ruled;
  for (const std::string& skill : rules.skills) ruled.insert("skill " + skill);
  for (const std::string& tag : rules.languages) ruled.insert("language " + tag);
  for (const std::string& want : ruled) {
    const bool brought = std::any_of(team.begin(), team.end(), [&](const std::string& member) {
      return seen_.at(member).brings.contains(want);
    });
    if (!brought) ++broken;
  }
  return broken;
}

ComposeOracle::Best ComposeOracle::Optimum(const std::vector<std::string>& members,
                                           size_t most) const {
  std::vector<std::string> others;
  for (const std::string& id : Candidates()) {
    if (std::find(members.begin(), members.end(), id) == members.end()) others.push_back(id);
  }
  Best best;
  for (uint32_t chosen = 0; chosen < (1u << others.size()); ++chosen) {
    std::vector<std::string> team = members;
    for (size_t i = 0; i < others.size(); ++i) {
      if ((chosen >> i & 1) != 0) team.push_back(others[i]);
    }
    if (team.empty() || (team.size() > most && team.size() > members.size())) continue;
    const double coverage = Coverage(team);
    // Anybody may lead where nobody was given.
    const size_t leads = members.empty() ? team.size() : 1;
    for (size_t lead = 0; lead < leads; ++lead) {
      std::swap(team[0], team[lead]);
      const int broken = Broken(team);
      if (broken < best.broken || (broken == best.broken && coverage > best.coverage)) {
        best = {broken, coverage};
      }
      std::swap(team[0], team[lead]);
    }
  }
  return best;
}

}  // namespace tashbik::testing
