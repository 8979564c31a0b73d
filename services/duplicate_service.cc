// Reads the request and calls; duplicates.h does the rest.
#include "services/duplicate_service.h"

namespace tashbik::services {

grpc::Status DuplicateService::SearchDuplicates(grpc::ServerContext* context,
                                                const v1::SearchDuplicatesRequest* request,
                                                v1::SearchDuplicatesResponse* response) {
  return calls_.Run("DuplicateService", *context, *request, *response,
                    [&](const CallContext& call) { return duplicates_.Search(call, *request); });
}

grpc::Status DuplicateService::ListDuplicates(grpc::ServerContext* context,
                                              const v1::ListDuplicatesRequest* request,
                                              v1::ListDuplicatesResponse* response) {
  return calls_.Run("DuplicateService", *context, *request, *response,
                    [&](const CallContext& call) { return duplicates_.List(call, *request); });
}

grpc::Status DuplicateService::DismissDuplicate(grpc::ServerContext* context,
                                                const v1::DismissDuplicateRequest* request,
                                                v1::DismissDuplicateResponse* response) {
  return calls_.Run("DuplicateService", *context, *request, *response,
                    [&](const CallContext& call) { return duplicates_.Dismiss(call, *request); });
}

grpc::Status DuplicateService::MergeActors(grpc::ServerContext* context,
                                           const v1::MergeActorsRequest* request,
                                           v1::Merge* response) {
  return calls_.Run(
      "DuplicateService", *context, *request, *response,
      [&](const CallContext& call) { return duplicates_.MergeActors(call, *request); });
}

grpc::Status DuplicateService::UndoMerge(grpc::ServerContext* context,
                                         const v1::UndoMergeRequest* request, v1::Merge* response) {
  return calls_.Run("DuplicateService", *context, *request, *response,
                    [&](const CallContext& call) { return duplicates_.UndoMerge(call, *request); });
}

grpc::Status DuplicateService::ListMerges(grpc::ServerContext* context,
                                          const v1::ListMergesRequest* request,
                                          v1::ListMergesResponse* response) {
  return calls_.Run(
      "DuplicateService", *context, *request, *response,
      [&](const CallContext& call) { return duplicates_.ListMerges(call, *request); });
}

}  // namespace tashbik::services
