// Counts.
#include "graph/compose_tally.h"

#include <algorithm>

namespace tashbik::graph {

void TeamTally::Count(const ComposeActor& actor, int by) {
  size_ += by;
  if (actor.home && actor.diaspora) {
    home_and_diaspora_ += by;
  } else if (actor.diaspora) {
    only_diaspora_ += by;
  } else {
    only_home_ += by;
  }
  if (!actor.inside) outside_ += by;
  for (uint16_t number : actor.brings) {
    const int before = times_[number];
    times_[number] += by;
    if (before != 0 && times_[number] != 0) continue;  // others bring it too
    const Want& want = wants_.all()[number];
    weight_ += by > 0 ? want.weight : -uint64_t{want.weight};
    if (want.ruled) ruled_ += by;
    if (want.kind == Want::Kind::kCountry && rules_.min_countries > 0 &&
        std::find(rules_.countries.begin(), rules_.countries.end(), want.country) !=
            rules_.countries.end()) {
      listed_countries_ += by;
    }
  }
  if (rules_.min_countries == 0 || !rules_.countries.empty()) return;
  for (Country country : actor.visible->places()) {
    const auto it = countries_.try_emplace(country, 0).first;
    it->second += by;
    if (it->second == 0) countries_.erase(it);
  }
}

uint64_t TeamTally::OnlyOf(const ComposeActor& member) const {
  uint64_t weight = 0;
  for (uint16_t number : member.brings) {
    if (times_[number] == 1) weight += wants_.all()[number].weight;
  }
  return weight;
}

int TeamTally::countries() const {
  return rules_.countries.empty() ? static_cast<int>(countries_.size()) : listed_countries_;
}

// Home and diaspora are two members; one who is both stands for whichever is missing.
int TeamTally::MissingOfBoth() const {
  if (!rules_.home_and_diaspora) return 0;
  return std::max(0,
                  2 - std::min(only_home_, 1) - std::min(only_diaspora_, 1) - home_and_diaspora_);
}

int TeamTally::Broken() const {
  int ruled = 0;
  for (const Want& want : wants_.all()) ruled += want.ruled ? 1 : 0;
  return outside_ + MissingOfBoth() + std::max(0, rules_.min_countries - countries()) + ruled -
         ruled_;
}

int TeamTally::Broken(const ComposeActor& lead) const {
  const int few = std::max(0, rules_.min_members - size_);
  const int many = rules_.max_members == 0 ? 0 : std::max(0, size_ - rules_.max_members);
  return Broken() + few + many + (lead.lead_country ? 0 : 1) + (lead.lead_kind ? 0 : 1);
}

int TeamTally::PlacesNeeded() const {
  return std::max(MissingOfBoth(), Broken() - outside_ > 0 ? 1 : 0);
}

std::vector<RuleResult> TeamTally::Results(const std::vector<const ComposeActor*>& team) const {
  std::vector<RuleResult> results;
  const auto add = [&](TeamRule rule, bool met) -> RuleResult& {
    RuleResult& result = results.emplace_back();
    result.rule = rule;
    result.met = met;
    return result;
  };
  const bool led = !team.empty();
  if (!rules_.lead_countries.empty()) {
    add(TeamRule::kLeadCountry, led && team.front()->lead_country);
  }
  if (!rules_.lead_kinds.empty()) add(TeamRule::kLeadKind, led && team.front()->lead_kind);
  if (!rules_.countries.empty()) {
    RuleResult& result = add(TeamRule::kCountries, led && outside_ == 0);
    for (const ComposeActor* actor : team) {
      if (!actor->inside) result.members.emplace_back(actor->whole->id());
    }
  }
  const auto compare = [&](TeamRule rule, int there, int bound, bool met) {
    RuleResult& result = add(rule, met);
    result.there = there;
    result.bound = bound;
  };
  if (rules_.min_countries > 0) {
    compare(TeamRule::kMinCountries, countries(), rules_.min_countries,
            countries() >= rules_.min_countries);
  }
  if (rules_.home_and_diaspora) {
    RuleResult& result = add(TeamRule::kHomeAndDiaspora, MissingOfBoth() == 0);
    result.home = only_home_ + home_and_diaspora_ > 0;
    result.diaspora = only_diaspora_ + home_and_diaspora_ > 0;
  }
  if (rules_.min_members > 0) {
    compare(TeamRule::kMinMembers, size_, rules_.min_members, size_ >= rules_.min_members);
  }
  if (rules_.max_members > 0) {
    compare(TeamRule::kMaxMembers, size_, rules_.max_members, size_ <= rules_.max_members);
  }
  const auto bring = [&](TeamRule rule, Want::Kind kind) {
    Brought missing;
    for (size_t i = 0; i < wants_.size(); ++i) {
      const Want& want = wants_.all()[i];
      if (want.ruled && want.kind == kind && times_[i] == 0) wants_.Tell(i, missing);
    }
    add(rule, missing.empty()).missing = missing;
  };
  if (!rules_.skills.empty()) bring(TeamRule::kSkills, Want::Kind::kSkill);
  if (!rules_.languages.empty()) bring(TeamRule::kLanguages, Want::Kind::kLanguage);
  return results;
}

}  // namespace tashbik::graph
