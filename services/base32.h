// Letters that survive being read out, double-clicked and written by hand.
#ifndef TASHBIK_SERVICES_BASE32_H_
#define TASHBIK_SERVICES_BASE32_H_

#include <string>

#include "absl/strings/string_view.h"

namespace tashbik::services {

// RFC 4648 base32 in small letters (`a` to `z`, `2` to `7`), without padding. Linear.
std::string Base32(absl::string_view bytes);

// Whether `letter` is one of them.
bool IsBase32(char letter);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_BASE32_H_
