// Shows actors that may be one, and looks for those of new records.
#ifndef TASHBIK_CLIENTS_CLI_DUPLICATE_OUTPUT_H_
#define TASHBIK_CLIENTS_CLI_DUPLICATE_OUTPUT_H_

#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "clients/cli/session.h"
#include "tashbik/v1/actor.pb.h"
#include "tashbik/v1/duplicate.pb.h"

namespace tashbik::cli {

using Candidates = std::vector<v1::DuplicateCandidate>;

// For people: the score, both names with their resource names, and each piece of evidence on a
// line.
void WriteCandidates(Session* session, const Candidates& candidates, std::ostream& out);

// The same on standard error, with what can be done. Nothing where there are none.
void WarnOfDuplicates(Session* session, const Candidates& candidates);

// What may be the same as a stored actor, or as a profile that is not stored. Empty where the
// server does not tell: a warning is all that is lost.
Candidates DuplicatesOf(Session* session, const std::string& actor);
Candidates DuplicatesOf(Session* session, const v1::Profile& profile);

// The profile of an organization or diaspora group.
v1::Profile ProfileIn(const google::protobuf::Message& actor);

// Pairs among all that the caller may change, at least one of them in `actors`.
Candidates DuplicatesAmong(Session* session, const std::set<std::string>& actors);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_DUPLICATE_OUTPUT_H_
