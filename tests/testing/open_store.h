// Opens small stores for tests.
#ifndef TASHBIK_TESTS_TESTING_OPEN_STORE_H_
#define TASHBIK_TESTS_TESTING_OPEN_STORE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "storage/store.h"

namespace tashbik::testing {

// Options without the default's need for 192 MiB of free space.
inline storage::StoreOptions SmallStoreOptions(const std::string& folder) {
  storage::StoreOptions options;
  options.folder = folder;
  options.free_space_floor = 0;
  options.write_buffer_bytes = 1 << 20;
  return options;
}

// Null after a failure, which it reports.
inline std::unique_ptr<storage::Store> OpenStore(storage::StoreOptions options) {
  auto store = storage::Store::Open(std::move(options));
  EXPECT_TRUE(store.ok()) << store.status();
  return store.ok() ? *std::move(store) : nullptr;
}

// Writes one record, whatever was there.
inline absl::Status PutOne(storage::Store& store, storage::Kind kind, const std::string& id,
                           const std::string& payload) {
  return store
      .Write({},
             [&](storage::Transaction& transaction) {
               return transaction.Put(kind, id, payload).status();
             })
      .status();
}

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_OPEN_STORE_H_
