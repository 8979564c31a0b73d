// Budgets on the disk: each usage is stored in segments of records in the order in which they came,
// so that a busy hub rewrites its last segment alone.
#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/budgets.h"

namespace tashbik::services {
namespace {

constexpr size_t kSegmentRecords = 4096;  // 32 KiB
constexpr size_t kWritesAtOnce = 1000;
constexpr absl::Duration kSaveInterval = absl::Seconds(1);

std::string SegmentId(absl::string_view key, size_t number) {
  return absl::StrCat(absl::BytesToHexString(key), "/", number);
}

// Key and number of a segment's id.
std::optional<std::pair<std::string, size_t>> ParseSegmentId(absl::string_view id) {
  const size_t slash = id.find('/');
  size_t number = 0;
  if (slash == absl::string_view::npos || !absl::SimpleAtoi(id.substr(slash + 1), &number)) {
    return std::nullopt;
  }
  return std::pair(absl::HexStringToBytes(id.substr(0, slash)), number);
}

size_t SegmentsFor(size_t records) {
  return std::max<size_t>(1, (records + kSegmentRecords - 1) / kSegmentRecords);
}

}  // namespace

// What Save writes, and to which usage it belongs.
struct Budgets::Segment {
  std::string id;
  std::optional<std::string> payload;  // nothing: it is removed
};

void Budgets::Load(std::vector<store::v1::Record> records) {
  const graph::Day today = Today();
  storage::MutexLock lock(mutex_);
  // The order within a usage is by segment; ids of a scan come in none.
  std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) {
    const auto left = ParseSegmentId(a.id());
    const auto right = ParseSegmentId(b.id());
    return left < right;
  });
  for (const store::v1::Record& record : records) {
    const auto id = ParseSegmentId(record.id());
    const store::v1::BudgetRecord& budget = record.budget();
    if (!id || !IsCurrent(budget.day(), today)) {
      obsolete_.push_back(record.id());
      continue;
    }
    Usage& usage = usages_[id->first];
    usage.day = budget.day();
    usage.suggestions += budget.suggestions();
    usage.segments = std::max(usage.segments, id->second + 1);
    for (const uint64_t shown : budget.records()) {
      if (usage.seen.insert(shown).second) usage.order.push_back(shown);
    }
    usage.saved = usage.order.size();
  }
  swept_ = today;
}

void Budgets::DropOldDays(graph::Day today) {
  if (swept_ == today) return;
  swept_ = today;
  for (auto usage = usages_.begin(); usage != usages_.end();) {
    if (IsCurrent(usage->second.day, today)) {
      ++usage;
      continue;
    }
    for (size_t i = 0; i < usage->second.segments; ++i) {
      obsolete_.push_back(SegmentId(usage->first, i));
    }
    changed_.erase(usage->first);
    usages_.erase(usage++);
  }
}

std::vector<Budgets::Segment> Budgets::TakeChanged() {
  std::vector<Segment> segments;
  for (std::string& id : std::exchange(obsolete_, {})) {
    segments.push_back({std::move(id), std::nullopt});
  }
  for (const std::string& key : std::exchange(changed_, {})) {
    Usage& usage = usages_[key];
    const size_t count = SegmentsFor(usage.order.size());
    for (size_t i = 0; i < count; ++i) {
      // Full ones that are there stay as they are; the first also holds the suggestions.
      const size_t end = std::min(usage.order.size(), (i + 1) * kSegmentRecords);
      if (i > 0 && end <= usage.saved) continue;
      store::v1::Record record;
      record.set_id(SegmentId(key, i));
      store::v1::BudgetRecord& budget = *record.mutable_budget();
      budget.set_day(usage.day);
      if (i == 0) budget.set_suggestions(usage.suggestions);
      for (size_t at = i * kSegmentRecords; at < end; ++at) budget.add_records(usage.order[at]);
      segments.push_back({record.id(), record.SerializeAsString()});
    }
    for (size_t i = count; i < usage.segments; ++i) {
      segments.push_back({SegmentId(key, i), std::nullopt});
    }
    usage.saved = usage.order.size();
    usage.segments = count;
  }
  return segments;
}

absl::Status Budgets::Save() {
  storage::MutexLock turn(saving_);
  std::vector<Segment> segments;
  {
    const graph::Day today = Today();
    storage::MutexLock lock(mutex_);
    DropOldDays(today);
    segments = TakeChanged();
  }
  storage::WriteRequest request;
  request.method = "Budgets";
  for (size_t begin = 0; begin < segments.size(); begin += kWritesAtOnce) {
    const size_t end = std::min(segments.size(), begin + kWritesAtOnce);
    const absl::Status written =
        directory_.store()
            .Write(request,
                   [&](storage::Transaction& transaction) -> absl::Status {
                     for (size_t i = begin; i < end; ++i) {
                       const Segment& segment = segments[i];
                       absl::Status done =
                           segment.payload
                               ? transaction
                                     .Put(store::v1::KIND_BUDGET, segment.id, *segment.payload)
                                     .status()
                               : transaction.Delete(store::v1::KIND_BUDGET, segment.id);
                       if (!done.ok() && !absl::IsNotFound(done)) return done;
                     }
                     return absl::OkStatus();
                   })
            .status();
    if (written.ok()) continue;
    // All of it is written anew with the next save.
    storage::MutexLock lock(mutex_);
    for (size_t i = begin; i < segments.size(); ++i) {
      const auto id = ParseSegmentId(segments[i].id);
      if (!segments[i].payload || !id) {
        obsolete_.push_back(segments[i].id);
      } else if (const auto usage = usages_.find(id->first); usage != usages_.end()) {
        usage->second.saved = 0;
        changed_.insert(id->first);
      }
    }
    return written;
  }
  return absl::OkStatus();
}

void Budgets::SaveNowAndThen() {
  bool failing = false;
  while (true) {
    {
      const absl::Time next = absl::Now() + kSaveInterval;
      storage::MutexLock lock(mutex_);
      while (!stopping_ && absl::Now() < next) wanted_.WaitUntil(mutex_, next);
      if (stopping_) return;
    }
    const bool failed = !Save().ok();
    if (failed && !failing && log_) log_("budgets cannot be stored; tried again every second");
    failing = failed;
  }
}

void Budgets::Stop() {
  {
    storage::MutexLock lock(mutex_);
    if (std::exchange(stopping_, true)) return;
    wanted_.NotifyAll();
  }
  if (saver_.joinable()) saver_.join();
  if (!Save().ok() && log_) log_("budgets could not be stored at the end");
}

}  // namespace tashbik::services
