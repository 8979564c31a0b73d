// Sentences, tables and rules of teams, then coalitions.
#include "clients/cli/call_output.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "clients/cli/display_width.h"
#include "clients/cli/json_text.h"
#include "clients/cli/output.h"
#include "clients/cli/table.h"
#include "clients/cli/team_text.h"
#include "clients/cli/words.h"

namespace tashbik::cli {
namespace {

constexpr Entry kBrings = {"brings", "تقدّم", "apporte"};
constexpr Entry kInstead = {"or instead", "أو بدلًا منها", "ou à défaut"};
constexpr Entry kCoalitions = {"Coalitions that could apply as they are",
                               "تحالفات يمكنها التقدّم كما هي",
                               "Coalitions qui pourraient candidater telles quelles"};
constexpr Entry kMissing = {"nobody covers: ", "لا أحد يغطّي: ", "personne ne couvre : "};
constexpr Entry kNobodyApplies = {"Nobody whom you see here could lead an application.",
                                  "لا أحد ممن ترونهم هنا يمكنه قيادة طلب.",
                                  "Personne que vous voyez ici ne pourrait être chef de file."};
constexpr Entry kAskFirst = {
    "The lead does not see these, ask them first: ", "لا تراها الجهة القائدة، فاسألوها أولًا: ",
    "Le chef de file ne les voit pas, à interroger d’abord\u00A0: "};

using Row = std::vector<std::string>;

Row RowOf(const v1::CallTeamMember& member, bool leads, const std::string& language) {
  std::vector<std::string> marks;
  if (leads) marks.emplace_back(In(kTeamLeads, language));
  if (member.broker()) marks.emplace_back(Say(Word::kBroker, language));
  if (member.actor().illustrative()) marks.emplace_back(Say(Word::kIllustrative, language));
  return {Printable(member.actor().display_name()), absl::StrJoin(marks, Comma(language)),
          absl::StrJoin(member.themes(), Comma(language)),
          Printable(member.alternative().display_name()), member.actor().name()};
}

// The rows of all teams, then one for what each coalition misses: the server is asked once for what
// their themes are called.
std::vector<Row> RowsOf(Session* session, const v1::MatchCallResponse& response) {
  const std::string& language = session->language();
  std::vector<Row> rows;
  for (const v1::CallTeam& team : response.teams()) {
    for (const v1::CallTeamMember& member : team.members()) {
      rows.push_back(RowOf(member, &member == &team.members(0), language));
    }
  }
  for (const v1::CallCoalition& coalition : response.coalitions()) {
    rows.push_back({absl::StrJoin(coalition.missing_themes(), Comma(language)), ""});
  }
  NameReferences(session, &rows);
  return rows;
}

void WriteTeam(Session* session, const v1::CallTeam& team, const std::vector<Row>& rows) {
  const std::string& language = session->language();
  session->out() << Isolate(Printable(team.sentence())) << " ("
                 << Percent(team.coverage(), language) << ")\n";
  const Row header = {std::string(Say(Word::kName, language)),
                      std::string(Say(Word::kRole, language)), In(kBrings, language),
                      In(kInstead, language), std::string(Say(Word::kId, language))};
  const TableStyle style = {.bold_header = session->settings().color,
                            .line_width = session->settings().line_width,
                            .main = 0,
                            .spare = {3}};
  WriteTable(header, rows, style, session->out());
  WriteRules(session, team.rules());
  std::vector<std::string> brokered;
  for (const v1::CallTeamMember& member : team.members()) {
    if (member.broker()) brokered.push_back(member.actor().display_name());
  }
  if (!brokered.empty()) {
    WriteLine(session, In(kAskFirst, language) + absl::StrJoin(brokered, Comma(language)));
  }
}

void WriteForPeople(Session* session, const v1::MatchCallResponse& response) {
  if (response.teams().empty()) session->err() << In(kNobodyApplies, session->language()) << "\n";
  const std::vector<Row> rows = RowsOf(session, response);
  auto row = rows.begin();
  for (const v1::CallTeam& team : response.teams()) {
    if (row != rows.begin()) session->out() << "\n";
    const auto end = row + team.members_size();
    WriteTeam(session, team, {row, end});
    row = end;
  }
  if (response.coalitions_size() > 0) WriteTitle(session, kCoalitions);
  for (const v1::CallCoalition& coalition : response.coalitions()) {
    session->out() << Isolate(Printable(coalition.display_name())) << " ("
                   << Percent(coalition.coverage(), session->language()) << ")  "
                   << coalition.coalition() << "\n";
    const std::string& missing = (row++)->front();
    if (!missing.empty()) WriteLine(session, In(kMissing, session->language()) + missing);
    WriteRules(session, coalition.rules());
  }
}

}  // namespace

void WriteCallMatch(Session* session, const v1::MatchCallResponse& response) {
  std::ostream& out = session->out();
  switch (session->settings().format) {
    case Format::kTable:
      WriteForPeople(session, response);
      return;
    case Format::kJson:
      out << ToJson(response, true) << "\n";
      return;
    case Format::kJsonl:
      for (const auto& team : response.teams()) out << ToJson(team, false) << "\n";
      for (const auto& coalition : response.coalitions()) out << ToJson(coalition, false) << "\n";
      return;
    case Format::kName:
      for (const auto& team : response.teams()) out << team.members(0).actor().name() << "\n";
      return;
    case Format::kCsv:
      break;
  }
  out << CsvLine(
      {"team", "coverage", "name", "lead", "broker", "themes", "alternative", "resource"});
  for (int i = 0; i < response.teams_size(); ++i) {
    const v1::CallTeam& team = response.teams(i);
    for (const v1::CallTeamMember& member : team.members()) {
      out << CsvLine({absl::StrCat(i + 1), absl::StrFormat("%.6f", team.coverage()),
                      member.actor().display_name(), &member == &team.members(0) ? "lead" : "",
                      member.broker() ? "broker" : "", absl::StrJoin(member.themes(), "; "),
                      member.alternative().name(), member.actor().name()});
    }
  }
}

}  // namespace tashbik::cli
