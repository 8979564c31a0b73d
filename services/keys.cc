// Keyed hashes and random ids by libsodium.
#include "services/keys.h"

#include <cstring>

#include <sodium.h>

#include "absl/strings/string_view.h"

namespace tashbik::services {
namespace {

const uint8_t* Bytes(absl::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

std::string Hash(absl::string_view key, absl::string_view text, size_t bytes) {
  std::string hash(bytes, '\0');
  crypto_generichash(reinterpret_cast<uint8_t*>(hash.data()), bytes, Bytes(text), text.size(),
                     Bytes(key), key.size());
  return hash;
}

// sodium_init is needed once before random bytes are drawn; it is safe to repeat.
const bool kReady = sodium_init() >= 0;

}  // namespace

std::string NewSecret() {
  std::string secret(32, '\0');
  if (kReady) randombytes_buf(secret.data(), secret.size());
  return secret;
}

Keys DeriveKeys(absl::string_view secret) {
  const auto derive = [&](absl::string_view purpose) {
    Key key;
    std::memcpy(key.data(), Hash(secret, purpose, key.size()).data(), key.size());
    return key;
  };
  Keys keys{};
  keys.etag = derive("etag");
  keys.page_token = derive("page token");
  keys.token_hash = derive("token hash");
  keys.external_id = derive("external id");
  keys.code_hash = derive("code hash");
  const Key tie = derive("tie");
  std::memcpy(&keys.tie, tie.data(), sizeof(keys.tie));
  keys.budget = derive("budget");
  return keys;
}

std::string KeyedHash(const Key& key, absl::string_view text, size_t bytes) {
  return Hash(absl::string_view(reinterpret_cast<const char*>(key.data()), key.size()), text,
              bytes);
}

bool SameHash(absl::string_view a, absl::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string PlainHash(absl::string_view text) { return Hash("", text, 32); }

std::string NewId() {
  static constexpr char kLetters[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::string id(16, '\0');
  id[0] = kLetters[randombytes_uniform(26)];
  for (size_t i = 1; i < id.size(); ++i) id[i] = kLetters[randombytes_uniform(32)];
  return id;
}

}  // namespace tashbik::services
