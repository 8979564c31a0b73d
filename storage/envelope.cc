// Envelopes as protocol buffers.
#include "storage/envelope.h"

#include "storage/errors.h"

namespace tashbik::storage {
namespace {

absl::Status Damaged() {
  return MakeError(absl::StatusCode::kDataLoss, kReasonLost, "a stored record is damaged");
}

}  // namespace

std::string EncodeEnvelope(Kind kind, absl::string_view id, uint64_t version,
                           absl::string_view payload) {
  store::v1::Content content;
  content.set_id(id.data(), id.size());
  content.set_payload(payload.data(), payload.size());
  store::v1::Envelope envelope;
  envelope.set_format_version(kEnvelopeFormat);
  envelope.set_kind(kind);
  envelope.set_record_version(version);
  content.SerializeToString(envelope.mutable_content());
  return envelope.SerializeAsString();
}

absl::StatusOr<RecordRef> EnvelopeReader::Read(absl::string_view bytes) {
  if (!envelope_.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return Damaged();
  if (envelope_.format_version() > kEnvelopeFormat || envelope_.key_epoch() != 0) {
    return MakeError(absl::StatusCode::kFailedPrecondition, kReasonFormat,
                     "a stored record was written by a newer version of tashbikd");
  }
  if (envelope_.format_version() == 0 || !content_.ParseFromString(envelope_.content())) {
    return Damaged();
  }
  return RecordRef{envelope_.kind(), content_.id(), envelope_.record_version(), content_.payload()};
}

absl::StatusOr<Record> DecodeEnvelope(absl::string_view bytes, Kind kind, absl::string_view id) {
  EnvelopeReader reader;
  absl::StatusOr<RecordRef> ref = reader.Read(bytes);
  if (!ref.ok()) return ref.status();
  if (ref->kind != kind || ref->id != id) return Damaged();
  return Record{ref->kind, std::string(ref->id), ref->version, std::string(ref->payload)};
}

}  // namespace tashbik::storage
