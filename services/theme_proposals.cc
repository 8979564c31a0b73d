// Proposals are records of their own; a theme comes of one when it is accepted.
#include "services/theme_proposals.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/text/clean.h"
#include "services/errors.h"
#include "services/field_mask.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/proposed_theme.h"
#include "services/resource_type.h"
#include "services/times.h"
#include "services/visibility.h"
#include "services/write_batch.h"

namespace tashbik::services {
namespace {

using store::v1::KIND_THEME;
using store::v1::KIND_THEME_PROPOSAL;

// The text as it is kept; faults are noted under `path`.
std::string CleanNote(const std::string& text, bool required, absl::string_view path,
                      Violations& violations) {
  const graph::text::CleanedText cleaned = graph::text::Clean(text, graph::text::Lines::kMany);
  const size_t length = graph::text::CountCharacters(cleaned.text);
  if (!cleaned.ok()) {
    violations.TextRefused(path, absl::StrCat("holds ", graph::text::Describe(*cleaned.fault)));
  } else if (required && graph::text::IsBlank(cleaned.text)) {
    violations.Required(path, "say why, in at most 2,000 characters");
  } else if (length > kMaxNoteCharacters) {
    violations.Limit(path, absl::StrCat(length, " characters"),
                     absl::StrCat(kMaxNoteCharacters, " characters"));
  }
  return cleaned.text;
}

// The theme as the viewer sees it, or null.
std::unique_ptr<v1::Theme> SeenTheme(const Snapshot& snapshot, const Viewer& viewer,
                                     const std::string& id) {
  const EntryPointer entry = snapshot.catalog().Find(KIND_THEME, id);
  if (entry == nullptr) return nullptr;
  auto theme = std::make_unique<v1::Theme>();
  Reveal(SightOf(snapshot, viewer, KIND_THEME, entry->record), entry->record, *theme);
  return theme;
}

bool IsVerified(const Viewer& viewer) {
  return !viewer.member_hubs.empty() || !viewer.coordinated_hubs.empty();
}

int OpenProposals(const Catalog& catalog, const std::string& account) {
  const std::vector<EntryPointer> own = catalog.Of(KIND_THEME_PROPOSAL, account);
  return static_cast<int>(std::count_if(own.begin(), own.end(), [](const EntryPointer& entry) {
    return entry->record.theme_proposal().proposal().state() == v1::PROPOSAL_STATE_OPEN;
  }));
}

bool Sees(const Viewer& viewer, const EntryPointer& entry) {
  return viewer.role == v1::ROLE_EDITOR ||
         (!viewer.account.empty() && entry->record.theme_proposal().account() == viewer.account);
}

v1::ThemeProposal Shown(const Viewer& viewer, const EntryPointer& entry) {
  v1::ThemeProposal proposal = entry->record.theme_proposal().proposal();
  proposal.set_own(!viewer.account.empty() &&
                   entry->record.theme_proposal().account() == viewer.account);
  return proposal;
}

// The open proposal that an editor answers.
absl::StatusOr<EntryPointer> FindOpen(const Catalog& catalog, const std::string& name) {
  if (name.empty()) return FieldRequired("name", "`themeProposals/{theme_proposal}`");
  const auto id = ParseNameOf(KIND_THEME_PROPOSAL, name);
  if (!id) {
    return FieldInvalid("name", "is no name of a proposal",
                        "use `themeProposals/{theme_proposal}`");
  }
  const EntryPointer entry = catalog.Find(KIND_THEME_PROPOSAL, *id);
  if (entry == nullptr) return NotFound(name);
  const v1::ProposalState state = entry->record.theme_proposal().proposal().state();
  if (state == v1::PROPOSAL_STATE_OPEN) return entry;
  return StateConflict(name, state == v1::PROPOSAL_STATE_ACCEPTED ? "accepted" : "refused");
}

PlannedWrite Decided(const EntryPointer& open, v1::ProposalState state, std::string answer,
                     absl::Time now) {
  store::v1::Record record = open->record;
  v1::ThemeProposal& proposal = *record.mutable_theme_proposal()->mutable_proposal();
  proposal.set_state(state);
  proposal.set_answer(std::move(answer));
  *proposal.mutable_decide_time() = ToProto(now);
  return {.kind = KIND_THEME_PROPOSAL,
          .id = open->id(),
          .record = std::move(record),
          .expected_version = open->version};
}

// The states asked for, sorted.
absl::StatusOr<std::vector<int>> StatesOf(const v1::ListThemeProposalsRequest& request) {
  Violations violations;
  std::vector<int> states;
  for (int i = 0; i < request.states_size(); ++i) {
    const int state = request.states(i);
    if (state == v1::PROPOSAL_STATE_UNSPECIFIED || !v1::ProposalState_IsValid(state)) {
      violations.Invalid(absl::StrCat("states[", i, "]"), "is no state of a proposal",
                         "use one such as PROPOSAL_STATE_OPEN");
    }
    states.push_back(state);
  }
  if (!violations.empty()) return violations.ToStatus();
  if (states.empty()) states.push_back(v1::PROPOSAL_STATE_OPEN);
  std::sort(states.begin(), states.end());
  states.erase(std::unique(states.begin(), states.end()), states.end());
  return states;
}

}  // namespace

absl::StatusOr<WritePlan> PlanProposeTheme(const Snapshot& snapshot, const Directory& directory,
                                           const Viewer& viewer,
                                           const v1::ProposeThemeRequest& request) {
  if (!IsVerified(viewer)) {
    return PermissionDenied("proposals are for verified members and for coordinators of a hub");
  }
  Violations violations;
  v1::ThemeProposal proposal;
  *proposal.mutable_theme() = request.proposal().theme();
  proposal.set_reason(
      CleanNote(request.proposal().reason(), /*required=*/true, "proposal.reason", violations));
  const auto id = ParseNameOf(KIND_THEME, request.proposal().theme().name());
  if (request.proposal().theme().name().empty()) {
    violations.Required(absl::StrCat(kProposedPath, ".name"),
                        "the theme to add to, or the id of a new one, `themes/{theme}`");
  } else if (!id) {
    violations.Invalid(absl::StrCat(kProposedPath, ".name"), "is no name of a theme",
                       "use `themes/{theme}`: lower-case letters, digits and `-`");
  } else {
    const std::unique_ptr<v1::Theme> old = SeenTheme(snapshot, viewer, *id);
    v1::Theme& proposed = *proposal.mutable_theme();
    const v1::Theme meant = MeantTheme(snapshot, viewer, *id, old.get(), proposed, violations);
    proposed.set_name(request.proposal().theme().name());
    // Hidden labels may be there already, which nobody is told.
    if (violations.empty() && old != nullptr && proposed.hidden_labels().empty() &&
        Canonical(meant) == Canonical(*old)) {
      violations.Invalid(kProposedPath, "adds nothing to the theme", "give what is to be added");
    }
  }
  if (!violations.empty()) return violations.ToStatus();
  if (OpenProposals(snapshot.catalog(), viewer.account) >= kMaxOpenProposals) {
    return BudgetExhausted("proposals",
                           absl::StrCat(kMaxOpenProposals, " proposals that wait for an editor"),
                           absl::Hours(24));
  }
  store::v1::Record record;
  record.set_id(directory.MakeId());
  proposal.set_name(NameOf(KIND_THEME_PROPOSAL, record.id()));
  proposal.set_state(v1::PROPOSAL_STATE_OPEN);
  *proposal.mutable_create_time() = ToProto(directory.Now());
  record.mutable_theme_proposal()->set_account(viewer.account);
  WritePlan plan;
  plan.result = proposal.name();
  *record.mutable_theme_proposal()->mutable_proposal() = std::move(proposal);
  plan.writes.push_back({.kind = KIND_THEME_PROPOSAL, .id = record.id(), .record = record});
  return plan;
}

absl::StatusOr<WritePlan> PlanAcceptProposal(const Snapshot& snapshot, const Directory& directory,
                                             const Viewer& viewer,
                                             const v1::AcceptThemeProposalRequest& request) {
  const absl::StatusOr<EntryPointer> open = FindOpen(snapshot.catalog(), request.name());
  if (!open.ok()) return open.status();
  Violations violations;
  std::string answer = CleanNote(request.answer(), /*required=*/false, "answer", violations);
  v1::Theme proposed = (*open)->record.theme_proposal().proposal().theme();
  const std::string name = proposed.name();
  const std::string id = ParseNameOf(KIND_THEME, name).value_or("");
  const std::unique_ptr<v1::Theme> old = SeenTheme(snapshot, viewer, id);
  v1::Theme theme = MeantTheme(snapshot, viewer, id, old.get(), proposed, violations);
  theme.set_name(name);
  if (!violations.empty()) return violations.ToStatus();

  google::protobuf::FieldMask everything;
  everything.add_paths()->assign(1, '*');
  const FieldMask mask = FieldMask::Parse(everything, theme, "update_mask", violations);
  const FieldMask none;
  WriteBatch batch(snapshot, directory, viewer, TypeOf(KIND_THEME), WriteIntent::kUpsert, mask,
                   none, violations);
  absl::Status added = batch.Add({.given = &theme, .path = kProposedPath});
  if (!added.ok()) return added;
  absl::StatusOr<WritePlan> plan = batch.Finish();
  if (!plan.ok()) return plan.status();
  plan->writes.push_back(
      Decided(*open, v1::PROPOSAL_STATE_ACCEPTED, std::move(answer), directory.Now()));
  plan->result = request.name();
  return plan;
}

absl::StatusOr<WritePlan> PlanRefuseProposal(const Snapshot& snapshot, const Directory& directory,
                                             const v1::RefuseThemeProposalRequest& request) {
  const absl::StatusOr<EntryPointer> open = FindOpen(snapshot.catalog(), request.name());
  if (!open.ok()) return open.status();
  Violations violations;
  std::string answer = CleanNote(request.answer(), /*required=*/true, "answer", violations);
  if (!violations.empty()) return violations.ToStatus();
  WritePlan plan;
  plan.writes.push_back(
      Decided(*open, v1::PROPOSAL_STATE_REFUSED, std::move(answer), directory.Now()));
  plan.result = request.name();
  return plan;
}

absl::StatusOr<v1::ThemeProposal> ShowProposal(const Snapshot& snapshot, const Viewer& viewer,
                                               const std::string& name) {
  const auto id = ParseNameOf(KIND_THEME_PROPOSAL, name);
  const EntryPointer entry = id ? snapshot.catalog().Find(KIND_THEME_PROPOSAL, *id) : nullptr;
  if (entry == nullptr || !Sees(viewer, entry)) return NotFound(name);
  return Shown(viewer, entry);
}

absl::Status ListThemeProposals(const CallContext& call, const TokenSealer& tokens,
                                const v1::ListThemeProposalsRequest& request,
                                v1::ListThemeProposalsResponse& response) {
  const absl::StatusOr<std::vector<int>> states = StatesOf(request);
  if (!states.ok()) return states.status();
  const absl::StatusOr<int> size = PageSize(request.page_size());
  if (!size.ok()) return size.status();
  const std::string binding = absl::StrCat("ListThemeProposals|", call.viewer.account, "|",
                                           call.viewer.role, "|", absl::StrJoin(*states, ","));
  std::string after;
  if (!request.page_token().empty()) {
    absl::StatusOr<std::string> position = tokens.Open(request.page_token(), binding);
    if (!position.ok()) return position.status();
    after = *std::move(position);
  }
  size_t bytes = 0;
  call.snapshot->catalog().ForEach(KIND_THEME_PROPOSAL, after, [&](const EntryPointer& entry) {
    const int state = entry->record.theme_proposal().proposal().state();
    if (!Sees(call.viewer, entry) || !std::binary_search(states->begin(), states->end(), state)) {
      return true;
    }
    const int count = response.proposals_size();
    bytes += entry->record.ByteSizeLong();
    if (count == *size || (count > 0 && bytes > kMaxPageBytes)) {
      response.set_next_page_token(tokens.Seal(after, binding));
      return false;
    }
    *response.add_proposals() = Shown(call.viewer, entry);
    after = entry->id();
    return true;
  });
  return absl::OkStatus();
}

}  // namespace tashbik::services
