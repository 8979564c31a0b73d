// What a person said of two actors: that they are not the same.
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/actor_change.h"
#include "services/duplicates.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/names.h"
#include "services/requests.h"
#include "services/times.h"
#include "services/visibility.h"

namespace tashbik::services {

std::string DistinctPairId(const std::string& first, const std::string& second) {
  return first < second ? absl::StrCat(first, "/", second) : absl::StrCat(second, "/", first);
}

absl::Status DuplicateCalls::Dismiss(const CallContext& call,
                                     const v1::DismissDuplicateRequest& request) const {
  if (absl::Status good = CheckRequestId(request); !good.ok()) return good;
  return directory_
      .Write(
          WriteCallOf(call, request),
          [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
            Violations faults;
            std::vector<EntryPointer> actors;
            bool may_change = false;
            for (const auto& [name, path] :
                 {std::pair(&request.first(), "first"), std::pair(&request.second(), "second")}) {
              if (name->empty()) {
                faults.Required(path, kActorPattern);
                continue;
              }
              if (!ParseActorName(*name)) {
                faults.Invalid(path, "is no name of an actor", absl::StrCat("use ", kActorPattern));
                continue;
              }
              absl::StatusOr<EntryPointer> entry = ReadActor(now, *name);
              if (!entry.ok() && !absl::IsNotFound(entry.status())) return entry.status();
              const Sight sight = entry.ok()
                                      ? SightOf(now, call.viewer, (*entry)->kind, (*entry)->record)
                                      : Sight();
              if (!sight.record || IsDeleted((*entry)->record)) return NotFound(*name);
              may_change = may_change || sight.writer;
              actors.push_back(*std::move(entry));
            }
            if (actors.size() == 2 && actors[0]->id() == actors[1]->id()) {
              faults.Invalid("second", "is the first itself", "name another actor");
            }
            if (absl::Status good = faults.ToStatus(); !good.ok()) return good;
            if (!may_change) {
              return PermissionDenied("you may change neither of the two");
            }
            WritePlan plan;
            const std::string id = DistinctPairId(actors[0]->id(), actors[1]->id());
            if (now.catalog().Find(store::v1::KIND_DISTINCT_PAIR, id) != nullptr) return plan;
            store::v1::Record record;
            record.set_id(id);
            record.mutable_distinct_pair()->set_account(call.viewer.account);
            *record.mutable_distinct_pair()->mutable_create_time() = ToProto(directory_.Now());
            plan.writes.push_back(
                {.kind = store::v1::KIND_DISTINCT_PAIR, .id = id, .record = std::move(record)});
            for (const EntryPointer& actor : actors) {
              plan.preconditions.push_back({actor->kind, actor->id(), actor->version});
            }
            return plan;
          })
      .status();
}

}  // namespace tashbik::services
