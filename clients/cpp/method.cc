// Finds the method of a request in the descriptors of the contract.
#include "clients/cpp/method.h"

#include <random>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace tashbik::client {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool IsRead(const std::string& method) {
  for (const char* prefix : {"Get", "BatchGet", "List", "Lookup", "Search", "Resolve", "Suggest",
                             "Explain", "Find", "Watch"}) {
    if (absl::StartsWith(method, prefix)) return true;
  }
  return false;
}

const FieldDescriptor* TextField(const Message& request, const char* name) {
  const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName(name);
  if (field == nullptr || field->is_repeated()) return nullptr;
  return field->cpp_type() == FieldDescriptor::CPPTYPE_STRING ? field : nullptr;
}

}  // namespace

absl::StatusOr<Method> MethodOf(const Message& request) {
  const Descriptor* type = request.GetDescriptor();
  const google::protobuf::FileDescriptor* file = type->file();
  for (int s = 0; s < file->service_count(); ++s) {
    const google::protobuf::ServiceDescriptor* service = file->service(s);
    for (int m = 0; m < service->method_count(); ++m) {
      const google::protobuf::MethodDescriptor* method = service->method(m);
      if (method->input_type() != type) continue;
      return Method{absl::StrCat("/", service->full_name(), "/", method->name()),
                    method->output_type(), IsRead(method->name())};
    }
  }
  return absl::InvalidArgumentError(absl::StrCat(type->full_name(), " is not a request"));
}

bool IsSafeToRepeat(const Method& method, const Message& request) {
  if (method.reads) return true;
  if (const FieldDescriptor* id = TextField(request, "request_id")) {
    if (!request.GetReflection()->GetString(request, id).empty()) return true;
  }
  const FieldDescriptor* only = request.GetDescriptor()->FindFieldByName("validate_only");
  return only != nullptr && request.GetReflection()->GetBool(request, only);
}

void SetRequestId(Message* request) {
  const FieldDescriptor* field = TextField(*request, "request_id");
  if (field == nullptr || request->GetDescriptor()->name() == "CreateTokenRequest") return;
  if (!request->GetReflection()->GetString(*request, field).empty()) return;
  std::random_device random;
  request->GetReflection()->SetString(
      request, field, absl::StrFormat("%08x%08x%08x%08x", random(), random(), random(), random()));
}

void SetLanguage(const std::string& language, Message* request) {
  const FieldDescriptor* field = TextField(*request, "language");
  if (language.empty() || field == nullptr) return;
  if (!request->GetReflection()->GetString(*request, field).empty()) return;
  request->GetReflection()->SetString(request, field, language);
}

}  // namespace tashbik::client
