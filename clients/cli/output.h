// Writes answers in the format that was asked for: data on standard output, as it comes.
#ifndef TASHBIK_CLIENTS_CLI_OUTPUT_H_
#define TASHBIK_CLIENTS_CLI_OUTPUT_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "clients/cli/session.h"
#include "google/protobuf/message.h"

namespace tashbik::cli {

// Several messages of one type. json is one array, jsonl an object a line, csv and table have the
// columns of columns.h, name is a resource name a line. A table is written at the end, since its
// widths depend on all rows; the others as they come.
class Listing {
 public:
  Listing(Session* session, const google::protobuf::Descriptor* type);
  void Add(const google::protobuf::Message& message);
  // Ends the output; says on standard error when there was nothing to show (tables only).
  void Finish();

 private:
  Session* session_;
  const google::protobuf::Descriptor* type_;
  std::vector<std::vector<std::string>> rows_;
  int count_ = 0;
};

// One message: all its fields. csv has the columns of columns.h, name the resource name.
void WriteOne(Session* session, const google::protobuf::Message& message);

// What resources are called, by their resource names: actors, themes, coalitions, hubs. Those that
// the caller may not read are left out. One call for each kind and 1,000 names.
std::map<std::string, std::string> DisplayNames(Session* session,
                                                const std::set<std::string>& names);

// Puts display names in place of the resource names of actors and themes in cells for people, but
// for the last column. Names that the caller may not read stay.
void NameReferences(Session* session, std::vector<std::vector<std::string>>* rows);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_OUTPUT_H_
