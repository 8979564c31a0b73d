// Codes that people read out, write down and type in: invitations, vouches, panic codes. A code is
// the id of what it opens, 80 secret bits and a checksum, in groups of four letters after one that
// says what it is for: `tsbi-abcd-…`. Of the secret the store keeps a keyed hash alone.
#ifndef TASHBIK_SERVICES_CODES_H_
#define TASHBIK_SERVICES_CODES_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/keys.h"

namespace tashbik::services {

enum class CodeFor : uint8_t { kInvitation, kVouch, kPanic };

struct Code {
  std::string id;      // of the record that it opens: 16 letters
  std::string secret;  // 16 letters
};

// A code with a new secret.
Code NewCode(std::string id);

// As people are shown it: 10 groups of four.
std::string ShownCode(CodeFor purpose, const Code& code);

// As people type it: in capitals or small, with spaces, dashes or nothing between, 0 for o and 1
// for l, digits of an Arabic keyboard, marks of direction from a message that it was copied from.
// Nothing when letters are missing or mistyped (one change in a million passes), or when it is for
// something else.
std::optional<Code> ReadCode(CodeFor purpose, absl::string_view typed);

// What the store keeps of a code's secret, 32 bytes; bound to its id and to what it is for.
std::string CodeHash(const Keys& keys, CodeFor purpose, const Code& code);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_CODES_H_
