// Draws the synthetic networks.
#include "tests/bench/generator.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "absl/strings/str_cat.h"

namespace tashbik::bench {
namespace {

using graph::Facet;
using graph::Role;

constexpr size_t kIssueAreas = 60, kPerIssueArea = 65;
constexpr size_t kIssues = kIssueAreas * kPerIssueArea;
constexpr size_t kCauseAreas = 10, kPerCauseArea = 30;
constexpr size_t kFirstChallenge = kIssues + kCauseAreas * kPerCauseArea;
constexpr size_t kChallenges = 250, kLaws = 250;
constexpr size_t kFirstCommunity = kFirstChallenge + kChallenges + kLaws;
constexpr size_t kCommunityAreas = 30, kPerCommunityArea = 30;
constexpr size_t kFirstSkill = kFirstCommunity + kCommunityAreas * kPerCommunityArea;
constexpr size_t kSkillAreas = 20, kPerSkillArea = 20;
constexpr size_t kWords = 50000, kNameWords = 20000, kDescriptionWords = 40;

const std::vector<std::string>& Countries() {
  static const auto& countries = *new std::vector<std::string>{
      "LB", "MA", "TN", "EG", "JO", "PS", "IQ", "SY", "YE", "SD", "DZ",
      "LY", "BH", "KW", "FR", "DE", "BE", "GB", "SE", "NL", "US", "CA"};
  return countries;
}

// SplitMix64.
uint64_t Next(uint64_t& state) {
  uint64_t z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

std::string WordOf(size_t number) {
  std::string word;
  for (size_t left = number + 26 * 26; left > 0; left /= 26) {
    word += static_cast<char>('a' + left % 26);
  }
  return word;
}

}  // namespace

Generator::Zipf::Zipf(size_t count, double exponent) {
  double sum = 0;
  for (size_t i = 0; i < count; ++i) {
    sum += std::pow(static_cast<double>(i + 1), -exponent);
    sums.push_back(sum);
  }
}

size_t Generator::Zipf::Draw(uint64_t random) const {
  const double at = static_cast<double>(random >> 11) * 0x1p-53 * sums.back();
  return static_cast<size_t>(std::lower_bound(sums.begin(), sums.end(), at) - sums.begin());
}

Generator::Generator(Shape shape, uint64_t seed)
    : shape_(shape),
      seed_(seed),
      areas_(kIssueAreas, 0.7),
      in_area_(kPerIssueArea, 0.9),
      community_areas_(kCommunityAreas, 0.7),
      in_community_(kPerCommunityArea, 0.9),
      skills_(kSkillAreas * kPerSkillArea, 0.8),
      countries_(Countries().size(), 0.7),
      everywhere_(kFirstCommunity, 0.9),
      words_(kWords, 1.0) {
  uint64_t state = seed;
  AddTree("issue", Facet::kIssue, kIssueAreas, kPerIssueArea, state);
  AddTree("cause", Facet::kCause, kCauseAreas, kPerCauseArea, state);
  AddTree("challenge", Facet::kChallenge, kChallenges, 1, state);
  AddTree("law", Facet::kLaw, kLaws, 1, state);
  AddTree("community", Facet::kCommunity, kCommunityAreas, kPerCommunityArea, state);
  AddTree("skill", Facet::kSkill, kSkillAreas, kPerSkillArea, state);
  for (graph::ThemeFacts& theme : themes_) {
    const uint64_t one_in = theme.facet == Facet::kIssue       ? 5
                            : theme.facet == Facet::kCommunity ? 4
                                                               : 0;
    if (one_in == 0 || Next(state) % one_in != 0) continue;
    theme.causes.push_back({themes_[kIssues + Next(state) % (kCauseAreas * kPerCauseArea)].id, {}});
  }
  shuffled_.resize(kFirstCommunity);
  std::iota(shuffled_.begin(), shuffled_.end(), 0);
  for (size_t i = shuffled_.size(); i > 1; --i)
    std::swap(shuffled_[i - 1], shuffled_[Next(state) % i]);
  area_order_.resize(kIssueAreas);
  for (std::vector<size_t>& order : area_order_) {
    order.resize(kPerIssueArea);
    std::iota(order.begin(), order.end(), 0);
    for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[Next(state) % i]);
  }
}

// Areas of a root, 7 below it, 24 below those, the rest below these.
void Generator::AddTree(const char* name, Facet facet, size_t areas, size_t per_area,
                        uint64_t& state) {
  const size_t first = themes_.size();
  for (size_t area = 0; area < areas; ++area) {
    for (size_t i = 0; i < per_area; ++i) {
      graph::ThemeFacts& theme = themes_.emplace_back();
      theme.id = absl::StrCat(name, "-", area, "-", i);
      theme.facet = facet;
      if (i == 0) continue;
      const size_t parent = i < 8 ? 0 : i < 32 ? 1 + Next(state) % 7 : 8 + Next(state) % 24;
      theme.broader.push_back(themes_[first + area * per_area + std::min(parent, i - 1)].id);
      if (Next(state) % 10 == 0) {  // an earlier area, so that there is no cycle
        const size_t other = Next(state) % (area + 1);
        if (other != area) {
          theme.broader.push_back(absl::StrCat(name, "-", other, "-", Next(state) % 8));
        }
      }
    }
  }
}

std::string Generator::IdOf(size_t number) {
  uint64_t state = number + 1;
  const uint64_t random = Next(state);
  const uint64_t more = Next(state);
  constexpr char kLetters[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::string id(16, 'a');
  id[0] = static_cast<char>('a' + random % 26);
  for (size_t i = 1; i < id.size(); ++i) {
    id[i] = kLetters[(i < 9 ? random >> (5 * i) : more >> (5 * (i - 8))) & 31];
  }
  return id;
}

graph::ActorFacts Generator::Actor(size_t number) const {
  uint64_t state = seed_ ^ (number * 0x2545f4914f6cdd1du + 77);
  const auto below = [&state](uint64_t n) { return Next(state) % n; };
  graph::ActorFacts actor;
  actor.id = IdOf(number);
  actor.access.tier = graph::Tier::kPublic;
  const auto link = [&](Role role, const std::string& theme) {
    for (const graph::LinkFacts& there : actor.links) {
      if (there.role == role && there.theme == theme) return;
    }
    graph::LinkFacts& added = actor.links.emplace_back();
    added.role = role;
    added.theme = theme;
  };
  std::vector<size_t> areas;
  for (uint64_t i = 1 + below(3); i > 0; --i) areas.push_back(areas_.Draw(Next(state)));
  for (uint64_t i = 9 + below(5); i > 0; --i) {
    size_t theme = shuffled_[everywhere_.Draw(Next(state))];
    if (below(10) < 8) {
      const size_t area = areas[below(areas.size())];
      theme = area * kPerIssueArea + area_order_[area][in_area_.Draw(Next(state))];
    }
    const Facet facet = themes_[theme].facet;
    if (facet == Facet::kCause) continue;  // nobody states a root cause
    link(facet == Facet::kChallenge ? Role::kChallenge
         : facet == Facet::kLaw     ? Role::kLaw
                                    : Role::kIssue,
         themes_[theme].id);
  }
  const size_t community_area = community_areas_.Draw(Next(state));
  for (uint64_t i = 1 + below(3); i > 0; --i) {
    const size_t area = below(4) != 0 ? community_area : community_areas_.Draw(Next(state));
    link(Role::kServes,
         themes_[kFirstCommunity + area * kPerCommunityArea + in_community_.Draw(Next(state))].id);
  }
  for (uint64_t i = below(3); i > 0; --i) {
    link(Role::kNeed, themes_[kFirstSkill + skills_.Draw(Next(state))].id);
  }
  for (uint64_t i = 1 + below(3); i > 0; --i) {
    link(Role::kOffer, themes_[kFirstSkill + skills_.Draw(Next(state))].id);
  }
  actor.base_country = Countries()[countries_.Draw(Next(state))];
  actor.active_countries = {actor.base_country};
  for (uint64_t i = below(3); i > 0 && below(3) == 0; --i) {
    actor.active_countries.push_back(Countries()[countries_.Draw(Next(state))]);
  }
  actor.languages = {"en"};
  graph::text::NameEntry& name = actor.text.names.emplace_back();
  name.lang = graph::text::Lang::kEnglish;
  for (int i = 0; i < 3; ++i) {
    name.words.push_back(WordOf(kWords + below(kNameWords)));
    absl::StrAppend(&name.folded, i == 0 ? "" : " ", name.words.back());
  }
  for (size_t i = 0; shape_ == Shape::kB && i < kDescriptionWords; ++i) {
    size_t word = words_.Draw(Next(state));
    if (i % 2 == 0) word = (word * 61 + areas[0] * 811) % kWords;  // an area's own favourites
    actor.text.stems.push_back({WordOf(word), graph::text::Lang::kEnglish});
  }
  return actor;
}

graph::Facts Generate(Shape shape, size_t actors) {
  const Generator generator(shape);
  graph::Facts facts;
  facts.themes = generator.themes();
  facts.actors.reserve(actors);
  for (size_t i = 0; i < actors; ++i) facts.actors.push_back(generator.Actor(i));
  return facts;
}

}  // namespace tashbik::bench
