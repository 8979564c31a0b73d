// Checks of what a request asks an account to be. All faults are told at once.
#include <algorithm>
#include <optional>

#include <google/protobuf/util/time_util.h>

#include "absl/strings/str_cat.h"
#include "graph/text/clean.h"
#include "services/account_requests.h"
#include "services/facts.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/permissions.h"
#include "services/times.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using google::protobuf::util::TimeUtil;

constexpr v1::Role kRoles[] = {v1::ROLE_MEMBER,  v1::ROLE_COORDINATOR, v1::ROLE_EDITOR,
                               v1::ROLE_SERVICE, v1::ROLE_AUDITOR,     v1::ROLE_ADMINISTRATOR};

// What the viewer sees of a live record.
Sight SightOfName(const Snapshot& snapshot, const Viewer& viewer, const ResourceName& name) {
  absl::StatusOr<EntryPointer> entry = snapshot.Read(name.kind, name.id);
  if (!entry.ok() || IsDeleted((*entry)->record)) return {};
  return SightOf(snapshot, viewer, name.kind, (*entry)->record);
}

void CheckHubs(const v1::Account& asked, const std::string& path, const Snapshot& snapshot,
               const Viewer& viewer, Violations& faults) {
  const bool coordinator = asked.role() == v1::ROLE_COORDINATOR;
  const bool service = asked.role() == v1::ROLE_SERVICE;
  if (asked.hubs().empty()) {
    if (coordinator) faults.Required(path, "name 1 to 16 hubs");
    if (service && !viewer.IsAdministrator()) {
      faults.Required(path, "name hubs of yours: they consent to the service");
    }
    return;
  }
  if (!coordinator && !service) {
    faults.Invalid(path, "are for coordinators and services", "leave it out");
  } else if (service && viewer.IsAdministrator()) {
    faults.Invalid(path, "are not yours to give: a hub consents to a service",
                   "leave it out, or let a coordinator of the hub make the service");
  }
  if (asked.hubs_size() > kMaxHubs) {
    faults.Limit(path, absl::StrCat(asked.hubs_size(), " hubs"), absl::StrCat(kMaxHubs, " hubs"));
    return;
  }
  for (int i = 0; i < asked.hubs_size(); ++i) {
    const auto id = ParseNameOf(store::v1::KIND_HUB, asked.hubs(i));
    if (!id || !SightOfName(snapshot, viewer, {store::v1::KIND_HUB, *id}).record) {
      faults.Missing(absl::StrCat(path, "[", i, "]"), asked.hubs(i));
    } else if (service && !viewer.IsAdministrator() && !viewer.Coordinates(*id)) {
      faults.Invalid(absl::StrCat(path, "[", i, "]"), "is not a hub of yours",
                     "name hubs that you coordinate");
    }
  }
}

void CheckActor(const v1::Account& asked, const std::string& path, const Snapshot& snapshot,
                const Viewer& viewer, Violations& faults) {
  if (asked.role() != v1::ROLE_MEMBER) {
    if (!asked.actor().empty()) faults.Invalid(path, "is for members", "leave it out");
    return;
  }
  if (asked.actor().empty()) {
    faults.Required(path, "name the actor that the member speaks for");
    return;
  }
  const auto actor = ParseActorName(asked.actor());
  const Sight sight = actor ? SightOfName(snapshot, viewer, *actor) : Sight();
  if (!sight.record) {
    faults.Missing(path, asked.actor());
  } else if (!viewer.IsAdministrator() && !sight.writer) {
    // Whoever holds the token may change the record and see all of it.
    faults.Invalid(path, "is not of your hubs", "name an actor whose record you may change");
  }
}

}  // namespace

void CheckLabel(const std::string& text, const std::string& path, Violations& faults) {
  const graph::text::CleanedText label = graph::text::Clean(text, graph::text::Lines::kOne);
  if (!label.ok()) {
    faults.TextRefused(path, absl::StrCat("holds ", graph::text::Describe(*label.fault)));
  }
  const size_t length = graph::text::CountCharacters(label.text);
  if (length > kMaxLabelCharacters) {
    faults.Limit(path, absl::StrCat(length, " characters"),
                 absl::StrCat(kMaxLabelCharacters, " characters"));
  }
}

