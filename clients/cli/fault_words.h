// Errors and notes in three languages: rows for `Translate`. What the server says is looked up by
// its English, which is the contract's language; its reasons (ErrorReason) have a sentence each.
#ifndef TASHBIK_CLIENTS_CLI_FAULT_WORDS_H_
#define TASHBIK_CLIENTS_CLI_FAULT_WORDS_H_

#include <vector>

#include "absl/types/span.h"
#include "clients/cli/entry.h"

namespace tashbik::cli {

absl::Span<const Entry> ClientFaultWords();
absl::Span<const Entry> FileFaultWords();
absl::Span<const Entry> RemedyFaultWords();
absl::Span<const Entry> ServerFaultWords();
absl::Span<const Entry> FilledFaultWords();
absl::Span<const Entry> TermWords();
absl::Span<const Entry> FrameFaultWords();

// All of them.
std::vector<absl::Span<const Entry>> FaultWords();

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_FAULT_WORDS_H_
