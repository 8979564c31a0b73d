// By kind.
#include "services/programme_state.h"

#include "services/story_rules.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/statement.pb.h"
#include "tashbik/v1/story.pb.h"

namespace tashbik::services {
namespace {

using google::protobuf::Message;

void KeepState(const v1::Statement* old, v1::Statement& statement) {
  statement.set_state(old == nullptr ? v1::STATEMENT_STATE_OPEN : old->state());
  if (old != nullptr && old->has_publish_time()) {
    *statement.mutable_publish_time() = old->publish_time();
  }
}

}  // namespace

void KeepServerParts(storage::Kind kind, const Message* old, const std::vector<std::string>& hidden,
                     Message& resource) {
  if (kind == store::v1::KIND_COALITION && old != nullptr) {
    const auto& before = static_cast<const v1::Coalition&>(*old);
    if (!before.has_check_in_time()) return;
    *static_cast<v1::Coalition&>(resource).mutable_check_in_time() = before.check_in_time();
  } else if (kind == store::v1::KIND_STORY && old == nullptr) {
    ClearConsents(static_cast<v1::Story&>(resource));
  } else if (kind == store::v1::KIND_STORY) {
    KeepConsents(static_cast<const v1::Story&>(*old), hidden, static_cast<v1::Story&>(resource));
  } else if (kind == store::v1::KIND_STATEMENT) {
    KeepState(static_cast<const v1::Statement*>(old), static_cast<v1::Statement&>(resource));
  }
}

}  // namespace tashbik::services
