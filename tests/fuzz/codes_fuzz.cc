// Codes as people type them: what is read is shown the same again, and no change of it passes.
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "services/codes.h"
#include "services/names.h"
#include "tests/fuzz/property.h"

using tashbik::fuzz::Expect;
using tashbik::services::Code;
using tashbik::services::CodeFor;
using tashbik::services::ReadCode;
using tashbik::services::ShownCode;

namespace {

constexpr CodeFor kPurposes[] = {CodeFor::kInvitation, CodeFor::kVouch, CodeFor::kPanic};

bool Same(const std::optional<Code>& read, const Code& code) {
  return read.has_value() && read->id == code.id && read->secret == code.secret;
}

// What was read of any text.
void CheckRead(const std::string& typed) {
  int read = 0;
  for (const CodeFor purpose : kPurposes) {
    const std::optional<Code> code = ReadCode(purpose, typed);
    if (!code) continue;
    ++read;
    Expect(tashbik::services::IsServerId(code->id), "a code opens a record");
    Expect(code->secret.size() == 16, "secrets are of one length");
    Expect(Same(ReadCode(purpose, ShownCode(purpose, *code)), *code), "it is shown and read again");
  }
  Expect(read <= 1, "a code is for one thing");
}

}  // namespace

// Input: any text; its first bytes also say how a good code is mistyped.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Code kGood{"abcdefgh2345672a", "zyxwvutsrqponmlk"};
  static const std::string kShown = ShownCode(CodeFor::kPanic, kGood);
  const std::string typed(tashbik::fuzz::Text(data, size));
  CheckRead(typed);
  Expect(Same(ReadCode(CodeFor::kPanic, kShown), kGood), "a good code is read");
  Expect(!ReadCode(CodeFor::kVouch, kShown), "for what it is for, alone");
  for (const std::string& written :
       {absl::AsciiStrToUpper(kShown), absl::StrReplaceAll(kShown, {{"-", ""}}),
        absl::StrReplaceAll(kShown, {{"-", " "}}), "\u200f" + kShown + "\n"}) {
    Expect(Same(ReadCode(CodeFor::kPanic, written), kGood), "however it is written");
  }
  if (size < 2) return 0;
  // One letter is another: the checksum, of 20 bits, may miss one in a million.
  std::string changed = kShown;
  changed[data[0] % changed.size()] = static_cast<char>(data[1]);
  const std::optional<Code> read = ReadCode(CodeFor::kPanic, changed);
  if (read) CheckRead(changed);
  return 0;
}
