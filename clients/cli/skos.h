// The vocabulary as SKOS in Turtle, written and read back without loss.
//
// What SKOS has no word for stands in a namespace of ours, `tashbik:` = <urn:tashbik:vocabulary#>:
//   tashbik:facet "issue"                       the facet, once for each concept
//   tashbik:sensitiveCountry "EG"               or "*"
//   tashbik:cause [ tashbik:theme theme:x ; tashbik:country "LB" ; tashbik:source "…" ;
//                   tashbik:reviewDate "2024-01-31" ]
//   tashbik:relation [ tashbik:theme theme:y ; tashbik:weight 0.5 ; tashbik:reason "…"@en ]
//                                               the weight and reasons behind a skos:related
//   tashbik:source [ tashbik:title "…" ; tashbik:uri "https://…" ; tashbik:confirmDate "…" ]
// A theme is <urn:tashbik:theme:ID>; a match elsewhere is a skos:notation whose datatype is
// <urn:tashbik:scheme:SCHEME>, and a skos:exactMatch as well where it is an address. skos:narrower,
// skos:related and skos:topConceptOf repeat what stands elsewhere, for other programs.
#ifndef TASHBIK_CLIENTS_CLI_SKOS_H_
#define TASHBIK_CLIENTS_CLI_SKOS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "clients/cli/import_record.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::cli {

inline constexpr char kSkos[] = "http://www.w3.org/2004/02/skos/core#";
inline constexpr char kRdf[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr char kOwl[] = "http://www.w3.org/2002/07/owl#";
inline constexpr char kXsd[] = "http://www.w3.org/2001/XMLSchema#";
inline constexpr char kDct[] = "http://purl.org/dc/terms/";
inline constexpr char kOurs[] = "urn:tashbik:vocabulary#";
inline constexpr char kThemeUri[] = "urn:tashbik:theme:";
inline constexpr char kSchemeUri[] = "urn:tashbik:scheme:";
inline constexpr char kConceptScheme[] = "urn:tashbik:vocabulary";

// Themes by name. The same themes give the same bytes; times and etags are left out.
std::string WriteSkos(const std::vector<v1::Theme>& themes);

// Whether the text is Turtle rather than a table or JSON: its first word is @prefix, @base, their
// SPARQL forms, or a URI in < >.
bool LooksLikeTurtle(absl::string_view text);

// Adds a record for each concept to `set`, broader ones first. A concept that is not ours gets its
// id from its only skos:notation, or from the last part of its URI, made valid (`source` stands
// before what begins with a digit), and its URI as an external match of scheme `source`; a
// skos:related without a weight gets 0.5. What is not understood is counted in a note. Concepts at
// fault are refused with line, concept and reason. INVALID_ARGUMENT for what is no Turtle, with the
// line.
absl::Status ReadSkos(absl::string_view text, const std::string& file, const std::string& source,
                      ImportSet* set);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_SKOS_H_
