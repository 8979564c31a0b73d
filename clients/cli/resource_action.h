// What org, diaspora, theme, coalition and hub do, once the command line is read.
#ifndef TASHBIK_CLIENTS_CLI_RESOURCE_ACTION_H_
#define TASHBIK_CLIENTS_CLI_RESOURCE_ACTION_H_

#include <string>
#include <vector>

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
};

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
