// Puts the parts of the answer together.
#include "clients/cli/network_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/insight_words.h"
#include "clients/cpp/network.h"

namespace tashbik::cli {

absl::StatusOr<ReadGraph> ReadNetwork(Session* session, const std::string& filter, bool themes) {
  auto client = session->Connect();
  if (!client.ok()) return client.status();
  v1::ReadNetworkRequest request;
  request.set_filter(filter);
  request.set_include_themes(themes);
  request.set_language(session->language());
  ReadGraph graph;
  const absl::Status status =
      client::ReadNetwork((*client)->options(), request, [&](const v1::ReadNetworkResponse& part) {
        graph.nodes.insert(graph.nodes.end(), part.nodes().begin(), part.nodes().end());
        graph.edges.insert(graph.edges.end(), part.edges().begin(), part.edges().end());
      });
  if (!status.ok()) return status;
  const auto count = static_cast<int64_t>(graph.nodes.size());
  for (int64_t i = 0; i < count; ++i) {
    if (graph.nodes[static_cast<size_t>(i)].index() != i) {
      return absl::DataLossError("the server's nodes are not numbered from 0");
    }
  }
  for (const v1::NetworkEdge& edge : graph.edges) {
    if (std::min(edge.source(), edge.target()) < 0 ||
        std::max(edge.source(), edge.target()) >= count) {
      return absl::DataLossError("the server's edges join nodes that are not there");
    }
  }
  return graph;
}

int CountHidden(const ReadGraph& graph) {
  return static_cast<int>(
      std::count_if(graph.nodes.begin(), graph.nodes.end(), [](const v1::NetworkNode& node) {
        return node.has_actor() && node.actor().tier() != v1::TIER_PUBLIC;
      }));
}

void WarnOfHidden(Session* session, const ReadGraph& graph) {
  const int hidden = CountHidden(graph);
  const std::string& language = session->language();
  if (graph.nodes.empty()) session->err() << Say(InsightWord::kNobodyHere, language) << "\n";
  if (hidden == 0) return;
  session->err() << absl::Substitute(Say(InsightWord::kHiddenInside, language), hidden) << "\n";
}

absl::Status WritePrivateFile(const std::string& path, const std::string& text) {
  const auto failed = [&](const char* what) {
    return UsageError(absl::StrCat("cannot ", what, " '", path, "': ", std::strerror(errno)));
  };
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return failed("open");
  struct stat kind;
  const bool regular = fstat(file, &kind) == 0 && S_ISREG(kind.st_mode);
  if (regular && fchmod(file, S_IRUSR | S_IWUSR) != 0) {
    const absl::Status status = failed("protect");
    close(file);
    return status;
  }
  size_t written = 0;
  while (written < text.size()) {
    const ssize_t count = write(file, text.data() + written, text.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      const absl::Status status = failed("write");
      close(file);
      return status;
    }
    written += static_cast<size_t>(count);
  }
  return close(file) == 0 ? absl::OkStatus() : failed("write");
}

}  // namespace tashbik::cli
