// What teams look like wherever they are shown to people.
#ifndef TASHBIK_CLIENTS_CLI_TEAM_TEXT_H_
#define TASHBIK_CLIENTS_CLI_TEAM_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "clients/cli/entry.h"
#include "clients/cli/session.h"
#include "tashbik/v1/call.pb.h"

namespace tashbik::cli {

inline constexpr Entry kTeamLeads = {"leads", "القيادة", "chef de file"};

// "67 %", in Arabic "67٪".
std::string Percent(double share, absl::string_view language);

// A title after an empty line, with what stands behind it.
void WriteTitle(Session* session, const Entry& title, const std::string& behind = "");

// One line of a list; made safe to print.
void WriteLine(Session* session, absl::string_view text);

// A line for each rule, and whether it is met.
void WriteRules(Session* session,
                const google::protobuf::RepeatedPtrField<v1::CallRuleResult>& rules);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_TEAM_TEXT_H_
