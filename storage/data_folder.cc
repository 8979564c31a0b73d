// The data folder with plain system calls for the lock, and durable files for the rest.
#include "storage/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "storage/durable_file.h"
#include "storage/errors.h"
#include "storage/record_key.h"
#include "storage/recovery_mark.h"

namespace tashbik::storage {
namespace {

constexpr absl::string_view kFormatPrefix = "tashbik-store ";
constexpr mode_t kFolderMode = 0700;

absl::Status FolderError(absl::string_view path, absl::string_view problem) {
  return MakeError(absl::StatusCode::kFailedPrecondition, kReasonFolder,
                   absl::StrCat("data folder ", path, ": ", problem));
}

absl::Status Lost(absl::string_view path, absl::string_view problem) {
  return MakeError(absl::StatusCode::kDataLoss, kReasonLost,
                   absl::StrCat("data folder ", path, ": ", problem));
}

// Makes the folder, or takes away what others may do in it.
absl::Status MakePrivateFolder(const std::string& path) {
  if (::mkdir(path.c_str(), kFolderMode) == 0) return absl::OkStatus();
  if (errno != EEXIST) return FolderError(path, std::strerror(errno));
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return FolderError(path, std::strerror(errno));
  if (!S_ISDIR(info.st_mode)) return FolderError(path, "is not a folder");
  if ((info.st_mode & 0077) != 0 && ::chmod(path.c_str(), kFolderMode) != 0) {
    return FolderError(path, "is open to other users and cannot be closed to them");
  }
  return absl::OkStatus();
}

std::string HolderOf(int lock) {
  char text[32] = {};
  const ssize_t size = ::pread(lock, text, sizeof(text) - 1, 0);
  const absl::string_view pid =
      absl::StripAsciiWhitespace(absl::string_view(text, size > 0 ? size : 0));
  return pid.empty() ? "an unknown process" : absl::StrCat("process ", pid);
}

absl::StatusOr<int> TakeLock(const std::string& path) {
  const std::string file = absl::StrCat(path, "/", kLockFile);
  const int lock = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) return FolderError(path, std::strerror(errno));
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    const std::string holder = HolderOf(lock);
    ::close(lock);
    return MakeError(absl::StatusCode::kFailedPrecondition, kReasonLocked,
                     absl::StrCat("data folder ", path, " is in use by ", holder,
                                  "; stop it or choose another folder"),
                     {{"holder", holder}});
  }
  const std::string pid = absl::StrCat(::getpid(), "\n");
  if (::ftruncate(lock, 0) != 0 ||
      ::pwrite(lock, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
    ::close(lock);
    return FolderError(path, "its lock file cannot be written");
  }
  return lock;
}

absl::StatusOr<uint32_t> ParseFormat(const std::string& path, absl::string_view text) {
  uint32_t version = 0;
  if (!absl::ConsumePrefix(&text, kFormatPrefix) ||
      !absl::SimpleAtoi(absl::StripAsciiWhitespace(text), &version) || version == 0) {
    return Lost(path, "its FORMAT file is damaged");
  }
  return version;
}

// The secret and its checksum: with one bit wrong, no record would be found any more.
std::string SecretFile(absl::string_view secret) { return absl::StrCat(secret, Checksum(secret)); }

bool IsSecretFile(absl::string_view contents) {
  return contents.size() > kKeySecretBytes &&
         contents == SecretFile(contents.substr(0, kKeySecretBytes));
}

// A folder that is being made holds nothing that we did not put there.
absl::Status RefuseForeignFiles(const std::string& path) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(path, error)) {
    const std::string name = entry.path().filename().string();
    const std::string stem(absl::StripSuffix(name, ".new"));
    if (stem != kLockFile && stem != kFormatFile && stem != kSecretFile && stem != kMarkFile &&
        stem != kDatabaseFolder) {
      return FolderError(path, absl::StrCat("holds ", name,
                                            ", which is not Tashbik's; choose an "
                                            "empty or missing folder"));
    }
  }
  if (error) return FolderError(path, error.message());
  return absl::OkStatus();
}

}  // namespace

