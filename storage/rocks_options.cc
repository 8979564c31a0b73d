// RocksDB's options, and why.
#include "storage/rocks_options.h"

#include "rocksdb/cache.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/table.h"
#include "storage/rocks_logger.h"

namespace tashbik::storage {
namespace {

constexpr int kBackgroundJobs = 2;
constexpr int kOpenFiles = 512;
constexpr int kFilterBitsPerKey = 10;
constexpr std::size_t kBlockBytes = 4 << 10;  // single records are read more often than ranges

}  // namespace

rocksdb::Options MakeRocksOptions(const StoreOptions& options, rocksdb::Env* env,
                                  bool stop_at_damage) {
  rocksdb::Options db;
  db.env = env;
  db.create_if_missing = true;
  db.paranoid_checks = true;
  // A damaged log is refused, except its torn end: that was never acknowledged, or else the
  // recovery mark shows it.
  db.wal_recovery_mode = stop_at_damage ? rocksdb::WALRecoveryMode::kPointInTimeRecovery
                                        : rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  db.info_log = MakeRocksLogger(options.log);
  db.statistics = nullptr;
  db.stats_dump_period_sec = 0;
  db.stats_persist_period_sec = 0;
  db.max_background_jobs = kBackgroundJobs;
  db.max_open_files = kOpenFiles;
  // After a failure the process is restarted: what is on the disk decides, not what is in memory.
  db.max_bgerror_resume_count = 0;

  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(options.block_cache_bytes);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kFilterBitsPerKey));
  table.block_size = kBlockBytes;
  table.checksum = rocksdb::kXXH3;
  table.format_version = 5;
  db.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  db.compression = rocksdb::kLZ4Compression;
  db.write_buffer_size = options.write_buffer_bytes;
  return db;
}

}  // namespace tashbik::storage
