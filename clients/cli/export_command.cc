// export: all that the caller sees, as JSON Lines that import reads back.
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/command.h"
#include "clients/cli/json_text.h"
#include "clients/cli/kind.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::vector<std::string> kinds;
};

// What the server makes and an import would leave aside.
constexpr const char* kServerMade[] = {"create_time", "update_time", "delete_time", "etag"};

void Strip(Message* resource) {
  const auto* reflection = resource->GetReflection();
  for (const char* name : kServerMade) {
    const FieldDescriptor* field = resource->GetDescriptor()->FindFieldByName(name);
    if (field != nullptr) reflection->ClearField(resource, field);
  }
  const bool actor = KindOf(*resource)->actor;
  if (actor) {
    reflection->ClearField(resource, resource->GetDescriptor()->FindFieldByName("state"));
  }
}

// `{"kind":"organization",…}`; an organization's own kind is called `organization_kind`, an
// event's `event_kind`.
std::string Line(const Kind& kind, const Message& resource) {
  std::unique_ptr<Message> copy(resource.New());
  copy->CopyFrom(resource);
  Strip(copy.get());
  std::string own_kind;
  const FieldDescriptor* field = copy->GetDescriptor()->FindFieldByName("kind");
  if (field != nullptr && kind.word[0] != '\0') {
    const auto* value = copy->GetReflection()->GetEnum(*copy, field);
    if (value->number() != 0) {
      own_kind = absl::StrCat(",\"", kind.own_kind_field(), "\":\"", value->name(), "\"");
    }
    copy->GetReflection()->ClearField(copy.get(), field);
  }
  const std::string json = ToJson(*copy, false);
  return absl::StrCat("{\"kind\":\"", kind.label, "\"", own_kind, json == "{}" ? "" : ",",
                      absl::StripPrefix(json, "{"));
}

absl::Status ExportKind(Session& session, const client::Client& client, const Kind& kind) {
  std::unique_ptr<Message> request = NewRequest("List", kind);
  SetInt(request.get(), "page_size", 1000);
  if (HasField(*request, "parent")) {
    const absl::string_view label = kind.label;
    SetText(request.get(), "parent",
            label == "coalition_member" ? "coalitions/-"
            : label == "attendee"       ? "events/-"
                                        : "hubs/-");
  }
  client::PageWalk walk(*request, [&](const Message& page, Message* response) {
    return client.Call(page, response);
  });
  auto next = walk.Next();
  for (; next.ok() && *next != nullptr; next = walk.Next()) {
    session.out() << Line(kind, **next) << "\n";
  }
  session.out().flush();
  return next.status();
}

Outcome Export(Session& session, const Options& options) {
  std::vector<const Kind*> wanted;
  for (const std::string& text : options.kinds) {
    wanted.push_back(FindKind(text));
    if (wanted.back() == nullptr) {
      return UsageError(absl::StrCat("'", text, "' is not a kind of record"));
    }
  }
  for (const Kind& kind : Kinds()) {
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), &kind) == wanted.end()) continue;
    // Hidden labels of themes are shown to administrators alone, and belong to a whole directory.
    const bool theme = absl::string_view(kind.label) == "theme";
    auto client = session.Connect(theme ? Desk::kAdministrator : Desk::kCoordinator);
    if (!client.ok()) return client.status();
    absl::Status status = ExportKind(session, **client, kind);
    // Who attends events is asked of members and coordinators alone: the rest is all that one sees.
    const bool refused = absl::IsPermissionDenied(status) || absl::IsUnauthenticated(status);
    if (refused && wanted.empty() && absl::string_view(kind.label) == "attendee") continue;
    if (!status.ok()) return status;
  }
  return ExitCode::kOk;
}

}  // namespace

void AddExportCommand(CLI::App* app, Selection* selection) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      AddCommand(app, "export", "Write all that you see as JSON Lines, which import reads back",
                 "  tashbik export > directory.jsonl\n"
                 "  tashbik export --kind organization --kind coalition");
  command->add_option("--kind", options->kinds, "Only this kind of record")
      ->allow_extra_args(false);
  command->callback([selection, options] {
    selection->run = [options](Session& session) { return Export(session, *options); };
  });
}

}  // namespace tashbik::cli
