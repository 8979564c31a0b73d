// Making, checking and resolving tokens.
#include "services/tokens.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/accounts.h"
#include "services/base32.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/names.h"
#include "services/times.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

constexpr size_t kSecretBytes = 32;
constexpr size_t kChecksumBytes = 5;

std::string Checksum(absl::string_view letters) {
  return Base32(PlainHash(absl::StrCat(kTokenPrefix, letters)).substr(0, kChecksumBytes));
}

const size_t kLettersInSecret = (kSecretBytes * 8 + 4) / 5;
const size_t kLettersInChecksum = kChecksumBytes * 8 / 5;

bool IsLiveHub(const Snapshot& snapshot, absl::string_view hub) {
  const EntryPointer entry = snapshot.catalog().Find(store::v1::KIND_HUB, hub);
  return entry != nullptr && !IsDeleted(entry->record);
}

// Hubs and circles that the actor is a verified member of.
void AddMemberships(const Snapshot& snapshot, absl::string_view actor,
                    std::vector<std::string>& hubs, std::vector<std::string>& circles) {
  if (IsDeletedActor(snapshot.catalog(), actor)) return;
  for (const EntryPointer& membership : snapshot.catalog().Of(store::v1::KIND_HUB_MEMBER, actor)) {
    const std::string hub = membership->id().substr(0, membership->id().find('/'));
    if (!IsLiveHub(snapshot, hub)) continue;
    hubs.push_back(hub);
    for (const std::string& name : membership->record.hub_member().circles()) {
      if (auto circle = ParseNameOf(store::v1::KIND_CIRCLE, name)) {
        circles.push_back(*std::move(circle));
      }
    }
  }
  std::sort(hubs.begin(), hubs.end());
  std::sort(circles.begin(), circles.end());
}

// Its countries as it sees them itself: what it hides from others counts too.
std::vector<std::string> OwnCountries(const Snapshot& snapshot, const std::string& actor) {
  graph::Audience itself;
  itself.actor = actor;
  return CountriesOf(snapshot, actor, itself);
}

// Ids of the account's hubs that are still there, sorted.
std::vector<std::string> LiveHubs(const Snapshot& snapshot, const v1::Account& account) {
  std::vector<std::string> hubs;
  for (const std::string& name : account.hubs()) {
    auto hub = ParseNameOf(store::v1::KIND_HUB, name);
    if (hub && IsLiveHub(snapshot, *hub)) hubs.push_back(*std::move(hub));
  }
  std::sort(hubs.begin(), hubs.end());
  return hubs;
}

// Whether the token of `entry` and its account are taken at `now`, and as whom.
absl::StatusOr<Viewer> SignInWith(const Snapshot& snapshot, const EntryPointer& entry,
                                  absl::Time now) {
  if (entry == nullptr) return CredentialsRefused();
  const v1::Token& token = entry->record.token().token();
  const EntryPointer account =
      snapshot.catalog().Find(store::v1::KIND_ACCOUNT, IdIn(token.account()));
  if (account == nullptr || !Holds(token, now)) return CredentialsRefused();
  const v1::Account& holder = account->record.account().account();
  if (!Holds(holder, now)) return CredentialsRefused();
  return ViewerOf(snapshot, holder, token, now);
}

}  // namespace

std::string NewTokenSecret() {
  const std::string letters = Base32(NewSecret());
  return absl::StrCat(kTokenPrefix, letters, Checksum(letters));
}

bool IsTokenSecret(absl::string_view secret) {
  if (!absl::ConsumePrefix(&secret, kTokenPrefix)) return false;
  if (secret.size() != kLettersInSecret + kLettersInChecksum) return false;
  if (!std::all_of(secret.begin(), secret.end(), IsBase32)) return false;
  return Checksum(secret.substr(0, kLettersInSecret)) == secret.substr(kLettersInSecret);
}

std::string TokenHash(const Keys& keys, absl::string_view secret) {
  return KeyedHash(keys.token_hash, secret);
}

store::v1::Record NewTokenRecord(const Directory& directory, absl::string_view secret,
                                 absl::string_view account, const v1::Token& token,
                                 absl::string_view maker_account) {
  store::v1::Record record;
  record.set_id(directory.MakeId());
  store::v1::TokenRecord& stored = *record.mutable_token();
  v1::Token& kept = *stored.mutable_token();
  kept.set_name(NameOf(store::v1::KIND_TOKEN, record.id()));
  kept.set_account(NameOf(store::v1::KIND_ACCOUNT, account));
  kept.set_label(token.label());
  *kept.mutable_scopes() = token.scopes();
  if (token.has_expire_time()) *kept.mutable_expire_time() = token.expire_time();
  *kept.mutable_create_time() = ToProto(directory.Now());
  stored.set_secret_hash(TokenHash(directory.keys(), secret));
  stored.set_maker_account(std::string(maker_account));
  return record;
}

