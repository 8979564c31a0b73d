// Walks what each kind holds.
#include "clients/cli/kind_cells.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/display_name.h"
#include "clients/cli/enum_words.h"
#include "clients/cli/kind.h"

namespace tashbik::cli::cells {

Cell OfView(Cell cell) {
  return [cell = std::move(cell)](const Message& m, const CellStyle& style) {
    for (const char* field : {"organization", "diaspora_group"}) {
      if (const Message* actor = Within(m, field)) return cell(*actor, style);
    }
    return std::string();
  };
}

std::string Viewer(const Message& message, const CellStyle& style) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName("viewer");
  if (!style.for_people) return Keyword(message.GetReflection()->GetEnum(message, field));
  const int kind = message.GetReflection()->GetEnumValue(message, field);
  const int first = static_cast<int>(Word::kViewerAnonymous);
  return std::string(Say(static_cast<Word>(first + kind - 1), style.language));
}

std::string Funder(const Message& call, const CellStyle&) {
  const std::string actor = GetText(call, "funder");
  return actor.empty() ? GetText(call, "funder_text") : actor;
}

std::string Partners(const Message& cohort, const CellStyle& style) {
  std::vector<std::string> names;
  for (const Message* suggestion : Items(cohort, "suggestions")) {
    const Message* partner = Within(*suggestion, "partner");
    if (partner != nullptr) names.push_back(DisplayName(*partner, style.language));
  }
  return Joined(names, style);
}

std::string SensitiveIn(const Message& message, const CellStyle& style) {
  const std::string all = Text({"countries"})(message, style);
  if (all == "*")
    return std::string(Say(Word::kEverywhere, style.for_people ? style.language : "en"));
  return Places({"countries"})(message, style);
}

std::string Evidence(const Message& candidate, const CellStyle& style) {
  std::vector<std::string> sentences;
  for (const Message* evidence : Items(candidate, "evidence")) {
    sentences.push_back(GetText(*evidence, "sentence"));
  }
  return Joined(sentences, style);
}

std::string TeamLead(const Message& team, const CellStyle& style) {
  const auto members = Items(team, "members");
  return members.empty() ? "" : Of("actor", Title)(*members[0], style);
}
std::string TeamLeadName(const Message& team, const CellStyle& style) {
  const auto members = Items(team, "members");
  return members.empty() ? "" : Of("actor", Name)(*members[0], style);
}
std::string TeamOthers(const Message& team, const CellStyle& style) {
  std::vector<std::string> names;
  const auto members = Items(team, "members");
  for (size_t i = 1; i < members.size(); ++i) {
    names.push_back(Of("actor", style.for_people ? Title : Name)(*members[i], style));
  }
  return Joined(names, style);
}

std::string RulesMet(const Message& team, const CellStyle&) {
  int met = 0;
  const auto rules = Items(team, "rules");
  for (const Message* rule : rules) {
    const FieldDescriptor* field = rule->GetDescriptor()->FindFieldByName("met");
    met += rule->GetReflection()->GetBool(*rule, field) ? 1 : 0;
  }
  return absl::StrCat(met, "/", rules.size());
}

}  // namespace tashbik::cli::cells
