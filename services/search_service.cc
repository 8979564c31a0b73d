// Each handler: check the request, ask the network, show what it answers.
#include "services/search_service.h"

#include <algorithm>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "graph/search.h"
#include "graph/text/clean.h"
#include "services/actor_filter.h"
#include "services/errors.h"
#include "services/external_ids.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/presenter.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

constexpr size_t kMaxLineCharacters = 300;
constexpr int kMaxThemeResults = 50;
constexpr size_t kMaxResolvedIds = 1000;

// The text as it is kept: NFC, one line, 1 to 300 characters.
absl::StatusOr<std::string> CheckLine(absl::string_view path, absl::string_view text,
                                      absl::string_view remedy) {
  if (graph::text::IsBlank(text)) return FieldRequired(path, remedy);
  graph::text::CleanedText clean = graph::text::Clean(text, graph::text::Lines::kOne);
  if (!clean.ok()) {
    Violations violations;
    violations.TextRefused(path, absl::StrCat("holds ", graph::text::Describe(*clean.fault)));
    return violations.ToStatus();
  }
  const size_t length = graph::text::CountCharacters(clean.text);
  if (length > kMaxLineCharacters) {
    return LimitExceeded(path, absl::StrCat(length, " characters"),
                         absl::StrCat(kMaxLineCharacters, " characters"));
  }
  return std::move(clean.text);
}

absl::StatusOr<std::string> CheckWords(absl::string_view words) {
  return CheckLine("query", words, "give one word or more");
}

absl::Status CheckScheme(absl::string_view scheme) {
  if (scheme.empty()) return FieldRequired("scheme", "name the other system");
  if (scheme.size() > kMaxWordBytes) {
    return LimitExceeded("scheme", absl::StrCat(scheme.size(), " characters"),
                         absl::StrCat(kMaxWordBytes, " characters"));
  }
  const bool good = std::all_of(scheme.begin(), scheme.end(), [](unsigned char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '.' || c == '_' || c == '-';
  });
  if (good) return absl::OkStatus();
  return FieldInvalid("scheme", "is no word",
                      "use lower-case letters, digits, `.`, `_` and `-`, as in `register`");
}

// Which facets themes are asked for; none means all.
absl::Status CheckFacets(const v1::SearchThemesRequest& request) {
  for (int i = 0; i < request.facets_size(); ++i) {
    if (v1::Facet_IsValid(request.facets(i)) && request.facets(i) != v1::FACET_UNSPECIFIED) {
      continue;
    }
    return FieldInvalid(
        absl::StrCat("facets[", i, "]"),
        absl::StrCat("is ", static_cast<int>(request.facets(i)), ", which is no facet"),
        "use a value such as FACET_ISSUE");
  }
  return absl::OkStatus();
}

// The query of Search and ResolveActor.
absl::StatusOr<graph::SearchQuery> MakeQuery(absl::string_view words, absl::string_view filter,
                                             const Keys& keys) {
  absl::StatusOr<std::string> clean = CheckWords(words);
  if (!clean.ok()) return clean.status();
  absl::StatusOr<Filter> parsed = ParseActorFilter(filter);
  if (!parsed.ok()) return parsed.status();
  graph::SearchQuery query;
  query.words = *std::move(clean);
  query.tie_key = keys.tie;
  if (!parsed->empty()) {
    query.filter.also = [filter = *std::move(parsed)](const graph::ActorView& actor) {
      return Passes(filter, actor);
    };
  }
  return query;
}

// A place in the order of hits: score and tie hash, 16 bytes.
std::string Position(const graph::SearchHit& hit) {
  std::string bytes(16, '\0');
  std::memcpy(bytes.data(), &hit.score, 8);
  std::memcpy(bytes.data() + 8, &hit.tie_hash, 8);
  return bytes;
}

std::pair<double, uint64_t> ReadPosition(const std::string& bytes) {
  std::pair<double, uint64_t> position;
  std::memcpy(&position.first, bytes.data(), 8);
  std::memcpy(&position.second, bytes.data() + 8, 8);
  return position;
}

}  // namespace

grpc::Status SearchService::Search(grpc::ServerContext* context, const v1::SearchRequest* request,
                                   v1::SearchResponse* response) {
  return calls_.Run(
      "SearchService", *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        const Keys& keys = calls_.directory().keys();
        absl::StatusOr<graph::SearchQuery> query =
            MakeQuery(request->query(), request->filter(), keys);
        if (!query.ok()) return query.status();
        absl::StatusOr<Language> language = AnswerLanguage(request->language());
        if (!language.ok()) return language.status();
        absl::StatusOr<int> size = PageSize(request->page_size());
        if (!size.ok()) return size.status();
        const std::string binding =
            absl::StrCat("Search|", call.viewer.account, "|", request->query().size(), "|",
                         request->query(), "|", request->filter());
        if (!request->page_token().empty()) {
          absl::StatusOr<std::string> position = tokens_.Open(request->page_token(), binding);
          if (!position.ok()) return position.status();
          query->after = ReadPosition(*position);
        }
        query->count = *size + 1;  // one more tells whether there is a next page
        const std::vector<graph::SearchHit> hits = graph::SearchActors(
            call.snapshot->network(), ToAudience(call.viewer), *query, call.stop);
        if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
        const Presenter presenter(call, *language);
        size_t bytes = 0;
        for (size_t i = 0; i < hits.size(); ++i) {
          if (static_cast<int>(i) == *size || bytes > kMaxPageBytes) {
            response->set_next_page_token(tokens_.Seal(Position(hits[i - 1]), binding));
            break;
          }
          absl::StatusOr<v1::ActorSummary> summary = presenter.Summary(hits[i].actor);
          if (!summary.ok()) return summary.status();
          v1::SearchResult* result = response->add_results();
          *result->mutable_actor() = *std::move(summary);
          result->set_score(hits[i].score);
          for (const std::string& word : hits[i].matched_words) result->add_matched_words(word);
          bytes += result->ByteSizeLong();
        }
        return absl::OkStatus();
      });
}

