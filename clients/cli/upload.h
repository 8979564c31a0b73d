// Writes the records of an import: in order, in batches, each fault back at its line.
#ifndef TASHBIK_CLIENTS_CLI_UPLOAD_H_
#define TASHBIK_CLIENTS_CLI_UPLOAD_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/import_record.h"
#include "clients/cli/references.h"
#include "clients/cli/session.h"

namespace tashbik::cli {

class Upload {
 public:
  // `progress` hears how many of all records are done.
  Upload(Session* session, const ImportOptions& options, References* references, std::string hub,
         std::function<void(size_t done, size_t all)> progress);

  // Writes (or with `only_validate` checks) all records that are not refused, kind by kind, and
  // sets their outcome. Records that the server refuses are taken out of their batch, which is sent
  // again. An error ends the import: no server, no permission.
  absl::Status Run(const std::vector<ImportRecord*>& records, bool only_validate);

 private:
  struct Item {
    ImportRecord* record;
    std::unique_ptr<Message> sent;
  };

  absl::StatusOr<const client::Client*> ClientFor(const Kind& kind);
  absl::Status RunKind(const Kind& kind, const std::vector<ImportRecord*>& records);
  absl::Status Send(const Kind& kind, std::vector<Item> items);
  std::unique_ptr<Message> Batch(const Kind& kind, const std::vector<Item>& items) const;
  bool Refuse(const Kind& kind, const absl::Status& status, std::vector<Item>* items);
  absl::Status MatchHubs(const std::vector<ImportRecord*>& records);
  absl::Status WriteCircles(const std::vector<ImportRecord*>& records);
  void SetDefaultTier(const ImportRecord& record, Message* resource) const;
  void Done(size_t count);

  Session* session_;
  const ImportOptions& options_;
  References* references_;
  std::string hub_;
  std::function<void(size_t, size_t)> progress_;
  bool only_validate_ = false;
  size_t done_ = 0;
  size_t all_ = 0;
};

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_UPLOAD_H_
