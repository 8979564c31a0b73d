// Child processes of the load program: the server that it measures, and the echo it compares with.
#ifndef TASHBIK_TESTS_BENCH_LOAD_PROCESS_H_
#define TASHBIK_TESTS_BENCH_LOAD_PROCESS_H_

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace tashbik::bench {

// A running child; killed when this goes out of scope.
class Process {
 public:
  // Runs `arguments[0]` with its output appended to the file `log`. Errors: INTERNAL.
  static absl::StatusOr<Process> Start(std::vector<std::string> arguments, const std::string& log);

  Process() = default;
  Process(Process&& other) noexcept;
  Process& operator=(Process&& other) noexcept;
  ~Process() { Kill(); }

  bool running();
  // SIGKILL, and waits until it is gone.
  void Kill();
  // Resident memory, 0 when it is gone.
  int64_t ResidentBytes() const;

 private:
  pid_t pid_ = -1;
};

// Waits until `path` is there and gives its first line: the address that `process` listens on.
// DEADLINE_EXCEEDED after `timeout`, INTERNAL when the process ends before.
absl::StatusOr<std::string> AwaitAddress(const std::string& path, Process& process,
                                         absl::Duration timeout);

}  // namespace tashbik::bench

#endif  // TASHBIK_TESTS_BENCH_LOAD_PROCESS_H_
