// RegistrationService: invitations, registering, reviewing, consent, reminders, panic codes.
#ifndef TASHBIK_SERVICES_REGISTRATION_SERVICE_H_
#define TASHBIK_SERVICES_REGISTRATION_SERVICE_H_

#include "services/call.h"
#include "services/page_token.h"
#include "tashbik/v1/registration.grpc.pb.h"

namespace tashbik::services {

class RegistrationService final : public v1::RegistrationService::Service {
 public:
  explicit RegistrationService(Calls& calls)
      : calls_(calls), tokens_(calls.directory().keys().page_token) {}

  grpc::Status CreateInvitation(grpc::ServerContext* context,
                                const v1::CreateInvitationRequest* request,
                                v1::CreateInvitationResponse* response) override;
  grpc::Status ListInvitations(grpc::ServerContext* context,
                               const v1::ListInvitationsRequest* request,
                               v1::ListInvitationsResponse* response) override;
  grpc::Status RevokeInvitation(grpc::ServerContext* context,
                                const v1::RevokeInvitationRequest* request,
                                v1::Invitation* response) override;
  grpc::Status Register(grpc::ServerContext* context, const v1::RegisterRequest* request,
                        v1::RegisterResponse* response) override;
  grpc::Status ClaimActor(grpc::ServerContext* context, const v1::ClaimActorRequest* request,
                          v1::RegisterResponse* response) override;
  grpc::Status GetRegistration(grpc::ServerContext* context,
                               const v1::GetRegistrationRequest* request,
                               v1::Registration* response) override;
  grpc::Status ListRegistrations(grpc::ServerContext* context,
                                 const v1::ListRegistrationsRequest* request,
                                 v1::ListRegistrationsResponse* response) override;
  grpc::Status VerifyRegistration(grpc::ServerContext* context,
                                  const v1::VerifyRegistrationRequest* request,
                                  v1::Registration* response) override;
  grpc::Status AskRegistration(grpc::ServerContext* context,
                               const v1::AskRegistrationRequest* request,
                               v1::Registration* response) override;
  grpc::Status AnswerRegistration(grpc::ServerContext* context,
                                  const v1::AnswerRegistrationRequest* request,
                                  v1::Registration* response) override;
  grpc::Status RefuseRegistration(grpc::ServerContext* context,
                                  const v1::RefuseRegistrationRequest* request,
                                  v1::Registration* response) override;
  grpc::Status Vouch(grpc::ServerContext* context, const v1::VouchRequest* request,
                     v1::VouchResponse* response) override;
  grpc::Status WithdrawVouch(grpc::ServerContext* context, const v1::WithdrawVouchRequest* request,
                             v1::WithdrawVouchResponse* response) override;
  grpc::Status RecordConsent(grpc::ServerContext* context, const v1::RecordConsentRequest* request,
                             v1::RecordConsentResponse* response) override;
  grpc::Status ListConsents(grpc::ServerContext* context, const v1::ListConsentsRequest* request,
                            v1::ListConsentsResponse* response) override;
  grpc::Status ConfirmActor(grpc::ServerContext* context, const v1::ConfirmActorRequest* request,
                            v1::ConfirmActorResponse* response) override;
  grpc::Status ListReminders(grpc::ServerContext* context, const v1::ListRemindersRequest* request,
                             v1::ListRemindersResponse* response) override;
  grpc::Status UsePanicCode(grpc::ServerContext* context, const v1::UsePanicCodeRequest* request,
                            v1::UsePanicCodeResponse* response) override;
  grpc::Status CreatePanicCode(grpc::ServerContext* context,
                               const v1::CreatePanicCodeRequest* request,
                               v1::CreatePanicCodeResponse* response) override;

 private:
  // Carries out a step of a review and shows the registration as it is then.
  template <class Request>
  grpc::Status Take(grpc::ServerContext& context, const Request& request,
                    v1::Registration& response);

  Calls& calls_;
  TokenSealer tokens_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_REGISTRATION_SERVICE_H_
