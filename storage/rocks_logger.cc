// A rocksdb::Logger over a function.
#include "storage/rocks_logger.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <utility>

#include "rocksdb/env.h"

namespace tashbik::storage {
namespace {

constexpr std::size_t kMaxLineBytes = 1024;

class RocksLogger : public rocksdb::Logger {
 public:
  explicit RocksLogger(std::function<void(LogLevel, absl::string_view)> log)
      : rocksdb::Logger(log ? rocksdb::WARN_LEVEL : rocksdb::NUM_INFO_LOG_LEVELS),
        log_(std::move(log)) {}

  using rocksdb::Logger::Logv;

  void Logv(const rocksdb::InfoLogLevel level, const char* format, va_list arguments) override {
    if (!log_ || level < GetInfoLogLevel()) return;
    char line[kMaxLineBytes];
    const int size = std::vsnprintf(line, sizeof(line), format, arguments);
    if (size <= 0) return;
    const auto length = std::min<std::size_t>(static_cast<std::size_t>(size), sizeof(line) - 1);
    log_(level >= rocksdb::ERROR_LEVEL ? LogLevel::kError : LogLevel::kWarning,
         absl::string_view(line, length));
  }

  void Logv(const char* format, va_list arguments) override {
    Logv(rocksdb::INFO_LEVEL, format, arguments);
  }

 private:
  const std::function<void(LogLevel, absl::string_view)> log_;
};

}  // namespace

std::shared_ptr<rocksdb::Logger> MakeRocksLogger(
    std::function<void(LogLevel, absl::string_view)> log) {
  return std::make_shared<RocksLogger>(std::move(log));
}

}  // namespace tashbik::storage
