// One line for each method.
#include "services/theme_service.h"

namespace tashbik::services {
namespace {

constexpr char kService[] = "ThemeService";

}  // namespace

ThemeService::ThemeService(Calls& calls)
    : calls_(calls), themes_(calls.directory(), store::v1::KIND_THEME) {}

grpc::Status ThemeService::GetTheme(grpc::ServerContext* context,
                                    const v1::GetThemeRequest* request, v1::Theme* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return themes_.Get(call, *request, *response);
  });
}

grpc::Status ThemeService::BatchGetThemes(grpc::ServerContext* context,
                                          const v1::BatchGetThemesRequest* request,
                                          v1::BatchGetThemesResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return themes_.BatchGet(call, *request, *response);
  });
}

grpc::Status ThemeService::ListThemes(grpc::ServerContext* context,
                                      const v1::ListThemesRequest* request,
                                      v1::ListThemesResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return themes_.List(call, *request, *response);
  });
}

grpc::Status ThemeService::CreateTheme(grpc::ServerContext* context,
                                       const v1::CreateThemeRequest* request, v1::Theme* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return themes_.Create(call, *request, *response);
  });
}

grpc::Status ThemeService::BatchCreateThemes(grpc::ServerContext* context,
                                             const v1::BatchCreateThemesRequest* request,
                                             v1::BatchCreateThemesResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return themes_.BatchCreate(call, *request, *response);
  });
}

grpc::Status ThemeService::UpdateTheme(grpc::ServerContext* context,
                                       const v1::UpdateThemeRequest* request, v1::Theme* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return themes_.Update(call, *request, *response);
  });
}

grpc::Status ThemeService::BatchUpsertThemes(grpc::ServerContext* context,
                                             const v1::BatchUpsertThemesRequest* request,
                                             v1::BatchUpsertThemesResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return themes_.BatchUpsert(call, *request, *response);
  });
}

grpc::Status ThemeService::DeleteTheme(grpc::ServerContext* context,
                                       const v1::DeleteThemeRequest* request, v1::Theme* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return themes_.Delete(call, *request, *response);
  });
}

grpc::Status ThemeService::UndeleteTheme(grpc::ServerContext* context,
                                         const v1::UndeleteThemeRequest* request,
                                         v1::Theme* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return themes_.Undelete(call, *request, *response);
  });
}

}  // namespace tashbik::services
