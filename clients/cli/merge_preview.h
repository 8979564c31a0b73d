// What merging two actors would make of the one that stays.
#ifndef TASHBIK_CLIENTS_CLI_MERGE_PREVIEW_H_
#define TASHBIK_CLIENTS_CLI_MERGE_PREVIEW_H_

#include <string>
#include <vector>

#include "clients/cli/entry.h"
#include "google/protobuf/message.h"

namespace tashbik::cli {

// One field, such as "active in".
struct MergeChange {
  Entry title;
  std::vector<std::string> texts = {};  // for people; themes by their resource names
  std::string other = {};               // what is not taken over, where it is one text
};

struct MergePreview {
  std::vector<MergeChange> gains;
  // Where both say one thing differently: `texts` are the kept one's.
  std::vector<MergeChange> stays;
};

// Of two organizations or two diaspora groups and what MergeActors would make of the first, all as
// the caller sees them. Contacts, tiers and owners are left out: what becomes of them is told in
// sentences. Pure.
MergePreview PreviewMerge(const google::protobuf::Message& kept,
                          const google::protobuf::Message& merged,
                          const google::protobuf::Message& joined, const std::string& language);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_MERGE_PREVIEW_H_
