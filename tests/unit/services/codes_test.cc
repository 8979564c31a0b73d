// Codes: their form, and every way in which people type them.
#include "services/codes.h"

#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace tashbik::services {
namespace {

const Code kCode = {"abcdefghijklmnop", "qrstuvwxyz234567"};
// The checksums were computed by another program from the definition.
constexpr char kInvitation[] = "tsbi-abcd-efgh-ijkl-mnop-qrst-uvwx-yz23-4567-ldfr";
constexpr char kVouch[] = "tsbv-abcd-efgh-ijkl-mnop-qrst-uvwx-yz23-4567-tutp";
constexpr char kPanic[] = "tsbp-abcd-efgh-ijkl-mnop-qrst-uvwx-yz23-4567-66zz";

// What `typed` is read as; empty for nothing.
std::string Read(const std::string& typed, CodeFor purpose = CodeFor::kInvitation) {
  const auto code = ReadCode(purpose, typed);
  return code ? absl::StrCat(code->id, " ", code->secret) : "";
}

const std::string kGood = "abcdefghijklmnop qrstuvwxyz234567";

TEST(CodesTest, AreShownInGroupsAfterWhatTheyAreFor) {
  EXPECT_EQ(ShownCode(CodeFor::kInvitation, kCode), kInvitation);
  EXPECT_EQ(ShownCode(CodeFor::kVouch, kCode), kVouch);
  EXPECT_EQ(ShownCode(CodeFor::kPanic, kCode), kPanic);
}

TEST(CodesTest, AreReadAsPeopleTypeThem) {
  const std::string code = kInvitation;
  for (const std::string& typed : {
           code, absl::AsciiStrToUpper(code), absl::StrReplaceAll(code, {{"-", ""}}),
           absl::StrReplaceAll(code, {{"-", " "}}),
           absl::StrReplaceAll(code, {{"-", "\u2011"}}),  // of a word processor
           absl::StrReplaceAll(code, {{"-", "\u00a0"}}),  // of a web page
           absl::StrCat("\u2068", code, "\u2069"),        // of an Arabic message
           absl::StrCat("\u200f  ", code, " \r\n"),
           absl::StrReplaceAll(code, {{"o", "0"}, {"l", "1"}}),            // of handwriting
           absl::StrReplaceAll(code, {{"2", "\u0662"}, {"5", "\u0665"}}),  // of an Arabic keyboard
           absl::StrReplaceAll(code, {{"3", "\u06f3"}, {"l", "\u06f1"}}),  // of a Persian one
       }) {
    EXPECT_EQ(Read(typed), kGood) << typed;
  }
}

TEST(CodesTest, AMistypedLetterIsNoticed) {
  const std::string code = absl::StrReplaceAll(kInvitation, {{"-", ""}});
  int wrong = 0;
  for (size_t i = 0; i < code.size(); ++i) {
    for (const char letter : std::string("abcdefghijklmnopqrstuvwxyz234567")) {
      std::string typed = code;
      if (typed[i] == letter) continue;
      typed[i] = letter;
      EXPECT_EQ(Read(typed), "") << typed;
      ++wrong;
    }
    if (i == 0) continue;
    std::string swapped = code;
    std::swap(swapped[i - 1], swapped[i]);
    if (swapped != code) {
      EXPECT_EQ(Read(swapped), "") << swapped;
    }
  }
  EXPECT_EQ(wrong, 40 * 31);
}

TEST(CodesTest, WhatIsNoCodeIsNone) {
  const std::string code = kInvitation;
  for (const std::string& typed :
       {std::string(), std::string("-"), code.substr(1), code + "a", code + code, code + "8",
        code + "\xff", code + "\u0663", std::string("\0", 1) + code, std::string(1 << 20, '-'),
        std::string(1 << 20, 'a')}) {
    EXPECT_EQ(Read(typed), "") << typed.size();
  }
}

TEST(CodesTest, ACodeForOneThingIsNoneForAnother) {
  EXPECT_EQ(Read(kInvitation, CodeFor::kPanic), "");
  EXPECT_EQ(Read(kPanic, CodeFor::kVouch), "");
  EXPECT_EQ(Read(kVouch), "");
  const Keys keys = DeriveKeys(std::string(32, 'k'));
  std::set<std::string> hashes;
  for (const CodeFor purpose : {CodeFor::kInvitation, CodeFor::kVouch, CodeFor::kPanic}) {
    hashes.insert(CodeHash(keys, purpose, kCode));
    hashes.insert(CodeHash(keys, purpose, {kCode.secret, kCode.id}));
  }
  hashes.insert(CodeHash(DeriveKeys(std::string(32, 'l')), CodeFor::kPanic, kCode));
  EXPECT_EQ(hashes.size(), 7u);
}

TEST(CodesTest, SecretsAreNew) {
  std::set<std::string> secrets;
  for (int i = 0; i < 1000; ++i) {
    const Code code = NewCode(kCode.id);
    EXPECT_THAT(code.secret, ::testing::MatchesRegex("[a-z2-7]{16}"));
    EXPECT_TRUE(secrets.insert(code.secret).second);
    EXPECT_EQ(Read(ShownCode(CodeFor::kInvitation, code)), code.id + " " + code.secret);
  }
}

}  // namespace
}  // namespace tashbik::services
