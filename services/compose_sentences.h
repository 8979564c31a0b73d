// Teams in words: who covers what, what nobody covers, which rules are met, who could stand in.
#ifndef TASHBIK_SERVICES_COMPOSE_SENTENCES_H_
#define TASHBIK_SERVICES_COMPOSE_SENTENCES_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/compose.h"
#include "services/places.h"

namespace tashbik::services {

// How things are called. Names must be such as the viewer may see.
struct TeamContext {
  Language language = Language::kEnglish;
  // Label of a theme, and whether it is a skill or resource.
  struct Theme {
    std::string label;
    bool offered = false;
  };
  std::function<Theme(absl::string_view id)> theme;
  std::function<std::string(absl::string_view actor)> actor;
  std::string viewer_actor;  // id; it is spoken to as "you". Empty: nobody
};

// All are pure; none is empty. What is asked is named in full up to kMaxNamedInTeam, the rest is
// counted.
inline constexpr size_t kMaxNamedInTeam = 12;

// What the member brings: "GCHR covers freedom of association. Present in Lebanon."
std::string MemberSentence(const graph::TeamMember& member, const TeamContext& context);

// That its alternative could stand in for it and what that would change. Only where it has one.
std::string AlternativeSentence(const graph::TeamMember& member, const TeamContext& context);

// A rule of a call, met or not. `query` is what was asked.
std::string RuleSentence(const graph::RuleResult& rule, const graph::Team& team,
                         const graph::TeamRules& rules, const TeamContext& context);

// Ids of the members whom that sentence names, in its order.
std::vector<std::string> NamedInRule(const graph::RuleResult& rule, const graph::Team& team,
                                     const TeamContext& context);

// What the team covers, what nobody in it does, and whether fewer were found than asked.
std::vector<std::string> TeamSentences(const graph::Team& team, int min_size,
                                       const TeamContext& context);

// "A could lead, with B and C.", then what nobody covers.
std::string CallTeamSentence(const graph::Team& team, const TeamContext& context);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_COMPOSE_SENTENCES_H_
