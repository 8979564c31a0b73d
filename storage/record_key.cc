// Keys of the database by libsodium's generic hash (BLAKE2b).
#include "storage/record_key.h"

#include <sodium.h>

#include <cstdlib>

namespace tashbik::storage {
namespace {

void StartSodium() {
  static const int started = sodium_init();  // once; negative only without a source of randomness
  if (started < 0) std::abort();
}

std::string RandomBytes(std::size_t size) {
  StartSodium();
  std::string bytes(size, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string Hash(absl::string_view message, absl::string_view key) {
  std::string hash(kRecordKeyBytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                     key.empty() ? nullptr : reinterpret_cast<const unsigned char*>(key.data()),
                     key.size());
  return hash;
}

}  // namespace

std::string MakeKeySecret() { return RandomBytes(kKeySecretBytes); }

std::string MakeStoreId() { return RandomBytes(16); }

std::string Checksum(absl::string_view bytes) {
  StartSodium();
  return Hash(bytes, {});
}

std::string NumberKey(uint64_t number) {
  std::string key(8, '\0');
  for (int i = 7; i >= 0; --i, number >>= 8) key[i] = static_cast<char>(number & 0xff);
  return key;
}

KeyHasher::KeyHasher(absl::string_view secret) : secret_(secret) { StartSodium(); }

std::string KeyHasher::RecordKey(Kind kind, absl::string_view id) const {
  std::string message = NumberKey(static_cast<uint64_t>(kind));
  message.append(id.data(), id.size());
  return Hash(message, secret_);
}

std::string KeyHasher::ReplayKey(absl::string_view account, absl::string_view method,
                                 absl::string_view request_id) const {
  // Lengths keep ("a", "bc") and ("ab", "c") apart.
  std::string message = NumberKey(store::v1::KIND_REQUEST_REPLAY);
  for (const absl::string_view part : {account, method, request_id}) {
    message += NumberKey(part.size());
    message.append(part.data(), part.size());
  }
  return Hash(message, secret_);
}

}  // namespace tashbik::storage
