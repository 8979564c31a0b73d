// Each handler: read the request, ask the network, write the answer.
#include "services/match_service.h"

#include <thread>

#include "services/compose.h"
#include "services/errors.h"
#include "services/feedback_calls.h"
#include "services/match_reader.h"
#include "services/match_writer.h"
#include "services/names.h"
#include "services/presenter.h"
#include "services/threads.h"
#include "services/tokens.h"

namespace tashbik::services {
namespace {

// What sentences call the asker: its display name, or that of the unsaved profile.
absl::StatusOr<std::string> AskerName(const v1::SuggestPartnersRequest& request,
                                      const std::string& asker, const Presenter& presenter) {
  if (request.has_organization()) {
    return PickName(request.organization().profile().names(), presenter.language());
  }
  if (request.has_diaspora_group()) {
    return PickName(request.diaspora_group().profile().names(), presenter.language());
  }
  absl::StatusOr<v1::ActorSummary> summary = presenter.Summary(asker);
  if (!summary.ok()) return summary.status();
  return summary->display_name();
}

}  // namespace

MatchService::MatchService(Calls& calls)
    : calls_(calls),
      parallel_(OnSpareCores(static_cast<int>(std::thread::hardware_concurrency()))) {}

grpc::Status MatchService::SuggestPartners(grpc::ServerContext* context,
                                           const v1::SuggestPartnersRequest* request,
                                           v1::SuggestPartnersResponse* response) {
  return calls_.Run(
      "MatchService", *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        const Keys& keys = calls_.directory().keys();
        absl::StatusOr<graph::SuggestQuery> query = ReadSuggest(*request, call, keys);
        if (!query.ok()) return query.status();
        query->parallel = parallel_;
        ApplyFeedback(*call.snapshot, call.viewer, *query);
        absl::StatusOr<Language> language = AnswerLanguage(request->language());
        if (!language.ok()) return language.status();
        const Presenter presenter(call, *language);
        absl::StatusOr<std::string> asker_name = AskerName(*request, query->asker, presenter);
        if (!asker_name.ok()) return asker_name.status();

        // Whom the asker would not find by itself is the coordinator's to bring in.
        graph::Audience asker_audience;
        const bool for_another = call.viewer.role == v1::ROLE_COORDINATOR && !query->asker.empty();
        if (for_another) {
          asker_audience = AudienceOfAnother(*call.snapshot, call.viewer, query->asker);
        }
        const graph::SuggestResult result =
            graph::SuggestPartners(call.snapshot->network(), ToAudience(call.viewer), *query,
                                   call.stop, for_another ? &asker_audience : nullptr);
        if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
        if (result.outcome == graph::Outcome::kUnknownAsker) return NotFound(request->actor());
        const MatchWriter writer(call, presenter, query->asker, *std::move(asker_name));
        for (const graph::Suggestion& suggestion : result.suggestions) {
          absl::StatusOr<v1::Suggestion> shown = writer.Suggestion(suggestion);
          if (!shown.ok()) return shown.status();
          *response->add_suggestions() = *std::move(shown);
        }
        return absl::OkStatus();
      });
}

grpc::Status MatchService::ExplainPartner(grpc::ServerContext* context,
                                          const v1::ExplainPartnerRequest* request,
                                          v1::ExplainPartnerResponse* response) {
  return calls_.Run("MatchService", *context, *request, *response,
                    [&](const CallContext& call) -> absl::StatusOr<v1::ExplainPartnerResponse> {
                      absl::StatusOr<graph::ExplainQuery> query = ReadExplain(*request, call);
                      if (!query.ok()) return query.status();
                      absl::StatusOr<Language> language = AnswerLanguage(request->language());
                      if (!language.ok()) return language.status();
                      ApplyFeedback(*call.snapshot, call.viewer, *query);
                      const Presenter presenter(call, *language);
                      absl::StatusOr<v1::ActorSummary> asker = presenter.Summary(query->asker);
                      if (!asker.ok()) return asker.status();
                      const std::optional<graph::Explanation> explanation = graph::ExplainPartner(
                          call.snapshot->network(), ToAudience(call.viewer), *query);
                      if (!explanation) return NotFound(request->partner());
                      return MatchWriter(call, presenter, query->asker, asker->display_name())
                          .Explanation(*explanation);
                    });
}

grpc::Status MatchService::FindPaths(grpc::ServerContext* context,
                                     const v1::FindPathsRequest* request,
                                     v1::FindPathsResponse* response) {
  return calls_.Run(
      "MatchService", *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        absl::StatusOr<graph::PathsQuery> query = ReadPaths(*request, call);
        if (!query.ok()) return query.status();
        absl::StatusOr<Language> language = AnswerLanguage(request->language());
        if (!language.ok()) return language.status();
        const Presenter presenter(call, *language);
        const std::vector<graph::Path> paths =
            graph::FindPaths(call.snapshot->network(), ToAudience(call.viewer), *query, call.stop);
        if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
        for (const graph::Path& path : paths) {
          absl::StatusOr<v1::Path> shown = WritePath(path, presenter);
          if (!shown.ok()) return shown.status();
          *response->add_paths() = *std::move(shown);
        }
        return absl::OkStatus();
      });
}

grpc::Status MatchService::ComposeCoalition(grpc::ServerContext* context,
                                            const v1::ComposeCoalitionRequest* request,
                                            v1::ComposeCoalitionResponse* response) {
  return calls_.Run("MatchService", *context, *request, *response, [&](const CallContext& call) {
    return services::ComposeCoalition(call, calls_.directory().keys(), *request);
  });
}

}  // namespace tashbik::services
