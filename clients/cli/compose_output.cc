// Layout of a team for people and for programs.
#include "clients/cli/compose_output.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "clients/cli/display_width.h"
#include "clients/cli/entry.h"
#include "clients/cli/json_text.h"
#include "clients/cli/table.h"
#include "clients/cli/team_text.h"
#include "clients/cli/words.h"

namespace tashbik::cli {
namespace {

// What stands in the table and above the lists.
constexpr Entry kGiven = {"given", "محدّد مسبقًا", "imposé"};
constexpr Entry kAlone = {"alone covers", "تغطّيه وحدها", "couvre seul"};
constexpr Entry kMembers = {"Who covers what", "من يغطّي ماذا", "Qui couvre quoi"};
constexpr Entry kTeam = {"The team", "الفريق", "L’équipe"};
constexpr Entry kRules = {"The rules", "الشروط", "Les règles"};
constexpr Entry kAskFirst = {
    "The lead does not see this member: ask each side first.",
    "لا ترى الجهة القائدة هذا العضو: اسألوا كل طرف على حدة أولًا.",
    "Le chef de file ne voit pas ce membre\u00A0: interrogez d’abord chaque partie."};
constexpr Entry kNobody = {"Nobody here fits what was asked.", "لا أحد هنا يناسب ما طُلب.",
                           "Personne ici ne convient à la demande."};

// "leads, given, broker".
std::string MarksOf(const v1::ComposedMember& member, const std::string& language) {
  std::vector<std::string> marks;
  if (member.lead()) marks.emplace_back(In(kTeamLeads, language));
  if (member.fixed()) marks.emplace_back(In(kGiven, language));
  if (member.broker()) marks.emplace_back(Say(Word::kBroker, language));
  if (member.actor().illustrative()) marks.emplace_back(Say(Word::kIllustrative, language));
  return absl::StrJoin(marks, Comma(language));
}

void WriteForPeople(Session* session, const v1::ComposeCoalitionResponse& response) {
  const std::string& language = session->language();
  std::vector<std::vector<std::string>> rows;
  for (const v1::ComposedMember& member : response.members()) {
    rows.push_back({Printable(member.actor().display_name()), MarksOf(member, language),
                    Percent(member.gain(), language), member.actor().name()});
  }
  const std::vector<std::string> header = {
      std::string(Say(Word::kName, language)), std::string(Say(Word::kRole, language)),
      In(kAlone, language), std::string(Say(Word::kId, language))};
  const TableStyle style = {.bold_header = session->settings().color,
                            .line_width = session->settings().line_width,
                            .main = 0};
  if (rows.empty()) {
    session->err() << In(kNobody, language) << "\n";
  } else {
    WriteTable(header, rows, style, session->out());
    WriteTitle(session, kMembers);
  }
  for (const v1::ComposedMember& member : response.members()) {
    WriteLine(session, member.sentence());
    if (!member.alternative_sentence().empty()) {
      session->out() << "    " << Isolate(Printable(member.alternative_sentence())) << "\n";
    }
    if (member.broker()) session->out() << "    " << Isolate(In(kAskFirst, language)) << "\n";
  }
  WriteTitle(session, kTeam, absl::StrCat(" (", Percent(response.coverage(), language), ")"));
  for (const std::string& sentence : response.sentences()) WriteLine(session, sentence);
  if (response.rules_size() > 0) WriteTitle(session, kRules);
  WriteRules(session, response.rules());
}

std::vector<std::string> Cells(int number, const v1::ComposedMember& member) {
  const auto join = [](const auto& values) { return absl::StrJoin(values, "; "); };
  return {absl::StrCat(number),
          member.actor().display_name(),
          member.lead() ? "lead" : "",
          member.fixed() ? "fixed" : "",
          member.broker() ? "broker" : "",
          absl::StrFormat("%.6f", member.gain()),
          join(member.themes()),
          join(member.countries()),
          join(member.languages()),
          member.sentence(),
          member.has_alternative() ? member.alternative().name() : "",
          member.actor().name()};
}

}  // namespace

void WriteComposition(Session* session, const v1::ComposeCoalitionResponse& response) {
  std::ostream& out = session->out();
  switch (session->settings().format) {
    case Format::kTable:
      WriteForPeople(session, response);
      return;
    case Format::kJson:
      out << ToJson(response, true) << "\n";
      return;
    case Format::kJsonl:
      for (const auto& member : response.members()) out << ToJson(member, false) << "\n";
      return;
    case Format::kName:
      for (const auto& member : response.members()) out << member.actor().name() << "\n";
      return;
    case Format::kCsv:
      break;
  }
  out << CsvLine({"number", "name", "lead", "fixed", "broker", "gain", "themes", "countries",
                  "languages", "sentence", "alternative", "resource"});
  int number = 0;
  for (const auto& member : response.members()) out << CsvLine(Cells(++number, member));
}

}  // namespace tashbik::cli
