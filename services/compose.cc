// Reads the request, asks the network, writes the answer.
#include "services/compose.h"

#include <optional>
#include <utility>

#include "graph/compose.h"
#include "services/compose_reader.h"
#include "services/compose_writer.h"
#include "services/errors.h"
#include "services/presenter.h"
#include "services/viewer.h"

namespace tashbik::services {

absl::StatusOr<v1::ComposeCoalitionResponse> ComposeCoalition(
    const CallContext& call, const Keys& keys, const v1::ComposeCoalitionRequest& request) {
  absl::StatusOr<ComposeQuestion> question = ReadCompose(request, call, keys);
  if (!question.ok()) return question.status();
  absl::StatusOr<Language> language = AnswerLanguage(request.language());
  if (!language.ok()) return language.status();
  const graph::Audience audience = ToAudience(call.viewer);
  const graph::Composer composer(call.snapshot->network(), audience, question->query, call.stop);
  if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
  const std::optional<graph::Team> team = composer.Compose(question->members);
  // Whether the members are there was asked above, in the same snapshot.
  if (!team) return Internal(call.request_id);
  const Presenter presenter(call, *language);
  return ComposeWriter(call, presenter, question->query).Composition(*team);
}

}  // namespace tashbik::services