std::string DataFolder::PathOf(absl::string_view name) const {
  return absl::StrCat(path_, "/", name);
}

DataFolder::~DataFolder() { ::close(lock_); }

absl::StatusOr<std::unique_ptr<DataFolder>> DataFolder::Open(rocksdb::FileSystem& files,
                                                             const std::string& path) {
  if (path.empty()) return FolderError(path, "no folder was given");
  if (absl::Status made = MakePrivateFolder(path); !made.ok()) return made;
  absl::StatusOr<int> lock = TakeLock(path);
  if (!lock.ok()) return lock.status();
  std::unique_ptr<DataFolder> folder(new DataFolder(path, *lock));
  if (absl::Status ready = folder->ReadOrPrepare(files); !ready.ok()) return ready;
  return folder;
}

absl::Status DataFolder::ReadOrPrepare(rocksdb::FileSystem& files) {
  const absl::StatusOr<std::string> format = ReadSmallFile(files, PathOf(kFormatFile));
  absl::StatusOr<std::string> secret = ReadSmallFile(files, PathOf(kSecretFile));
  if (!format.ok() && !absl::IsNotFound(format.status())) return format.status();
  if (!secret.ok() && !absl::IsNotFound(secret.status())) return secret.status();
  if (!format.ok()) {
    if (absl::Status own = RefuseForeignFiles(path_); !own.ok()) return own;
    is_new_ = true;
    if (absl::Status kept = SyncFolder(files, ParentOf(path_)); !kept.ok()) return kept;
    if (!secret.ok() || !IsSecretFile(*secret)) {
      secret = SecretFile(MakeKeySecret());
      const absl::Status written = WriteFileDurably(files, PathOf(kSecretFile), *secret);
      if (!written.ok()) return written;
    }
  } else {
    const absl::StatusOr<uint32_t> version = ParseFormat(path_, *format);
    if (!version.ok()) return version.status();
    if (*version > kStoreFormat) {
      return MakeError(absl::StatusCode::kFailedPrecondition, kReasonFormat,
                       absl::StrCat("data folder ", path_, " has format ", *version,
                                    "; this tashbikd knows formats up to ", kStoreFormat,
                                    ": install the newer version that wrote it"));
    }
    if (!secret.ok()) return Lost(path_, "its SECRET file is missing");
    if (!IsSecretFile(*secret)) return Lost(path_, "its SECRET file is damaged");
  }
  secret_ = secret->substr(0, kKeySecretBytes);
  return absl::OkStatus();
}

absl::Status DataFolder::FinishMaking(rocksdb::FileSystem& files) {
  const absl::Status written =
      WriteFileDurably(files, PathOf(kFormatFile), absl::StrCat(kFormatPrefix, kStoreFormat, "\n"));
  if (written.ok()) is_new_ = false;
  return written;
}

absl::Status WriteFolderFiles(rocksdb::FileSystem& files, const std::string& path,
                              absl::string_view secret) {
  absl::Status written =
      WriteFileDurably(files, absl::StrCat(path, "/", kSecretFile), SecretFile(secret));
  if (!written.ok()) return written;
  return WriteFileDurably(files, absl::StrCat(path, "/", kFormatFile),
                          absl::StrCat(kFormatPrefix, kStoreFormat, "\n"));
}

absl::Status RequireEmptyFolder(const std::string& path) {
  if (absl::Status made = MakePrivateFolder(path); !made.ok()) return made;
  std::error_code error;
  const bool empty = std::filesystem::is_empty(path, error);
  if (error) return FolderError(path, error.message());
  if (empty) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, kReasonNotEmpty,
                   absl::StrCat("folder ", path, " is not empty: restore into an empty one"));
}

}  // namespace tashbik::storage
