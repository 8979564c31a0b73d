// Opens the database in two steps, looking before touching, so that a refusal changes nothing.
#include "storage/database.h"

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "rocksdb/db.h"
#include "rocksdb/env.h"
#include "rocksdb/file_system.h"
#include "rocksdb/write_batch.h"
#include "storage/disk_space.h"
#include "storage/envelope.h"
#include "storage/errors.h"
#include "storage/rocks_options.h"
#include "storage/rocks_status.h"

namespace tashbik::storage {
namespace {

// What recovery may write besides the contents of the log.
constexpr uint64_t kOpenHeadroomBytes = 16 << 20;
// Memtables that may have to be written out while the disk fills: filling, waiting and being
// written.
constexpr uint64_t kBuffersAhead = 4;

std::shared_ptr<rocksdb::FileSystem> FilesOf(const StoreOptions& options) {
  return options.file_system ? options.file_system : rocksdb::FileSystem::Default();
}

void LogStatus(const StoreOptions& options, absl::string_view doing,
               const rocksdb::Status& status) {
  if (!status.ok() && !status.IsNotFound()) {
    options.log(LogLevel::kError, absl::StrCat("storage: ", doing, ": ", status.ToString()));
  }
}

absl::StatusOr<store::v1::Head> DecodeHead(absl::string_view value) {
  absl::StatusOr<Record> record = DecodeEnvelope(value, store::v1::KIND_HEAD, {});
  if (!record.ok()) return record.status();
  store::v1::Head head;
  if (head.ParseFromString(record->payload)) return head;
  return MakeError(absl::StatusCode::kDataLoss, kReasonLost, "the head of the store is damaged");
}

store::v1::Mark MarkOf(const store::v1::Head& head) {
  store::v1::Mark mark;
  mark.set_store_id(head.store_id());
  mark.set_commit(head.commit());
  mark.set_revision(head.revision());
  return mark;
}

absl::Status LostError(const StoreOptions& options, absl::string_view problem) {
  return MakeError(
      absl::StatusCode::kDataLoss, kReasonLost,
      absl::StrCat("data folder ", options.folder, ": ", problem,
                   ". Nothing was changed. Restore a backup: ", options.restore_command));
}

uint64_t BytesIn(const std::string& folder) {
  uint64_t bytes = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    std::error_code vanished;
    const uint64_t size = entry.file_size(vanished);
    if (!vanished) bytes += size;
  }
  return bytes;
}

}  // namespace

std::string KeyIn(Section section, absl::string_view key) {
  return absl::StrCat(absl::string_view(reinterpret_cast<const char*>(&section), 1), key);
}

std::string EndOf(Section section) {
  return std::string(1, static_cast<char>(static_cast<char>(section) + 1));
}

absl::StatusOr<store::v1::Head> SurveyDatabase(const StoreOptions& options,
                                               const std::string& folder, bool stop_at_damage) {
  const std::unique_ptr<rocksdb::Env> env = rocksdb::NewCompositeEnv(FilesOf(options));
  rocksdb::Options db_options = MakeRocksOptions(options, env.get(), stop_at_damage);
  db_options.create_if_missing = false;
  rocksdb::DB* opened = nullptr;
  rocksdb::Status status = rocksdb::DB::OpenForReadOnly(db_options, folder, &opened);
  LogStatus(options, "looking at the database", status);
  if (!status.ok()) {
    // A file that the database names and that is not there was lost; so was a database that is.
    const bool missing =
        status.IsPathNotFound() || status.IsNotFound() || status.IsInvalidArgument();
    return FromRocks(missing ? rocksdb::Status::Corruption() : status, "open the database");
  }
  const std::unique_ptr<rocksdb::DB> db(opened);
  std::string value;
  status = db->Get(rocksdb::ReadOptions(), KeyIn(Section::kHead, {}), &value);
  LogStatus(options, "reading the head", status);
  if (status.IsNotFound()) return store::v1::Head();
  if (!status.ok()) return FromRocks(status, "read the head of the store");
  return DecodeHead(value);
}

Database::Database(StoreOptions options, std::unique_ptr<DataFolder> folder)
    : options_(std::move(options)),
      folder_(std::move(folder)),
      hasher_(folder_->secret()),
      env_(rocksdb::NewCompositeEnv(FilesOf(options_))) {}

