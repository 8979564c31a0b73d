// Random questions for every method that reads.
#ifndef TASHBIK_TESTS_NONINTERFERENCE_QUESTIONS_H_
#define TASHBIK_TESTS_NONINTERFERENCE_QUESTIONS_H_

#include <memory>
#include <string>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "absl/status/statusor.h"
#include "tests/noninterference/world.h"

namespace tashbik::testing {

// Every method of the API that reads, unary ones and streams. An error for one whose name says
// neither that it reads nor that it writes.
absl::StatusOr<std::vector<const google::protobuf::MethodDescriptor*>> ReadMethods();

// Asks about what is in a world, seen or hidden, and about what is not.
class Questions {
 public:
  Questions(const World& world, Dice& dice);

  // A request of the method. An error for a field of which it is not known what to fill in.
  absl::StatusOr<std::unique_ptr<google::protobuf::Message>> About(
      const google::protobuf::MethodDescriptor& method);

 private:
  using Field = google::protobuf::FieldDescriptor;

  std::string Text(const std::string& method, const std::string& field);
  std::string Name(const std::string& method);
  std::string Filter(const std::string& method);
  absl::Status Fill(const std::string& method, const Field& field,
                    google::protobuf::Message& request);
  absl::Status FillMessage(const std::string& method, const Field& field,
                           google::protobuf::Message& request);
  void FillNumber(const Field& field, google::protobuf::Message& request);

  const World& world_;
  Dice& dice_;
  std::vector<std::string> actors_, organizations_, groups_, coalitions_, coalition_members_, hubs_,
      hub_members_, circles_, themes_, external_ids_, registrations_, calls_, events_, attendees_,
      stories_, statements_;
};

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_NONINTERFERENCE_QUESTIONS_H_
