// Tells people by e-mail that something waits for them, and nothing else: no name, no link, no
// subject matter. A thread of its own sends; a call only puts an address into a queue.
#ifndef TASHBIK_SERVICES_NOTICES_H_
#define TASHBIK_SERVICES_NOTICES_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/config.h"
#include "storage/mutex.h"

namespace tashbik::services {

// How patient it is; tests are less so.
struct NoticePatience {
  absl::Duration attempt = absl::Seconds(30);     // for one attempt
  absl::Duration first_retry = absl::Minutes(1);  // doubled from attempt to attempt
  int attempts = 6;                               // in all: the last about half an hour later
  absl::Duration between = absl::Hours(1);        // no address is told more often
  size_t queue = 1000;                            // addresses that may wait; more are left out
};

// What became of the addresses so far.
struct NoticeCounts {
  int64_t sent = 0;
  int64_t left_out = 0;  // told within `between`, or no room in the queue
  int64_t retried = 0;
  int64_t given_up = 0;  // refused for good, or tried too often
  int64_t waiting = 0;
};

// Safe from any thread. What waits is lost at a stop: the directory holds what it was about.
class Notices {
 public:
  // Starts the thread. `log` is told what fails, never an address. INVALID_ARGUMENT when the
  // password file cannot be read. The mail server is first spoken to when there is something to
  // say.
  static absl::StatusOr<std::unique_ptr<Notices>> Start(const Config::Notices& config,
                                                        std::function<void(absl::string_view)> log,
                                                        NoticePatience patience = {});
  // Ends an attempt that is under way.
  ~Notices();
  Notices(const Notices&) = delete;
  Notices& operator=(const Notices&) = delete;

  // Puts `email` into the queue. Microseconds; never waits for the network.
  void Tell(const std::string& email) ABSL_LOCKS_EXCLUDED(mutex_);

  NoticeCounts counts() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Waiting {
    std::string email;
    absl::Time due;
    int attempts = 0;
  };
  enum class Sent { kYes, kLater, kNever };

  Notices(const Config::Notices& config, std::string password,
          std::function<void(absl::string_view)> log, NoticePatience patience);
  void Run() ABSL_LOCKS_EXCLUDED(mutex_);
  // The first that is due, or nothing when it is time to stop.
  bool Next(Waiting& next) ABSL_LOCKS_EXCLUDED(mutex_);
  Sent Send(const std::string& email) const ABSL_LOCKS_EXCLUDED(mutex_);
  bool Stopping() const ABSL_LOCKS_EXCLUDED(mutex_);
  static int Progress(void* self, int64_t, int64_t, int64_t, int64_t);

  const Config::Notices config_;
  const std::string password_;
  const std::function<void(absl::string_view)> log_;
  const NoticePatience patience_;
  mutable storage::Mutex mutex_;
  storage::CondVar changed_;
  std::deque<Waiting> waiting_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<std::string, absl::Time> told_ ABSL_GUARDED_BY(mutex_);
  NoticeCounts counts_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

// What is sent, headers included. Ends lines with CRLF.
std::string NoticeText(absl::string_view from, absl::string_view to, absl::Time now);

// The password in the file that [notices] names; empty where it names none. INVALID_ARGUMENT.
absl::StatusOr<std::string> ReadNoticePassword(const Config::Notices& config);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_NOTICES_H_
