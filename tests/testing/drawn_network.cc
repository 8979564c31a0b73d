// Reads drawn networks.
#include "tests/testing/drawn_network.h"

#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "graph/text/row.h"

namespace tashbik::testing {
namespace {

using graph::Facet;
using graph::Role;
using graph::Tier;

const std::map<std::string, Facet>& Facets() {
  static const auto& facets = *new std::map<std::string, Facet>{
      {"issue", Facet::kIssue}, {"community", Facet::kCommunity},
      {"cause", Facet::kCause}, {"challenge", Facet::kChallenge},
      {"law", Facet::kLaw},     {"institution", Facet::kInstitution},
      {"skill", Facet::kSkill}, {"resource", Facet::kResource},
      {"value", Facet::kValue}};
  return facets;
}

const std::map<std::string, Role>& Roles() {
  static const auto& roles = *new std::map<std::string, Role>{{"issue", Role::kIssue},
                                                              {"serves", Role::kServes},
                                                              {"ledby", Role::kLedBy},
                                                              {"challenge", Role::kChallenge},
                                                              {"law", Role::kLaw},
                                                              {"institution", Role::kInstitution},
                                                              {"need", Role::kNeed},
                                                              {"offer", Role::kOffer},
                                                              {"value", Role::kValue},
                                                              {"redline", Role::kRedLine},
                                                              {"from", Role::kOriginCommunity}};
  return roles;
}

Tier TierOf(absl::string_view name) {
  static const auto& tiers = *new std::map<std::string, Tier>{
      {"private", Tier::kPrivate}, {"unclaimed", Tier::kUnclaimed}, {"brokered", Tier::kBrokered},
      {"hub", Tier::kHub},         {"network", Tier::kNetwork},     {"public", Tier::kPublic}};
  return tiers.at(std::string(name));
}

std::vector<std::string> List(absl::string_view text) {
  return absl::StrSplit(text, ',', absl::SkipEmpty());
}

graph::ThemeFacts DrawTheme(const std::vector<std::string>& words) {
  graph::ThemeFacts theme;
  theme.facet = Facets().at(words[0]);
  theme.id = words[1];
  std::string sign;
  std::string label;
  for (size_t i = 2; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (sign != "=" && (word == "<" || word == "->" || word == "~" || word == "=")) {
      sign = word;
    } else if (sign == "<") {
      theme.broader.push_back(word);
    } else if (sign == "->") {
      const std::pair<std::string, std::string> parts =
          absl::StrSplit(word, absl::MaxSplits('@', 1));
      theme.causes.push_back({parts.first, List(parts.second)});
    } else if (sign == "~") {
      const std::pair<std::string, std::string> parts =
          absl::StrSplit(word, absl::MaxSplits(':', 1));
      theme.related.push_back(
          {parts.first, parts.second.empty() ? 1.0 : std::atof(parts.second.c_str())});
    } else {
      label += (label.empty() ? "" : " ") + word;
    }
  }
  if (!label.empty()) {
    theme.labels.push_back({graph::text::StemLabel(label, "en"), graph::text::Lang::kEnglish});
  }
  return theme;
}

void DrawAccess(const std::string& key, const std::string& word, graph::Access& access) {
  if (key == "tier") access.tier = TierOf(word);
  if (key == "hubs") access.hubs = List(word);
  if (key == "circles") access.circles = List(word);
  if (key == "brokers") access.brokers = List(word);
  if (key == "owner") access.owner = word;
}

graph::ActorFacts DrawActor(const std::vector<std::string>& words) {
  graph::ActorFacts actor;
  actor.kind =
      words[0] == "group" ? graph::ActorKind::kDiasporaGroup : graph::ActorKind::kOrganization;
  actor.id = words[1];
  actor.access.tier = Tier::kPublic;
  std::string key;
  for (size_t i = 2; i < words.size(); ++i) {
    static const auto& keys =
        *new std::vector<std::string>{"in",   "base",    "origin",  "living", "speaks", "tier",
                                      "hubs", "circles", "brokers", "owner",  "expires"};
    const std::string& word = words[i];
    const bool is_key =
        Roles().contains(word) || std::find(keys.begin(), keys.end(), word) != keys.end();
    // A role's name may be a theme's as well: a key is what follows a value.
    if (is_key && (key.empty() || words[i - 1] != key)) {
      key = word;
    } else if (const auto role = Roles().find(key); role != Roles().end()) {
      graph::LinkFacts& link = actor.links.emplace_back();
      link.role = role->second;
      const std::pair<std::string, std::string> parts =
          absl::StrSplit(word, absl::MaxSplits('!', 1));
      link.theme = parts.first;
      if (!parts.second.empty()) link.tier = TierOf(parts.second);
    } else if (key == "in") {
      actor.active_countries = List(word);
    } else if (key == "base") {
      actor.base_country = word;
    } else if (key == "origin") {
      actor.origin_countries = List(word);
    } else if (key == "living") {
      actor.residence_countries = List(word);
    } else if (key == "speaks") {
      actor.languages = List(word);
    } else if (key == "expires") {
      actor.expires = std::atoi(word.c_str());
    } else {
      DrawAccess(key, word, actor.access);
    }
  }
  return actor;
}

void DrawCoalition(const std::vector<std::string>& words, graph::Facts& facts) {
  graph::CoalitionFacts coalition;
  coalition.id = words[1];
  coalition.access.tier = Tier::kPublic;
  for (size_t i = 2; i + 1 < words.size(); i += 2) {
    DrawAccess(words[i], words[i + 1], coalition.access);
    if (words[i] != "members") continue;
    for (const std::string& member : List(words[i + 1])) {
      const std::pair<std::string, std::string> parts =
          absl::StrSplit(member, absl::MaxSplits('!', 1));
      graph::MembershipFacts& membership = facts.memberships.emplace_back();
      membership.coalition = coalition.id;
      membership.actor = parts.first;
      if (!parts.second.empty()) membership.tier = TierOf(parts.second);
    }
  }
  facts.coalitions.push_back(std::move(coalition));
}

}  // namespace

graph::Facts Draw(absl::string_view text) {
  graph::Facts facts;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    line = line.substr(0, std::min(line.size(), line.find('#')));
    const std::vector<std::string> words =
        absl::StrSplit(line, absl::ByAnyChar(" \t"), absl::SkipEmpty());
    if (words.size() < 2) continue;
    if (words[0] == "org" || words[0] == "group") {
      facts.actors.push_back(DrawActor(words));
    } else if (words[0] == "coalition") {
      DrawCoalition(words, facts);
    } else {
      facts.themes.push_back(DrawTheme(words));
    }
  }
  return facts;
}

}  // namespace tashbik::testing
