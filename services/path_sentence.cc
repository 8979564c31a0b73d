// A path between two actors in words.
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/phrases.h"
#include "services/sentence_words.h"
#include "services/sentences.h"

namespace tashbik::services {
namespace {

using graph::NodeKind;
using graph::StepKind;

std::string NameOf(const PathWords& node, Language language) {
  const bool theme = node.kind == NodeKind::kTheme;
  return Isolated(theme ? WithinSentence(node.name, language) : node.name, language);
}

// Two actors that meet in one coalition or theme: one clause for both steps.
bool MeetInTheMiddle(std::span<const PathWords> path) {
  return path.size() >= 3 && path[0].kind == NodeKind::kActor && path[2].kind == NodeKind::kActor &&
         path[0].step == path[1].step &&
         (path[0].step == StepKind::kMember || path[0].step == StepKind::kCarries);
}

Phrase PhraseOf(StepKind step) {
  switch (step) {
    case StepKind::kMember:
      return Phrase::kPathMember;
    case StepKind::kCarries:
      return Phrase::kPathTheme;
    case StepKind::kBroader:
      return Phrase::kPathBroader;
    case StepKind::kCause:
      return Phrase::kPathCause;
    case StepKind::kRelated:
      return Phrase::kPathRelated;
  }
  return Phrase::kPathRelated;
}

std::string BothClause(std::span<const PathWords> path, Language language) {
  const Phrase phrase =
      path[0].step == StepKind::kMember ? Phrase::kPathBothMembers : Phrase::kPathBothThemes;
  return Fill(phrase, language,
              {{"a", NameOf(path[0], language)},
               {"b", NameOf(path[2], language)},
               {"list", NameOf(path[1], language)}});
}

// The actor of a step stands first, whichever way the path goes.
std::string StepClause(const PathWords& from, const PathWords& to, Language language) {
  const bool turned = to.kind == NodeKind::kActor && from.kind != NodeKind::kActor;
  return Fill(
      PhraseOf(from.step), language,
      {{"a", NameOf(turned ? to : from, language)}, {"b", NameOf(turned ? from : to, language)}});
}

absl::string_view Separator(Language language) {
  switch (language) {
    case Language::kEnglish:
      return "; ";
    case Language::kArabic:
      return "؛ ";
    case Language::kFrench:
      return "\u202F; ";
  }
  return "; ";
}

// Clauses begin small; the first letter of the sentence is raised unless it is a name's.
void RaiseFirstLetter(std::string& sentence, const std::string& first_name) {
  if (!absl::StartsWith(sentence, first_name) && !sentence.empty()) {
    sentence[0] = absl::ascii_toupper(static_cast<unsigned char>(sentence[0]));
  }
}

}  // namespace

std::string PathSentence(std::span<const PathWords> path, Language language) {
  if (path.empty()) return "";
  const std::string first_name = NameOf(path.front(), language);
  std::string sentence = path.size() == 1 ? first_name : "";
  while (path.size() > 1) {
    const bool both = MeetInTheMiddle(path);
    if (!sentence.empty()) absl::StrAppend(&sentence, Separator(language));
    sentence += both ? BothClause(path, language) : StepClause(path[0], path[1], language);
    path = path.subspan(both ? 2 : 1);
  }
  RaiseFirstLetter(sentence, first_name);
  return absl::EndsWith(sentence, ".") ? sentence : absl::StrCat(sentence, ".");
}

}  // namespace tashbik::services
