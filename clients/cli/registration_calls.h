// What the commands about registration share: names, calls and lists of one line each.
#ifndef TASHBIK_CLIENTS_CLI_REGISTRATION_CALLS_H_
#define TASHBIK_CLIENTS_CLI_REGISTRATION_CALLS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cli/command.h"
#include "clients/cli/output.h"
#include "tashbik/v1/common.pb.h"
#include "tashbik/v1/registration.pb.h"

namespace tashbik::cli {

// The options of all of them; each reads those that its command has.
struct RegistrationOptions {
  std::string hub;
  std::string actor;
  std::string label;
  std::string name;
  std::string note;
  std::string code;
  std::string who;
  std::string date;
  std::string how;
  std::string tier;
  double days = 7;
  bool trusted = false;
  bool all = false;
};
using RegistrationAction = Outcome (*)(Session&, const RegistrationOptions&);

// Adds a subcommand that runs `action` with options of its own.
CLI::App* AddRegistrationCommand(CLI::App* parent, Selection* selection, const char* name,
                                 const char* what, const char* example, RegistrationAction action,
                                 std::shared_ptr<RegistrationOptions>& options);

// `abcd…` or `registrations/abcd…`; the caller's own where nothing is given.
std::string Named(absl::string_view collection, absl::string_view name);

// The actor that is named, or the one that the caller speaks for.
absl::StatusOr<std::string> ActorNamed(Session& session, Desk desk, const std::string& text);

// Calls and shows the answer.
template <class Response>
Outcome ShowAnswer(Session& session, Desk desk, const google::protobuf::Message& request) {
  auto client = session.Connect(desk);
  if (!client.ok()) return client.status();
  auto response = (*client)->Call<Response>(request);
  if (!response.ok()) return response.status();
  WriteOne(&session, *response);
  return ExitCode::kOk;
}

// Shows all that a list has.
template <class Item>
Outcome ShowList(Session& session, Desk desk, const google::protobuf::Message& request) {
  auto client = session.Connect(desk);
  if (!client.ok()) return client.status();
  auto items = (*client)->List<Item>(request);
  auto item = items.begin();
  if (item != items.end() && !item->ok()) return item->status();
  Listing listing(&session, Item::descriptor());
  for (; item != items.end(); ++item) {
    if (!item->ok()) return item->status();
    listing.Add(**item);
  }
  listing.Finish();
  return ExitCode::kOk;
}

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_REGISTRATION_CALLS_H_
