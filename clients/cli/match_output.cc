// Layout of suggestions for people and for programs.
#include "clients/cli/match_output.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "clients/cli/display_width.h"
#include "clients/cli/entry.h"
#include "clients/cli/enum_words.h"
#include "clients/cli/json_text.h"
#include "clients/cli/table.h"
#include "clients/cli/words.h"
#include "clients/cpp/places.h"

namespace tashbik::cli {
namespace {

constexpr char kBold[] = "\033[1m";
constexpr char kFaint[] = "\033[2m";
constexpr char kGreen[] = "\033[32m";
constexpr char kYellow[] = "\033[33m";
constexpr char kPlain[] = "\033[0m";

constexpr Entry kFrom = {"from", "من", "origine"};
constexpr Entry kLivesIn = {"lives in", "تقيم في", "résidence"};

std::string Paint(const Session& session, absl::string_view color, absl::string_view text) {
  if (!session.settings().color) return std::string(text);
  return absl::StrCat(color, text, kPlain);
}

absl::string_view BandWord(v1::Band band, absl::string_view language) {
  if (band == v1::BAND_STRONG) return Say(Word::kBandStrong, language);
  if (band == v1::BAND_POSSIBLE) return Say(Word::kBandPossible, language);
  return Say(Word::kBandWeak, language);
}

absl::string_view BandColor(v1::Band band) {
  if (band == v1::BAND_STRONG) return kGreen;
  return band == v1::BAND_POSSIBLE ? kYellow : kFaint;
}

// English takes the article with some: "the United Kingdom".
std::string InText(absl::string_view code, const std::string& language) {
  constexpr absl::string_view kWithArticle = "AE BS CD CF GB GM KM MV NL PH SC US";
  const bool article =
      language == "en" && code.size() == 2 && absl::StrContains(kWithArticle, code);
  return absl::StrCat(article ? "the " : "", client::CountryName(code, language));
}

std::string Names(const google::protobuf::RepeatedPtrField<std::string>& codes,
                  const std::string& language) {
  constexpr int kMost = 6;
  std::vector<std::string> names;
  for (const std::string& code : codes) {
    if (names.size() == kMost) {
      names.push_back("…");
      break;
    }
    names.push_back(InText(code, language));
  }
  return absl::StrJoin(names, Comma(language));
}

// "based in Lebanon; active in Bahrain, Iraq", "from Iraq; lives in Belgium". French has a
// preposition for each country (au Liban, en Irak, aux Émirats), so it gets a colon instead.
std::string Place(const v1::ActorSummary& actor, const std::string& language) {
  std::vector<std::string> parts;
  auto add = [&](absl::string_view where, const std::string& names) {
    const std::string between = language == "fr" ? absl::StrCat(In(kColon, language), " ") : " ";
    if (!names.empty()) parts.push_back(absl::StrCat(where, between, names));
  };
  if (!actor.base_country().empty()) {
    add(Say(Word::kBasedIn, language), InText(actor.base_country(), language));
  }
  add(In(kFrom, language), Names(actor.origin_countries(), language));
  add(In(kLivesIn, language), Names(actor.residence_countries(), language));
  const bool only_base =
      actor.active_countries_size() == 1 && actor.active_countries(0) == actor.base_country();
  if (!only_base) add(Say(Word::kActiveIn, language), Names(actor.active_countries(), language));
  return absl::StrJoin(parts, In(kSemicolon, language));
}

// `rank` is 0 where there is only one.
void WriteSuggestion(Session* session, int rank, const v1::Suggestion& suggestion) {
  const std::string& language = session->language();
  std::ostream& out = session->out();
  const std::string indent = rank > 0 ? "    " : "  ";
  if (rank > 0) out << absl::StrFormat("%2d. ", rank);
  const std::string name = Isolate(Printable(suggestion.partner().display_name()));
  out << Paint(*session, kBold, name) << "  "
      << Paint(*session, BandColor(suggestion.band()),
               absl::StrCat("[", Isolate(BandWord(suggestion.band(), language)), "]"));
  if (suggestion.broker()) {
    out << Paint(*session, kYellow, absl::StrCat(" [", Isolate(Say(Word::kBroker, language)), "]"));
  }
  if (suggestion.partner().illustrative()) {
    out << Paint(*session, kFaint,
                 absl::StrCat(" (", Isolate(Say(Word::kIllustrative, language)), ")"));
  }
  out << "\n";
  if (const std::string place = Place(suggestion.partner(), language); !place.empty()) {
    out << indent << Paint(*session, kFaint, Isolate(place)) << "\n";
  }
  for (const v1::Reason& reason : suggestion.reasons()) {
    if (reason.sentence().empty()) continue;
    out << indent << "– " << Isolate(Printable(reason.sentence())) << "\n";
  }
  if (!suggestion.broker_note().empty()) {
    out << indent << Paint(*session, kYellow, Isolate(Printable(suggestion.broker_note()))) << "\n";
  }
}

std::vector<std::string> SuggestionCells(int rank, const v1::Suggestion& suggestion) {
  std::vector<std::string> sentences;
  for (const v1::Reason& reason : suggestion.reasons()) sentences.push_back(reason.sentence());
  const v1::ActorSummary& partner = suggestion.partner();
  return {absl::StrCat(rank),
          partner.display_name(),
          Keyword(v1::Band_descriptor()->FindValueByNumber(suggestion.band())),
          absl::StrFormat("%.6f", suggestion.score()),
          suggestion.broker() ? "broker" : "",
          partner.base_country(),
          absl::StrJoin(partner.active_countries(), "; "),
          absl::StrJoin(sentences, " | "),
          partner.name()};
}

Word SignalWord(v1::Signal signal) {
  const int offset = std::clamp(static_cast<int>(signal) - 1, 0, 9);
  return static_cast<Word>(static_cast<int>(Word::kSignalIssue) + offset);
}

void WriteSignals(Session* session, const v1::ExplainPartnerResponse& response) {
  const std::string& language = session->language();
  std::vector<std::vector<std::string>> rows;
  for (const v1::SignalValue& signal : response.signals()) {
    const std::string unknown(Say(Word::kUnknown, language));
    rows.push_back({std::string(Say(SignalWord(signal.signal()), language)),
                    signal.known() ? DecimalText(signal.value(), 2, language) : unknown,
                    signal.known() ? DecimalText(signal.weight(), 2, language) : "",
                    signal.sentence()});
  }
  const std::vector<std::string> header = {
      std::string(Say(Word::kSignal, language)), std::string(Say(Word::kValue, language)),
      std::string(Say(Word::kWeight, language)), std::string(Say(Word::kMeaning, language))};
  WriteTable(header, rows, {session->settings().color, session->settings().line_width},
             session->out());
}

}  // namespace

void WriteSuggestions(Session* session, const v1::ActorSummary& asker,
                      const v1::SuggestPartnersResponse& response) {
  const Format format = session->settings().format;
  const std::string& language = session->language();
  std::ostream& out = session->out();
  if (format == Format::kJson) {
    out << ToJson(response, true) << "\n";
    return;
  }
  if (format == Format::kCsv) {
    out << CsvLine({"rank", "name", "band", "score", "broker", "base_country", "active_countries",
                    "reasons", "resource"});
  }
  int rank = 0;
  for (const v1::Suggestion& suggestion : response.suggestions()) {
    ++rank;
    if (format == Format::kJsonl) out << ToJson(suggestion, false) << "\n";
    if (format == Format::kName) out << suggestion.partner().name() << "\n";
    if (format == Format::kCsv) out << CsvLine(SuggestionCells(rank, suggestion));
    if (format == Format::kTable) WriteSuggestion(session, rank, suggestion);
  }
  if (rank == 0 && format == Format::kTable) {
    session->err() << Isolate(Printable(asker.display_name())) << In(kColon, language) << " "
                   << Say(Word::kNoPartners, language) << "\n"
                   << Say(Word::kNoPartnersAdvice, language) << "\n";
  }
}

void WriteExplanation(Session* session, const v1::ExplainPartnerResponse& response) {
  const Format format = session->settings().format;
  const std::string& language = session->language();
  std::ostream& out = session->out();
  if (format == Format::kCsv) {
    out << CsvLine({"signal", "known", "value", "weight", "sentence"});
    for (const v1::SignalValue& signal : response.signals()) {
      out << CsvLine({Keyword(v1::Signal_descriptor()->FindValueByNumber(signal.signal())),
                      signal.known() ? "yes" : "no", absl::StrFormat("%.6f", signal.value()),
                      absl::StrFormat("%.6f", signal.weight()), signal.sentence()});
    }
    return;
  }
  if (format == Format::kName) {
    out << response.suggestion().partner().name() << "\n";
    return;
  }
  if (format != Format::kTable) {
    out << ToJson(response, format == Format::kJson) << "\n";
    return;
  }
  WriteSuggestion(session, 0, response.suggestion());
  for (const std::string& gate : response.gates()) {
    out << "  " << Say(Word::kKeptApart, language) << In(kColon, language) << " "
        << Isolate(Printable(gate)) << "\n";
  }
  const auto score = [&](Word word, double value) {
    return absl::StrCat(Say(word, language), " ", DecimalText(value, 3, language));
  };
  out << "  " << score(Word::kScore, response.suggestion().score()) << " ("
      << score(Word::kForAsker, response.forward_score()) << In(kSemicolon, language)
      << score(Word::kForPartner, response.backward_score()) << ")\n\n";
  WriteSignals(session, response);
}

void WritePaths(Session* session, const v1::FindPathsResponse& response) {
  const Format format = session->settings().format;
  std::ostream& out = session->out();
  if (format == Format::kJson) {
    out << ToJson(response, true) << "\n";
    return;
  }
  if (format == Format::kCsv) out << CsvLine({"path", "sentence", "resources"});
  int number = 0;
  for (const v1::Path& path : response.paths()) {
    ++number;
    std::vector<std::string> names;
    std::vector<std::string> titles;
    for (const v1::PathNode& node : path.nodes()) {
      names.push_back(node.name());
      titles.push_back(Isolate(Printable(node.display_name())));
    }
    if (format == Format::kJsonl) out << ToJson(path, false) << "\n";
    if (format == Format::kName) out << absl::StrJoin(names, " ") << "\n";
    if (format == Format::kCsv) {
      out << CsvLine({absl::StrCat(number), path.sentence(), absl::StrJoin(names, " ")});
    }
    if (format == Format::kTable) {
      out << number << ". " << Paint(*session, kBold, absl::StrJoin(titles, " – ")) << "\n";
      if (!path.sentence().empty()) out << "   " << Isolate(Printable(path.sentence())) << "\n";
    }
  }
  if (number == 0 && format == Format::kTable) {
    session->err() << Say(Word::kNotConnected, session->language()) << "\n";
  }
}

}  // namespace tashbik::cli
