// Previews: a viewer of each kind is built, and asked by the rule that answers reads.
#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/field_mask.h"
#include "services/limits.h"
#include "services/message_fields.h"
#include "services/names.h"
#include "services/protection.h"
#include "services/sensitivity.h"
#include "services/validate.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using google::protobuf::Message;
using store::v1::Record;

// Of a hub that no record names, and of the one where a profile that names none is going to be: no
// server makes such ids.
constexpr char kElsewhere[] = "zzzzzzzzzzzzzzzz";
constexpr char kFutureHub[] = "yyyyyyyyyyyyyyyy";

// One of the kind, as to the record that `access` guards. It speaks for no actor.
Viewer ViewerOfKind(v1::ViewerKind kind, const graph::Access& access, graph::Day day) {
  Viewer viewer;
  viewer.day = day;
  switch (kind) {
    case v1::VIEWER_KIND_OTHER_MEMBER:
      viewer.role = v1::ROLE_MEMBER;
      viewer.member_hubs = {kElsewhere};
      break;
    case v1::VIEWER_KIND_CIRCLE_MEMBER:
      viewer.circles = access.circles;
      [[fallthrough]];
    case v1::VIEWER_KIND_HUB_MEMBER:
      viewer.role = v1::ROLE_MEMBER;
      viewer.member_hubs = access.hubs;
      viewer.member_hubs.push_back(kElsewhere);
      break;
    case v1::VIEWER_KIND_COORDINATOR:
      viewer.role = v1::ROLE_COORDINATOR;
      viewer.coordinated_hubs = access.hubs;
      break;
    case v1::VIEWER_KIND_BROKER:
      viewer.role = v1::ROLE_COORDINATOR;
      viewer.coordinated_hubs = access.brokers;
      break;
    case v1::VIEWER_KIND_ADMINISTRATOR:
      viewer.role = v1::ROLE_ADMINISTRATOR;
      break;
    default:
      break;
  }
  for (auto* list : {&viewer.member_hubs, &viewer.circles, &viewer.coordinated_hubs}) {
    std::sort(list->begin(), list->end());
  }
  return viewer;
}

// The hub that stands for a future one is nobody's to read.
void ForgetFutureHub(v1::Visibility& visibility) {
  const std::string hub = NameOf(store::v1::KIND_HUB, kFutureHub);
  auto* hubs = visibility.mutable_hubs();
  hubs->erase(std::remove(hubs->begin(), hubs->end(), hub), hubs->end());
}

v1::ActorView ViewOf(const CallContext& call, v1::ViewerKind kind, storage::Kind of,
                     const Record& record) {
  v1::ActorView view;
  view.set_viewer(kind);
  const Viewer viewer = ViewerOfKind(kind, AccessOf(of, record), call.viewer.day);
  const Sight sight = SightOf(*call.snapshot, viewer, of, record);
  view.set_visible(sight.record);
  if (!sight.record) return view;
  Message* resource = view.mutable_organization();
  if (of == store::v1::KIND_DIASPORA_GROUP) resource = view.mutable_diaspora_group();
  Reveal(sight, record, *resource);
  if (!record.id().empty()) SetText(*resource, "name", NameOf(of, record.id()));
  if (MessageOf(*resource, "visibility") != nullptr) {
    ForgetFutureHub(static_cast<v1::Visibility&>(*MutableMessageOf(*resource, "visibility")));
  }
  return view;
}

absl::StatusOr<v1::PreviewActorResponse> ViewsOf(const CallContext& call,
                                                 const v1::PreviewActorRequest& request,
                                                 storage::Kind of, const Record& record) {
  v1::PreviewActorResponse response;
  for (int kind = v1::ViewerKind_MIN + 1; kind <= v1::ViewerKind_MAX; ++kind) {
    const bool wanted = request.viewers().empty() ||
                        std::find(request.viewers().begin(), request.viewers().end(), kind) !=
                            request.viewers().end();
    if (wanted) *response.add_views() = ViewOf(call, static_cast<v1::ViewerKind>(kind), of, record);
  }
  for (v1::SensitiveTheme& theme : SensitiveThemesOf(*call.snapshot, record)) {
    *response.add_sensitive_themes() = std::move(theme);
  }
  return response;
}

// A stored record as far as the caller sees it: what others see of the rest is not its to learn.
absl::StatusOr<Record> StoredSubject(const CallContext& call, const std::string& name,
                                     storage::Kind* of) {
  const auto actor = ParseActorName(name);
  if (name.empty() || !actor) {
    return FieldInvalid("actor", "is no name of an actor",
                        "use `organizations/{organization}` or `diasporaGroups/{diaspora_group}`");
  }
  const absl::StatusOr<EntryPointer> entry = call.snapshot->Read(actor->kind, actor->id);
  if (!entry.ok() && !absl::IsNotFound(entry.status())) return entry.status();
  if (!entry.ok() || IsDeleted((*entry)->record)) return NotFound(name);
  const Sight sight = SightOf(*call.snapshot, call.viewer, actor->kind, (*entry)->record);
  if (!sight.record) return NotFound(name);
  if (!sight.writer) return PermissionDenied(absl::StrCat("you may not change ", name));
  *of = actor->kind;
  Record record = (*entry)->record;
  if (sight.owner) return record;
  Reveal(sight, (*entry)->record, *MutableResourceIn(actor->kind, record));
  DeriveText(record);
  DeriveSensitivity(*call.snapshot, record);
  return record;
}

