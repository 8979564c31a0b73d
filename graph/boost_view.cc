// Grows the visible neighbourhood of two actors: their coalitions and themes, who else has those,
// and from there on.
#include "graph/boost_view.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <deque>
#include <tuple>

#include "graph/fixed.h"

namespace tashbik::graph {
namespace {

// Lengths of steps. Who sat at one table is nearest; a theme is the nearer the rarer it is.
constexpr double kMemberLength = 0.7;
constexpr double kCarriesLength = 1.0;
constexpr double kCauseLength = 0.6;
constexpr double kBroaderLength = 1.0;
constexpr double kRelatedLength = 1.2;
constexpr double kPerUnit = 1 << 20;

// Calls visit(local) in order until it returns false.
template <typename Visit>
void ForEachWhile(const PostingList& list, const Visit& visit) {
  for (uint16_t local : list.locals) {
    if (!visit(local)) return;
  }
  if (list.bits == nullptr) return;
  for (uint32_t i = 0; i < Postings::kBitWords; ++i) {
    for (uint64_t bits = list.bits[i]; bits != 0; bits &= bits - 1) {
      if (!visit(i * 64 + static_cast<uint32_t>(std::countr_zero(bits)))) return;
    }
  }
}

}  // namespace

Neighbourhood::Neighbourhood(const Parts& parts, const Sight& sight, VisibleTies& ties,
                             absl::string_view from, absl::string_view to)
    : parts_(parts),
      sight_(sight),
      ties_(ties),
      from_(Add(NodeKind::kActor, from)),
      to_(Add(NodeKind::kActor, to)) {
  for (absl::string_view end : {from, to}) {
    const Record& visible = *sight_.Visible(*parts_.Find(end).whole);
    for (const std::span<const Country> countries : {visible.places(), visible.origins()}) {
      countries_.insert(countries_.end(), countries.begin(), countries.end());
    }
  }
  for (const WindowRef& ref : parts_.windows) {
    if (ref.window->size() > 0) windows_.push_back(&ref);
  }
  std::sort(windows_.begin(), windows_.end(), [](const WindowRef* a, const WindowRef* b) {
    return a->window->record(0).id() < b->window->record(0).id();
  });
  const Vocabulary& vocabulary = *parts_.vocabulary;
  for (ThemeNo theme = 0; theme < vocabulary.size(); ++theme) {
    for (const Vocabulary::Up& up : vocabulary.up(theme)) {
      if (up.cause && Holds(up)) caused_[up.theme].push_back({theme, &up});
    }
  }
  Expand(from_);
  Expand(to_);
}

void Neighbourhood::Grow(int links) {
  GrowFrom(from_, links);
  GrowFrom(to_, links);
}

// By steps, and among equal steps by length, so that what is cut off is the farthest.
void Neighbourhood::GrowFrom(Vertex start, int links) {
  const size_t most = boost::num_vertices(graph_) + kMaxNodesPerEnd;
  absl::flat_hash_map<Vertex, int> left = {{start, links}};
  std::deque<Vertex> queue = {start};
  while (!queue.empty() && boost::num_vertices(graph_) < most) {
    const Vertex vertex = queue.front();
    queue.pop_front();
    const int further = left[vertex] - 1;
    if (further < 0) continue;
    Expand(vertex);
    std::vector<std::tuple<double, int, absl::string_view, Vertex>> next;
    for (const auto& edge : boost::make_iterator_range(boost::out_edges(vertex, graph_))) {
      const Vertex target = boost::target(edge, graph_);
      if (!left.emplace(target, further).second) continue;
      const ViewNode& node = graph_[target];
      next.push_back({graph_[edge].length, static_cast<int>(node.kind), node.id, target});
    }
    std::sort(next.begin(), next.end());
    for (const auto& entry : next) queue.push_back(std::get<Vertex>(entry));
  }
}

Neighbourhood::Vertex Neighbourhood::Add(NodeKind kind, absl::string_view id) {
  const auto [it, added] =
      vertices_.try_emplace({static_cast<int>(kind), std::string(id)}, Vertex());
  if (added) {
    it->second = boost::add_vertex({kind, std::string(id), ActorKind::kOrganization}, graph_);
    if (kind == NodeKind::kActor) {
      graph_[it->second].actor_kind = static_cast<ActorKind>(parts_.Find(id).whole->kind);
    }
  }
  return it->second;
}

// In steps of a millionth, so that sums are the same in any order and equal ways are equal.
void Neighbourhood::Join(Vertex from, Vertex to, StepKind kind, double any_length) {
  const double length = std::round(any_length * kPerUnit) / kPerUnit;
  const auto [edge, there] = boost::edge(from, to, graph_);
  if (!there) {
    boost::add_edge(from, to, {kind, length}, graph_);
  } else if (length < graph_[edge].length) {
    graph_[edge] = {kind, length};
  }
}

// From 0 for the rarest themes to 1 for those that say nothing.
double Neighbourhood::Commonness(ThemeNo theme) const {
  return 1 - static_cast<double>(parts_.rarity->theme(theme)) / kWeightOne;
}

// A cause counts where it holds in a country of one of the ends.
bool Neighbourhood::Holds(const Vocabulary::Up& up) const {
  return up.countries.empty() ||
         std::any_of(up.countries.begin(), up.countries.end(), [this](Country country) {
           return std::find(countries_.begin(), countries_.end(), country) != countries_.end();
         });
}

void Neighbourhood::Expand(Vertex vertex) {
  if (!expanded_.insert(vertex).second) return;
  switch (graph_[vertex].kind) {
    case NodeKind::kActor:
      return ExpandActor(vertex);
    case NodeKind::kCoalition:
      return ExpandCoalition(vertex);
    case NodeKind::kTheme:
      return ExpandTheme(vertex);
  }
}

// Its visible links of any role but red lines; needs and offers that are open.
template <typename Visit>
void Neighbourhood::ForEachTheme(const Record& visible, const Visit& visit) const {
  for (uint32_t link : visible.section(Section::kLinks)) {
    const Role role = static_cast<Role>(link >> 24);
    if (role == Role::kRedLine || role == Role::kNeed || role == Role::kOffer) continue;
    visit(ThemeNo{link & 0xffffff});
  }
  ForEachOpen(visible, Section::kOffers, sight_.audience().day, visit);
  ForEachOpen(visible, Section::kNeeds, sight_.audience().day, visit);
}

void Neighbourhood::ExpandActor(Vertex vertex) {
  const std::string id = graph_[vertex].id;
  for (absl::string_view coalition : std::vector(ties_.CoalitionsOf(id))) {
    Join(vertex, Add(NodeKind::kCoalition, coalition), StepKind::kMember, kMemberLength);
  }
  ForEachTheme(*sight_.Visible(*parts_.Find(id).whole), [&](ThemeNo theme) {
    Join(vertex, Add(NodeKind::kTheme, parts_.vocabulary->id(theme)), StepKind::kCarries,
         kCarriesLength + Commonness(theme));
  });
}

void Neighbourhood::ExpandCoalition(Vertex vertex) {
  const std::string id = graph_[vertex].id;
  std::vector<absl::string_view> members = ties_.MembersOf(id);
  members.resize(std::min(members.size(), kMaxCarriers));
  for (absl::string_view member : members) {
    Join(vertex, Add(NodeKind::kActor, member), StepKind::kMember, kMemberLength);
  }
}

void Neighbourhood::ExpandTheme(Vertex vertex) {
  const Vocabulary& vocabulary = *parts_.vocabulary;
  const ThemeNo theme = vocabulary.Find(graph_[vertex].id);
  for (const Vocabulary::Up& up : vocabulary.up(theme)) JoinUp(theme, up);
  for (ThemeNo narrower : vocabulary.narrower(theme)) {
    for (const Vocabulary::Up& up : vocabulary.up(narrower)) {
      if (up.theme == theme && !up.cause) JoinUp(narrower, up);
    }
  }
  for (const auto& [caused, up] : caused_[theme]) JoinUp(caused, *up);
  for (const Vocabulary::Related& related : vocabulary.related(theme)) {
    Join(vertex, Add(NodeKind::kTheme, vocabulary.id(related.theme)), StepKind::kRelated,
         kRelatedLength + 1 - static_cast<double>(related.weight) / kWeightOne);
  }
  for (const std::string& actor : CarriersOf(theme)) {
    Join(vertex, Add(NodeKind::kActor, actor), StepKind::kCarries,
         kCarriesLength + Commonness(theme));
  }
}

void Neighbourhood::JoinUp(ThemeNo theme, const Vocabulary::Up& up) {
  if (up.cause && !Holds(up)) return;
  Join(Add(NodeKind::kTheme, parts_.vocabulary->id(theme)),
       Add(NodeKind::kTheme, parts_.vocabulary->id(up.theme)),
       up.cause ? StepKind::kCause : StepKind::kBroader,
       (up.cause ? kCauseLength : kBroaderLength) + Commonness(up.theme));
}

bool Neighbourhood::Carries(const Record& whole, ThemeNo theme) const {
  const Record* visible = sight_.Visible(whole);
  bool carries = false;
  if (visible != nullptr) {
    ForEachTheme(*visible, [&](ThemeNo other) { carries = carries || other == theme; });
  }
  return carries;
}

// Postings hold hidden links and closures too, so each actor's visible links decide. Windows mostly
// follow each other in ids, so few are looked at for a theme that many carry.
std::vector<std::string> Neighbourhood::CarriersOf(ThemeNo theme) const {
  std::vector<std::string> carriers;  // sorted
  const auto is_beyond = [&carriers](absl::string_view id) {
    return carriers.size() == kMaxCarriers && id > carriers.back();
  };
  const auto take = [&](const Record& whole) {
    if (is_beyond(whole.id()) || !Carries(whole, theme)) return;
    const auto at = std::lower_bound(carriers.begin(), carriers.end(), whole.id());
    if (at != carriers.end() && *at == whole.id()) return;
    carriers.emplace(at, whole.id());
    if (carriers.size() > kMaxCarriers) carriers.pop_back();
  };
  parts_.overlay.ForEach(
      [&](const std::string&, const Changed& changed) { take(changed.record()); });
  const Terms terms(parts_.vocabulary->size());
  for (const WindowRef* ref : windows_) {
    const Window& window = *ref->window;
    if (is_beyond(window.record(0).id())) break;
    for (uint32_t term :
         {terms.closure(theme, 0), terms.offer(theme), terms.need(theme), terms.value(theme)}) {
      ForEachWhile(window.postings().Get(term), [&](uint32_t local) {
        if (!ref->IsDead(local)) take(window.record(local));
        return !is_beyond(window.record(local).id());
      });
    }
  }
  return carriers;
}

}  // namespace tashbik::graph
