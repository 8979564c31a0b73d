// The canonical text form of a network: what answers depend on, and nothing of how it came about.
#include <algorithm>
#include <cstring>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/network.h"
#include "graph/parts.h"

namespace tashbik::graph {
namespace {

std::string TextOf(const AccessTable& table, uint32_t number) {
  const Access& access = table.at(number);
  return absl::StrCat(static_cast<int>(access.tier), ":", absl::StrJoin(access.hubs, ","), ":",
                      absl::StrJoin(access.circles, ","), ":", absl::StrJoin(access.brokers, ","),
                      ":", absl::StrJoin(access.blocked, ","), ":",
                      absl::StrJoin(access.hidden_from, ","));
}

// All words of a record and its variants; numbers of access classes depend on history.
void AppendRecord(const Parts& parts, const Record& whole, double text_norm, std::string& out) {
  absl::StrAppend(&out, "actor ", TextOf(*parts.access, whole.access), " ",
                  absl::Hex(static_cast<uint64_t>(text_norm * 1024)));
  for (const Record* variant = &whole; variant != nullptr; variant = variant->next_variant()) {
    Record header = *variant;
    header.access = 0;
    std::vector<uint32_t> words(variant->words);
    std::memcpy(words.data(), variant, variant->words * sizeof(uint32_t));
    std::memcpy(words.data(), &header, sizeof(Record));
    absl::StrAppend(&out, " |");
    for (uint32_t word : words) absl::StrAppend(&out, " ", absl::Hex(word));
  }
  out += '\n';
}

}  // namespace

std::string Network::Canonical() const {
  const Parts& parts = *parts_;
  std::string out = absl::StrCat("epoch ", epoch_number(), "\n");
  for (ThemeNo i = 0; i < parts.vocabulary->size(); ++i) {
    absl::StrAppend(&out, "theme ", parts.vocabulary->id(i), " ", parts.rarity->theme(i), "\n");
  }
  std::vector<std::pair<const Record*, double>> actors;
  parts.ForEach([&](const Record& whole, double norm) { actors.push_back({&whole, norm}); });
  std::sort(actors.begin(), actors.end(),
            [](const auto& a, const auto& b) { return a.first->id() < b.first->id(); });
  for (const auto& [record, norm] : actors) AppendRecord(parts, *record, norm, out);
  parts.ties.coalitions().ForEach([&](const std::string& id, const auto& coalition) {
    absl::StrAppend(&out, "coalition ", id, " ", coalition->exists);
    if (coalition->exists) {
      absl::StrAppend(&out, " ", TextOf(*parts.access, coalition->access), " ", coalition->owner,
                      " ", absl::StrJoin(coalition->themes, ","), " ",
                      absl::StrJoin(coalition->countries, ","));
    }
    for (const Coalition::Member& member : coalition->members) {
      absl::StrAppend(&out, " ", member.actor, ":", static_cast<int>(member.tier));
    }
    out += '\n';
  });
  return out;
}

}  // namespace tashbik::graph
