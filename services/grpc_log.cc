// Hooks into gRPC's logging, which is one function for the whole process.
#include "services/grpc_log.h"

#include <grpc/support/log.h>

#include "absl/base/thread_annotations.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "storage/mutex.h"

namespace tashbik::services {
namespace {

storage::Mutex mutex;
LogSink* sink ABSL_GUARDED_BY(mutex) = nullptr;

void OnLine(gpr_log_func_args* line) {
  const storage::MutexLock lock(mutex);
  if (sink == nullptr) return;
  // A failed handshake is gRPC's error and nobody's here: whoever reaches the port can make as many
  // as he likes, and must not fill the log with them.
  const bool handshake = absl::StrContains(line->file, "ssl_");
  const LogLevel level =
      handshake || line->severity != GPR_LOG_SEVERITY_ERROR ? LogLevel::kDebug : LogLevel::kWarning;
  sink->Line(level, absl::StrCat("gRPC: ", line->message));
}

}  // namespace

GrpcLog::GrpcLog(LogSink& log) {
  {
    const storage::MutexLock lock(mutex);
    sink = &log;
  }
  gpr_set_log_function(&OnLine);
}

GrpcLog::~GrpcLog() {
  const storage::MutexLock lock(mutex);
  sink = nullptr;
}

}  // namespace tashbik::services
