// DuplicateService: one line for each method.
#ifndef TASHBIK_SERVICES_DUPLICATE_SERVICE_H_
#define TASHBIK_SERVICES_DUPLICATE_SERVICE_H_

#include "services/call.h"
#include "services/duplicates.h"
#include "tashbik/v1/duplicate.grpc.pb.h"

namespace tashbik::services {

class DuplicateService final : public v1::DuplicateService::Service {
 public:
  // `calls` must outlive it.
  explicit DuplicateService(Calls& calls) : calls_(calls), duplicates_(calls.directory()) {}

  grpc::Status SearchDuplicates(grpc::ServerContext* context,
                                const v1::SearchDuplicatesRequest* request,
                                v1::SearchDuplicatesResponse* response) override;
  grpc::Status ListDuplicates(grpc::ServerContext* context,
                              const v1::ListDuplicatesRequest* request,
                              v1::ListDuplicatesResponse* response) override;
  grpc::Status DismissDuplicate(grpc::ServerContext* context,
                                const v1::DismissDuplicateRequest* request,
                                v1::DismissDuplicateResponse* response) override;
  grpc::Status MergeActors(grpc::ServerContext* context, const v1::MergeActorsRequest* request,
                           v1::Merge* response) override;
  grpc::Status UndoMerge(grpc::ServerContext* context, const v1::UndoMergeRequest* request,
                         v1::Merge* response) override;
  grpc::Status ListMerges(grpc::ServerContext* context, const v1::ListMergesRequest* request,
                          v1::ListMergesResponse* response) override;

 private:
  Calls& calls_;
  DuplicateCalls duplicates_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_DUPLICATE_SERVICE_H_
