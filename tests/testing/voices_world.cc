// Reads by reflection, so that both kinds are read alike.
#include "tests/testing/voices_world.h"

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "absl/strings/str_cat.h"
#include "services/message_fields.h"
#include "services/names.h"
#include "services/visibility.h"
#include "tests/testing/test_directory.h"

namespace tashbik::testing {
namespace {

using google::protobuf::Message;

void Must(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "voices world: %s\n", status.ToString().c_str());
  std::abort();
}

template <class Request>
void SetPage(Request& request, const std::string& filter, const std::string& token) {
  request.set_filter(filter);
  request.set_page_size(2);
  request.set_page_token(token);
}

void Add(const absl::Status& status, const Message& answer, std::string& all) {
  // Details of errors have no order.
  absl::StrAppend(&all, absl::StatusCodeToString(status.code()), " ", status.message(), "\n",
                  services::Canonical(answer), "\n");
}

template <class Get, class List, class Resource, class Page>
void ReadKind(const services::Resources& resources, const services::CallContext& call,
              const std::vector<std::string>& names, const std::vector<std::string>& filters,
              std::string& all) {
  for (const std::string& name : names) {
    Get get;
    get.set_name(name);
    Resource shown;
    const absl::Status status = resources.Get(call, get, shown);
    Add(status, shown, all);
  }
  for (const std::string& filter : filters) {
    std::string token;
    do {
      List list;
      SetPage(list, filter, token);
      Page page;
      const absl::Status status = resources.List(call, list, page);
      Add(status, page, all);
      token = page.next_page_token();
    } while (!token.empty());
  }
}

}  // namespace

services::CallContext VoicesWorld::Anonymous() const {
  services::CallContext call = Stranger();
  services::Viewer nobody;
  nobody.day = call.viewer.day;
  call.viewer = nobody;
  return call;
}

services::CallContext VoicesWorld::Administrator() const {
  services::CallContext call = Anonymous();
  call.viewer.role = v1::ROLE_ADMINISTRATOR;
  call.viewer.account = "admin";
  return call;
}

std::vector<services::CallContext> VoicesWorld::Everybody(
    const std::vector<std::string>& actors) const {
  std::vector<services::CallContext> all = {Anonymous(), Administrator(), Coordinator(),
                                            Stranger()};
  for (const std::string& actor : actors) all.push_back(Member(actor));
  return all;
}

std::string VoicesWorld::MakeStatement(int threshold, const std::string& deadline, v1::Tier tier) {
  v1::CreateStatementRequest request;
  v1::Statement& statement = *request.mutable_statement();
  statement.add_names()->set_text("For freedom of assembly");
  (*statement.mutable_texts())["en"] = "We ask for fair registration.";
  statement.set_threshold(threshold);
  statement.set_deadline(deadline);
  statement.mutable_visibility()->set_tier(tier);
  v1::Statement made;
  Must(Of(store::v1::KIND_STATEMENT).Create(Coordinator(), request, made));
  return made.name();
}

absl::StatusOr<v1::Story> VoicesWorld::MakeStory(const services::CallContext& call,
                                                 v1::Story story) {
  v1::CreateStoryRequest request;
  *request.mutable_story() = std::move(story);
  v1::Story made;
  const absl::Status status = Of(store::v1::KIND_STORY).Create(call, request, made);
  if (!status.ok()) return status;
  return made;
}

std::string VoicesWorld::MakeStory(const std::vector<std::string>& organizations, v1::Tier tier) {
  v1::Story story;
  story.add_names()->set_text("The school opened");
  (*story.mutable_texts())["en"] = "They asked, and were heard.";
  for (const std::string& organization : organizations) {
    story.add_organizations()->set_organization(organization);
  }
  story.mutable_visibility()->set_tier(tier);
  absl::StatusOr<v1::Story> made = MakeStory(Coordinator(), std::move(story));
  Must(made.status());
  return made->name();
}

std::string VoicesWorld::ReadAll(const services::CallContext& call, storage::Kind kind,
                                 const std::vector<std::string>& names,
                                 const std::vector<std::string>& filters) {
  std::string all;
  if (kind == store::v1::KIND_STORY) {
    ReadKind<v1::GetStoryRequest, v1::ListStoriesRequest, v1::Story, v1::ListStoriesResponse>(
        Of(kind), call, names, filters, all);
  } else {
    ReadKind<v1::GetStatementRequest, v1::ListStatementsRequest, v1::Statement,
             v1::ListStatementsResponse>(Of(kind), call, names, filters, all);
  }
  for (const std::string& line : Feed(call)) absl::StrAppend(&all, line, "\n");
  return all;
}

std::vector<std::string> VoicesWorld::Feed(const services::CallContext& call) const {
  std::vector<std::string> lines;
  const auto changes = call.snapshot->view().Changes(0, 100'000);
  Must(changes.status());
  for (const storage::Change& change : *changes) {
    const auto kind = services::SeenAs(change, call.viewer);
    if (!kind) continue;
    lines.push_back(absl::StrCat(v1::ChangeKind_Name(*kind).substr(12), " ",
                                 services::NameOf(change.kind(), change.id())));
  }
  return lines;
}

}  // namespace tashbik::testing
