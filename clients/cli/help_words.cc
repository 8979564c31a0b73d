// The tables, in the order of the help.
#include "clients/cli/help_words.h"

namespace tashbik::cli {

std::vector<absl::Span<const Entry>> HelpWords() {
  return {GeneralHelpWords(),   FindingHelpWords(),  RecordsHelpWords(),
          ProgrammeHelpWords(), ExchangeHelpWords(), PeopleHelpWords()};
}

}  // namespace tashbik::cli
