// What a handler knows of its call, and where calls are logged. Free of gRPC, so that handlers can
// be tested without it.
#ifndef TASHBIK_SERVICES_CALL_CONTEXT_H_
#define TASHBIK_SERVICES_CALL_CONTEXT_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/directory.h"
#include "services/viewer.h"

namespace tashbik::services {

struct CallContext {
  Viewer viewer;
  // What the viewer was resolved from; reads answer from it, so one answer is of one moment.
  std::shared_ptr<const Snapshot> snapshot;
  std::string method;      // `OrganizationService/GetOrganization`
  std::string request_id;  // of this call, for the log; not the request's own field
  absl::Time deadline = absl::InfiniteFuture();
  // True once the client ended the call or the deadline passed, and then for good. Cheap; from the
  // call's thread.
  std::function<bool()> stop;

  // DEADLINE_EXCEEDED or CANCELLED when `stop` says so.
  absl::Status Alive() const;
};

// What every call begins with: takes the present snapshot into `call`, resolves in it who calls
// with `secret` (empty: anonymous), and asks whether `call.method` is open to it.
// CREDENTIALS_REFUSED, or the error of CheckPermission.
absl::Status Admit(const Directory& directory, absl::string_view secret, CallContext& call);

// One line of the call log. No names, texts, peers or queries.
struct CallLog {
  absl::string_view method;
  v1::Role role = v1::ROLE_ANONYMOUS;
  absl::string_view code;    // `OK`, `NOT_FOUND`, …
  absl::string_view reason;  // of the error, without prefix; empty for OK
  absl::Duration duration;
  absl::string_view request_id;
};

enum class LogLevel { kDebug, kInfo, kWarning, kError };

// Where lines go. Safe from any thread.
class LogSink {
 public:
  virtual ~LogSink() = default;
  virtual void Call(const CallLog& line) = 0;
  // About the server itself; `text` holds no record contents.
  virtual void Line(LogLevel level, absl::string_view text) = 0;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_CALL_CONTEXT_H_
