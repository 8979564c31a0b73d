// watch: changes as they come, one JSON object a line.
#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/cli/command.h"
#include "clients/cli/json_text.h"
#include "clients/cli/kind.h"
#include "tashbik/v1/change.pb.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::string from;
  std::vector<std::string> collections;
  int count = 0;
};

Outcome Watch(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  v1::WatchChangesRequest request;
  request.set_resume_token(options.from);
  for (const std::string& text : options.collections) {
    const Kind* kind = FindKind(text);
    const bool known = kind != nullptr && kind->word[0] != '\0';
    request.add_collections(known ? kind->collection : text);
  }
  int seen = 0;
  absl::Status status = (*client)->Watch(
      request,
      [&](const v1::WatchChangesResponse& change) {
        // An answer without a change brings a fresh token: the place to go on from.
        if (session.settings().format == Format::kName) {
          if (!change.name().empty()) session.out() << change.name() << "\n";
        } else {
          session.out() << ToJson(change, false) << "\n";
        }
        session.out().flush();
        seen += change.name().empty() ? 0 : 1;
        return session.out().good() && (options.count == 0 || seen < options.count);
      },
      [&](const absl::Status& why) {
        session.Tell(why.ok() ? "connection lost, going on where it stopped"
                              : absl::StrCat("connection lost (", why.message(),
                                             "), going on where it stopped"));
      });
  if (!status.ok()) return status;
  return ExitCode::kOk;
}

}  // namespace

void AddWatchCommand(CLI::App* app, Selection* selection) {
  auto options = std::make_shared<Options>();
  CLI::App* watch = AddCommand(
      app, "watch", "Print changes as they come (JSON Lines), until Ctrl-C",
      "  tashbik watch --collection org\n  tashbik watch --from TOKEN  # resume_token of "
      "the last line that was handled");
  watch->add_option("--from", options->from, "resume_token to go on from; now unless given");
  watch->add_option("--collection", options->collections, "Only changes of org, theme, …")
      ->allow_extra_args(false);
  watch->add_option("--count", options->count, "End after so many changes")
      ->check(Between(1, 1000000000));
  watch->callback([selection, options] {
    selection->run = [options](Session& session) { return Watch(session, *options); };
  });
}

}  // namespace tashbik::cli
