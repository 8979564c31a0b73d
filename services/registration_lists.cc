// Lists walk the catalog, which holds all of them.
#include "services/registration_lists.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/account_access.h"
#include "services/accounts.h"
#include "services/admissions.h"
#include "services/errors.h"
#include "services/invitations.h"
#include "services/names.h"
#include "services/review.h"

namespace tashbik::services {
namespace {

// Reads pages of records of one kind: how many, after which, and the token of what follows.
class Pages {
 public:
  // `binding` is what must not change between pages.
  Pages(const CallContext& call, const TokenSealer& tokens, std::string binding)
      : call_(call), tokens_(tokens), binding_(std::move(binding)) {}

  // Calls `add` for the records that `admits`, up to the page's size; returns the next token.
  absl::StatusOr<std::string> Walk(storage::Kind kind, int page_size, const std::string& page_token,
                                   absl::FunctionRef<bool(const store::v1::Record&)> admits,
                                   absl::FunctionRef<void(const store::v1::Record&)> add) {
    Violations faults;
    const absl::StatusOr<int> size = PageSize(page_size);
    if (!size.ok()) faults.Add(size.status());
    std::string after;
    if (!page_token.empty()) {
      absl::StatusOr<std::string> position = tokens_.Open(page_token, binding_);
      if (!position.ok()) faults.Add(position.status());
      if (position.ok()) after = *std::move(position);
    }
    if (!faults.empty()) return faults.ToStatus();
    int count = 0;
    std::string next;
    std::string last;
    call_.snapshot->catalog().ForEach(kind, after, [&](const EntryPointer& entry) {
      if (!admits(entry->record)) return true;
      if (count == *size) {
        next = tokens_.Seal(last, binding_);
        return false;
      }
      add(entry->record);
      ++count;
      last = entry->id();
      return true;
    });
    return next;
  }

 private:
  const CallContext& call_;
  const TokenSealer& tokens_;
  const std::string binding_;
};

bool IsAsked(const google::protobuf::RepeatedField<int>& states, v1::RegistrationState state) {
  if (states.empty()) {
    return state == v1::REGISTRATION_STATE_PENDING || state == v1::REGISTRATION_STATE_ASKED ||
           state == v1::REGISTRATION_STATE_REVIEW;
  }
  return std::find(states.begin(), states.end(), static_cast<int>(state)) != states.end();
}

}  // namespace

absl::Status ListInvitations(const v1::ListInvitationsRequest& request, const CallContext& call,
                             const TokenSealer& tokens, v1::ListInvitationsResponse& response) {
  Pages pages(call, tokens, absl::StrCat("ListInvitations|", call.viewer.account));
  absl::StatusOr<std::string> next = pages.Walk(
      store::v1::KIND_INVITATION, request.page_size(), request.page_token(),
      [&](const store::v1::Record& record) { return IsOfViewer(call.viewer, record); },
      [&](const store::v1::Record& record) {
        *response.add_invitations() = record.invitation().invitation();
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  return absl::OkStatus();
}

absl::Status ListRegistrations(const v1::ListRegistrationsRequest& request, const CallContext& call,
                               const TokenSealer& tokens, v1::ListRegistrationsResponse& response) {
  if (!request.hub().empty() && !ParseNameOf(store::v1::KIND_HUB, request.hub())) {
    return FieldInvalid("hub", "is no name of a hub", "use `hubs/{hub}`");
  }
  std::string binding = absl::StrCat("ListRegistrations|", call.viewer.account, "|", request.hub());
  for (int i = 0; i < request.states_size(); ++i) {
    if (!v1::RegistrationState_IsValid(request.states(i))) {
      return FieldInvalid(absl::StrCat("states[", i, "]"), "is no state",
                          "use one such as REGISTRATION_STATE_PENDING");
    }
    absl::StrAppend(&binding, "|", request.states(i));
  }
  Pages pages(call, tokens, std::move(binding));
  absl::StatusOr<std::string> next = pages.Walk(
      store::v1::KIND_REGISTRATION, request.page_size(), request.page_token(),
      [&](const store::v1::Record& record) {
        const v1::Registration& registration = record.registration().registration();
        return (Registers(call.viewer, record) || Reviews(call.viewer, record)) &&
               (request.hub().empty() || request.hub() == registration.hub()) &&
               IsAsked(request.states(), registration.state());
      },
      [&](const store::v1::Record& record) {
        *response.add_registrations() = Shown(call.viewer, record);
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  return absl::OkStatus();
}

v1::RegisterResponse Repeated(const Snapshot& snapshot, absl::string_view name) {
  v1::RegisterResponse answer;
  const EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_REGISTRATION, IdIn(name));
  if (entry == nullptr) return answer;
  *answer.mutable_registration() = Shown(Viewer(), entry->record);
  // As the account sees it that registered.
  Viewer own;
  own.role = v1::ROLE_MEMBER;
  own.account = entry->record.registration().account();
  own.actor_name = answer.registration().actor();
  own.actor = IdIn(own.actor_name);
  const auto tokens = snapshot.catalog().Of(store::v1::KIND_TOKEN, own.account);
  if (!tokens.empty()) *answer.mutable_token() = ShownToken(snapshot, own, tokens.front()->record);
  return answer;
}

}  // namespace tashbik::services
