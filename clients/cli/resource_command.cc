// org, diaspora, theme, coalition, call, event, story, statement, hub: list, get, create, update,
// delete, undelete.
#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/cli/command.h"
#include "clients/cli/resource_action.h"

namespace tashbik::cli {
namespace {

// Makes a subcommand choose an action.
void Choose(CLI::App* command, Selection* selection, const Kind& kind,
            const std::shared_ptr<ResourceOptions>& options, ResourceAction action) {
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
    {"coalition", "Coalitions, campaigns and joint projects", "WeActTogether",
     "\"Nationality campaign\" --set country=LB --set themes=statelessness",
     "WeActTogether --set state=dormant"},
    {"call", "Calls for proposals, with their rules", "\"MACS grants for issue-based networks\"",
     "\"Grants for networks\" --set country=LB --set deadline=2026-11-30 --set "
     "rules.min_members=3",
     "\"MACS grants for issue-based networks\" --set rules.skills=\"legal aid\""},
    {"event", "Workshops, networking days and other events", "\"MACS workshop in Lebanon\"",
     "\"Legal aid days\" --set country=LB --set start_date=2026-12-01 --set kind=workshop",
     "\"MACS workshop in Lebanon\" --set proposals.en=\"A joint note on registration\""},
    {"story", "Positive stories of civil society", "\"A ramp, then a rule\"",
     "\"A school for girls\" --set country=MA --set texts.en=\"How it came about\"",
     "\"A ramp, then a rule\" --set date=2022-10-20"},
    {"statement", "Joint statements, signed once enough others do",
     "\"For the right to assembly and fair registration in Morocco\"",
     "\"Free to assemble\" --set threshold=5 --set texts.en=\"We ask for …\"",
     "\"For the right to assembly and fair registration in Morocco\" --set themes=\"civic space\""},
    {"hub", "Hubs, their members and circles", "\"First hub\"", "\"Gulf hub\" --set country=BH",
     "\"First hub\" --set names=\"Levant hub\""},
};

// What lists of some kinds can be narrowed by besides places.
void AddFilters(CLI::App* list, absl::string_view word, ResourceOptions* options) {
  if (word == "call") {
    options->places.AddDay(list, "--deadline-after", "deadline_after",
                           "Only with a later deadline");
    options->places.AddDay(list, "--deadline-before", "deadline_before",
                           "Only with an earlier deadline");
  } else if (word == "event") {
    options->places.AddDay(list, "--from", "from", "Only those that end on that day or later");
    options->places.AddDay(list, "--until", "until", "Only those that begin by that day");
  }
  if (word == "call" || word == "event" || word == "story" || word == "statement") {
    list->add_option("--theme", options->places.theme, "Only those about it or something narrower")
        ->allow_extra_args(false);
  }
}

void AddRead(CLI::App* group, const Kind& kind, const Sample& sample, Selection* selection) {
  const std::string line = absl::StrCat("  tashbik ", sample.word, " ");
  {
    auto options = std::make_shared<ResourceOptions>();
    CLI::App* list =
        AddCommand(group, "list", "List all that you may see",
                   line + (kind.actor ? "list --active-in BH -o csv" : "list -o json"));
    options->places.AddTo(list, kind.actor);
    AddFilters(list, sample.word, options.get());
    list->add_flag("--deleted", options->deleted, "Also what can still be undeleted");
    list->add_option("--limit", options->limit, "Most to show; all unless given")
        ->check(Between(1, 1000000000));
    Choose(list, selection, kind, options, ListResources);
  }
  auto options = std::make_shared<ResourceOptions>();
  CLI::App* get = AddCommand(group, "get", "Show one or several, whole",
                             absl::StrCat(line, "get ", sample.argument, " -o json"));
  get->add_option("NAME", options->names, "Resource names, or what they are called")->required();
  Choose(get, selection, kind, options, GetResources);
}

void AddWrite(CLI::App* group, const Kind& kind, const Sample& sample, Selection* selection) {
  const std::string line = absl::StrCat("  tashbik ", sample.word, " ");
  const bool theme = absl::string_view(sample.word) == "theme";
  auto common = [&](CLI::App* command, const std::shared_ptr<ResourceOptions>& options) {
    command->add_flag("--dry-run", options->dry_run, "Check everything, write nothing");
  };
  auto values = [](CLI::App* command, const char* flag, std::vector<std::string>* into,
                   const char* what, const char* type) {
    command->add_option(flag, *into, what)->allow_extra_args(false)->type_name(type);
  };
  {
    auto options = std::make_shared<ResourceOptions>();
    CLI::App* create =
        AddCommand(group, "create", "Make a new one", absl::StrCat(line, "create ", sample.create));
    CLI::Option* name = create->add_option(theme ? "ID" : "NAME", options->name,
                                           theme ? "Its id, such as statelessness" : "Its name");
    if (theme) name->required();
    values(create, "--set", &options->set, "A field, as in import --map", "FIELD=VALUE");
    create->add_option("--file", options->file, "JSON of the whole resource; - for standard input");
    if (kind.actor) {
      create->add_flag("--no-duplicates-check", options->no_duplicates_check,
                       "Do not look for records that may be the same");
    }
    common(create, options);
    Choose(create, selection, kind, options, CreateResource);
  }
  {
    auto options = std::make_shared<ResourceOptions>();
    CLI::App* update = AddCommand(group, "update", "Change fields of one",
                                  absl::StrCat(line, "update ", sample.update));
    update->add_option("NAME", options->name, "Which")->required();
    values(update, "--set", &options->set, "New value of a field", "FIELD=VALUE");
    values(update, "--add", &options->add, "Values to add to a list", "FIELD=VALUE");
    values(update, "--clear", &options->clear, "A field to empty", "FIELD");
    if (!theme && absl::string_view(sample.word) != "hub") {
      values(update, "--block", &options->block, "For these people it is not there", "ACTOR");
      values(update, "--unblock", &options->unblock, "It is there for them again", "ACTOR");
      values(update, "--hide-from", &options->hide_from,
             "Actors based or active in this country do not see it; all again by --clear hide_from",
             "COUNTRY");
    }
    update->add_option("--etag", options->etag, "Refuse if it is no longer in this state");
    common(update, options);
    Choose(update, selection, kind, options, UpdateResource);
  }
  for (const bool undelete : {false, true}) {
    auto options = std::make_shared<ResourceOptions>();
    CLI::App* command =
        AddCommand(group, undelete ? "undelete" : "delete",
                   undelete ? "Bring one back" : "Delete one; it can be undeleted for 30 days",
                   undelete ? absl::StrCat(line, "undelete ", sample.argument)
                            : absl::StrCat(line, "delete ", sample.argument));
    command->add_option("NAME", options->name, "Which")->required();
    if (!undelete) command->add_option("--etag", options->etag, "Refuse if it has changed");
    common(command, options);
    Choose(command, selection, kind, options, undelete ? UndeleteResource : DeleteResource);
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
