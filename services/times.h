// Moments as the contract writes them.
#ifndef TASHBIK_SERVICES_TIMES_H_
#define TASHBIK_SERVICES_TIMES_H_

#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/time_util.h>

#include "absl/time/time.h"

namespace tashbik::services {

inline google::protobuf::Timestamp ToProto(absl::Time time) {
  return google::protobuf::util::TimeUtil::NanosecondsToTimestamp(absl::ToUnixNanos(time));
}

inline absl::Time TimeOf(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_TIMES_H_
