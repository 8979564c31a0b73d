// A viewer as the audience that the graph knows.
#include "services/viewer.h"

#include <algorithm>

namespace tashbik::services {

bool Viewer::Coordinates(absl::string_view hub) const {
  return std::binary_search(coordinated_hubs.begin(), coordinated_hubs.end(), hub);
}

graph::Audience ToAudience(const Viewer& viewer) {
  graph::Audience audience;
  audience.account = viewer.account;
  audience.actor = viewer.actor;
  audience.verified = !viewer.member_hubs.empty() || !viewer.coordinated_hubs.empty();
  audience.member_hubs = viewer.member_hubs;
  audience.circles = viewer.circles;
  audience.coordinated_hubs = viewer.coordinated_hubs;
  audience.countries = viewer.countries;
  audience.day = viewer.day;
  return audience;
}

}  // namespace tashbik::services
