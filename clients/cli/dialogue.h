// Questions on a terminal, one after the other.
#ifndef TASHBIK_CLIENTS_CLI_DIALOGUE_H_
#define TASHBIK_CLIENTS_CLI_DIALOGUE_H_

#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/cli/register_words.h"

namespace tashbik::cli {

// Every answer is nothing at the end of input. Arabic digits are digits.
class Dialogue {
 public:
  // `in` and `out` must outlive it.
  Dialogue(std::istream& in, std::ostream& out, std::string language)
      : in_(in), out_(out), language_(std::move(language)) {}

  const std::string& language() const { return language_; }

  // Says a line.
  void Tell(absl::string_view line);
  void Tell(Prompt prompt) { Tell(Say(prompt, language_)); }

  // One line, trimmed; empty where nothing was typed.
  std::optional<std::string> Ask(absl::string_view question);
  // The same until something was typed.
  std::optional<std::string> AskNeeded(absl::string_view question);
  // The place, from 0, of one of `choices`. Nothing typed is `usual`, where there is one.
  std::optional<size_t> Choose(absl::string_view question, const std::vector<std::string>& choices,
                               std::optional<size_t> usual = std::nullopt);
  // Places of some of `choices`; none where nothing was typed.
  std::optional<std::vector<size_t>> Pick(absl::string_view question,
                                          const std::vector<std::string>& choices);

 private:
  void List(const std::vector<std::string>& choices);

  std::istream& in_;
  std::ostream& out_;
  const std::string language_;
};

// The number that `text` is, in European, Arabic or Persian digits; 0 for none.
int NumberIn(absl::string_view text);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_DIALOGUE_H_
