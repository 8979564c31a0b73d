// Says what a merge would do, in words.
#ifndef TASHBIK_CLIENTS_CLI_MERGE_OUTPUT_H_
#define TASHBIK_CLIENTS_CLI_MERGE_OUTPUT_H_

#include "absl/status/status.h"
#include "clients/cli/session.h"
#include "tashbik/v1/duplicate.pb.h"

namespace tashbik::cli {

// For people, of a merge that was checked and not written: what the kept record gains, what stays
// its own where both differ, who sees it then, what goes over besides, that it can be undone. Reads
// both records and their memberships. Errors: those of the calls.
absl::Status WriteMergePreview(Session* session, const v1::Merge& merge);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_MERGE_OUTPUT_H_
