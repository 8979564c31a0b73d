// By POSIX calls: a stream throws where it is told to read a folder.
#include "clients/cli/input_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "clients/cli/exit_code.h"

namespace tashbik::cli {
namespace {

absl::Status Fault(const std::string& path) {
  return UsageError(absl::StrCat("cannot read '", path, "': ", std::strerror(errno)));
}

}  // namespace

absl::StatusOr<std::string> ReadInput(const std::string& path) {
  const bool standard = path == "-";
  const int file = standard ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Fault(path);
  std::string text;
  std::array<char, 1 << 16> buffer;
  ssize_t got = 0;
  do {
    got = read(file, buffer.data(), buffer.size());
    if (got > 0) text.append(buffer.data(), static_cast<size_t>(got));
  } while (got > 0 || (got < 0 && errno == EINTR));
  const absl::Status status = got < 0 ? Fault(path) : absl::OkStatus();
  if (!standard) close(file);
  if (!status.ok()) return status;
  return text;
}

}  // namespace tashbik::cli
