// Rights follow from who made an account, what it speaks for and which hubs it shares.
#include "services/account_access.h"

#include <algorithm>
#include <optional>

#include "services/accounts.h"
#include "services/facts.h"
#include "services/names.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

// What the viewer sees of the actor that an account speaks for.
Sight SightOfActor(const Snapshot& snapshot, const Viewer& viewer, const v1::Account& account) {
  const std::optional<ResourceName> actor = ParseActorName(account.actor());
  if (!actor || !snapshot.network().Find(actor->id, ToAudience(viewer))) return {};
  const absl::StatusOr<EntryPointer> entry = snapshot.Read(actor->kind, actor->id);
  if (!entry.ok() || IsDeleted((*entry)->record)) return {};
  return SightOf(snapshot, viewer, actor->kind, (*entry)->record);
}

bool Coordinates(const Viewer& viewer, const std::string& hub) {
  const std::optional<std::string> id = ParseNameOf(store::v1::KIND_HUB, hub);
  return id && viewer.Coordinates(*id);
}

// What a coordinator has of an account that is not its own.
void AddCoordinatorRights(const Snapshot& snapshot, const Viewer& viewer,
                          const store::v1::AccountRecord& record, AccountRights& rights) {
  const v1::Account& account = record.account();
  const auto& hubs = account.hubs();
  const auto of_viewer = [&](const std::string& hub) { return Coordinates(viewer, hub); };
  const bool service = account.role() == v1::ROLE_SERVICE;
  const bool colleague = account.role() == v1::ROLE_COORDINATOR || service;
  const bool shares = colleague && std::any_of(hubs.begin(), hubs.end(), of_viewer);
  const bool all_hubs = service && shares && std::all_of(hubs.begin(), hubs.end(), of_viewer);
  const bool writes =
      account.role() == v1::ROLE_MEMBER && SightOfActor(snapshot, viewer, account).writer;
  const bool made = record.maker_account() == viewer.account;
  rights.see = made || writes || shares;
  rights.whole = made || writes || all_hubs;
  rights.freeze = rights.see;
  rights.revoke = rights.whole;
  // Having made it is not enough: its actor may have left the hub since, or hidden.
  rights.reissue = writes || all_hubs;
}

}  // namespace

AccountRights RightsOver(const Snapshot& snapshot, const Viewer& viewer,
                         const store::v1::Record& record) {
  AccountRights rights;
  if (viewer.account.empty()) return rights;
  const v1::Account& account = record.account().account();
  rights.own = viewer.account == record.id();
  switch (viewer.role) {
    case v1::ROLE_ADMINISTRATOR:
      rights.see = rights.whole = rights.freeze = rights.revoke = true;
      // Who holds a member's token sees all of its actor's record.
      rights.reissue = !rights.own && (account.role() != v1::ROLE_MEMBER ||
                                       SightOfActor(snapshot, viewer, account).record);
      break;
    case v1::ROLE_AUDITOR:
      rights.see = rights.whole = true;
      break;
    case v1::ROLE_COORDINATOR:
      if (rights.own) {
        rights.see = rights.whole = rights.freeze = rights.revoke = true;
      } else {
        AddCoordinatorRights(snapshot, viewer, record.account(), rights);
      }
      break;
    default:
      rights.see = rights.whole = rights.own;
      return rights;
  }
  const bool froze =
      viewer.role == v1::ROLE_ADMINISTRATOR || record.account().freezer_account() == viewer.account;
  rights.unfreeze = rights.freeze && froze && !rights.own;
  return rights;
}

v1::Account ShownAccount(const Snapshot& snapshot, const Viewer& viewer,
                         const store::v1::Record& record) {
  const AccountRights rights = RightsOver(snapshot, viewer, record);
  v1::Account shown = record.account().account();
  if (rights.own) return shown;
  if (!shown.actor().empty() && !SightOfActor(snapshot, viewer, shown).record) {
    shown.clear_actor();
  }
  if (rights.whole) return shown;
  shown.clear_reissue_check();
  shown.clear_reissue_time();
  shown.clear_hubs();  // others than its own, a coordinator may not know of
  for (const std::string& hub : record.account().account().hubs()) {
    if (Coordinates(viewer, hub)) shown.add_hubs(hub);
  }
  return shown;
}

v1::Token ShownToken(const Snapshot& snapshot, const Viewer& viewer,
                     const store::v1::Record& token) {
  v1::Token shown = token.token().token();
  const EntryPointer entry =
      snapshot.catalog().Find(store::v1::KIND_ACCOUNT, IdIn(shown.account()));
  if (entry == nullptr) return shown;
  const v1::Account account = ShownAccount(snapshot, viewer, entry->record);
  shown.set_role(account.role());
  *shown.mutable_hubs() = account.hubs();
  shown.set_actor(account.actor());
  if (account.has_revoke_time() && !shown.has_revoke_time()) {
    *shown.mutable_revoke_time() = account.revoke_time();
  }
  return shown;
}

}  // namespace tashbik::services
