// Envelopes keep what they are given, and say so when they cannot be read.
#include "storage/envelope.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "storage/errors.h"

namespace tashbik::storage {
namespace {

using store::v1::KIND_HUB;

TEST(Envelope, ReadsWhatItWrote) {
  const std::string bytes = EncodeEnvelope(KIND_HUB, "h1", 7, std::string("\0\xff", 2));
  const auto record = DecodeEnvelope(bytes, KIND_HUB, "h1");
  ASSERT_TRUE(record.ok()) << record.status();
  EXPECT_EQ(record->version, 7u);
  EXPECT_EQ(record->payload, std::string("\0\xff", 2));
}

TEST(Envelope, BytesAreFrozen) {
  EXPECT_EQ(absl::BytesToHexString(EncodeEnvelope(KIND_HUB, "h1", 7, "x")),
            "0801102820072a070a026831120178");
}

TEST(Envelope, AnotherRecordUnderTheKeyIsDamage) {
  const std::string bytes = EncodeEnvelope(KIND_HUB, "h1", 7, "x");
  EXPECT_TRUE(absl::IsDataLoss(DecodeEnvelope(bytes, KIND_HUB, "h2").status()));
  EXPECT_TRUE(absl::IsDataLoss(DecodeEnvelope(bytes, store::v1::KIND_CIRCLE, "h1").status()));
}

TEST(Envelope, GarbageIsDamage) {
  EnvelopeReader reader;
  EXPECT_TRUE(absl::IsDataLoss(reader.Read("\xff\xff\xff").status()));
  EXPECT_TRUE(absl::IsDataLoss(reader.Read("").status()));
}

TEST(Envelope, NewerAndSealedOnesAreRefused) {
  EnvelopeReader reader;
  store::v1::Envelope envelope;
  envelope.set_format_version(kEnvelopeFormat + 1);
  EXPECT_EQ(ReasonOf(reader.Read(envelope.SerializeAsString()).status()), kReasonFormat);
  envelope.set_format_version(kEnvelopeFormat);
  envelope.set_key_epoch(1);
  EXPECT_EQ(ReasonOf(reader.Read(envelope.SerializeAsString()).status()), kReasonFormat);
}

TEST(Envelope, OneReaderReadsManyAndForgetsTheLast) {
  EnvelopeReader reader;
  ASSERT_TRUE(reader.Read(EncodeEnvelope(KIND_HUB, "long id", 1, "long payload")).ok());
  const auto second = reader.Read(EncodeEnvelope(KIND_HUB, "b", 2, ""));
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->id, "b");
  EXPECT_EQ(second->payload, "");
}

}  // namespace
}  // namespace tashbik::storage
