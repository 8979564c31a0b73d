// One function for each thing that a theme holds.
#include "clients/cli/skos_fields.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/skos_names.h"

namespace tashbik::cli {
namespace {

// What the server takes of a match.
constexpr size_t kLongestScheme = 63;
constexpr size_t kLongestValue = 300;

// A text with a language; empty, and a fault, else.
const std::string& LanguageOf(SkosConcept& item, const Triple& triple) {
  if (!triple.object.IsLiteral()) {
    item.Fault(triple.line, absl::StrCat("<", triple.predicate, "> is no text"));
  } else if (triple.object.language.empty()) {
    item.Fault(triple.line,
               absl::StrCat("\"", triple.object.text, "\" has no language, such as @en"));
  }
  return triple.object.language;
}

void SetText(SkosConcept& item, const Triple& triple, absl::string_view what,
             google::protobuf::Map<std::string, std::string>& texts) {
  const std::string& language = LanguageOf(item, triple);
  if (language.empty()) return;
  if (!texts.insert({language, triple.object.text}).second) {
    item.Fault(triple.line, absl::StrCat("a second ", what, " in ", language));
  }
}

void AddText(SkosConcept& item, const Triple& triple,
             google::protobuf::Map<std::string, v1::TextList>& lists) {
  const std::string& language = LanguageOf(item, triple);
  if (!language.empty()) lists[language].add_values(triple.object.text);
}

}  // namespace

void SkosConcept::Fault(int at, absl::string_view why) {
  if (fault.empty()) fault = absl::StrCat("line ", at, ": ", why);
}

bool SkosFields::FillOne(SkosConcept& item, const Triple& triple) {
  absl::string_view name = triple.predicate;
  if (absl::ConsumePrefix(&name, kSkos)) return FillSkos(item, triple, name);
  if (absl::ConsumePrefix(&name, kOurs)) return FillOurs(item, triple, name);
  if (triple.predicate == absl::StrCat(kOwl, "deprecated")) {
    item.record->deprecated = triple.object.text == "true" || triple.object.text == "1";
    return true;
  }
  if (triple.predicate == absl::StrCat(kDct, "isReplacedBy")) {
    item.record->replaced_by = target_(item, triple);
    return true;
  }
  return triple.predicate == absl::StrCat(kRdf, "type");
}

void SkosFields::Fill(SkosConcept& item) {
  for (const Triple* triple : item.triples) {
    if (!FillOne(item, *triple)) ++left_out_[triple->predicate];
  }
  if (!item.ours() && item.uri.size() <= kLongestValue) {
    v1::ExternalMatch& match = *item.theme().add_matches();
    match.set_scheme(source_);
    match.set_value(item.uri);
  }
  AddExactMatches(item);
}

bool SkosFields::FillSkos(SkosConcept& item, const Triple& triple, absl::string_view name) {
  v1::Theme& theme = item.theme();
  if (name == "prefLabel") {
    SetText(item, triple, "preferred label", *theme.mutable_labels());
  } else if (name == "altLabel") {
    AddText(item, triple, *theme.mutable_alternative_labels());
  } else if (name == "hiddenLabel") {
    AddText(item, triple, *theme.mutable_hidden_labels());
  } else if (name == "definition") {
    SetText(item, triple, "definition", *theme.mutable_definitions());
  } else if (name == "broader") {
    item.broader.push_back(&triple);
  } else if (name == "narrower") {
    item.narrower.push_back(&triple);
  } else if (name == "related") {
    item.related.push_back(&triple);
  } else if (name == "notation") {
    AddNotation(item, triple);
  } else {
    return name == "exactMatch" || name == "inScheme" || name == "topConceptOf";
  }
  return true;
}

void SkosFields::AddNotation(SkosConcept& item, const Triple& triple) const {
  absl::string_view scheme = triple.object.datatype;
  const bool ours = absl::ConsumePrefix(&scheme, kSchemeUri);
  v1::ExternalMatch& match = *item.theme().add_matches();
  match.set_scheme(ours ? Unescaped(scheme) : source_);
  match.set_value(triple.object.text);
}

// Those that no notation repeats. The scheme is the host's name.
void SkosFields::AddExactMatches(SkosConcept& item) {
  for (const Triple* triple : item.triples) {
    if (triple->predicate != absl::StrCat(kSkos, "exactMatch")) continue;
    const std::string& uri = triple->object.text;
    const auto& there = item.theme().matches();
    const bool known = std::any_of(there.begin(), there.end(),
                                   [&](const auto& match) { return match.value() == uri; });
    if (known) continue;
    absl::string_view host = uri;
    if (!triple->object.IsUri() ||
        !(absl::ConsumePrefix(&host, "https://") || absl::ConsumePrefix(&host, "http://"))) {
      item.Fault(triple->line, "skos:exactMatch names no address");
      continue;
    }
    v1::ExternalMatch& match = *item.theme().add_matches();
    match.set_scheme(std::string(host.substr(0, std::min(host.find('/'), kLongestScheme))));
    match.set_value(uri);
  }
}

bool SkosFields::FillOurs(SkosConcept& item, const Triple& triple, absl::string_view name) {
  v1::Theme& theme = item.theme();
  if (name == "facet") {
    v1::Facet facet = v1::FACET_UNSPECIFIED;
    if (!v1::Facet_Parse(absl::StrCat("FACET_", absl::AsciiStrToUpper(triple.object.text)),
                         &facet)) {
      item.Fault(triple.line, absl::StrCat("'", triple.object.text, "' is no facet"));
    }
    theme.set_facet(facet);
  } else if (name == "sensitiveCountry") {
    theme.add_sensitive_countries(triple.object.text);
  } else if (name == "relation") {
    FillRelation(item, triple, *theme.add_related());
  } else if (name == "cause") {
    FillCause(item, triple, *theme.add_causes());
  } else if (name == "source") {
    FillSource(item, triple, *theme.add_sources());
  } else {
    return false;
  }
  return true;
}

void SkosFields::ForEachInside(SkosConcept& item, const Triple& triple, const Take& take) {
  const auto inside = blanks_.find(triple.object.text);
  if (triple.object.kind != TurtleTerm::Kind::kBlank || inside == blanks_.end()) {
    item.Fault(triple.line, absl::StrCat("<", triple.predicate, "> has no [ … ]"));
    return;
  }
  for (const Triple* part : inside->second) {
    absl::string_view name = part->predicate;
    const bool known = absl::ConsumePrefix(&name, kOurs) && take(name, *part);
    if (!known) ++left_out_[part->predicate];
  }
}

void SkosFields::FillRelation(SkosConcept& item, const Triple& triple, v1::RelatedTheme& related) {
  ForEachInside(item, triple, [&](absl::string_view name, const Triple& part) {
    if (name == "theme") {
      related.set_theme(target_(item, part));
    } else if (name == "weight") {
      double weight = 0;
      if (!absl::SimpleAtod(part.object.text, &weight)) {
        item.Fault(part.line, absl::StrCat("'", part.object.text, "' is no number"));
      }
      related.set_weight(weight);
    } else if (name == "reason") {
      SetText(item, part, "reason", *related.mutable_reasons());
    } else {
      return false;
    }
    return true;
  });
}

void SkosFields::FillCause(SkosConcept& item, const Triple& triple, v1::Cause& cause) {
  ForEachInside(item, triple, [&](absl::string_view name, const Triple& part) {
    if (name == "theme") {
      cause.set_theme(target_(item, part));
    } else if (name == "country") {
      cause.add_countries(part.object.text);
    } else if (name == "source") {
      cause.set_source(part.object.text);
    } else if (name == "reviewDate") {
      cause.set_review_date(part.object.text);
    } else {
      return false;
    }
    return true;
  });
}

void SkosFields::FillSource(SkosConcept& item, const Triple& triple, v1::Source& source) {
  ForEachInside(item, triple, [&](absl::string_view name, const Triple& part) {
    if (name == "title") {
      source.set_title(part.object.text);
    } else if (name == "uri") {
      source.set_uri(part.object.text);
    } else if (name == "confirmDate") {
      source.set_confirm_date(part.object.text);
    } else {
      return false;
    }
    return true;
  });
}

}  // namespace tashbik::cli
