// Viewers are resolved as the call wrapper does it, from an account that is not stored.
#include "tests/testing/test_directory.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "services/errors.h"
#include "services/names.h"

namespace tashbik::testing {
namespace {

void Must(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "test directory: %s\n", status.ToString().c_str());
  std::abort();
}

}  // namespace

TestDirectory::TestDirectory() { Open(); }

void TestDirectory::Open() {
  services::DirectoryOptions options;
  options.store.folder = folder_.Inside("data");
  options.store.clock = [offset = offset_] { return absl::Now() + *offset; };
  options.background = false;
  absl::StatusOr<std::unique_ptr<services::Directory>> opened =
      services::Directory::Open(std::move(options));
  Must(opened.status());
  directory_ = *std::move(opened);
}

void TestDirectory::Restart() {
  directory_.reset();
  Open();
}

services::CallContext TestDirectory::As(v1::Role role, const std::string& account,
                                        const std::vector<std::string>& hubs,
                                        const std::string& actor) {
  v1::Account caller;
  caller.set_role(role);
  if (!account.empty()) caller.set_name("accounts/" + account);
  for (const std::string& hub : hubs) caller.add_hubs(hub);
  caller.set_actor(actor);
  services::CallContext call;
  call.snapshot = directory_->snapshot();
  call.viewer = services::ViewerOf(*call.snapshot, caller, v1::Token(), directory_->Now());
  call.method = "test";
  call.stop = [] { return false; };
  return call;
}

std::string TestDirectory::MakeAccount(v1::Role role, const std::vector<std::string>& hubs,
                                       const std::string& actor,
                                       const std::vector<std::string>& scopes) {
  const std::string secret = services::NewTokenSecret();
  v1::Account account;
  account.set_role(role);
  *account.mutable_hubs() = {hubs.begin(), hubs.end()};
  account.set_actor(actor);
  *account.mutable_scopes() = {scopes.begin(), scopes.end()};
  const absl::Time expires = directory_->Now() + services::kStandardTokenTtl;
  Must(directory_
           ->Write(services::WriteCall{.method = "test"},
                   [&](const services::Snapshot&) -> absl::StatusOr<services::WritePlan> {
                     services::WritePlan plan;
                     services::PlanAccount(*directory_, account, secret, expires, "", plan);
                     return plan;
                   })
           .status());
  return secret;
}

services::CallContext TestDirectory::With(const std::string& secret, const std::string& method) {
  services::CallContext call;
  call.method = method;
  call.stop = [] { return false; };
  Must(services::Admit(*directory_, secret, call));
  return call;
}

std::string TestDirectory::MakeHub(const std::string& text) {
  v1::CreateHubRequest request;
  request.mutable_hub()->add_names()->set_text(text);
  v1::Hub made;
  Must(Of(store::v1::KIND_HUB).Create(Administrator(), request, made));
  return made.name();
}

std::string TestDirectory::MakeCircle(const std::string& hub, const std::string& text) {
  v1::CreateCircleRequest request;
  request.set_parent(hub);
  request.mutable_circle()->add_names()->set_text(text);
  v1::Circle made;
  Must(Of(store::v1::KIND_CIRCLE).Create(Coordinator("maker", {hub}), request, made));
  return made.name();
}

void TestDirectory::AddToHub(const std::string& hub, const std::string& actor,
                             const std::vector<std::string>& circles) {
  v1::CreateHubMemberRequest request;
  request.set_parent(hub);
  request.mutable_hub_member()->set_actor(actor);
  for (const std::string& circle : circles) request.mutable_hub_member()->add_circles(circle);
  v1::HubMember made;
  Must(Of(store::v1::KIND_HUB_MEMBER).Create(Coordinator("maker", {hub}), request, made));
}

void TestDirectory::MakeTheme(const std::string& id, v1::Facet facet,
                              const std::vector<std::string>& broader) {
  v1::CreateThemeRequest request;
  request.set_theme_id(id);
  request.mutable_theme()->set_facet(facet);
  (*request.mutable_theme()->mutable_labels())["en"] = id;
  for (const std::string& theme : broader) {
    request.mutable_theme()->add_broader("themes/" + theme);
  }
  v1::Theme made;
  Must(Of(store::v1::KIND_THEME).Create(Administrator(), request, made));
}

std::string ReasonName(const absl::Status& status) {
  if (status.ok()) return "OK";
  return std::string(
      absl::StripPrefix(v1::ErrorReason_Name(services::ReasonOf(status)), "ERROR_REASON_"));
}

}  // namespace tashbik::testing
