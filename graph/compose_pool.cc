// Reads postings for who may bring something, records for what.
#include "graph/compose_pool.h"

#include <algorithm>
#include <array>
#include <bit>

namespace tashbik::graph {
namespace {

using Bitmap = std::array<uint64_t, Postings::kBitWords>;

void Add(const PostingList& list, Bitmap& to) {
  for (uint16_t local : list.locals) to[local / 64] |= uint64_t{1} << (local % 64);
  if (list.bits == nullptr) return;
  for (size_t i = 0; i < to.size(); ++i) to[i] |= list.bits[i];
}

// Who has a posting of what is wanted. Postings are of whole records, so it is at least all who
// bring it; of a theme they hold all whose closure has it, causes included.
void AddWant(const Want& want, const std::vector<ThemeNo>& within, const Terms& terms,
             const Postings& postings, Bitmap& to) {
  switch (want.kind) {
    case Want::Kind::kTheme:
      for (uint32_t steps = 0; steps < Terms::kLevels; ++steps) {
        Add(postings.Get(terms.closure(want.theme, static_cast<int>(steps))), to);
      }
      break;
    case Want::Kind::kSkill:
      for (ThemeNo theme : within) Add(postings.Get(terms.offer(theme)), to);
      break;
    case Want::Kind::kCountry:
      Add(postings.Get(terms.place(want.country)), to);
      break;
    case Want::Kind::kLanguage:
      break;  // has no postings
  }
}

bool Holds(std::span<const Country> countries, Country country) {
  return std::find(countries.begin(), countries.end(), country) != countries.end();
}

// Levels are bits; see facts.h.
constexpr uint8_t kAtHome = 1 << 1;
constexpr uint8_t kFromDiaspora = 1 << 2;

// Puts the actor among the best `most` by Weightier.
void KeepBest(std::vector<ComposeActor>& best, const ComposeActor& actor, size_t most) {
  const auto place = std::upper_bound(best.begin(), best.end(), actor, Weightier);
  if (place == best.end() && best.size() >= most) return;
  best.insert(place, actor);
  if (best.size() > most) best.pop_back();
}

}  // namespace

bool Weightier(const ComposeActor& a, const ComposeActor& b) {
  if (a.weight != b.weight) return a.weight > b.weight;
  if (a.focus != b.focus) return a.focus > b.focus;
  return a.tie < b.tie;
}

ComposePool::ComposePool(const Parts& parts, const Audience& audience, const ComposeQuery& query,
                         const ComposeWants& wants, const Stop& stop)
    : parts_(parts),
      query_(query),
      wants_(wants),
      stop_(stop),
      sight_(*parts.access, audience),
      day_(audience.day),
      gates_(GatesOf(parts, query.filter)),
      excluded_(query.excluded.begin(), query.excluded.end()) {
  if (gates_.nothing) return;
  // Without anything that has postings, everybody may bring what is asked.
  bool posted = false;
  for (const Want& want : wants.all()) {
    posted = posted || (want.kind != Want::Kind::kLanguage && want.weight > 0);
  }
  if (posted) Take(/*everybody=*/false);
  if (!stopped_ && (!posted || LacksSomebody())) Take(/*everybody=*/true);
  if (!stopped_) Keep();
}

ComposeActor ComposePool::Describe(const Record& whole, const Record& visible,
                                   double whole_norm) const {
  const TeamRules& rules = query_.rules;
  ComposeActor actor;
  actor.whole = &whole;
  actor.visible = &visible;
  actor.text_norm = TextNormOf(parts_, whole, whole_norm, visible);
  actor.brings = wants_.BroughtBy(visible);
  actor.weight = wants_.WeightOf(actor.brings);
  const uint64_t themes = visible.section(Section::kIssues).size() +
                          visible.section(Section::kCommunities).size() + actor.brings.size();
  actor.focus = Quotient(actor.brings.size(), themes);
  const bool group = visible.kind == static_cast<uint8_t>(ActorKind::kDiasporaGroup);
  actor.diaspora = group || (visible.levels & kFromDiaspora) != 0;
  actor.home = !group && (!actor.diaspora || (visible.levels & kAtHome) != 0);
  const std::span<const Country> places = visible.places();
  const auto based = [&](Country country) {
    return visible.base_country == country ||
           (visible.base_country == 0 && Holds(visible.residences(), country));
  };
  actor.lead_country = rules.lead_countries.empty() ||
                       std::any_of(rules.lead_countries.begin(), rules.lead_countries.end(), based);
  actor.lead_kind = rules.lead_kinds.empty() ||
                    (!group && std::find(rules.lead_kinds.begin(), rules.lead_kinds.end(),
                                         visible.organization_kind) != rules.lead_kinds.end());
  actor.inside = rules.countries.empty() ||
                 std::any_of(rules.countries.begin(), rules.countries.end(),
                             [&](Country country) { return Holds(places, country); });
  return actor;
}

std::optional<ComposeActor> ComposePool::Find(absl::string_view id) const {
  const Parts::Found found = parts_.Find(id);
  const Record* visible = found.whole == nullptr ? nullptr : sight_.Visible(*found.whole);
  if (visible == nullptr) return std::nullopt;
  ComposeActor actor = Describe(*found.whole, *visible, found.text_norm);
  actor.tie = TieHash(query_.tie_key, found.whole->id());
  return actor;
}

void ComposePool::Take(bool everybody) {
  alike_.clear();
  by_country_.clear();
  parts_.overlay.ForEach([&](const std::string&, const Changed& changed) {
    Consider(changed.record(), changed.text_norm, everybody);
  });
  for (const WindowRef& ref : parts_.windows) {
    if (stop_ && stop_()) {
      stopped_ = true;
      return;
    }
    TakeWindow(ref, everybody);
  }
}

void ComposePool::TakeWindow(const WindowRef& ref, bool everybody) {
  const Window& window = *ref.window;
  Bitmap may = {};
  const Terms terms(parts_.vocabulary->size());
  const auto add_countries = [&](const std::vector<Country>& countries, Bitmap& to) {
    for (Country country : countries) Add(window.postings().Get(terms.place(country)), to);
  };
  if (everybody) {
    may.fill(~uint64_t{0});
  } else {
    for (size_t i = 0; i < wants_.size(); ++i) {
      AddWant(wants_.all()[i], wants_.within(i), terms, window.postings(), may);
    }
  }
  if (!query_.rules.countries.empty()) {
    Bitmap inside = {};
    add_countries(query_.rules.countries, inside);
    for (size_t i = 0; i < may.size(); ++i) may[i] &= inside[i];
  }
  for (size_t word = 0; word < may.size(); ++word) {
    for (uint64_t bits = may[word]; bits != 0; bits &= bits - 1) {
      const auto local =
          static_cast<uint32_t>(word * 64) + static_cast<uint32_t>(std::countr_zero(bits));
      if (local >= window.size()) break;
      if (!sight_.Shows(window.access()[local]) && !sight_.HasOwn()) continue;
      if (!ref.IsDead(local)) Consider(window.record(local), ref.figures->text[local], everybody);
    }
  }
}

// As for suggestions: whoever is private or expired is not proposed to anybody.
void ComposePool::Consider(const Record& whole, double whole_norm, bool everybody) {
  const Record* visible = sight_.Visible(whole);
  if (visible == nullptr || whole.expires < day_) return;
  if (parts_.access->at(whole.access).tier == Tier::kPrivate) return;
  if (excluded_.contains(visible->id())) return;
  if (!query_.filter.empty() && !PassesFilter(parts_, *visible, gates_)) return;
  ComposeActor actor = Describe(whole, *visible, whole_norm);
  if (!actor.inside || (!everybody && !IsPosted(actor))) return;
  const bool by_country = query_.rules.min_countries > 0 && query_.rules.countries.empty();
  std::vector<ComposeActor>& alike = alike_[SignatureOf(actor)];
  // Those alike weigh the same, so most are told by their focus.
  const bool behind = alike.size() == kKeptAlike && actor.focus < alike.back().focus;
  if (behind && !by_country) return;
  actor.tie = TieHash(query_.tie_key, whole.id());
  if (by_country) KeepByCountry(actor);
  if (!behind) KeepBest(alike, actor, kKeptAlike);
}

// Whether the visible part alone would have been found by a posting: neither a hidden link nor
// having changed a moment ago makes a candidate.
bool ComposePool::IsPosted(const ComposeActor& actor) const {
  return std::any_of(actor.brings.begin(), actor.brings.end(), [&](uint16_t number) {
    return wants_.all()[number].kind != Want::Kind::kLanguage;
  });
}

ComposePool::Signature ComposePool::SignatureOf(const ComposeActor& actor) const {
  const TeamRules& rules = query_.rules;
  int says = 0;
  if (rules.home_and_diaspora) says |= (actor.home ? 1 : 0) | (actor.diaspora ? 2 : 0);
  says |= (actor.lead_country ? 4 : 0) | (actor.lead_kind ? 8 : 0);
  Signature signature(1, static_cast<char>(says));
  for (uint16_t number : actor.brings) {
    signature += static_cast<char>(number & 0xff);
    signature += static_cast<char>(number >> 8);
  }
  return signature;
}

// The rule counts any country: of each the best stay, whatever else they bring.
void ComposePool::KeepByCountry(const ComposeActor& actor) {
  for (Country country : actor.visible->places()) {
    KeepBest(by_country_[country], actor, kKeptAlike);
  }
}

// Whether somebody is wanted whom no posting told of: a language, or what a rule asks.
bool ComposePool::LacksSomebody() const {
  const TeamRules& rules = query_.rules;
  std::vector<bool> brought(wants_.size());
  size_t count = 0;
  bool lead = false;
  bool home = false;
  bool diaspora = false;
  for (const auto& [signature, actors] : alike_) {
    const ComposeActor& actor = actors.front();
    count += actors.size();
    for (uint16_t number : actor.brings) brought[number] = true;
    lead = lead || actor.may_lead();
    home = home || actor.home;
    diaspora = diaspora || actor.diaspora;
  }
  for (size_t i = 0; i < wants_.size(); ++i) {
    if (wants_.all()[i].kind == Want::Kind::kLanguage && !brought[i]) return true;
  }
  if (count < static_cast<size_t>(rules.min_members)) return true;
  if (rules.home_and_diaspora && (!home || !diaspora)) return true;
  if (rules.min_countries > 0 && rules.countries.empty() &&
      by_country_.size() < static_cast<size_t>(rules.min_countries)) {
    return true;
  }
  return !lead && (!rules.lead_countries.empty() || !rules.lead_kinds.empty());
}

// All that were kept, or of too many one for each want and each thing that a rule says, and the
// weightiest.
void ComposePool::Keep() {
  for (auto& [signature, actors] : alike_) {
    actors_.insert(actors_.end(), actors.begin(), actors.end());
  }
  for (auto& [country, actors] : by_country_) {
    actors_.insert(actors_.end(), actors.begin(), actors.end());
  }
  std::sort(actors_.begin(), actors_.end(), [](const ComposeActor& a, const ComposeActor& b) {
    return Weightier(a, b) || (!Weightier(b, a) && a.whole->id() < b.whole->id());
  });
  const auto same = [](const ComposeActor& a, const ComposeActor& b) { return a.whole == b.whole; };
  actors_.erase(std::unique(actors_.begin(), actors_.end(), same), actors_.end());
  if (actors_.size() <= kMostCandidates) return;
  std::vector<size_t> left(wants_.size() + 3, kKeptAlike);  // by want; lead, home, diaspora
  size_t kept = 0;
  for (size_t i = 0; i < actors_.size(); ++i) {
    bool needed = i < kMostCandidates;
    const auto need = [&](size_t place) {
      if (left[place] == 0) return;
      --left[place];
      needed = true;
    };
    for (uint16_t number : actors_[i].brings) need(number);
    if (actors_[i].may_lead()) need(wants_.size());
    if (actors_[i].home) need(wants_.size() + 1);
    if (actors_[i].diaspora) need(wants_.size() + 2);
    if (needed && kept++ != i) actors_[kept - 1] = std::move(actors_[i]);
  }
  actors_.resize(kept);
}

}  // namespace tashbik::graph
