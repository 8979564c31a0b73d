// Field masks: which fields of a message a write changes (AIP-134, AIP-161).
#ifndef TASHBIK_SERVICES_FIELD_MASK_H_
#define TASHBIK_SERVICES_FIELD_MASK_H_

#include <string>
#include <vector>

#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/message.h>

#include "absl/strings/string_view.h"
#include "services/errors.h"

namespace tashbik::services {

// A mask that was checked against a type of resource.
class FieldMask {
 public:
  // Checks the paths. Faults go to `violations` with `where` as the field's path. A path may name a
  // field, a field within a message (`profile.website`) or a key of a map
  // (`profile.descriptions.ar`). Output-only fields and the name are taken and have no effect.
  static FieldMask Parse(const google::protobuf::FieldMask& mask,
                         const google::protobuf::Message& type, absl::string_view where,
                         Violations& violations);

  // No paths: the populated fields of what is given.
  bool empty() const { return paths_.empty() && !all_; }
  bool all() const { return all_; }
  const std::vector<std::string>& paths() const { return paths_; }

  // Changes `to` to what `from` says of the fields of the mask; an empty mask means the populated
  // fields of `from`, one level into messages such as `profile`. The server's own fields stay.
  void Merge(const google::protobuf::Message& from, google::protobuf::Message& to) const;

  // Adds the values of the mask's lists and maps to those of `to`, leaving out what is there:
  // links and exchanges with the same theme, other elements that are equal, keys of maps.
  void Append(const google::protobuf::Message& from, google::protobuf::Message& to) const;

  // Clears the fields of the mask.
  void Clear(google::protobuf::Message& message) const;

 private:
  bool all_ = false;
  std::vector<std::string> paths_;
};

// Whether the server alone writes this field of a resource: name, etag, times, deprecated,
// replaced_by, who signed a statement.
bool IsServerField(absl::string_view field);

// Clears the fields of a resource that the server alone writes, and the states of actors and
// statements.
void ClearServerFields(google::protobuf::Message& resource);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_FIELD_MASK_H_
