// A vocabulary in Turtle: a text at fault gives a message and no theme, and what was read is
// written so that it is read as the same.
#include <string>
#include <vector>

#include "clients/cli/skos.h"
#include "clients/cli/text_encoding.h"
#include "tests/fuzz/property.h"

using tashbik::cli::ImportSet;
using tashbik::fuzz::Expect;

namespace {

std::vector<tashbik::v1::Theme> ThemesOf(const ImportSet& set) {
  std::vector<tashbik::v1::Theme> themes;
  for (const auto& record : set.records) {
    themes.push_back(dynamic_cast<const tashbik::v1::Theme&>(*record->resource));
  }
  return themes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text = tashbik::fuzz::Text(data, size);
  ImportSet set;
  const absl::Status read = tashbik::cli::ReadSkos(text, "file", "source", &set);
  if (!read.ok()) {
    Expect(!read.message().empty() && tashbik::cli::IsUtf8(read.message()), "a fault is told");
    Expect(set.records.empty(), "a text at fault gives no themes");
    return 0;
  }
  for (const auto& refused : set.refused) Expect(!refused.reason.empty(), "a refusal has a reason");
  const std::string written = tashbik::cli::WriteSkos(ThemesOf(set));
  ImportSet again;
  Expect(tashbik::cli::ReadSkos(written, "file", "source", &again).ok(), "what is written is read");
  // The reader takes more than the server, such as a theme without a facet or a source without a
  // title, and these do not come back.
  if (!again.refused.empty() || again.records.size() != set.records.size()) return 0;
  Expect(tashbik::cli::WriteSkos(ThemesOf(again)) == written, "as the same");
  return 0;
}
