// Each handler: plan on a snapshot, commit, show.
#include "services/registration_service.h"

#include "services/admissions.h"
#include "services/confirmations.h"
#include "services/errors.h"
#include "services/invitations.h"
#include "services/names.h"
#include "services/panic.h"
#include "services/presenter.h"
#include "services/registration_lists.h"
#include "services/requests.h"
#include "services/review.h"

namespace tashbik::services {
namespace {

constexpr char kService[] = "RegistrationService";

ReviewStep StepOf(const v1::VerifyRegistrationRequest&) { return ReviewStep::kVerify; }
ReviewStep StepOf(const v1::AskRegistrationRequest&) { return ReviewStep::kAsk; }
ReviewStep StepOf(const v1::AnswerRegistrationRequest&) { return ReviewStep::kAnswer; }
ReviewStep StepOf(const v1::RefuseRegistrationRequest&) { return ReviewStep::kRefuse; }

}  // namespace

grpc::Status RegistrationService::CreateInvitation(grpc::ServerContext* context,
                                                   const v1::CreateInvitationRequest* request,
                                                   v1::CreateInvitationResponse* response) {
  return calls_.Run(
      kService, *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        Directory& directory = calls_.directory();
        const absl::StatusOr<WriteOutcome> outcome =
            directory.Write(WriteCallOf(call, *request), [&](const Snapshot& now) {
              return PlanInvitation(*request, now, directory, call.viewer, *response);
            });
        if (!outcome.ok()) return outcome.status();
        if (!outcome->replayed) return absl::OkStatus();
        response->Clear();
        const auto id = ParseNameOf(store::v1::KIND_INVITATION, outcome->result);
        const EntryPointer entry =
            id ? directory.snapshot()->catalog().Find(store::v1::KIND_INVITATION, *id) : nullptr;
        if (entry != nullptr) {
          *response->mutable_invitation() = entry->record.invitation().invitation();
        }
        return absl::OkStatus();
      });
}

grpc::Status RegistrationService::ListInvitations(grpc::ServerContext* context,
                                                  const v1::ListInvitationsRequest* request,
                                                  v1::ListInvitationsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return services::ListInvitations(*request, call, tokens_, *response);
  });
}

grpc::Status RegistrationService::RevokeInvitation(grpc::ServerContext* context,
                                                   const v1::RevokeInvitationRequest* request,
                                                   v1::Invitation* response) {
  return calls_.Run(
      kService, *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        Directory& directory = calls_.directory();
        const absl::StatusOr<WriteOutcome> outcome =
            directory.Write(WriteCallOf(call, *request), [&](const Snapshot& now) {
              return PlanRevocation(*request, now, directory.Now(), call.viewer);
            });
        if (!outcome.ok()) return outcome.status();
        const auto id = ParseNameOf(store::v1::KIND_INVITATION, outcome->result);
        const EntryPointer entry =
            id ? directory.snapshot()->catalog().Find(store::v1::KIND_INVITATION, *id) : nullptr;
        if (entry != nullptr) *response = entry->record.invitation().invitation();
        return absl::OkStatus();
      });
}

grpc::Status RegistrationService::Register(grpc::ServerContext* context,
                                           const v1::RegisterRequest* request,
                                           v1::RegisterResponse* response) {
  return calls_.Run(
      kService, *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        Directory& directory = calls_.directory();
        const absl::StatusOr<WriteOutcome> outcome =
            directory.Write(WriteCallOf(call, *request), [&](const Snapshot& now) {
              return PlanRegistration(*request, now, directory, call.viewer, *response);
            });
        if (!outcome.ok()) return outcome.status();
        if (outcome->replayed) {
          *response = Repeated(*directory.snapshot(), outcome->result);
        } else if (request->validate_only()) {
          ForgetUnwritten(*response);
        }
        return absl::OkStatus();
      });
}

grpc::Status RegistrationService::ClaimActor(grpc::ServerContext* context,
                                             const v1::ClaimActorRequest* request,
                                             v1::RegisterResponse* response) {
  return calls_.Run(
      kService, *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        Directory& directory = calls_.directory();
        const absl::StatusOr<WriteOutcome> outcome = directory.Write(
            WriteCallOf(call, *request),
            [&](const Snapshot& now) { return PlanClaim(*request, now, directory, *response); });
        if (!outcome.ok()) return outcome.status();
        if (outcome->replayed) *response = Repeated(*directory.snapshot(), outcome->result);
        return absl::OkStatus();
      });
}

grpc::Status RegistrationService::GetRegistration(grpc::ServerContext* context,
                                                  const v1::GetRegistrationRequest* request,
                                                  v1::Registration* response) {
  return calls_.Run(kService, *context, *request, *response,
                    [&](const CallContext& call) -> absl::StatusOr<v1::Registration> {
                      const absl::StatusOr<EntryPointer> entry =
                          FindRegistration(*call.snapshot, call.viewer, request->name());
                      if (!entry.ok()) return entry.status();
                      return Shown(call.viewer, (*entry)->record);
                    });
}

grpc::Status RegistrationService::ListRegistrations(grpc::ServerContext* context,
                                                    const v1::ListRegistrationsRequest* request,
                                                    v1::ListRegistrationsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return services::ListRegistrations(*request, call, tokens_, *response);
  });
}

