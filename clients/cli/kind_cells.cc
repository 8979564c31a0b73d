// Walks what each kind holds.
#include "clients/cli/kind_cells.h"

#include <utility>
#include <vector>

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

}  // namespace tashbik::cli::cells
