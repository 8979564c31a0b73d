// Page and watch tokens: sealed, bound to the request they continue, all of one length, so that
// nothing can be read off or made of them.
#ifndef TASHBIK_SERVICES_PAGE_TOKEN_H_
#define TASHBIK_SERVICES_PAGE_TOKEN_H_

#include <array>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tashbik::services {

// Bytes of a position inside a token. Longer positions are refused when the token is made.
inline constexpr size_t kMaxPositionBytes = 96;

// Seals positions with XChaCha20-Poly1305 under a key of the directory. Thread-safe.
class TokenSealer {
 public:
  explicit TokenSealer(const std::array<uint8_t, 32>& key) : key_(key) {}

  // A token that holds `position` and opens only for the same `binding`: the method, the caller's
  // account and what of the request must not change between pages. URL-safe base64.
  std::string Seal(absl::string_view position, absl::string_view binding) const;

  // The position. INVALID_ARGUMENT (TOKEN_INVALID) names the request's field `path` when the token
  // is not ours, was cut, or belongs to another request or caller.
  absl::StatusOr<std::string> Open(absl::string_view token, absl::string_view binding,
                                   absl::string_view path = "page_token") const;

 private:
  std::array<uint8_t, 32> key_;
};

// The page size that a request means: 0 is `standard`, more than `most` is `most`.
// INVALID_ARGUMENT for a negative one.
absl::StatusOr<int> PageSize(int requested, int standard = 50, int most = 1000);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_PAGE_TOKEN_H_
