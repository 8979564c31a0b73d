// List, in the order of ids: a page resumes after the last id of the page before.
#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/actor_filter.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/limits.h"
#include "services/message_fields.h"
#include "services/names.h"
#include "services/resource_filter.h"
#include "services/resources.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using google::protobuf::Message;

// A page is asked for in steps of this many ids: what is filtered out costs no memory.
constexpr size_t kIdsAtOnce = 1001;
// Actors passed between two looks at whether the call is still wanted.
constexpr int kActorsBetweenStops = 4096;

bool IsUndeletable(const store::v1::Record& record, absl::Time now) {
  const Message* time = MessageOf(ResourceIn(record), "delete_time");
  return time != nullptr &&
         now - absl::FromUnixSeconds(
                   static_cast<const google::protobuf::Timestamp&>(*time).seconds()) <=
             kUndeleteTime;
}

graph::ActorKind ActorKindOf(storage::Kind kind) {
  return kind == store::v1::KIND_ORGANIZATION ? graph::ActorKind::kOrganization
                                              : graph::ActorKind::kDiasporaGroup;
}

}  // namespace

// One page being filled.
class ListPage {
 public:
  ListPage(const ResourceType& type, const Keys& keys, const CallContext& call, bool show_deleted,
           absl::Time now, int size, Message& response)
      : type_(type),
        keys_(keys),
        call_(call),
        show_deleted_(show_deleted),
        now_(now),
        size_(size),
        response_(response) {}

  // Ids of actors of this kind that pass, after `after`, at most kIdsAtOnce.
  std::vector<std::string> Actors(const Filter& filter, const std::string& after) {
    std::vector<std::string> ids;
    int passed = 0;
    call_.snapshot->network().ForEach(
        ToAudience(call_.viewer), after, [&](const graph::ActorView& actor) {
          if (++passed % kActorsBetweenStops == 0 && !call_.Alive().ok()) return false;
          if (actor.kind() != ActorKindOf(type_.kind)) return true;
          if (!filter.empty() && !Passes(filter, actor)) return true;
          ids.emplace_back(actor.id());
          return ids.size() < kIdsAtOnce;
        });
    if (show_deleted_ && filter.empty()) AddDeleted(after, ids);
    return ids;
  }

  // False when the page is full: `last` is then the id to resume after.
  bool Add(const store::v1::Record& record, const Filter* filter, std::string& last) {
    const Sight sight = SightOf(*call_.snapshot, call_.viewer, type_.kind, record);
    if (!sight.record || !IsListed(sight, record)) return true;
    const std::unique_ptr<Message> resource(ResourceIn(record).New());
    Project(keys_, sight, type_.kind, record, *resource);
    if (filter != nullptr && !filter->empty() &&
        !Passes(*filter, *call_.snapshot, call_.viewer, type_.kind, *resource)) {
      return true;
    }
    const size_t bytes = resource->ByteSizeLong();
    if (count_ == size_ || (count_ > 0 && bytes_ + bytes > kMaxPageBytes)) return false;
    Message& added = *AddMessage(response_, type_.list_field);
    added.GetReflection()->Swap(&added, resource.get());
    ++count_;
    bytes_ += bytes;
    last = record.id();
    return true;
  }

 private:
  bool IsListed(const Sight& sight, const store::v1::Record& record) const {
    if (type_.kind == store::v1::KIND_THEME) {
      return !record.theme().deprecated() || (show_deleted_ && sight.writer);
    }
    return !IsDeleted(record) || (show_deleted_ && IsUndeletable(record, now_));
  }

  void AddDeleted(const std::string& after, std::vector<std::string>& ids) {
    const bool all_live = ids.size() < kIdsAtOnce;
    const std::string end = all_live ? "" : ids.back();
    call_.snapshot->catalog().ForEach(type_.kind, after, [&](const EntryPointer& entry) {
      if (!all_live && entry->id() > end) return false;
      ids.push_back(entry->id());
      return true;
    });
    std::sort(ids.begin(), ids.end());
    if (ids.size() > kIdsAtOnce) ids.resize(kIdsAtOnce);
  }

