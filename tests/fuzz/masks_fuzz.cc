// Field masks on real resources: a merge is idempotent and touches nothing but what the mask names.
#include <memory>
#include <string>

#include <google/protobuf/util/message_differencer.h>

#include "services/errors.h"
#include "services/field_mask.h"
#include "services/limits.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/diaspora_group.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/theme.pb.h"
#include "tests/fuzz/property.h"

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::util::MessageDifferencer;
using tashbik::fuzz::Expect;
using tashbik::fuzz::Text;
using tashbik::services::FieldMask;

namespace {

std::unique_ptr<Message> MakeResource(uint8_t kind) {
  switch (kind % 7) {
    case 0:
      return std::make_unique<tashbik::v1::Organization>();
    case 1:
      return std::make_unique<tashbik::v1::DiasporaGroup>();
    case 2:
      return std::make_unique<tashbik::v1::Theme>();
    case 3:
      return std::make_unique<tashbik::v1::Coalition>();
    case 4:
      return std::make_unique<tashbik::v1::CoalitionMember>();
    case 5:
      return std::make_unique<tashbik::v1::Hub>();
    default:
      return std::make_unique<tashbik::v1::HubMember>();
  }
}

bool SameField(const Message& a, const Message& b, const FieldDescriptor& field) {
  const std::unique_ptr<Message> one(a.New());
  const std::unique_ptr<Message> other(b.New());
  one->CopyFrom(a);
  other->CopyFrom(b);
  for (int i = 0; i < a.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& each = *a.GetDescriptor()->field(i);
    if (&each == &field) continue;
    one->GetReflection()->ClearField(one.get(), &each);
    other->GetReflection()->ClearField(other.get(), &each);
  }
  return MessageDifferencer::Equals(*one, *other);
}

// Whether a path of the mask, or `*`, begins with the field.
bool Names(const FieldMask& mask, const std::string& field) {
  if (mask.all()) return true;
  for (const std::string& path : mask.paths()) {
    if (path.substr(0, path.find('.')) == field) return true;
  }
  return false;
}

void CheckMerge(const FieldMask& mask, const Message& from, const Message& before) {
  const std::unique_ptr<Message> once(before.New());
  once->CopyFrom(before);
  mask.Merge(from, *once);
  const auto& type = *before.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (tashbik::services::IsServerField(field.name()) ||
        (!mask.empty() && !Names(mask, field.name()))) {
      Expect(SameField(before, *once, field), "a merge touches what the mask names, alone");
    }
  }
  const std::unique_ptr<Message> twice(once->New());
  twice->CopyFrom(*once);
  mask.Merge(from, *twice);
  Expect(MessageDifferencer::Equals(*once, *twice), "merging again changes nothing");

  const std::unique_ptr<Message> appended(before.New());
  appended->CopyFrom(before);
  mask.Append(from, *appended);
  twice->CopyFrom(*appended);
  mask.Append(from, *twice);
  Expect(MessageDifferencer::Equals(*appended, *twice), "appending again changes nothing");

  mask.Clear(*once);
  for (const std::string& path : mask.paths()) {
    if (path.find('.') != std::string::npos) continue;
    const FieldDescriptor& field = *type.FindFieldByName(path);
    const auto* reflection = once->GetReflection();
    Expect(field.is_repeated() ? reflection->FieldSize(*once, &field) == 0
                               : !reflection->HasField(*once, &field),
           "a cleared field is empty");
  }
}

}  // namespace

// Input: kind of resource, lengths of mask and first resource, then both and a second resource, in
// the wire format.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 3) return 0;
  absl::string_view rest = Text(data + 3, size - 3);
  const absl::string_view mask_bytes = rest.substr(0, std::min<size_t>(rest.size(), data[1]));
  rest.remove_prefix(mask_bytes.size());
  const absl::string_view from_bytes = rest.substr(0, std::min<size_t>(rest.size(), data[2]));
  rest.remove_prefix(from_bytes.size());
  google::protobuf::FieldMask given;
  const std::unique_ptr<Message> from = MakeResource(data[0]);
  const std::unique_ptr<Message> before = MakeResource(data[0]);
  // What of it can be read: a broken end leaves the beginning.
  (void)given.ParseFromArray(mask_bytes.data(), static_cast<int>(mask_bytes.size()));
  (void)from->ParsePartialFromArray(from_bytes.data(), static_cast<int>(from_bytes.size()));
  (void)before->ParsePartialFromArray(rest.data(), static_cast<int>(rest.size()));
  // Fields that the contract does not know are no part of a resource.
  from->DiscardUnknownFields();
  before->DiscardUnknownFields();

  tashbik::services::Violations violations;
  const FieldMask mask = FieldMask::Parse(given, *from, "update_mask", violations);
  Expect(mask.paths().size() <= tashbik::services::kMaxMaskPaths, "masks are bounded");
  Expect(given.paths_size() == 0 || !violations.empty() || !mask.empty(),
         "every path is taken or refused");
  if (violations.empty()) CheckMerge(mask, *from, *before);
  return 0;
}
