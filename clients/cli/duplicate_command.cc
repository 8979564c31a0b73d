// duplicate: which actors may be one, and what you say of it.
#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/duplicate_output.h"
#include "clients/cli/entry.h"
#include "clients/cli/merge_output.h"
#include "clients/cli/output.h"
#include "clients/cli/resolve.h"
#include "clients/cli/subcommands.h"
#include "clients/cli/words.h"
#include "clients/cpp/places.h"
#include "tashbik/v1/duplicate.pb.h"

namespace tashbik::cli {
namespace {

constexpr Entry kDismissed = {"Not proposed as one any more: ", "لن تُقترحا جهةً واحدة بعد الآن: ",
                              "Ne seront plus proposés comme doublon\u00A0: "};
constexpr Entry kTakeBack = {"Take it back with: ", "للتراجع: ", "Pour revenir en arrière\u00A0: "};

struct Options {
  std::string first;
  std::string second;
  std::string website;
  std::string country;
  std::string merge;
  int count = 0;
  bool dry_run = false;
};

Outcome Show(Session& session, const Candidates& candidates) {
  if (session.settings().format == Format::kTable && !candidates.empty()) {
    WriteCandidates(&session, candidates, session.out());
    return ExitCode::kOk;
  }
  Listing listing(&session, v1::DuplicateCandidate::descriptor());
  for (const v1::DuplicateCandidate& candidate : candidates) listing.Add(candidate);
  listing.Finish();
  return ExitCode::kOk;
}

Outcome ListAll(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  v1::ListDuplicatesRequest request;
  request.set_language(session.language());
  request.set_page_size(options.count == 0 ? 1000 : std::min(options.count, 1000));
  Candidates found;
  for (const auto& candidate : (*client)->List<v1::DuplicateCandidate>(request)) {
    if (!candidate.ok()) return candidate.status();
    found.push_back(*candidate);
    if (options.count != 0 && static_cast<int>(found.size()) == options.count) break;
  }
  return Show(session, found);
}

// Of an actor that is there, or of a name that is not.
Outcome Search(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  v1::SearchDuplicatesRequest request;
  request.set_language(session.language());
  request.set_count(options.count);
  if (absl::StartsWith(options.first, "organizations/") ||
      absl::StartsWith(options.first, "diasporaGroups/")) {
    request.set_actor(options.first);
  } else {
    request.add_names()->set_text(options.first);
    request.set_website(options.website);
    if (!options.country.empty()) {
      auto country = client::CountryCode(options.country);
      if (!country.ok()) return UsageError(absl::StrCat("--country: ", country.status().message()));
      request.set_base_country(*country);
    }
  }
  auto response = (*client)->Call<v1::SearchDuplicatesResponse>(request);
  if (!response.ok()) return response.status();
  return Show(session, {response->candidates().begin(), response->candidates().end()});
}

// Both actors of a command, by what the caller calls them.
absl::StatusOr<std::pair<std::string, std::string>> Both(Session& session, const Options& options) {
  auto first = ResolveActor(&session, options.first, Sure::kExact);
  if (!first.ok()) return first.status();
  auto second = ResolveActor(&session, options.second, Sure::kExact);
  if (!second.ok()) return second.status();
  return std::make_pair(first->name(), second->name());
}

Outcome Dismiss(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto both = Both(session, options);
  if (!both.ok()) return both.status();
  v1::DismissDuplicateRequest request;
  request.set_first(both->first);
  request.set_second(both->second);
  auto response = (*client)->Call<v1::DismissDuplicateResponse>(request);
  if (!response.ok()) return response.status();
  session.err() << In(kDismissed, session.language()) << request.first() << " | "
                << request.second() << "\n";
  return ExitCode::kOk;
}

Outcome Merge(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto both = Both(session, options);
  if (!both.ok()) return both.status();
  v1::MergeActorsRequest request;
  request.set_kept(both->first);
  request.set_merged(both->second);
  request.set_validate_only(options.dry_run);
  auto response = (*client)->Call<v1::Merge>(request);
  if (!response.ok()) return response.status();
  if (options.dry_run && session.settings().format == Format::kTable) {
    if (absl::Status shown = WriteMergePreview(&session, *response); !shown.ok()) return shown;
  } else {
    WriteOne(&session, *response);
  }
  if (options.dry_run) {
    session.err() << Say(Word::kDryRun, session.language()) << "\n";
  } else {
    session.err() << In(kTakeBack, session.language()) << "tashbik duplicate undo "
                  << response->name() << "\n";
  }
  return ExitCode::kOk;
}

Outcome Undo(Session& session, const Options& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  v1::UndoMergeRequest request;
  request.set_name(absl::StrCat("merges/", absl::StripPrefix(options.merge, "merges/")));
  auto response = (*client)->Call<v1::Merge>(request);
  if (!response.ok()) return response.status();
  WriteOne(&session, *response);
  return ExitCode::kOk;
}

Outcome ListMerges(Session& session, const Options&) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  Listing listing(&session, v1::Merge::descriptor());
  for (const auto& merge : (*client)->List<v1::Merge>(v1::ListMergesRequest())) {
    if (!merge.ok()) return merge.status();
    listing.Add(*merge);
  }
  listing.Finish();
  return ExitCode::kOk;
}

}  // namespace

void AddDuplicateCommands(CLI::App* app, Selection* selection) {
  CLI::App* group = AddCommand(app, "duplicate", "Organizations that were entered twice",
                               "  tashbik duplicate list");
  group->require_subcommand(1);
  const Subcommands<Options> add(group, selection);
  auto [list, listed] = add(ListAll, "list", "Pairs that may be one, the likeliest first, and why",
                            "  tashbik duplicate list --limit 20");
  list->add_option("--limit", listed->count, "Most to show; all unless given")
      ->check(Between(1, 1000000));
  auto [search, searched] =
      add(Search, "search", "What may be the same as an actor, or as a name",
          "  tashbik duplicate search \"مركز الخليج لحقوق الإنسان\"\n"
          "  tashbik duplicate search \"Minority Rights Group International\" --lang ar");
  search->add_option("NAME", searched->first, "A name, or a resource name")->required();
  search->add_option("--website", searched->website, "With a name: its website");
  search->add_option("--country", searched->country,
                     "With a name: where it is based, a code or a name");
  search->add_option("--limit", searched->count, "Most to show; 5 unless given")
      ->check(Between(1, 50));
  auto [dismiss, dismissed] = add(Dismiss, "dismiss", "Say that two are not the same",
                                  "  tashbik duplicate dismiss \"Minority Rights Group\" "
                                  "\"Housing rights for minorities, Lebanon\"");
  dismiss->add_option("ONE", dismissed->first, "One actor")->required();
  dismiss->add_option("OTHER", dismissed->second, "The other")->required();
  auto [merge, merged] = add(Merge, "merge", "Make one of two; it can be undone",
                             "  tashbik duplicate merge \"Minority Rights Group\" "
                             "\"Housing rights for minorities, Lebanon\" --dry-run");
  merge->add_option("KEEP", merged->first, "The one that stays")->required();
  merge->add_option("OTHER", merged->second, "The one that goes into it")->required();
  merge->add_flag("--dry-run", merged->dry_run, "Check everything, write nothing");
  auto [undo, undone] =
      add(Undo, "undo", "Take a merge back", "  tashbik duplicate undo merges/abcdefgh23456723");
  undo->add_option("MERGE", undone->merge, "Its name, merges/…")->required();
  add(ListMerges, "merges", "What was merged, the newest first", "  tashbik duplicate merges");
}

}  // namespace tashbik::cli