grpc::Status SearchService::SearchThemes(grpc::ServerContext* context,
                                         const v1::SearchThemesRequest* request,
                                         v1::SearchThemesResponse* response) {
  return calls_.Run(
      "SearchService", *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        absl::StatusOr<std::string> words = CheckWords(request->query());
        if (!words.ok()) return words.status();
        if (request->count() < 0) {
          return FieldInvalid("count", "must not be negative", "give a number from 1 to 50");
        }
        if (absl::Status status = CheckFacets(*request); !status.ok()) return status;
        const int count = request->count() == 0 ? 5 : std::min(request->count(), kMaxThemeResults);
        const bool any_facet = request->facets().empty();
        // All are asked for where some facets may be left out afterwards.
        for (const graph::ThemeHit& hit :
             graph::SearchThemes(call.snapshot->network(), *words, any_facet ? count : 1000)) {
          const EntryPointer entry =
              call.snapshot->catalog().Find(store::v1::KIND_THEME, hit.theme);
          if (entry == nullptr) continue;
          const auto facet = entry->record.theme().facet();
          if (!any_facet && std::find(request->facets().begin(), request->facets().end(), facet) ==
                                request->facets().end()) {
            continue;
          }
          if (response->results_size() == count) break;
          v1::ThemeResult* result = response->add_results();
          Project(calls_.directory().keys(),
                  SightOf(*call.snapshot, call.viewer, store::v1::KIND_THEME, entry->record),
                  store::v1::KIND_THEME, entry->record, *result->mutable_theme());
          result->set_score(hit.score);
          result->set_exact(hit.exact);
        }
        return absl::OkStatus();
      });
}

grpc::Status SearchService::ResolveActor(grpc::ServerContext* context,
                                         const v1::ResolveActorRequest* request,
                                         v1::ResolveActorResponse* response) {
  return calls_.Run(
      "SearchService", *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        const Keys& keys = calls_.directory().keys();
        absl::StatusOr<graph::SearchQuery> query =
            MakeQuery(request->query(), request->filter(), keys);
        if (!query.ok()) return query.status();
        absl::StatusOr<Language> language = AnswerLanguage(request->language());
        if (!language.ok()) return language.status();
        if (const auto name = ParseActorName(query->words)) query->words = name->id;
        const graph::Resolution resolution =
            graph::ResolveActor(call.snapshot->network(), ToAudience(call.viewer), *query);
        const Presenter presenter(call, *language);
        if (!resolution.actor.empty()) {
          absl::StatusOr<v1::ActorSummary> summary = presenter.Summary(resolution.actor);
          if (!summary.ok()) return summary.status();
          *response->mutable_actor() = *std::move(summary);
          return absl::OkStatus();
        }
        for (const std::string& candidate : resolution.candidates) {
          absl::StatusOr<v1::ActorSummary> summary = presenter.Summary(candidate);
          if (!summary.ok()) return summary.status();
          *response->add_candidates() = *std::move(summary);
        }
        return absl::OkStatus();
      });
}

grpc::Status SearchService::ResolveExternalIds(grpc::ServerContext* context,
                                               const v1::ResolveExternalIdsRequest* request,
                                               v1::ResolveExternalIdsResponse* response) {
  return calls_.Run(
      "SearchService", *context, *request, *response, [&](const CallContext& call) -> absl::Status {
        if (absl::Status status = CheckScheme(request->scheme()); !status.ok()) return status;
        const size_t count = static_cast<size_t>(request->values_size());
        if (count == 0) return FieldRequired("values", "give 1 to 1,000 ids");
        if (count > kMaxResolvedIds) {
          return LimitExceeded("values", absl::StrCat(count, " ids"),
                               absl::StrCat(kMaxResolvedIds, " ids"));
        }
        for (int i = 0; i < request->values_size(); ++i) {
          const std::string& value = request->values(i);
          absl::StatusOr<std::string> clean =
              CheckLine(absl::StrCat("values[", i, "]"), value, "give an id of the other system");
          if (!clean.ok()) return clean.status();
          const std::optional<std::string> name = FindByExternalId(
              *call.snapshot, calls_.directory().keys(), call.viewer, request->scheme(), *clean);
          if (name) (*response->mutable_names())[value] = *name;
        }
        return absl::OkStatus();
      });
}

}  // namespace tashbik::services
