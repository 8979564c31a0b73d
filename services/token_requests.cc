// All faults of a request are told at once.
#include "services/token_requests.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "graph/text/clean.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/tokens.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

constexpr char kAccounts[] = "accounts/";

// What the viewer sees of a live record.
Sight SightOfName(const Snapshot& snapshot, const Viewer& viewer, const ResourceName& name) {
  absl::StatusOr<EntryPointer> entry = snapshot.Read(name.kind, name.id);
  if (!entry.ok() || IsDeleted((*entry)->record)) return {};
  return SightOf(snapshot, viewer, name.kind, (*entry)->record);
}

// What the hubs and the actor of the request must be for its role.
void CheckSubject(const v1::CreateTokenRequest& request, const Snapshot& snapshot,
                  const Viewer& viewer, Violations& faults) {
  const bool coordinator = request.role() == v1::ROLE_COORDINATOR;
  if (coordinator && request.hubs().empty()) faults.Required("hubs", "name 1 to 16 hubs");
  if (!coordinator && !request.hubs().empty()) {
    faults.Invalid("hubs", "are for coordinators", "leave it out");
  }
  if (request.hubs_size() > kMaxHubs) {
    faults.Limit("hubs", absl::StrCat(request.hubs_size(), " hubs"),
                 absl::StrCat(kMaxHubs, " hubs"));
    return;
  }
  for (int i = 0; i < request.hubs_size(); ++i) {
    const auto id = ParseNameOf(store::v1::KIND_HUB, request.hubs(i));
    const EntryPointer hub = id ? snapshot.catalog().Find(store::v1::KIND_HUB, *id) : nullptr;
    if (hub == nullptr || IsDeleted(hub->record)) {
      faults.Missing(absl::StrCat("hubs[", i, "]"), request.hubs(i));
    }
  }
  if (request.role() != v1::ROLE_MEMBER) {
    if (!request.actor().empty()) faults.Invalid("actor", "is for members", "leave it out");
    return;
  }
  const auto actor = ParseActorName(request.actor());
  if (request.actor().empty()) {
    faults.Required("actor", "name the actor that the member speaks for");
    return;
  }
  const Sight sight = actor ? SightOfName(snapshot, viewer, *actor) : Sight();
  if (!sight.record) {
    faults.Missing("actor", request.actor());
  } else if (!viewer.IsAdministrator() && !sight.writer) {
    // Whoever holds the token may change the record and see all of it.
    faults.Invalid("actor", "is not of your hubs", "name an actor whose record you may change");
  }
}

}  // namespace

absl::StatusOr<std::string> TokenIdOf(absl::string_view name) {
  if (name.empty()) return FieldRequired("name", "`tokens/{token}`");
  std::optional<std::string> id = ParseNameOf(store::v1::KIND_TOKEN, name);
  if (!id) return FieldInvalid("name", "is no name of a token", "use `tokens/{token}`");
  return *std::move(id);
}

absl::StatusOr<absl::Duration> TtlOf(const v1::CreateTokenRequest& request) {
  if (!request.has_ttl()) return kStandardTokenTtl;
  const absl::Duration ttl = absl::Seconds(request.ttl().seconds());
  if (ttl < absl::Seconds(1) || ttl > kMaxTokenTtl) {
    return LimitExceeded("ttl", absl::StrCat(request.ttl().seconds(), " s"),
                         "1 s to 1,825 days (157680000 s)");
  }
  return ttl;
}

absl::Status CheckCreateToken(const v1::CreateTokenRequest& request, const Snapshot& snapshot,
                              const Viewer& viewer) {
  Violations faults;
  if (request.role() != v1::ROLE_MEMBER && request.role() != v1::ROLE_COORDINATOR &&
      request.role() != v1::ROLE_ADMINISTRATOR) {
    faults.Required("role", "ROLE_MEMBER, ROLE_COORDINATOR or ROLE_ADMINISTRATOR");
  }
  CheckSubject(request, snapshot, viewer, faults);
  const graph::text::CleanedText label =
      graph::text::Clean(request.label(), graph::text::Lines::kOne);
  if (!label.ok()) {
    faults.TextRefused("label", absl::StrCat("holds ", graph::text::Describe(*label.fault)));
  }
  const size_t length = graph::text::CountCharacters(label.text);
  if (length > kMaxLabelCharacters) {
    faults.Limit("label", absl::StrCat(length, " characters"),
                 absl::StrCat(kMaxLabelCharacters, " characters"));
  }
  if (const absl::Status ttl = TtlOf(request).status(); !ttl.ok()) faults.Add(ttl);
  absl::string_view account = request.account();
  if (!account.empty() && !(absl::ConsumePrefix(&account, kAccounts) && IsServerId(account))) {
    faults.Invalid("account", "must be accounts/{account}", "leave it out for a new account");
  }
  if (request.request_id().size() > kMaxRequestIdBytes) {
    faults.Limit("request_id", absl::StrCat(request.request_id().size(), " characters"),
                 absl::StrCat(kMaxRequestIdBytes, " characters"));
  }
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  if (viewer.IsAdministrator() || request.role() == v1::ROLE_MEMBER) return absl::OkStatus();
  return PermissionDenied("a coordinator makes tokens of members alone");
}

absl::StatusOr<std::string> AccountFor(const v1::CreateTokenRequest& request,
                                       const Snapshot& snapshot, const Viewer& viewer) {
  const std::string account(absl::StripPrefix(request.account(), kAccounts));
  if (account.empty() || viewer.IsAdministrator()) return account;
  bool own = account == viewer.account;
  snapshot.catalog().ForEach(store::v1::KIND_TOKEN, "", [&](const EntryPointer& token) {
    own = own || (token->record.token().maker_account() == viewer.account &&
                  token->record.token().token().account() == request.account());
    return !own;
  });
  if (!own) return ReferenceMissing("account", request.account());
  return account;
}

}  // namespace tashbik::services
