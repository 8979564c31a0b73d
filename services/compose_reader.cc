// All faults of a request are told at once.
#include "services/compose_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/actor_filter.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/feedback_calls.h"
#include "services/names.h"
#include "services/validate.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using Strings = google::protobuf::RepeatedPtrField<std::string>;

std::vector<std::string> IdsIn(const Strings& names) {
  std::vector<std::string> ids;
  for (const std::string& name : names) ids.push_back(IdIn(name));
  return ids;
}

std::vector<graph::Country> CountriesIn(const Strings& codes) {
  std::vector<graph::Country> countries;
  for (const std::string& code : codes) countries.push_back(graph::CountryOf(code));
  return countries;
}

template <class Value>
void Append(const std::vector<Value>& values, std::vector<Value>& to) {
  to.insert(to.end(), values.begin(), values.end());
}

graph::TeamRules RulesOf(const v1::CallRules& given) {
  graph::TeamRules rules;
  rules.lead_countries = CountriesIn(given.lead_countries());
  for (const int kind : given.lead_kinds()) rules.lead_kinds.push_back(static_cast<uint8_t>(kind));
  rules.countries = CountriesIn(given.countries());
  rules.min_countries = given.min_countries();
  rules.home_and_diaspora = given.home_and_diaspora();
  rules.min_members = given.min_members();
  rules.max_members = given.max_members();
  rules.skills = IdsIn(given.skills());
  rules.languages.assign(given.languages().begin(), given.languages().end());
  return rules;
}

// Whether a rule asks something.
bool Asks(const v1::CallRules& rules) { return rules.ByteSizeLong() > 0; }

void ReadMembers(const Strings& names, const CallContext& call, std::vector<std::string>& members,
                 Violations& faults) {
  for (int i = 0; i < names.size(); ++i) {
    const std::string path = absl::StrCat("members[", i, "]");
    const std::optional<ResourceName> actor = ParseActorName(names.Get(i));
    if (!actor) {
      faults.Invalid(path, "is no name of an actor",
                     "give organizations/{organization} or diasporaGroups/{diaspora_group}");
      continue;
    }
    const std::optional<graph::ActorView> view =
        call.snapshot->network().Find(actor->id, ToAudience(call.viewer));
    if (!view || ActorName(view->kind(), actor->id) != names.Get(i)) {
      faults.Missing(path, names.Get(i));
    } else if (std::find(members.begin(), members.end(), actor->id) != members.end()) {
      faults.Invalid(path, "stands twice", "name each member once");
    } else {
      members.push_back(actor->id);
    }
  }
}

// Whether an excluded actor is there is not looked at: that would tell.
void ReadExcluded(const Strings& names, std::vector<std::string>& excluded, Violations& faults) {
  for (int i = 0; i < names.size(); ++i) {
    const std::optional<ResourceName> actor = ParseActorName(names.Get(i));
    if (actor) {
      excluded.push_back(actor->id);
    } else {
      faults.Invalid(absl::StrCat("excluded[", i, "]"), "is no name of an actor",
                     "give organizations/{organization} or diasporaGroups/{diaspora_group}");
    }
  }
}

void ReadSizes(const v1::ComposeCoalitionRequest& request, graph::ComposeQuery& query,
               Violations& faults) {
  const auto check = [&](const char* path, int given) {
    if (given >= 0 && given <= graph::kMaxTeam) return true;
    faults.Limit(path, absl::StrCat(given), absl::StrCat("1 to ", graph::kMaxTeam));
    return false;
  };
  if (!check("min_size", request.min_size()) || !check("max_size", request.max_size())) return;
  query.min_size = request.min_size() == 0 ? kStandardLeastMembers : request.min_size();
  const int fixed = request.members_size();
  query.max_size = request.max_size() == 0 ? std::max({kStandardMostMembers, query.min_size, fixed})
                                           : request.max_size();
  if (request.min_size() == 0) query.min_size = std::min(query.min_size, query.max_size);
  if (query.max_size < query.min_size) {
    faults.Invalid("max_size",
                   absl::StrCat("is ", query.max_size, ", below min_size ", query.min_size),
                   "give the larger number last");
  }
  if (query.max_size < fixed) {
    faults.Invalid("max_size", absl::StrCat("is ", query.max_size, ", but ", fixed, " are in it"),
                   "allow at least those that `members` names");
  }
}

