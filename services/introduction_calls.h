// IntroductionService below gRPC: who may take which step, and what the directory keeps of it.
#ifndef TASHBIK_SERVICES_INTRODUCTION_CALLS_H_
#define TASHBIK_SERVICES_INTRODUCTION_CALLS_H_

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/introductions.h"
#include "services/page_token.h"
#include "services/visibility.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/introduction.pb.h"

namespace tashbik::services {

// Told the address of somebody for whom something new waits. Must not block. Any thread.
using TellSomebody = std::function<void(const std::string& email)>;

// Safe from any thread. Each method checks its request, all faults at once, and answers as the
// contract says.
class IntroductionCalls {
 public:
  // `tell` may be empty. The directory must outlive it.
  explicit IntroductionCalls(Directory& directory, TellSomebody tell = nullptr)
      : directory_(directory), tell_(std::move(tell)), tokens_(directory.keys().page_token) {}

  using Answer = absl::StatusOr<v1::Introduction>;

  // introduction_requests.cc
  Answer Request(const CallContext& call, const v1::RequestIntroductionRequest& request) const;
  Answer Broker(const CallContext& call, const v1::BrokerIntroductionRequest& request) const;

  // introduction_reads.cc
  Answer Get(const CallContext& call, const v1::GetIntroductionRequest& request) const;
  absl::StatusOr<v1::ListIntroductionsResponse> List(
      const CallContext& call, const v1::ListIntroductionsRequest& request) const;
  absl::StatusOr<v1::IntroductionSettings> GetSettings(
      const CallContext& call, const v1::GetIntroductionSettingsRequest& request) const;
  absl::StatusOr<v1::IntroductionSettings> UpdateSettings(
      const CallContext& call, const v1::UpdateIntroductionSettingsRequest& request) const;

  // introduction_steps.cc
  Answer Accept(const CallContext& call, const v1::AcceptIntroductionRequest& request) const;
  Answer Decline(const CallContext& call, const v1::DeclineIntroductionRequest& request) const;
  Answer Close(const CallContext& call, const v1::CloseIntroductionRequest& request) const;
  Answer Revoke(const CallContext& call, const v1::RevokeIntroductionRequest& request) const;
  // collaboration.cc
  Answer RecordCollaboration(const CallContext& call,
                             const v1::RecordCollaborationRequest& request) const;

 private:
  // A record and the caller's part in it.
  struct Held {
    EntryPointer entry;
    IntroductionPart part = IntroductionPart::kFirst;
    const store::v1::IntroductionRecord& record() const { return entry->record.introduction(); }
  };
  // NOT_FOUND where the caller has no part in it, or may not know of it yet. `actor`: of the
  // request.
  absl::StatusOr<Held> Find(const Snapshot& snapshot, const Viewer& viewer, const std::string& name,
                            const std::string& actor) const;
  // As the part sees it; without the contacts of an actor that is deleted.
  v1::Introduction Show(const Snapshot& snapshot, const Held& held) const;

  // Takes `step` from the present record, and answers with what came of it. `more` may add writes.
  using Step = absl::FunctionRef<IntroductionStep(const Snapshot&, const Held&)>;
  using More = absl::FunctionRef<absl::Status(const Snapshot&, const Held&,
                                              store::v1::IntroductionRecord&, WritePlan&)>;
  Answer Take(const CallContext& call, const google::protobuf::Message& request,
              const std::string& name, const std::string& actor, Step step, More more) const;
  Answer Take(const CallContext& call, const google::protobuf::Message& request,
              const std::string& name, const std::string& actor, Step step) const;
  // Writes a new record that `prepare` makes, and shows it.
  Answer Make(
      const CallContext& call, const google::protobuf::Message& request, IntroductionPart part,
      absl::FunctionRef<absl::Status(const Snapshot&, store::v1::IntroductionRecord&, WritePlan&)>
          prepare) const;
  // Tells those that learn of something by the change from `before` to `after`.
  void Tell(const store::v1::IntroductionRecord& before,
            const store::v1::IntroductionRecord& after) const;

  Directory& directory_;
  const TellSomebody tell_;
  const TokenSealer tokens_;
};

// An actor that introductions are about: its record, if it is live, with what the viewer sees.
struct IntroducedActor {
  EntryPointer entry;  // null: not there, or hidden, or deleted
  Sight sight;
};
IntroducedActor FindIntroduced(const Snapshot& snapshot, const Viewer& viewer,
                               absl::string_view name);

// Whether the viewer is the actor's own account, or a coordinator that may change its record.
bool SpeaksFor(const Snapshot& snapshot, const Viewer& viewer, absl::string_view actor_name);
// Whether somebody has an account that speaks for the actor alone.
bool HasOwnAccount(const Snapshot& snapshot, absl::string_view actor_name, absl::Time now);

// When the actor may see a request made `now`; nothing when not before it runs out at `expire`.
std::optional<absl::Time> DeliverTimeOf(const Snapshot& snapshot, const Entry& actor,
                                        absl::Time now, absl::Time expire);

// An introduction of an actor as the viewer may know it.
struct SeenIntroduction {
  v1::Introduction shown;
  std::string partner;  // the other side's resource name; empty where the viewer is not told it
};
// Those that concern an actor which the viewer speaks for, and those of it that the viewer brokers.
std::vector<SeenIntroduction> IntroductionsSeen(const Snapshot& snapshot, const Viewer& viewer,
                                                absl::string_view actor_name, absl::Time now);

// What an actor has left of its week's requests.
v1::Budget IntroductionBudget(const Snapshot& snapshot, absl::string_view actor_name,
                              absl::Time now);

// Adds the coalition that a collaboration of both sides became, with its two members, to the plan,
// and its name to the record. See RecordCollaboration.
absl::Status PlanCoalition(const Snapshot& snapshot, Directory& directory, const Viewer& viewer,
                           store::v1::IntroductionRecord& record, bool first_recorded_first,
                           WritePlan& plan);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_INTRODUCTION_CALLS_H_
