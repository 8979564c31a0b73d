// The server's log: one JSON object a line on standard error.
#ifndef TASHBIK_SERVICES_LOG_H_
#define TASHBIK_SERVICES_LOG_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "services/call_context.h"

namespace spdlog {
class logger;
}

namespace tashbik::services {

// Lines such as {"time":"2026-01-02T03:04:05.678Z","level":"info","event":"call",
// "method":"HubService/GetHub","role":"coordinator","code":"OK","us":512,"request":"…"}.
// Safe from any thread.
class Log : public LogSink {
 public:
  // `level`: debug, info, warning or error; finished calls are info, failed ones too, but for
  // INTERNAL and DATA_LOSS, which are errors.
  explicit Log(const std::string& level);
  ~Log() override;

  void Call(const CallLog& line) override;
  void Line(LogLevel level, absl::string_view text) override;

 private:
  std::shared_ptr<spdlog::logger> logger_;
};

// `text` as a JSON string with its quotes; bytes that are no UTF-8 become `?`.
std::string JsonString(absl::string_view text);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_LOG_H_
