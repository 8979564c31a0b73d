// What an import is made of: one record for each resource to write, with the lines it comes from.
#ifndef TASHBIK_CLIENTS_CLI_IMPORT_RECORD_H_
#define TASHBIK_CLIENTS_CLI_IMPORT_RECORD_H_

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "clients/cli/kind.h"
#include "tashbik/v1/common.pb.h"
#include "tashbik/v1/duplicate.pb.h"

namespace tashbik::cli {

struct ImportRecord {
  const Kind* kind = nullptr;
  // What to write. References in it are as the file has them until they are resolved.
  std::unique_ptr<Message> resource;
  std::string file;
  std::vector<int> lines;
  std::string source;      // scheme of its external id
  std::string key;         // value of its external id; empty for themes, members and circles
  std::string title;       // its name as the file has it, where the key is made from that
  std::string local_name;  // what the file calls it, such as `organizations/gchr`
  std::string ref_source;  // scheme of the ids that it refers to
  std::set<std::string> appended;  // paths of lists that are added to
  bool has_visibility = false;     // the file says who may see it
  bool deprecated = false;         // a theme that is to be deprecated once it is written,
  std::string replaced_by;         // and what replaces it

  // The result.
  bool exists = false;  // it was there before
  std::string name;     // its real name, once known
  std::string refused;  // why it was not written; empty if it was
  v1::WriteOutcome outcome = v1::WRITE_OUTCOME_UNSPECIFIED;
};

// A line that did not become part of a record.
struct RefusedLine {
  std::string file;
  int line = 0;
  const Kind* kind = nullptr;
  std::string key;
  std::string reason;
  std::string title = {};  // as in ImportRecord
};

struct ImportSet {
  std::vector<std::unique_ptr<ImportRecord>> records;
  std::vector<RefusedLine> refused;
  std::vector<std::string> notes;                  // for people, on standard error
  std::vector<v1::DuplicateCandidate> duplicates;  // of what is new
};

// What `import` was asked to do.
struct ImportOptions {
  std::vector<std::string> files;
  std::string kind;
  std::string key;
  std::vector<std::string> map;
  std::vector<std::string> set;
  std::string source;
  std::string ref;
  std::string hub;
  std::string tier;
  std::string encoding;
  bool dry_run = false;
  bool atomic = false;
  bool no_duplicates_check = false;
};

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_IMPORT_RECORD_H_
