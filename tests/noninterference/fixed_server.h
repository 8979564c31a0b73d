// A whole server in the test's process of which nothing is left to chance: ids, secret and clock
// are given, so that two of them answer alike unless what they hold differs.
#ifndef TASHBIK_TESTS_NONINTERFERENCE_FIXED_SERVER_H_
#define TASHBIK_TESTS_NONINTERFERENCE_FIXED_SERVER_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "services/directory.h"
#include "tashbik/v1/admin.pb.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::testing {

// All that a caller gets to see of one call. Bytes are of the deterministic serialization: in the
// usual one the order of a map's entries is the process' own.
struct Answer {
  int code = 0;
  std::string message{};
  std::string details{};
  std::string bytes{};
  std::shared_ptr<google::protobuf::Message> response{};  // for people and page tokens

  bool operator==(const Answer& other) const {
    return code == other.code && message == other.message && details == other.details &&
           bytes == other.bytes;
  }
  std::string DebugString() const;
};

// Without background threads. One thread calls it.
class FixedServer {
 public:
  FixedServer();
  ~FixedServer();

  services::Directory& directory() { return *directory_; }
  void SetTime(int64_t micros) { now_micros_ = micros; }
  // The id that the next new record gets.
  void SetNextId(const std::string& id) { next_id_ = id; }

  // A token for these; the same account is the same caller everywhere. Account empty: anonymous.
  std::string MakeToken(v1::Role role, const std::string& account,
                        const std::vector<std::string>& hubs, const std::string& actor);

  // A stream that ends by itself is one answer: all of its messages.
  Answer Call(const std::string& token, const google::protobuf::MethodDescriptor& method,
              const google::protobuf::Message& request);

  // The first answer of a watch from now on.
  Answer BeginWatch(const std::string& token);
  // All answers of a watch up to that which names `last`, or up to its error.
  std::vector<Answer> Watch(const std::string& token, const std::string& resume_token,
                            const std::vector<std::string>& collections, const std::string& last);

 private:
  struct Services;

  Answer ReadNetwork(const std::string& token, const google::protobuf::Message& request);

  TemporaryFolder folder_;
  std::atomic<int64_t> now_micros_{1};
  std::string next_id_;
  std::unique_ptr<services::Directory> directory_;
  std::unique_ptr<Services> services_;
};

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_NONINTERFERENCE_FIXED_SERVER_H_
