// Bytes outside of ASCII are escaped one by one; ids are folded as search folds words.
#include "clients/cli/skos_names.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cpp/fold.h"

namespace tashbik::cli {
namespace {

constexpr size_t kLongestId = 63;

// Lower-case letters, digits and `-`; may begin with a digit, and may be empty.
std::string Slug(absl::string_view text) {
  std::string slug;
  for (const char c : client::FoldWords(Unescaped(text))) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  slug = std::string(absl::StripSuffix(slug, "-"));
  return slug;
}

}  // namespace

std::string Escaped(absl::string_view text) {
  std::string escaped;
  for (const char c : text) {
    const bool plain = absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.' ||
                       c == '_' || c == '~';
    if (plain) {
      escaped += c;
    } else {
      absl::StrAppend(&escaped, "%", absl::Hex(static_cast<unsigned char>(c), absl::kZeroPad2));
    }
  }
  return escaped;
}

std::string Unescaped(absl::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    int byte = 0;
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && absl::SimpleHexAtoi(text.substr(i + 1, 2), &byte);
    plain += escape ? static_cast<char>(byte) : text[i];
    if (escape) i += 2;
  }
  return plain;
}

absl::string_view LastPart(absl::string_view uri) {
  while (absl::ConsumeSuffix(&uri, "/") || absl::ConsumeSuffix(&uri, "#")) {
  }
  return uri.substr(uri.find_last_of("/#:") + 1);
}

std::string MakeThemeId(absl::string_view text, absl::string_view source) {
  std::string id = Slug(text);
  if (id.empty()) return "";
  if (!absl::ascii_isalpha(static_cast<unsigned char>(id[0]))) {
    const std::string before = Slug(source);
    const bool word = !before.empty() && absl::ascii_isalpha(static_cast<unsigned char>(before[0]));
    id = absl::StrCat(word ? before : "c", "-", id);
  }
  id.resize(std::min(id.size(), kLongestId));
  return std::string(absl::StripSuffix(id, "-"));
}

}  // namespace tashbik::cli
