// What a table and a CSV file show of each kind of message.
#ifndef TASHBIK_CLIENTS_CLI_COLUMNS_H_
#define TASHBIK_CLIENTS_CLI_COLUMNS_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/cli/words.h"
#include "google/protobuf/message.h"
#include "tashbik/v1/common.pb.h"

namespace tashbik::cli {

// How cells are worded: for people (country names, words of the language) or for programs (codes).
struct CellStyle {
  std::string language;
  bool for_people = true;
};

// What a table does with a column on a narrow terminal.
enum class Room { kCut, kMain, kSpare };

// For people, themes and actors may still stand as resource names: Listing puts labels in place.
struct Column {
  Word title;           // for people
  const char* heading;  // for programs, in CSV
  std::function<std::string(const google::protobuf::Message&, const CellStyle&)> cell;
  Room room = Room::kCut;
};

// The columns of a message type; the last holds the resource's name. Types without a table of
// their own have that one column.
const std::vector<Column>& ColumnsOf(const google::protobuf::Descriptor* type);

// The best of several names in a language: a full name of that language, else any full name.
std::string BestName(const google::protobuf::RepeatedPtrField<v1::Name>& names,
                     absl::string_view language);

// What to call a resource: its best name, label, or its resource name.
std::string DisplayName(const google::protobuf::Message& resource, absl::string_view language);

// `TIER_PUBLIC` -> `public`: an enum's value without its prefix.
std::string EnumWord(const google::protobuf::Message& message, absl::string_view field);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_COLUMNS_H_
