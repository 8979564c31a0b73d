// Asks the network for likely pairs, and shows them as the caller sees both.
#include "services/duplicates.h"

#include <algorithm>
#include <cstring>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/protections.h"
#include "services/duplicate_reader.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/requests.h"
#include "services/validate.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

constexpr int kStandardCandidates = 5;
constexpr int kMaxCandidates = 50;
// Of a list, the likeliest: what a person will never read to the end.
constexpr size_t kMaxListed = 2000;

bool IsDismissed(const Snapshot& snapshot, const std::string& first, const std::string& second) {
  return snapshot.catalog().Find(store::v1::KIND_DISTINCT_PAIR, DistinctPairId(first, second)) !=
         nullptr;
}

// The profile that is asked about, from the request; its texts made uniform.
absl::StatusOr<v1::Profile> ProfileOf(const CallContext& call,
                                      const v1::SearchDuplicatesRequest& request) {
  v1::Profile profile;
  *profile.mutable_names() = request.names();
  profile.set_website(request.website());
  profile.set_base_country(request.base_country());
  Violations faults;
  Validator validator(*call.snapshot, call.viewer, faults);
  if (profile.names().empty()) {
    faults.Required("names", absl::StrCat("give `names`, or in `actor` ", kActorPattern));
  }
  if (validator.CheckCount(profile.names_size(), kMaxNames, "names", "names")) {
    for (int i = 0; i < profile.names_size(); ++i) {
      v1::Name& name = *profile.mutable_names(i);
      const std::string path = absl::StrCat("names[", i, "]");
      validator.CheckWords(*name.mutable_text(), kMaxNameCharacters, Validator::Lines::kOne,
                           path + ".text", "a name");
      if (name.language().size() > kMaxWordBytes) {
        faults.Limit(path + ".language", absl::StrCat(name.language().size(), " characters"),
                     absl::StrCat(kMaxWordBytes, " characters"));
      }
    }
  }
  validator.CheckText(*profile.mutable_website(), kMaxUriCharacters, Validator::Lines::kOne,
                      "website");
  const std::string& country = profile.base_country();
  if (!country.empty() && graph::CountryOf(country) == 0) {
    faults.Invalid("base_country", "is no country", "use an ISO 3166-1 alpha-2 code such as LB");
  }
  if (absl::Status good = faults.ToStatus(); !good.ok()) return good;
  if (!country.empty()) {
    profile.set_base_country(graph::CountryCode(graph::CountryOf(country)));
  }
  return profile;
}

// Adds the pairs that are not there yet.
void AddNew(const std::vector<graph::SamePair>& more, std::vector<graph::SamePair>& pairs) {
  std::set<std::pair<std::string, std::string>> there;
  for (const graph::SamePair& pair : pairs) there.emplace(pair.first, pair.second);
  for (const graph::SamePair& pair : more) {
    if (there.emplace(pair.first, pair.second).second) pairs.push_back(pair);
  }
}

// Where a page of a list ended.
std::string Position(const v1::DuplicateCandidate& last) {
  const double score = last.score();
  std::string position(sizeof score, '\0');
  std::memcpy(position.data(), &score, sizeof score);
  return absl::StrCat(position, IdIn(last.first().name()), "/", IdIn(last.second().name()));
}

}  // namespace

absl::StatusOr<v1::SearchDuplicatesResponse> DuplicateCalls::Search(
    const CallContext& call, const v1::SearchDuplicatesRequest& request) const {
  const absl::StatusOr<Language> language = AnswerLanguage(request.language());
  if (!language.ok()) return language.status();
  if (request.count() < 0) {
    return FieldInvalid("count", "must not be negative", "give a number from 1 to 50");
  }
  DuplicateReader reader(call);
  graph::SameQuery query;
  v1::Profile own;
  bool may_change = false;
  if (!request.actor().empty()) {
    const auto parsed = ParseActorName(request.actor());
    if (!parsed) {
      return FieldInvalid("actor", "is no name of an actor", absl::StrCat("use ", kActorPattern));
    }
    const auto seen = reader.Find(parsed->id, KindOf(parsed->kind));
    if (!seen.ok()) return seen.status();
    if (*seen == nullptr) return NotFound(request.actor());
    own = (*seen)->profile;
    may_change = (*seen)->writer;
    query.leave_out = parsed->id;
    query.kind = KindOf(parsed->kind);
  } else {
    absl::StatusOr<v1::Profile> given = ProfileOf(call, request);
    if (!given.ok()) return given.status();
    own = *std::move(given);
  }
  query.names = EntriesOf(own);
  query.base_country = graph::CountryOf(own.base_country());
  query.count = kMaxCandidates;
  const int count =
      request.count() == 0 ? kStandardCandidates : std::min(request.count(), kMaxCandidates);
  std::vector<graph::SamePair> pairs =
      graph::SameAs(call.snapshot->network(), ToAudience(call.viewer), query, call.stop);
  if (!query.leave_out.empty()) {
    const auto sharing = SharingWith(call, directory_.keys(), query.leave_out, query.kind, reader);
    if (!sharing.ok()) return sharing.status();
    AddNew(*sharing, pairs);
  }
  if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
  v1::SearchDuplicatesResponse response;
  const Presenter presenter(call, *language);
  for (const graph::SamePair& pair : pairs) {
    const auto other = reader.Find(pair.second, query.kind);
    if (!other.ok()) return other.status();
    if (*other == nullptr) continue;
    // What somebody said of the two is for those who may change one of them.
    const bool is_told =
        may_change || (*other)->writer || graph::IsRemoved(graph::Protection::kSayingsOfOthers);
    if (!query.leave_out.empty() && is_told &&
        IsDismissed(*call.snapshot, query.leave_out, pair.second)) {
      continue;
    }
    v1::DuplicateCandidate& candidate = *response.add_candidates();
    WriteEvidence(pair, own, (*other)->profile, *language, candidate);
    absl::StatusOr<v1::ActorSummary> second = presenter.Summary(pair.second);
    if (!second.ok()) return second.status();
    *candidate.mutable_second() = *std::move(second);
    if (query.leave_out.empty()) continue;
    absl::StatusOr<v1::ActorSummary> first = presenter.Summary(query.leave_out);
    if (!first.ok()) return first.status();
    *candidate.mutable_first() = *std::move(first);
  }
  auto& found = *response.mutable_candidates();
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.score() > b.score(); });
  if (found.size() > count) found.DeleteSubrange(count, found.size() - count);
  return response;
}

