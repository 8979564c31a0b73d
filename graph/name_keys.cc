// Hashes the keys of names.
#include "graph/name_keys.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "graph/record.h"

namespace tashbik::graph {
namespace {

// Words whose keys each thread keeps, about 100 bytes each: names are made of few.
constexpr size_t kKeptWords = 50000;

uint32_t Hash(char kind, absl::string_view key) {
  std::string marked = "\x02";  // no stem holds it
  marked += kind;
  marked.append(key.data(), key.size());
  return StemHash(marked);
}

struct WordKeys {
  uint32_t weight = 0;
  std::vector<uint32_t> keys;
};

const WordKeys& KeysOfWord(const std::string& word, text::Lang lang) {
  thread_local absl::flat_hash_map<std::string, WordKeys> kept;
  const std::string at = word + static_cast<char>(lang);
  const auto it = kept.find(at);
  if (it != kept.end()) return it->second;
  if (kept.size() >= kKeptWords) kept.clear();
  WordKeys& found = kept[at];
  found.weight = WeightOfWord(word, lang);
  for (const text::NameKey& key : text::NameKeys(word, lang)) {
    found.keys.push_back(NameKeyHash(key));
  }
  return found;
}

int SizeStepOf(uint32_t size) {
  const auto it = std::lower_bound(kNameSizes.begin(), kNameSizes.end() - 1, size);
  return static_cast<int>(it - kNameSizes.begin());
}

void AppendName(const text::NameEntry& name, std::vector<uint32_t>& terms) {
  std::vector<uint32_t> hashes;
  uint32_t size = 0;
  if (name.kind == text::NameKind::kInitials) {
    hashes.push_back(InitialsKey(name.folded));
    size = kTellingWeight;
  } else {
    hashes.push_back(FullNameKey(name.folded));
    for (size_t i = 0; i < name.words.size(); ++i) {
      const WordKeys& word = KeysOfWord(name.words[i], name.lang);
      size += word.weight;
      hashes.insert(hashes.end(), word.keys.begin(), word.keys.end());
      if (i > 0) hashes.push_back(JoinedKey(name.words[i - 1] + name.words[i]));
    }
  }
  for (uint32_t hash : hashes) terms.push_back(StemTerm(hash, SizeStepOf(size) + 1));
}

}  // namespace

uint32_t NameKeyHash(const text::NameKey& key) {
  return Hash(static_cast<char>('0' + static_cast<int>(key.kind)), key.key);
}

uint32_t JoinedKey(absl::string_view joined) { return Hash('j', joined); }

uint32_t InitialsKey(absl::string_view initials) { return Hash('i', initials); }

uint32_t FullNameKey(absl::string_view folded) { return Hash('n', folded); }

uint32_t WeightOfWord(absl::string_view word, text::Lang lang) {
  return text::IsGenericConcept(text::ConceptOf(word, lang)) ? kGenericWeight : kTellingWeight;
}

void AppendNameTerms(std::span<const text::NameEntry> names, std::vector<uint32_t>& terms) {
  const size_t begin = terms.size();
  for (const text::NameEntry& name : names) AppendName(name, terms);
  const auto first = terms.begin() + static_cast<ptrdiff_t>(begin);
  std::sort(first, terms.end());
  terms.erase(std::unique(first, terms.end(),
                          [](uint32_t a, uint32_t b) { return HashOf(a) == HashOf(b); }),
              terms.end());
}

}  // namespace tashbik::graph
