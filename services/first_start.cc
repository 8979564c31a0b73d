// Writes the token files durably, then the records, in one commit.
#include "services/first_start.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/accounts.h"
#include "services/keys.h"
#include "services/names.h"
#include "services/times.h"
#include "services/tokens.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

absl::Status FileError(const std::string& path) {
  return absl::FailedPreconditionError(
      absl::StrCat("cannot write the token file ", path, ": ", std::strerror(errno)));
}

// Replaces `path` by a 0600 file that holds `text`, synced.
absl::Status WriteSecretFile(const std::string& path, const std::string& text) {
  const std::string temporary = path + ".new";
  unlink(temporary.c_str());
  const int file = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return FileError(path);
  const bool written = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       fsync(file) == 0;
  const bool closed = close(file) == 0;
  if (!written || !closed || rename(temporary.c_str(), path.c_str()) != 0) return FileError(path);
  return absl::OkStatus();
}

absl::Status WriteTokenFiles(const Config& config, const char* name, const std::string& secret) {
  std::vector<std::string> folders = {config.storage.data};
  if (!config.first_start.token_folder.empty()) folders.push_back(config.first_start.token_folder);
  for (const std::string& folder : folders) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
      return absl::FailedPreconditionError(
          absl::StrCat("cannot make the folder ", folder, ": ", error.message()));
    }
    if (folder != config.storage.data) chmod(folder.c_str(), 0700);
    if (absl::Status status = WriteSecretFile(absl::StrCat(folder, "/", name), secret + "\n");
        !status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

store::v1::Record FirstHub(const Config& config, absl::Time now) {
  store::v1::Record record;
  record.set_id(NewId());
  v1::Hub& hub = *record.mutable_hub();
  v1::Name& name = *hub.add_names();
  name.set_text(config.first_start.hub_name);
  name.set_language("en");
  name.set_kind(v1::NAME_KIND_LEGAL);
  hub.mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  *hub.mutable_create_time() = ToProto(now);
  for (int tier = 1; tier < graph::kTierCount; ++tier) {
    record.add_tier_update_micros(absl::ToUnixMicros(now));
  }
  return record;
}

}  // namespace

absl::Status PrepareFirstStart(const Config& config, Directory& directory, LogSink& log) {
  if (directory.snapshot()->catalog().Count(store::v1::KIND_TOKEN) != 0) {
    return directory
        .Write({.method = "AdoptTokens"},
               [&](const Snapshot& snapshot) -> absl::StatusOr<WritePlan> {
                 return PlanAdoption(directory, snapshot);
               })
        .status();
  }
  const absl::Time now = directory.Now();
  const store::v1::Record hub = FirstHub(config, now);
  WritePlan plan;
  PlannedWrite write;
  write.kind = store::v1::KIND_HUB;
  write.id = hub.id();
  write.record = hub;
  write.access_after = AccessBlob(*directory.snapshot(), store::v1::KIND_HUB, hub, ~uint32_t{0});
  plan.writes.push_back(std::move(write));

  for (v1::Role role : {v1::ROLE_ADMINISTRATOR, v1::ROLE_COORDINATOR}) {
    const bool administrator = role == v1::ROLE_ADMINISTRATOR;
    const std::string secret = NewTokenSecret();
    if (absl::Status status =
            WriteTokenFiles(config, administrator ? kAdministratorFile : kCoordinatorFile, secret);
        !status.ok()) {
      return status;
    }
    v1::Account account;
    account.set_role(role);
    account.set_label("made at the first start");
    if (!administrator) account.add_hubs(NameOf(store::v1::KIND_HUB, hub.id()));
    PlanAccount(directory, account, secret, now + kStandardTokenTtl, /*maker_account=*/"", plan);
  }
  absl::Status status =
      directory
          .Write({.account = "", .method = "FirstStart"},
                 [&](const Snapshot&) -> absl::StatusOr<WritePlan> { return plan; })
          .status();
  if (status.ok()) {
    log.Line(LogLevel::kInfo,
             absl::StrCat("first start: a hub and two tokens are made; the token files are in ",
                          config.storage.data,
                          config.first_start.token_folder.empty()
                              ? ""
                              : absl::StrCat(" and ", config.first_start.token_folder)));
  }
  return status;
}

}  // namespace tashbik::services
