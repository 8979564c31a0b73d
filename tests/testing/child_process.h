// Runs the real programs: a server until it is told to stop, a command until it ends.
#ifndef TASHBIK_TESTS_TESTING_CHILD_PROCESS_H_
#define TASHBIK_TESTS_TESTING_CHILD_PROCESS_H_

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tests/testing/temporary_folder.h"

namespace tashbik::testing {

using Environment = std::vector<std::string>;  // `NAME=value`, besides what the test has

// A program that runs. Killed when it goes out of scope.
class ChildProcess {
 public:
  // Output goes to the two files.
  ChildProcess(const std::vector<std::string>& command, const Environment& environment,
               const std::string& output_file, const std::string& error_file);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  void Signal(int signal);
  // Waits for its end: the exit code, or 128 and the signal that ended it.
  int Wait();
  // Waits until `path`, in a folder that is there, is put in place by a rename, or the program has
  // ended; true in the first case. The test ends when neither happens within a minute.
  bool WaitForFile(const std::string& path);
  // Waits until the file `path`, which grows, holds `text`, or the program has ended; true in the
  // first case. The test ends when neither happens within a minute.
  bool WaitForText(const std::string& path, const std::string& text);

 private:
  // Asks `is_there` at every event of `mask` (inotify) in `watched`, until the program ends.
  bool WaitUntil(const std::string& watched, uint32_t mask, const std::function<bool()>& is_there,
                 const std::string& what);

  pid_t pid_ = -1;
  int status_ = 0;
};

struct CommandResult {
  int code = 0;
  std::string out;
  std::string err;
};

// Runs a program to its end.
CommandResult RunCommand(const std::vector<std::string>& command,
                         const Environment& environment = {});

std::string ReadFile(const std::string& path);

// tashbikd on a port of the system's choice.
class ServerProcess {
 public:
  // `folder` gets the data (folder/data), the tokens (folder/tokens) and the log.
  ServerProcess(const std::string& program, const std::string& folder,
                const std::vector<std::string>& more_flags = {});

  // False when it ended instead; then code() and log() say why.
  bool serving() const { return serving_; }
  const std::string& address() const { return address_; }
  std::string AdministratorFile() const { return folder_ + "/tokens/administrator.token"; }
  std::string CoordinatorFile() const { return folder_ + "/tokens/coordinator.token"; }
  std::string log() const { return ReadFile(folder_ + "/log"); }
  // Waits for a text in the log; false when it ended before.
  bool WaitForLog(const std::string& text) { return process_.WaitForText(folder_ + "/log", text); }

  void Signal(int signal) { process_.Signal(signal); }
  int Wait() { return process_.Wait(); }

 private:
  const std::string folder_;
  ChildProcess process_;
  bool serving_ = false;
  std::string address_;
};

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_CHILD_PROCESS_H_
