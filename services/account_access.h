// Who sees an account, and who may freeze, end or give it anew.
//
// Administrators and auditors see all accounts. A coordinator has those that it made, those that
// speak for actors whose records it may change, and those of coordinators and services that share
// a hub with it. Everybody has its own.
#ifndef TASHBIK_SERVICES_ACCOUNT_ACCESS_H_
#define TASHBIK_SERVICES_ACCOUNT_ACCESS_H_

#include "services/directory.h"
#include "services/viewer.h"
#include "tashbik/store/v1/record.pb.h"
#include "tashbik/v1/account.pb.h"

namespace tashbik::services {

// What a viewer may do with one account.
struct AccountRights {
  bool own = false;
  bool see = false;
  bool whole = false;     // sees all hubs, and how it was given anew
  bool freeze = false;    // stops it until someone else looks
  bool unfreeze = false;  // administrators, and who froze it; never itself
  bool revoke = false;
  bool reissue = false;  // gets a token that speaks for it: only who may do what it may
};

// A disk read where the account speaks for an actor that the viewer sees; else from memory.
AccountRights RightsOver(const Snapshot& snapshot, const Viewer& viewer,
                         const store::v1::Record& account);

// The account as the viewer sees it: an actor only where it sees its record.
v1::Account ShownAccount(const Snapshot& snapshot, const Viewer& viewer,
                         const store::v1::Record& account);

// A token as the viewer sees it: with its account's role, hubs, actor and end.
v1::Token ShownToken(const Snapshot& snapshot, const Viewer& viewer,
                     const store::v1::Record& token);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_ACCOUNT_ACCESS_H_
