// Processes by posix_spawn; waiting by inotify and pidfd, never by sleeping.
#include "tests/testing/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/testing/whole_server.h"

extern char** environ;

namespace tashbik::testing {
namespace {

constexpr int kPatienceMs = 60'000;

std::vector<char*> Pointers(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> ServerCommand(const std::string& program, const std::string& folder,
                                       const std::vector<std::string>& more_flags) {
  std::filesystem::create_directories(folder);
  std::filesystem::remove(folder + "/port");
  std::vector<std::string> command = {
      program,          "--data",           folder + "/data", "--address",     "127.0.0.1:0",
      "--token-folder", folder + "/tokens", "--port-file",    folder + "/port"};
  command.insert(command.end(), more_flags.begin(), more_flags.end());
  return command;
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& command, const Environment& environment,
                           const std::string& output_file, const std::string& error_file) {
  std::vector<std::string> all(environment);
  for (char** entry = environ; *entry != nullptr; ++entry) all.emplace_back(*entry);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_APPEND;
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output_file.c_str(), flags, 0600);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, error_file.c_str(), flags, 0600);
  const int failed = posix_spawnp(&pid_, command[0].c_str(), &files, nullptr,
                                  Pointers(command).data(), Pointers(all).data());
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) GiveUp("cannot run " + command[0]);
}

ChildProcess::~ChildProcess() {
  if (pid_ < 0) return;
  Signal(SIGKILL);
  Wait();
}

void ChildProcess::Signal(int signal) {
  if (pid_ > 0) kill(pid_, signal);
}

int ChildProcess::Wait() {
  if (pid_ > 0) {
    while (waitpid(pid_, &status_, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
  }
  return WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_);
}

bool ChildProcess::WaitForFile(const std::string& path) {
  return WaitUntil(
      std::filesystem::path(path).parent_path(), IN_MOVED_TO,
      [&] { return std::filesystem::exists(path); }, path);
}

bool ChildProcess::WaitForText(const std::string& path, const std::string& text) {
  return WaitUntil(
      path, IN_MODIFY, [&] { return ReadFile(path).find(text) != std::string::npos; }, text);
}

bool ChildProcess::WaitUntil(const std::string& watched, uint32_t mask,
                             const std::function<bool()>& is_there, const std::string& what) {
  // The C library declares pidfd_open for C alone.
  const int end = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
  const int folder = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  inotify_add_watch(folder, watched.c_str(), mask);
  bool there = is_there();
  bool ended = false;
  while (!there && !ended) {
    pollfd waits[] = {{folder, POLLIN, 0}, {end, POLLIN, 0}};
    if (poll(waits, 2, kPatienceMs) == 0) GiveUp("nothing happened while waiting for " + what);
    char events[4096];
    while (read(folder, events, sizeof events) > 0) {
    }
    there = is_there();
    ended = waits[1].revents != 0;
  }
  close(folder);
  close(end);
  return there;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

CommandResult RunCommand(const std::vector<std::string>& command, const Environment& environment) {
  TemporaryFolder folder;
  const std::string out = folder.Inside("out");
  const std::string err = folder.Inside("err");
  const int code = ChildProcess(command, environment, out, err).Wait();
  return {code, ReadFile(out), ReadFile(err)};
}

ServerProcess::ServerProcess(const std::string& program, const std::string& folder,
                             const std::vector<std::string>& more_flags)
    : folder_(folder),
      process_(ServerCommand(program, folder, more_flags), {}, folder + "/out", folder + "/log"),
      serving_(process_.WaitForFile(folder + "/port")) {
  if (serving_) address_ = ReadLine(folder + "/port");
}

}  // namespace tashbik::testing
