// Errors carry google.rpc details as payloads, under the type URLs that they have on the wire.
#include "services/errors.h"

#include <algorithm>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "google/rpc/error_details.pb.h"
#include "storage/errors.h"

namespace tashbik::services {
namespace {

constexpr size_t kShownBytes = 100;

template <class Detail>
std::string TypeUrl() {
  return absl::StrCat("type.googleapis.com/", Detail::descriptor()->full_name());
}

template <class Detail>
void Attach(absl::Status& status, const Detail& detail) {
  status.SetPayload(TypeUrl<Detail>(), absl::Cord(detail.SerializeAsString()));
}

std::string ReasonName(v1::ErrorReason reason) {
  return std::string(absl::StripPrefix(v1::ErrorReason_Name(reason), "ERROR_REASON_"));
}

absl::Status WithInfo(absl::StatusCode code, absl::string_view reason, absl::string_view message,
                      const ErrorMetadata& metadata) {
  absl::Status status(code, message);
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(reason));
  info.set_domain(kErrorDomain);
  for (const auto& [key, value] : metadata) (*info.mutable_metadata())[key] = value;
  Attach(status, info);
  return status;
}

void AttachRetry(absl::Status& status, absl::Duration retry) {
  google::rpc::RetryInfo info;
  info.mutable_retry_delay()->set_seconds(absl::ToInt64Seconds(retry));
  info.mutable_retry_delay()->set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(retry % absl::Seconds(1))));
  Attach(status, info);
}

// `text` as it may stand in a message: short, cut between characters, valid UTF-8 assumed.
std::string Shown(absl::string_view text) {
  if (text.size() <= kShownBytes) return std::string(text);
  size_t end = kShownBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return absl::StrCat(text.substr(0, end), "…");
}

absl::Status OnResource(absl::StatusCode code, v1::ErrorReason reason, absl::string_view name,
                        absl::string_view what) {
  const std::string message = absl::StrCat(Shown(name), " ", what);
  absl::Status status = MakeError(code, reason, message, {{"resource", Shown(name)}});
  google::rpc::ResourceInfo info;
  info.set_resource_name(Shown(name));
  info.set_description(std::string(what));
  Attach(status, info);
  return status;
}

template <class Add>
absl::Status One(Add&& add) {
  Violations violations;
  add(violations);
  return violations.ToStatus();
}

}  // namespace

absl::Status MakeError(absl::StatusCode code, v1::ErrorReason reason, absl::string_view message,
                       const ErrorMetadata& metadata) {
  return WithInfo(code, ReasonName(reason), message, metadata);
}

absl::Status FieldRequired(absl::string_view path, absl::string_view remedy) {
  return One([&](Violations& v) { v.Required(path, remedy); });
}

absl::Status FieldInvalid(absl::string_view path, absl::string_view what,
                          absl::string_view remedy) {
  return One([&](Violations& v) { v.Invalid(path, what, remedy); });
}

absl::Status LimitExceeded(absl::string_view path, absl::string_view got, absl::string_view limit) {
  return One([&](Violations& v) { v.Limit(path, got, limit); });
}

absl::Status ReferenceMissing(absl::string_view path, absl::string_view text) {
  return One([&](Violations& v) { v.Missing(path, text); });
}

absl::Status CycleFound(absl::string_view path, absl::string_view through) {
  return One([&](Violations& v) { v.Cycle(path, through); });
}

absl::Status MaskInvalid(absl::string_view path, absl::string_view mask_path) {
  return One([&](Violations& v) { v.Mask(path, mask_path); });
}

absl::Status FilterInvalid(absl::string_view path, size_t position, absl::string_view expected) {
  return One([&](Violations& v) { v.Filter(path, position, expected); });
}

absl::Status TokenInvalid(absl::string_view path) {
  return One([&](Violations& v) { v.Token(path); });
}

absl::Status TokenExpired(absl::string_view path) {
  return MakeError(absl::StatusCode::kOutOfRange, v1::ERROR_REASON_TOKEN_EXPIRED,
                   absl::StrCat("`", path,
                                "` is too old: what changed since is no longer kept. List "
                                "afresh and watch without a token"),
                   {{"field", std::string(path)}});
}

absl::Status NotFound(absl::string_view name) {
  return OnResource(absl::StatusCode::kNotFound, v1::ERROR_REASON_NOT_FOUND, name,
                    "is not there, or you may not see it");
}

absl::Status AlreadyExists(absl::string_view name) {
  return OnResource(absl::StatusCode::kAlreadyExists, v1::ERROR_REASON_ALREADY_EXISTS, name,
                    "is already there: update it, or use a batch upsert");
}

absl::Status EtagMismatch(absl::string_view name) {
  return OnResource(absl::StatusCode::kAborted, v1::ERROR_REASON_ETAG_MISMATCH, name,
                    "has changed since its etag was read: read it again and repeat the change");
}

absl::Status RequestIdReused() {
  return One([](Violations& v) { v.RequestId(); });
}

absl::Status SignInRequired() {
  return MakeError(absl::StatusCode::kUnauthenticated, v1::ERROR_REASON_SIGN_IN_REQUIRED,
                   "this call needs a token: send `authorization: Bearer …`");
}