template <class Request>
grpc::Status RegistrationService::Take(grpc::ServerContext& context, const Request& request,
                                       v1::Registration& response) {
  return calls_.Run(kService, context, request, response,
                    [&](const CallContext& call) -> absl::StatusOr<v1::Registration> {
                      Directory& directory = calls_.directory();
                      const absl::StatusOr<WriteOutcome> outcome =
                          directory.Write(WriteCallOf(call, request), [&](const Snapshot& now) {
                            return PlanStep(StepOf(request), request.name(), request.note(),
                                            request.request_id(), now, directory.Now(),
                                            call.viewer);
                          });
                      if (!outcome.ok()) return outcome.status();
                      const absl::StatusOr<EntryPointer> entry =
                          FindRegistration(*directory.snapshot(), call.viewer, outcome->result);
                      if (!entry.ok()) return entry.status();
                      return Shown(call.viewer, (*entry)->record);
                    });
}

grpc::Status RegistrationService::VerifyRegistration(grpc::ServerContext* context,
                                                     const v1::VerifyRegistrationRequest* request,
                                                     v1::Registration* response) {
  return Take(*context, *request, *response);
}

grpc::Status RegistrationService::AskRegistration(grpc::ServerContext* context,
                                                  const v1::AskRegistrationRequest* request,
                                                  v1::Registration* response) {
  return Take(*context, *request, *response);
}

grpc::Status RegistrationService::AnswerRegistration(grpc::ServerContext* context,
                                                     const v1::AnswerRegistrationRequest* request,
                                                     v1::Registration* response) {
  return Take(*context, *request, *response);
}

grpc::Status RegistrationService::RefuseRegistration(grpc::ServerContext* context,
                                                     const v1::RefuseRegistrationRequest* request,
                                                     v1::Registration* response) {
  return Take(*context, *request, *response);
}

grpc::Status RegistrationService::Vouch(grpc::ServerContext* context,
                                        const v1::VouchRequest* request,
                                        v1::VouchResponse* response) {
  return calls_.Run(
      kService, *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        Directory& directory = calls_.directory();
        const absl::StatusOr<WriteOutcome> outcome = directory.Write(
            WriteCallOf(call, *request),
            [&](const Snapshot& now) { return PlanVouch(*request, now, directory, call.viewer); });
        if (!outcome.ok()) return outcome.status();
        response->set_registration(outcome->result);
        return absl::OkStatus();
      });
}

grpc::Status RegistrationService::WithdrawVouch(grpc::ServerContext* context,
                                                const v1::WithdrawVouchRequest* request,
                                                v1::WithdrawVouchResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    Directory& directory = calls_.directory();
    return directory
        .Write(WriteCallOf(call, *request),
               [&](const Snapshot& now) {
                 return PlanWithdrawal(*request, now, directory.Now(), call.viewer);
               })
        .status();
  });
}

grpc::Status RegistrationService::RecordConsent(grpc::ServerContext* context,
                                                const v1::RecordConsentRequest* request,
                                                v1::RecordConsentResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    Directory& directory = calls_.directory();
    return directory
        .Write(WriteCallOf(call, *request),
               [&](const Snapshot& now) {
                 return PlanConsent(*request, now, directory.Now(), call.viewer);
               })
        .status();
  });
}

grpc::Status RegistrationService::ListConsents(grpc::ServerContext* context,
                                               const v1::ListConsentsRequest* request,
                                               v1::ListConsentsResponse* response) {
  return calls_.Run(kService, *context, *request, *response,
                    [&](const CallContext& call) { return ConsentsOf(*request, call); });
}

grpc::Status RegistrationService::ConfirmActor(grpc::ServerContext* context,
                                               const v1::ConfirmActorRequest* request,
                                               v1::ConfirmActorResponse* response) {
  return calls_.Run(kService, *context, *request, *response,
                    [&](const CallContext& call) -> absl::Status {
                      Directory& directory = calls_.directory();
                      const absl::StatusOr<WriteOutcome> outcome =
                          directory.Write(WriteCallOf(call, *request), [&](const Snapshot& now) {
                            return PlanConfirmation(*request, now, directory.Now(), call.viewer);
                          });
                      if (!outcome.ok()) return outcome.status();
                      response->set_expire_date(outcome->result);
                      return absl::OkStatus();
                    });
}

grpc::Status RegistrationService::ListReminders(grpc::ServerContext* context,
                                                const v1::ListRemindersRequest* request,
                                                v1::ListRemindersResponse* response) {
  return calls_.Run(kService, *context, *request, *response,
                    [&](const CallContext& call) -> absl::StatusOr<v1::ListRemindersResponse> {
                      const absl::StatusOr<Language> language = AnswerLanguage(request->language());
                      if (!language.ok()) return language.status();
                      return RemindersOf(call, *language);
                    });
}

grpc::Status RegistrationService::UsePanicCode(grpc::ServerContext* context,
                                               const v1::UsePanicCodeRequest* request,
                                               v1::UsePanicCodeResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return services::UsePanicCode(calls_.directory(), request->code(), call.deadline);
  });
}

grpc::Status RegistrationService::CreatePanicCode(grpc::ServerContext* context,
                                                  const v1::CreatePanicCodeRequest* request,
                                                  v1::CreatePanicCodeResponse* response) {
  return calls_.Run(kService, *context, *request, *response,
                    [&](const CallContext& call) -> absl::Status {
                      Directory& directory = calls_.directory();
                      std::string code;
                      const absl::StatusOr<WriteOutcome> outcome =
                          directory.Write(WriteCallOf(call, *request), [&](const Snapshot& now) {
                            return PlanPanicCode(*request, now, directory, call.viewer, code);
                          });
                      if (!outcome.ok()) return outcome.status();
                      if (!outcome->replayed) response->set_code(code);
                      return absl::OkStatus();
                    });
}

}  // namespace tashbik::services
