// Layout of teams for people and for programs.
#include "clients/cli/compose_output.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "clients/cli/display_width.h"
#include "clients/cli/output.h"
#include "clients/cli/table.h"
#include "clients/cli/words.h"

namespace tashbik::cli {
namespace {

struct Entry {
  const char* en;
  const char* ar;
  const char* fr;
};

// What stands in the table and above the lists.
constexpr Entry kLeads = {"leads", "القيادة", "chef de file"};
constexpr Entry kGiven = {"given", "محدّد مسبقًا", "imposé"};
constexpr Entry kAlone = {"alone covers", "يغطّيه وحده", "couvre seul"};
constexpr Entry kMembers = {"Who covers what", "من يغطّي ماذا", "Qui couvre quoi"};
constexpr Entry kTeam = {"The team", "الفريق", "L’équipe"};
constexpr Entry kRules = {"The rules", "الشروط", "Les règles"};
constexpr Entry kMet = {"met", "مستوفى", "respectée"};
constexpr Entry kNotMet = {"not met", "غير مستوفى", "non respectée"};
constexpr Entry kBrings = {"brings", "يقدّم", "apporte"};
constexpr Entry kInstead = {"or instead", "أو بدلًا منه", "ou à défaut"};
constexpr Entry kCoalitions = {"Coalitions that could apply as they are",
                               "تحالفات يمكنها التقدّم كما هي",
                               "Coalitions qui pourraient candidater telles quelles"};
constexpr Entry kMissing = {"nobody covers: ", "لا أحد يغطّي: ", "personne ne couvre : "};
constexpr Entry kNobodyApplies = {"Nobody whom you see here could lead an application.",
                                  "لا أحد ممن ترونهم هنا يمكنه قيادة طلب.",
                                  "Personne que vous voyez ici ne pourrait être chef de file."};
constexpr Entry kNobody = {"Nobody here fits what was asked.", "لا أحد هنا يناسب ما طُلب.",
                           "Personne ici ne convient à la demande."};

const char* In(const Entry& entry, absl::string_view language) {
  if (language == "ar") return entry.ar;
  if (language == "fr") return entry.fr;
  return entry.en;
}

std::string Percent(double share) { return absl::StrCat(std::lround(share * 100), " %"); }

// "leads, given, broker".
std::string MarksOf(const v1::ComposedMember& member, const std::string& language) {
  std::vector<std::string> marks;
  if (member.lead()) marks.emplace_back(In(kLeads, language));
  if (member.fixed()) marks.emplace_back(In(kGiven, language));
  if (member.broker()) marks.emplace_back(Say(Word::kBroker, language));
  if (member.actor().illustrative()) marks.emplace_back(Say(Word::kIllustrative, language));
  return absl::StrJoin(marks, Comma(language));
}

void WriteTitle(Session* session, const Entry& title, const std::string& behind = "") {
  session->out() << "\n" << Isolate(absl::StrCat(In(title, session->language()), behind)) << "\n";
}

void WriteLine(Session* session, absl::string_view text) {
  session->out() << "  – " << Isolate(Printable(text)) << "\n";
}

void WriteRules(Session* session,
                const google::protobuf::RepeatedPtrField<v1::CallRuleResult>& rules) {
  for (const v1::CallRuleResult& rule : rules) {
    const char* met = In(rule.met() ? kMet : kNotMet, session->language());
    WriteLine(session, absl::StrCat(rule.sentence(), " [", met, "]"));
  }
}

void WriteForPeople(Session* session, const v1::ComposeCoalitionResponse& response) {
  const std::string& language = session->language();
  std::vector<std::vector<std::string>> rows;
  for (const v1::ComposedMember& member : response.members()) {
    rows.push_back({Printable(member.actor().display_name()), MarksOf(member, language),
                    Percent(member.gain()), member.actor().name()});
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
    if (member.alternative_sentence().empty()) continue;
    session->out() << "    " << Isolate(Printable(member.alternative_sentence())) << "\n";
  }
  WriteTitle(session, kTeam, absl::StrCat(" (", Percent(response.coverage()), ")"));
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

// Labels of themes, in the order given.
std::string LabelsOf(const google::protobuf::RepeatedPtrField<std::string>& themes,
                     const std::map<std::string, std::string>& labels, absl::string_view comma) {
  std::vector<std::string> found;
  for (const std::string& theme : themes) {
    const auto label = labels.find(theme);
    found.push_back(label == labels.end() ? theme : label->second);
  }
  return absl::StrJoin(found, comma);
}

void WriteTeam(Session* session, const v1::CallTeam& team,
               const std::map<std::string, std::string>& labels) {
  const std::string& language = session->language();
  session->out() << Isolate(Printable(team.sentence())) << " (" << Percent(team.coverage())
                 << ")\n";
  std::vector<std::vector<std::string>> rows;
  for (const v1::CallTeamMember& member : team.members()) {
    std::vector<std::string> marks;
    if (rows.empty()) marks.emplace_back(In(kLeads, language));
    if (member.broker()) marks.emplace_back(Say(Word::kBroker, language));
    if (member.actor().illustrative()) marks.emplace_back(Say(Word::kIllustrative, language));
    rows.push_back({Printable(member.actor().display_name()), absl::StrJoin(marks, Comma(language)),
                    Printable(LabelsOf(member.themes(), labels, Comma(language))),
                    Printable(member.alternative().display_name()), member.actor().name()});
  }
  const std::vector<std::string> header = {
      std::string(Say(Word::kName, language)), std::string(Say(Word::kRole, language)),
      In(kBrings, language), In(kInstead, language), std::string(Say(Word::kId, language))};
  const TableStyle style = {.bold_header = session->settings().color,
                            .line_width = session->settings().line_width,
                            .main = 0,
                            .spare = {3}};
  WriteTable(header, rows, style, session->out());
  WriteRules(session, team.rules());
}

void WriteMatchForPeople(Session* session, const v1::MatchCallResponse& response,
                         const std::map<std::string, std::string>& labels) {
  const std::string& language = session->language();
  if (response.teams().empty()) session->err() << In(kNobodyApplies, language) << "\n";
  for (int i = 0; i < response.teams_size(); ++i) {
    if (i > 0) session->out() << "\n";
    WriteTeam(session, response.teams(i), labels);
  }
  if (response.coalitions_size() > 0) WriteTitle(session, kCoalitions);
  for (const v1::CallCoalition& coalition : response.coalitions()) {
    session->out() << Isolate(Printable(coalition.display_name())) << " ("
                   << Percent(coalition.coverage()) << ")  " << coalition.coalition() << "\n";
    if (coalition.missing_themes_size() > 0) {
      WriteLine(session, In(kMissing, language) +
                             LabelsOf(coalition.missing_themes(), labels, Comma(language)));
    }
    WriteRules(session, coalition.rules());
  }
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

void WriteCallMatch(Session* session, const v1::MatchCallResponse& response,
                    const std::map<std::string, std::string>& labels) {
  std::ostream& out = session->out();
  switch (session->settings().format) {
    case Format::kTable:
      WriteMatchForPeople(session, response, labels);
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
