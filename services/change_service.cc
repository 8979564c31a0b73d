// Follows the feed in steps: read what is new, show what the viewer sees of it, wait.
//
// A resume token is the sealed name and time of the last change that the viewer saw, never a
// revision: revisions count changes that it must not know of.
#include "services/change_service.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include <google/protobuf/util/time_util.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "graph/protections.h"
#include "services/errors.h"
#include "services/keys.h"
#include "services/names.h"
#include "services/tokens.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

constexpr size_t kStep = 1000;
// A watch looks this often whether its client is gone and its token still good.
constexpr absl::Duration kHeartbeat = absl::Seconds(1);

// What a token holds: which change, without its place in the feed, and not by the record's version
// either, which counts writes that the viewer must not know of. Two changes of a record in one
// microsecond are told apart by nothing: a watch goes on after the first and shows the second
// again.
std::string PositionOf(const storage::Change& change) {
  if (graph::IsRemoved(graph::Protection::kPositionOfSeenChanges)) {
    return absl::StrCat(change.revision());
  }
  const int64_t micros = google::protobuf::util::TimeUtil::TimestampToMicroseconds(change.time());
  return absl::StrCat(static_cast<int>(change.kind()), " ", micros, " ", change.id());
}

// A position that no change has: "before all that is kept", for viewers who have seen nothing yet.
constexpr char kBeginning[] = "0";

// The newest change at or before `revision` that the viewer saw, or nothing. Reads backwards.
absl::StatusOr<std::optional<storage::Change>> LastSeen(const storage::ReadView& view,
                                                        const Viewer& viewer, uint64_t revision) {
  const uint64_t first = view.first_revision();
  while (revision >= first && revision > 0) {
    const uint64_t from = revision > kStep + first - 1 ? revision - kStep : first - 1;
    absl::StatusOr<std::vector<storage::Change>> changes =
        view.Changes(from, static_cast<size_t>(revision - from));
    if (!changes.ok()) return changes.status();
    for (auto change = changes->rbegin(); change != changes->rend(); ++change) {
      if (SeenAs(*change, viewer)) return *change;
    }
    revision = from;
  }
  return std::nullopt;
}

// The revision after which a watch with this position goes on.
absl::StatusOr<uint64_t> FindPosition(const storage::ReadView& view, const Viewer& viewer,
                                      const std::string& position) {
  const uint64_t first = view.first_revision();
  for (uint64_t at = first == 0 ? 0 : first - 1; at < view.revision();) {
    absl::StatusOr<std::vector<storage::Change>> changes = view.Changes(at, kStep);
    if (!changes.ok()) return changes.status();
    if (changes->empty()) break;
    for (const storage::Change& change : *changes) {
      if (PositionOf(change) == position && SeenAs(change, viewer)) return change.revision();
    }
    at = changes->back().revision();
  }
  // Before all that is kept: right only while nothing has been dropped from the feed.
  if (position == kBeginning && first <= 1) return uint64_t{0};
  return TokenExpired("resume_token");
}

// One watch.
class Watch {
 public:
  Watch(const CallContext& call, Directory& directory, const TokenSealer& tokens,
        const v1::WatchChangesRequest& request, StreamWriter<v1::WatchChangesResponse>& writer)
      : call_(call),
        directory_(directory),
        tokens_(tokens),
        writer_(writer),
        binding_(absl::StrCat("WatchChanges|", call.viewer.account)),
        asked_(request.collections()),
        collections_(asked_.begin(), asked_.end()) {}

  absl::Status Run(const std::string& resume_token) {
    if (absl::Status status = CheckCollections(); !status.ok()) return status;
    absl::StatusOr<uint64_t> start = Start(resume_token);
    if (!start.ok()) return start.status();
    uint64_t revision = *start;
    while (!call_.stop()) {
      absl::StatusOr<uint64_t> next = Show(revision);
      if (!next.ok()) return next.status();
      if (*next > revision) {
        revision = *next;
        continue;
      }
      const absl::Status waited =
          directory_.store()
              .WaitForChange(revision, std::min(call_.deadline, absl::Now() + kHeartbeat))
              .status();
      if (!waited.ok() && !absl::IsDeadlineExceeded(waited)) return waited;
    }
    return call_.Alive();
  }

 private:
  absl::Status CheckCollections() const {
    static constexpr absl::string_view kAll[] = {
        "organizations", "diasporaGroups", "themes", "coalitions", "hubs",      "members",
        "circles",       "calls",          "events", "stories",    "statements"};
    int index = 0;
    for (const std::string& collection : asked_) {
      if (std::find(std::begin(kAll), std::end(kAll), collection) == std::end(kAll)) {
        return FieldInvalid(absl::StrCat("collections[", index, "]"), "is no collection",
                            "use organizations, diasporaGroups, themes, coalitions, hubs, members, "
                            "circles, calls, events, stories or statements");
      }
      ++index;
    }
    return absl::OkStatus();
  }