Database::~Database() {
  if (db_ == nullptr) return;
  uint64_t errors = 0;
  db_->GetIntProperty(rocksdb::DB::Properties::kBackgroundErrors, &errors);
  // Flushing a database that failed trips an assertion of RocksDB; the log has all it would write.
  if (!failed_ && errors == 0) {
    LogStatus(options_, "writing out before closing", db_->Flush(rocksdb::FlushOptions()));
  }
  LogStatus(options_, "closing", db_->Close());
}

absl::StatusOr<std::unique_ptr<Database>> Database::Open(StoreOptions options) {
  absl::StatusOr<std::unique_ptr<DataFolder>> folder =
      DataFolder::Open(*FilesOf(options), options.folder);
  if (!folder.ok()) {
    return absl::IsDataLoss(folder.status()) ? LostError(options, folder.status().message())
                                             : folder.status();
  }
  std::unique_ptr<Database> database(new Database(std::move(options), *std::move(folder)));
  if (absl::Status started = database->Start(); !started.ok()) return started;
  return database;
}

absl::Status Database::Start() {
  const std::string db_path = folder_->PathOf(kDatabaseFolder);
  const absl::StatusOr<uint64_t> free_bytes = options_.free_space(options_.folder);
  if (!free_bytes.ok()) return free_bytes.status();
  // Recovery writes out the log, once; opening must not meet a full disk.
  const absl::Status space = RequireSpace(
      *free_bytes,
      kOpenHeadroomBytes + std::min<uint64_t>(BytesIn(db_path), 4 * options_.write_buffer_bytes));
  if (!space.ok()) return space;
  rocksdb::FileSystem& files = *FilesOf(options_);
  const std::string mark_path = folder_->PathOf(kMarkFile);
  const absl::StatusOr<store::v1::Mark> mark = RecoveryMark::Read(files, mark_path);
  if (folder_->is_new()) {
    if (!mark.ok() || mark->commit() == 0) return MakeNew();
    return LostError(options_, "its FORMAT file is missing");
  }
  if (absl::IsNotFound(mark.status())) return LostError(options_, "its MARK file is missing");
  if (absl::IsDataLoss(mark.status())) return LostError(options_, "its MARK file is damaged");
  if (!mark.ok()) return mark.status();

  bool stop_at_damage = false;
  absl::StatusOr<store::v1::Head> seen = SurveyDatabase(options_, db_path, stop_at_damage);
  if (absl::IsDataLoss(seen.status())) {
    // Damage behind the last acknowledged group is a write that was under way when the power went.
    stop_at_damage = true;
    seen = SurveyDatabase(options_, db_path, stop_at_damage);
  }
  if (absl::IsDataLoss(seen.status())) return LostError(options_, "its database is damaged");
  if (!seen.ok()) return seen.status();
  if (absl::Status whole = CheckAgainstMark(*mark, *seen); !whole.ok()) return whole;

  if (absl::Status opened = OpenRocks(stop_at_damage); !opened.ok()) return opened;
  absl::StatusOr<store::v1::Head> head = GetHead(nullptr);
  if (!head.ok()) return head.status();
  if (absl::Status whole = CheckAgainstMark(*mark, *head); !whole.ok()) return whole;
  head_at_open_ = *std::move(head);
  if (head_at_open_.commit() != mark->commit()) {
    const absl::Status moved = RecoveryMark::Create(files, mark_path, MarkOf(head_at_open_));
    if (!moved.ok()) return moved;
  }
  absl::StatusOr<std::unique_ptr<RecoveryMark>> writer = RecoveryMark::Open(files, mark_path);
  if (!writer.ok()) return writer.status();
  mark_ = *std::move(writer);
  return absl::OkStatus();
}

absl::Status Database::CheckAgainstMark(const store::v1::Mark& mark,
                                        const store::v1::Head& head) const {
  if (head.commit() < mark.commit() || head.revision() < mark.revision()) {
    return LostError(options_, absl::StrCat("it holds ", head.revision(), " changes in ",
                                            head.commit(), " groups, but ", mark.revision(), " in ",
                                            mark.commit(), " were acknowledged"));
  }
  if (head.store_id() != mark.store_id()) {
    return LostError(options_, "its database and its MARK file belong to different stores");
  }
  return absl::OkStatus();
}