absl::StatusOr<v1::ListDuplicatesResponse> DuplicateCalls::List(
    const CallContext& call, const v1::ListDuplicatesRequest& request) const {
  const absl::StatusOr<Language> language = AnswerLanguage(request.language());
  if (!language.ok()) return language.status();
  const absl::StatusOr<int> size = PageSize(request.page_size());
  if (!size.ok()) return size.status();
  const std::string binding = absl::StrCat("ListDuplicates|", call.viewer.account);
  std::string after;
  if (!request.page_token().empty()) {
    absl::StatusOr<std::string> position = tokens_.Open(request.page_token(), binding);
    if (!position.ok()) return position.status();
    after = *std::move(position);
  }
  // A coarse look at who may change what; the record itself decides below.
  const Viewer& viewer = call.viewer;
  std::vector<std::string> own;
  const auto mine = [&](absl::string_view id, const graph::Access& access,
                        absl::string_view owner) {
    const bool is_mine =
        (!viewer.account.empty() && owner == viewer.account) ||
        (!viewer.actor.empty() && id == viewer.actor) ||
        std::any_of(access.hubs.begin(), access.hubs.end(),
                    [&](const std::string& hub) { return viewer.Coordinates(hub); });
    if (is_mine) own.emplace_back(id);
    return is_mine;
  };
  const std::vector<graph::SamePair> alike =
      graph::SameAmong(call.snapshot->network(), ToAudience(viewer), mine, call.stop);
  DuplicateReader reader(call);
  auto sharing = SharingAmong(call, std::move(own), reader);
  if (!sharing.ok()) return sharing.status();
  if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
  std::vector<graph::SamePair> pairs = *std::move(sharing);
  AddNew(alike, pairs);
  std::vector<v1::DuplicateCandidate> found;
  for (const graph::SamePair& pair : pairs) {
    if (found.size() == kMaxListed) break;
    if (IsDismissed(*call.snapshot, pair.first, pair.second)) continue;
    v1::Profile profiles[2];
    bool both = true;
    int i = 0;
    for (const std::string* id : {&pair.first, &pair.second}) {
      const auto seen = reader.Find(*id, pair.kind);
      if (!seen.ok()) return seen.status();
      both = both && *seen != nullptr && (*seen)->writer;
      if (both) profiles[i++] = (*seen)->profile;
    }
    if (!both) continue;
    v1::DuplicateCandidate& candidate = found.emplace_back();
    candidate.mutable_first()->set_name(ActorName(pair.kind, pair.first));
    candidate.mutable_second()->set_name(ActorName(pair.kind, pair.second));
    WriteEvidence(pair, profiles[0], profiles[1], *language, candidate);
  }
  v1::ListDuplicatesResponse response;
  const Presenter presenter(call, *language);
  // Behind the place where the page before ended, which may be gone meanwhile.
  double after_score = 2;
  std::string after_ids;
  if (after.size() > sizeof after_score) {
    std::memcpy(&after_score, after.data(), sizeof after_score);
    after_ids = after.substr(sizeof after_score);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    if (a.score() != b.score()) return a.score() > b.score();
    return std::make_pair(a.first().name(), a.second().name()) <
           std::make_pair(b.first().name(), b.second().name());
  });
  size_t bytes = 0;
  for (v1::DuplicateCandidate& candidate : found) {
    const std::string ids =
        absl::StrCat(IdIn(candidate.first().name()), "/", IdIn(candidate.second().name()));
    const bool seen_before =
        candidate.score() > after_score || (candidate.score() == after_score && ids <= after_ids);
    if (seen_before) continue;
    if (response.candidates_size() == *size || bytes > kMaxPageBytes) {
      response.set_next_page_token(
          tokens_.Seal(Position(*response.candidates().rbegin()), binding));
      break;
    }
    for (v1::ActorSummary* side : {candidate.mutable_first(), candidate.mutable_second()}) {
      absl::StatusOr<v1::ActorSummary> summary = presenter.Summary(IdIn(side->name()));
      if (!summary.ok()) return summary.status();
      *side = *std::move(summary);
    }
    bytes += candidate.ByteSizeLong();
    *response.add_candidates() = std::move(candidate);
  }
  return response;
}

}  // namespace tashbik::services
