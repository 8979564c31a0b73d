// Damage: bits flipped and ends cut in the files of a store that was not closed cleanly. Each is
// found (DATA_LOSS), or harmless because everything acknowledged is still there; never less.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <vector>

#include "storage/errors.h"
#include "storage/store.h"
#include "tests/testing/storage_workload.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik {
namespace {

namespace fs = std::filesystem;
using storage::Store;
using storage::StoreOptions;
using testing::Acknowledged;

constexpr int kBatches = 60;

StoreOptions SmallStore(const std::string& folder) {
  StoreOptions options;
  options.folder = folder;
  options.free_space_floor = 0;
  return options;
}

enum class Outcome { kRefused, kIntact, kLess };

class StorageDamage : public ::testing::Test {
 protected:
  // An image of the folder as a kill would leave it (`closed` false: all is in the log), or as a
  // clean end leaves it (all is in tables).
  void MakeImage(bool closed) {
    auto store = Store::Open(SmallStore(folder_.Inside("data")));
    ASSERT_TRUE(store.ok()) << store.status();
    for (int number = 0; number < kBatches; ++number) {
      ASSERT_TRUE(testing::WriteBatchOf(**store, 0, 0, number).ok());
    }
    acknowledged_ = {{{0, 0}, kBatches}};
    if (closed) store->reset();
    fs::copy(folder_.Inside("data"), folder_.Inside("image"), fs::copy_options::recursive);
  }

  // A fresh copy of the image.
  std::string Copy() {
    fs::remove_all(folder_.Inside("copy"));
    fs::copy(folder_.Inside("image"), folder_.Inside("copy"), fs::copy_options::recursive);
    return folder_.Inside("copy");
  }

  std::vector<std::string> FilesOf(const std::string& folder, const std::string& extension) {
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file() || entry.file_size() == 0) continue;
      if (extension.empty() || entry.path().extension() == extension) {
        files.push_back(entry.path().string());
      }
    }
    std::sort(files.begin(), files.end());
    return files;
  }

  Outcome Open(const std::string& folder) {
    const auto store = Store::Open(SmallStore(folder));
    if (!store.ok()) {
      EXPECT_THAT(storage::ReasonOf(store.status()),
                  ::testing::AnyOf(storage::kReasonLost, storage::kReasonFormat))
          << store.status();
      if (storage::ReasonOf(store.status()) == storage::kReasonLost) {
        EXPECT_THAT(std::string(store.status().message()), ::testing::HasSubstr("--restore"));
      }
      return Outcome::kRefused;
    }
    // Reading damaged tables ends in an error; reading less without one is the failure.
    std::size_t records = 0;
    const absl::Status scanned =
        (*store)->Read().ForEach([&](const storage::RecordRef&) -> absl::Status {
          ++records;
          return absl::OkStatus();
        });
    if (absl::IsDataLoss(scanned)) return Outcome::kRefused;
    const auto feed = (*store)->Read().Changes(0, kBatches * testing::kBatchRecords);
    if (absl::IsDataLoss(feed.status())) return Outcome::kRefused;
    return testing::FindLosses(**store, acknowledged_).empty() ? Outcome::kIntact : Outcome::kLess;
  }

  testing::TemporaryFolder folder_;
  Acknowledged acknowledged_;
};

void FlipBit(const std::string& file, std::mt19937& random) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  const auto at = static_cast<std::streamoff>(random() % fs::file_size(file));
  stream.seekg(at);
  char byte = 0;
  stream.get(byte);
  byte = static_cast<char>(byte ^ (1 << (random() % 8)));
  stream.seekp(at);
  stream.put(byte);
}

TEST_F(StorageDamage, AnUndamagedImageOpens) {
  MakeImage(/*closed=*/false);
  EXPECT_EQ(Open(Copy()), Outcome::kIntact);
}

