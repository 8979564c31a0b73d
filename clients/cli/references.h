// What references in files become on the way to the server.
#ifndef TASHBIK_CLIENTS_CLI_REFERENCES_H_
#define TASHBIK_CLIENTS_CLI_REFERENCES_H_

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/import_record.h"
#include "clients/cli/reference_walk.h"
#include "clients/cli/theme_finder.h"
#include "clients/cpp/client.h"

namespace tashbik::cli {

// Turns the names that files use into the server's. A name stands for, in this order: a record of
// the same import; what the account calls by the external id (source, id); the server's own name.
// `hubs/-` is the hub that is imported into.
class References {
 public:
  // `clients` resolve external ids, the first that knows one wins; `hub` may be empty.
  References(std::vector<const client::Client*> clients, std::string hub, ThemeFinder* themes)
      : clients_(std::move(clients)), hub_(std::move(hub)), themes_(themes) {}

  // Makes a record known by its local name.
  void Learn(ImportRecord* record);

  // Asks the server for all external ids that these records are or refer to, 1,000 at a time, and
  // sets `exists` and `name` of those that are there already.
  absl::Status Prepare(const std::vector<ImportRecord*>& records);

  // What to send for a record: a copy with all references replaced, its external id in front. With
  // `only_validate`, references to records that are not there yet are left out, and the answer is
  // null where nothing can be asked without them. INVALID_ARGUMENT says what cannot be found.
  absl::StatusOr<std::unique_ptr<Message>> Resolve(const ImportRecord& record, bool only_validate);

 private:
  using ExternalKey = std::pair<std::string, std::string>;  // scheme, value

  absl::Status Ask(const std::set<ExternalKey>& keys);
  absl::Status FindExisting(const Kind& kind, const std::vector<ImportRecord*>& records);
  const ImportRecord* Local(RefKind kind, const ImportRecord& from, const std::string& text) const;
  // The real name, or empty for a record of this import that is not written yet.
  absl::StatusOr<std::string> RealName(RefKind kind, const ImportRecord& from,
                                       const std::string& text) const;
  absl::StatusOr<std::string> RealParent(const ImportRecord& from, const std::string& name) const;

  std::vector<const client::Client*> clients_;
  std::string hub_;
  ThemeFinder* themes_;
  std::map<std::string, ImportRecord*> local_;
  std::map<ExternalKey, std::string> external_;
  std::map<std::string, std::set<std::string>> existing_;  // by kind: names that are there
};

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_REFERENCES_H_
