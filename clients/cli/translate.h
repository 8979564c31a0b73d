// What the command line says in English where it belongs — the --help of a command, an error where
// it is found — in Arabic and French, looked up by the English.
#ifndef TASHBIK_CLIENTS_CLI_TRANSLATE_H_
#define TASHBIK_CLIENTS_CLI_TRANSLATE_H_

#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "clients/cli/entry.h"

namespace tashbik::cli {

// The text in `language`; as it is where no row has it. Of several rows with holes that fit, the
// one with the most letters of its own is taken. Cost: one look-up, else one pass over those rows.
//
// A row may have holes, which take what differs from text to text: `$0` … `$9` stay as they are and
// hold no `; `, which parts a fault from its remedy; `@0` … `@9` are texts with rows of their own,
// `#0` … numbers, `%0` … words without a space. `%0: @1` fits `--top: must be a number`.
std::string Translate(absl::string_view english, absl::string_view language);

// Writes English lines in `language`, each with a line break; indented as they are, and without
// what a terminal would obey, since a line may hold what came from elsewhere.
void WriteLines(absl::string_view english, absl::string_view language, std::ostream& out);

// All rows, a table each: help first, then errors.
std::vector<absl::Span<const Entry>> Translations();

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_TRANSLATE_H_
