// Resolves names through SearchService and lists.
#include "clients/cli/resolve.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/substitute.h"
#include "clients/cli/columns.h"
#include "clients/cli/display_name.h"
#include "clients/cli/display_width.h"
#include "clients/cli/entry.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/output.h"
#include "clients/cli/table.h"
#include "clients/cli/theme_finder.h"
#include "clients/cli/words.h"
#include "clients/cpp/fold.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/hub.pb.h"

namespace tashbik::cli {
namespace {

// More candidates than this help nobody.
constexpr size_t kMostCandidates = 10;

// What was typed, what it is called and its resource name.
constexpr Entry kTakenAs = {"'$0': taken as $1 ($2)", "فُهم «$0» على أنه: $1 ($2)",
                            "«\u00A0$0\u00A0»\u00A0: compris comme $1 ($2)"};

absl::Status Ambiguous(Session* session, const std::string& text,
                       const std::vector<std::unique_ptr<Message>>& candidates) {
  if (candidates.empty()) {
    return absl::NotFoundError(absl::StrCat("nothing here is called '", text, "'"));
  }
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  const CellStyle style = {session->language(), true};
  for (const Column& column : ColumnsOf(candidates[0]->GetDescriptor())) {
    header.emplace_back(Say(column.title, session->language()));
  }
  for (const auto& candidate : candidates) {
    std::vector<std::string>& row = rows.emplace_back();
    for (const Column& column : ColumnsOf(candidate->GetDescriptor())) {
      row.push_back(column.cell(*candidate, style));
    }
  }
  session->err() << Say(Word::kCandidates, session->language()) << "\n";
  NameReferences(session, &rows);
  WriteTable(header, rows, {}, session->err());
  return absl::NotFoundError(absl::StrCat("'", text, "' may be any of these: name one of them"));
}

// Whether the text is one of the names.
bool IsNamed(const Message& holder, const std::string& text) {
  const std::string wanted = client::FoldWords(text);
  for (const Message* name : Items(holder, "names")) {
    const std::string known = GetText(*name, "text");
    if (known == text || (!wanted.empty() && client::FoldWords(known) == wanted)) return true;
  }
  return false;
}

// Whether the text is the resource name of an actor, coalition, hub or circle, or one of its names.
bool IsNameOf(const Message& resource, const std::string& text) {
  return text == NameOf(resource) || IsNamed(resource, text);
}

// The one that words found: taken where that will do, and said.
absl::Status Take(Session* session, const std::string& text, const Message& found, Sure sure) {
  if (IsNameOf(found, text)) return absl::OkStatus();
  const std::string name = DisplayName(found, session->language());
  if (sure == Sure::kExact) {
    return absl::NotFoundError(absl::StrCat("nothing here is called '", text, "'; if you mean ",
                                            name, ", say ", NameOf(found)));
  }
  session->err() << absl::Substitute(In(kTakenAs, session->language()), Isolate(Printable(text)),
                                     Isolate(Printable(name)), NameOf(found))
                 << "\n";
  return absl::OkStatus();
}

std::unique_ptr<Message> CopyOf(const Message& message) {
  std::unique_ptr<Message> copy(message.New());
  copy->CopyFrom(message);
  return copy;
}

absl::StatusOr<std::string> ResolveTheme(Session* session, const std::string& text) {
  if (absl::StartsWith(text, "themes/")) return text;
  auto client = session->Connect();
  if (!client.ok()) return client.status();
  v1::SearchThemesRequest search;
  search.set_query(text);
  auto found = (*client)->Call<v1::SearchThemesResponse>(search);
  if (!found.ok()) return found.status();
  if (const v1::Theme* named = NamedTheme(*found, text)) return named->name();
  std::vector<std::unique_ptr<Message>> candidates;
  for (const v1::ThemeResult& result : found->results()) {
    candidates.push_back(CopyOf(result.theme()));
  }
  const bool id =
      text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
  if (id) {
    v1::GetThemeRequest get;
    get.set_name(absl::StrCat("themes/", text));
    if (auto theme = (*client)->Call<v1::Theme>(get); theme.ok()) return theme->name();
  }
  return Ambiguous(session, text, candidates);
}

absl::StatusOr<std::string> ResolveByName(Session* session, const Kind& kind,
                                          const std::string& text, Sure sure) {
  auto client = session->Connect();
  if (!client.ok()) return client.status();
  std::unique_ptr<Message> request = NewRequest("List", kind);
  SetText(
      request.get(), "filter",
      absl::StrCat("text:\"", absl::StrReplaceAll(text, {{"\\", "\\\\"}, {"\"", "\\\""}}), "\""));
  auto response = Call(**client, *request);
  if (!response.ok()) return response.status();
  std::vector<std::unique_ptr<Message>> exact;
  std::vector<std::unique_ptr<Message>> candidates;
  for (const Message* item : Items(**response, kind.list_field())) {
    auto& to = IsNameOf(*item, text) ? exact : candidates;
    if (to.size() < kMostCandidates) to.push_back(CopyOf(*item));
  }
  if (!exact.empty()) candidates = std::move(exact);
  if (candidates.size() != 1) return Ambiguous(session, text, candidates);
  absl::Status status = Take(session, text, *candidates[0], sure);
  if (!status.ok()) return status;
  return NameOf(*candidates[0]);
}

}  // namespace

absl::StatusOr<v1::ActorSummary> ResolveActor(Session* session, const std::string& text,
                                              Sure sure) {
  auto client = session->Connect();
  if (!client.ok()) return client.status();
  if (absl::StripAsciiWhitespace(text).empty()) return UsageError("'' names nothing");
  v1::ResolveActorRequest request;
  request.set_query(text);
  auto response = (*client)->Call<v1::ResolveActorResponse>(request);
  if (!response.ok()) return response.status();
  if (response->has_actor()) {
    absl::Status status = Take(session, text, response->actor(), sure);
    if (!status.ok()) return status;
    return response->actor();
  }
  std::vector<std::unique_ptr<Message>> candidates;
  for (const v1::ActorSummary& candidate : response->candidates()) {
    candidates.push_back(CopyOf(candidate));
  }
  return Ambiguous(session, text, candidates);
}

absl::StatusOr<std::string> ResolveName(Session* session, const Kind& kind, const std::string& text,
                                        Sure sure) {
  if (absl::StripAsciiWhitespace(text).empty()) return UsageError("'' names nothing");
  if (KindOfName(text) != nullptr) {
    const bool fits = KindOfName(text) == &kind || (kind.actor && KindOfName(text)->actor);
    if (!fits) return UsageError(absl::StrCat("'", text, "' is not a ", kind.label));
    return text;
  }
  if (kind.actor) {
    auto actor = ResolveActor(session, text, sure);
    if (!actor.ok()) return actor.status();
    return actor->name();
  }
  if (absl::string_view(kind.label) == "theme") return ResolveTheme(session, text);
  return ResolveByName(session, kind, text, sure);
}

absl::StatusOr<std::string> ResolveDeleted(Session* session, const Kind& kind,
                                           const std::string& text) {
  const absl::string_view label = kind.label;
  if (KindOfName(text) != nullptr || label == "theme") {
    return ResolveName(session, kind, text, Sure::kExact);
  }
  auto client = session->Connect(label == "hub" ? Desk::kAdministrator : Desk::kCoordinator);
  if (!client.ok()) return client.status();
  std::unique_ptr<Message> request = NewRequest("List", kind);
  SetBool(request.get(), "show_deleted", true);
  SetInt(request.get(), "page_size", 1000);
  client::PageWalk walk(*request, [&](const Message& page, Message* response) {
    return (*client)->Call(page, response);
  });
  std::vector<std::unique_ptr<Message>> candidates;
  for (auto next = walk.Next(); !next.ok() || *next != nullptr; next = walk.Next()) {
    if (!next.ok()) return next.status();
    const Message& item = **next;
    const auto* reflection = item.GetReflection();
    const auto* deleted = item.GetDescriptor()->FindFieldByName("delete_time");
    const auto* profile = item.GetDescriptor()->FindFieldByName("profile");
    const Message& named = profile == nullptr ? item : reflection->GetMessage(item, profile);
    if (deleted == nullptr || !reflection->HasField(item, deleted) || !IsNamed(named, text))
      continue;
    if (candidates.size() < kMostCandidates) candidates.push_back(CopyOf(**next));
  }
  if (candidates.size() == 1) return NameOf(*candidates[0]);
  return Ambiguous(session, text, candidates);
}

absl::StatusOr<std::string> ResolveCircle(Session* session, const std::string& hub,
                                          const std::string& text) {
  if (KindOfName(text) != nullptr) return text;
  auto client = session->Connect();
  if (!client.ok()) return client.status();
  v1::ListCirclesRequest list;
  list.set_parent(hub);
  std::vector<std::unique_ptr<Message>> candidates;
  for (const auto& circle : (*client)->List<v1::Circle>(list)) {
    if (!circle.ok()) return circle.status();
    if (circle->name() == absl::StrCat(hub, "/circles/", text)) return circle->name();
    if (IsNameOf(*circle, text)) candidates.push_back(CopyOf(*circle));
  }
  if (candidates.size() == 1) return NameOf(*candidates[0]);
  return Ambiguous(session, text, candidates);
}

absl::StatusOr<std::string> ResolveHub(Session* session, const std::string& text, Sure sure) {
  if (!text.empty()) return ResolveName(session, *FindKind("hub"), text, sure);
  auto client = session->Connect();
  if (!client.ok()) return client.status();
  auto caller = (*client)->Call<v1::GetCallerResponse>(v1::GetCallerRequest());
  if (!caller.ok()) return caller.status();
  if (caller->hubs_size() > 0) return caller->hubs(0);
  if (caller->member_hubs_size() > 0) return caller->member_hubs(0);
  return UsageError("you have no hub of your own: say which with --hub");
}

}  // namespace tashbik::cli
