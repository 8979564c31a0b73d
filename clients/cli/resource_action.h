// What org, diaspora, theme, coalition and hub do, once the command line is read.
#ifndef TASHBIK_CLIENTS_CLI_RESOURCE_ACTION_H_
#define TASHBIK_CLIENTS_CLI_RESOURCE_ACTION_H_

#include <string>
#include <vector>

#include "clients/cli/assign.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/kind.h"
#include "clients/cli/place_filter.h"
#include "clients/cli/session.h"

namespace tashbik::cli {

// Options of all of them; each reads those that its command has.
struct ResourceOptions {
  PlaceFilter places;
  bool deleted = false;
  int limit = 0;
  std::vector<std::string> names;
  std::string name;
  std::vector<std::string> set;        // FIELD=VALUE
  std::vector<std::string> add;        // FIELD=VALUE, to lists
  std::vector<std::string> clear;      // FIELD
  std::vector<std::string> block;      // actors
  std::vector<std::string> unblock;    // actors
  std::vector<std::string> hide_from;  // countries
  std::string file;
  std::string etag;
  bool dry_run = false;
  bool no_duplicates_check = false;
};

// Carries out FIELD=VALUE settings on `resource` and notes their paths. Exit code 2 for what is not
// a field or value; `replace` clears a list before the first of its values.
absl::Status SetFields(const Kind& kind, const std::vector<std::string>& settings,
                       const FindTheme& find_theme, bool replace, Message* resource,
                       std::vector<std::string>* paths);

// Reads the JSON of a whole resource from a file, or from standard input for `-`.
absl::Status ReadJson(const std::string& path, Message* resource);

using ResourceAction = Outcome (*)(Session&, const Kind&, const ResourceOptions&);

Outcome ListResources(Session& session, const Kind& kind, const ResourceOptions& options);
Outcome GetResources(Session& session, const Kind& kind, const ResourceOptions& options);
Outcome CreateResource(Session& session, const Kind& kind, const ResourceOptions& options);
// Reads the resource, changes fields and writes them back with its etag, so that a change in
// between is a conflict.
Outcome UpdateResource(Session& session, const Kind& kind, const ResourceOptions& options);
Outcome DeleteResource(Session& session, const Kind& kind, const ResourceOptions& options);
Outcome UndeleteResource(Session& session, const Kind& kind, const ResourceOptions& options);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_RESOURCE_ACTION_H_