  // Where to begin; answers with a first token, so that a client can resume before any change.
  absl::StatusOr<uint64_t> Start(const std::string& resume_token) {
    const std::shared_ptr<const Snapshot> snapshot = directory_.snapshot();
    const storage::ReadView& view = snapshot->view();
    if (!resume_token.empty()) {
      absl::StatusOr<std::string> position = tokens_.Open(resume_token, binding_, "resume_token");
      if (!position.ok()) return position.status();
      return FindPosition(view, call_.viewer, *position);
    }
    absl::StatusOr<std::optional<storage::Change>> last =
        LastSeen(view, call_.viewer, view.revision());
    if (!last.ok()) return last.status();
    v1::WatchChangesResponse response;
    response.set_resume_token(tokens_.Seal(*last ? PositionOf(**last) : kBeginning, binding_));
    if (absl::Status status = writer_.Write(*snapshot, call_.viewer, response); !status.ok()) {
      return status;
    }
    return view.revision();
  }

  // Shows what came after `revision`; returns how far it came.
  absl::StatusOr<uint64_t> Show(uint64_t revision) {
    const std::shared_ptr<const Snapshot> snapshot = directory_.snapshot();
    absl::StatusOr<Viewer> viewer = Renewed(*snapshot);  // a revocation is no change of the feed
    if (!viewer.ok()) return viewer.status();
    if (snapshot->revision() <= revision) return revision;
    absl::StatusOr<std::vector<storage::Change>> changes =
        snapshot->view().Changes(revision, kStep);
    if (!changes.ok()) return changes.status();
    for (const storage::Change& change : *changes) {
      if (call_.stop()) return call_.Alive();
      if (absl::Status status = Show(*snapshot, *viewer, change); !status.ok()) return status;
      revision = change.revision();
    }
    return revision;
  }

  // The viewer as it is now: memberships change, tokens are revoked, accounts are frozen.
  absl::StatusOr<Viewer> Renewed(const Snapshot& snapshot) const {
    if (call_.viewer.token.empty()) return call_.viewer;
    return SignInAgain(snapshot, call_.viewer.token, directory_.Now());
  }

  absl::Status Show(const Snapshot& snapshot, const Viewer& viewer, const storage::Change& change) {
    const std::optional<v1::ChangeKind> kind = SeenAs(change, viewer);
    if (!kind) return absl::OkStatus();
    if (!collections_.empty() && !collections_.contains(std::string(CollectionOf(change.kind())))) {
      return absl::OkStatus();
    }
    // Between the steps of a long catch-up too: who is refused is shown nothing more.
    if (absl::Status holds = Renewed(*directory_.snapshot()).status(); !holds.ok()) return holds;
    v1::WatchChangesResponse response;
    response.set_kind(*kind);
    response.set_name(NameOf(change.kind(), change.id()));
    response.set_resume_token(tokens_.Seal(PositionOf(change), binding_));
    if (*kind != v1::CHANGE_KIND_DELETED) Fill(snapshot, viewer, change, response);
    return writer_.Write(snapshot, viewer, response);
  }

  // Adds the resource as it is now, if the viewer still sees it; a later change tells of its end.
  void Fill(const Snapshot& snapshot, const Viewer& viewer, const storage::Change& change,
            v1::WatchChangesResponse& response) const {
    absl::StatusOr<EntryPointer> entry = snapshot.Read(change.kind(), change.id());
    if (!entry.ok()) return;
    const store::v1::Record& record = (*entry)->record;
    const Sight sight = SightOf(snapshot, viewer, change.kind(), record);
    if (!sight.record) return;
    Project(directory_.keys(), sight, change.kind(), record, *ResourceOf(change.kind(), response));
  }

  static google::protobuf::Message* ResourceOf(storage::Kind kind,
                                               v1::WatchChangesResponse& response) {
    switch (kind) {
      case store::v1::KIND_DIASPORA_GROUP:
        return response.mutable_diaspora_group();
      case store::v1::KIND_THEME:
        return response.mutable_theme();
      case store::v1::KIND_COALITION:
        return response.mutable_coalition();
      case store::v1::KIND_COALITION_MEMBER:
        return response.mutable_coalition_member();
      case store::v1::KIND_HUB:
        return response.mutable_hub();
      case store::v1::KIND_HUB_MEMBER:
        return response.mutable_hub_member();
      case store::v1::KIND_CIRCLE:
        return response.mutable_circle();
      case store::v1::KIND_CALL:
        return response.mutable_call();
      case store::v1::KIND_EVENT:
        return response.mutable_event();
      case store::v1::KIND_STORY:
        return response.mutable_story();
      case store::v1::KIND_STATEMENT:
        return response.mutable_statement();
      default:
        return response.mutable_organization();
    }
  }

  const CallContext& call_;
  Directory& directory_;
  const TokenSealer& tokens_;
  StreamWriter<v1::WatchChangesResponse>& writer_;
  const std::string binding_;
  const google::protobuf::RepeatedPtrField<std::string>& asked_;
  const std::set<std::string> collections_;
};

}  // namespace

grpc::Status ChangeService::WatchChanges(grpc::ServerContext* context,
                                         const v1::WatchChangesRequest* request,
                                         grpc::ServerWriter<v1::WatchChangesResponse>* writer) {
  return calls_.Stream(
      "ChangeService", *context, *request, *writer,
      [&](const CallContext& call, StreamWriter<v1::WatchChangesResponse>& counted) {
        if (watches_.fetch_add(1) >= kMaxWatches) {
          watches_.fetch_sub(1);
          return Unavailable("too many watches are open");
        }
        absl::Status status = Watch(call, calls_.directory(), tokens_, *request, counted)
                                  .Run(request->resume_token());
        watches_.fetch_sub(1);
        return status;
      });
}

}  // namespace tashbik::services
