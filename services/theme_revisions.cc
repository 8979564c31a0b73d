// Moments are records of their own, with ids in the order of their numbers.
#include "services/theme_revisions.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/errors.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/times.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using store::v1::KIND_THEME;
using store::v1::KIND_THEME_REVISION;

// The theme of a moment as the viewer sees it.
v1::Theme Revealed(const Snapshot& snapshot, const Viewer& viewer, const std::string& id,
                   const v1::Theme& theme) {
  store::v1::Record record;
  record.set_id(id);
  *record.mutable_theme() = theme;
  v1::Theme shown;
  Reveal(SightOf(snapshot, viewer, KIND_THEME, record), record, shown);
  shown.set_name(NameOf(KIND_THEME, id));
  return shown;
}

// All moments in which something changed that the viewer sees, oldest first.
std::vector<v1::ThemeRevision> VisibleRevisions(const Snapshot& snapshot, const Viewer& viewer,
                                                const std::string& id) {
  std::vector<v1::ThemeRevision> shown;
  std::string before;
  for (const EntryPointer& entry : snapshot.catalog().Of(KIND_THEME_REVISION, id)) {
    const v1::ThemeRevision& stored = entry->record.theme_revision().revision();
    v1::Theme theme = Revealed(snapshot, viewer, id, stored.theme());
    std::string now = Canonical(theme);
    if (now == before) continue;
    before = std::move(now);
    v1::ThemeRevision& revision = shown.emplace_back();
    revision.set_number(static_cast<int64_t>(shown.size()));
    *revision.mutable_theme() = std::move(theme);
    revision.set_note(stored.note());
    *revision.mutable_create_time() = stored.create_time();
  }
  return shown;
}

// The greatest number that may be on the page.
absl::StatusOr<int64_t> FirstOf(const TokenSealer& tokens, const std::string& token,
                                const std::string& binding) {
  if (token.empty()) return std::numeric_limits<int64_t>::max();
  const absl::StatusOr<std::string> position = tokens.Open(token, binding);
  if (!position.ok()) return position.status();
  int64_t after = 0;
  if (!absl::SimpleAtoi(*position, &after) || after < 1) return TokenInvalid("page_token");
  return after - 1;
}

}  // namespace

void AddThemeRevision(const Snapshot& snapshot, const store::v1::Record& theme,
                      const std::string& account, absl::string_view note, absl::Time now,
                      WritePlan& plan) {
  const std::vector<EntryPointer> history = snapshot.catalog().Of(KIND_THEME_REVISION, theme.id());
  const int64_t last =
      history.empty() ? 0 : history.back()->record.theme_revision().revision().number();
  store::v1::Record record;
  record.set_id(absl::StrCat(theme.id(), "/", absl::Dec(last + 1, absl::kZeroPad10)));
  record.mutable_theme_revision()->set_account(account);
  v1::ThemeRevision& revision = *record.mutable_theme_revision()->mutable_revision();
  revision.set_number(last + 1);
  *revision.mutable_theme() = theme.theme();
  revision.set_note(std::string(note));
  *revision.mutable_create_time() = ToProto(now);
  std::string id = record.id();
  plan.writes.push_back(
      {.kind = KIND_THEME_REVISION, .id = std::move(id), .record = std::move(record)});
}

absl::Status ListThemeRevisions(const CallContext& call, const TokenSealer& tokens,
                                const v1::ListThemeRevisionsRequest& request,
                                v1::ListThemeRevisionsResponse& response) {
  if (request.name().empty()) return FieldRequired("name", "`themes/{theme}`");
  const auto id = ParseNameOf(KIND_THEME, request.name());
  if (!id) return FieldInvalid("name", "is no name of a theme", "use `themes/{theme}`");
  const absl::StatusOr<int> size = PageSize(request.page_size());
  if (!size.ok()) return size.status();
  const std::string binding = absl::StrCat("ListThemeRevisions|", call.viewer.account, "|",
                                           call.viewer.KeepsVocabulary(), "|", *id);
  const absl::StatusOr<int64_t> first = FirstOf(tokens, request.page_token(), binding);
  if (!first.ok()) return first.status();
  if (call.snapshot->catalog().Find(KIND_THEME, *id) == nullptr) return NotFound(request.name());
  const std::vector<v1::ThemeRevision> all = VisibleRevisions(*call.snapshot, call.viewer, *id);
  size_t bytes = 0;
  for (int64_t number = std::min(*first, static_cast<int64_t>(all.size())); number > 0; --number) {
    const v1::ThemeRevision& revision = all[static_cast<size_t>(number - 1)];
    bytes += revision.ByteSizeLong();
    const int count = response.revisions_size();
    if (count == *size || (count > 0 && bytes > kMaxPageBytes)) {
      response.set_next_page_token(tokens.Seal(absl::StrCat(number + 1), binding));
      break;
    }
    *response.add_revisions() = revision;
  }
  return absl::OkStatus();
}

}  // namespace tashbik::services
