// Hashes the keys of names.
#include "graph/name_keys.h"

#include "absl/container/flat_hash_map.h"
#include "graph/record.h"

namespace tashbik::graph {
namespace {

// Words whose keys each thread keeps: names are made of few.
constexpr size_t kKeptWords = 200000;

uint32_t Hash(char kind, absl::string_view key) {
  std::string marked = "\x02";  // no stem holds it
  marked += kind;
  marked.append(key.data(), key.size());
  return StemHash(marked);
}

const std::vector<uint32_t>& KeysOfWord(const std::string& word, text::Lang lang) {
  thread_local absl::flat_hash_map<std::string, std::vector<uint32_t>> kept;
  const std::string at = word + static_cast<char>(lang);
  const auto it = kept.find(at);
  if (it != kept.end()) return it->second;
  if (kept.size() >= kKeptWords) kept.clear();
  std::vector<uint32_t>& keys = kept[at];
  for (const text::NameKey& key : text::NameKeys(word, lang)) keys.push_back(NameKeyHash(key));
  return keys;
}

}  // namespace

uint32_t NameKeyHash(const text::NameKey& key) {
  return Hash(static_cast<char>('0' + static_cast<int>(key.kind)), key.key);
}

uint32_t FullNameKey(absl::string_view folded) { return Hash('n', folded); }

std::vector<uint32_t> NameKeysOf(std::span<const std::string> words, text::Lang lang) {
  std::vector<uint32_t> keys;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::vector<uint32_t>& of_word = KeysOfWord(words[i], lang);
    keys.insert(keys.end(), of_word.begin(), of_word.end());
    if (i + 1 < words.size()) {
      keys.push_back(NameKeyHash({text::KeyKind::kWord, words[i] + words[i + 1], 1}));
    }
  }
  return keys;
}

}  // namespace tashbik::graph
