// Follows next_page_token by reflection, so that one walk serves every list.
#include "clients/cpp/pages.h"

#include "absl/strings/str_cat.h"
#include "clients/cpp/method.h"

namespace tashbik::client {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The list that an answer is a page of.
const FieldDescriptor* ItemsField(const google::protobuf::Descriptor* response) {
  for (int i = 0; i < response->field_count(); ++i) {
    const FieldDescriptor* field = response->field(i);
    if (field->is_repeated() && field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) return field;
  }
  return nullptr;
}

}  // namespace

PageWalk::PageWalk(const Message& request, SendPage send)
    : request_(request.New()), send_(std::move(send)) {
  request_->CopyFrom(request);
}

absl::StatusOr<const Message*> PageWalk::Next() {
  while (next_ == size_) {
    if (!more_) return nullptr;
    if (absl::Status status = ReadPage(); !status.ok()) {
      more_ = false;
      return status;
    }
  }
  const FieldDescriptor* items = ItemsField(response_->GetDescriptor());
  return &response_->GetReflection()->GetRepeatedMessage(*response_, items, next_++);
}

absl::Status PageWalk::ReadPage() {
  auto method = MethodOf(*request_);
  if (!method.ok()) return method.status();
  const FieldDescriptor* items = ItemsField(method->response);
  const FieldDescriptor* next = method->response->FindFieldByName("next_page_token");
  const FieldDescriptor* token = request_->GetDescriptor()->FindFieldByName("page_token");
  if (items == nullptr || next == nullptr || token == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat(request_->GetDescriptor()->full_name(), " is not read in pages"));
  }
  response_.reset(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(method->response)->New());
  next_ = size_ = 0;
  if (absl::Status status = send_(*request_, response_.get()); !status.ok()) return status;
  const auto* reflection = response_->GetReflection();
  size_ = reflection->FieldSize(*response_, items);
  const std::string following = reflection->GetString(*response_, next);
  more_ = !following.empty();
  request_->GetReflection()->SetString(request_.get(), token, following);
  return absl::OkStatus();
}

}  // namespace tashbik::client
