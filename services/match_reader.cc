// All faults of a request are told at once; hidden actors are not found, like unknown ones.
#include "services/match_reader.h"

#include <cmath>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/actor_filter.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/names.h"
#include "services/validate.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

void CheckFocus(v1::Focus focus, Violations& faults) {
  if (!v1::Focus_IsValid(focus)) {
    faults.Invalid("focus", absl::StrCat("has no value ", static_cast<int>(focus)),
                   "use one of the Focus values of the API");
  }
}

graph::Focus FocusOf(v1::Focus focus) {
  return focus == v1::FOCUS_UNSPECIFIED ? graph::Focus::kBalanced
                                        : static_cast<graph::Focus>(focus);
}

graph::Weights ReadWeights(const v1::Weights& given, Violations& faults) {
  graph::Weights weights;
  double sum = 0;
  auto read = [&](graph::Signal signal, const char* name, double value) {
    if (!(value >= 0 && value <= kMaxWeight)) {
      faults.Limit(absl::StrCat("weights.", name), absl::StrCat(value), "0 to 1,000");
    }
    weights[signal] = value;
    sum += value;
  };
  read(graph::Signal::kIssue, "issue", given.issue());
  read(graph::Signal::kCommunity, "community", given.community());
  read(graph::Signal::kBridge, "bridge", given.bridge());
  read(graph::Signal::kRelated, "related", given.related());
  read(graph::Signal::kText, "text", given.text());
  read(graph::Signal::kNeed, "need", given.need());
  read(graph::Signal::kPlace, "place", given.place());
  read(graph::Signal::kValues, "values", given.values());
  read(graph::Signal::kTies, "ties", given.ties());
  if (faults.empty() && sum <= 0) {
    faults.Invalid("weights", "are all 0", "give at least one more than 0");
  }
  return weights;
}

// Id of the actor that `name` means, if the viewer sees it. A malformed name goes to `faults`; of a
// well-formed one, whether it is there is told by VisibleActors.
std::string ReadActor(absl::string_view path, const std::string& name, Violations& faults) {
  if (name.empty()) {
    faults.Required(path, "give organizations/{organization} or diasporaGroups/{diaspora_group}");
    return "";
  }
  const std::optional<ResourceName> actor = ParseActorName(name);
  if (!actor) {
    faults.Invalid(path, "is no name of an actor",
                   "give organizations/{organization} or diasporaGroups/{diaspora_group}");
    return "";
  }
  return actor->id;
}

// NOT_FOUND, naming what was asked, unless the caller sees an actor of that very name.
absl::Status CheckVisible(const CallContext& call, const std::string& name) {
  const std::optional<ResourceName> actor = ParseActorName(name);
  const std::optional<graph::ActorView> view =
      call.snapshot->network().Find(actor->id, ToAudience(call.viewer));
  if (!view || ActorName(view->kind(), actor->id) != name) return NotFound(name);
  return absl::OkStatus();
}

// The facts of an unsaved profile, after the checks that a stored one goes through. It needs no
// name: it is not going to be called.
template <class Resource>
graph::ActorFacts ReadDraft(Resource draft, storage::Kind kind, const CallContext& call,
                            const std::string& path, Violations& faults) {
  const bool nameless = draft.profile().names().empty();
  if (nameless) draft.mutable_profile()->add_names()->set_text("x");
  Validator(*call.snapshot, call.viewer, faults).Check(kind, "", draft, nullptr, path);
  if (!faults.empty()) return {};
  if (nameless) draft.mutable_profile()->clear_names();  // a name would count as words
  store::v1::Record record;
  MutableResourceIn(kind, record)->CopyFrom(draft);
  DeriveText(record);
  return ActorFactsOf(record);
}

int ReadCount(absl::string_view path, int given, int standard, int most, Violations& faults) {
  if (given < 0 || given > most) {
    faults.Limit(path, absl::StrCat(given), absl::StrCat("1 to ", most));
  }
  return given == 0 ? standard : given;
}

}  // namespace

absl::StatusOr<graph::SuggestQuery> ReadSuggest(const v1::SuggestPartnersRequest& request,
                                                const CallContext& call, const Keys& keys) {
  Violations faults;
  graph::SuggestQuery query;
  switch (request.asker_case()) {
    case v1::SuggestPartnersRequest::kActor:
      query.asker = ReadActor("actor", request.actor(), faults);
      break;
    case v1::SuggestPartnersRequest::kOrganization:
      query.profile = ReadDraft(request.organization(), store::v1::KIND_ORGANIZATION, call,
                                "organization", faults);
      break;
    case v1::SuggestPartnersRequest::kDiasporaGroup:
      query.profile = ReadDraft(request.diaspora_group(), store::v1::KIND_DIASPORA_GROUP, call,
                                "diaspora_group", faults);
      break;
    case v1::SuggestPartnersRequest::ASKER_NOT_SET:
      faults.Required("actor", "name an actor, or give an organization or a diaspora_group");
  }
  query.count =
      ReadCount("count", request.count(), kStandardSuggestions, graph::kMaxSuggestions, faults);
  CheckFocus(request.focus(), faults);
  query.focus = FocusOf(request.focus());
  if (request.has_weights()) query.weights = ReadWeights(request.weights(), faults);
  absl::StatusOr<Filter> filter = ParseActorFilter(request.filter());
  if (!filter.ok()) faults.Add(filter.status());
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  if (!query.asker.empty()) {
    if (absl::Status status = CheckVisible(call, request.actor()); !status.ok()) return status;
  }
  if (!filter->empty()) {
    query.filter.also = [filter = *std::move(filter)](const graph::ActorView& actor) {
      return Passes(filter, actor);
    };
  }
  query.include_partners = request.include_partners();
  query.require_common_language = request.require_common_language();
  query.diversity = !request.skip_diversity();
  query.exposure = !request.skip_exposure();
  query.tie_key = keys.tie;
  return query;
}

absl::StatusOr<graph::ExplainQuery> ReadExplain(const v1::ExplainPartnerRequest& request,
                                                const CallContext& call) {
  Violations faults;
  graph::ExplainQuery query;
  query.asker = ReadActor("actor", request.actor(), faults);
  query.partner = ReadActor("partner", request.partner(), faults);
  if (!query.asker.empty() && query.asker == query.partner) {
    faults.Invalid("partner", "is the actor itself", "name another actor");
  }
  CheckFocus(request.focus(), faults);
  query.focus = FocusOf(request.focus());
  if (request.has_weights()) query.weights = ReadWeights(request.weights(), faults);
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  if (absl::Status status = CheckVisible(call, request.actor()); !status.ok()) return status;
  if (absl::Status status = CheckVisible(call, request.partner()); !status.ok()) return status;
  return query;
}

absl::StatusOr<graph::PathsQuery> ReadPaths(const v1::FindPathsRequest& request,
                                            const CallContext& call) {
  Violations faults;
  graph::PathsQuery query;
  query.from = ReadActor("source", request.source(), faults);
  query.to = ReadActor("target", request.target(), faults);
  if (!query.from.empty() && query.from == query.to) {
    faults.Invalid("target", "is the source itself", "name another actor");
  }
  query.max_links = ReadCount("max_length", request.max_length(), 4, kMaxPathLinks, faults);
  query.count = ReadCount("count", request.count(), 3, kMaxPaths, faults);
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  if (absl::Status status = CheckVisible(call, request.source()); !status.ok()) return status;
  if (absl::Status status = CheckVisible(call, request.target()); !status.ok()) return status;
  return query;
}

}  // namespace tashbik::services
