// By kind.
#include "services/programme_state.h"

#include <algorithm>

#include "tashbik/v1/statement.pb.h"
#include "tashbik/v1/story.pb.h"

namespace tashbik::services {
namespace {

using google::protobuf::Message;

void KeepConsents(const v1::Story* old, v1::Story& story) {
  for (v1::StoryOrganization& named : *story.mutable_organizations()) {
    named.clear_consent_time();
    named.clear_consent_note();
    if (old == nullptr) continue;
    const auto& before = old->organizations();
    const auto same = std::find_if(before.begin(), before.end(), [&](const auto& other) {
      return other.organization() == named.organization();
    });
    if (same != before.end()) named = *same;
  }
}

void KeepState(const v1::Statement* old, v1::Statement& statement) {
  statement.set_state(old == nullptr ? v1::STATEMENT_STATE_OPEN : old->state());
  if (old != nullptr && old->has_publish_time()) {
    *statement.mutable_publish_time() = old->publish_time();
  }
}

}  // namespace

void KeepServerParts(storage::Kind kind, const Message* old, Message& resource) {
  if (kind == store::v1::KIND_STORY) {
    KeepConsents(static_cast<const v1::Story*>(old), static_cast<v1::Story&>(resource));
  } else if (kind == store::v1::KIND_STATEMENT) {
    KeepState(static_cast<const v1::Statement*>(old), static_cast<v1::Statement&>(resource));
  }
}

}  // namespace tashbik::services
