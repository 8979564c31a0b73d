// One way to declare and to name.
#include "clients/cli/registration_calls.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/resolve.h"
#include "tashbik/v1/admin.pb.h"

namespace tashbik::cli {

CLI::App* AddRegistrationCommand(CLI::App* parent, Selection* selection, const char* name,
                                 const char* what, const char* example, RegistrationAction action,
                                 std::shared_ptr<RegistrationOptions>& options) {
  options = std::make_shared<RegistrationOptions>();
  CLI::App* command = AddCommand(parent, name, what, example);
  command->callback([selection, options, action] {
    selection->run = [options, action](Session& session) { return action(session, *options); };
  });
  return command;
}

std::string Named(absl::string_view collection, absl::string_view name) {
  if (name.empty()) return absl::StrCat(collection, "/-");
  return absl::StrCat(collection, "/", absl::StripPrefix(name, absl::StrCat(collection, "/")));
}

absl::StatusOr<std::string> ActorNamed(Session& session, Desk desk, const std::string& text) {
  if (!text.empty()) {
    auto actor = ResolveActor(&session, text, Sure::kExact);
    if (!actor.ok()) return actor.status();
    return actor->name();
  }
  auto client = session.Connect(desk);
  if (!client.ok()) return client.status();
  auto caller = (*client)->Call<v1::GetCallerResponse>(v1::GetCallerRequest());
  if (!caller.ok()) return caller.status();
  if (caller->actor().empty()) return UsageError("name the actor: this token speaks for none");
  return caller->actor();
}

}  // namespace tashbik::cli
