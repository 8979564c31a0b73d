// spdlog writes the lines; this file says what stands in them.
#include "services/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"

namespace tashbik::services {
namespace {

spdlog::level::level_enum SpdlogLevel(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      break;
  }
  return spdlog::level::err;
}

// Length of the UTF-8 sequence that starts `text`, or 0.
size_t SequenceLength(absl::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const size_t length = lead < 0x80   ? 1
                        : lead < 0xC2 ? 0
                        : lead < 0xE0 ? 2
                        : lead < 0xF0 ? 3
                        : lead < 0xF5 ? 4
                                      : 0;
  if (length == 0 || length > text.size()) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 0;
  }
  return length;
}

}  // namespace

std::string JsonString(absl::string_view text) {
  std::string json = "\"";
  while (!text.empty()) {
    const size_t length = SequenceLength(text);
    const char c = text.front();
    if (length == 0) {
      json += '?';
    } else if (c == '"' || c == '\\') {
      absl::StrAppend(&json, "\\", text.substr(0, 1));
    } else if (absl::ascii_iscntrl(static_cast<unsigned char>(c))) {
      absl::StrAppendFormat(&json, "\\u%04x", c);
    } else {
      absl::StrAppend(&json, text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return json + "\"";
}

Log::Log(const std::string& level)
    : logger_(std::make_shared<spdlog::logger>("tashbikd",
                                               std::make_shared<spdlog::sinks::stderr_sink_mt>())) {
  logger_->set_level(spdlog::level::from_str(level));
  logger_->flush_on(spdlog::level::debug);
  logger_->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})",
                       spdlog::pattern_time_type::utc);
}

Log::~Log() = default;

void Log::Call(const CallLog& line) {
  const bool broken = line.code == "INTERNAL" || line.code == "DATA_LOSS";
  std::string text = absl::StrCat(
      "\"event\":\"call\",\"method\":", JsonString(line.method), ",\"role\":",
      JsonString(absl::AsciiStrToLower(absl::StripPrefix(v1::Role_Name(line.role), "ROLE_"))),
      ",\"code\":", JsonString(line.code));
  if (!line.reason.empty()) absl::StrAppend(&text, ",\"reason\":", JsonString(line.reason));
  absl::StrAppend(&text, ",\"us\":", absl::ToInt64Microseconds(line.duration),
                  ",\"request\":", JsonString(line.request_id));
  logger_->log(broken ? spdlog::level::err : spdlog::level::info, "{}", text);
}

void Log::Line(LogLevel level, absl::string_view text) {
  logger_->log(SpdlogLevel(level), "\"event\":\"server\",\"text\":{}", JsonString(text));
}

}  // namespace tashbik::services
