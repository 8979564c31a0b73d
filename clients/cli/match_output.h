// How suggestions, explanations and paths look.
#ifndef TASHBIK_CLIENTS_CLI_MATCH_OUTPUT_H_
#define TASHBIK_CLIENTS_CLI_MATCH_OUTPUT_H_

#include "clients/cli/session.h"
#include "tashbik/v1/match.pb.h"

namespace tashbik::cli {

// For people: rank, name, band and place on one line, then each reason as a sentence. Says so
// kindly where there is none. The other formats write every suggestion with all its fields; csv
// has a row for each.
void WriteSuggestions(Session* session, const v1::ActorSummary& asker,
                      const v1::SuggestPartnersResponse& response);

// The pair as above, then a table of signals and what keeps them apart.
void WriteExplanation(Session* session, const v1::ExplainPartnerResponse& response);

// A sentence for each path.
void WritePaths(Session* session, const v1::FindPathsResponse& response);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_MATCH_OUTPUT_H_
