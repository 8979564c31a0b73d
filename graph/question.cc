// Makes the asker ready.
#include "graph/question.h"

namespace tashbik::graph {

Question::Question(const Parts& parts, const Audience& audience, absl::string_view actor,
                   const std::optional<ActorFacts>& profile, const Preset& preset)
    : parts_(parts),
      sight_(*parts.access, audience),
      sees_actor_([this](absl::string_view id) { return SeesActor(id); }),
      ties_(parts.ties, sight_, sees_actor_) {
  if (profile.has_value()) {
    packed_profile_ = Pack(*profile, *parts.vocabulary, 0);
    const Record& self = *reinterpret_cast<const Record*>(packed_profile_.data());
    asker_.emplace(parts, self, parts.rarity->TextNorm(self), preset, audience.day, false);
    return;
  }
  const Parts::Found found = parts.Find(actor);
  const Record* self = found.whole == nullptr ? nullptr : sight_.Visible(*found.whole);
  if (self == nullptr) return;
  id_ = std::string(actor);
  closeness_ = ClosenessTo(id_, ties_);
  asker_.emplace(parts, *self, TextNormOf(parts, *found.whole, found.text_norm, *self), preset,
                 audience.day, !ties_.CoalitionsOf(id_).empty());
}

bool Question::SeesActor(absl::string_view actor) const {
  const Record* whole = parts_.Find(actor).whole;
  return whole != nullptr && sight_.Visible(*whole) != nullptr;
}

}  // namespace tashbik::graph
