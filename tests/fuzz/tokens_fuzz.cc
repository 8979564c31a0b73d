// Token secrets as callers send them: what is taken for one is one to the letter.
#include <string>

#include "absl/strings/match.h"
#include "services/keys.h"
#include "services/tokens.h"
#include "tests/fuzz/property.h"

using tashbik::fuzz::Expect;
using tashbik::services::IsTokenSecret;
using tashbik::services::NewTokenSecret;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::string kGood = NewTokenSecret();
  static const tashbik::services::Keys kKeys = tashbik::services::DeriveKeys(std::string(32, 'k'));
  const std::string given(tashbik::fuzz::Text(data, size));
  Expect(IsTokenSecret(kGood), "a new secret is one");
  if (IsTokenSecret(given)) {
    Expect(given.size() == kGood.size(), "all secrets are of one length");
    for (const char letter : given) {
      Expect((letter >= 'a' && letter <= 'z') || (letter >= '2' && letter <= '7') || letter == '_',
             "a secret is of letters and digits");
    }
    Expect(!IsTokenSecret(given + "a") && !IsTokenSecret(given.substr(1)),
           "longer or shorter is none");
  }
  // One letter of a good one replaced by what is given.
  if (size >= 2) {
    std::string changed = kGood;
    const size_t at = data[0] % changed.size();
    changed[at] = static_cast<char>(data[1]);
    Expect(IsTokenSecret(changed) == (changed == kGood), "one changed letter is noticed");
  }
  Expect(tashbik::services::TokenHash(kKeys, given).size() == 32, "a hash has 32 bytes");
  Expect((tashbik::services::TokenHash(kKeys, given) ==
          tashbik::services::TokenHash(kKeys, kGood)) == (given == kGood),
         "hashes tell secrets apart");
  return 0;
}
