// The first start: a hub, and two tokens in files, so that the command line works at once.
#ifndef TASHBIK_SERVICES_FIRST_START_H_
#define TASHBIK_SERVICES_FIRST_START_H_

#include "absl/status/status.h"
#include "services/call_context.h"
#include "services/config.h"
#include "services/directory.h"

namespace tashbik::services {

// File names of the two tokens, in the data folder and in the token folder.
inline constexpr char kAdministratorFile[] = "administrator.token";
inline constexpr char kCoordinatorFile[] = "coordinator.token";

// In a directory without tokens: makes a hub named config.first_start.hub_name and the tokens of an
// administrator and of that hub's coordinator, and writes each, alone on a line, into a 0600 file
// in the data folder and in the token folder (made 0700 when missing). The files are written before
// the records, so that no token exists that nobody knows. Does nothing in any other directory.
absl::Status PrepareFirstStart(const Config& config, Directory& directory, LogSink& log);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_FIRST_START_H_