// Names of hubs and circles are looked at as names alone: a profile of one who is not yet anywhere
// may name any.
void CheckNames(storage::Kind kind, const google::protobuf::RepeatedPtrField<std::string>& names,
                const std::string& path, Violations& faults) {
  if (names.size() > kMaxHubs) {
    faults.Limit(path, absl::StrCat(names.size(), " names"), absl::StrCat(kMaxHubs, " names"));
    return;
  }
  for (int i = 0; i < names.size(); ++i) {
    if (ParseNameOf(kind, names.Get(i))) continue;
    faults.Invalid(absl::StrCat(path, "[", i, "]"), "is no name of its collection",
                   absl::StrCat("use `", PatternOf(kind), "`"));
  }
}

void CheckTier(v1::Tier tier, const std::string& path, Violations& faults) {
  if (v1::Tier_IsValid(tier)) return;
  faults.Invalid(path, absl::StrCat("has no value ", static_cast<int>(tier)),
                 "use one of the Tier values of the API");
}

// A profile that is not stored, as it would be. It needs no name.
template <class Resource>
absl::StatusOr<Record> DraftSubject(const CallContext& call, Resource draft, storage::Kind kind,
                                    const std::string& path, v1::Tier origin_residence) {
  Violations faults;
  const v1::Visibility stated = draft.visibility();
  const std::string at = path + ".visibility";
  CheckNames(store::v1::KIND_HUB, stated.hubs(), at + ".hubs", faults);
  CheckNames(store::v1::KIND_HUB, stated.brokers(), at + ".brokers", faults);
  CheckNames(store::v1::KIND_CIRCLE, stated.circles(), at + ".circles", faults);
  CheckTier(stated.tier(), at + ".tier", faults);
  CheckTier(origin_residence, "origin_residence_tier", faults);
  v1::Visibility& visibility = *draft.mutable_visibility();
  visibility.set_tier(v1::TIER_PUBLIC);
  visibility.clear_hubs();
  visibility.clear_brokers();
  visibility.clear_circles();
  ClearServerFields(draft);
  const bool nameless = draft.profile().names().empty();
  if (nameless) draft.mutable_profile()->add_names()->set_text("x");
  Validator(*call.snapshot, call.viewer, faults).Check(kind, "", draft, nullptr, path);
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  if (nameless) draft.mutable_profile()->clear_names();
  draft.mutable_profile()->clear_external_ids();
  visibility.set_tier(stated.tier() == v1::TIER_UNSPECIFIED ? v1::TIER_HUB : stated.tier());
  *visibility.mutable_hubs() = stated.hubs();
  *visibility.mutable_brokers() = stated.brokers();
  *visibility.mutable_circles() = stated.circles();
  if (visibility.hubs().empty()) visibility.add_hubs(NameOf(store::v1::KIND_HUB, kFutureHub));
  Record record;
  MutableResourceIn(kind, record)->CopyFrom(draft);
  if (record.has_diaspora_group() && origin_residence != v1::TIER_UNSPECIFIED) {
    NarrowOriginResidence(origin_residence, *record.mutable_diaspora_group());
  }
  DeriveText(record);
  DeriveSensitivity(*call.snapshot, record);
  return record;
}

absl::StatusOr<Record> Subject(const CallContext& call, const v1::PreviewActorRequest& request,
                               storage::Kind* of) {
  switch (request.subject_case()) {
    case v1::PreviewActorRequest::kActor:
      return StoredSubject(call, request.actor(), of);
    case v1::PreviewActorRequest::kOrganization:
      *of = store::v1::KIND_ORGANIZATION;
      return DraftSubject(call, request.organization(), *of, "organization",
                          request.origin_residence_tier());
    case v1::PreviewActorRequest::kDiasporaGroup:
      *of = store::v1::KIND_DIASPORA_GROUP;
      return DraftSubject(call, request.diaspora_group(), *of, "diaspora_group",
                          request.origin_residence_tier());
    default:
      return FieldRequired("actor", "name an actor, or give an organization or a diaspora_group");
  }
}

}  // namespace

absl::StatusOr<v1::PreviewActorResponse> PreviewActor(const CallContext& call,
                                                      const v1::PreviewActorRequest& request) {
  for (int i = 0; i < request.viewers_size(); ++i) {
    const v1::ViewerKind kind = request.viewers(i);
    if (v1::ViewerKind_IsValid(kind) && kind != v1::VIEWER_KIND_UNSPECIFIED) continue;
    return FieldInvalid(absl::StrCat("viewers[", i, "]"),
                        absl::StrCat("has no value ", static_cast<int>(kind)),
                        "use one of the ViewerKind values of the API");
  }
  storage::Kind of = store::v1::KIND_UNSPECIFIED;
  const absl::StatusOr<Record> subject = Subject(call, request, &of);
  if (!subject.ok()) return subject.status();
  return ViewsOf(call, request, of, *subject);
}

}  // namespace tashbik::services
