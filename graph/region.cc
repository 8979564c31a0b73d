// The table of regions.
#include "graph/region.h"

#include <array>
#include <string>

namespace tashbik::graph {
namespace {

constexpr std::array<const char*, 24> kRegions = {
    "MA DZ TN LY MR EH",                                               // Maghreb
    "EG SD SS",                                                        // Nile
    "LB SY JO PS IQ IL",                                               // Mashreq
    "BH KW QA SA AE OM YE",                                            // Gulf and Yemen
    "TR CY AM AZ GE IR",                                               // Anatolia, Caucasus, Iran
    "SN GM GN GW ML BF NE NG GH CI SL LR TG BJ CV SH",                 // Western Africa
    "ET ER DJ SO KE UG TZ RW BI MG MU SC KM RE YT MZ MW ZM ZW IO TF",  // Eastern Africa
    "CM TD CF CG CD GA GQ AO ST",                                      // Middle Africa
    "ZA NA BW SZ LS",                                                  // Southern Africa
    "FR BE NL DE AT CH LU LI MC",                                      // Western Europe
    "GB IE DK SE NO FI IS EE LV LT AX FO GG IM JE SJ",                 // Northern Europe
    "ES PT IT MT GR AL MK RS ME BA HR SI XK AD SM VA GI",              // Southern Europe
    "PL CZ SK HU RO BG MD UA BY RU",                                   // Eastern Europe
    "KZ KG TJ TM UZ",                                                  // Central Asia
    "IN PK BD LK NP BT MV AF",                                         // Southern Asia
    "CN JP KR KP MN HK MO TW",                                         // Eastern Asia
    "ID MY PH SG TH VN MM KH LA BN TL",                                // South-eastern Asia
    "US CA BM GL PM",                                                  // Northern America
    "MX GT HN SV NI CR PA BZ",                                         // Central America
    "BR AR CL PE CO VE EC BO PY UY GY SR GF FK GS BV",                 // South America
    "CU HT DO JM TT BB BS AG AI AW BL BQ CW DM GD GP KN KY LC MF MQ MS PR SX TC VC VG VI",
    "AU NZ CC CX HM NF",  // Australia and New Zealand
    "FJ PG SB VU NC WS TO KI TV NR FM MH PW AS CK GU MP NU PF PN TK UM WF",  // Pacific
    "AQ",
};

std::array<uint8_t, kCountryCount> MakeTable() {
  std::array<uint8_t, kCountryCount> table = {};
  for (size_t region = 0; region < kRegions.size(); ++region) {
    const absl::string_view codes = kRegions[region];
    for (size_t i = 0; i + 1 < codes.size(); i += 3) {
      table[CountryIndex(CountryOf(codes.substr(i, 2)))] = static_cast<uint8_t>(region + 1);
    }
  }
  return table;
}

}  // namespace

uint32_t RegionOf(Country country) {
  static const std::array<uint8_t, kCountryCount> table = MakeTable();
  return country == 0 ? 0 : table[CountryIndex(country)];
}

Country CountryOf(absl::string_view code) {
  if (code.size() != 2) return 0;
  Country country = 0;
  for (char c : code) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c < 'A' || c > 'Z') return 0;
    country = static_cast<Country>(country << 8 | static_cast<unsigned char>(c));
  }
  return country;
}

std::string CountryCode(Country country) {
  if (country == 0) return "";
  return {static_cast<char>(country >> 8), static_cast<char>(country & 0xff)};
}

}  // namespace tashbik::graph
