// What a record names in fields of its own: the lead of a coalition, who funds a call, who holds an
// event, whom a story names. Memberships are told by their ids instead.
#ifndef TASHBIK_SERVICES_REFERENCES_H_
#define TASHBIK_SERVICES_REFERENCES_H_

#include <string>

#include <google/protobuf/descriptor.h>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "tashbik/store/v1/record.pb.h"

namespace tashbik::services {

// Calls `visit` with each resource name that the record names so, in the order of its fields.
void ForEachReference(const store::v1::Record& record,
                      absl::FunctionRef<void(const std::string& name)> visit);

// Whether the field of a resource holds one such name.
bool IsReference(const google::protobuf::FieldDescriptor& field);

// Takes `name` out of the record once what it names is erased; false where it does not name it. A
// story keeps it, without its consent: what it tells of an erased organization is shown to nobody
// until somebody writes it anew.
bool ForgetReference(absl::string_view name, store::v1::Record& record);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_REFERENCES_H_
