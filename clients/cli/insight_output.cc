// Every answer becomes sentences, rows and items; one function writes them.
#include "clients/cli/insight_output.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "clients/cli/display_width.h"
#include "clients/cli/entry.h"
#include "clients/cli/insight_words.h"
#include "clients/cli/json_text.h"
#include "clients/cli/table.h"
#include "clients/cli/words.h"
#include "clients/cpp/places.h"

namespace tashbik::cli {
namespace {

struct Column {
  std::string heading;  // for programs
  std::string title;    // for people
};

struct View {
  std::vector<std::string> sentences{};
  std::vector<Column> columns{};
  std::vector<std::vector<std::string>> rows{};           // a cell for each column
  std::vector<const google::protobuf::Message*> items{};  // in the order of rows
  std::vector<std::string> names{};                       // resource names
  std::vector<int> spare{};                               // columns that a narrow line goes without
  std::string nothing{};                                  // said where there are no rows
};

void Write(Session* session, const google::protobuf::Message& response, const View& view) {
  const Settings& settings = session->settings();
  std::ostream& out = session->out();
  switch (settings.format) {
    case Format::kJson:
      out << ToJson(response, true) << "\n";
      return;
    case Format::kJsonl:
      for (const auto* item : view.items) out << ToJson(*item, false) << "\n";
      return;
    case Format::kName:
      for (const std::string& name : view.names) out << name << "\n";
      return;
    case Format::kCsv: {
      std::vector<std::string> header;
      for (const Column& column : view.columns) header.push_back(column.heading);
      out << CsvLine(header);
      for (const auto& row : view.rows) out << CsvLine(row);
      return;
    }
    case Format::kTable:
      break;
  }
  for (const std::string& sentence : view.sentences) out << Isolate(Printable(sentence)) << "\n";
  if (view.rows.empty()) {
    if (!view.nothing.empty()) session->err() << view.nothing << "\n";
    return;
  }
  std::vector<std::string> header;
  for (const Column& column : view.columns) header.push_back(column.title);
  if (!view.sentences.empty()) out << "\n";
  WriteTable(header, view.rows, {settings.color, settings.line_width, 0, view.spare}, out);
}

// A column of a word of insights, or of the general ones.
template <class AnyWord>
Column Titled(const char* heading, AnyWord word, const Session& session) {
  return {heading, std::string(Say(word, session.language()))};
}

// What stands between the items of a cell.
std::string Between(const Session& session) {
  if (session.settings().format == Format::kCsv) return "; ";
  return In(kSemicolon, session.language());
}

// Each in its own direction, for people; programs get the names as they are.
std::string NamesOf(const Session& session,
                    const google::protobuf::RepeatedPtrField<v1::ActorSummary>& actors) {
  const bool csv = session.settings().format == Format::kCsv;
  std::vector<std::string> names;
  for (const v1::ActorSummary& actor : actors) {
    const std::string name = Printable(actor.display_name());
    names.push_back(csv ? name : Isolate(name));
  }
  return absl::StrJoin(names, Between(session));
}

std::string Tick(const Session& session, bool yes) {
  if (session.settings().format == Format::kCsv) return yes ? "yes" : "no";
  return std::string(Say(yes ? Word::kYes : Word::kNo, session.language()));
}

std::string Decimal(const Session& session, double number, int digits) {
  const bool csv = session.settings().format == Format::kCsv;
  return DecimalText(number, digits, csv ? "en" : session.language());
}

}  // namespace

void WriteCoverage(Session* session, const v1::GetCoverageResponse& response, bool gaps) {
  const std::string& language = session->language();
  View view;
  view.sentences.assign(response.sentences().begin(), response.sentences().end());
  view.columns = {
      Titled("theme", InsightWord::kTheme, *session), Titled("country", Word::kCountry, *session),
      Titled("actors", InsightWord::kActors, *session), Titled("resource", Word::kId, *session)};
  for (const v1::ThemeCoverage& cell : response.cells()) {
    const bool csv = session->settings().format == Format::kCsv;
    view.rows.push_back({cell.label(),
                         csv ? cell.country() : client::CountryName(cell.country(), language),
                         absl::StrCat(cell.actors()), cell.theme()});
    view.items.push_back(&cell);
    view.names.push_back(cell.theme());
  }
  view.nothing =
      std::string(gaps ? Say(InsightWord::kNoGaps, language) : Say(Word::kNothingFound, language));
  Write(session, response, view);
}

void WriteNeeds(Session* session, const v1::ListUnmetNeedsResponse& response) {
  View view;
  view.columns = {Titled("theme", InsightWord::kTheme, *session),
                  Titled("needed", InsightWord::kNeededBy, *session),
                  Titled("offered", InsightWord::kOfferedBy, *session),
                  Titled("actors", InsightWord::kActors, *session),
                  Titled("resource", Word::kId, *session)};
  for (const v1::UnmetNeed& need : response.needs()) {
    view.sentences.push_back(need.sentence());
    view.rows.push_back({need.label(), absl::StrCat(need.needed()), absl::StrCat(need.offered()),
                         NamesOf(*session, need.actors()), need.theme()});
    view.items.push_back(&need);
    view.names.push_back(need.theme());
  }
  view.spare = {2};  // 0 for all of them
  view.nothing = std::string(Say(InsightWord::kNoNeeds, session->language()));
  Write(session, response, view);
}

void WriteIsolated(Session* session, const v1::ListIsolatedActorsResponse& response) {
  View view;
  view.columns = {
      Titled("actor", Word::kActor, *session), Titled("partner", InsightWord::kPartner, *session),
      Titled("score", Word::kScore, *session), Titled("reach", InsightWord::kReach, *session),
      Titled("resource", Word::kId, *session)};
  for (const v1::IsolatedActor& one : response.actors()) {
    const bool matched = one.has_partner();
    view.sentences.push_back(one.sentence());
    view.rows.push_back({one.actor().display_name(), one.partner().display_name(),
                         matched ? Decimal(*session, one.score(), 2) : "",
                         matched ? absl::StrCat(one.reach()) : "", one.actor().name()});
    view.items.push_back(&one);
    view.names.push_back(one.actor().name());
  }
  view.spare = {3, 2};
  view.nothing = std::string(Say(InsightWord::kNoIsolated, session->language()));
  Write(session, response, view);
}

void WriteBrokers(Session* session, const v1::ListBrokersResponse& response) {
  View view;
  view.columns = {Titled("actor", Word::kActor, *session),
                  Titled("betweenness", InsightWord::kShare, *session),
                  Titled("effective_size", InsightWord::kEffectiveSize, *session),
                  Titled("core_number", InsightWord::kCore, *session),
                  Titled("articulation_point", InsightWord::kArticulation, *session),
                  Titled("resource", Word::kId, *session)};
  if (response.sampled()) {
    view.sentences.emplace_back(Say(InsightWord::kSampled, session->language()));
    if (response.exact_deadline_s() > 0) {
      view.sentences.push_back(absl::Substitute(Say(InsightWord::kExactWith, session->language()),
                                                response.exact_deadline_s()));
    }
  }
  for (const v1::Broker& broker : response.brokers()) {
    view.sentences.push_back(broker.sentence());
    view.rows.push_back({broker.actor().display_name(), Decimal(*session, broker.betweenness(), 3),
                         Decimal(*session, broker.effective_size(), 1),
                         absl::StrCat(broker.core_number()),
                         Tick(*session, broker.articulation_point()), broker.actor().name()});
    view.items.push_back(&broker);
    view.names.push_back(broker.actor().name());
  }
  view.spare = {2, 3};
  view.nothing = std::string(Say(InsightWord::kNoBrokers, session->language()));
  Write(session, response, view);
}

void WriteStructure(Session* session, const v1::GetStructureResponse& response) {
  View view;
  view.sentences.assign(response.sentences().begin(), response.sentences().end());
  view.columns = {Titled("group", InsightWord::kGroup, *session),
                  Titled("size", Word::kSize, *session), Titled("themes", Word::kThemes, *session),
                  Titled("members", InsightWord::kMembers, *session)};
  for (const v1::Community& community : response.communities()) {
    for (const v1::ActorSummary& actor : community.actors()) view.names.push_back(actor.name());
    view.rows.push_back({absl::StrCat(view.rows.size() + 1), absl::StrCat(community.size()),
                         absl::StrJoin(community.theme_labels(), Between(*session)),
                         NamesOf(*session, community.actors())});
    view.items.push_back(&community);
  }
  Write(session, response, view);
}

}  // namespace tashbik::cli
