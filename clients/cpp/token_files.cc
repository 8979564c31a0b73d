// Finds and reads token files.
#include "clients/cpp/token_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace tashbik::client {
namespace {

// A token is far shorter; a larger file is not one.
constexpr size_t kLargestFile = 4096;

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

}  // namespace tashbik::client
