// One line for each method.
#include "services/coalition_service.h"

namespace tashbik::services {
namespace {

constexpr char kService[] = "CoalitionService";

}  // namespace

CoalitionService::CoalitionService(Calls& calls)
    : calls_(calls),
      coalitions_(calls.directory(), store::v1::KIND_COALITION),
      members_(calls.directory(), store::v1::KIND_COALITION_MEMBER),
      check_ins_(calls.directory()) {}

grpc::Status CoalitionService::GetCoalition(grpc::ServerContext* context,
                                            const v1::GetCoalitionRequest* request,
                                            v1::Coalition* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return coalitions_.Get(call, *request, *response);
  });
}

grpc::Status CoalitionService::BatchGetCoalitions(grpc::ServerContext* context,
                                                  const v1::BatchGetCoalitionsRequest* request,
                                                  v1::BatchGetCoalitionsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return coalitions_.BatchGet(call, *request, *response);
  });
}

grpc::Status CoalitionService::LookupCoalition(grpc::ServerContext* context,
                                               const v1::LookupCoalitionRequest* request,
                                               v1::Coalition* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return coalitions_.Lookup(call, *request, *response);
  });
}

grpc::Status CoalitionService::ListCoalitions(grpc::ServerContext* context,
                                              const v1::ListCoalitionsRequest* request,
                                              v1::ListCoalitionsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return coalitions_.List(call, *request, *response);
  });
}

grpc::Status CoalitionService::CreateCoalition(grpc::ServerContext* context,
                                               const v1::CreateCoalitionRequest* request,
                                               v1::Coalition* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return coalitions_.Create(call, *request, *response);
  });
}

grpc::Status CoalitionService::BatchCreateCoalitions(
    grpc::ServerContext* context, const v1::BatchCreateCoalitionsRequest* request,
    v1::BatchCreateCoalitionsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return coalitions_.BatchCreate(call, *request, *response);
  });
}

grpc::Status CoalitionService::UpdateCoalition(grpc::ServerContext* context,
                                               const v1::UpdateCoalitionRequest* request,
                                               v1::Coalition* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return coalitions_.Update(call, *request, *response);
  });
}

grpc::Status CoalitionService::BatchUpsertCoalitions(
    grpc::ServerContext* context, const v1::BatchUpsertCoalitionsRequest* request,
    v1::BatchUpsertCoalitionsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return coalitions_.BatchUpsert(call, *request, *response);
  });
}

grpc::Status CoalitionService::DeleteCoalition(grpc::ServerContext* context,
                                               const v1::DeleteCoalitionRequest* request,
                                               v1::Coalition* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return coalitions_.Delete(call, *request, *response);
  });
}

grpc::Status CoalitionService::UndeleteCoalition(grpc::ServerContext* context,
                                                 const v1::UndeleteCoalitionRequest* request,
                                                 v1::Coalition* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return coalitions_.Undelete(call, *request, *response);
  });
}

grpc::Status CoalitionService::CheckInCoalition(grpc::ServerContext* context,
                                                const v1::CheckInCoalitionRequest* request,
                                                v1::Coalition* response) {
  return calls_.Run(kService, *context, *request, *response,
                    [&](const CallContext& call) { return check_ins_.CheckIn(call, *request); });
}

grpc::Status CoalitionService::ListCheckIns(grpc::ServerContext* context,
                                            const v1::ListCheckInsRequest* request,
                                            v1::ListCheckInsResponse* response) {
  return calls_.Run(kService, *context, *request, *response,
                    [&](const CallContext& call) { return check_ins_.List(call, *request); });
}

grpc::Status CoalitionService::ListSilentCoalitions(grpc::ServerContext* context,
                                                    const v1::ListSilentCoalitionsRequest* request,
                                                    v1::ListSilentCoalitionsResponse* response) {
  return calls_.Run(kService, *context, *request, *response,
                    [&](const CallContext& call) { return check_ins_.ListSilent(call, *request); });
}

grpc::Status CoalitionService::GetCoalitionMember(grpc::ServerContext* context,
                                                  const v1::GetCoalitionMemberRequest* request,
                                                  v1::CoalitionMember* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return members_.Get(call, *request, *response);
  });
}

grpc::Status CoalitionService::ListCoalitionMembers(grpc::ServerContext* context,
                                                    const v1::ListCoalitionMembersRequest* request,
                                                    v1::ListCoalitionMembersResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return members_.List(call, *request, *response);
  });
}

grpc::Status CoalitionService::CreateCoalitionMember(
    grpc::ServerContext* context, const v1::CreateCoalitionMemberRequest* request,
    v1::CoalitionMember* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return members_.Create(call, *request, *response);
  });
}

grpc::Status CoalitionService::UpdateCoalitionMember(
    grpc::ServerContext* context, const v1::UpdateCoalitionMemberRequest* request,
    v1::CoalitionMember* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return members_.Update(call, *request, *response);
  });
}

grpc::Status CoalitionService::DeleteCoalitionMember(
    grpc::ServerContext* context, const v1::DeleteCoalitionMemberRequest* request,
    v1::CoalitionMember* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return members_.Delete(call, *request, *response);
  });
}

grpc::Status CoalitionService::BatchUpsertCoalitionMembers(
    grpc::ServerContext* context, const v1::BatchUpsertCoalitionMembersRequest* request,
    v1::BatchUpsertCoalitionMembersResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return members_.BatchUpsert(call, *request, *response);
  });
}

}  // namespace tashbik::services
