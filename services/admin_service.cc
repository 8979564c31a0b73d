// Tokens are written like any record; backups and epochs are the directory's own work.
#include "services/admin_service.h"

#include <vector>

#include <google/protobuf/util/time_util.h>

#include "absl/strings/str_cat.h"
#include "services/account_writes.h"
#include "services/introduction_calls.h"
#include "services/names.h"
#include "services/requests.h"
#include "services/times.h"
#include "services/token_requests.h"
#include "services/version.h"
#include "storage/backup.h"

namespace tashbik::services {
namespace {

using google::protobuf::util::TimeUtil;

v1::Backup BackupOf(const storage::BackupInfo& info, const std::string& folder) {
  v1::Backup backup;
  backup.set_id(info.id);
  *backup.mutable_create_time() = services::ToProto(info.time);
  backup.set_size_bytes(static_cast<int64_t>(info.bytes));
  backup.set_path(folder);
  return backup;
}

absl::StatusOr<std::vector<storage::BackupInfo>> Backups(const std::string& folder) {
  absl::StatusOr<std::vector<storage::BackupInfo>> backups = storage::ListBackups(folder);
  if (absl::IsNotFound(backups.status())) return std::vector<storage::BackupInfo>();
  return backups;
}

}  // namespace

grpc::Status AdminService::GetCaller(grpc::ServerContext* context,
                                     const v1::GetCallerRequest* request,
                                     v1::GetCallerResponse* response) {
  return calls_.Run(
      "AdminService", *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        const Viewer& viewer = call.viewer;
        response->set_role(viewer.role);
        response->set_actor(viewer.actor_name);
        if (!viewer.account.empty()) {
          response->set_account(NameOf(store::v1::KIND_ACCOUNT, viewer.account));
        }
        *response->mutable_scopes() = {viewer.scopes.begin(), viewer.scopes.end()};
        for (const std::string& hub : viewer.coordinated_hubs) {
          response->add_hubs(NameOf(store::v1::KIND_HUB, hub));
        }
        for (const std::string& hub : viewer.member_hubs) {
          response->add_member_hubs(NameOf(store::v1::KIND_HUB, hub));
        }
        if (!viewer.actor.empty()) {
          *response->add_budgets() =
              IntroductionBudget(*call.snapshot, viewer.actor_name, calls_.directory().Now());
        }
        for (v1::Budget& budget : calls_.budgets().Of(viewer)) {
          *response->add_budgets() = std::move(budget);
        }
        if (viewer.expires != absl::InfiniteFuture()) {
          *response->mutable_expire_time() = ToProto(viewer.expires);
        }
        return absl::OkStatus();
      });
}

grpc::Status AdminService::CreateToken(grpc::ServerContext* context,
                                       const v1::CreateTokenRequest* request,
                                       v1::CreateTokenResponse* response) {
  return calls_.Run("AdminService", *context, *request, *response, [&](const CallContext& call) {
    return MakeToken(calls_.directory(), call, *request, *response,
                     [&](const Snapshot& now, const std::string& secret, store::v1::Record& made) {
                       return PlanCreateToken(calls_.directory(), now, call.viewer, *request,
                                              secret, made);
                     });
  });
}

grpc::Status AdminService::ListTokens(grpc::ServerContext* context,
                                      const v1::ListTokensRequest* request,
                                      v1::ListTokensResponse* response) {
  return calls_.Run("AdminService", *context, *request, *response, [&](const CallContext& call) {
    return services::ListTokens(call, tokens_, *request, *response);
  });
}

grpc::Status AdminService::RevokeToken(grpc::ServerContext* context,
                                       const v1::RevokeTokenRequest* request,
                                       v1::RevokeTokenResponse* response) {
  return calls_.Run("AdminService", *context, *request, *response,
                    [&](const CallContext& call) -> absl::Status {
                      Directory& directory = calls_.directory();
                      return directory
                          .Write(WriteCallOf(call, *request),
                                 [&](const Snapshot& now) {
                                   return PlanRevokeToken(directory, now, call.viewer, *request);
                                 })
                          .status();
                    });
}

