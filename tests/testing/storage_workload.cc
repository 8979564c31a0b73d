// Batches whose ids say who wrote them, and a check that reads all of them back.
#include "tests/testing/storage_workload.h"

#include <set>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace tashbik::testing {
namespace {

using storage::RecordRef;
using storage::Transaction;

constexpr std::size_t kChangesPage = 1000;

struct BatchName {
  int round = 0;
  int writer = 0;
  int number = 0;
  auto operator<=>(const BatchName&) const = default;
};

std::string IdOf(const BatchName& batch, int record) {
  return absl::StrCat(batch.round, ".", batch.writer, ".", batch.number, ".", record);
}

// Sizes differ, so that log records end at all kinds of places.
std::string PayloadOf(const std::string& id, int number) {
  std::string payload;
  for (int i = 0; i <= number % 23; ++i) absl::StrAppend(&payload, id, "/");
  return payload;
}

bool ParseId(absl::string_view id, BatchName* batch) {
  const std::vector<absl::string_view> parts = absl::StrSplit(id, '.');
  return parts.size() == 4 && absl::SimpleAtoi(parts[0], &batch->round) &&
         absl::SimpleAtoi(parts[1], &batch->writer) && absl::SimpleAtoi(parts[2], &batch->number);
}

void CheckBatches(const std::map<BatchName, int>& found, const Acknowledged& acknowledged,
                  std::vector<std::string>* losses) {
  for (const auto& [batch, records] : found) {
    if (records != kBatchRecords) {
      losses->push_back(absl::StrCat("torn batch ", IdOf(batch, 0), ": ", records, " records"));
    }
    const auto told = acknowledged.find({batch.round, batch.writer});
    const int count = told == acknowledged.end() ? 0 : told->second;
    if (batch.number > count) {
      losses->push_back(absl::StrCat("batch ", IdOf(batch, 0), " is beyond what was begun"));
    }
  }
  for (const auto& [writer, count] : acknowledged) {
    for (int number = 0; number < count; ++number) {
      if (found.count({writer.first, writer.second, number}) != 0) continue;
      losses->push_back(
          absl::StrCat("lost batch ", IdOf({writer.first, writer.second, number}, 0)));
    }
  }
}

void CheckFeed(const storage::ReadView& view, std::size_t records,
               std::vector<std::string>* losses) {
  std::set<std::string> told;
  uint64_t after = view.first_revision() - 1;
  while (after < view.revision()) {
    const auto changes = view.Changes(after, kChangesPage);
    if (!changes.ok()) {
      losses->push_back(absl::StrCat("feed: ", changes.status().ToString()));
      return;
    }
    for (const storage::Change& change : *changes) {
      if (change.revision() != after + 1) losses->push_back("feed: revisions out of order");
      if (!told.insert(change.id()).second) losses->push_back("feed: a record was made twice");
      after = change.revision();
    }
  }
  if (told.size() != records) {
    losses->push_back(absl::StrCat("feed: ", told.size(), " of ", records, " records"));
  }
}

}  // namespace

absl::Status WriteBatchOf(storage::Store& store, int round, int writer, int number) {
  storage::WriteRequest request;
  request.account = absl::StrCat("writer", writer);
  return store
      .Write(request,
             [&](Transaction& transaction) -> absl::Status {
               for (int record = 0; record < kBatchRecords; ++record) {
                 const std::string id = IdOf({round, writer, number}, record);
                 storage::PutOptions options;
                 options.expected_version = 0;
                 const auto version = transaction.Put(store::v1::KIND_ORGANIZATION, id,
                                                      PayloadOf(id, number), options);
                 if (!version.ok()) return version.status();
               }
               return absl::OkStatus();
             })
      .status();
}

void RunWriters(storage::Store& store, int round, int limit,
                const std::function<void(int writer)>& acknowledged) {
  std::vector<std::thread> threads;
  for (int writer = 0; writer < kWorkloadWriters; ++writer) {
    threads.emplace_back([&, writer] {
      for (int number = 0; number < limit; ++number) {
        if (!WriteBatchOf(store, round, writer, number).ok()) return;
        acknowledged(writer);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

std::vector<std::string> FindLosses(const storage::Store& store, const Acknowledged& acknowledged) {
  std::vector<std::string> losses;
  std::map<BatchName, int> found;
  std::size_t records = 0;
  const storage::ReadView view = store.Read();
  const absl::Status scanned = view.ForEach([&](const RecordRef& record) -> absl::Status {
    BatchName batch;
    const std::string id(record.id);
    if (!ParseId(record.id, &batch) || record.payload != PayloadOf(id, batch.number)) {
      losses.push_back(absl::StrCat("record ", id, " is not what was written"));
    }
    ++found[batch];
    ++records;
    return absl::OkStatus();
  });
  if (!scanned.ok()) losses.push_back(absl::StrCat("scan: ", scanned.ToString()));
  CheckBatches(found, acknowledged, &losses);
  CheckFeed(view, records, &losses);
  return losses;
}

}  // namespace tashbik::testing