// The stored call, as the caller sees it.
void ReadCall(const v1::ComposeCoalitionRequest& request, const CallContext& call,
              graph::ComposeQuery& query, Violations& faults) {
  if (request.has_rules()) {
    faults.Invalid("call", "stands beside rules", "give a stored call or rules, not both");
    return;
  }
  const std::optional<std::string> id = ParseNameOf(store::v1::KIND_CALL, request.call());
  if (!id) {
    faults.Invalid("call", "is no name of a call", "give calls/{call}");
    return;
  }
  const EntryPointer entry = call.snapshot->catalog().Find(store::v1::KIND_CALL, *id);
  v1::Call shown;
  if (entry != nullptr) {
    const Sight sight = SightOf(*call.snapshot, call.viewer, store::v1::KIND_CALL, entry->record);
    if (sight.record && !IsDeleted(entry->record)) {
      Reveal(sight, entry->record, shown);
      AddCall(shown, query);
      return;
    }
  }
  faults.Missing("call", request.call());
}

}  // namespace

absl::StatusOr<ComposeQuestion> ReadCompose(const v1::ComposeCoalitionRequest& request,
                                            const CallContext& call, const Keys& keys) {
  Violations faults;
  ComposeQuestion question;
  graph::ComposeQuery& query = question.query;
  v1::ComposeCoalitionRequest given = request;
  Validator validator(*call.snapshot, call.viewer, faults);
  validator.CheckComposition(given);
  const bool asks =
      given.themes_size() + given.skills_size() + given.countries_size() + given.languages_size() >
          0 ||
      Asks(given.rules()) || !given.call().empty();
  if (!asks) {
    faults.Required("themes",
                    "give at least one theme, skill, country, language or rule, or a call");
  }
  if (validator.CheckCount(given.members_size(), graph::kMaxTeam, "members", "actors")) {
    ReadMembers(given.members(), call, question.members, faults);
  }
  if (validator.CheckCount(given.excluded_size(), kMaxComposeExcluded, "excluded", "actors")) {
    ReadExcluded(given.excluded(), query.excluded, faults);
  }
  ReadSizes(given, query, faults);
  absl::StatusOr<Filter> filter = ParseActorFilter(given.filter());
  if (!filter.ok()) faults.Add(filter.status());
  if (!given.call().empty()) ReadCall(given, call, query, faults);
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;

  if (given.has_rules()) query.rules = RulesOf(given.rules());
  Append(IdsIn(given.themes()), query.themes);
  Append(IdsIn(given.skills()), query.skills);
  Append(CountriesIn(given.countries()), query.countries);
  query.languages.insert(query.languages.end(), given.languages().begin(), given.languages().end());
  if (!filter->empty()) {
    query.filter.also = [filter = *std::move(filter)](const graph::ActorView& actor) {
      return Passes(filter, actor);
    };
  }
  query.tie_key = keys.tie;
  if (!question.members.empty()) ApplyFeedbackOf(question.members.front(), call, query);
  return question;
}

void AddCall(const v1::Call& call, graph::ComposeQuery& query) {
  Append(IdsIn(call.themes()), query.themes);
  Append(CountriesIn(call.countries()), query.countries);
  query.rules = RulesOf(call.rules());
  if (!call.funder().empty()) query.excluded.push_back(IdIn(call.funder()));
}

void ApplyFeedbackOf(const std::string& lead, const CallContext& call, graph::ComposeQuery& query) {
  graph::SuggestQuery suggest;
  suggest.asker = lead;
  ApplyFeedback(*call.snapshot, call.viewer, suggest);
  Append(suggest.set_aside, query.excluded);
}

}  // namespace tashbik::services
