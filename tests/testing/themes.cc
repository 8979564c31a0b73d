// Through the functions that the services call.
#include "tests/testing/themes.h"

#include <cstdio>
#include <cstdlib>

#include <google/protobuf/text_format.h>

#include "absl/strings/str_cat.h"
#include "services/theme_revisions.h"
#include "services/vocabulary_requests.h"

namespace tashbik::testing {
namespace {

void Must(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "themes: %s\n", status.ToString().c_str());
  std::abort();
}

std::string NameOf(const std::string& id) { return id.empty() ? "" : absl::StrCat("themes/", id); }

}  // namespace

absl::Status PutTheme(TestDirectory& world, const services::CallContext& call,
                      const std::string& id, const std::string& text) {
  v1::BatchUpsertThemesRequest request;
  if (!google::protobuf::TextFormat::ParseFromString(text, request.add_themes())) {
    Must(absl::InvalidArgumentError(text));
  }
  request.mutable_themes(0)->set_name(NameOf(id));
  v1::BatchUpsertThemesResponse response;
  return world.Of(store::v1::KIND_THEME).BatchUpsert(call, request, response);
}

v1::Theme GetTheme(TestDirectory& world, const services::CallContext& call, const std::string& id) {
  v1::GetThemeRequest request;
  request.set_name(NameOf(id));
  v1::Theme theme;
  Must(world.Of(store::v1::KIND_THEME).Get(call, request, theme));
  theme.clear_create_time();
  theme.clear_update_time();
  theme.clear_delete_time();
  theme.clear_etag();
  return theme;
}

absl::Status Merge(TestDirectory& world, const std::string& source, const std::string& target) {
  v1::MergeThemesRequest request;
  request.set_source(NameOf(source));
  request.set_target(NameOf(target));
  return services::MergeThemes(world.directory(), world.Editor(), request).status();
}

absl::Status Deprecate(TestDirectory& world, const std::string& id,
                       const std::string& replaced_by) {
  v1::DeprecateThemeRequest request;
  request.set_name(NameOf(id));
  request.set_replaced_by(NameOf(replaced_by));
  return services::DeprecateTheme(world.directory(), world.Editor(), request).status();
}

absl::Status Delete(TestDirectory& world, const std::string& id) {
  v1::DeleteThemeRequest request;
  request.set_name(NameOf(id));
  v1::Theme theme;
  return world.Of(store::v1::KIND_THEME).Delete(world.Editor(), request, theme);
}

absl::Status Undelete(TestDirectory& world, const std::string& id) {
  v1::UndeleteThemeRequest request;
  request.set_name(NameOf(id));
  v1::Theme theme;
  return world.Of(store::v1::KIND_THEME).Undelete(world.Editor(), request, theme);
}

std::vector<v1::ThemeRevision> History(TestDirectory& world, const services::CallContext& call,
                                       const std::string& id, int page_size) {
  const services::TokenSealer tokens(world.directory().keys().page_token);
  std::vector<v1::ThemeRevision> history;
  v1::ListThemeRevisionsRequest request;
  request.set_name(NameOf(id));
  request.set_page_size(page_size);
  while (true) {
    v1::ListThemeRevisionsResponse response;
    Must(services::ListThemeRevisions(call, tokens, request, response));
    history.insert(history.end(), response.revisions().begin(), response.revisions().end());
    if (response.next_page_token().empty()) return history;
    request.set_page_token(response.next_page_token());
  }
}

std::vector<std::string> Notes(const std::vector<v1::ThemeRevision>& history) {
  std::vector<std::string> notes;
  for (const v1::ThemeRevision& revision : history) {
    notes.push_back(absl::StrCat(revision.number(), " ", revision.note()));
  }
  return notes;
}

}  // namespace tashbik::testing
