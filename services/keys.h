// The directory's own keys, all derived from one secret kept in the store, and keyed hashes.
#ifndef TASHBIK_SERVICES_KEYS_H_
#define TASHBIK_SERVICES_KEYS_H_

#include <array>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace tashbik::services {

using Key = std::array<uint8_t, 32>;

// One key for each purpose, so that what is shown for one says nothing about another.
struct Keys {
  Key etag;
  Key page_token;
  Key token_hash;
  Key external_id;
  Key code_hash;
  uint64_t tie = 0;  // graph::SuggestQuery::tie_key
  Key budget;
};

// 32 random bytes.
std::string NewSecret();

// `secret` must have 32 bytes.
Keys DeriveKeys(absl::string_view secret);

// BLAKE2b of `text` under `key`, `bytes` long (16 to 64).
std::string KeyedHash(const Key& key, absl::string_view text, size_t bytes = 32);

// Whether two hashes are equal, in a time that does not depend on where they differ.
bool SameHash(absl::string_view a, absl::string_view b);

// BLAKE2b of `text` without a key, 32 bytes: to compare request bodies.
std::string PlainHash(absl::string_view text);

// A new random id: `[a-z][a-z2-7]{15}`, 79 random bits.
std::string NewId();

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_KEYS_H_
