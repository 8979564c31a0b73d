// Slots: 4 bytes of magic, 2 bytes of length (big-endian), a store.v1.Mark, a checksum of all that,
// zeros.
#include "storage/recovery_mark.h"

#include <optional>
#include <utility>

#include "absl/strings/string_view.h"
#include "rocksdb/file_system.h"
#include "storage/durable_file.h"
#include "storage/errors.h"
#include "storage/record_key.h"
#include "storage/rocks_status.h"

namespace tashbik::storage {
namespace {

constexpr absl::string_view kMagic = "TKM1";
constexpr std::size_t kHeaderBytes = 6;
constexpr std::size_t kChecksumBytes = 16;

std::string EncodeSlot(const store::v1::Mark& mark) {
  const std::string body = mark.SerializeAsString();
  std::string slot(kMagic);
  slot.push_back(static_cast<char>(body.size() >> 8));
  slot.push_back(static_cast<char>(body.size() & 0xff));
  slot += body;
  slot += Checksum(slot);
  slot.resize(kMarkSlotBytes, '\0');
  return slot;
}

std::optional<store::v1::Mark> DecodeSlot(absl::string_view slot) {
  if (slot.size() < kMarkSlotBytes || slot.substr(0, kMagic.size()) != kMagic) return std::nullopt;
  const std::size_t size =
      static_cast<unsigned char>(slot[4]) * std::size_t{256} + static_cast<unsigned char>(slot[5]);
  if (kHeaderBytes + size + kChecksumBytes > kMarkSlotBytes) return std::nullopt;
  const absl::string_view covered = slot.substr(0, kHeaderBytes + size);
  if (Checksum(covered) != slot.substr(covered.size(), kChecksumBytes)) return std::nullopt;
  store::v1::Mark mark;
  if (!mark.ParseFromArray(covered.data() + kHeaderBytes, static_cast<int>(size))) {
    return std::nullopt;
  }
  return mark;
}

}  // namespace

RecoveryMark::RecoveryMark(std::unique_ptr<rocksdb::FSRandomRWFile> file)
    : file_(std::move(file)) {}

RecoveryMark::~RecoveryMark() = default;

absl::Status RecoveryMark::Create(rocksdb::FileSystem& files, const std::string& path,
                                  const store::v1::Mark& mark) {
  std::string contents = EncodeSlot(mark);
  contents.resize(kMarkSlotDistance, '\0');
  contents += EncodeSlot(mark);
  contents.resize(2 * kMarkSlotDistance, '\0');
  return WriteFileDurably(files, path, contents);
}

absl::StatusOr<store::v1::Mark> RecoveryMark::Read(rocksdb::FileSystem& files,
                                                   const std::string& path) {
  absl::StatusOr<std::string> contents = ReadSmallFile(files, path);
  if (!contents.ok()) return contents.status();
  contents->resize(2 * kMarkSlotDistance, '\0');
  const absl::string_view bytes = *contents;
  std::optional<store::v1::Mark> newest;
  for (const std::size_t at : {std::size_t{0}, kMarkSlotDistance}) {
    std::optional<store::v1::Mark> mark = DecodeSlot(bytes.substr(at, kMarkSlotBytes));
    if (mark && (!newest || mark->commit() > newest->commit())) newest = std::move(mark);
  }
  if (newest) return *std::move(newest);
  return MakeError(absl::StatusCode::kDataLoss, kReasonLost, "the recovery mark is damaged");
}

absl::StatusOr<std::unique_ptr<RecoveryMark>> RecoveryMark::Open(rocksdb::FileSystem& files,
                                                                 const std::string& path) {
  std::unique_ptr<rocksdb::FSRandomRWFile> file;
  const rocksdb::IOStatus status =
      files.NewRandomRWFile(path, rocksdb::FileOptions(), &file, nullptr);
  if (!status.ok()) return FromRocks(status, "open the recovery mark");
  return std::unique_ptr<RecoveryMark>(new RecoveryMark(std::move(file)));
}

absl::Status RecoveryMark::Update(const store::v1::Mark& mark, bool sync) {
  const rocksdb::IOOptions io;
  const std::size_t at = mark.commit() % 2 == 0 ? 0 : kMarkSlotDistance;
  rocksdb::IOStatus status = file_->Write(at, EncodeSlot(mark), io, nullptr);
  if (status.ok() && sync) status = file_->Sync(io, nullptr);
  return FromRocks(status, "write the recovery mark");
}

}  // namespace tashbik::storage
