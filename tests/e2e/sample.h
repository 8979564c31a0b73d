// The shipped sample in the real server, loaded by the real command line; and copies of it in which
// nothing is called what it was.
#ifndef TASHBIK_TESTS_E2E_SAMPLE_H_
#define TASHBIK_TESTS_E2E_SAMPLE_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "clients/cpp/client.h"
#include "tashbik/v1/match.pb.h"
#include "tests/testing/child_process.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::testing {

// The sample's files, JSON Lines. Stories may be left out: servers do not load them by themselves.
struct SampleFiles {
  std::string vocabulary{};
  std::string network{};
  std::string stories{};
};

// Those of deploy/sample.
SampleFiles ShippedSample();

// Old local id or theme id -> new one.
using Renaming = std::map<std::string, std::string>;

// A copy in `folder` without descriptions, in which every actor has one name that means nothing.
// With `renaming`, every id and every label is replaced by a meaningless one too, and what became
// of each id is put there.
SampleFiles NamelessSample(const std::string& folder, Renaming* renaming);

// tashbikd with a sample: the vocabulary loaded as the administrator, the network as the
// coordinator of the first hub.
class SampleServer {
 public:
  explicit SampleServer(const SampleFiles& files);

  const client::Client& coordinator() const { return coordinator_; }
  const client::Client& administrator() const { return administrator_; }
  const client::Client& anonymous() const { return anonymous_; }
  const ServerProcess& server() const { return server_; }

  // Resource name of an actor of the sample, by its local id such as `gchr`.
  const std::string& Actor(const std::string& local) const;
  // The other way round; the name itself for what is not of the sample.
  std::string Local(const std::string& name) const;
  // Local ids of the partners suggested, best first.
  std::vector<std::string> Partners(const v1::SuggestPartnersResponse& answer) const;

  // Runs `tashbik` as the first hub's coordinator, or with these arguments about whose token to
  // use.
  CommandResult Tashbik(std::vector<std::string> arguments) const;
  CommandResult TashbikAs(const std::vector<std::string>& whom,
                          std::vector<std::string> arguments) const;
  // Makes an actor of the sample a member of the first hub; the file with a token that speaks for
  // it.
  std::string Join(const std::string& local) const;

 private:
  void Import(const std::string& file, const std::string& token_file);

  TemporaryFolder folder_;
  ServerProcess server_;
  client::Client coordinator_;
  client::Client administrator_;
  client::Client anonymous_;
  std::map<std::string, std::string> names_;   // by local id
  std::map<std::string, std::string> locals_;  // by resource name
};

// Local ids of the sample's actors whose tier is PUBLIC, and of all others.
struct SampleTiers {
  std::set<std::string> open;
  std::set<std::string> hidden;
};
SampleTiers TiersOfSample();

// Words of the vocabulary that find and are never shown.
std::vector<std::string> HiddenLabelsOfSample();

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_E2E_SAMPLE_H_
