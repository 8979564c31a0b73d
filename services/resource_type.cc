// The table.
#include "services/resource_type.h"

namespace tashbik::services {
namespace {

using namespace store::v1;  // NOLINT(google-build-using-namespace): the kinds of the table

constexpr ResourceType kTypes[] = {
    {KIND_ORGANIZATION, "organization", "organizations", KIND_UNSPECIFIED, false, true, true, true},
    {KIND_DIASPORA_GROUP, "diaspora_group", "diaspora_groups", KIND_UNSPECIFIED, false, true, true,
     true},
    {KIND_THEME, "theme", "themes", KIND_UNSPECIFIED, false, true, false, false},
    {KIND_COALITION, "coalition", "coalitions", KIND_UNSPECIFIED, false, true, true, true},
    {KIND_HUB, "hub", "hubs", KIND_UNSPECIFIED, false, true, true, true},
    {KIND_COALITION_MEMBER, "coalition_member", "coalition_members", KIND_COALITION, true, false,
     false, false},
    {KIND_HUB_MEMBER, "hub_member", "hub_members", KIND_HUB, true, false, false, false},
    {KIND_CALL, "call", "calls", KIND_UNSPECIFIED, false, true, true, true},
    {KIND_EVENT, "event", "events", KIND_UNSPECIFIED, false, true, true, true},
    {KIND_ATTENDEE, "attendee", "attendees", KIND_EVENT, true, false, false, false},
    {KIND_STORY, "story", "stories", KIND_UNSPECIFIED, false, true, true, true},
    {KIND_STATEMENT, "statement", "statements", KIND_UNSPECIFIED, false, true, true, true},
    {KIND_CIRCLE, "circle", "circles", KIND_HUB, false, false, false, false},
};

}  // namespace

const ResourceType& TypeOf(Kind kind) {
  for (const ResourceType& type : kTypes) {
    if (type.kind == kind) return type;
  }
  return kTypes[0];
}

}  // namespace tashbik::services
