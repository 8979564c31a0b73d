// Tokens are written like any record; backups and epochs are the directory's own work.
#include "services/admin_service.h"

#include <optional>
#include <vector>

#include <google/protobuf/util/time_util.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "graph/text/clean.h"
#include "services/errors.h"
#include "services/keys.h"
#include "services/names.h"
#include "services/requests.h"
#include "services/times.h"
#include "services/token_requests.h"
#include "services/tokens.h"
#include "services/version.h"
#include "services/visibility.h"
#include "storage/backup.h"

namespace tashbik::services {
namespace {

using google::protobuf::util::TimeUtil;

v1::Backup ToProto(const storage::BackupInfo& info, const std::string& folder) {
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
  return calls_.Run("AdminService", *context, *request, *response,
                    [&](const CallContext& call) -> absl::Status {
                      const Viewer& viewer = call.viewer;
                      response->set_role(viewer.role);
                      response->set_actor(viewer.actor_name);
                      for (const std::string& hub : viewer.coordinated_hubs) {
                        response->add_hubs(NameOf(store::v1::KIND_HUB, hub));
                      }
                      for (const std::string& hub : viewer.member_hubs) {
                        response->add_member_hubs(NameOf(store::v1::KIND_HUB, hub));
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
  return calls_.Run(
      "AdminService", *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        Directory& directory = calls_.directory();
        const std::string secret = NewTokenSecret();
        store::v1::Record record;
        absl::StatusOr<WriteOutcome> outcome = directory.Write(
            WriteCallOf(call, *request), [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
              if (absl::Status status = CheckCreateToken(*request, now, call.viewer);
                  !status.ok()) {
                return status;
              }
              absl::StatusOr<std::string> account = AccountFor(*request, now, call.viewer);
              if (!account.ok()) return account.status();
              v1::Token token;
              token.set_role(request->role());
              *token.mutable_hubs() = request->hubs();
              token.set_actor(request->actor());
              token.set_label(graph::text::Clean(request->label(), graph::text::Lines::kOne).text);
              if (!account->empty()) token.set_account(absl::StrCat("accounts/", *account));
              *token.mutable_expire_time() = ToProto(directory.Now() + *TtlOf(*request));
              record = NewTokenRecord(directory.keys(), secret, std::move(token),
                                      call.viewer.account, directory.Now());
              WritePlan plan;
              plan.writes.push_back(
                  {.kind = store::v1::KIND_TOKEN, .id = record.id(), .record = record});
              plan.result = record.token().token().name();
              return plan;
            });
        if (!outcome.ok()) return outcome.status();
        if (!outcome->replayed) {
          *response->mutable_token() = record.token().token();
          response->set_secret(secret);
          return absl::OkStatus();
        }
        const auto id = absl::StripPrefix(outcome->result, "tokens/");
        if (const EntryPointer made =
                directory.snapshot()->catalog().Find(store::v1::KIND_TOKEN, id)) {
          *response->mutable_token() = made->record.token().token();
        }
        return absl::OkStatus();
      });
}

grpc::Status AdminService::ListTokens(grpc::ServerContext* context,
                                      const v1::ListTokensRequest* request,
                                      v1::ListTokensResponse* response) {
  return calls_.Run(
      "AdminService", *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        absl::StatusOr<int> size = PageSize(request->page_size());
        if (!size.ok()) return size.status();
        const std::string binding = absl::StrCat("ListTokens|", call.viewer.account);
        std::string after;
        if (!request->page_token().empty()) {
          absl::StatusOr<std::string> position = tokens_.Open(request->page_token(), binding);
          if (!position.ok()) return position.status();
          after = *std::move(position);
        }
        std::string last;
        call.snapshot->catalog().ForEach(
            store::v1::KIND_TOKEN, after, [&](const EntryPointer& entry) {
              const store::v1::TokenRecord& token = entry->record.token();
              if (!call.viewer.IsAdministrator() && token.maker_account() != call.viewer.account) {
                return true;
              }
              if (response->tokens_size() == *size) {
                response->set_next_page_token(tokens_.Seal(last, binding));
                return false;
              }
              *response->add_tokens() = token.token();
              last = entry->id();
              return true;
            });
        return absl::OkStatus();
      });
}

grpc::Status AdminService::RevokeToken(grpc::ServerContext* context,
                                       const v1::RevokeTokenRequest* request,
                                       v1::RevokeTokenResponse* response) {
  return calls_.Run(
      "AdminService", *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        Directory& directory = calls_.directory();
        absl::StatusOr<std::string> id = TokenIdOf(request->name());
        if (!id.ok()) return id.status();
        return directory
            .Write(WriteCallOf(call, *request),
                   [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
                     const EntryPointer entry = now.catalog().Find(store::v1::KIND_TOKEN, *id);
                     if (entry == nullptr ||
                         (!call.viewer.IsAdministrator() && entry->id() != call.viewer.token &&
                          entry->record.token().maker_account() != call.viewer.account)) {
                       return NotFound(request->name());
                     }
                     WritePlan plan;
                     if (entry->record.token().token().has_revoke_time()) return plan;
                     store::v1::Record revoked = entry->record;
                     *revoked.mutable_token()->mutable_token()->mutable_revoke_time() =
                         ToProto(directory.Now());
                     plan.writes.push_back({.kind = store::v1::KIND_TOKEN,
                                            .id = entry->id(),
                                            .record = std::move(revoked),
                                            .expected_version = entry->version});
                     return plan;
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
                      return ToProto(*info, backup_folder_);
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
                        *response->add_backups() = ToProto(info, backup_folder_);
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
        counts["hubs"] = static_cast<int64_t>(catalog.Count(store::v1::KIND_HUB));
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
          *response->mutable_last_backup() = ToProto(backups->back(), backup_folder_);
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
