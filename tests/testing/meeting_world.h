// A directory of actors that meet, whose clock and ids the test decides: two worlds in which the
// same was done hold the same bytes.
#ifndef TASHBIK_TESTS_TESTING_MEETING_WORLD_H_
#define TASHBIK_TESTS_TESTING_MEETING_WORLD_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/feedback_calls.h"
#include "services/introduction_calls.h"
#include "services/resources.h"
#include "tashbik/v1/organization.pb.h"
#include "tests/testing/temporary_folder.h"

namespace tashbik::testing {

// How an actor of the world is.
struct MeetingActor {
  std::string key;  // its display name, and its account's
  v1::Tier tier = v1::TIER_HUB;
  int capacity = 0;
  bool account = true;  // there is an account that speaks for it
};

class MeetingWorld {
 public:
  MeetingWorld();

  services::Directory& directory() { return *directory_; }
  services::IntroductionCalls introductions() {
    return services::IntroductionCalls(*directory_, tell);
  }
  services::FeedbackCalls feedback() { return services::FeedbackCalls(*directory_); }
  // Told of notices.
  services::TellSomebody tell;

  const std::string& hub() const { return hub_; }
  // Makes an organization of the hub with one contact, `KEY@mail`; returns its name.
  std::string Make(const MeetingActor& actor);
  void MakeTheme(const std::string& id);
  // Changes an organization, as the coordinator that made it.
  void Change(const std::string& actor, v1::Organization organization);
  void SetTier(const std::string& actor, v1::Tier tier);
  // Keeps one other actor out, and nobody else; empty: nobody.
  void Block(const std::string& actor, const std::string& other);
  void SetCapacity(const std::string& actor, int capacity);
  void Delete(const std::string& actor);

  // The account that speaks for an actor.
  services::CallContext Member(const std::string& actor) const;
  services::CallContext Coordinator() const;
  // Of another hub.
  services::CallContext Stranger() const;

  absl::Time now() const { return *now_; }
  void Advance(absl::Duration time) { *now_ += time; }
  // Closes and opens again; between Close and Open nothing else may be called. `change` alters how
  // it is opened.
  void Close() { directory_.reset(); }
  void Open(const std::function<void(services::DirectoryOptions&)>& change = {});
  void Restart();
  // Goes on from a copy of the files as they are at this moment, as after a kill.
  void Crash();

 private:
  services::CallContext As(const v1::Account& account) const;

  TemporaryFolder folder_;
  std::string data_;
  int copies_ = 0;
  std::shared_ptr<absl::Time> now_;
  std::shared_ptr<int64_t> ids_;
  std::unique_ptr<services::Directory> directory_;
  std::string hub_;
  std::string other_hub_;
};

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_MEETING_WORLD_H_
