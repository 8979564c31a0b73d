// Finds and reads token files.
#include "clients/cpp/token_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace tashbik::client {
namespace {

// A token is far shorter; a larger file is not one.
constexpr size_t kLargestFile = 4096;
// Of one role, for one server.
constexpr int kMostFiles = 100;

std::string ConfigHome() {
  const char* xdg = std::getenv("XDG_CONFIG_HOME");
  if (xdg != nullptr && *xdg != '\0') return xdg;
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home != '\0') return absl::StrCat(home, "/.config");
  return "";
}

}  // namespace

absl::StatusOr<TokenFile> ReadTokenFile(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    if (errno == ENOENT || errno == ENOTDIR) {
      return absl::NotFoundError(absl::StrCat("there is no token file ", path));
    }
    return absl::PermissionDeniedError(absl::StrCat("the token file ", path, " may not be read"));
  }
  struct stat about {};
  char buffer[kLargestFile];
  const bool known = fstat(file, &about) == 0;
  const ssize_t size = read(file, buffer, sizeof(buffer));
  close(file);
  TokenFile result;
  result.path = path;
  if (size > 0) result.token.assign(buffer, size);
  absl::StripAsciiWhitespace(&result.token);
  if (result.token.empty() || result.token.find_first_of(" \t\r\n") != std::string::npos ||
      size == static_cast<ssize_t>(kLargestFile)) {
    return absl::InvalidArgumentError(absl::StrCat(path, " does not hold one token"));
  }
  result.exposed = known && (about.st_mode & (S_IRWXG | S_IRWXO)) != 0;
  return result;
}

std::vector<std::string> TokenFolders(absl::string_view server) {
  const std::string home = ConfigHome();
  if (home.empty()) return {};
  auto folder = [&](absl::string_view address) {
    std::string name = absl::StrReplaceAll(address, {{":", "_"}, {"/", "_"}});
    return absl::StrCat(home, "/tashbik/", name);
  };
  std::vector<std::string> folders = {folder(server)};
  absl::string_view port = server;
  if (absl::ConsumePrefix(&port, "localhost:")) {
    folders.push_back(folder(absl::StrCat("127.0.0.1:", port)));
  } else if (absl::ConsumePrefix(&port, "127.0.0.1:")) {
    folders.push_back(folder(absl::StrCat("localhost:", port)));
  }
  return folders;
}

absl::StatusOr<TokenFile> FindTokenFile(absl::string_view server, absl::string_view role) {
  absl::Status missing = absl::NotFoundError("there is no folder for token files: HOME is not set");
  for (const std::string& folder : TokenFolders(server)) {
    auto file = ReadTokenFile(absl::StrCat(folder, "/", role, ".token"));
    if (file.ok() || !absl::IsNotFound(file.status())) return file;
    if (missing.message().find(".token") == absl::string_view::npos) missing = file.status();
  }
  return missing;
}

absl::StatusOr<std::string> SaveTokenFile(absl::string_view server, absl::string_view role,
                                          absl::string_view token) {
  const std::vector<std::string> folders = TokenFolders(server);
  if (folders.empty()) return absl::NotFoundError("HOME is not set");
  std::error_code ignored;  // what matters is whether the file can be made
  std::filesystem::create_directories(std::filesystem::path(folders[0]).parent_path(), ignored);
  if (mkdir(folders[0].c_str(), S_IRWXU) != 0 && errno != EEXIST) {
    return absl::PermissionDeniedError(absl::StrCat("the folder ", folders[0], " cannot be made"));
  }
  for (int i = 1; i < kMostFiles; ++i) {
    const std::string path =
        absl::StrCat(folders[0], "/", role, i == 1 ? "" : absl::StrCat("-", i), ".token");
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0 && errno == EEXIST) continue;
    if (file < 0) break;
    const std::string line = absl::StrCat(token, "\n");
    const bool whole = write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
                       fsync(file) == 0;
    if (close(file) == 0 && whole) return path;
    unlink(path.c_str());
    break;
  }
  return absl::PermissionDeniedError(absl::StrCat("no file can be made in ", folders[0]));
}

}  // namespace tashbik::client