void CheckNewAccount(const v1::Account& asked, absl::string_view prefix, const Snapshot& snapshot,
                     const Viewer& viewer, absl::Time now, Violations& faults) {
  const auto path = [&](absl::string_view field) { return absl::StrCat(prefix, field); };
  if (std::find(std::begin(kRoles), std::end(kRoles), asked.role()) == std::end(kRoles)) {
    faults.Required(path("role"),
                    "ROLE_MEMBER, ROLE_COORDINATOR, ROLE_EDITOR, ROLE_SERVICE, ROLE_AUDITOR or "
                    "ROLE_ADMINISTRATOR");
  }
  CheckHubs(asked, path("hubs"), snapshot, viewer, faults);
  CheckActor(asked, path("actor"), snapshot, viewer, faults);
  CheckLabel(asked.label(), path("label"), faults);
  if (asked.role() == v1::ROLE_SERVICE && asked.scopes().empty()) {
    faults.Required(
        path("scopes"),
        "name the methods that the service calls, such as MatchService/SuggestPartners");
  }
  CheckScopes(asked.scopes(), path("scopes"), faults);
  if (!asked.has_expire_time()) return;
  const google::protobuf::Timestamp& end = asked.expire_time();
  if (end.seconds() > TimeUtil::kTimestampMaxSeconds || end.nanos() < 0 ||
      end.nanos() > 999'999'999) {
    faults.Invalid(path("expire_time"), "is no time", "use one before the year 10000");
  } else if (TimeOf(end) <= now) {
    faults.Invalid(path("expire_time"), "has passed", "use a later one, or leave it out");
  }
}

absl::Status CheckMayMake(v1::Role role, const Viewer& viewer) {
  if (viewer.IsAdministrator() || role == v1::ROLE_MEMBER || role == v1::ROLE_SERVICE) {
    return absl::OkStatus();
  }
  return PermissionDenied("a coordinator makes accounts of members and services alone");
}

v1::Account Cleaned(const v1::Account& asked) {
  v1::Account account = asked;
  account.set_label(graph::text::Clean(asked.label(), graph::text::Lines::kOne).text);
  return account;
}

absl::StatusOr<absl::Duration> TtlOf(bool given, const google::protobuf::Duration& ttl) {
  if (!given) return kStandardTokenTtl;
  const absl::Duration asked = absl::Seconds(ttl.seconds());
  if (asked < absl::Seconds(1) || asked > kMaxTokenTtl) {
    return LimitExceeded("ttl", absl::StrCat(ttl.seconds(), " s"),
                         "1 s to 1,825 days (157680000 s)");
  }
  return asked;
}

void CheckRequestId(absl::string_view request_id, Violations& faults) {
  if (request_id.size() <= kMaxRequestIdBytes) return;
  faults.Limit("request_id", absl::StrCat(request_id.size(), " characters"),
               absl::StrCat(kMaxRequestIdBytes, " characters"));
}

void CheckScopes(const google::protobuf::RepeatedPtrField<std::string>& scopes,
                 absl::string_view path, Violations& faults) {
  if (scopes.size() > kMaxScopes) {
    faults.Limit(path, absl::StrCat(scopes.size(), " scopes"), absl::StrCat(kMaxScopes, " scopes"));
    return;
  }
  for (int i = 0; i < scopes.size(); ++i) {
    if (IsScope(scopes[i])) continue;
    faults.Invalid(absl::StrCat(path, "[", i, "]"), "is no method",
                   "use one such as MatchService/SuggestPartners, or MatchService/*");
  }
}

std::string CheckNote(absl::string_view text, absl::string_view path, Violations& faults) {
  const graph::text::CleanedText note = graph::text::Clean(text, graph::text::Lines::kMany);
  if (!note.ok()) {
    faults.TextRefused(path, absl::StrCat("holds ", graph::text::Describe(*note.fault)));
    return "";
  }
  const size_t length = graph::text::CountCharacters(note.text);
  if (graph::text::IsBlank(note.text)) {
    faults.Required(path, "say it in a few words, without personal data");
  } else if (length > kMaxNoteCharacters) {
    faults.Limit(path, absl::StrCat(length, " characters"),
                 absl::StrCat(kMaxNoteCharacters, " characters"));
  }
  return note.text;
}

std::string CheckAccountName(absl::string_view name, Violations& faults) {
  if (name.empty()) {
    faults.Required("name", "`accounts/{account}`");
    return "";
  }
  std::optional<std::string> id = ParseNameOf(store::v1::KIND_ACCOUNT, name);
  if (id) return *std::move(id);
  faults.Invalid("name", "is no name of an account", "use `accounts/{account}`");
  return "";
}

}  // namespace tashbik::services
