// coalition members, hub members, hub circles.
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/assign.h"
#include "clients/cli/command.h"
#include "clients/cli/kind.h"
#include "clients/cli/output.h"
#include "clients/cli/resolve.h"
#include "clients/cli/words.h"

namespace tashbik::cli {
namespace {

struct Options {
  std::string parent;
  std::string actor;
  std::string role;
  std::string joined;
  std::string left;
  std::string tier;
  std::vector<std::string> circles;
  bool dry_run = false;
};

// The coalition or hub: its name, or for hubs none, which is the caller's own.
absl::StatusOr<std::string> Parent(Session& session, const Kind& member, const std::string& text,
                                   Sure sure) {
  const bool hub = absl::string_view(member.message) != "CoalitionMember";
  if (hub) return ResolveHub(&session, text, sure);
  return ResolveName(&session, *FindKind("coalition"), text, sure);
}

std::string IdOf(absl::string_view name) { return std::string(name.substr(name.rfind('/') + 1)); }

absl::Status SetValue(const Kind& kind, absl::string_view field, const std::string& value,
                      Message* resource) {
  if (value.empty()) return absl::OkStatus();
  auto target = ParseTarget(kind, field);
  if (!target.ok()) return target.status();
  auto no_themes = [](absl::string_view, const std::vector<v1::Facet>&) {
    return absl::StatusOr<std::string>(absl::InvalidArgumentError("no theme is expected here"));
  };
  absl::Status status = Assign(*target, value, no_themes, resource);
  return status.ok() ? status : UsageError(absl::StrCat(field, ": ", status.message()));
}

Outcome ListMembers(Session& session, const Kind& kind, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto parent = Parent(session, kind, options.parent, Sure::kWords);
  if (!parent.ok()) return parent.status();
  std::unique_ptr<Message> request = NewRequest("List", kind);
  SetText(request.get(), "parent", *parent);
  SetInt(request.get(), "page_size", 1000);
  client::PageWalk walk(*request, [&](const Message& page, Message* response) {
    return (*client)->Call(page, response);
  });
  auto next = walk.Next();
  if (!next.ok()) return next.status();
  Listing listing(&session, kind.descriptor());
  while (next.ok() && *next != nullptr) {
    listing.Add(**next);
    next = walk.Next();
  }
  if (!next.ok()) return next.status();
  listing.Finish();
  return ExitCode::kOk;
}

Outcome AddMember(Session& session, const Kind& kind, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto parent = Parent(session, kind, options.parent, Sure::kExact);
  if (!parent.ok()) return parent.status();
  std::unique_ptr<Message> request = NewRequest("Create", kind);
  SetText(request.get(), "parent", *parent);
  SetBool(request.get(), "validate_only", options.dry_run);
  Message* resource = Mutable(request.get(), kind.field());
  if (HasField(*resource, "actor")) {
    auto actor = ResolveActor(&session, options.actor, Sure::kExact);
    if (!actor.ok()) return actor.status();
    SetText(resource, "actor", actor->name());
    SetText(resource, "join_date", options.joined);
  } else {
    absl::Status named = SetValue(kind, "names", options.actor, resource);
    if (!named.ok()) return named;
  }
  absl::Status status = SetValue(kind, "role", options.role, resource);
  if (status.ok()) status = SetValue(kind, "leave_date", options.left, resource);
  if (status.ok()) status = SetValue(kind, "tier", options.tier, resource);
  for (const std::string& circle : options.circles) {
    auto name = ResolveCircle(&session, *parent, circle);
    if (!name.ok()) return name.status();
    if (status.ok()) status = SetValue(kind, "circles", *name, resource);
  }
  if (!status.ok()) return status;
  auto made = Call(**client, *request);
  if (!made.ok()) return made.status();
  if (options.dry_run) session.err() << Say(Word::kDryRun, session.language()) << "\n";
  WriteOne(&session, **made);
  return ExitCode::kOk;
}

Outcome RemoveMember(Session& session, const Kind& kind, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  std::string name = options.actor;
  if (KindOfName(name) != &kind) {
    auto parent = Parent(session, kind, options.parent, Sure::kExact);
    if (!parent.ok()) return parent.status();
    if (absl::string_view(kind.collection) == "members") {
      auto actor = ResolveActor(&session, options.actor, Sure::kExact);
      if (!actor.ok()) return actor.status();
      name = absl::StrCat(*parent, "/members/", IdOf(actor->name()));
    } else {
      auto circle = ResolveCircle(&session, *parent, options.actor);
      if (!circle.ok()) return circle.status();
      name = *circle;
    }
  }
  std::unique_ptr<Message> request = NewRequest("Delete", kind);
  SetText(request.get(), "name", name);
  SetBool(request.get(), "validate_only", options.dry_run);
  auto removed = Call(**client, *request);
  if (!removed.ok()) return removed.status();
  if (options.dry_run) session.err() << Say(Word::kDryRun, session.language()) << "\n";
  WriteOne(&session, **removed);
  return ExitCode::kOk;
}

using Action = Outcome (*)(Session&, const Kind&, const Options&);

void Choose(CLI::App* command, Selection* selection, const Kind& kind,
            const std::shared_ptr<Options>& options, Action action) {
  command->callback([selection, &kind, options, action] {
    selection->run = [&kind, options, action](Session& session) {
      return action(session, kind, *options);
    };
  });
}

// Adds list, add and remove under `group`. `parent` is how the coalition or hub is given: an
// argument, or for hubs the option --hub, which may be left out.
void AddGroup(CLI::App* group, const Kind& kind, const std::string& line, const char* what,
              const std::string& sample, Selection* selection) {
  const bool hub = absl::string_view(kind.message) != "CoalitionMember";
  const bool circle = absl::string_view(kind.message) == "Circle";
  group->require_subcommand(1);
  auto parent = [&](CLI::App* command, const std::shared_ptr<Options>& options) {
    if (hub) {
      command->add_option("--hub", options->parent, "Which hub; your own unless given");
    } else {
      command->add_option("COALITION", options->parent, "Which coalition")->required();
    }
  };
  const std::string of = hub ? "" : " \"Nationality campaign\"";
  {
    auto options = std::make_shared<Options>();
    CLI::App* list =
        AddCommand(group, "list", absl::StrCat("List its ", what), absl::StrCat(line, " list", of));
    parent(list, options);
    Choose(list, selection, kind, options, ListMembers);
  }
  for (const bool removes : {false, true}) {
    auto options = std::make_shared<Options>();
    CLI::App* command = AddCommand(
        group, removes ? "remove" : "add", absl::StrCat(removes ? "Take one away" : "Add one"),
        absl::StrCat(line, removes ? " remove" : " add", of, " ", sample));
    parent(command, options);
    command
        ->add_option(circle ? "NAME" : "ACTOR", options->actor,
                     circle ? "The circle" : "Organization or diaspora group")
        ->required();
    if (!removes && !circle) {
      command->add_option("--joined", options->joined, "Day it joined, YYYY-MM-DD");
      if (hub) {
        command->add_option("--circle", options->circles, "Circle it belongs to")
            ->allow_extra_args(false);
      } else {
        command->add_option("--role", options->role, "lead, partner, observer or funder");
        command->add_option("--left", options->left, "Day it left, YYYY-MM-DD");
        command
            ->add_option("--tier", options->tier,
                         "Who sees that it is in it, where that is stricter than the coalition")
            ->check(CLI::IsMember({"private", "brokered", "hub", "network", "public"}));
      }
    }
    command->add_flag("--dry-run", options->dry_run, "Check everything, write nothing");
    Choose(command, selection, kind, options, removes ? RemoveMember : AddMember);
  }
}

}  // namespace

void AddMemberCommands(CLI::App* app, Selection* selection) {
  CLI::App* coalition = app->get_subcommand("coalition");
  CLI::App* hub = app->get_subcommand("hub");
  CLI::App* coalition_members =
      AddCommand(coalition, "members", "Who is in it",
                 "  tashbik coalition members list \"Nationality campaign\"");
  AddGroup(coalition_members, *FindKind("coalition_member"), "  tashbik coalition members",
           "members", "GCHR", selection);
  CLI::App* hub_members = AddCommand(hub, "members", "Verified members of a hub",
                                     "  tashbik hub members list --hub \"First hub\"");
  AddGroup(hub_members, *FindKind("hub_member"), "  tashbik hub members", "members", "GCHR",
           selection);
  CLI::App* circles =
      AddCommand(hub, "circles", "Smaller groups within a hub", "  tashbik hub circles list");
  AddGroup(circles, *FindKind("circle"), "  tashbik hub circles", "circles", "\"Legal aid\"",
           selection);
}

}  // namespace tashbik::cli