TEST_F(StorageDamage, EveryBitFlippedInTheLogIsFound) {
  MakeImage(/*closed=*/false);
  std::mt19937 random(1);
  int refused = 0;
  constexpr int kFlips = 100;
  for (int flip = 0; flip < kFlips; ++flip) {
    const std::string copy = Copy();
    const std::vector<std::string> logs = FilesOf(copy, ".log");
    ASSERT_FALSE(logs.empty());
    FlipBit(logs[random() % logs.size()], random);
    const Outcome outcome = Open(copy);
    ASSERT_NE(outcome, Outcome::kLess) << "flip " << flip;
    refused += outcome == Outcome::kRefused;
  }
  EXPECT_GT(refused, kFlips * 9 / 10) << "nearly all of the log was acknowledged";
}

TEST_F(StorageDamage, EveryCutOfTheLogIsFound) {
  MakeImage(/*closed=*/false);
  std::mt19937 random(2);
  for (int cut = 0; cut < 100; ++cut) {
    const std::string copy = Copy();
    const std::string log = FilesOf(copy, ".log").back();
    const uint64_t size = fs::file_size(log);
    // The first ones take single bytes off the end.
    fs::resize_file(log, cut < 20 ? size - 1 - cut : random() % size);
    ASSERT_EQ(Open(copy), Outcome::kRefused) << "cut " << cut;
  }
}

TEST_F(StorageDamage, ALogThatIsGoneIsFound) {
  MakeImage(/*closed=*/false);
  const std::string copy = Copy();
  for (const std::string& log : FilesOf(copy, ".log")) fs::remove(log);
  EXPECT_EQ(Open(copy), Outcome::kRefused);
}

TEST_F(StorageDamage, ADatabaseThatIsGoneIsFound) {
  MakeImage(/*closed=*/true);
  for (const char* gone : {"db", "MARK", "SECRET", "FORMAT"}) {
    const std::string copy = Copy();
    fs::remove_all(copy + "/" + gone);
    EXPECT_EQ(Open(copy), Outcome::kRefused) << gone;
  }
}

TEST_F(StorageDamage, ARefusedOpenChangesNothing) {
  MakeImage(/*closed=*/false);
  const std::string copy = Copy();
  const std::string log = FilesOf(copy, ".log").back();
  fs::resize_file(log, fs::file_size(log) / 2);
  const auto listing = [&] {
    std::vector<std::pair<std::string, uint64_t>> files;
    for (const std::string& file : FilesOf(copy, "")) {
      if (fs::path(file).filename() != "LOCK") files.emplace_back(file, fs::file_size(file));
    }
    return files;
  };
  const auto before = listing();
  ASSERT_EQ(Open(copy), Outcome::kRefused);
  EXPECT_EQ(listing(), before);
}

TEST_F(StorageDamage, FlippedBitsInAnyFileNeverServeLess) {
  MakeImage(/*closed=*/true);
  std::mt19937 random(3);
  int refused = 0;
  constexpr int kFlips = 200;
  for (int flip = 0; flip < kFlips; ++flip) {
    const std::string copy = Copy();
    const std::vector<std::string> files = FilesOf(copy, "");
    const std::string& file = files[static_cast<std::size_t>(flip) % files.size()];
    FlipBit(file, random);
    const Outcome outcome = Open(copy);
    ASSERT_NE(outcome, Outcome::kLess) << "flip " << flip << " in " << file;
    refused += outcome == Outcome::kRefused;
  }
  EXPECT_GT(refused, kFlips / 4);
}

TEST_F(StorageDamage, CutEndsOfAnyFileNeverServeLess) {
  MakeImage(/*closed=*/true);
  std::mt19937 random(4);
  for (int cut = 0; cut < 100; ++cut) {
    const std::string copy = Copy();
    const std::vector<std::string> files = FilesOf(copy, "");
    const std::string& file = files[static_cast<std::size_t>(cut) % files.size()];
    fs::resize_file(file, random() % fs::file_size(file));
    ASSERT_NE(Open(copy), Outcome::kLess) << "cut " << cut << " of " << file;
  }
}

}  // namespace
}  // namespace tashbik
