// Asks DuplicateService, and writes pairs for people in three languages.
#include "clients/cli/duplicate_output.h"

#include <utility>

#include "clients/cli/display_width.h"
#include "clients/cli/entry.h"
#include "clients/cli/words.h"

namespace tashbik::cli {
namespace {

// Of what was imported: more are read by nobody.
constexpr size_t kMostShown = 50;

constexpr Entry kNew = {"what you entered", "ما أدخلتموه", "ce que vous avez saisi"};
constexpr Entry kMayBeOne = {"These may be one and the same:", "قد تكون هذه جهة واحدة:",
                             "Il s’agit peut-être de la même organisation\u00A0:"};
constexpr Entry kWhatToDo = {
    "If they are: tashbik duplicate merge KEEP OTHER. If not: tashbik duplicate dismiss ONE OTHER.",
    "إن كانت كذلك: tashbik duplicate merge KEEP OTHER. وإلا: tashbik duplicate dismiss ONE OTHER.",
    "Si oui : tashbik duplicate merge KEEP OTHER. Sinon : tashbik duplicate dismiss ONE OTHER."};
constexpr Entry kMore = {"… and more: tashbik duplicate list", "… وغيرها: tashbik duplicate list",
                         "… et d’autres\u00A0: tashbik duplicate list"};

Candidates Ask(Session* session, v1::SearchDuplicatesRequest request) {
  auto client = session->Connect();
  if (!client.ok()) return {};
  request.set_language(session->language());
  auto response = (*client)->Call<v1::SearchDuplicatesResponse>(request);
  if (!response.ok()) return {};
  return {response->candidates().begin(), response->candidates().end()};
}

}  // namespace

void WriteCandidates(Session* session, const Candidates& candidates, std::ostream& out) {
  const std::string& language = session->language();
  for (const v1::DuplicateCandidate& candidate : candidates) {
    const bool stored = !candidate.first().name().empty();
    out << DecimalText(candidate.score(), 2, language) << "  "
        << Isolate(candidate.first().display_name().empty() ? In(kNew, language)
                                                            : candidate.first().display_name());
    if (stored) out << "  " << candidate.first().name();
    out << "\n      " << Isolate(candidate.second().display_name()) << "  "
        << candidate.second().name() << "\n";
    for (const v1::Evidence& evidence : candidate.evidence()) {
      out << "      - " << Isolate(evidence.sentence()) << "\n";
    }
  }
}

void WarnOfDuplicates(Session* session, const Candidates& candidates) {
  if (candidates.empty()) return;
  const std::string& language = session->language();
  session->err() << Isolate(In(kMayBeOne, language)) << "\n";
  Candidates shown = candidates;
  if (shown.size() > kMostShown) shown.resize(kMostShown);
  WriteCandidates(session, shown, session->err());
  if (shown.size() < candidates.size()) session->err() << Isolate(In(kMore, language)) << "\n";
  session->err() << Isolate(In(kWhatToDo, language)) << "\n";
}

Candidates DuplicatesOf(Session* session, const std::string& actor) {
  v1::SearchDuplicatesRequest request;
  request.set_actor(actor);
  return Ask(session, std::move(request));
}

Candidates DuplicatesOf(Session* session, const v1::Profile& profile) {
  v1::SearchDuplicatesRequest request;
  *request.mutable_names() = profile.names();
  request.set_website(profile.website());
  request.set_base_country(profile.base_country());
  return Ask(session, std::move(request));
}

v1::Profile ProfileIn(const google::protobuf::Message& actor) {
  const auto* field = actor.GetDescriptor()->FindFieldByName("profile");
  v1::Profile profile;
  if (field != nullptr) profile.CopyFrom(actor.GetReflection()->GetMessage(actor, field));
  return profile;
}

Candidates DuplicatesAmong(Session* session, const std::set<std::string>& actors) {
  Candidates found;
  if (actors.empty()) return found;
  auto client = session->Connect();
  if (!client.ok()) return found;
  v1::ListDuplicatesRequest request;
  request.set_page_size(1000);
  request.set_language(session->language());
  for (const auto& candidate : (*client)->List<v1::DuplicateCandidate>(request)) {
    if (!candidate.ok()) break;
    if (actors.contains(candidate->first().name()) || actors.contains(candidate->second().name())) {
      found.push_back(*candidate);
    }
  }
  return found;
}

}  // namespace tashbik::cli
