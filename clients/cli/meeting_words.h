// Sentences about introductions in English, Arabic and French.
#ifndef TASHBIK_CLIENTS_CLI_MEETING_WORDS_H_
#define TASHBIK_CLIENTS_CLI_MEETING_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "tashbik/v1/feedback.pb.h"
#include "tashbik/v1/introduction.pb.h"

namespace tashbik::cli {

// How far it is and what the caller can do now, in a sentence or two.
std::string StandingOf(const v1::Introduction& introduction, absl::string_view language);

// What stands before the contacts, the message, what the asker shows, and the questions.
enum class MeetingWord { kContacts, kMessage, kShown, kAnswers, kQuestions, kTogether };
absl::string_view Say(MeetingWord word, absl::string_view language);

// What the feedback does from now on.
std::string EffectOf(const v1::Feedback& feedback, absl::string_view language);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_MEETING_WORDS_H_
