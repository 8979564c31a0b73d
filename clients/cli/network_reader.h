// The visible network read whole.
#ifndef TASHBIK_CLIENTS_CLI_NETWORK_READER_H_
#define TASHBIK_CLIENTS_CLI_NETWORK_READER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/session.h"
#include "tashbik/v1/insight.pb.h"

namespace tashbik::cli {

// Nodes by their index; edges join nodes that are there.
struct ReadGraph {
  std::vector<v1::NetworkNode> nodes;
  std::vector<v1::NetworkEdge> edges;
};

// `filter` as ListOrganizations takes it. Errors: the call's; DATA_LOSS for an answer whose edges
// join nothing.
absl::StatusOr<ReadGraph> ReadNetwork(Session* session, const std::string& filter, bool themes);

// Nodes that not everyone may see.
int CountHidden(const ReadGraph& graph);

// Says on standard error that nobody is in it, or that it holds what not everyone may see.
void WarnOfHidden(Session* session, const ReadGraph& graph);

// Writes `text` to a file that only this user may read: it may hold what others must not see. Exit
// code 2 for one that cannot be written. Where a file of that name is there, others lose their
// rights to it before anything is written.
absl::Status WritePrivateFile(const std::string& path, const std::string& text);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_NETWORK_READER_H_
