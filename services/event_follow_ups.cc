// Pairs of a cohort by what they share since: coalitions first, then meetings.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/errors.h"
#include "services/event_calls.h"
#include "services/facts.h"
#include "services/introduction_calls.h"
#include "services/names.h"
#include "services/phrases.h"
#include "services/presenter.h"
#include "services/sentence_words.h"
#include "services/sentences.h"
#include "services/times.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

constexpr int kMaxFollowUpDays = 3650;

// The days that count: from the event's last one on.
struct Days {
  graph::Day first = 0;
  graph::Day last = 0;
  bool Hold(graph::Day day) const { return first <= day && day <= last; }
};

graph::Day DayOfTime(const google::protobuf::Timestamp& time) {
  return static_cast<graph::Day>(absl::ToCivilDay(TimeOf(time), absl::UTCTimeZone()) -
                                 absl::CivilDay(1970, 1, 1));
}

// What is known of each attendee: with whom of the cohort it works or met. Attendees are numbered.
class Bonds {
 public:
  Bonds(const CallContext& call, const Directory& directory, std::vector<CohortMember> members,
        Days days)
      : call_(call), directory_(directory), members_(std::move(members)), days_(days) {
    for (size_t i = 0; i < members_.size(); ++i) numbers_[members_[i].name] = i;
    AddCoalitions();
    for (size_t i = 0; i < members_.size(); ++i) AddMeetings(i);
  }

  const std::vector<CohortMember>& members() const { return members_; }
  const std::set<size_t>& together(size_t member) const { return Of(together_, member); }
  const std::set<size_t>& met(size_t member) const { return Of(met_, member); }

 private:
  using Pairs = std::map<size_t, std::set<size_t>>;

  static const std::set<size_t>& Of(const Pairs& pairs, size_t member) {
    static const std::set<size_t>* const none = new std::set<size_t>();
    const auto found = pairs.find(member);
    return found == pairs.end() ? *none : found->second;
  }

  static void Join(size_t a, size_t b, Pairs& pairs) {
    if (a == b) return;
    pairs[a].insert(b);
    pairs[b].insert(a);
  }

  // Whether the coalition began in those days: on its start date, or where the caller is shown
  // none, when it was entered.
  bool BeganInTime(const std::string& coalition) const {
    const EntryPointer entry = call_.snapshot->catalog().Find(store::v1::KIND_COALITION, coalition);
    if (entry == nullptr || IsDeleted(entry->record)) return false;
    const Sight sight =
        SightOf(*call_.snapshot, call_.viewer, store::v1::KIND_COALITION, entry->record);
    if (!sight.record) return false;
    v1::Coalition shown;
    Reveal(sight, entry->record, shown);
    if (const auto day = DayOf(shown.start_date())) return days_.Hold(*day);
    return shown.has_create_time() && days_.Hold(DayOfTime(shown.create_time()));
  }

  void AddCoalitions() {
    std::map<std::string, std::vector<size_t>> by_coalition;
    const graph::Audience audience = ToAudience(call_.viewer);
    for (size_t i = 0; i < members_.size(); ++i) {
      for (std::string& coalition :
           call_.snapshot->network().CoalitionsOf(members_[i].id, audience)) {
        by_coalition[std::move(coalition)].push_back(i);
      }
    }
    for (const auto& [coalition, members] : by_coalition) {
      if (members.size() < 2 || !BeganInTime(coalition)) continue;
      for (size_t i = 0; i < members.size(); ++i) {
        for (size_t j = 0; j < i; ++j) Join(members[i], members[j], together_);
      }
    }
  }

  void AddMeetings(size_t member) {
    for (const SeenIntroduction& seen : IntroductionsSeen(
             *call_.snapshot, call_.viewer, members_[member].name, directory_.Now())) {
      const auto partner = numbers_.find(seen.partner);
      if (partner == numbers_.end() || !seen.shown.has_accept_time()) continue;
      if (days_.Hold(DayOfTime(seen.shown.accept_time()))) Join(member, partner->second, met_);
    }
  }

  const CallContext& call_;
  const Directory& directory_;
  const std::vector<CohortMember> members_;
  const Days days_;
  absl::flat_hash_map<std::string, size_t> numbers_;
  Pairs together_;
  Pairs met_;
};

