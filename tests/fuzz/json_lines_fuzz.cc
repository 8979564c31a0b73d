// JSON Lines as `tashbik import` takes them: every line becomes a record or is refused.
#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "clients/cli/import_lines.h"
#include "clients/cli/json_text.h"
#include "tests/fuzz/property.h"

using tashbik::cli::ImportOptions;
using tashbik::cli::ImportSet;
using tashbik::fuzz::Expect;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text = tashbik::fuzz::Text(data, size);
  ImportSet set;
  tashbik::cli::ReadJsonLines(text, "file", "source", ImportOptions(), &set);
  std::set<int> lines;
  for (const auto& record : set.records) {
    Expect(record->kind != nullptr && record->resource != nullptr, "a record has a resource");
    Expect(record->lines.size() == 1 && lines.insert(record->lines[0]).second,
           "each line makes one record");
    Expect(record->resource->GetDescriptor() == record->kind->descriptor(),
           "the resource is of its kind");
    const std::string json = tashbik::cli::ToJson(*record->resource, false);
    Expect(!json.empty(), "a resource that was read can be written");
    const auto again = tashbik::cli::NewMessage(record->kind->descriptor());
    Expect(tashbik::cli::FromJson(json, again.get()).ok(), "and read again");
    Expect(tashbik::cli::ToJson(*again, false) == json, "as the same");
  }
  for (const auto& refused : set.refused) {
    Expect(lines.insert(refused.line).second, "a line is taken or refused, once");
    Expect(!refused.reason.empty(), "with a reason");
  }
  size_t given = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    given += absl::StripAsciiWhitespace(line).empty() ? 0 : 1;
  }
  Expect(lines.size() == given, "no line is passed over");
  return 0;
}
