// Sentences, then tables of columns.h.
#include "clients/cli/call_output.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "clients/cli/display_width.h"
#include "clients/cli/entry.h"
#include "clients/cli/output.h"
#include "clients/cli/words.h"

namespace tashbik::cli {
namespace {

constexpr Entry kCoalitions = {"Coalitions that are there already", "تحالفات قائمة يمكنها التقدّم",
                               "Coalitions qui existent déjà"};
constexpr Entry kNotMet = {"not met", "غير مستوفى", "non respectée"};
constexpr Entry kAskFirst = {
    "The lead does not see these, ask them first: ", "لا تراها الجهة القائدة، فاسألوها أولًا: ",
    "Le chef de file ne les voit pas, à interroger d’abord : "};

void WriteLine(Session* session, absl::string_view text) {
  session->out() << "    – " << Isolate(Printable(text)) << "\n";
}

void WriteTeam(Session* session, int number, const v1::CallTeam& team) {
  const std::string& language = session->language();
  session->out() << absl::StrFormat("%2d. ", number) << Isolate(Printable(team.sentence())) << "\n";
  for (const v1::CallRuleResult& rule : team.rules()) {
    if (rule.met()) continue;
    WriteLine(session, absl::StrCat(rule.sentence(), " [", In(kNotMet, language), "]"));
  }
  std::vector<std::string> brokered;
  for (const v1::CallTeamMember& member : team.members()) {
    if (member.broker()) brokered.push_back(member.actor().display_name());
  }
  if (brokered.empty()) return;
  WriteLine(session,
            absl::StrCat(In(kAskFirst, language), absl::StrJoin(brokered, Comma(language))));
}

template <class Items>
void WriteAll(Session* session, const Items& items) {
  Listing listing(session, Items::value_type::descriptor());
  for (const auto& item : items) listing.Add(item);
  listing.Finish();
}

}  // namespace

void WriteCallMatches(Session* session, const v1::MatchCallResponse& response) {
  const Format format = session->settings().format;
  if (format == Format::kJson) {
    session->out() << ToJson(response, true) << "\n";
    return;
  }
  const bool people = format == Format::kTable;
  if (people) {
    int number = 0;
    for (const v1::CallTeam& team : response.teams()) WriteTeam(session, ++number, team);
    if (number > 0) session->out() << "\n";
  }
  WriteAll(session, response.teams());
  if (response.coalitions().empty() || format == Format::kCsv) return;
  if (people) session->out() << "\n" << Isolate(In(kCoalitions, session->language())) << "\n";
  WriteAll(session, response.coalitions());
}

}  // namespace tashbik::cli
