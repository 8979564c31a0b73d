// Stories and statements in a world of actors that meet: short calls, and all that a viewer can
// read.
#ifndef TASHBIK_TESTS_TESTING_VOICES_WORLD_H_
#define TASHBIK_TESTS_TESTING_VOICES_WORLD_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/call_context.h"
#include "services/resources.h"
#include "tashbik/v1/statement.pb.h"
#include "tashbik/v1/story.pb.h"
#include "tests/testing/meeting_world.h"

namespace tashbik::testing {

class VoicesWorld : public MeetingWorld {
 public:
  services::Resources Of(storage::Kind kind) { return services::Resources(directory(), kind); }

  // Callers that MeetingWorld does not have.
  services::CallContext Anonymous() const;
  services::CallContext Administrator() const;
  // Everybody: of `actors` each member, the coordinator, the stranger, the administrator, nobody.
  std::vector<services::CallContext> Everybody(const std::vector<std::string>& actors) const;

  // As the coordinator; each returns the name.
  std::string MakeStatement(int threshold, const std::string& deadline = "",
                            v1::Tier tier = v1::TIER_HUB);
  std::string MakeStory(const std::vector<std::string>& organizations,
                        v1::Tier tier = v1::TIER_HUB);
  // As another caller.
  absl::StatusOr<v1::Story> MakeStory(const services::CallContext& call, v1::Story story);

  // Every byte that lists and gets of this kind answer `call` with, over pages and with each
  // filter, and what the change feed tells it.
  std::string ReadAll(const services::CallContext& call, storage::Kind kind,
                      const std::vector<std::string>& names,
                      const std::vector<std::string>& filters);
  // What the feed tells a viewer: `CREATED stories/x` and so on, from the beginning.
  std::vector<std::string> Feed(const services::CallContext& call) const;
};

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_VOICES_WORLD_H_
