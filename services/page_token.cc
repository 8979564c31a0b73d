// Tokens are nonce + sealed (length, position, padding), with the binding as associated data.
#include "services/page_token.h"

#include <algorithm>
#include <cstring>

#include <sodium.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "graph/protections.h"
#include "services/errors.h"

namespace tashbik::services {
namespace {

constexpr size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr size_t kPlain = 1 + kMaxPositionBytes;
constexpr size_t kToken = kNonce + kPlain + kTag;

const uint8_t* Bytes(absl::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

}  // namespace

// The nonce is a keyed hash of what is sealed, so that the same page has the same token: an answer
// must not differ between two equal directories.
std::string TokenSealer::Seal(absl::string_view position, absl::string_view binding) const {
  std::array<uint8_t, kPlain> plain{};
  const size_t length = std::min(position.size(), kMaxPositionBytes);
  plain[0] = static_cast<uint8_t>(length);
  if (length > 0) std::memcpy(plain.data() + 1, position.data(), length);

  std::array<uint8_t, kToken> token{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, key_.data(), key_.size(), kNonce);
  crypto_generichash_update(&state, plain.data(), plain.size());
  crypto_generichash_update(&state, Bytes(binding), binding.size());
  crypto_generichash_final(&state, token.data(), kNonce);
  if (graph::IsRemoved(graph::Protection::kNonceOfTokens)) randombytes_buf(token.data(), kNonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt(token.data() + kNonce, nullptr, plain.data(),
                                             plain.size(), Bytes(binding), binding.size(), nullptr,
                                             token.data(), key_.data());
  std::string text;
  absl::WebSafeBase64Escape(
      absl::string_view(reinterpret_cast<const char*>(token.data()), token.size()), &text);
  return text;
}

absl::StatusOr<std::string> TokenSealer::Open(absl::string_view token, absl::string_view binding,
                                              absl::string_view path) const {
  std::string bytes;
  std::array<uint8_t, kPlain> plain{};
  // Written again, it must be the same: base64 passes over spaces and over the last bits.
  const bool opened = absl::WebSafeBase64Unescape(token, &bytes) && bytes.size() == kToken &&
                      absl::WebSafeBase64Escape(bytes) == token &&
                      crypto_aead_xchacha20poly1305_ietf_decrypt(
                          plain.data(), nullptr, nullptr, Bytes(bytes) + kNonce, kPlain + kTag,
                          Bytes(binding), binding.size(), Bytes(bytes), key_.data()) == 0;
  if (!opened || plain[0] > kMaxPositionBytes) {
    return TokenInvalid(path);
  }
  return std::string(reinterpret_cast<const char*>(plain.data()) + 1, plain[0]);
}

absl::StatusOr<int> PageSize(int requested, int standard, int most) {
  if (requested < 0) {
    return FieldInvalid("page_size", absl::StrCat("must not be negative, but is ", requested),
                        "leave it out or give a number from 1");
  }
  return requested == 0 ? standard : std::min(requested, most);
}

}  // namespace tashbik::services
