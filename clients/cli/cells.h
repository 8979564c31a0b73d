// What stands in the cells of tables and CSV files: made from fields by their names, which kinds
// share.
#ifndef TASHBIK_CLIENTS_CLI_CELLS_H_
#define TASHBIK_CLIENTS_CLI_CELLS_H_

#include <functional>
#include <string>
#include <vector>

#include "clients/cli/words.h"
#include "google/protobuf/message.h"

namespace tashbik::cli {

// How cells are worded: for people (country names, words of the language) or for programs (codes).
struct CellStyle {
  std::string language;
  bool for_people = true;
};

using Cell = std::function<std::string(const google::protobuf::Message&, const CellStyle&)>;

namespace cells {

// The message in a field; null where it is unset, or there is no such field.
const google::protobuf::Message* Within(const google::protobuf::Message& message,
                                        const std::string& field);

// `a, b` for people, with the comma of the language; `a; b` for programs.
std::string Joined(const std::vector<std::string>& texts, const CellStyle& style);

// A text or a list of texts; `path` leads through messages to it. Of a list of messages, what each
// has in its field `theme`.
Cell Text(std::vector<std::string> path);
// The same of codes of countries: names for people.
Cell Places(std::vector<std::string> path);
// The same of names of themes: ids for programs.
Cell Themes(std::vector<std::string> path);
// An enum: in words for people, the keyword for programs. Empty for the zero value.
Cell Enum(std::vector<std::string> path);
// A sentence of the server's, in the language for people.
Cell Sentence(std::string field);
// A time: the day for people.
Cell Time(std::string field);
// A whole number; a decimal one with so many places.
Cell Number(std::string field);
Cell Decimal(std::string field, int places);
// A flag as one of two words, English ones for programs.
Cell OneOf(const char* flag, Word yes, Word no);
// A cell of the message in a field; empty where it is unset.
Cell Of(std::string field, Cell cell);

// What the resource is called, and its resource name.
std::string Title(const google::protobuf::Message& message, const CellStyle& style);
std::string Name(const google::protobuf::Message& message, const CellStyle& style);
// Of an ActorSummary, which may bring the labels of its themes along.
std::string SummaryThemes(const google::protobuf::Message& summary, const CellStyle& style);

}  // namespace cells
}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_CELLS_H_
