// Suggesting partners: the ranked answer and the reasons for it.
#ifndef TASHBIK_GRAPH_SUGGEST_H_
#define TASHBIK_GRAPH_SUGGEST_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/actor_view.h"
#include "graph/audience.h"
#include "graph/facts.h"
#include "graph/parallel.h"
#include "graph/presets.h"

namespace tashbik::graph {

class Network;

inline constexpr int kMaxSuggestions = 200;
inline constexpr int kMaxReasons = 20;
inline constexpr int kMaxReasonThemes = 8;

// Cancellation or deadline: asked about every 100 µs; once true, the answer is incomplete. May be
// empty. Called from one thread at a time.
using Stop = std::function<bool()>;

// Narrows whom an answer may hold. All that is set must hold; the countries of one list are
// alternatives.
struct Filter {
  std::vector<Country> base_countries;
  std::vector<Country> active_in;
  std::vector<Country> origins;
  std::vector<Country> residences;
  std::vector<Country> countries;   // any of the four
  std::vector<std::string> themes;  // each is carried, itself or narrower
  std::optional<ActorKind> kind;
  std::function<bool(const ActorView&)> also;  // the rest, such as a compiled AIP-160 filter
  bool empty() const;
};

// A theme that counts no more between the asker and one partner: not as shared or related, not as a
// need, an offer or a value of the partner's. Broader themes that both have still count, as do
// words.
struct Mute {
  std::string partner;  // ids
  std::string theme;
};

struct SuggestQuery {
  std::string asker;                  // id of a stored actor, or
  std::optional<ActorFacts> profile;  // one that is not stored; its access is not looked at
  int count = 10;                     // 1 to kMaxSuggestions
  Focus focus = Focus::kBalanced;
  std::optional<Weights> weights;  // instead of the focus'
  Filter filter;
  std::vector<std::string> set_aside;  // ids never to suggest
  std::vector<Mute> mutes;             // each partner in it costs some 30 µs; none cost nothing
  bool include_partners = false;       // also those who share a visible coalition with the asker
  bool require_common_language = false;
  bool diversity = true;  // maximal marginal relevance over the exact best 200
  bool exposure = true;   // one place in five for a good match that is rarely suggested
  uint64_t tie_key = 0;   // secret of the directory: equals are ordered by a hash with it
  Parallel parallel;      // threads for a large network; the answer is the same without
};

// What a reason is about; the numbers are those of tashbik.v1.ReasonKind.
enum class ReasonKind : uint8_t {
  kCause = 1,
  kIssue = 2,
  kCommunity = 3,
  kBridge = 4,
  kRelated = 5,
  kText = 6,
  kNeed = 7,
  kOffer = 8,
  kPlace = 9,
  kDiaspora = 10,
  kValues = 11,
  kTies = 12,
  kNoCommonLanguage = 13,
  kNeedNotMet = 14,
  kRarelySuggested = 15,
};

struct Reason {
  ReasonKind kind = ReasonKind::kIssue;
  double contribution = 0;                  // of the score; 0 for warnings
  std::vector<std::string> themes;          // ids, the weightiest first, at most kMaxReasonThemes.
                                            // kRelated: pairs, the asker's and the partner's
  std::vector<std::string> asker_themes;    // kBridge, kCause: communities (or issues) of the asker
  std::vector<std::string> partner_themes;  // and of the partner that the link spans
  std::vector<std::string> countries;
  std::vector<std::string> coalitions;  // ids, at most kMaxReasonThemes
  bool near = false;  // kPlace: the countries are the partner's, in a region that both are in
};

enum class Band : uint8_t { kStrong = 1, kPossible = 2, kWeak = 3 };

struct Suggestion {
  std::string actor;
  ActorKind kind = ActorKind::kOrganization;
  double score = 0;    // R, in (0, 1]
  double forward = 0;  // s(asker -> partner)
  double back = 0;     // s(partner -> asker)
  Band band = Band::kWeak;
  bool brokered = false;        // the viewer sees it, the asker itself would not
  std::vector<Reason> reasons;  // causes and issues first, place last, warnings at the end;
                                // contributions add up to the score
};

enum class Outcome : uint8_t {
  kOk = 0,
  kUnknownAsker = 1,  // not there, or not visible to the audience
  kStopped = 2,       // `stop` said so; no suggestions
};

struct SuggestResult {
  Outcome outcome = Outcome::kOk;
  std::vector<Suggestion> suggestions;  // best first; fewer than asked where there is no more match
};

// Suggests partners of the asker among the actors that `audience` sees. Pure and deterministic. The
// best 200 by score are exact: those that scoring every visible actor would give (PRIVATE ones may
// ask, and are suggested to nobody); diversity and exposure then reorder among them. What the
// audience may not see has no influence of any kind.
// About a millisecond for each million actors, less for those with rare themes. `asker_audience` is
// that of the asker's own account where it is known and differs: it tells what is brokered.
SuggestResult SuggestPartners(const Network& network, const Audience& audience,
                              const SuggestQuery& query, const Stop& stop,
                              const Audience* asker_audience = nullptr);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_SUGGEST_H_
