// Keys of the database: hashes under a secret, so that a key says nothing about its record.
#ifndef TASHBIK_STORAGE_RECORD_KEY_H_
#define TASHBIK_STORAGE_RECORD_KEY_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "storage/record.h"

namespace tashbik::storage {

inline constexpr std::size_t kKeySecretBytes = 32;
inline constexpr std::size_t kRecordKeyBytes = 16;

// A new random secret of kKeySecretBytes.
std::string MakeKeySecret();

// A random name for a new store, 16 bytes.
std::string MakeStoreId();

// 16 bytes of BLAKE2b over `bytes`, without a key: a checksum.
std::string Checksum(absl::string_view bytes);

// Eight bytes, big-endian, so that keys sort as numbers do.
std::string NumberKey(uint64_t number);

// Immutable; safe from any thread. A hash takes about 0.3 µs.
class KeyHasher {
 public:
  // `secret` has kKeySecretBytes.
  explicit KeyHasher(absl::string_view secret);

  // kRecordKeyBytes of keyed BLAKE2b over (kind, id).
  std::string RecordKey(Kind kind, absl::string_view id) const;

  // The same for a request that may come again.
  std::string ReplayKey(absl::string_view account, absl::string_view method,
                        absl::string_view request_id) const;

 private:
  std::string secret_;
};

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_RECORD_KEY_H_
