// RocksDB's options, and why.
#include "storage/rocks_options.h"

#include "rocksdb/cache.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/table.h"
#include "storage/database.h"
#include "storage/rocks_logger.h"

namespace tashbik::storage {
namespace {

constexpr int kBackgroundJobs = 2;
constexpr int kOpenFiles = 512;
constexpr int kFilterBitsPerKey = 10;
constexpr std::size_t kBlockBytes = 16 << 10;
// The bookkeeping columns hold little at a time.
constexpr std::size_t kSmallBufferBytes = 8 << 20;

}  // namespace

rocksdb::DBOptions MakeDbOptions(const StoreOptions& options, rocksdb::Env* env,
                                 bool stop_at_damage) {
  rocksdb::DBOptions db;
  db.env = env;
  db.create_if_missing = true;
  db.create_missing_column_families = true;
  db.paranoid_checks = true;
  // A damaged log is refused, except its torn end: that was never acknowledged, or else the
  // recovery mark shows it.
  db.wal_recovery_mode = stop_at_damage ? rocksdb::WALRecoveryMode::kPointInTimeRecovery
                                        : rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  // All columns reach the disk together, so that a manifest that was cut short takes the head back
  // with the records, and the mark shows it.
  db.atomic_flush = true;
  db.max_total_wal_size = 4 * options.write_buffer_bytes;
  db.info_log = MakeRocksLogger(options.log);
  db.statistics = nullptr;
  db.stats_dump_period_sec = 0;
  db.stats_persist_period_sec = 0;
  db.max_background_jobs = kBackgroundJobs;
  db.max_open_files = kOpenFiles;
  // After a failure the process is restarted: what is on the disk decides, not what is in memory.
  db.max_bgerror_resume_count = 0;
  return db;
}

std::vector<rocksdb::ColumnFamilyDescriptor> MakeColumns(const StoreOptions& options) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(options.block_cache_bytes);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kFilterBitsPerKey));
  table.block_size = kBlockBytes;
  table.checksum = rocksdb::kXXH3;
  table.format_version = 5;

  rocksdb::ColumnFamilyOptions column;
  column.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  column.compression = rocksdb::kLZ4Compression;
  column.write_buffer_size = options.write_buffer_bytes;
  rocksdb::ColumnFamilyOptions small = column;
  small.write_buffer_size = kSmallBufferBytes;

  std::vector<rocksdb::ColumnFamilyDescriptor> columns(kColumns);
  const auto at = [&](Column which) -> rocksdb::ColumnFamilyDescriptor& {
    return columns[static_cast<std::size_t>(which)];
  };
  at(Column::kHead) = {rocksdb::kDefaultColumnFamilyName, small};
  at(Column::kRecords) = {"a", column};
  at(Column::kChanges) = {"b", column};
  at(Column::kReplays) = {"c", small};
  at(Column::kReplayQueue) = {"d", small};
  return columns;
}

}  // namespace tashbik::storage
