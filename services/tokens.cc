// Making, checking and resolving tokens.
#include "services/tokens.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/message_fields.h"
#include "services/names.h"
#include "services/times.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

constexpr size_t kSecretBytes = 32;
constexpr size_t kChecksumBytes = 5;
constexpr char kLetters[] = "abcdefghijklmnopqrstuvwxyz234567";

// RFC 4648 base32 in small letters, without padding: double-clicks select it whole.
std::string Base32(absl::string_view bytes) {
  std::string text;
  uint32_t buffer = 0;
  int bits = 0;
  for (const char byte : bytes) {
    buffer = buffer << 8 | static_cast<uint8_t>(byte);
    for (bits += 8; bits >= 5; bits -= 5) text.push_back(kLetters[buffer >> (bits - 5) & 31]);
  }
  if (bits > 0) text.push_back(kLetters[buffer << (5 - bits) & 31]);
  return text;
}

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

}  // namespace

std::string NewTokenSecret() {
  const std::string letters = Base32(NewSecret());
  return absl::StrCat(kTokenPrefix, letters, Checksum(letters));
}

bool IsTokenSecret(absl::string_view secret) {
  if (!absl::ConsumePrefix(&secret, kTokenPrefix)) return false;
  if (secret.size() != kLettersInSecret + kLettersInChecksum) return false;
  return Checksum(secret.substr(0, kLettersInSecret)) == secret.substr(kLettersInSecret);
}

std::string TokenHash(const Keys& keys, absl::string_view secret) {
  return KeyedHash(keys.token_hash, secret);
}

store::v1::Record NewTokenRecord(const Keys& keys, absl::string_view secret, v1::Token token,
                                 absl::string_view maker_account, absl::Time now) {
  store::v1::Record record;
  record.set_id(NewId());
  token.set_name(NameOf(store::v1::KIND_TOKEN, record.id()));
  if (token.account().empty()) token.set_account(absl::StrCat("accounts/", NewId()));
  SetTime(token, "create_time", absl::ToUnixMicros(now));
  store::v1::TokenRecord& stored = *record.mutable_token();
  *stored.mutable_token() = std::move(token);
  stored.set_secret_hash(TokenHash(keys, secret));
  stored.set_maker_account(std::string(maker_account));
  return record;
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
  if (entry == nullptr) return CredentialsRefused();
  const v1::Token& token = entry->record.token().token();
  if (token.has_revoke_time()) return CredentialsRefused();
  if (token.has_expire_time() && TimeOf(token.expire_time()) <= now) return CredentialsRefused();
  return ViewerOf(snapshot, entry->record, now);
}

Viewer ViewerOf(const Snapshot& snapshot, const store::v1::Record& record, absl::Time now) {
  const v1::Token& token = record.token().token();
  Viewer viewer;
  viewer.role = token.role() == v1::ROLE_UNSPECIFIED ? v1::ROLE_ANONYMOUS : token.role();
  viewer.account = std::string(absl::StripPrefix(token.account(), "accounts/"));
  viewer.token = record.id();
  viewer.day = static_cast<graph::Day>(absl::ToUnixSeconds(now) / 86'400);
  if (token.has_expire_time()) viewer.expires = TimeOf(token.expire_time());
  if (viewer.role == v1::ROLE_MEMBER) {
    if (const auto actor = ParseActorName(token.actor())) {
      viewer.actor = actor->id;
      viewer.actor_name = token.actor();
      AddMemberships(snapshot, viewer.actor, viewer.member_hubs, viewer.circles);
      viewer.countries = OwnCountries(snapshot, viewer.actor);
    }
  }
  if (viewer.role == v1::ROLE_COORDINATOR) {
    for (const std::string& name : token.hubs()) {
      const auto hub = ParseNameOf(store::v1::KIND_HUB, name);
      if (hub && IsLiveHub(snapshot, *hub)) viewer.coordinated_hubs.push_back(*hub);
    }
    std::sort(viewer.coordinated_hubs.begin(), viewer.coordinated_hubs.end());
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

}  // namespace tashbik::services