absl::Status Database::OpenRocks(bool stop_at_damage) {
  rocksdb::DB* opened = nullptr;
  const rocksdb::Status status =
      rocksdb::DB::Open(MakeRocksOptions(options_, env_.get(), stop_at_damage),
                        folder_->PathOf(kDatabaseFolder), &opened);
  LogStatus(options_, "opening the database", status);
  if (!status.ok()) return FromRocks(status, "open the database");
  db_.reset(opened);
  return absl::OkStatus();
}

absl::Status Database::MakeNew() {
  // RocksDB makes the folder too, but reports a missing one as an error in the log.
  const rocksdb::Status there = FilesOf(options_)->CreateDirIfMissing(
      folder_->PathOf(kDatabaseFolder), rocksdb::IOOptions(), nullptr);
  if (!there.ok()) return FromRocks(there, "make the database's folder");
  if (absl::Status opened = OpenRocks(/*stop_at_damage=*/false); !opened.ok()) return opened;
  absl::StatusOr<store::v1::Head> head = GetHead(nullptr);
  if (!head.ok()) return head.status();
  if (head->commit() != 0) {
    return LostError(options_, "its FORMAT and MARK files are missing");
  }
  if (head->store_id().empty()) head->set_store_id(MakeStoreId());
  head->set_first_revision(1);
  head_at_open_ = *std::move(head);
  rocksdb::FileSystem& files = *FilesOf(options_);
  const std::string mark_path = folder_->PathOf(kMarkFile);
  absl::Status made = RecoveryMark::Create(files, mark_path, MarkOf(head_at_open_));
  if (!made.ok()) return made;
  absl::StatusOr<std::unique_ptr<RecoveryMark>> writer = RecoveryMark::Open(files, mark_path);
  if (!writer.ok()) return writer.status();
  mark_ = *std::move(writer);
  rocksdb::WriteBatch batch;
  made = Write(batch, head_at_open_);
  return made.ok() ? folder_->FinishMaking(files) : made;
}

absl::StatusOr<std::optional<std::string>> Database::Get(Section section, absl::string_view key,
                                                         const rocksdb::Snapshot* snapshot) const {
  rocksdb::ReadOptions read;
  read.snapshot = snapshot;
  std::string value;
  const rocksdb::Status status = db_->Get(read, KeyIn(section, key), &value);
  if (status.ok()) return value;
  if (status.IsNotFound()) return std::nullopt;
  LogStatus(options_, "reading", status);
  return FromRocks(status, "read from the store");
}

absl::StatusOr<Record> Database::GetRecord(absl::string_view key, Kind kind, absl::string_view id,
                                           const rocksdb::Snapshot* snapshot) const {
  const absl::StatusOr<std::optional<std::string>> value = Get(Section::kRecords, key, snapshot);
  if (!value.ok()) return value.status();
  if (value->has_value()) return DecodeEnvelope(**value, kind, id);
  return MakeError(absl::StatusCode::kNotFound, kReasonNotFound, "there is no such record");
}

absl::StatusOr<store::v1::Head> Database::GetHead(const rocksdb::Snapshot* snapshot) const {
  const absl::StatusOr<std::optional<std::string>> value = Get(Section::kHead, {}, snapshot);
  if (!value.ok()) return value.status();
  if (!value->has_value()) return store::v1::Head();
  return DecodeHead(**value);
}

absl::Status Database::Write(rocksdb::WriteBatch& batch, const store::v1::Head& head) {
  const std::string value =
      EncodeEnvelope(store::v1::KIND_HEAD, {}, head.commit(), head.SerializeAsString());
  rocksdb::Status status = batch.Put(KeyIn(Section::kHead, {}), value);
  rocksdb::WriteOptions write;
  write.sync = options_.sync;
  if (status.ok()) status = db_->Write(write, &batch);
  LogStatus(options_, "writing a group", status);
  failed_ = !status.ok();
  if (failed_) return FromRocks(status, "write to the store");
  return mark_->Update(MarkOf(head), options_.sync);
}

absl::Status Database::RequireSpaceFor(uint64_t bytes) const {
  const absl::StatusOr<uint64_t> free_bytes = options_.free_space(options_.folder);
  if (!free_bytes.ok()) return free_bytes.status();
  // Once in the log, once in a table, and the memtables that wait to be written out.
  return RequireSpace(*free_bytes, options_.free_space_floor + 2 * bytes +
                                       kBuffersAhead * options_.write_buffer_bytes);
}

uint64_t Database::DiskBytes() const { return BytesIn(folder_->PathOf(kDatabaseFolder)); }

}  // namespace tashbik::storage
