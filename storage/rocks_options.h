// How RocksDB is set up: one place for all its options.
#ifndef TASHBIK_STORAGE_ROCKS_OPTIONS_H_
#define TASHBIK_STORAGE_ROCKS_OPTIONS_H_

#include "rocksdb/options.h"
#include "storage/options.h"

namespace tashbik::storage {

// `stop_at_damage`: recovery ends at the first damage of the log instead of refusing it.
rocksdb::Options MakeRocksOptions(const StoreOptions& options, rocksdb::Env* env,
                                  bool stop_at_damage);

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_ROCKS_OPTIONS_H_
