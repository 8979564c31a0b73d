// Sentences about stories, statements and coalitions in English, Arabic and French.
#ifndef TASHBIK_CLIENTS_CLI_VOICE_WORDS_H_
#define TASHBIK_CLIENTS_CLI_VOICE_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/statement.pb.h"
#include "tashbik/v1/story.pb.h"

namespace tashbik::cli {

// Who sees the story now, by what the caller sees of it.
std::string StandingOf(const v1::Story& story, absl::string_view language);

// Where the statement stands, and what the caller's signature does.
std::string StandingOf(const v1::Statement& statement, absl::string_view language);

// That what was said of the coalition is kept, and its state.
std::string StandingOf(const v1::Coalition& coalition, absl::string_view language);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_VOICE_WORDS_H_
