// The network in memory: an immutable snapshot of all actors, themes and ties.
#ifndef TASHBIK_GRAPH_NETWORK_H_
#define TASHBIK_GRAPH_NETWORK_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "graph/actor_view.h"
#include "graph/audience.h"
#include "graph/epoch.h"
#include "graph/facts.h"

namespace tashbik::graph {

struct Parts;  // parts.h: for the algorithms of this folder alone

// Sizes, for the operator and the measurements. They count hidden records too: never show them to
// members.
struct NetworkSizes {
  size_t actors = 0;
  size_t overlay_actors = 0;  // changed since the last fold; each query scores them one by one
  size_t windows = 0;
  size_t themes = 0;
  size_t coalitions = 0;
  size_t postings = 0;
  size_t posting_bytes = 0;
  size_t forward_bytes = 0;
};

// Immutable, so safe from any number of threads; share it by pointer. A change makes a new network
// that shares all that did not change. Two networks made from the same facts and epoch give the
// same answers to the bit, whether built at once or by any sequence of deltas and folds.
class Network {
 public:
  // Builds from all facts, on one thread (Builder takes more). Memory about 650 bytes for an actor.
  // Facts that point nowhere are ignored, so it cannot fail.
  static std::shared_ptr<const Network> Build(const Facts& facts, const Epoch& epoch = {});

  // This network with a commit applied. Tens of microseconds for each changed actor; independent of
  // the number of actors. Changed actors stay in the overlay until folded.
  std::shared_ptr<const Network> With(const Delta& delta) const;

  // This network under another epoch. Passes over all actors once: run it off the query's path.
  std::shared_ptr<const Network> With(const Epoch& epoch) const;

  // True when the overlay has grown so that queries feel it.
  bool NeedsFold() const;

  // This network with the overlay folded into windows, and windows with many dead actors made anew.
  // Answers stay the same. Tens to hundreds of milliseconds: run it off the query's path, then
  // apply the deltas that came meanwhile to the result.
  std::shared_ptr<const Network> Folded() const;

  // The actor as `audience` sees it, or nothing: hidden and unknown are the same. The view is valid
  // while this network lives.
  std::optional<ActorView> Find(absl::string_view actor, const Audience& audience) const;

  // Who sees the actor, whoever asks: to be shown to nobody. Nothing when there is none. Constant
  // time, no copies; valid while this network lives.
  struct ActorAccess {
    const Access& access;  // without its owner
    absl::string_view owner;
  };
  std::optional<ActorAccess> AccessOf(absl::string_view actor) const;

  // Calls `visit` with the actors that `audience` sees, in the order of ids, beginning after
  // `after` (empty: at the first), until it returns false.
  void ForEach(const Audience& audience, absl::string_view after,
               absl::FunctionRef<bool(const ActorView&)> visit) const;

  bool HasTheme(absl::string_view theme) const;
  // The id that counts for `theme`: its own, or that of what replaced it. Itself when unknown.
  std::string CountedTheme(absl::string_view theme) const;
  // Ids of `theme` and all that is narrower, sorted; empty when it is unknown.
  std::vector<std::string> NarrowerOrSame(absl::string_view theme) const;

  // Whether `audience` may see the coalition.
  bool SeesCoalition(absl::string_view coalition, const Audience& audience) const;
  // Its members, as far as coalition, membership and member are visible; sorted ids.
  std::vector<std::string> MembersOf(absl::string_view coalition, const Audience& audience) const;
  // The coalitions of an actor under the same rule; sorted ids.
  std::vector<std::string> CoalitionsOf(absl::string_view actor, const Audience& audience) const;

  int64_t epoch_number() const;
  NetworkSizes sizes() const;

  // Everything that answers depend on, in a canonical text form: equal for two networks that hold
  // the same. For tests and for `tashbikd` comparing a rebuild; linear and slow.
  std::string Canonical() const;

  explicit Network(std::shared_ptr<const Parts> parts);
  ~Network();
  const Parts& parts() const { return *parts_; }

 private:
  std::shared_ptr<const Parts> parts_;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_NETWORK_H_
