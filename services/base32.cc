// Five bits a letter.
#include "services/base32.h"

#include <cstdint>

namespace tashbik::services {

std::string Base32(absl::string_view bytes) {
  static constexpr char kLetters[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::string text;
  uint32_t buffer = 0;
  int bits = 0;
  for (const char byte : bytes) {
    buffer = buffer << 8 | static_cast<uint8_t>(byte);
    for (bits += 8; bits >= 5; bits -= 5) text.push_back(kLetters[buffer >> (bits - 5) & 31]);
  }
  if (bits > 0) text.push_back(kLetters[buffer << (5 - bits) & 31]);
  return text;
}

bool IsBase32(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= '2' && letter <= '7');
}

}  // namespace tashbik::services
