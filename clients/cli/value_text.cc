// Divides and converts texts.
#include "clients/cli/value_text.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "clients/cli/enum_words.h"
#include "clients/cpp/fold.h"

namespace tashbik::cli {
namespace {

// Converts the whole text where it is a value, else its parts between commas.
absl::Status ConvertAll(const std::string& text, const Convert& convert,
                        std::vector<std::string>* values) {
  auto whole = convert(text);
  if (whole.ok()) {
    values->push_back(*whole);
    return absl::OkStatus();
  }
  if (!absl::StrContains(text, ',')) return whole.status();
  for (absl::string_view part : absl::StrSplit(text, ',')) {
    part = absl::StripAsciiWhitespace(part);
    if (part.empty()) continue;
    auto value = convert(part);
    if (!value.ok()) return value.status();
    values->push_back(*value);
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<std::string> SplitValues(absl::string_view text) {
  const std::string plain =
      absl::StrReplaceAll(text, {{"|", ";"}, {"؛", ";"}, {"،", ";"}, {"\n", ";"}, {"\r", ";"}});
  std::vector<std::string> values;
  for (absl::string_view part : absl::StrSplit(plain, ';')) {
    part = absl::StripAsciiWhitespace(part);
    if (!part.empty()) values.emplace_back(part);
  }
  return values;
}

absl::StatusOr<std::vector<std::string>> ConvertList(absl::string_view text,
                                                     const Convert& convert) {
  std::vector<std::string> values;
  for (const std::string& part : SplitValues(text)) {
    if (absl::Status status = ConvertAll(part, convert, &values); !status.ok()) return status;
  }
  return values;
}

absl::StatusOr<int> EnumNumber(const google::protobuf::EnumDescriptor* type,
                               absl::string_view text) {
  const std::string wanted =
      absl::StrReplaceAll(absl::AsciiStrToUpper(text), {{" ", "_"}, {"-", "_"}});
  const std::string folded = client::FoldWords(text);
  std::string known;
  for (int i = 0; i < type->value_count(); ++i) {
    const auto* value = type->value(i);
    if (value->number() == 0) continue;
    const std::string word = absl::AsciiStrToUpper(Keyword(value));
    if (wanted == word || wanted == value->name()) return value->number();
    for (const char* language : {"en", "ar", "fr"}) {
      if (client::FoldWords(EnumText(value, language)) == folded) return value->number();
    }
    absl::StrAppend(&known, known.empty() ? "" : ", ", Keyword(value));
  }
  return absl::InvalidArgumentError(absl::StrCat("'", text, "' is none of ", known));
}

std::string PlainDigits(absl::string_view text) {
  return absl::StrReplaceAll(
      text, {{"٠", "0"}, {"١", "1"}, {"٢", "2"}, {"٣", "3"}, {"٤", "4"}, {"٥", "5"}, {"٦", "6"},
             {"٧", "7"}, {"٨", "8"}, {"٩", "9"}, {"۰", "0"}, {"۱", "1"}, {"۲", "2"}, {"۳", "3"},
             {"۴", "4"}, {"۵", "5"}, {"۶", "6"}, {"۷", "7"}, {"۸", "8"}, {"۹", "9"}});
}

absl::StatusOr<std::string> Day(absl::string_view text) {
  constexpr size_t kLength = 10;
  std::string plain = PlainDigits(absl::StripAsciiWhitespace(text));
  absl::CivilDay day;
  const bool four_digits = !plain.empty() && absl::ascii_isdigit(plain[0]);
  if (four_digits && plain.size() == kLength && absl::ParseCivilTime(plain, &day)) return plain;
  return absl::InvalidArgumentError(
      absl::StrCat("'", text, "' is not a day; give one as YYYY-MM-DD, such as 2026-11-30"));
}

absl::StatusOr<bool> Truth(absl::string_view text) {
  const std::string word = client::FoldWords(text);
  for (absl::string_view yes : {"1", "true", "yes", "y", "oui", "نعم", "x"}) {
    if (word == yes) return true;
  }
  for (absl::string_view no : {"0", "false", "no", "n", "non", "لا"}) {
    if (word == no) return false;
  }
  return absl::InvalidArgumentError(absl::StrCat("'", text, "' is neither yes nor no"));
}

}  // namespace tashbik::cli
