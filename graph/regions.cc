// The table of regions and its look-up by two letters.
#include "graph/regions.h"

#include <array>

namespace tashbik::graph {
namespace {

struct RegionRow {
  Region region;
  absl::string_view countries;  // separated by spaces
};

constexpr RegionRow kRows[] = {
    {Region::kMaghreb, "DZ EH LY MA MR TN"},
    {Region::kMashreq, "EG IL IQ JO LB PS SY"},
    {Region::kGulf, "AE BH KW OM QA SA YE"},
    {Region::kNileAndHorn, "DJ ER ET SD SO SS"},
    {Region::kAnatoliaAndIran, "CY IR TR"},
    {Region::kCaucasus, "AM AZ GE"},
    {Region::kCentralAsia, "KG KZ TJ TM UZ"},
    {Region::kSouthAsia, "AF BD BT IN LK MV NP PK"},
    {Region::kEastAsia, "CN HK JP KP KR MN MO TW"},
    {Region::kSoutheastAsia, "BN ID KH LA MM MY PH SG TH TL VN"},
    {Region::kWestAfrica, "BF BJ CI CV GH GM GN GW LR ML NE NG SH SL SN TG"},
    {Region::kCentralAfrica, "AO CD CF CG CM GA GQ ST TD"},
    {Region::kEastAfrica, "BI IO KE KM MG MU MW MZ RE RW SC TF TZ UG YT ZM ZW"},
    {Region::kSouthernAfrica, "BW LS NA SZ ZA"},
    {Region::kNorthernEurope, "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ"},
    {Region::kWesternEurope, "AT BE CH DE FR LI LU MC NL"},
    {Region::kSouthernEurope, "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK"},
    {Region::kEasternEurope, "BG BY CZ HU MD PL RO RU SK UA"},
    {Region::kNorthAmerica, "BM CA GL PM US"},
    {Region::kCentralAmerica, "BZ CR GT HN MX NI PA SV"},
    {Region::kCaribbean,
     "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI"},
    {Region::kSouthAmerica, "AR BO BR CL CO EC FK GF GY PE PY SR UY VE"},
    {Region::kOceania,
     "AS AU CC CK CX FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS"},
};

constexpr int kLetters = 26;
using Table = std::array<Region, kLetters * kLetters>;

constexpr bool IsLetter(char c) { return c >= 'A' && c <= 'Z'; }

constexpr int IndexOf(char first, char second) { return (first - 'A') * kLetters + second - 'A'; }

constexpr Table MakeTable() {
  Table table = {};
  for (const RegionRow& row : kRows) {
    for (size_t i = 0; i + 1 < row.countries.size(); i += 3) {
      table[IndexOf(row.countries[i], row.countries[i + 1])] = row.region;
    }
  }
  return table;
}

constexpr Table kTable = MakeTable();

}  // namespace

Region RegionOf(absl::string_view country) {
  if (country.size() != 2 || !IsLetter(country[0]) || !IsLetter(country[1])) return Region::kNone;
  return kTable[IndexOf(country[0], country[1])];
}

}  // namespace tashbik::graph
