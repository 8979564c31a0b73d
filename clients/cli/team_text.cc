#include "clients/cli/team_text.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "clients/cli/display_width.h"

namespace tashbik::cli {
namespace {

constexpr Entry kMet = {"met", "مستوفى", "respectée"};
constexpr Entry kPercent = {"$0 %", "$0٪", "$0\u00A0%"};
constexpr Entry kNotMet = {"not met", "غير مستوفى", "non respectée"};

}  // namespace

std::string Percent(double share, absl::string_view language) {
  return absl::Substitute(In(kPercent, language), std::lround(share * 100));
}

void WriteTitle(Session* session, const Entry& title, const std::string& behind) {
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

}  // namespace tashbik::cli
