// import: reads files, writes records, reports.
#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/command.h"
#include "clients/cli/delimited.h"
#include "clients/cli/duplicate_output.h"
#include "clients/cli/import_lines.h"
#include "clients/cli/import_report.h"
#include "clients/cli/import_table.h"
#include "clients/cli/input_file.h"
#include "clients/cli/resolve.h"
#include "clients/cli/skos.h"
#include "clients/cli/text_encoding.h"
#include "clients/cli/upload.h"
#include "clients/cli/words.h"
#include "clients/cpp/errors.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/vocabulary.pb.h"

namespace tashbik::cli {
namespace {

constexpr size_t kLongestSource = 63;
// Records of a dry run that duplicates are looked for, one by one.
constexpr size_t kMostAskedBefore = 200;

// The scheme of external ids: --source, or the file's name without folder and extension.
std::string SourceOf(const std::string& path, const ImportOptions& options) {
  std::string text = options.source;
  if (text.empty()) {
    text = path == "-" ? "stdin" : path.substr(path.rfind('/') + 1);
    text = text.substr(0, text.find('.', 1));
  }
  std::string source;
  for (char c : absl::AsciiStrToLower(text)) {
    const bool kept = absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '_';
    source += kept ? c : '-';
  }
  source.resize(std::min(source.size(), kLongestSource));
  return source;
}

// The hub that records are imported into: --hub, or the caller's own; empty if it has none.
absl::StatusOr<std::string> HubFor(Session& session, const ImportOptions& options) {
  if (!options.hub.empty()) return ResolveHub(&session, options.hub, Sure::kExact);
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto caller = (*client)->Call<v1::GetCallerResponse>(v1::GetCallerRequest());
  if (!caller.ok()) return caller.status();
  return caller->hubs_size() > 0 ? caller->hubs(0) : std::string();
}

// `--map a=b c=d`: what is no file and looks like a mapping belongs to --map.
void TakeMappings(ImportOptions* options) {
  if (options->map.empty()) return;
  std::vector<std::string> files;
  for (const std::string& text : options->files) {
    const bool mapping = absl::StrContains(text, '=') && !std::ifstream(text);
    (mapping ? options->map : files).push_back(text);
  }
  options->files = std::move(files);
}

// Gives the constants of --set to records of JSON Lines from `first` on, where the line itself says
// nothing. A field that none of them has is a mistake.
absl::Status SetConstants(const ImportOptions& options, const FindTheme& find_theme, size_t first,
                          ImportSet* set) {
  for (const std::string& setting : options.set) {
    const size_t equals = setting.find('=');
    if (equals == std::string::npos) {
      return UsageError(absl::StrCat("'", setting, "' is not FIELD=VALUE"));
    }
    absl::Status unknown;
    bool used = first == set->records.size();
    for (size_t i = first; i < set->records.size(); ++i) {
      ImportRecord& record = *set->records[i];
      auto target = ParseTarget(*record.kind, setting.substr(0, equals));
      if (!target.ok() || target->members) {
        unknown = target.status();
        continue;
      }
      used = true;
      if (HasValue(*target, *record.resource)) continue;
      absl::Status status =
          Assign(*target, setting.substr(equals + 1), find_theme, record.resource.get());
      if (status.code() == absl::StatusCode::kInvalidArgument) {
        return UsageError(absl::StrCat("--set ", setting, ": ", status.message()));
      }
      if (!status.ok()) return status;
      record.has_visibility |= absl::StartsWith(target->path, "visibility.");
    }
    if (!used) return UsageError(unknown.message());
  }
  return absl::OkStatus();
}

bool IsTurtle(const std::string& path, absl::string_view bytes) {
  return absl::EndsWith(path, ".ttl") || absl::EndsWith(path, ".turtle") || LooksLikeTurtle(bytes);
}

// SKOS in Turtle.
absl::Status ReadVocabulary(absl::string_view bytes, const std::string& path,
                            const std::string& source, const ImportOptions& options,
                            ThemeFinder* themes, ImportSet* set) {
  const size_t first = set->records.size();
  if (absl::Status status = ReadSkos(bytes, path, source, set); !status.ok()) {
    return UsageError(absl::StrCat(path, ": ", status.message()));
  }
  return SetConstants(options, themes->finder(), first, set);
}

absl::Status ReadFiles(Session& session, const ImportOptions& options, const std::string& hub,
                       ThemeFinder* themes, ImportSet* set) {
  for (const std::string& path : options.files) {
    auto bytes = ReadInput(path);
    if (!bytes.ok()) return bytes.status();
    const std::string source = SourceOf(path, options);
    if (IsTurtle(path, *bytes)) {
      absl::Status status = ReadVocabulary(*bytes, path, source, options, themes, set);
      if (!status.ok()) return status;
      continue;
    }
    auto decoded = DecodeText(*bytes, options.encoding);
    if (!decoded.ok()) {
      return UsageError(absl::StrCat(path, ": ", decoded.status().message()));
    }
    if (decoded->encoding != "utf-8") {
      set->notes.push_back(absl::StrCat(path, ": read as ", decoded->encoding));
    }
    if (LooksLikeJson(decoded->text)) {
      const size_t first = set->records.size();
      ReadJsonLines(decoded->text, path, source, options, set);
      absl::Status status = SetConstants(options, themes->finder(), first, set);
      if (!status.ok()) return status;
      continue;
    }
    auto table = ReadDelimited(decoded->text);
    if (!table.ok()) return UsageError(absl::StrCat(path, ": ", table.status().message()));
    absl::Status status = ReadTable(*table, path, source, hub, options, themes->finder(), set);
    if (!status.ok()) return status;
  }
  for (const std::string& note : set->notes) session.Tell(note);
  return absl::OkStatus();
}

// A bar on a terminal, nothing elsewhere.
std::function<void(size_t, size_t)> Progress(Session& session) {
  if (!session.settings().error_terminal) return [](size_t, size_t) {};
  return [&session](size_t done, size_t all) {
    constexpr size_t kWidth = 30;
    const size_t filled = all == 0 ? kWidth : kWidth * done / all;
    session.err() << "\r[" << std::string(filled, '=') << std::string(kWidth - filled, ' ') << "] "
                  << done << "/" << all << (done == all ? "\n" : "") << std::flush;
  };
}

bool AnyRefused(const ImportSet& set) { return CountOutcomes(set).refused > 0; }

// Deprecates the themes that the files say are deprecated, each before what replaces it, so that
// chains are kept. What the server refuses is refused in the report.
absl::Status DeprecateThemes(const client::Client& client,
                             const std::vector<ImportRecord*>& records) {
  std::map<std::string, int> leading;  // how many that are left are replaced by a theme
  std::vector<ImportRecord*> left;
  for (ImportRecord* record : records) {
    if (!record->deprecated || !record->refused.empty()) continue;
    left.push_back(record);
    ++leading[record->replaced_by];
  }
  while (!left.empty()) {
    auto next = std::find_if(left.begin(), left.end(), [&](const ImportRecord* record) {
      return leading[record->name] == 0;
    });
    if (next == left.end()) next = left.begin();  // a circle, which the server refuses
    ImportRecord* record = *next;
    left.erase(next);
    --leading[record->replaced_by];
    v1::DeprecateThemeRequest request;
    request.set_name(record->name);
    request.set_replaced_by(record->replaced_by);
    const absl::Status status = client.Call<v1::Theme>(request).status();
    if (status.ok()) continue;
    if (status.code() != absl::StatusCode::kInvalidArgument) return status;
    record->refused = client::Describe(status);
  }
  return absl::OkStatus();
}

// What may be the same as a new actor: of what was written, and else of some that would be.
void FindDuplicates(Session& session, bool wrote, ImportSet* set) {
  std::set<std::string> made;
  size_t asked = 0;
  for (const auto& record : set->records) {
    if (!record->kind->actor || !record->refused.empty()) continue;
    if (wrote) {
      if (record->outcome == v1::WRITE_OUTCOME_CREATED) made.insert(record->name);
    } else if (!record->exists && asked++ < kMostAskedBefore) {
      for (v1::DuplicateCandidate& candidate :
           DuplicatesOf(&session, ProfileIn(*record->resource))) {
        // For whom there is no name yet, the file's has to do.
        candidate.mutable_first()->set_display_name(record->title.empty() ? record->key
                                                                          : record->title);
        set->duplicates.push_back(std::move(candidate));
      }
    }
  }
  if (wrote) set->duplicates = DuplicatesAmong(&session, made);
}

Outcome Import(Session& session, ImportOptions options) {
  TakeMappings(&options);
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto administrator = session.Connect(Desk::kAdministrator);
  if (!administrator.ok()) return administrator.status();
  auto hub = HubFor(session, options);
  if (!hub.ok()) return hub.status();
  ThemeFinder themes(*client);
  ImportSet set;
  absl::Status status = ReadFiles(session, options, *hub, &themes, &set);
  if (!status.ok()) return status;

  std::vector<const client::Client*> clients = {*client};
  if (*administrator != *client) clients.push_back(*administrator);
  References references(clients, *hub, &themes);
  std::vector<ImportRecord*> records;
  for (auto& record : set.records) {
    references.Learn(record.get());
    records.push_back(record.get());
  }
  Upload upload(&session, options, &references, *hub, Progress(session));
  bool wrote = false;
  if (options.dry_run || options.atomic) status = upload.Run(records, true);
  if (status.ok() && !options.dry_run && (!options.atomic || !AnyRefused(set))) {
    for (ImportRecord* record : records) record->outcome = v1::WRITE_OUTCOME_UNSPECIFIED;
    status = upload.Run(records, false);
    if (status.ok()) status = DeprecateThemes(**administrator, records);
    wrote = true;
  }
  if (status.ok() && !options.no_duplicates_check) FindDuplicates(session, wrote, &set);
  WriteReport(&session, set, options);
  if (!status.ok()) return status;
  if (options.dry_run) session.err() << Say(Word::kDryRun, session.language()) << "\n";
  if (!wrote && !options.dry_run) {
    session.Tell("nothing was written: --atomic, and rows were refused");
  }
  if (!AnyRefused(set)) return ExitCode::kOk;
  const ImportCounts counts = CountOutcomes(set);
  const bool some = counts.created + counts.updated + counts.unchanged > 0;
  return some && (wrote || options.dry_run) ? ExitCode::kPartlyImported : ExitCode::kError;
}

}  // namespace

void AddImportCommand(CLI::App* app, Selection* selection) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* import = AddCommand(
      app, "import",
      "Register many at once: CSV, TSV, JSON Lines or SKOS in Turtle; can be run again",
      "  tashbik import members.csv --key id --source members-2024 --dry-run\n"
      "  tashbik import orgs.csv --key ref --map 'Nom complet=names.fr' --set levels=in\n"
      "  tashbik import themes.tsv --key ref --source orgs --map theme=issues+\n"
      "  tashbik import links.tsv --kind coalition --key coalition_id \\\n"
      "      --map coalition_name=names --map ref=members+ --ref orgs\n"
      "  tashbik import words.csv --kind theme --key id --set facet=issue\n"
      "  tashbik import vocabulary.ttl\n"
      "  tashbik import eurovoc-part.ttl --source eurovoc --set facet=issue --dry-run\n"
      "  tashbik export | tashbik --server 127.0.0.1:9440 import -");
  auto list = [&](const char* flag, std::vector<std::string>* values, const char* what,
                  const char* type) {
    import->add_option(flag, *values, what)->allow_extra_args(false)->type_name(type);
  };
  import->add_option("FILE", options->files, "Files to read; - for standard input")->required();
  import->add_option("--kind", options->kind,
                     "What the rows are: organization (unless told), diaspora_group, theme, "
                     "coalition, coalition_member, call, event, story, statement, hub, "
                     "hub_member or circle");
  import->add_option("--key", options->key,
                     "Column that tells rows apart: kept as external id, so that running the "
                     "import again updates; rows with the same key are one record");
  list("--map", &options->map,
       "Column to field; + adds to a list, nothing after = leaves the column out", "COLUMN=FIELD");
  list("--set", &options->set, "The same value for every row", "FIELD=VALUE");
  import->add_option("--source", options->source,
                     "What to call where it comes from; the file's name unless given");
  import->add_option("--ref", options->ref, "Source of the ids that the file refers to");
  import->add_option("--hub", options->hub,
                     "Hub to import into, also for the only hub of a file; your own unless given");
  import
      ->add_option("--tier", options->tier,
                   "Who may see what is imported; unclaimed (its hub's coordinators) for new "
                   "records unless the file says otherwise")
      ->check(CLI::IsMember({"private", "unclaimed", "brokered", "hub", "network", "public"}));
  import->add_option("--encoding", options->encoding,
                     "Of the files, such as windows-1256; found out unless given");
  import->add_flag("--dry-run", options->dry_run, "Check everything, write nothing, report all");
  import->add_flag("--no-duplicates-check", options->no_duplicates_check,
                   "Do not look for records that may be the same as new ones");
  import->add_flag("--atomic", options->atomic, "Write nothing when one row is refused");
  import->callback([selection, options] {
    selection->run = [options](Session& session) { return Import(session, *options);
};
}  // namespace tashbik::cli
);
}

}  // namespace tashbik::cli
