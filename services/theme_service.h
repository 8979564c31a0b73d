// ThemeService: the vocabulary.
#ifndef TASHBIK_SERVICES_THEME_SERVICE_H_
#define TASHBIK_SERVICES_THEME_SERVICE_H_

#include "services/call.h"
#include "services/resources.h"
#include "tashbik/v1/theme.grpc.pb.h"

namespace tashbik::services {

// Every method runs in the call wrapper and is answered by Resources.
class ThemeService final : public v1::ThemeService::Service {
 public:
  explicit ThemeService(Calls& calls);

  grpc::Status GetTheme(grpc::ServerContext* context, const v1::GetThemeRequest* request,
                        v1::Theme* response) override;
  grpc::Status BatchGetThemes(grpc::ServerContext* context,
                              const v1::BatchGetThemesRequest* request,
                              v1::BatchGetThemesResponse* response) override;
  grpc::Status ListThemes(grpc::ServerContext* context, const v1::ListThemesRequest* request,
                          v1::ListThemesResponse* response) override;
  grpc::Status CreateTheme(grpc::ServerContext* context, const v1::CreateThemeRequest* request,
                           v1::Theme* response) override;
  grpc::Status BatchCreateThemes(grpc::ServerContext* context,
                                 const v1::BatchCreateThemesRequest* request,
                                 v1::BatchCreateThemesResponse* response) override;
  grpc::Status UpdateTheme(grpc::ServerContext* context, const v1::UpdateThemeRequest* request,
                           v1::Theme* response) override;
  grpc::Status BatchUpsertThemes(grpc::ServerContext* context,
                                 const v1::BatchUpsertThemesRequest* request,
                                 v1::BatchUpsertThemesResponse* response) override;
  grpc::Status DeleteTheme(grpc::ServerContext* context, const v1::DeleteThemeRequest* request,
                           v1::Theme* response) override;
  grpc::Status UndeleteTheme(grpc::ServerContext* context, const v1::UndeleteThemeRequest* request,
                             v1::Theme* response) override;

 private:
  Calls& calls_;
  const Resources themes_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_THEME_SERVICE_H_
