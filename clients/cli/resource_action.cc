// Reads and writes resources of any kind by the names that requests share.
#include "clients/cli/resource_action.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/assign.h"
#include "clients/cli/duplicate_output.h"
#include "clients/cli/input_file.h"
#include "clients/cli/json_text.h"
#include "clients/cli/output.h"
#include "clients/cli/reference_walk.h"
#include "clients/cli/resolve.h"
#include "clients/cli/theme_finder.h"
#include "clients/cli/words.h"
#include "tashbik/v1/common.pb.h"

namespace tashbik::cli {
namespace {

// The vocabulary and the hubs are the administrator's.
Desk WriteDesk(const Kind& kind) {
  const absl::string_view label = kind.label;
  return label == "theme" || label == "hub" ? Desk::kAdministrator : Desk::kCoordinator;
}

// A write's answer: shown, with a word about a dry run.
Outcome Written(Session& session, const absl::StatusOr<std::unique_ptr<Message>>& resource,
                bool dry_run) {
  if (!resource.ok()) return resource.status();
  if (dry_run) session.err() << Say(Word::kDryRun, session.language()) << "\n";
  WriteOne(&session, **resource);
  return ExitCode::kOk;
}

Outcome DeleteAs(Session& session, const Kind& base, const ResourceOptions& options,
                 bool undelete) {
  auto name = undelete ? ResolveDeleted(&session, base, options.name)
                       : ResolveName(&session, base, options.name, Sure::kExact);
  if (!name.ok()) return name.status();
  const Kind& kind = KindOfName(*name) != nullptr ? *KindOfName(*name) : base;
  auto client = session.Connect(WriteDesk(kind));
  if (!client.ok()) return client.status();
  std::unique_ptr<Message> request = NewRequest(undelete ? "Undelete" : "Delete", kind);
  SetText(request.get(), "name", *name);
  if (!undelete) SetText(request.get(), "etag", options.etag);
  SetBool(request.get(), "validate_only", options.dry_run);
  return Written(session, Call(**client, *request), options.dry_run);
}

// A name is taken as it is: whom to block need not be seen.
absl::StatusOr<std::string> ActorToBlock(Session& session, const std::string& text) {
  if (const Kind* kind = KindOfName(text); kind != nullptr && kind->actor) return text;
  auto actor = ResolveActor(&session, text, Sure::kExact);
  if (!actor.ok()) return actor.status();
  return actor->name();
}

// Whom the owner keeps from the record.
absl::Status KeepOut(Session& session, const Kind& kind, const ResourceOptions& options,
                     Message* resource, std::vector<std::string>* paths) {
  if (!options.hide_from.empty()) {
    std::vector<std::string> fields;
    for (const std::string& country : options.hide_from) {
      fields.push_back(absl::StrCat("visibility.hide_from_countries=", country));
    }
    auto status = SetFields(kind, fields, nullptr, false, resource, paths);
    if (!status.ok()) return status;
  }
  if (options.block.empty() && options.unblock.empty()) return absl::OkStatus();
  auto& blocked = *static_cast<v1::Visibility*>(Mutable(resource, "visibility"))->mutable_blocked();
  for (const bool block : {false, true}) {
    for (const std::string& text : block ? options.block : options.unblock) {
      auto name = ActorToBlock(session, text);
      if (!name.ok()) return name.status();
      blocked.erase(std::remove(blocked.begin(), blocked.end(), *name), blocked.end());
      if (block) *blocked.Add() = *name;
    }
  }
  paths->push_back("visibility.blocked");
  return absl::OkStatus();
}

// Actors, coalitions and hubs may be named by what they are called.
absl::Status ResolveReferences(Session* session, Message* resource) {
  return VisitReferences(
      resource, [&](RefKind kind, const std::string&, std::string* text) -> absl::StatusOr<bool> {
        const Kind* named = kind == RefKind::kActor       ? FindKind("org")
                            : kind == RefKind::kCoalition ? FindKind("coalition")
                            : kind == RefKind::kHub       ? FindKind("hub")
                                                          : nullptr;
        if (named == nullptr || KindOfName(*text) != nullptr) return true;
        auto name = ResolveName(session, *named, *text, Sure::kExact);
        if (!name.ok()) return name.status();
        *text = *name;
        return true;
      });
}

}  // namespace

absl::Status ReadJson(const std::string& path, Message* resource) {
  auto text = ReadInput(path);
  if (!text.ok()) return text.status();
  const absl::Status read = FromJson(*text, resource);
  return read.ok() ? read : UsageError(absl::StrCat(path, ": ", read.message()));
}

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

Outcome ListResources(Session& session, const Kind& kind, const ResourceOptions& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  PlaceFilter places = options.places;
  for (std::string& theme : places.theme) {
    auto name = ResolveName(&session, *FindKind("theme"), theme, Sure::kWords);
    if (!name.ok()) return name.status();
    theme = *std::move(name);
  }
  auto filter = places.Build();
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

Outcome GetResources(Session& session, const Kind& kind, const ResourceOptions& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  std::vector<std::unique_ptr<Message>> found;
  for (const std::string& text : options.names) {
    auto name = ResolveName(&session, kind, text, Sure::kWords);
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

Outcome CreateResource(Session& session, const Kind& kind, const ResourceOptions& options) {
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
  if (status.ok()) status = ResolveReferences(&session, resource);
  if (!status.ok()) return status;
  SetBool(request.get(), "validate_only", options.dry_run);
  auto made = Call(**client, *request);
  Candidates duplicates;
  if (made.ok() && kind.actor && !options.no_duplicates_check) {
    duplicates = options.dry_run ? DuplicatesOf(&session, ProfileIn(*resource))
                                 : DuplicatesOf(&session, GetText(**made, "name"));
  }
  const Outcome outcome = Written(session, made, options.dry_run);
  WarnOfDuplicates(&session, duplicates);
  return outcome;
}

Outcome UpdateResource(Session& session, const Kind& base, const ResourceOptions& options) {
  if (options.set.empty() && options.add.empty() && options.clear.empty() &&
      options.block.empty() && options.unblock.empty() && options.hide_from.empty()) {
    return UsageError("say what changes: --set FIELD=VALUE, --add FIELD=VALUE or --clear FIELD");
  }
  auto name = ResolveName(&session, base, options.name, Sure::kExact);
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
  if (status.ok()) status = ResolveReferences(&session, resource);
  if (status.ok()) status = KeepOut(session, kind, options, resource, &paths);
  if (!status.ok()) return status;
  if (!options.etag.empty()) SetText(resource, "etag", options.etag);
  Message* mask = Mutable(request.get(), "update_mask");
  for (const std::string& path : paths) {
    mask->GetReflection()->AddString(mask, mask->GetDescriptor()->FindFieldByName("paths"), path);
  }
  SetBool(request.get(), "validate_only", options.dry_run);
  return Written(session, Call(**client, *request), options.dry_run);
}

Outcome DeleteResource(Session& session, const Kind& kind, const ResourceOptions& options) {
  return DeleteAs(session, kind, options, /*undelete=*/false);
}

Outcome UndeleteResource(Session& session, const Kind& kind, const ResourceOptions& options) {
  return DeleteAs(session, kind, options, /*undelete=*/true);
}

}  // namespace tashbik::cli
