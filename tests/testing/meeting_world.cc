// Everything is written through the services that callers use, but for tokens.
#include "tests/testing/meeting_world.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/accounts.h"
#include "services/names.h"
#include "services/tokens.h"

namespace tashbik::testing {
namespace {

void Must(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "meeting world: %s\n", status.ToString().c_str());
  std::abort();
}

// `[a-z][a-z2-7]{15}` from a number.
std::string IdOf(int64_t number) {
  std::string id(16, 'a');
  for (size_t i = 15; number > 0; --i, number /= 26) {
    id[i] = static_cast<char>('a' + number % 26);
  }
  return id;
}

v1::Account AccountOf(v1::Role role, const std::string& account, const std::string& hub,
                      const std::string& actor) {
  v1::Account made;
  made.set_role(role);
  made.set_name("accounts/" + account);
  if (!hub.empty()) made.add_hubs(hub);
  made.set_actor(actor);
  return made;
}

}  // namespace

MeetingWorld::MeetingWorld()
    : data_(folder_.Inside("data")),
      now_(std::make_shared<absl::Time>(absl::FromUnixSeconds(1'800'000'000))),
      ids_(std::make_shared<int64_t>(0)) {
  Open();
  for (std::string* hub : {&hub_, &other_hub_}) {
    v1::CreateHubRequest request;
    request.mutable_hub()->add_names()->set_text("Hub");
    v1::Hub made;
    Must(services::Resources(*directory_, store::v1::KIND_HUB)
             .Create(As(AccountOf(v1::ROLE_ADMINISTRATOR, "admin", "", "")), request, made));
    *hub = made.name();
  }
}

void MeetingWorld::Open(const std::function<void(services::DirectoryOptions&)>& change) {
  services::DirectoryOptions options;
  options.store.folder = data_;
  options.store.clock = [now = now_] { return *now; };
  options.background = false;
  options.secret = std::string(32, 's');
  options.new_id = [ids = ids_] { return IdOf(++*ids); };
  if (change) change(options);
  absl::StatusOr<std::unique_ptr<services::Directory>> opened =
      services::Directory::Open(std::move(options));
  Must(opened.status());
  directory_ = *std::move(opened);
}

void MeetingWorld::Restart() {
  Close();
  Open();
}

void MeetingWorld::Crash() {
  const std::string copy = folder_.Inside(absl::StrCat("copy", ++copies_));
  std::filesystem::copy(data_, copy, std::filesystem::copy_options::recursive);
  directory_.reset();
  std::filesystem::remove_all(data_);
  data_ = copy;
  Open();
}

services::CallContext MeetingWorld::As(const v1::Account& account) const {
  services::CallContext call;
  call.snapshot = directory_->snapshot();
  call.viewer = services::ViewerOf(*call.snapshot, account, v1::Token(), directory_->Now());
  call.method = "test";
  call.stop = [] { return false; };
  return call;
}

services::CallContext MeetingWorld::Member(const std::string& actor) const {
  const std::string id = services::ParseActorName(actor)->id;
  return As(AccountOf(v1::ROLE_MEMBER, "m" + id.substr(1), "", actor));
}
services::CallContext MeetingWorld::Coordinator() const {
  return As(AccountOf(v1::ROLE_COORDINATOR, "coordinator", hub_, ""));
}
services::CallContext MeetingWorld::Stranger() const {
  return As(AccountOf(v1::ROLE_COORDINATOR, "stranger", other_hub_, ""));
}

std::string MeetingWorld::Make(const MeetingActor& actor) {
  v1::CreateOrganizationRequest request;
  v1::Profile& profile = *request.mutable_organization()->mutable_profile();
  profile.add_names()->set_text(actor.key);
  profile.set_introductions_per_month(actor.capacity);
  v1::Contact& contact = *profile.add_contacts();
  contact.set_method("email");
  contact.set_value(actor.key + "@mail");
  request.mutable_organization()->mutable_visibility()->set_tier(actor.tier);
  v1::Organization made;
  Must(services::Resources(*directory_, store::v1::KIND_ORGANIZATION)
           .Create(Coordinator(), request, made));
  v1::CreateHubMemberRequest member;
  member.set_parent(hub_);
  member.mutable_hub_member()->set_actor(made.name());
  v1::HubMember added;
  Must(services::Resources(*directory_, store::v1::KIND_HUB_MEMBER)
           .Create(Coordinator(), member, added));
  if (!actor.account) return made.name();
  Must(directory_
           ->Write({.account = "admin", .method = "test"},
                   [&](const services::Snapshot&) -> absl::StatusOr<services::WritePlan> {
                     services::WritePlan plan;
                     services::PlanCreation(
                         store::v1::KIND_ACCOUNT,
                         services::NewAccountRecord(
                             *directory_, AccountOf(v1::ROLE_MEMBER, "", "", made.name()), ""),
                         plan);
                     return plan;
                   })
           .status());
  return made.name();
}

void MeetingWorld::MakeTheme(const std::string& id) {
  v1::CreateThemeRequest request;
  request.set_theme_id(id);
  request.mutable_theme()->set_facet(v1::FACET_ISSUE);
  (*request.mutable_theme()->mutable_labels())["en"] = id;
  v1::Theme made;
  Must(services::Resources(*directory_, store::v1::KIND_THEME)
           .Create(As(AccountOf(v1::ROLE_ADMINISTRATOR, "admin", "", "")), request, made));
}

void MeetingWorld::Change(const std::string& actor, v1::Organization organization) {
  v1::UpdateOrganizationRequest request;
  *request.mutable_organization() = std::move(organization);
  request.mutable_organization()->set_name(actor);
  v1::Organization changed;
  Must(services::Resources(*directory_, store::v1::KIND_ORGANIZATION)
           .Update(Coordinator(), request, changed));
}

void MeetingWorld::SetTier(const std::string& actor, v1::Tier tier) {
  v1::Organization organization;
  organization.mutable_visibility()->set_tier(tier);
  organization.mutable_visibility()->add_hubs(hub_);
  Change(actor, organization);
}

void MeetingWorld::Block(const std::string& actor, const std::string& other) {
  v1::UpdateOrganizationRequest request;
  request.mutable_organization()->set_name(actor);
  if (!other.empty()) request.mutable_organization()->mutable_visibility()->add_blocked(other);
  request.mutable_update_mask()->add_paths("visibility.blocked");
  v1::Organization changed;
  Must(services::Resources(*directory_, store::v1::KIND_ORGANIZATION)
           .Update(Coordinator(), request, changed));
}

void MeetingWorld::SetCapacity(const std::string& actor, int capacity) {
  v1::Organization organization;
  organization.mutable_profile()->set_introductions_per_month(capacity);
  Change(actor, organization);
}

void MeetingWorld::Delete(const std::string& actor) {
  v1::DeleteOrganizationRequest request;
  request.set_name(actor);
  v1::Organization deleted;
  Must(services::Resources(*directory_, store::v1::KIND_ORGANIZATION)
           .Delete(Coordinator(), request, deleted));
}

}  // namespace tashbik::testing
