// Writing and reading codes.
#include "services/codes.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/base32.h"
#include "services/names.h"

namespace tashbik::services {
namespace {

constexpr size_t kGroup = 4;
constexpr size_t kIdLetters = 16;
constexpr size_t kSecretBytes = 10;
constexpr size_t kSecretLetters = 16;
constexpr size_t kChecksumLetters = 4;
constexpr size_t kLetters = kGroup + kIdLetters + kSecretLetters + kChecksumLetters;
// More than any way of typing one takes.
constexpr size_t kMaxTypedBytes = 400;

absl::string_view PrefixOf(CodeFor purpose) {
  switch (purpose) {
    case CodeFor::kInvitation:
      return "tsbi";
    case CodeFor::kVouch:
      return "tsbv";
    case CodeFor::kPanic:
      return "tsbp";
  }
  return "";
}

std::string Checksum(absl::string_view letters) {
  return Base32(PlainHash(absl::StrCat("code ", letters))).substr(0, kChecksumLetters);
}

// What may stand for a letter, or between letters. Nothing for a letter means that it is skipped.
struct Reading {
  absl::string_view typed;
  absl::string_view letter;
};
constexpr Reading kReadings[] = {
    {"0", "o"},      {"1", "l"},      {" ", ""},       {"\t", ""},      {"\n", ""},
    {"\r", ""},      {"-", ""},       {"\u00a0", ""},  {"\u00ad", ""},  {"\u061c", ""},
    {"\u200b", ""},  {"\u200e", ""},  {"\u200f", ""},  {"\u2010", ""},  {"\u2011", ""},
    {"\u2012", ""},  {"\u2013", ""},  {"\u2014", ""},  {"\u202f", ""},  {"\u2066", ""},
    {"\u2067", ""},  {"\u2068", ""},  {"\u2069", ""},  {"\u2212", ""},  {"\u0660", "o"},
    {"\u0661", "l"}, {"\u0662", "2"}, {"\u0663", "3"}, {"\u0664", "4"}, {"\u0665", "5"},
    {"\u0666", "6"}, {"\u0667", "7"}, {"\u06f0", "o"}, {"\u06f1", "l"}, {"\u06f2", "2"},
    {"\u06f3", "3"}, {"\u06f4", "4"}, {"\u06f5", "5"}, {"\u06f6", "6"}, {"\u06f7", "7"},
};

// Takes one letter, or what is skipped, off `typed`. False when it is neither.
bool TakeLetter(absl::string_view& typed, std::string& letters) {
  const char small = absl::ascii_tolower(static_cast<unsigned char>(typed[0]));
  if (IsBase32(small)) {
    letters.push_back(small);
    typed.remove_prefix(1);
    return true;
  }
  for (const Reading& reading : kReadings) {
    if (!absl::ConsumePrefix(&typed, reading.typed)) continue;
    absl::StrAppend(&letters, reading.letter);
    return true;
  }
  return false;
}

}  // namespace

Code NewCode(std::string id) {
  return {std::move(id), Base32(absl::string_view(NewSecret()).substr(0, kSecretBytes))};
}

std::string ShownCode(CodeFor purpose, const Code& code) {
  std::string letters = absl::StrCat(PrefixOf(purpose), code.id, code.secret);
  letters += Checksum(letters);
  std::string shown;
  for (size_t i = 0; i < letters.size(); i += kGroup) {
    absl::StrAppend(&shown, i == 0 ? "" : "-", letters.substr(i, kGroup));
  }
  return shown;
}

std::optional<Code> ReadCode(CodeFor purpose, absl::string_view typed) {
  if (typed.size() > kMaxTypedBytes) return std::nullopt;
  std::string letters;
  while (!typed.empty()) {
    if (!TakeLetter(typed, letters)) return std::nullopt;
  }
  if (letters.size() != kLetters) return std::nullopt;
  const absl::string_view all = letters;
  const absl::string_view checked = all.substr(0, kLetters - kChecksumLetters);
  if (Checksum(checked) != all.substr(checked.size())) return std::nullopt;
  if (all.substr(0, kGroup) != PrefixOf(purpose)) return std::nullopt;
  Code code{std::string(all.substr(kGroup, kIdLetters)),
            std::string(all.substr(kGroup + kIdLetters, kSecretLetters))};
  if (!IsServerId(code.id)) return std::nullopt;
  return code;
}

std::string CodeHash(const Keys& keys, CodeFor purpose, const Code& code) {
  return KeyedHash(keys.code_hash, absl::StrCat(PrefixOf(purpose), code.id, code.secret));
}

}  // namespace tashbik::services
