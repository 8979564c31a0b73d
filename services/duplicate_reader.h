// Actors as the caller of DuplicateService sees them, compared by that alone.
#ifndef TASHBIK_SERVICES_DUPLICATE_READER_H_
#define TASHBIK_SERVICES_DUPLICATE_READER_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/same_name_search.h"
#include "services/call_context.h"
#include "services/keys.h"
#include "tashbik/v1/actor.pb.h"

namespace tashbik::services {

graph::ActorKind KindOf(storage::Kind kind);
storage::Kind StoredKindOf(graph::ActorKind kind);

// An actor as the caller sees it; `writer`: it may change its record.
struct SeenActor {
  v1::Profile profile;
  bool writer = false;
};

// Reads each once.
class DuplicateReader {
 public:
  explicit DuplicateReader(const CallContext& call) : call_(call) {}

  // Null where it is hidden, deleted or gone. Valid as long as the reader.
  absl::StatusOr<const SeenActor*> Find(const std::string& id, graph::ActorKind kind);

 private:
  const CallContext& call_;
  // Pointers into it are handed out and must stay.
  std::map<std::string, std::optional<SeenActor>> seen_;
};

// The names as they are compared.
std::vector<graph::text::NameEntry> EntriesOf(const v1::Profile& profile);

// The external id that both have, or null. Profiles have those of the caller's account alone.
const v1::ExternalId* SharedId(const v1::Profile& first, const v1::Profile& second);

// Actors that have an external id of the stored actor `id`: the account gave it anew while one was
// hidden from it. One look-up for each id.
absl::StatusOr<std::vector<graph::SamePair>> SharingWith(const CallContext& call, const Keys& keys,
                                                         const std::string& id,
                                                         graph::ActorKind kind,
                                                         DuplicateReader& reader);
// Of actors that the caller sees, all pairs that share one, ids in order. Reads the record of each
// from the store, at most kMostRead, the first by id.
inline constexpr size_t kMostRead = 20'000;
absl::StatusOr<std::vector<graph::SamePair>> SharingAmong(const CallContext& call,
                                                          std::vector<std::string> ids,
                                                          DuplicateReader& reader);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_DUPLICATE_READER_H_
