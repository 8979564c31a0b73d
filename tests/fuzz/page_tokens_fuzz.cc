// Page and resume tokens: they open to what was sealed, for the same request, and to nothing else.
#include <array>
#include <string>

#include "services/errors.h"
#include "services/page_token.h"
#include "tests/fuzz/property.h"

using tashbik::fuzz::Expect;
using tashbik::fuzz::Field;
using tashbik::services::kMaxPositionBytes;
using tashbik::services::TokenSealer;

// Input: a token, then a position and a binding, each to the next zero byte.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const TokenSealer kSealer(std::array<uint8_t, 32>{1, 2, 3});
  absl::string_view rest = tashbik::fuzz::Text(data, size);
  const absl::string_view token = Field(rest);
  const absl::string_view position = Field(rest);
  const absl::string_view binding = rest;

  const auto stranger = kSealer.Open(token, binding);
  if (stranger.ok()) {
    Expect(kSealer.Seal(*stranger, binding) == token, "what opens was sealed here, to the letter");
  } else {
    Expect(
        tashbik::services::ReasonOf(stranger.status()) == tashbik::v1::ERROR_REASON_TOKEN_INVALID,
        "a foreign token is TOKEN_INVALID");
  }
  const std::string sealed = kSealer.Seal(position, binding);
  Expect(sealed.size() == kSealer.Seal("", "").size(), "all tokens are of one length");
  Expect(sealed == kSealer.Seal(position, binding), "the same page has the same token");
  const auto opened = kSealer.Open(sealed, binding);
  Expect(opened.ok() && *opened == position.substr(0, kMaxPositionBytes), "a token opens again");
  Expect(!kSealer.Open(sealed, std::string(binding) + "x").ok(), "not for another request");
  // One letter changed, as the input says.
  if (size >= 2) {
    std::string changed = sealed;
    const size_t at = data[0] % changed.size();
    changed[at] = static_cast<char>(data[1]);
    Expect(kSealer.Open(changed, binding).ok() == (changed == sealed), "no letter can be changed");
  }
  return 0;
}