// Where it was noted who came, those count; otherwise all that were entered.
std::vector<CohortMember> ThoseWhoCame(std::vector<CohortMember> members) {
  const auto came = [](const CohortMember& member) { return member.attended; };
  if (std::none_of(members.begin(), members.end(), came)) return members;
  std::erase_if(members, [](const CohortMember& member) { return !member.attended; });
  return members;
}

std::string Sentence(const v1::FollowUp& line, Language language) {
  const std::string actor = Isolated(line.actor().display_name(), language);
  const std::string partners =
      JoinNames({line.partner_names().begin(), line.partner_names().end()}, language, kMaxNamed);
  switch (line.state()) {
    case v1::FOLLOW_UP_STATE_WORK_TOGETHER:
      return Fill(Phrase::kFollowUpTogether, language, {{"a", actor}, {"list", partners}});
    case v1::FOLLOW_UP_STATE_MET:
      return Fill(Phrase::kFollowUpMet, language, {{"a", actor}, {"list", partners}});
    default:
      return Fill(Phrase::kFollowUpSilent, language, {{"a", actor}});
  }
}

// The line of one attendee; `summaries` are those of all, in the same order.
v1::FollowUp LineOf(const Bonds& bonds, const std::vector<v1::ActorSummary>& summaries,
                    size_t attendee, Language language) {
  v1::FollowUp line;
  *line.mutable_actor() = summaries[attendee];
  line.set_state(v1::FOLLOW_UP_STATE_SILENT);
  if (!bonds.met(attendee).empty()) line.set_state(v1::FOLLOW_UP_STATE_MET);
  const bool together = !bonds.together(attendee).empty();
  if (together) line.set_state(v1::FOLLOW_UP_STATE_WORK_TOGETHER);
  for (const size_t partner : together ? bonds.together(attendee) : bonds.met(attendee)) {
    line.add_partners(bonds.members()[partner].name);
    line.add_partner_names(summaries[partner].display_name());
  }
  line.set_sentence(Sentence(line, language));
  return line;
}

}  // namespace

absl::StatusOr<v1::ListFollowUpsResponse> ListFollowUps(const CallContext& call,
                                                        const Directory& directory,
                                                        const v1::ListFollowUpsRequest& request) {
  if (request.days() < 0 || request.days() > kMaxFollowUpDays) {
    return LimitExceeded("days", absl::StrCat(request.days()),
                         absl::StrCat("1 to ", kMaxFollowUpDays, ", or 0 for up to today"));
  }
  const absl::StatusOr<Language> language = AnswerLanguage(request.language());
  if (!language.ok()) return language.status();
  absl::StatusOr<Cohort> cohort = ReadCohort(call, request.name());
  if (!cohort.ok()) return cohort.status();
  const v1::Event& event = cohort->event;
  const auto last = DayOf(event.end_date().empty() ? event.start_date() : event.end_date());
  if (!last) {
    return StateConflict("you are not shown the day of the event, which all is counted from",
                         "WITHOUT_A_DAY");
  }
  Days days{.first = *last, .last = call.viewer.day};
  if (request.days() > 0) days.last = std::min(days.last, *last + request.days());
  const Bonds bonds(call, directory, ThoseWhoCame(std::move(cohort->members)), days);
  const Presenter presenter(call, *language);
  std::vector<v1::ActorSummary> summaries;
  for (const CohortMember& member : bonds.members()) {
    absl::StatusOr<v1::ActorSummary> summary = presenter.Summary(member.id);
    if (!summary.ok()) return summary.status();
    summaries.push_back(*std::move(summary));
  }
  std::vector<v1::FollowUp> lines;
  for (size_t i = 0; i < summaries.size(); ++i) {
    lines.push_back(LineOf(bonds, summaries, i, *language));
  }
  // The names' order stays within each state.
  std::stable_sort(lines.begin(), lines.end(), [](const v1::FollowUp& a, const v1::FollowUp& b) {
    return a.state() < b.state();
  });
  v1::ListFollowUpsResponse response;
  for (v1::FollowUp& line : lines) *response.add_follow_ups() = std::move(line);
  return response;
}

}  // namespace tashbik::services
