// Reasons in words: one clear sentence each, in English, Arabic and French.
#ifndef TASHBIK_SERVICES_SENTENCES_H_
#define TASHBIK_SERVICES_SENTENCES_H_

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/paths.h"
#include "graph/presets.h"
#include "graph/suggest.h"
#include "services/places.h"

namespace tashbik::services {

// A theme as a sentence names it.
struct ThemeWords {
  std::string label;       // in the language of the sentence where there is one
  bool community = false;  // people whom one serves, not a subject that one works on
  bool challenge = false;  // what one faces, not what one works on
};

// For whom sentences are written, and how the things in them are called. The names must be such as
// the viewer may see; they are inserted as they are, but for the case of a label's first letter.
struct SentenceContext {
  Language language = Language::kEnglish;
  bool viewer_is_asker = false;  // "you" instead of the asker's name
  std::string asker;             // display names
  std::string partner;
  std::function<ThemeWords(absl::string_view id)> theme;
  // Empty for a coalition that is not to be named.
  std::function<std::string(absl::string_view id)> coalition;
};

// Things named in one list; of longer ones the rest is counted ("and 3 more").
inline constexpr size_t kMaxNamed = 4;
inline constexpr size_t kMaxNamedOfSide = 3;  // of the communities of one side

// The sentence (or two) of a reason, ending with a full stop: "Both meet exclusion from civil
// registration. You serve stateless people; they serve Dom people." Names of another direction than
// the sentence's stand between U+2068 and U+2069. Never empty. Pure.
std::string ReasonSentence(const graph::Reason& reason, const SentenceContext& context);

// The sentences of all reasons of one suggestion, in their order. As above, but whom each side
// serves is said only once, with the first reason that spans them.
std::vector<std::string> ReasonSentences(std::span<const graph::Reason> reasons,
                                         const SentenceContext& context);

// Said with a suggestion that the asker itself may not see.
std::string BrokerSentence(const SentenceContext& context);

// What a signal is, and that nothing is known of it where that is so. "" for no signal.
std::string SignalSentence(graph::Signal signal, bool known, Language language);

// What keeps a pair from being suggested.
enum class Gate { kPartners, kRedLine, kExpired };
std::string GateSentence(Gate gate, Language language);

// One node of a path: what it is called, and how the step to the next one goes.
struct PathWords {
  std::string name;
  graph::NodeKind kind = graph::NodeKind::kActor;
  graph::StepKind step = graph::StepKind::kMember;  // of no meaning at the last
};

// A path in words: "A and B both take part in Network X; B works on housing." "" for no node.
std::string PathSentence(std::span<const PathWords> path, Language language);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_SENTENCES_H_
