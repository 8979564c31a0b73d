// The table of kinds: which of them callers write, and which appear in the change feed.
#include "storage/record.h"

namespace tashbik::storage {

bool InFeed(Kind kind) {
  switch (kind) {
    case store::v1::KIND_ORGANIZATION:
    case store::v1::KIND_DIASPORA_GROUP:
    case store::v1::KIND_THEME:
    case store::v1::KIND_COALITION:
    case store::v1::KIND_COALITION_MEMBER:
    case store::v1::KIND_HUB:
    case store::v1::KIND_HUB_MEMBER:
    case store::v1::KIND_CIRCLE:
    case store::v1::KIND_CALL:
    case store::v1::KIND_EVENT:
    case store::v1::KIND_STORY:
    case store::v1::KIND_STATEMENT:
      return true;
    default:
      return false;
  }
}

bool IsWritable(Kind kind) {
  switch (kind) {
    case store::v1::KIND_ACCOUNT:
    case store::v1::KIND_TOKEN:
    case store::v1::KIND_INVITATION:
    case store::v1::KIND_REGISTRATION:
    case store::v1::KIND_PANIC_CODE:
    case store::v1::KIND_BUDGET:
    case store::v1::KIND_EXTERNAL_ID:
    case store::v1::KIND_EPOCH:
    case store::v1::KIND_SETTING:
    case store::v1::KIND_FEEDBACK:
    case store::v1::KIND_INTRODUCTION:
    case store::v1::KIND_INTRODUCTION_SETTINGS:
    case store::v1::KIND_THEME_PROPOSAL:
    case store::v1::KIND_THEME_REVISION:
    case store::v1::KIND_CHECK_IN:
    case store::v1::KIND_ATTENDEE:
    case store::v1::KIND_SIGNATURE:
    case store::v1::KIND_DISTINCT_PAIR:
    case store::v1::KIND_MERGE:
      return true;
    default:
      return InFeed(kind);
  }
}

}  // namespace tashbik::storage
