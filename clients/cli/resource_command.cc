// org, diaspora, theme, coalition, hub: list, get, create, update, delete, undelete.
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "clients/cli/assign.h"
#include "clients/cli/command.h"
#include "clients/cli/kind.h"
#include "clients/cli/output.h"
#include "clients/cli/place_filter.h"
#include "clients/cli/resolve.h"
#include "clients/cli/theme_finder.h"
#include "google/protobuf/util/json_util.h"

namespace tashbik::cli {
namespace {

struct Options {
  PlaceFilter places;
  bool deleted = false;
  int limit = 0;
  std::vector<std::string> names;
  std::string name;
  std::vector<std::string> set;
  std::vector<std::string> add;
  std::vector<std::string> clear;
  std::string file;
  std::string etag;
  bool dry_run = false;
};

// The vocabulary and the hubs are the administrator's.
Desk WriteDesk(const Kind& kind) {
  const absl::string_view label = kind.label;
  return label == "theme" || label == "hub" ? Desk::kAdministrator : Desk::kCoordinator;
}

Outcome List(Session& session, const Kind& kind, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto filter = options.places.Build();
  if (!filter.ok()) return filter.status();
  std::unique_ptr<Message> request = NewRequest("List", kind);
  SetText(request.get(), "filter", *filter);
  SetBool(request.get(), "show_deleted", options.deleted);
  const bool whole = options.limit == 0;
  SetInt(request.get(), "page_size", whole ? 1000 : std::min(options.limit, 1000));
  client::PageWalk walk(*request, [&](const Message& page, Message* response) {
    return (*client)->Call(page, response);
  });
  std::optional<Listing> listing;
  for (int count = 0; whole || count < options.limit; ++count) {
    auto next = walk.Next();
    if (!next.ok()) return next.status();
    if (!listing) listing.emplace(&session, kind.descriptor());
    if (*next == nullptr) break;
    listing->Add(**next);
  }
  if (listing) listing->Finish();
  return ExitCode::kOk;
}

Outcome Get(Session& session, const Kind& kind, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  std::vector<std::unique_ptr<Message>> found;
  for (const std::string& text : options.names) {
    auto name = ResolveName(&session, kind, text);
    if (!name.ok()) return name.status();
    const Kind& actual = KindOfName(*name) != nullptr ? *KindOfName(*name) : kind;
    std::unique_ptr<Message> request = NewRequest("Get", actual);
    SetText(request.get(), "name", *name);
    auto resource = Call(**client, *request);
    if (!resource.ok()) return resource.status();
    found.push_back(*std::move(resource));
  }
  if (found.size() == 1) {
    WriteOne(&session, *found[0]);
  } else if (session.settings().format == Format::kTable) {
    for (size_t i = 0; i < found.size(); ++i) {
      if (i > 0) session.out() << "\n";
      WriteOne(&session, *found[i]);
    }
  } else {
    Listing listing(&session, kind.descriptor());
    for (const auto& resource : found) listing.Add(*resource);
    listing.Finish();
  }
  return ExitCode::kOk;
}

absl::Status ReadJson(const std::string& path, Message* resource) {
  std::string text;
  if (path == "-") {
    text.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    std::ifstream file(path, std::ios::binary);
    if (!file) return UsageError(absl::StrCat("cannot read ", path));
    text.assign(std::istreambuf_iterator<char>(file), {});
  }
  auto status = google::protobuf::util::JsonStringToMessage(text, resource);
  if (status.ok()) return absl::OkStatus();
  return UsageError(absl::StrCat(path, ": ", status.message().ToString()));
}

// Carries out FIELD=VALUE and notes the paths.
absl::Status SetFields(const Kind& kind, const std::vector<std::string>& settings,
                       const FindTheme& find_theme, bool replace, Message* resource,
                       std::vector<std::string>* paths) {
  for (const std::string& setting : settings) {
    const size_t equals = setting.find('=');
    if (equals == std::string::npos) {
      return UsageError(absl::StrCat("'", setting, "' is not FIELD=VALUE"));
    }
    auto target = ParseTarget(kind, absl::string_view(setting).substr(0, equals));
    if (!target.ok()) return UsageError(target.status().message());
    if (target->members) return UsageError("members have commands of their own: members add");
    const bool first = std::find(paths->begin(), paths->end(), target->path) == paths->end();
    if (replace && first && target->parts.empty()) ClearPath(*target, resource);
    const std::string value = setting.substr(equals + 1);
    if (absl::Status status = Assign(*target, value, find_theme, resource); !status.ok()) {
      if (status.code() != absl::StatusCode::kInvalidArgument) return status;
      return UsageError(absl::StrCat(target->path, ": ", status.message()));
    }
    if (first) paths->push_back(target->path);
  }
  return absl::OkStatus();
}

// A write's answer: shown, with a word about a dry run.
Outcome Written(Session& session, const absl::StatusOr<std::unique_ptr<Message>>& resource,
                bool dry_run) {
  if (!resource.ok()) return resource.status();
  if (dry_run) session.err() << "dry run: nothing was written\n";
  WriteOne(&session, **resource);
  return ExitCode::kOk;
}

Outcome Create(Session& session, const Kind& kind, const Options& options) {
  auto client = session.Connect(WriteDesk(kind));
  if (!client.ok()) return client.status();
  std::unique_ptr<Message> request = NewRequest("Create", kind);
  Message* resource = Mutable(request.get(), kind.field());
  if (!options.file.empty()) {
    if (absl::Status status = ReadJson(options.file, resource); !status.ok()) return status;
  }
  ThemeFinder themes(*client);
  std::vector<std::string> paths;
  std::vector<std::string> set = options.set;
  const bool theme = absl::string_view(kind.label) == "theme";
  if (theme) {
    SetText(request.get(), "theme_id", absl::StripPrefix(options.name, "themes/"));
  } else if (!options.name.empty()) {
    set.insert(set.begin(), absl::StrCat("names=", options.name));
  }
  absl::Status status = SetFields(kind, set, themes.finder(), false, resource, &paths);
  if (!status.ok()) return status;
  SetBool(request.get(), "validate_only", options.dry_run);
  return Written(session, Call(**client, *request), options.dry_run);
}

Outcome Update(Session& session, const Kind& base, const Options& options) {
  if (options.set.empty() && options.add.empty() && options.clear.empty()) {
    return UsageError("say what changes: --set FIELD=VALUE, --add FIELD=VALUE or --clear FIELD");
  }
  auto name = ResolveName(&session, base, options.name);
  if (!name.ok()) return name.status();
  const Kind& kind = KindOfName(*name) != nullptr ? *KindOfName(*name) : base;
  auto client = session.Connect(WriteDesk(kind));
  if (!client.ok()) return client.status();
  std::unique_ptr<Message> get = NewRequest("Get", kind);
  SetText(get.get(), "name", *name);
  auto present = Call(**client, *get);
  if (!present.ok()) return present.status();
  std::unique_ptr<Message> request = NewRequest("Update", kind);
  Message* resource = Mutable(request.get(), kind.field());
  resource->CopyFrom(**present);
  ThemeFinder themes(*client);
  std::vector<std::string> paths;
  for (const std::string& text : options.clear) {
    auto target = ParseTarget(kind, text);
    if (!target.ok()) return UsageError(target.status().message());
    ClearPath(*target, resource);
    paths.push_back(target->path);
  }
  auto status = SetFields(kind, options.set, themes.finder(), true, resource, &paths);
  if (status.ok()) {
    status = SetFields(kind, options.add, themes.finder(), false, resource, &paths);
  }
  if (!status.ok()) return status;
  if (!options.etag.empty()) SetText(resource, "etag", options.etag);
  Message* mask = Mutable(request.get(), "update_mask");
  for (const std::string& path : paths) {
    mask->GetReflection()->AddString(mask, mask->GetDescriptor()->FindFieldByName("paths"), path);
  }
  SetBool(request.get(), "validate_only", options.dry_run);
  return Written(session, Call(**client, *request), options.dry_run);
}

Outcome Delete(Session& session, const Kind& base, const Options& options, const char* verb) {
  const bool undelete = absl::string_view(verb) == "Undelete";
  auto name = ResolveName(&session, base, options.name);
  if (!name.ok()) return name.status();
  const Kind& kind = KindOfName(*name) != nullptr ? *KindOfName(*name) : base;
  auto client = session.Connect(WriteDesk(kind));
  if (!client.ok()) return client.status();
  std::unique_ptr<Message> request = NewRequest(verb, kind);
  SetText(request.get(), "name", *name);
  if (!undelete) SetText(request.get(), "etag", options.etag);
  SetBool(request.get(), "validate_only", options.dry_run);
  return Written(session, Call(**client, *request), options.dry_run);
}

using Action = Outcome (*)(Session&, const Kind&, const Options&);

// Makes a subcommand choose an action.
void Choose(CLI::App* command, Selection* selection, const Kind& kind,
            const std::shared_ptr<Options>& options, Action action) {
  command->callback([selection, &kind, options, action] {
    selection->run = [&kind, options, action](Session& session) {
      return action(session, kind, *options);
    };
  });
}

// An existing resource, as an argument and in examples.
struct Sample {
  const char* word;
  const char* what;
  const char* argument;  // how one is named
  const char* create;    // arguments of an example of create
  const char* update;
};

constexpr Sample kSamples[] = {
    {"org", "Organizations", "GCHR",
     "\"Bahrain Centre for Human Rights\" --set country=BH --set 'themes=freedom of association'",
     "GCHR --add active_countries=Lebanon --set website=https://www.gc4hr.org"},
    {"diaspora", "Diaspora groups", "\"Iraqis of Brussels\"",
     "\"Iraqis of Brussels\" --set origin=Iraq --set residence=Belgium",
     "\"Iraqis of Brussels\" --add languages=Dutch"},
    {"theme", "Themes of the vocabulary", "statelessness",
     "statelessness --set facet=issue --set labels.en=Statelessness --set labels.fr=Apatridie",
     "statelessness --set labels.ar=\"انعدام الجنسية\""},
    {"coalition", "Coalitions, campaigns and joint projects", "\"Nationality campaign\"",
     "\"Nationality campaign\" --set country=LB --set themes=statelessness",
     "\"Nationality campaign\" --set state=dormant"},
    {"hub", "Hubs, their members and circles", "\"First hub\"", "\"Gulf hub\" --set country=BH",
     "\"First hub\" --set names=\"Levant hub\""},
};

void AddRead(CLI::App* group, const Kind& kind, const Sample& sample, Selection* selection) {
  const std::string line = absl::StrCat("  tashbik ", sample.word, " ");
  {
    auto options = std::make_shared<Options>();
    CLI::App* list =
        AddCommand(group, "list", "List all that you may see",
                   line + (kind.actor ? "list --active-in BH -o csv" : "list -o json"));
    options->places.AddTo(list, kind.actor);
    list->add_flag("--deleted", options->deleted, "Also what can still be undeleted");
    list->add_option("--limit", options->limit, "Most to show; all unless given")
        ->check(CLI::Range(1, 1000000000));
    Choose(list, selection, kind, options, List);
  }
  auto options = std::make_shared<Options>();
  CLI::App* get = AddCommand(group, "get", "Show one or several, whole",
                             absl::StrCat(line, "get ", sample.argument, " -o json"));
  get->add_option("NAME", options->names, "Resource names, or what they are called")->required();
  Choose(get, selection, kind, options, Get);
}

void AddWrite(CLI::App* group, const Kind& kind, const Sample& sample, Selection* selection) {
  const std::string line = absl::StrCat("  tashbik ", sample.word, " ");
  const bool theme = absl::string_view(sample.word) == "theme";
  auto common = [&](CLI::App* command, const std::shared_ptr<Options>& options) {
    command->add_flag("--dry-run", options->dry_run, "Check everything, write nothing");
  };
  auto values = [](CLI::App* command, const char* flag, std::vector<std::string>* into,
                   const char* what, const char* type) {
    command->add_option(flag, *into, what)->allow_extra_args(false)->type_name(type);
  };
  {
    auto options = std::make_shared<Options>();
    CLI::App* create =
        AddCommand(group, "create", "Make a new one", absl::StrCat(line, "create ", sample.create));
    CLI::Option* name = create->add_option(theme ? "ID" : "NAME", options->name,
                                           theme ? "Its id, such as statelessness" : "Its name");
    if (theme) name->required();
    values(create, "--set", &options->set, "A field, as in import --map", "FIELD=VALUE");
    create->add_option("--file", options->file, "JSON of the whole resource; - for standard input");
    common(create, options);
    Choose(create, selection, kind, options, Create);
  }
  {
    auto options = std::make_shared<Options>();
    CLI::App* update = AddCommand(group, "update", "Change fields of one",
                                  absl::StrCat(line, "update ", sample.update));
    update->add_option("NAME", options->name, "Which")->required();
    values(update, "--set", &options->set, "New value of a field", "FIELD=VALUE");
    values(update, "--add", &options->add, "Values to add to a list", "FIELD=VALUE");
    values(update, "--clear", &options->clear, "A field to empty", "FIELD");
    update->add_option("--etag", options->etag, "Refuse if it is no longer in this state");
    common(update, options);
    Choose(update, selection, kind, options, Update);
  }
  for (const bool undelete : {false, true}) {
    auto options = std::make_shared<Options>();
    CLI::App* command =
        AddCommand(group, undelete ? "undelete" : "delete",
                   undelete ? "Bring one back" : "Delete one; it can be undeleted for 30 days",
                   undelete ? absl::StrCat(line, "undelete ", theme ? "themes/" : "",
                                           theme ? "statelessness" : kind.collection,
                                           theme ? "" : "/abcdefgh23456723")
                            : absl::StrCat(line, "delete ", sample.argument));
    command->add_option("NAME", options->name, "Which")->required();
    if (!undelete) command->add_option("--etag", options->etag, "Refuse if it has changed");
    common(command, options);
    Choose(
        command, selection, kind, options,
        undelete ? +[](Session& s, const Kind& k,
                       const Options& o) { return Delete(s, k, o, "Undelete"); }
                 : +[](Session& s, const Kind& k, const Options& o) {
                     return Delete(s, k, o, "Delete");
                   });
  }
}

}  // namespace

void AddResourceCommands(CLI::App* app, Selection* selection) {
  for (const Sample& sample : kSamples) {
    const Kind& kind = *FindKind(sample.word);
    CLI::App* group =
        AddCommand(app, sample.word, sample.what, absl::StrCat("  tashbik ", sample.word, " list"));
    group->require_subcommand(1);
    AddRead(group, kind, sample, selection);
    AddWrite(group, kind, sample, selection);
  }
}

}  // namespace tashbik::cli
