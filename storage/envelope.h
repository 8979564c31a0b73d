// Wraps what is stored into envelopes (store.v1.Envelope), and unwraps it.
//
// This is the seam for sealing: with a key epoch above 0 the content of an envelope will be
// encrypted here, and nothing else in storage changes.
#ifndef TASHBIK_STORAGE_ENVELOPE_H_
#define TASHBIK_STORAGE_ENVELOPE_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "storage/record.h"

namespace tashbik::storage {

// Layout of envelopes that this program writes, and the highest that it reads.
inline constexpr uint32_t kEnvelopeFormat = 1;

std::string EncodeEnvelope(Kind kind, absl::string_view id, uint64_t version,
                           absl::string_view payload);

// Decodes envelopes one after the other with the same buffers. One thread at a time.
class EnvelopeReader {
 public:
  // The views in the answer hold until the next call. DATA_LOSS for bytes that are no envelope,
  // FAILED_PRECONDITION for one that is newer than this program or sealed.
  absl::StatusOr<RecordRef> Read(absl::string_view bytes);

 private:
  store::v1::Envelope envelope_;
  store::v1::Content content_;
};

// The same for a single one, checking that it is the record that was looked for (DATA_LOSS).
absl::StatusOr<Record> DecodeEnvelope(absl::string_view bytes, Kind kind, absl::string_view id);

}  // namespace tashbik::storage

#endif  // TASHBIK_STORAGE_ENVELOPE_H_