absl::Status CredentialsRefused() {
  return MakeError(absl::StatusCode::kUnauthenticated, v1::ERROR_REASON_CREDENTIALS_REFUSED,
                   "the token is unknown, expired or revoked: ask for a new one");
}

absl::Status PermissionDenied(absl::string_view what) {
  return MakeError(absl::StatusCode::kPermissionDenied, v1::ERROR_REASON_PERMISSION_DENIED, what);
}

absl::Status ScopeMissing(absl::string_view method) {
  return MakeError(
      absl::StatusCode::kPermissionDenied, v1::ERROR_REASON_SCOPE_MISSING,
      absl::StrCat("this token does not hold the scope ", method, ": ask for one that does"),
      {{"method", std::string(method)}});
}

absl::Status StateConflict(absl::string_view what, absl::string_view state) {
  return MakeError(absl::StatusCode::kFailedPrecondition, v1::ERROR_REASON_STATE_CONFLICT, what,
                   {{"state", std::string(state)}});
}

absl::Status CodeRefused(absl::string_view field) {
  return MakeError(absl::StatusCode::kFailedPrecondition, v1::ERROR_REASON_CODE_REFUSED,
                   absl::StrCat("`", field,
                                "` is no code that holds: it may be mistyped, used, ended or "
                                "revoked. Ask for a new one"),
                   {{"field", std::string(field)}});
}

absl::Status BudgetExhausted(absl::string_view subject, absl::string_view budget,
                             absl::Duration retry, int64_t left) {
  const std::string pause = absl::FormatDuration(retry);
  absl::Status status =
      MakeError(absl::StatusCode::kResourceExhausted, v1::ERROR_REASON_BUDGET_EXHAUSTED,
                left > 0 ? absl::StrCat(budget, " are used up but for ", left,
                                        ": ask for fewer at once, or try again in ", pause)
                         : absl::StrCat(budget, " are used up: try again in ", pause));
  google::rpc::QuotaFailure quota;
  auto* violation = quota.add_violations();
  violation->set_subject(std::string(subject));
  violation->set_description(std::string(budget));
  Attach(status, quota);
  AttachRetry(status, retry);
  return status;
}

absl::Status DeadlineExceeded() {
  return MakeError(absl::StatusCode::kDeadlineExceeded, v1::ERROR_REASON_DEADLINE_EXCEEDED,
                   "the deadline passed before the call was done: give it more time or ask less");
}

absl::Status Cancelled() {
  return MakeError(absl::StatusCode::kCancelled, v1::ERROR_REASON_CANCELLED,
                   "the client ended the call");
}

absl::Status Unavailable(absl::string_view what, absl::Duration retry) {
  absl::Status status =
      MakeError(absl::StatusCode::kUnavailable, v1::ERROR_REASON_UNAVAILABLE, what);
  AttachRetry(status, retry);
  return status;
}

absl::Status Internal(absl::string_view request_id) {
  return MakeError(
      absl::StatusCode::kInternal, v1::ERROR_REASON_INTERNAL,
      absl::StrCat("a defect of the server; its log has more under request id ", request_id),
      {{"request_id", std::string(request_id)}});
}

v1::ErrorReason ReasonOf(const absl::Status& status) {
  google::rpc::ErrorInfo info;
  const auto payload = status.GetPayload(TypeUrl<google::rpc::ErrorInfo>());
  v1::ErrorReason reason = v1::ERROR_REASON_UNSPECIFIED;
  if (payload && info.ParseFromString(std::string(*payload))) {
    v1::ErrorReason_Parse("ERROR_REASON_" + info.reason(), &reason);
  }
  return reason;
}

namespace {

// What callers may know of an error of the storage layer; its own text stays inside.
absl::Status OfStorage(v1::ErrorReason reason, const absl::Status& status) {
  ErrorMetadata values;
  for (auto& [key, value] : storage::ValuesOf(status)) {
    if (key == "free_bytes" || key == "needed_bytes") values.emplace_back(key, value);
  }
  switch (reason) {
    case v1::ERROR_REASON_STORAGE_FULL: {
      absl::Status full = MakeError(
          absl::StatusCode::kResourceExhausted, reason,
          "the server's disk is nearly full: nothing is written until there is room", values);
      google::rpc::QuotaFailure quota;
      auto* violation = quota.add_violations();
      violation->set_subject("disk");
      violation->set_description("free space of the data folder is below the floor");
      Attach(full, quota);
      return full;
    }
    case v1::ERROR_REASON_REQUEST_ID_REUSED:
      return RequestIdReused();
    case v1::ERROR_REASON_UNAVAILABLE:
      return Unavailable("the server is stopping: try again");
    case v1::ERROR_REASON_DEADLINE_EXCEEDED:
      return DeadlineExceeded();
    case v1::ERROR_REASON_CANCELLED:
      return Cancelled();
    case v1::ERROR_REASON_TOKEN_EXPIRED:
      return TokenExpired("resume_token");
    case v1::ERROR_REASON_LIMIT_EXCEEDED:
      return MakeError(absl::StatusCode::kInvalidArgument, reason,
                       "the record is too large to be kept: shorten its texts");
    default:
      return MakeError(absl::StatusCode::kUnavailable, v1::ERROR_REASON_STORAGE_UNAVAILABLE,
                       "the store cannot be read or written; the server's log says why");
  }
}

}  // namespace

