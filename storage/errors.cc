// Puts reasons and values into status payloads, and reads them back.
#include "storage/errors.h"

#include <optional>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace tashbik::storage {
namespace {

constexpr char kReasonUrl[] = "tashbik/reason";
constexpr char kValuesUrl[] = "tashbik/values";

// Values are kept one per line as name, tab, value.
std::string OneLine(absl::string_view text) {
  std::string line(text);
  for (char& c : line) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  return line;
}

}  // namespace

absl::Status MakeError(absl::StatusCode code, absl::string_view reason, absl::string_view message,
                       const ErrorValues& values) {
  absl::Status status(code, message);
  status.SetPayload(kReasonUrl, absl::Cord(reason));
  if (values.empty()) return status;
  std::string lines;
  for (const auto& [name, value] : values) {
    absl::StrAppend(&lines, OneLine(name), "\t", OneLine(value), "\n");
  }
  status.SetPayload(kValuesUrl, absl::Cord(lines));
  return status;
}

std::string ReasonOf(const absl::Status& status) {
  const absl::optional<absl::Cord> reason = status.GetPayload(kReasonUrl);
  return reason.has_value() ? std::string(*reason) : std::string();
}

ErrorValues ValuesOf(const absl::Status& status) {
  ErrorValues values;
  const absl::optional<absl::Cord> lines = status.GetPayload(kValuesUrl);
  if (!lines.has_value()) return values;
  for (absl::string_view line : absl::StrSplit(std::string(*lines), '\n', absl::SkipEmpty())) {
    const std::pair<std::string, std::string> value =
        absl::StrSplit(line, absl::MaxSplits('\t', 1));
    values.push_back(value);
  }
  return values;
}

}  // namespace tashbik::storage
