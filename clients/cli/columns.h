// What a table and a CSV file show of each kind of message.
#ifndef TASHBIK_CLIENTS_CLI_COLUMNS_H_
#define TASHBIK_CLIENTS_CLI_COLUMNS_H_

#include <vector>

#include "clients/cli/cells.h"
#include "clients/cli/words.h"
#include "google/protobuf/message.h"

namespace tashbik::cli {

// What a table does with a column on a narrow terminal.
enum class Room { kCut, kMain, kSpare };

// For people, themes and actors may still stand as resource names: Listing puts labels in place.
struct Column {
  Word title;           // for people
  const char* heading;  // for programs, in CSV
  Cell cell;
  Room room = Room::kCut;
};

// The columns of a message type; the last holds the resource's name. Types without a table of
// their own have that one column.
const std::vector<Column>& ColumnsOf(const google::protobuf::Descriptor* type);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_COLUMNS_H_
