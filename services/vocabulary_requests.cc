// All but a proposal and its refusal rest on the vocabulary as a whole, and take turns.
#include "services/vocabulary_requests.h"

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "services/errors.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/requests.h"
#include "services/theme_proposals.h"
#include "services/visibility.h"
#include "services/vocabulary_changes.h"

namespace tashbik::services {
namespace {

using Prepare = absl::FunctionRef<absl::StatusOr<WritePlan>(const Snapshot&)>;

enum class Turn { kAny, kAlone };

// Commits and returns the name of what is to be shown.
template <class Request>
absl::StatusOr<std::string> Write(Directory& directory, const CallContext& call,
                                  const Request& request, Turn turn, Prepare prepare) {
  const size_t bytes = request.request_id().size();
  if (bytes > kMaxRequestIdBytes) {
    return LimitExceeded("request_id", absl::StrCat(bytes, " characters"),
                         absl::StrCat(kMaxRequestIdBytes, " characters"));
  }
  WriteCall write = WriteCallOf(call, request);
  write.exclusive = turn == Turn::kAlone;
  const absl::StatusOr<WriteOutcome> written = directory.Write(write, prepare);
  if (!written.ok()) return written.status();
  return written->result;
}

absl::StatusOr<v1::ThemeProposal> Proposal(const Directory& directory, const CallContext& call,
                                           const absl::StatusOr<std::string>& name) {
  if (!name.ok()) return name.status();
  return ShowProposal(*directory.snapshot(), call.viewer, *name);
}

absl::StatusOr<v1::Theme> Theme(const Directory& directory, const CallContext& call,
                                const absl::StatusOr<std::string>& name) {
  if (!name.ok()) return name.status();
  const std::shared_ptr<const Snapshot> snapshot = directory.snapshot();
  const auto id = ParseNameOf(store::v1::KIND_THEME, *name);
  const EntryPointer entry =
      id ? snapshot->catalog().Find(store::v1::KIND_THEME, *id) : EntryPointer();
  if (entry == nullptr) return NotFound(*name);
  v1::Theme theme;
  Project(directory.keys(), SightOf(*snapshot, call.viewer, store::v1::KIND_THEME, entry->record),
          store::v1::KIND_THEME, entry->record, theme);
  return theme;
}

}  // namespace

absl::StatusOr<v1::ThemeProposal> ProposeTheme(Directory& directory, const CallContext& call,
                                               const v1::ProposeThemeRequest& request) {
  return Proposal(directory, call,
                  Write(directory, call, request, Turn::kAny, [&](const Snapshot& now) {
                    return PlanProposeTheme(now, directory, call.viewer, request);
                  }));
}

absl::StatusOr<v1::ThemeProposal> AcceptThemeProposal(
    Directory& directory, const CallContext& call, const v1::AcceptThemeProposalRequest& request) {
  return Proposal(directory, call,
                  Write(directory, call, request, Turn::kAlone, [&](const Snapshot& now) {
                    return PlanAcceptProposal(now, directory, call.viewer, request);
                  }));
}

absl::StatusOr<v1::ThemeProposal> RefuseThemeProposal(
    Directory& directory, const CallContext& call, const v1::RefuseThemeProposalRequest& request) {
  return Proposal(directory, call,
                  Write(directory, call, request, Turn::kAny, [&](const Snapshot& now) {
                    return PlanRefuseProposal(now, directory, request);
                  }));
}

absl::StatusOr<v1::Theme> MergeThemes(Directory& directory, const CallContext& call,
                                      const v1::MergeThemesRequest& request) {
  return Theme(directory, call,
               Write(directory, call, request, Turn::kAlone, [&](const Snapshot& now) {
                 return PlanMergeThemes(now, directory, call.viewer, request);
               }));
}

absl::StatusOr<v1::Theme> DeprecateTheme(Directory& directory, const CallContext& call,
                                         const v1::DeprecateThemeRequest& request) {
  return Theme(directory, call,
               Write(directory, call, request, Turn::kAlone, [&](const Snapshot& now) {
                 return PlanDeprecateTheme(now, directory, call.viewer, request);
               }));
}

}  // namespace tashbik::services
