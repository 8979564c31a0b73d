// Asks a Tashbik server for partners: suggest ACTOR-OR-WORDS…
#include <iostream>

#include "absl/strings/str_join.h"
#include "clients/cpp/client.h"
#include "clients/cpp/token_files.h"
#include "tashbik/v1/match.pb.h"
#include "tashbik/v1/search.pb.h"

int main(int argc, char** argv) {
  namespace client = tashbik::client;
  namespace v1 = tashbik::v1;
  client::ClientOptions options;
  auto token = client::FindTokenFile(options.server, "coordinator");
  if (token.ok()) options.token = token->token;
  auto server = client::Client::Connect(options);
  if (!server.ok()) return std::cerr << server.status() << "\n", 1;

  v1::ResolveActorRequest who;
  who.set_query(absl::StrJoin(argv + 1, argv + argc, " "));
  auto found = server->Call<v1::ResolveActorResponse>(who);
  if (!found.ok()) return std::cerr << found.status() << "\n", 1;
  if (!found->has_actor()) return std::cerr << "Which one?\n" << found->DebugString(), 3;

  v1::SuggestPartnersRequest question;
  question.set_actor(found->actor().name());
  auto answer = server->Call<v1::SuggestPartnersResponse>(question);
  if (!answer.ok()) return std::cerr << answer.status() << "\n", 1;
  for (const v1::Suggestion& suggestion : answer->suggestions()) {
    std::cout << suggestion.partner().display_name() << " (" << suggestion.score() << ")\n";
    for (const v1::Reason& reason : suggestion.reasons())
      std::cout << "  " << reason.sentence() << "\n";
  }
}
