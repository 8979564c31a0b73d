// Cells that one kind of message alone has.
#ifndef TASHBIK_CLIENTS_CLI_KIND_CELLS_H_
#define TASHBIK_CLIENTS_CLI_KIND_CELLS_H_

#include <string>

#include "clients/cli/cells.h"

namespace tashbik::cli::cells {

using google::protobuf::Message;

// What an ActorView shows, by a cell of its resource; empty where it shows nothing.
Cell OfView(Cell cell);
// Which viewer an ActorView is of.
std::string Viewer(const Message& view, const CellStyle& style);
// Who funds a call: an actor, or in words.
std::string Funder(const Message& call, const CellStyle& style);
// Whom an attendee could talk to.
std::string Partners(const Message& cohort, const CellStyle& style);
// Where a theme is sensitive: countries, or everywhere.
std::string SensitiveIn(const Message& theme, const CellStyle& style);
// Why two actors may be one.
std::string Evidence(const Message& candidate, const CellStyle& style);

}  // namespace tashbik::cli::cells

#endif  // TASHBIK_CLIENTS_CLI_KIND_CELLS_H_