absl::Status ForCaller(const absl::Status& status, absl::string_view request_id) {
  if (status.ok() || ReasonOf(status) != v1::ERROR_REASON_UNSPECIFIED) return status;
  const std::string storage_reason = storage::ReasonOf(status);
  if (storage_reason.empty()) return Internal(request_id);
  v1::ErrorReason reason = v1::ERROR_REASON_UNSPECIFIED;
  v1::ErrorReason_Parse("ERROR_REASON_" + storage_reason, &reason);
  return OfStorage(reason, status);
}

void Violations::Add(v1::ErrorReason reason, absl::string_view path, std::string description,
                     absl::string_view limit) {
  faults_.push_back({reason, std::string(path), std::move(description), std::string(limit)});
}

void Violations::Required(absl::string_view path, absl::string_view remedy) {
  Add(v1::ERROR_REASON_FIELD_REQUIRED, path, absl::StrCat("must be given: ", remedy));
}

void Violations::Invalid(absl::string_view path, absl::string_view what, absl::string_view remedy) {
  Add(v1::ERROR_REASON_FIELD_INVALID, path,
      remedy.empty() ? std::string(what) : absl::StrCat(what, "; ", remedy));
}

void Violations::Limit(absl::string_view path, absl::string_view got, absl::string_view limit) {
  Add(v1::ERROR_REASON_LIMIT_EXCEEDED, path,
      absl::StrCat("has ", got, ", but at most ", limit, " are taken"), limit);
}

void Violations::TextRefused(absl::string_view path, absl::string_view what) {
  Add(v1::ERROR_REASON_TEXT_REFUSED, path, absl::StrCat(what, "; take it out"));
}

void Violations::Missing(absl::string_view path, absl::string_view text) {
  Add(v1::ERROR_REASON_REFERENCE_MISSING, path,
      absl::StrCat("names ", Shown(text), ", which is not there or which you may not see"));
}

void Violations::Cycle(absl::string_view path, absl::string_view through) {
  Add(v1::ERROR_REASON_CYCLE, path,
      absl::StrCat("would lead back to the theme itself through ", Shown(through)));
}

void Violations::Mask(absl::string_view path, absl::string_view mask_path) {
  Add(v1::ERROR_REASON_MASK_INVALID, path,
      absl::StrCat("names `", Shown(mask_path), "`, which is no field that can be written"));
}

void Violations::Filter(absl::string_view path, size_t position, absl::string_view expected) {
  Add(v1::ERROR_REASON_FILTER_INVALID, path,
      absl::StrCat("cannot be read at byte ", position, ": ", expected), absl::StrCat(position));
}

void Violations::Token(absl::string_view path) {
  Add(v1::ERROR_REASON_TOKEN_INVALID, path,
      "is not a token of this server for this very request: leave it out to begin afresh");
}

void Violations::RequestId() {
  Add(v1::ERROR_REASON_REQUEST_ID_REUSED, "request_id",
      "came before with another request: use a new one for a new request");
}

void Violations::Add(const absl::Status& status) {
  google::rpc::BadRequest bad;
  const auto payload = status.GetPayload(TypeUrl<google::rpc::BadRequest>());
  if (!payload || !bad.ParseFromString(std::string(*payload))) return;
  for (const auto& violation : bad.field_violations()) {
    Add(ReasonOf(status), violation.field(), violation.description());
  }
}

absl::Status Violations::ToStatus() const {
  if (faults_.empty()) return absl::OkStatus();
  const Fault& first = faults_.front();
  google::rpc::BadRequest bad;
  size_t bytes = 0;
  for (const Fault& fault : faults_) {
    bytes += fault.path.size() + fault.description.size() + 8;
    if (bytes > kMaxViolationBytes && bad.field_violations_size() > 0) break;
    auto* violation = bad.add_field_violations();
    violation->set_field(fault.path);
    violation->set_description(fault.description);
  }
  ErrorMetadata metadata = {{"field", first.path}};
  if (!first.limit.empty()) {
    const bool filter = first.reason == v1::ERROR_REASON_FILTER_INVALID;
    metadata.emplace_back(filter ? "position" : "limit", first.limit);
  }
  std::string message = absl::StrCat("`", first.path, "` ", first.description);
  if (faults_.size() > 1) {
    absl::StrAppend(&message, " (and ", faults_.size() - 1, " more faults)");
  }
  const size_t left_out = faults_.size() - static_cast<size_t>(bad.field_violations_size());
  if (left_out > 0) metadata.emplace_back("more_violations", absl::StrCat(left_out));
  absl::Status status =
      MakeError(absl::StatusCode::kInvalidArgument, first.reason, message, metadata);
  Attach(status, bad);
  return status;
}

}  // namespace tashbik::services
