// The texts of --help in three languages: rows for `Translate`, a table for each part of the
// command line.
#ifndef TASHBIK_CLIENTS_CLI_HELP_WORDS_H_
#define TASHBIK_CLIENTS_CLI_HELP_WORDS_H_

#include <vector>

#include "absl/types/span.h"
#include "clients/cli/entry.h"

namespace tashbik::cli {

absl::Span<const Entry> GeneralHelpWords();
absl::Span<const Entry> FindingHelpWords();
absl::Span<const Entry> RecordsHelpWords();
absl::Span<const Entry> ProgrammeHelpWords();
absl::Span<const Entry> ExchangeHelpWords();
absl::Span<const Entry> PeopleHelpWords();

// All of them.
std::vector<absl::Span<const Entry>> HelpWords();

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_HELP_WORDS_H_
