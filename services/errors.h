// The errors that callers get: an absl::Status with a stable reason, the values that matter and the
// fields at fault. `grpc_status.h` alone turns them into what goes over the wire.
#ifndef TASHBIK_SERVICES_ERRORS_H_
#define TASHBIK_SERVICES_ERRORS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "tashbik/v1/errors.pb.h"

namespace tashbik::services {

inline constexpr char kErrorDomain[] = "tashbik";
// Bytes of field violations in one answer: the details travel as metadata, of which a client takes
// 8 KiB unless told otherwise. Violations beyond are counted in metadata `more_violations`.
inline constexpr size_t kMaxViolationBytes = 4500;

using ErrorMetadata = std::vector<std::pair<std::string, std::string>>;

// A status with google.rpc.ErrorInfo. Messages and values are shown to the caller.
absl::Status MakeError(absl::StatusCode code, v1::ErrorReason reason, absl::string_view message,
                       const ErrorMetadata& metadata = {});

// INVALID_ARGUMENT about one field of the request. `path` is as in `organization.profile.names[2]`;
// `what` continues the sentence "`path` …"; `remedy` says what to do.
absl::Status FieldRequired(absl::string_view path, absl::string_view remedy);
absl::Status FieldInvalid(absl::string_view path, absl::string_view what, absl::string_view remedy);
// `got` as in "312 characters", `limit` as in "300 characters".
absl::Status LimitExceeded(absl::string_view path, absl::string_view got, absl::string_view limit);
// `text` was given, at most 100 bytes of it are shown.
absl::Status ReferenceMissing(absl::string_view path, absl::string_view text);
absl::Status MaskInvalid(absl::string_view path, absl::string_view mask_path);
// `position` in bytes from 0; `expected` says what should stand there.
absl::Status FilterInvalid(absl::string_view path, size_t position, absl::string_view expected);
// The token in the field `path` is not ours or belongs to another request.
absl::Status TokenInvalid(absl::string_view path);
absl::Status CycleFound(absl::string_view path, absl::string_view through);

// OUT_OF_RANGE: a watch token too old.
absl::Status TokenExpired(absl::string_view path);
// NOT_FOUND, the same whether it is not there or hidden.
absl::Status NotFound(absl::string_view name);
absl::Status AlreadyExists(absl::string_view name);
absl::Status EtagMismatch(absl::string_view name);
absl::Status RequestIdReused();
absl::Status SignInRequired();
absl::Status CredentialsRefused();
absl::Status PermissionDenied(absl::string_view what);
// PERMISSION_DENIED: the role may, the token's scopes do not hold the method.
absl::Status ScopeMissing(absl::string_view method);
// FAILED_PRECONDITION: what is asked makes no sense in the resource's `state`.
absl::Status StateConflict(absl::string_view what, absl::string_view state);
// FAILED_PRECONDITION: a code is unknown, used, revoked or expired; which of them is not said.
absl::Status CodeRefused(absl::string_view field);
// RESOURCE_EXHAUSTED, with QuotaFailure and RetryInfo. `budget` says what is used up and its bound.
// `left` is more than 0 where something is left, but less than was asked for.
absl::Status BudgetExhausted(absl::string_view subject, absl::string_view budget,
                             absl::Duration retry, int64_t left = 0);
absl::Status DeadlineExceeded();
absl::Status Cancelled();
// UNAVAILABLE, to be tried again after `retry`.
absl::Status Unavailable(absl::string_view what, absl::Duration retry = absl::Seconds(1));
absl::Status Internal(absl::string_view request_id);

// The error as callers may see it: an error of the storage layer with its reason, everything
// without a reason as INTERNAL. Ours pass unchanged.
absl::Status ForCaller(const absl::Status& status, absl::string_view request_id);

// The reason of one of ours, or ERROR_REASON_UNSPECIFIED.
v1::ErrorReason ReasonOf(const absl::Status& status);

// Collects all faults of a request, so that its sender learns of them at once.
class Violations {
 public:
  void Required(absl::string_view path, absl::string_view remedy);
  void Invalid(absl::string_view path, absl::string_view what, absl::string_view remedy);
  void Limit(absl::string_view path, absl::string_view got, absl::string_view limit);
  void TextRefused(absl::string_view path, absl::string_view what);
  void Missing(absl::string_view path, absl::string_view text);
  void Cycle(absl::string_view path, absl::string_view through);
  void Mask(absl::string_view path, absl::string_view mask_path);
  void Filter(absl::string_view path, size_t position, absl::string_view expected);
  void Token(absl::string_view path);
  void RequestId();
  // Takes over what `status`, an INVALID_ARGUMENT of this file, says of fields.
  void Add(const absl::Status& status);

  bool empty() const { return faults_.empty(); }
  size_t size() const { return faults_.size(); }
  // OK when empty, else one INVALID_ARGUMENT: reason and metadata of the first fault, all faults as
  // field violations.
  absl::Status ToStatus() const;

 private:
  struct Fault {
    v1::ErrorReason reason;
    std::string path;
    std::string description;
    std::string limit;
  };
  void Add(v1::ErrorReason reason, absl::string_view path, std::string description,
           absl::string_view limit = "");

  std::vector<Fault> faults_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_ERRORS_H_
