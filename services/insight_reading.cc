// The network read whole, for drawings and other programs.
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "graph/communities.h"
#include "graph/coverage.h"
#include "services/actor_filter.h"
#include "services/insights.h"
#include "services/names.h"
#include "services/presenter.h"

namespace tashbik::services {
namespace {

constexpr size_t kMaxPartBytes = 1 << 18;

// Gathers nodes and edges, and hands them on before a message grows large.
class PartWriter {
 public:
  using Write = absl::FunctionRef<absl::Status(const v1::ReadNetworkResponse&)>;
  explicit PartWriter(Write write) : write_(write) {}

  absl::Status Add(v1::NetworkNode node) {
    bytes_ += node.ByteSizeLong();
    *part_.add_nodes() = std::move(node);
    return bytes_ > kMaxPartBytes ? Flush() : absl::OkStatus();
  }
  absl::Status Add(v1::NetworkEdge edge) {
    bytes_ += edge.ByteSizeLong();
    *part_.add_edges() = std::move(edge);
    return bytes_ > kMaxPartBytes ? Flush() : absl::OkStatus();
  }
  absl::Status Flush() {
    if (bytes_ == 0) return absl::OkStatus();
    absl::Status status = write_(part_);
    part_.Clear();
    bytes_ = 0;
    return status;
  }

 private:
  Write write_;
  v1::ReadNetworkResponse part_;
  size_t bytes_ = 0;
};

v1::NetworkEdge EdgeOf(const graph::Shape& shape, const graph::ShapeTie& tie) {
  constexpr double kShareOne = 65536;  // graph::ShareOf
  v1::NetworkEdge edge;
  edge.set_source(static_cast<int32_t>(tie.a));
  edge.set_target(static_cast<int32_t>(tie.b));
  edge.set_kind(v1::EDGE_KIND_COALITION);
  edge.set_weight(static_cast<double>(tie.weight) / kShareOne);
  for (uint32_t coalition : tie.coalitions) {
    if (edge.coalitions_size() == kMaxTieCoalitions) break;
    edge.add_coalitions(NameOf(store::v1::KIND_COALITION, shape.coalition(coalition)));
  }
  return edge;
}

}  // namespace

absl::Status Insights::ReadNetwork(
    const CallContext& call, const v1::ReadNetworkRequest& request,
    absl::FunctionRef<absl::Status(const v1::ReadNetworkResponse&)> write) {
  const auto asked = ReadInsight(request.language(), request.filter(), 0);
  if (!asked.ok()) return asked.status();
  absl::StatusOr<graph::Shape> shape = absl::UnknownError("");
  std::vector<int32_t> communities;
  {
    // Given back before anything is sent: a slow reader keeps nobody from measuring.
    const MeasuringPlace place(measuring_);
    if (absl::Status status = place.Check(); !status.ok()) return status;
    shape = ShapeFor(call, directory_.keys(),
                     [&](const graph::ActorView& actor) { return Passes(asked->filter, actor); });
    if (!shape.ok()) return shape.status();
    communities = graph::FindCommunities(*shape);
  }
  const Presenter presenter(call, asked->language);
  const graph::Audience audience = ToAudience(call.viewer);
  std::map<std::string, std::vector<uint32_t>> carriers;  // of each theme
  PartWriter parts(write);
  for (uint32_t i = 0; i < shape->size(); ++i) {
    if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
    absl::StatusOr<v1::ActorSummary> summary = presenter.Summary(shape->id(i));
    if (!summary.ok()) return summary.status();
    v1::NetworkNode node;
    node.set_index(static_cast<int32_t>(i));
    node.set_label(summary->display_name());
    node.set_community(communities[i]);
    *node.mutable_actor() = *std::move(summary);
    if (absl::Status status = parts.Add(std::move(node)); !status.ok()) return status;
    if (!request.include_themes()) continue;
    const auto view = call.snapshot->network().Find(shape->id(i), audience);
    for (const std::string& theme : graph::ThemesOf(*view)) carriers[theme].push_back(i);
  }
  auto index = static_cast<int32_t>(shape->size());
  for (const auto& [theme, actors] : carriers) {
    v1::NetworkNode node;
    node.set_index(index++);
    node.set_theme(NameOf(store::v1::KIND_THEME, theme));
    node.set_label(presenter.ThemeLabel(theme));
    node.set_facet(presenter.FacetOf(theme));
    node.set_community(graph::kNoCommunity);
    if (absl::Status status = parts.Add(std::move(node)); !status.ok()) return status;
  }
  for (const graph::ShapeTie& tie : shape->ties()) {
    if (absl::Status status = parts.Add(EdgeOf(*shape, tie)); !status.ok()) return status;
  }
  index = static_cast<int32_t>(shape->size());
  for (const auto& [theme, actors] : carriers) {
    for (uint32_t actor : actors) {
      v1::NetworkEdge edge;
      edge.set_source(static_cast<int32_t>(actor));
      edge.set_target(index);
      edge.set_kind(v1::EDGE_KIND_THEME);
      edge.set_weight(1);
      if (absl::Status status = parts.Add(std::move(edge)); !status.ok()) return status;
    }
    ++index;
  }
  return parts.Flush();
}

}  // namespace tashbik::services
