// Lists have numbers, so that nothing needs to be spelled.
#include "clients/cli/dialogue.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "clients/cli/value_text.h"

namespace tashbik::cli {

int NumberIn(absl::string_view text) {
  int number = 0;
  return absl::SimpleAtoi(PlainDigits(text), &number) && number > 0 ? number : 0;
}

void Dialogue::Tell(absl::string_view line) { out_ << Laid(line, language_) << "\n"; }

void Dialogue::List(const std::vector<std::string>& choices) {
  for (size_t i = 0; i < choices.size(); ++i) {
    Tell(absl::StrCat("  ", i + 1, ". ", choices[i]));
  }
}

std::optional<std::string> Dialogue::Ask(absl::string_view question) {
  out_ << Laid(question, language_) << "\n> " << std::flush;
  std::string line;
  if (!std::getline(in_, line)) {
    out_ << "\n";
    return std::nullopt;
  }
  return std::string(absl::StripAsciiWhitespace(line));
}

std::optional<std::string> Dialogue::AskNeeded(absl::string_view question) {
  while (true) {
    std::optional<std::string> answer = Ask(question);
    if (!answer || !answer->empty()) return answer;
    Tell(Prompt::kNeeded);
  }
}

std::optional<size_t> Dialogue::Choose(absl::string_view question,
                                       const std::vector<std::string>& choices,
                                       std::optional<size_t> usual) {
  while (true) {
    Tell("");
    List(choices);
    const std::optional<std::string> answer = Ask(question);
    if (!answer) return std::nullopt;
    if (answer->empty() && usual) return usual;
    const int number = NumberIn(*answer);
    if (number > 0 && static_cast<size_t>(number) <= choices.size()) {
      return static_cast<size_t>(number - 1);
    }
    Tell(Prompt::kNumberPlease);
  }
}

std::optional<std::vector<size_t>> Dialogue::Pick(absl::string_view question,
                                                  const std::vector<std::string>& choices) {
  while (true) {
    List(choices);
    const std::optional<std::string> answer = Ask(question);
    if (!answer) return std::nullopt;
    const std::string spaced = absl::StrReplaceAll(*answer, {{",", " "}, {"،", " "}, {";", " "}});
    std::vector<size_t> picked;
    bool good = true;
    for (const absl::string_view word : absl::StrSplit(spaced, ' ', absl::SkipEmpty())) {
      const int number = NumberIn(word);
      good = good && number > 0 && static_cast<size_t>(number) <= choices.size();
      if (good) picked.push_back(static_cast<size_t>(number - 1));
    }
    if (good) return picked;
    Tell(Prompt::kNumberPlease);
  }
}

}  // namespace tashbik::cli
