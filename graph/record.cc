// Reads forward records.
#include "graph/record.h"

#include "graph/fixed.h"

namespace tashbik::graph {
namespace {

const char* BytesOf(const Record& record) {
  return reinterpret_cast<const char*>(record.section(Section::kBytes).data());
}

}  // namespace

absl::string_view Record::id() const { return {BytesOf(*this), id_size}; }

absl::string_view Record::owner() const { return {BytesOf(*this) + id_size, owner_size}; }

uint32_t Record::all_words() const {
  uint32_t sum = words;
  for (const Record* variant = next_variant(); variant != nullptr;
       variant = variant->next_variant()) {
    sum += variant->words;
  }
  return sum;
}

const Record& Record::Showing(uint8_t tiers) const {
  const uint8_t wanted = tiers & strict_tiers;
  const Record* variant = this;
  while (variant->shown_tiers != wanted && variant->next != 0) variant = variant->next_variant();
  return *variant;
}

uint32_t StemHash(absl::string_view stem) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (char c : stem) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  hash ^= hash >> 32;
  hash *= 0x9e3779b97f4a7c15u;
  return static_cast<uint32_t>(hash >> 35);
}

std::string ThemeWord(absl::string_view theme) {
  std::string word = "themes/";  // a stem holds no '/'
  word.append(theme.data(), theme.size());
  return word;
}

uint16_t LanguageCode(absl::string_view tag) {
  uint16_t code = 0;
  for (size_t i = 0; i < tag.size() && i < 3; ++i) {
    const char c = tag[i];
    const int letter = c >= 'a' && c <= 'z' ? c - 'a' + 1 : c >= 'A' && c <= 'Z' ? c - 'A' + 1 : 0;
    if (letter == 0) break;
    code = static_cast<uint16_t>(code << 5 | letter);
  }
  return code;
}

std::vector<NameView> NamesOf(const Record& record) {
  std::vector<NameView> names;
  names.reserve(record.name_count);
  const char* at = BytesOf(record) + record.id_size + record.owner_size;
  const auto byte = [&at] { return static_cast<unsigned char>(*at++); };
  for (int i = 0; i < record.name_count; ++i) {
    NameView& name = names.emplace_back();
    name.kind = static_cast<text::NameKind>(byte());
    name.lang = static_cast<text::Lang>(byte());
    size_t size = byte();
    size |= static_cast<size_t>(byte()) << 8;
    name.folded = {at, size};
    at += size;
    const int words = byte();
    for (int w = 0; w < words; ++w) {
      const size_t letters = byte();
      name.words.push_back({at, letters});
      at += letters;
    }
  }
  return names;
}

void ForEachNameWord(const Record& record,
                     absl::FunctionRef<void(text::NameKind, absl::string_view)> visit) {
  const char* at = BytesOf(record) + record.id_size + record.owner_size;
  const auto byte = [&at] { return static_cast<unsigned char>(*at++); };
  for (int i = 0; i < record.name_count; ++i) {
    const auto kind = static_cast<text::NameKind>(byte());
    byte();  // language
    size_t folded = byte();
    folded |= static_cast<size_t>(byte()) << 8;
    at += folded;
    for (int words = byte(); words > 0; --words) {
      const size_t letters = byte();
      visit(kind, {at, letters});
      at += letters;
    }
  }
}

}  // namespace tashbik::graph
