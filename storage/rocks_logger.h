// Gives RocksDB's log lines to a function instead of a file: Debian's build aborts when its own
// log file cannot be written, and a full disk must not end the process.
#ifndef TASHBIK_STORAGE_ROCKS_LOGGER_H_
#define TASHBIK_STORAGE_ROCKS_LOGGER_H_

#include <functional>
#include <memory>

#include "absl/strings/string_view.h"
#include "storage/options.h"

namespace rocksdb {
class Logger;
}

namespace tashbik::storage {

// Lines hold file names, numbers and hashed keys, never records. `log` may be empty.
std::shared_ptr<rocksdb::Logger> MakeRocksLogger(
    std::function<void(LogLevel, absl::string_view)> log);

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_ROCKS_LOGGER_H_
