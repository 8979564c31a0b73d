// The stored state is OPEN or PUBLISHED; that it lapsed is told by the clock.
#include "services/statement_state.h"

#include <algorithm>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "graph/protections.h"
#include "services/facts.h"
#include "services/names.h"
#include "services/times.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using v1::STATEMENT_STATE_LAPSED;
using v1::STATEMENT_STATE_OPEN;
using v1::STATEMENT_STATE_PUBLISHED;

constexpr int64_t kMicrosPerDay = int64_t{86'400} * 1'000'000;

bool SameList(const google::protobuf::RepeatedPtrField<std::string>& a,
              const google::protobuf::RepeatedPtrField<std::string>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

// Whether `after` could let in somebody whom `before` does not. Whom it keeps out may change.
bool LetsInMore(const v1::Visibility& before, const v1::Visibility& after) {
  return after.tier() > before.tier() || !SameList(before.hubs(), after.hubs()) ||
         !SameList(before.circles(), after.circles()) ||
         !SameList(before.brokers(), after.brokers());
}

}  // namespace

std::string SignatureId(absl::string_view statement, absl::string_view actor) {
  return absl::StrCat(statement, "/", actor);
}

void ForEachSignature(const Snapshot& snapshot, absl::string_view statement,
                      absl::FunctionRef<void(const EntryPointer&)> visit) {
  const std::string prefix = absl::StrCat(statement, "/");
  snapshot.catalog().ForEach(store::v1::KIND_SIGNATURE, prefix, [&](const EntryPointer& entry) {
    if (!absl::StartsWith(entry->id(), prefix)) return false;
    visit(entry);
    return true;
  });
}

v1::StatementState StateOn(const v1::Statement& statement, graph::Day today) {
  if (statement.state() == STATEMENT_STATE_PUBLISHED) return STATEMENT_STATE_PUBLISHED;
  const std::optional<graph::Day> last = DayOf(statement.deadline());
  return last && *last < today ? STATEMENT_STATE_LAPSED : STATEMENT_STATE_OPEN;
}

absl::Status CheckCanSign(const v1::Statement& statement, graph::Day today) {
  const std::optional<graph::Day> last = DayOf(statement.deadline());
  if (!last || *last >= today) return absl::OkStatus();
  const bool published = statement.state() == STATEMENT_STATE_PUBLISHED;
  return StateConflict(absl::StrCat("it could be signed until ", statement.deadline()),
                       published ? "PUBLISHED" : "LAPSED");
}

bool IsPublishedBy(const v1::Statement& statement, size_t signatures) {
  return statement.threshold() > 0 && signatures >= static_cast<size_t>(statement.threshold());
}

ShownSignatures SignaturesShownTo(const Snapshot& snapshot, const Viewer& viewer,
                                  const store::v1::Record& statement) {
  ShownSignatures shown;
  shown.state = StateOn(statement.statement(), viewer.day);
  if (shown.state == STATEMENT_STATE_LAPSED) {
    // It lapsed when its last day ended.
    shown.update_micros = (*DayOf(statement.statement().deadline()) + 1) * kMicrosPerDay;
    return shown;
  }
  const EntryPointer own = viewer.actor.empty()
                               ? nullptr
                               : snapshot.catalog().Find(store::v1::KIND_SIGNATURE,
                                                         SignatureId(statement.id(), viewer.actor));
  if (own != nullptr) {
    shown.own = true;
    shown.update_micros = absl::ToUnixMicros(TimeOf(own->record.signature().sign_time()));
  }
  if (shown.state != STATEMENT_STATE_PUBLISHED && !graph::IsRemoved(graph::Protection::kEscrow)) {
    return shown;
  }
  const graph::Audience audience = ToAudience(viewer);
  ForEachSignature(snapshot, statement.id(), [&](const EntryPointer& entry) {
    const std::string& actor = entry->record.signature().actor();
    if (!actor.empty() && snapshot.network().Find(IdIn(actor), audience)) {
      shown.signatories.push_back(actor);
    } else {
      ++shown.others;
    }
  });
  std::sort(shown.signatories.begin(), shown.signatories.end());
  return shown;
}

void CheckAsSigned(const v1::Statement& before, const v1::Statement& after, const std::string& path,
                   Violations& violations) {
  const auto refuse = [&](absl::string_view field) {
    violations.Invalid(absl::StrCat(path, ".", field), "cannot change once it can be signed",
                       "delete the statement and write another");
  };
  v1::Statement was;
  v1::Statement is;
  *was.mutable_names() = before.names();
  *is.mutable_names() = after.names();
  if (Canonical(was) != Canonical(is)) refuse("names");
  was.Clear();
  is.Clear();
  *was.mutable_texts() = before.texts();
  *is.mutable_texts() = after.texts();
  if (Canonical(was) != Canonical(is)) refuse("texts");
  was.Clear();
  is.Clear();
  *was.mutable_addressees() = before.addressees();
  *is.mutable_addressees() = after.addressees();
  if (Canonical(was) != Canonical(is)) refuse("addressees");
  if (before.threshold() != after.threshold()) refuse("threshold");
  if (before.deadline() != after.deadline()) refuse("deadline");
  if (LetsInMore(before.visibility(), after.visibility())) refuse("visibility");
}

}  // namespace tashbik::services
