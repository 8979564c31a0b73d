// Finding and merging: what each item of a batch means.
#include "services/write_batch.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/external_ids.h"
#include "services/facts.h"
#include "services/message_fields.h"
#include "services/names.h"
#include "services/parts.h"

namespace tashbik::services {
namespace {

using google::protobuf::Message;

// The request's field beside the resource: `requests[3].theme` and `theme_id` give
// `requests[3].theme_id`.
std::string Beside(const std::string& path, absl::string_view field) {
  const size_t dot = path.rfind('.');
  return dot == std::string::npos ? std::string(field)
                                  : absl::StrCat(path.substr(0, dot), ".", field);
}

std::string ParentId(absl::string_view id) { return std::string(id.substr(0, id.find('/'))); }

}  // namespace

absl::Status WriteBatch::Missing(const WriteItem& item, const std::string& name) {
  if (intent_ != WriteIntent::kUpsert) return NotFound(name);
  violations_.Missing(item.path + ".name", name);
  return absl::OkStatus();
}

std::string WriteBatch::MakeId() {
  std::string id = directory_.MakeId();
  made_ids_.insert(id);
  return id;
}

absl::StatusOr<std::string> WriteBatch::FindIdByExternalId(const WriteItem& item) {
  const Message* owner = item.given;
  if (IsActor(type_.kind)) owner = MessageOf(*item.given, "profile");
  if (owner == nullptr) return MakeId();
  for (const Message* external : MessagesOf(*owner, "external_ids")) {
    const std::string scheme = TextOf(*external, "scheme");
    const std::string value = TextOf(*external, "value");
    const std::string key = ExternalIdKey(keys_, viewer_.account, scheme, value);
    const auto name = FindByExternalId(snapshot_, keys_, viewer_, scheme, value);
    const auto id = name ? ParseNameOf(type_.kind, *name) : std::nullopt;
    if (intent_ == WriteIntent::kCreate) {
      if (name) return AlreadyExists(*name);
      continue;
    }
    if (id) return *id;
    const auto taken = taken_ids_.find(key);
    if (taken != taken_ids_.end()) return taken->second;
    // The first one decides.
    std::string made = MakeId();
    taken_ids_[key] = made;
    return made;
  }
  return MakeId();
}

absl::StatusOr<std::string> WriteBatch::FindIdOfMember(const WriteItem& item,
                                                       const std::string& name) {
  const bool create = intent_ == WriteIntent::kCreate;
  const std::string unnamed = absl::StrCat("/", CollectionOf(type_.kind), "/-");
  if (!create && !(type_.of_actor && absl::EndsWith(name, unnamed))) {
    if (const auto id = ParseNameOf(type_.kind, name)) return *id;
    violations_.Invalid(item.path + ".name", "is no name of this collection",
                        absl::StrCat("use `", PatternOf(type_.kind), "`"));
    return "";
  }
  const std::string parent = create ? item.parent : name.substr(0, name.size() - unnamed.size());
  const std::string path = create ? Beside(item.path, "parent") : item.path + ".name";
  const auto parent_id = ParseNameOf(type_.parent, parent);
  if (!parent_id) {
    violations_.Invalid(path, "does not name the parent",
                        absl::StrCat("use `", PatternOf(type_.parent), "`"));
    return "";
  }
  if (!type_.of_actor) return absl::StrCat(*parent_id, "/", directory_.MakeId());
  const std::string actor_name = TextOf(*item.given, "actor");
  const auto actor = ParseActorName(actor_name);
  if (actor) return absl::StrCat(*parent_id, "/", actor->id);
  if (actor_name.empty()) {
    violations_.Required(item.path + ".actor", "`organizations/…` or `diasporaGroups/…`");
  } else {
    violations_.Invalid(item.path + ".actor", "is no name of an actor",
                        "use `organizations/{organization}` or `diasporaGroups/{diaspora_group}`");
  }
  return "";
}

absl::StatusOr<std::string> WriteBatch::FindId(const WriteItem& item) {
  const std::string name = TextOf(*item.given, "name");
  if (type_.parent != store::v1::KIND_UNSPECIFIED) return FindIdOfMember(item, name);
  if (intent_ == WriteIntent::kCreate) {
    if (type_.kind != store::v1::KIND_THEME) return FindIdByExternalId(item);
    if (IsThemeId(item.theme_id)) return item.theme_id;
    const std::string path = Beside(item.path, "theme_id");
    if (item.theme_id.empty()) {
      violations_.Required(path, "the id to have, such as `statelessness`");
    } else {
      violations_.Invalid(path, "is no id of a theme",
                          "use lower-case letters, digits and `-`, a letter first, at most 63");
    }
    return "";
  }
  if (name.empty()) {
    if (intent_ == WriteIntent::kUpsert && type_.external_ids) return FindIdByExternalId(item);
    violations_.Required(item.path + ".name", absl::StrCat("`", PatternOf(type_.kind), "`"));
    return "";
  }
  if (const auto id = ParseNameOf(type_.kind, name)) return *id;
  violations_.Invalid(item.path + ".name", "is no name of this collection",
                      absl::StrCat("use `", PatternOf(type_.kind), "`"));
  return "";
}

absl::Status WriteBatch::CheckMayCreate(const WriteItem& item, const std::string& id) const {
  if (IsActor(type_.kind) && viewer_.role == v1::ROLE_MEMBER) {
    return PermissionDenied(absl::StrCat("`", item.path,
                                         "` would be new: a member writes the one "
                                         "actor that it speaks for, ",
                                         viewer_.actor_name));
  }
  if (type_.parent == store::v1::KIND_UNSPECIFIED) return absl::OkStatus();
  const std::string parent_id = ParentId(id);
  const EntryPointer parent = snapshot_.catalog().Find(type_.parent, parent_id);
  const std::string parent_name = NameOf(type_.parent, parent_id);
  if (parent == nullptr || IsDeleted(parent->record)) return NotFound(parent_name);
  const Sight sight = SightOf(snapshot_, viewer_, type_.parent, parent->record);
  if (!sight.record) return NotFound(parent_name);
  const bool own = !viewer_.actor.empty() && absl::EndsWith(id, absl::StrCat("/", viewer_.actor));
  bool may = sight.writer || own;
  if (type_.parent == store::v1::KIND_HUB) may = viewer_.Coordinates(parent_id);
  if (type_.parent == store::v1::KIND_EVENT) may = own || TendsEvent(viewer_, parent->record);
  if (may) return absl::OkStatus();
  return PermissionDenied(absl::StrCat("`", item.path, "`: you may not change ", parent_name));
}

absl::Status WriteBatch::Load(const WriteItem& item, Work& work) {
  if (made_ids_.contains(work.id)) return CheckMayCreate(item, work.id);
  const absl::StatusOr<EntryPointer> found = snapshot_.Read(type_.kind, work.id);
  if (!found.ok() && !absl::IsNotFound(found.status())) return found.status();
  const std::string name = NameOf(type_.kind, work.id);
  const bool named = !TextOf(*item.given, "name").empty() && intent_ != WriteIntent::kCreate;
  // Only the ids of themes and members can be chosen by a caller.
  const bool chosen = type_.kind == store::v1::KIND_THEME || type_.of_actor;
  if (found.ok()) {
    const store::v1::Record& record = (*found)->record;
    work.sight = SightOf(snapshot_, viewer_, type_.kind, record);
    work.version = (*found)->version;
    if (work.sight.record && !IsDeleted(record)) {
      if (intent_ == WriteIntent::kCreate) return AlreadyExists(name);
      if (!work.sight.writer) {
        return PermissionDenied(absl::StrCat("`", item.path, "`: you may not change ", name));
      }
      work.old = *found;
      return CheckEtag(item, work);
    }
    work.sight = {};
  }
  if (intent_ == WriteIntent::kUpdate || (named && !chosen)) {
    work.id.clear();
    return Missing(item, name);
  }
  return CheckMayCreate(item, work.id);
}

absl::Status WriteBatch::CheckEtag(const WriteItem& item, const Work& work) const {
  const std::string etag = TextOf(*item.given, "etag");
  if (etag.empty()) return absl::OkStatus();
  const std::unique_ptr<Message> shown(item.given->New());
  Project(keys_, work.sight, type_.kind, work.old->record, *shown);
  if (TextOf(*shown, "etag") == etag) return absl::OkStatus();
  return EtagMismatch(NameOf(type_.kind, work.id));
}

void WriteBatch::Merge(const WriteItem& item, Work& work) {
  const auto earlier = by_id_.find(work.id);
  if (earlier != by_id_.end()) {
    // Two items of one record: the later goes on from the earlier one.
    Work& first = works_[earlier->second];
    work.merged = std::move(first.merged);
    first.last = works_.size();
  } else {
    work.merged.reset(item.given->New());
    if (work.old != nullptr) {
      work.merged->CopyFrom(ResourceIn(work.old->record));
      StripHidden(work.sight, work.old->record, *work.merged);
    }
  }
  const bool fresh = work.old == nullptr && earlier == by_id_.end();
  if (fresh) {
    work.merged->CopyFrom(*item.given);
  } else if (append_.empty()) {
    mask_.Merge(*item.given, *work.merged);
  } else {
    // What is to be added does not replace.
    const std::unique_ptr<Message> rest(item.given->New());
    rest->CopyFrom(*item.given);
    if (mask_.empty()) append_.Clear(*rest);
    mask_.Merge(*rest, *work.merged);
    append_.Append(*item.given, *work.merged);
  }
  ClearServerFields(*work.merged);
  KeepDeprecation(item, work);
  if (type_.of_actor && TextOf(*work.merged, "actor").empty()) {
    const std::string actor = work.id.substr(work.id.find('/') + 1);
    const auto found = snapshot_.network().Find(actor, ToAudience(viewer_));
    if (found) SetText(*work.merged, "actor", ActorName(found->kind(), actor));
  }
}

// Whether a theme is deprecated is the server's to say: also to those that check references to it.
void WriteBatch::KeepDeprecation(const WriteItem& item, Work& work) const {
  if (type_.kind != store::v1::KIND_THEME) return;
  const v1::Theme* from = item.deprecation;
  if (from == nullptr && work.old != nullptr) from = &work.old->record.theme();
  if (from == nullptr) return;
  auto& theme = static_cast<v1::Theme&>(*work.merged);
  theme.set_deprecated(from->deprecated());
  theme.set_replaced_by(from->replaced_by());
  if (from->has_delete_time()) *theme.mutable_delete_time() = from->delete_time();
}

absl::Status WriteBatch::Add(const WriteItem& item) {
  Work work;
  work.path = item.path;
  work.note = item.note;
  work.last = works_.size();
  absl::StatusOr<std::string> id = FindId(item);
  if (!id.ok()) return id.status();
  work.id = *std::move(id);
  if (!work.id.empty()) {
    if (absl::Status loaded = Load(item, work); !loaded.ok()) return loaded;
  }
  if (work.id.empty()) {  // a fault was noted; the rest of it is checked all the same
    work.id.assign(1, '?');
    work.merged.reset(item.given->New());
    work.merged->CopyFrom(*item.given);
    ClearServerFields(*work.merged);
  } else {
    Merge(item, work);
    by_id_[work.id] = works_.size();
  }
  works_.push_back(std::move(work));
  return absl::OkStatus();
}

}  // namespace tashbik::services