grpc::Status AdminService::CreateBackup(grpc::ServerContext* context,
                                        const v1::CreateBackupRequest* request,
                                        v1::Backup* response) {
  return calls_.Run("AdminService", *context, *request, *response,
                    [&](const CallContext&) -> absl::StatusOr<v1::Backup> {
                      absl::StatusOr<storage::BackupInfo> info =
                          calls_.directory().store().Backup(backup_folder_);
                      if (!info.ok()) return info.status();
                      return BackupOf(*info, backup_folder_);
                    });
}

grpc::Status AdminService::ListBackups(grpc::ServerContext* context,
                                       const v1::ListBackupsRequest* request,
                                       v1::ListBackupsResponse* response) {
  return calls_.Run("AdminService", *context, *request, *response,
                    [&](const CallContext&) -> absl::Status {
                      auto backups = Backups(backup_folder_);
                      if (!backups.ok()) return backups.status();
                      for (const storage::BackupInfo& info : *backups) {
                        *response->add_backups() = BackupOf(info, backup_folder_);
                      }
                      return absl::OkStatus();
                    });
}

grpc::Status AdminService::GetStatus(grpc::ServerContext* context,
                                     const v1::GetStatusRequest* request,
                                     v1::GetStatusResponse* response) {
  return calls_.Run(
      "AdminService", *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        response->set_version(kVersion);
        response->set_serving(!calls_.draining());
        if (!call.viewer.IsAdministrator()) return absl::OkStatus();
        Directory& directory = calls_.directory();
        const absl::Duration uptime = directory.Now() - started_;
        *response->mutable_uptime() =
            TimeUtil::MillisecondsToDuration(absl::ToInt64Milliseconds(uptime));
        const graph::NetworkSizes sizes = call.snapshot->network().sizes();
        auto& counts = *response->mutable_counts();
        counts["actors"] = static_cast<int64_t>(sizes.actors);
        const Catalog& catalog = call.snapshot->catalog();
        counts["themes"] = static_cast<int64_t>(catalog.Count(store::v1::KIND_THEME));
        counts["coalitions"] = static_cast<int64_t>(catalog.Count(store::v1::KIND_COALITION));
        counts["calls"] = static_cast<int64_t>(catalog.Count(store::v1::KIND_CALL));
        counts["events"] = static_cast<int64_t>(catalog.Count(store::v1::KIND_EVENT));
        counts["stories"] = static_cast<int64_t>(catalog.Count(store::v1::KIND_STORY));
        counts["statements"] = static_cast<int64_t>(catalog.Count(store::v1::KIND_STATEMENT));
        counts["hubs"] = static_cast<int64_t>(catalog.Count(store::v1::KIND_HUB));
        counts["accounts"] = static_cast<int64_t>(catalog.Count(store::v1::KIND_ACCOUNT));
        counts["tokens"] = static_cast<int64_t>(catalog.Count(store::v1::KIND_TOKEN));
        const EpochStatus epoch = directory.epoch_status();
        response->set_epoch(epoch.number);
        response->set_changes_since_epoch(epoch.changes_since);
        response->set_free_bytes(static_cast<int64_t>(directory.store().Status().free_bytes));
        response->set_network_bytes(
            static_cast<int64_t>(sizes.posting_bytes + sizes.forward_bytes));
        response->set_overlay_actors(static_cast<int64_t>(sizes.overlay_actors));
        const auto backups = Backups(backup_folder_);
        if (backups.ok() && !backups->empty()) {
          *response->mutable_last_backup() = BackupOf(backups->back(), backup_folder_);
        }
        return absl::OkStatus();
      });
}

grpc::Status AdminService::PublishEpoch(grpc::ServerContext* context,
                                        const v1::PublishEpochRequest* request,
                                        v1::PublishEpochResponse* response) {
  return calls_.Run(
      "AdminService", *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        absl::StatusOr<EpochStatus> epoch = calls_.directory().PublishEpoch(call.stop);
        if (!epoch.ok()) return epoch.status();
        response->set_epoch(epoch->number);
        response->set_public_actors(epoch->public_actors);
        return absl::OkStatus();
      });
}

}  // namespace tashbik::services
