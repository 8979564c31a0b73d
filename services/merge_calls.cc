// Merging, undoing and listing merges: one commit each, alone in its moment.
#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/duplicates.h"
#include "services/errors.h"
#include "services/merges.h"
#include "services/names.h"
#include "services/requests.h"

namespace tashbik::services {
namespace {

// Many records are read for it: nothing may come in between that refers to what is moved.
WriteCall ExclusiveCallOf(const CallContext& call, const google::protobuf::Message& request) {
  WriteCall write = WriteCallOf(call, request);
  write.exclusive = true;
  return write;
}

// What a repeated request is answered with: the merge as it is now.
absl::StatusOr<v1::Merge> Repeated(const Snapshot& now, const std::string& name) {
  const auto id = ParseNameOf(store::v1::KIND_MERGE, name);
  const EntryPointer entry = id ? now.catalog().Find(store::v1::KIND_MERGE, *id) : nullptr;
  if (entry == nullptr) return NotFound(name);
  return entry->record.merge().merge();
}

}  // namespace

absl::StatusOr<v1::Merge> DuplicateCalls::MergeActors(const CallContext& call,
                                                      const v1::MergeActorsRequest& request) const {
  if (absl::Status good = CheckRequestId(request); !good.ok()) return good;
  v1::Merge made;
  const std::string id = directory_.MakeId();
  const absl::StatusOr<WriteOutcome> written =
      directory_.Write(ExclusiveCallOf(call, request), [&](const Snapshot& now) {
        return PlanMerge(now, directory_, call.viewer, request, id, made);
      });
  if (!written.ok()) return written.status();
  if (written->replayed) return Repeated(*directory_.snapshot(), written->result);
  if (request.validate_only()) made.clear_name();
  return made;
}

absl::StatusOr<v1::Merge> DuplicateCalls::UndoMerge(const CallContext& call,
                                                    const v1::UndoMergeRequest& request) const {
  if (absl::Status good = CheckRequestId(request); !good.ok()) return good;
  v1::Merge undone;
  const absl::StatusOr<WriteOutcome> written =
      directory_.Write(ExclusiveCallOf(call, request), [&](const Snapshot& now) {
        return PlanUndo(now, directory_, call.viewer, request.name(), undone);
      });
  if (!written.ok()) return written.status();
  if (!written->replayed) return undone;
  return Repeated(*directory_.snapshot(), written->result);
}

absl::StatusOr<v1::ListMergesResponse> DuplicateCalls::ListMerges(
    const CallContext& call, const v1::ListMergesRequest& request) const {
  const absl::StatusOr<int> size = PageSize(request.page_size());
  if (!size.ok()) return size.status();
  const std::string binding = absl::StrCat("ListMerges|", call.viewer.account);
  std::string after;
  if (!request.page_token().empty()) {
    absl::StatusOr<std::string> position = tokens_.Open(request.page_token(), binding);
    if (!position.ok()) return position.status();
    after = *std::move(position);
  }
  // The newest first: seconds and nanoseconds with leading zeros, then the name.
  const auto place = [](const v1::Merge& merge) {
    return absl::StrCat(absl::Dec(merge.create_time().seconds(), absl::kZeroPad12),
                        absl::Dec(merge.create_time().nanos(), absl::kZeroPad9), merge.name());
  };
  std::vector<v1::Merge> seen;
  call.snapshot->catalog().ForEach(store::v1::KIND_MERGE, "", [&](const EntryPointer& entry) {
    if (call.stop && call.stop()) return false;
    const store::v1::MergeRecord& merge = entry->record.merge();
    if (SeesMerge(*call.snapshot, call.viewer, merge)) seen.push_back(merge.merge());
    return true;
  });
  if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
  std::sort(seen.begin(), seen.end(),
            [&](const v1::Merge& a, const v1::Merge& b) { return place(a) > place(b); });
  v1::ListMergesResponse response;
  for (v1::Merge& merge : seen) {
    if (!after.empty() && place(merge) >= after) continue;
    if (response.merges_size() == *size) {
      response.set_next_page_token(tokens_.Seal(place(*response.merges().rbegin()), binding));
      break;
    }
    *response.add_merges() = std::move(merge);
  }
  return response;
}

}  // namespace tashbik::services
