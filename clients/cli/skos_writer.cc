// One predicate after the other in a fixed order, languages sorted.
#include <charconv>
#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/skos.h"
#include "clients/cli/skos_names.h"
#include "clients/cli/turtle.h"

namespace tashbik::cli {
namespace {

std::string Skos(absl::string_view name) { return absl::StrCat(kSkos, name); }
std::string Ours(absl::string_view name) { return absl::StrCat(kOurs, name); }

std::string ThemeUri(absl::string_view name) {
  return absl::StrCat(kThemeUri, absl::StripPrefix(name, "themes/"));
}

bool IsAddress(absl::string_view text) {
  if (!absl::StartsWith(text, "http://") && !absl::StartsWith(text, "https://")) return false;
  for (const char c : text) {
    if (c <= ' ' || c > '~' || absl::StrContains("<>\"{}|^`\\", absl::string_view(&c, 1))) {
      return false;
    }
  }
  return true;
}

// The shortest text that reads back as the same number.
TurtleTerm Number(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  std::string number(text, end);
  if (absl::StrContains(number, 'e')) return Typed(number, absl::StrCat(kXsd, "double"));
  if (!absl::StrContains(number, '.')) number += ".0";
  return Typed(number, absl::StrCat(kXsd, "decimal"));
}

class SkosWriter {
 public:
  explicit SkosWriter(const std::vector<v1::Theme>& themes)
      : turtle_({{"dct", kDct},
                 {"owl", kOwl},
                 {"rdf", kRdf},
                 {"scheme", kSchemeUri},
                 {"skos", kSkos},
                 {"tashbik", kOurs},
                 {"theme", kThemeUri},
                 {"xsd", kXsd}}) {
    for (const v1::Theme& theme : themes) themes_[theme.name()] = &theme;
    for (const auto& [name, theme] : themes_) {
      for (const std::string& broader : theme->broader()) narrower_[broader].insert(name);
    }
  }

  std::string Run() {
    turtle_.Write(kConceptScheme, absl::StrCat(kRdf, "type"), Uri(Skos("ConceptScheme")));
    for (const auto& [name, theme] : themes_) WriteTheme(*theme);
    return turtle_.Finish();
  }

 private:
  template <class Texts>
  static std::map<std::string, const typename Texts::mapped_type*> Sorted(const Texts& texts) {
    std::map<std::string, const typename Texts::mapped_type*> sorted;
    for (const auto& [language, text] : texts) sorted[language] = &text;
    return sorted;
  }

  void Put(absl::string_view predicate, const TurtleTerm& object) {
    turtle_.Write(subject_, std::string(predicate), object);
  }
  void PutInside(absl::string_view name, const std::string& text) {
    if (!text.empty()) turtle_.WriteInside(Ours(name), Literal(text));
  }

  void WriteTexts(absl::string_view predicate,
                  const google::protobuf::Map<std::string, std::string>& texts) {
    for (const auto& [language, text] : Sorted(texts)) {
      Put(Skos(predicate), Literal(*text, language));
    }
  }
  void WriteLists(absl::string_view predicate,
                  const google::protobuf::Map<std::string, v1::TextList>& lists) {
    for (const auto& [language, list] : Sorted(lists)) {
      for (const std::string& text : list->values()) Put(Skos(predicate), Literal(text, language));
    }
  }

  void WriteTheme(const v1::Theme& theme) {
    subject_ = ThemeUri(theme.name());
    Put(absl::StrCat(kRdf, "type"), Uri(Skos("Concept")));
    Put(Skos("inScheme"), Uri(kConceptScheme));
    const absl::string_view facet = v1::Facet_Name(theme.facet());
    Put(Ours("facet"), Literal(absl::AsciiStrToLower(absl::StripPrefix(facet, "FACET_"))));
    WriteTexts("prefLabel", theme.labels());
    WriteLists("altLabel", theme.alternative_labels());
    WriteLists("hiddenLabel", theme.hidden_labels());
    WriteTexts("definition", theme.definitions());
    WriteLinks(theme);
    for (const v1::ExternalMatch& match : theme.matches()) {
      Put(Skos("notation"),
          Typed(match.value(), absl::StrCat(kSchemeUri, Escaped(match.scheme()))));
      if (IsAddress(match.value())) Put(Skos("exactMatch"), Uri(match.value()));
    }
    for (const std::string& country : theme.sensitive_countries()) {
      Put(Ours("sensitiveCountry"), Literal(country));
    }
    for (const v1::Source& source : theme.sources()) WriteSource(source);
    if (!theme.deprecated()) return;
    Put(absl::StrCat(kOwl, "deprecated"), Typed("true", absl::StrCat(kXsd, "boolean")));
    if (theme.replaced_by().empty()) return;
    Put(absl::StrCat(kDct, "isReplacedBy"), Uri(ThemeUri(theme.replaced_by())));
  }

  void WriteLinks(const v1::Theme& theme) {
    if (theme.broader().empty()) Put(Skos("topConceptOf"), Uri(kConceptScheme));
    for (const std::string& name : theme.broader()) Put(Skos("broader"), Uri(ThemeUri(name)));
    for (const std::string& name : narrower_[theme.name()]) {
      Put(Skos("narrower"), Uri(ThemeUri(name)));
    }
    for (const v1::RelatedTheme& related : theme.related()) {
      Put(Skos("related"), Uri(ThemeUri(related.theme())));
    }
    for (const v1::RelatedTheme& related : theme.related()) {
      turtle_.Begin(subject_, Ours("relation"));
      turtle_.WriteInside(Ours("theme"), Uri(ThemeUri(related.theme())));
      turtle_.WriteInside(Ours("weight"), Number(related.weight()));
      for (const auto& [language, reason] : Sorted(related.reasons())) {
        turtle_.WriteInside(Ours("reason"), Literal(*reason, language));
      }
      turtle_.End();
    }
    for (const v1::Cause& cause : theme.causes()) {
      turtle_.Begin(subject_, Ours("cause"));
      turtle_.WriteInside(Ours("theme"), Uri(ThemeUri(cause.theme())));
      for (const std::string& country : cause.countries()) PutInside("country", country);
      PutInside("source", cause.source());
      PutInside("reviewDate", cause.review_date());
      turtle_.End();
    }
  }

  void WriteSource(const v1::Source& source) {
    turtle_.Begin(subject_, Ours("source"));
    PutInside("title", source.title());
    PutInside("uri", source.uri());
    PutInside("confirmDate", source.confirm_date());
    turtle_.End();
  }

  TurtleWriter turtle_;
  std::map<std::string, const v1::Theme*> themes_;
  std::map<std::string, std::set<std::string>> narrower_;
  std::string subject_;
};

}  // namespace

std::string WriteSkos(const std::vector<v1::Theme>& themes) { return SkosWriter(themes).Run(); }

}  // namespace tashbik::cli
