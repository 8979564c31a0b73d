// What suggesting, explaining and measuring an epoch have in common: who asks, as the viewer sees
// it.
#ifndef TASHBIK_GRAPH_QUESTION_H_
#define TASHBIK_GRAPH_QUESTION_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/asker.h"
#include "graph/audience.h"
#include "graph/parts.h"
#include "graph/rank.h"
#include "graph/ties.h"

namespace tashbik::graph {

// The asker made ready under one audience. Not movable: its parts point at each other. Keeps
// references to the parts and the audience.
class Question {
 public:
  // The asker is a stored actor, or `profile` where that is given; known() is false when the actor
  // is not there or hidden.
  Question(const Parts& parts, const Audience& audience, absl::string_view actor,
           const std::optional<ActorFacts>& profile, const Preset& preset);
  Question(const Question&) = delete;
  Question& operator=(const Question&) = delete;

  bool known() const { return asker_.has_value(); }
  const Asker& asker() const { return *asker_; }
  const Sight& sight() const { return sight_; }
  const ClosenessMap& closeness() const { return closeness_; }
  VisibleTies& ties() { return ties_; }
  // Id of the asker; empty for a profile that is not stored.
  const std::string& id() const { return id_; }

 private:
  bool SeesActor(absl::string_view actor) const;

  const Parts& parts_;
  Sight sight_;
  std::string id_;
  std::vector<uint32_t> packed_profile_;
  std::function<bool(absl::string_view)> sees_actor_;
  VisibleTies ties_;
  ClosenessMap closeness_;
  std::optional<Asker> asker_;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_QUESTION_H_
