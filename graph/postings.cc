// Lays out postings by counting: one pass to count, one to fill.
#include "graph/postings.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"

namespace tashbik::graph {
namespace {

// From one actor in so many on, a term's actors are kept as bits: not larger than a list, and
// added to the sums many at a time.
constexpr size_t kDenseShare = 20;

}  // namespace

Postings::Postings(std::span<const Record* const> records, size_t theme_count)
    : terms_(theme_count), first_stem_term_(terms_.count()), name_words_(records) {
  NumberStems(records);
  Lay(records);
}

void Postings::NumberStems(std::span<const Record* const> records) {
  absl::flat_hash_set<uint32_t> keys;
  for (const Record* record : records) {
    for (uint32_t term : record->section(Section::kStems)) keys.insert(term);
    for (uint32_t term : record->section(Section::kNameKeys)) keys.insert(term);
  }
  stem_keys_.assign(keys.begin(), keys.end());
  std::sort(stem_keys_.begin(), stem_keys_.end());
  int bits = 0;
  while ((size_t{4} << bits) < stem_keys_.size()) ++bits;
  stem_shift_ = 29 - bits;
  stem_buckets_.assign((size_t{1} << bits) + 1, 0);
  for (uint32_t key : stem_keys_) ++stem_buckets_[(HashOf(key) >> stem_shift_) + 1];
  for (size_t i = 1; i < stem_buckets_.size(); ++i) stem_buckets_[i] += stem_buckets_[i - 1];
}

size_t Postings::FirstStem(uint32_t hash) const {
  const uint32_t bucket = hash >> stem_shift_;
  const auto end = stem_keys_.begin() + stem_buckets_[bucket + 1];
  const auto it =
      std::lower_bound(stem_keys_.begin() + stem_buckets_[bucket], end, StemTerm(hash, 1));
  return static_cast<size_t>(it - stem_keys_.begin());
}

// Calls visit(term) once for each term of the record.
template <typename Visit>
void Postings::ForEachTerm(const Record& record, const Visit& visit) const {
  for (const Section section : {Section::kIssues, Section::kCommunities}) {
    for (uint32_t term : record.section(section)) {
      visit(terms_.closure(ThemeOf(term), StepsOf(term)));
    }
  }
  for (const Section section : {Section::kOffers, Section::kNeeds}) {
    const std::span<const uint32_t> entries = record.section(section);
    uint32_t last = kNoTheme;  // the same theme may stand there with several spans of days
    for (size_t i = 0; i < entries.size(); i += (entries[i] & kDated) != 0 ? 3 : 1) {
      const ThemeNo theme = entries[i] & ~kDated;
      if (theme == last) continue;
      last = theme;
      visit(section == Section::kOffers ? terms_.offer(theme) : terms_.need(theme));
    }
  }
  for (uint32_t theme : record.section(Section::kValues)) visit(terms_.value(theme));
  for (Country country : record.places()) visit(terms_.place(country));
  for (Country country : record.origins()) visit(terms_.origin(country));
  for (uint32_t region = 0; region < 32; ++region) {
    if ((record.regions >> region & 1) != 0) visit(terms_.region(region));
  }
  for (const Section section : {Section::kStems, Section::kNameKeys}) {
    for (uint32_t term : record.section(section)) {
      const uint32_t bucket = HashOf(term) >> stem_shift_;
      const auto it = std::lower_bound(stem_keys_.begin() + stem_buckets_[bucket],
                                       stem_keys_.begin() + stem_buckets_[bucket + 1], term);
      visit(first_stem_term_ + static_cast<uint32_t>(it - stem_keys_.begin()));
    }
  }
}

void Postings::Lay(std::span<const Record* const> records) {
  const size_t term_count = first_stem_term_ + stem_keys_.size();
  std::vector<uint32_t> counts(term_count, 0);
  for (const Record* record : records) {
    ForEachTerm(*record, [&](uint32_t term) { ++counts[term]; });
  }
  begins_.assign(term_count + 1, 0);
  is_dense_.assign(term_count / 64 + 1, 0);
  uint32_t next = 0;
  for (uint32_t term = 0; term < term_count; ++term) {
    begins_[term] = next;
    count_ += counts[term];
    if (counts[term] * kDenseShare > std::max<size_t>(records.size(), 2048)) {
      is_dense_[term / 64] |= uint64_t{1} << (term % 64);
      dense_.push_back({term, static_cast<uint32_t>(bits_.size())});
      bits_.resize(bits_.size() + kBitWords, 0);
    } else {
      next += counts[term];
    }
  }
  begins_[term_count] = next;
  locals_.resize(next);
  std::vector<uint32_t> at(term_count);  // of a list: next place; of bits: first word
  std::copy(begins_.begin(), begins_.end() - 1, at.begin());
  for (const auto& [term, word] : dense_) at[term] = word;
  for (uint32_t local = 0; local < records.size(); ++local) {
    ForEachTerm(*records[local], [&](uint32_t term) {
      if ((is_dense_[term / 64] >> (term % 64) & 1) != 0) {
        bits_[at[term] + local / 64] |= uint64_t{1} << (local % 64);
      } else {
        locals_[at[term]++] = static_cast<uint16_t>(local);
      }
    });
  }
}

PostingList Postings::Get(uint32_t term) const {
  if ((is_dense_[term / 64] >> (term % 64) & 1) == 0) {
    return {{locals_.data() + begins_[term], begins_[term + 1] - begins_[term]}, nullptr};
  }
  const auto it = std::lower_bound(dense_.begin(), dense_.end(), std::pair(term, uint32_t{0}));
  return {{}, bits_.data() + it->second};
}

size_t Postings::bytes() const {
  return begins_.size() * 4 + locals_.size() * 2 + is_dense_.size() * 8 + dense_.size() * 8 +
         bits_.size() * 8 + stem_keys_.size() * 4 + stem_buckets_.size() * 4 + name_words_.bytes();
}

}  // namespace tashbik::graph
