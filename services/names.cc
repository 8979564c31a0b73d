// The table of collections, and reading and writing names by it.
#include "services/names.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace tashbik::services {
namespace {

using store::v1::KIND_ACCOUNT;
using store::v1::KIND_ATTENDEE;
using store::v1::KIND_CALL;
using store::v1::KIND_CHECK_IN;
using store::v1::KIND_CIRCLE;
using store::v1::KIND_COALITION;
using store::v1::KIND_COALITION_MEMBER;
using store::v1::KIND_DIASPORA_GROUP;
using store::v1::KIND_EVENT;
using store::v1::KIND_FEEDBACK;
using store::v1::KIND_HUB;
using store::v1::KIND_HUB_MEMBER;
using store::v1::KIND_INTRODUCTION;
using store::v1::KIND_INVITATION;
using store::v1::KIND_MERGE;
using store::v1::KIND_ORGANIZATION;
using store::v1::KIND_REGISTRATION;
using store::v1::KIND_STATEMENT;
using store::v1::KIND_STORY;
using store::v1::KIND_THEME;
using store::v1::KIND_THEME_PROPOSAL;
using store::v1::KIND_TOKEN;

struct Collection {
  storage::Kind kind;
  absl::string_view parent;  // collection of the parent; empty: none
  absl::string_view name;
  absl::string_view pattern;
};

constexpr Collection kCollections[] = {
    {KIND_ORGANIZATION, "", "organizations", "organizations/{organization}"},
    {KIND_DIASPORA_GROUP, "", "diasporaGroups", "diasporaGroups/{diaspora_group}"},
    {KIND_THEME, "", "themes", "themes/{theme}"},
    {KIND_COALITION, "", "coalitions", "coalitions/{coalition}"},
    {KIND_COALITION_MEMBER, "coalitions", "members", "coalitions/{coalition}/members/{actor id}"},
    {KIND_HUB, "", "hubs", "hubs/{hub}"},
    {KIND_HUB_MEMBER, "hubs", "members", "hubs/{hub}/members/{actor id}"},
    {KIND_CIRCLE, "hubs", "circles", "hubs/{hub}/circles/{circle}"},
    {KIND_ACCOUNT, "", "accounts", "accounts/{account}"},
    {KIND_TOKEN, "", "tokens", "tokens/{token}"},
    {KIND_INVITATION, "", "invitations", "invitations/{invitation}"},
    {KIND_REGISTRATION, "", "registrations", "registrations/{registration}"},
    {KIND_INTRODUCTION, "", "introductions", "introductions/{introduction}"},
    {KIND_FEEDBACK, "", "feedback", "feedback/{feedback}"},
    {KIND_THEME_PROPOSAL, "", "themeProposals", "themeProposals/{theme_proposal}"},
    {KIND_CHECK_IN, "coalitions", "checkIns", "coalitions/{coalition}/checkIns/{check_in}"},
    {KIND_CALL, "", "calls", "calls/{call}"},
    {KIND_EVENT, "", "events", "events/{event}"},
    {KIND_ATTENDEE, "events", "attendees", "events/{event}/attendees/{actor id}"},
    {KIND_STORY, "", "stories", "stories/{story}"},
    {KIND_STATEMENT, "", "statements", "statements/{statement}"},
    {KIND_MERGE, "", "merges", "merges/{merge}"},
};

const Collection* Find(storage::Kind kind) {
  for (const Collection& collection : kCollections) {
    if (collection.kind == kind) return &collection;
  }
  return nullptr;
}

const Collection* Find(absl::string_view parent, absl::string_view name) {
  for (const Collection& collection : kCollections) {
    if (collection.parent == parent && collection.name == name) return &collection;
  }
  return nullptr;
}

}  // namespace

std::optional<ResourceName> ParseName(absl::string_view name) {
  if (name.size() > 128) return std::nullopt;
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  if (parts.size() == 2) {
    const Collection* collection = Find("", parts[0]);
    if (collection == nullptr) return std::nullopt;
    const bool good = collection->kind == KIND_THEME ? IsThemeId(parts[1]) : IsServerId(parts[1]);
    if (!good) return std::nullopt;
    return ResourceName{collection->kind, std::string(parts[1])};
  }
  if (parts.size() != 4) return std::nullopt;
  const Collection* collection = Find(parts[0], parts[2]);
  if (collection == nullptr || !IsServerId(parts[1]) || !IsServerId(parts[3])) return std::nullopt;
  return ResourceName{collection->kind, absl::StrCat(parts[1], "/", parts[3])};
}

std::optional<std::string> ParseNameOf(storage::Kind kind, absl::string_view name) {
  std::optional<ResourceName> parsed = ParseName(name);
  if (!parsed || parsed->kind != kind) return std::nullopt;
  return std::move(parsed->id);
}

std::optional<ResourceName> ParseActorName(absl::string_view name) {
  std::optional<ResourceName> parsed = ParseName(name);
  if (!parsed || !IsActor(parsed->kind)) return std::nullopt;
  return parsed;
}

std::string NameOf(storage::Kind kind, absl::string_view id) {
  const Collection* collection = Find(kind);
  if (collection == nullptr) return "";
  if (collection->parent.empty()) return absl::StrCat(collection->name, "/", id);
  const std::pair<absl::string_view, absl::string_view> ids =
      absl::StrSplit(id, absl::MaxSplits('/', 1));
  return absl::StrCat(collection->parent, "/", ids.first, "/", collection->name, "/", ids.second);
}

std::string ActorName(graph::ActorKind kind, absl::string_view id) {
  return NameOf(kind == graph::ActorKind::kOrganization ? KIND_ORGANIZATION : KIND_DIASPORA_GROUP,
                id);
}

std::string IdIn(absl::string_view name) { return std::string(name.substr(name.rfind('/') + 1)); }

absl::string_view CollectionOf(storage::Kind kind) {
  const Collection* collection = Find(kind);
  return collection == nullptr ? "" : collection->name;
}

absl::string_view PatternOf(storage::Kind kind) {
  const Collection* collection = Find(kind);
  return collection == nullptr ? "" : collection->pattern;
}

bool IsActor(storage::Kind kind) {
  return kind == KIND_ORGANIZATION || kind == KIND_DIASPORA_GROUP;
}

bool IsServerId(absl::string_view id) {
  if (id.size() != 16 || !absl::ascii_islower(static_cast<unsigned char>(id[0]))) return false;
  for (const char c : id) {
    if (!(c >= 'a' && c <= 'z') && !(c >= '2' && c <= '7')) return false;
  }
  return true;
}

bool IsThemeId(absl::string_view id) {
  if (id.empty() || id.size() > 63 || id[0] < 'a' || id[0] > 'z') return false;
  for (const char c : id) {
    if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') return false;
  }
  return true;
}

}  // namespace tashbik::services
