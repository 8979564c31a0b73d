// An open loop of changes and a reader that looks for them.
#include "tests/bench/load_visibility.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/search.pb.h"

namespace tashbik::bench {
namespace {

constexpr int kWriters = 4;
// A reader that asks without pause would take a core from the server on the same machine.
constexpr absl::Duration kBetweenLooks = absl::Milliseconds(1);
// Of so many changes that a reader has seen, one is searched for by its new name as well.
constexpr int kSearchedShare = 10;

// A change that the reader waits for.
struct Expected {
  std::string organization;  // its resource name
  std::string name;          // what it is called then
  absl::Time due;
};

// What the writers and the reader share.
struct Changes {
  const client::Client& client;
  const std::vector<v1::Organization>& organizations;
  const int per_batch;
  const int batches;
  const absl::Duration pause;
  const absl::Time begin;
  std::atomic<int> next{0};

  std::mutex mutex{};  // guards what follows
  std::deque<Expected> expected{};
  Latencies acknowledged{};
  int64_t written = 0;
  int finished = 0;  // batches
  absl::Status status{};
};

// A word that is like no other, so that a search tolerant of typing errors cannot confuse two.
std::string MarkerWord(uint64_t number) {
  std::string word = "zq";
  for (uint64_t bits = (number + 1) * 0x9E3779B97F4A7C15u; word.size() < 14; bits /= 20) {
    word.push_back("bcdfghjklmnpqrstvwxz"[bits % 20]);
  }
  return word;
}

v1::BatchUpsertOrganizationsRequest Batch(const Changes& changes, int number) {
  v1::BatchUpsertOrganizationsRequest request;
  const size_t count = changes.organizations.size();
  for (int i = 0; i < changes.per_batch; ++i) {
    const size_t place = static_cast<size_t>(number) * changes.per_batch + i;
    v1::Organization& organization = *request.add_organizations();
    organization = changes.organizations[place % count];
    // Every second time around it gets back the issue that it lost the time before.
    v1::Profile& profile = *organization.mutable_profile();
    if (place / count % 2 == 0 && profile.issues_size() > 1) profile.mutable_issues()->RemoveLast();
    if (i == 0) profile.mutable_names(0)->set_text(MarkerWord(number));
  }
  return request;
}

void WriteChanges(Changes& changes) {
  for (int number; (number = changes.next++) < changes.batches;) {
    const v1::BatchUpsertOrganizationsRequest request = Batch(changes, number);
    const absl::Time due = changes.begin + changes.pause * number;
    absl::SleepFor(due - absl::Now());
    {
      const std::lock_guard lock(changes.mutex);
      changes.expected.push_back({request.organizations(0).name(), MarkerWord(number), due});
    }
    const auto response = changes.client.Call<v1::BatchUpsertOrganizationsResponse>(request);
    const absl::Duration took = absl::Now() - due;
    const std::lock_guard lock(changes.mutex);
    ++changes.finished;
    if (!response.ok()) {
      changes.status.Update(response.status());
      changes.next = changes.batches;
      return;
    }
    changes.acknowledged.ms.push_back(absl::ToDoubleMilliseconds(took));
    changes.written += std::count(response->outcomes().begin(), response->outcomes().end(),
                                  v1::WRITE_OUTCOME_UPDATED);
  }
}

absl::StatusOr<bool> Sees(const client::Client& reader, const Expected& wanted) {
  v1::GetOrganizationRequest request;
  request.set_name(wanted.organization);
  auto shown = reader.Call<v1::Organization>(request);
  if (!shown.ok()) return shown.status();
  return shown->profile().names(0).text() == wanted.name;
}

absl::StatusOr<bool> Finds(const client::Client& reader, const std::string& name) {
  v1::SearchRequest request;
  request.set_query(name);
  request.set_page_size(1);
  auto response = reader.Call<v1::SearchResponse>(request);
  if (!response.ok()) return response.status();
  return response->results_size() > 0 && response->results(0).actor().names(0).text() == name;
}

// Looks for the changes in the order in which they were due, until all were written and found.
absl::Status ReadChanges(const client::Client& reader, Changes& changes, Visibility& result) {
  for (;;) {
    std::optional<Expected> wanted;
    {
      const std::lock_guard lock(changes.mutex);
      if (!changes.status.ok()) return changes.status;
      if (!changes.expected.empty()) wanted = changes.expected.front();
      if (!wanted && changes.finished == changes.batches) return absl::OkStatus();
    }
    if (!wanted) {
      absl::SleepFor(kBetweenLooks);
      continue;
    }
    const absl::StatusOr<bool> seen = Sees(reader, *wanted);
    if (!seen.ok()) return seen.status();
    const absl::Time now = absl::Now();
    if (!*seen) {
      absl::SleepFor(kBetweenLooks);
      continue;
    }
    result.visible.ms.push_back(absl::ToDoubleMilliseconds(now - wanted->due));
    if (result.visible.ms.size() % kSearchedShare == 0) {
      const absl::StatusOr<bool> found = Finds(reader, wanted->name);
      if (!found.ok()) return found.status();
      if (!*found) return absl::InternalError("a search lags behind what Get shows");
      result.looks.ms.push_back(absl::ToDoubleMilliseconds(absl::Now() - now));
    }
    const std::lock_guard lock(changes.mutex);
    changes.expected.pop_front();
  }
}

}  // namespace

absl::StatusOr<Visibility> MeasureVisibility(const client::Client& writer,
                                             const client::Client& reader,
                                             const std::vector<v1::Organization>& organizations,
                                             int rate, int per_batch, absl::Duration duration) {
  const absl::Duration pause = absl::Seconds(1) * per_batch / rate;
  Changes changes{.client = writer,
                  .organizations = organizations,
                  .per_batch = per_batch,
                  .batches = static_cast<int>(duration / pause),
                  .pause = pause,
                  .begin = absl::Now() + absl::Milliseconds(100)};
  Visibility result;
  std::vector<std::thread> writers;
  for (int i = 0; i < kWriters; ++i) writers.emplace_back([&changes] { WriteChanges(changes); });
  const absl::Status status = ReadChanges(reader, changes, result);
  for (std::thread& thread : writers) thread.join();
  if (!status.ok()) return status;
  const double seconds = absl::ToDoubleSeconds(absl::Now() - changes.begin);
  result.acknowledged = std::move(changes.acknowledged);
  result.per_second = static_cast<double>(changes.written) / seconds;
  return result;
}

}  // namespace tashbik::bench