  const ResourceType& type_;
  const Keys& keys_;
  const CallContext& call_;
  const bool show_deleted_;
  const absl::Time now_;
  const int size_;
  Message& response_;
  int count_ = 0;
  size_t bytes_ = 0;
};

absl::Status Resources::ListActors(const CallContext& call, const Filter& filter, std::string after,
                                   ListPage& page, std::string& resume_after) const {
  std::string last;
  while (true) {
    const std::vector<std::string> ids = page.Actors(filter, after);
    if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
    for (const std::string& id : ids) {
      const absl::StatusOr<EntryPointer> entry = call.snapshot->Read(type_.kind, id);
      if (absl::IsNotFound(entry.status())) continue;  // a deleted one of the other kind
      if (!entry.ok()) return entry.status();
      if (!page.Add((*entry)->record, nullptr, last)) {
        resume_after = last;
        return absl::OkStatus();
      }
    }
    if (ids.size() < kIdsAtOnce) return absl::OkStatus();
    after = ids.back();
  }
}

absl::Status Resources::ListKept(const CallContext& call, const Filter& filter,
                                 const std::string& parent, std::string after, ListPage& page,
                                 std::string& resume_after) const {
  const std::string prefix = parent.empty() ? "" : parent + "/";
  if (after < prefix) after = prefix;
  std::string last;
  bool full = false;
  call.snapshot->catalog().ForEach(type_.kind, after, [&](const EntryPointer& entry) {
    if (!absl::StartsWith(entry->id(), prefix) || call.stop()) return false;
    full = !page.Add(entry->record, &filter, last);
    return !full;
  });
  if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
  if (full) resume_after = last;
  return absl::OkStatus();
}

absl::StatusOr<std::string> Resources::ListedParent(const CallContext& call,
                                                    const Message& request) const {
  if (type_.parent == store::v1::KIND_UNSPECIFIED) return "";
  const std::string parent = TextOf(request, "parent");
  const absl::string_view pattern = PatternOf(type_.parent);
  if (parent.empty()) return FieldRequired("parent", absl::StrCat("`", pattern, "`"));
  if (parent == absl::StrCat(CollectionOf(type_.parent), "/-")) return "";
  const auto id = ParseNameOf(type_.parent, parent);
  if (!id) return FieldInvalid("parent", "names no parent", absl::StrCat("use `", pattern, "`"));
  const EntryPointer entry = call.snapshot->catalog().Find(type_.parent, *id);
  if (entry == nullptr || IsDeleted(entry->record) ||
      !SightOf(*call.snapshot, call.viewer, type_.parent, entry->record).record) {
    return NotFound(parent);
  }
  return *id;
}

absl::Status Resources::List(const CallContext& call, const Message& request,
                             Message& response) const {
  const absl::StatusOr<int> size = PageSize(NumberOf(request, "page_size"));
  if (!size.ok()) return size.status();
  const std::string filter_text = TextOf(request, "filter");
  const absl::StatusOr<Filter> filter = IsActor(type_.kind)
                                            ? ParseActorFilter(filter_text)
                                            : ParseResourceFilter(type_.kind, filter_text);
  if (!filter.ok()) return filter.status();
  const absl::StatusOr<std::string> parent = ListedParent(call, request);
  if (!parent.ok()) return parent.status();
  const bool show_deleted = FlagOf(request, "show_deleted");
  const std::string binding =
      absl::StrCat(call.method, "|", call.viewer.account, "|", TextOf(request, "parent"), "|",
                   show_deleted ? 1 : 0, "|", filter_text);
  std::string after;
  if (const std::string token = TextOf(request, "page_token"); !token.empty()) {
    absl::StatusOr<std::string> position = tokens_.Open(token, binding);
    if (!position.ok()) return position.status();
    after = *std::move(position);
  }
  ListPage page(type_, directory_.keys(), call, show_deleted, directory_.Now(), *size, response);
  std::string resume_after;
  const absl::Status listed = IsActor(type_.kind)
                                  ? ListActors(call, *filter, after, page, resume_after)
                                  : ListKept(call, *filter, *parent, after, page, resume_after);
  if (!listed.ok()) return listed;
  if (!resume_after.empty()) {
    SetText(response, "next_page_token", tokens_.Seal(resume_after, binding));
  }
  return absl::OkStatus();
}

}  // namespace tashbik::services