MadeAccount PlanAccount(const Directory& directory, const v1::Account& account,
                        absl::string_view secret, absl::Time token_expires,
                        absl::string_view maker_account, WritePlan& plan) {
  MadeAccount made;
  made.account = NewAccountRecord(directory, account, maker_account);
  v1::Token token;
  token.set_label(account.label());
  *token.mutable_expire_time() = ToProto(token_expires);
  made.token = NewTokenRecord(directory, secret, made.account.id(), token, maker_account);
  PlanCreation(store::v1::KIND_ACCOUNT, made.account, plan);
  PlanCreation(store::v1::KIND_TOKEN, made.token, plan);
  return made;
}

absl::StatusOr<Viewer> SignIn(const Snapshot& snapshot, const Keys& keys, absl::string_view secret,
                              absl::Time now) {
  if (secret.empty()) {
    Viewer anonymous;
    anonymous.day = static_cast<graph::Day>(absl::ToUnixSeconds(now) / 86'400);
    return anonymous;
  }
  if (!IsTokenSecret(secret)) return CredentialsRefused();
  const EntryPointer entry = snapshot.catalog().FindToken(TokenHash(keys, secret));
  return SignInWith(snapshot, entry, now);
}

absl::StatusOr<Viewer> SignInAgain(const Snapshot& snapshot, absl::string_view token,
                                   absl::Time now) {
  return SignInWith(snapshot, snapshot.catalog().Find(store::v1::KIND_TOKEN, token), now);
}

Viewer ViewerOf(const Snapshot& snapshot, const v1::Account& account, const v1::Token& token,
                absl::Time now) {
  Viewer viewer;
  viewer.role = account.role() == v1::ROLE_UNSPECIFIED ? v1::ROLE_ANONYMOUS : account.role();
  viewer.account = IdIn(account.name());
  viewer.token = IdIn(token.name());
  viewer.scopes = CommonScopes(account, token);
  viewer.day = static_cast<graph::Day>(absl::ToUnixSeconds(now) / 86'400);
  if (account.has_expire_time()) viewer.expires = TimeOf(account.expire_time());
  if (token.has_expire_time()) {
    viewer.expires = std::min(viewer.expires, TimeOf(token.expire_time()));
  }
  switch (viewer.role) {
    case v1::ROLE_MEMBER:
      if (const auto actor = ParseActorName(account.actor())) {
        viewer.actor = actor->id;
        viewer.actor_name = account.actor();
        AddMemberships(snapshot, viewer.actor, viewer.member_hubs, viewer.circles);
        viewer.countries = OwnCountries(snapshot, viewer.actor);
      }
      break;
    case v1::ROLE_COORDINATOR:
      viewer.coordinated_hubs = LiveHubs(snapshot, account);
      break;
    case v1::ROLE_SERVICE:  // these hubs consented to it
      viewer.member_hubs = LiveHubs(snapshot, account);
      break;
    default:
      break;
  }
  return viewer;
}

std::vector<std::string> CountriesOf(const Snapshot& snapshot, absl::string_view actor,
                                     const graph::Audience& audience) {
  const std::optional<graph::ActorView> view = snapshot.network().Find(actor, audience);
  std::vector<std::string> countries;
  if (!view) return countries;
  for (const graph::Country country : view->active_countries()) {
    countries.push_back(graph::CountryCode(country));
  }
  if (view->base_country() != 0) countries.push_back(graph::CountryCode(view->base_country()));
  std::sort(countries.begin(), countries.end());
  return countries;
}

graph::Audience AudienceOfActor(const Snapshot& snapshot, absl::string_view actor, graph::Day day) {
  graph::Audience audience;
  audience.actor = std::string(actor);
  audience.day = day;
  AddMemberships(snapshot, actor, audience.member_hubs, audience.circles);
  audience.verified = !audience.member_hubs.empty();
  audience.countries = OwnCountries(snapshot, audience.actor);
  return audience;
}

graph::Audience AudienceOfAnother(const Snapshot& snapshot, const Viewer& coordinator,
                                  absl::string_view actor) {
  graph::Audience audience = AudienceOfActor(snapshot, actor, coordinator.day);
  std::erase_if(audience.member_hubs,
                [&](const std::string& hub) { return !coordinator.Coordinates(hub); });
  std::erase_if(audience.circles, [&](const std::string& circle) {
    return !coordinator.Coordinates(circle.substr(0, circle.find('/')));
  });
  audience.verified = !audience.member_hubs.empty();
  audience.countries = CountriesOf(snapshot, actor, ToAudience(coordinator));
  return audience;
}

}  // namespace tashbik::services
