// Each answer goes to its field.
#include "clients/cli/register_request.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/input_file.h"
#include "clients/cli/json_text.h"
#include "clients/cli/value_text.h"
#include "clients/cpp/languages.h"
#include "clients/cpp/places.h"

namespace tashbik::cli {
namespace {

constexpr absl::string_view kTogetherFlag = "--origin-residence-tier";

absl::Status ReadFile(const std::string& path, v1::RegisterRequest& request) {
  auto text = ReadInput(path);
  if (!text.ok()) return text.status();
  const absl::Status read = FromJson(*text, &request);
  return read.ok() ? read : UsageError(absl::StrCat(path, ": ", read.message()));
}

absl::Status SetKind(const std::string& kind, v1::RegisterRequest& request) {
  if (kind.empty()) return absl::OkStatus();
  const bool diaspora = kind == "diaspora";
  if (diaspora ? request.has_organization() : request.has_diaspora_group()) {
    return UsageError(absl::StrCat("--kind ", kind, " is not what the file holds"));
  }
  if (diaspora) {
    request.mutable_diaspora_group();
  } else {
    request.mutable_organization();
  }
  return absl::OkStatus();
}

absl::Status ApplyTiers(const RegisterFlags& flags, v1::RegisterRequest& request) {
  if (!flags.tier.empty()) {
    const v1::Tier tier = TierOf(flags.tier);
    if (tier == v1::TIER_UNSPECIFIED) return UsageError("--tier: no such tier");
    VisibilityOf(request).set_tier(tier);
  }
  if (!flags.together.empty()) {
    const v1::Tier tier = TierOf(flags.together);
    if (tier == v1::TIER_UNSPECIFIED) {
      return UsageError(absl::StrCat(kTogetherFlag, ": no such tier"));
    }
    request.set_origin_residence_tier(tier);
  }
  return absl::OkStatus();
}

absl::Status ApplyPlaces(const RegisterFlags& flags, v1::RegisterRequest& request) {
  v1::Profile& profile = ProfileOf(request);
  absl::Status status;
  google::protobuf::RepeatedPtrField<std::string> base;
  if (!flags.base.empty()) status = AddCountries(flags.base, base);
  if (status.ok() && base.size() > 1)
    status = UsageError("--country: name one, the others with --active");
  if (status.ok() && !base.empty()) profile.set_base_country(base[0]);
  for (const std::string& text : flags.active) {
    if (status.ok()) status = AddCountries(text, *profile.mutable_active_countries());
  }
  if (!flags.origin.empty() || !flags.residence.empty()) {
    if (!request.has_diaspora_group()) {
      return UsageError("--origin and --residence are for --kind diaspora");
    }
  }
  for (const std::string& text : flags.origin) {
    if (!status.ok()) break;
    status = AddCountries(text, *request.mutable_diaspora_group()->mutable_origin_countries());
  }
  for (const std::string& text : flags.residence) {
    if (!status.ok()) break;
    status = AddCountries(text, *request.mutable_diaspora_group()->mutable_residence_countries());
  }
  return status;
}

absl::Status ApplyThemes(const RegisterFlags& flags, const client::Client& client,
                         v1::Profile& profile) {
  ThemeFinder finder(&client);
  for (const std::string& text : flags.themes) {
    const auto name = finder.Find(text, {});
    if (!name.ok()) return UsageError(absl::StrCat("--theme: ", name.status().message()));
    v1::GetThemeRequest get;
    get.set_name(*name);
    const auto theme = client.Call<v1::Theme>(get);
    if (!theme.ok()) return theme.status();
    if (!AddTheme(*theme, profile)) {
      return UsageError(
          absl::StrCat("--theme: ", *name, " is a need or an offer: use --need or --offer"));
    }
  }
  for (const bool need : {true, false}) {
    for (const std::string& text : need ? flags.needs : flags.offers) {
      const auto name = finder.Find(text, {v1::FACET_SKILL, v1::FACET_RESOURCE});
      if (!name.ok()) {
        return UsageError(absl::StrCat(need ? "--need: " : "--offer: ", name.status().message()));
      }
      AddExchange(*name, need, profile);
    }
  }
  return absl::OkStatus();
}

void ApplyConsent(const RegisterFlags& flags, v1::RegisterRequest& request) {
  if (!flags.consent.empty()) request.mutable_consent()->set_who(flags.consent);
  if (!request.has_consent()) return;
  if (!flags.consent_date.empty()) request.mutable_consent()->set_date(flags.consent_date);
  if (request.consent().date().empty()) {
    request.mutable_consent()->set_date(
        absl::FormatTime("%Y-%m-%d", absl::Now(), absl::LocalTimeZone()));
  }
}

}  // namespace

v1::Profile& ProfileOf(v1::RegisterRequest& request) {
  return request.has_diaspora_group() ? *request.mutable_diaspora_group()->mutable_profile()
                                      : *request.mutable_organization()->mutable_profile();
}

const v1::Profile& ProfileOf(const v1::RegisterRequest& request) {
  return request.has_diaspora_group() ? request.diaspora_group().profile()
                                      : request.organization().profile();
}

v1::Visibility& VisibilityOf(v1::RegisterRequest& request) {
  return request.has_diaspora_group() ? *request.mutable_diaspora_group()->mutable_visibility()
                                      : *request.mutable_organization()->mutable_visibility();
}

void AddName(absl::string_view text, v1::Profile& profile) {
  v1::Name& name = *profile.add_names();
  const size_t equals = text.find('=');
  if (equals < 12) {  // also not npos
    const auto tag = client::LanguageTag(text.substr(0, equals));
    if (tag.ok()) {
      name.set_language(*tag);
      name.set_text(std::string(absl::StripAsciiWhitespace(text.substr(equals + 1))));
      return;
    }
  }
  name.set_text(std::string(text));
  name.set_language(client::GuessLanguage(text));
}

absl::Status AddCountries(absl::string_view text,
                          google::protobuf::RepeatedPtrField<std::string>& countries) {
  const auto codes = ConvertList(text, client::CountryCode);
  if (!codes.ok()) return UsageError(codes.status().message());
  for (const std::string& code : *codes) *countries.Add() = code;
  return absl::OkStatus();
}

void SetDescription(absl::string_view text, v1::Profile& profile) {
  (*profile.mutable_descriptions())[client::GuessLanguage(text)] = std::string(text);
}

bool AddContact(absl::string_view text, v1::Profile& profile) {
  text = absl::StripAsciiWhitespace(text);
  const size_t space = text.find_first_of(" :");
  std::string method;
  absl::string_view value = text;
  if (absl::StartsWith(text, "https://") || absl::StartsWith(text, "http://")) {
    method = "web";
  } else if (space != absl::string_view::npos) {
    method = absl::AsciiStrToLower(text.substr(0, space));
    value = absl::StripAsciiWhitespace(text.substr(space + 1));
  } else if (absl::StrContains(text, '@')) {
    method = "email";
  }
  const bool word =
      !method.empty() &&
      method.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-") == std::string::npos;
  if (!word || value.empty()) return false;
  v1::Contact& contact = *profile.add_contacts();
  contact.set_method(method);
  contact.set_value(std::string(value));
  return true;
}

v1::Tier TierOf(absl::string_view word) {
  std::string name = absl::AsciiStrToUpper(word);
  if (!absl::StartsWith(name, "TIER_")) name = absl::StrCat("TIER_", name);
  v1::Tier tier = v1::TIER_UNSPECIFIED;
  return v1::Tier_Parse(name, &tier) ? tier : v1::TIER_UNSPECIFIED;
}

bool AddTheme(const v1::Theme& theme, v1::Profile& profile) {
  switch (theme.facet()) {
    case v1::FACET_ISSUE:
    case v1::FACET_CAUSE:
      profile.add_issues()->set_theme(theme.name());
      return true;
    case v1::FACET_COMMUNITY:
      profile.add_communities_served()->set_theme(theme.name());
      return true;
    case v1::FACET_CHALLENGE:
      profile.add_challenges()->set_theme(theme.name());
      return true;
    case v1::FACET_LAW:
      profile.add_laws()->set_theme(theme.name());
      return true;
    case v1::FACET_INSTITUTION:
      profile.add_institutions()->set_theme(theme.name());
      return true;
    default:
      return false;
  }
}

void AddExchange(const std::string& theme, bool need, v1::Profile& profile) {
  (need ? profile.add_needs() : profile.add_offers())->set_theme(theme);
}

absl::Status ApplyFlags(const RegisterFlags& flags, const client::Client& client,
                        v1::RegisterRequest& request) {
  if (!flags.file.empty()) {
    if (absl::Status read = ReadFile(flags.file, request); !read.ok()) return read;
  }
  if (absl::Status kind = SetKind(flags.kind, request); !kind.ok()) return kind;
  if (!flags.code.empty()) request.set_invitation_code(flags.code);
  if (!flags.note.empty()) request.set_note(flags.note);
  ApplyConsent(flags, request);
  if (request.actor_case() == v1::RegisterRequest::ACTOR_NOT_SET) return absl::OkStatus();
  v1::Profile& profile = ProfileOf(request);
  for (const std::string& name : flags.names) AddName(name, profile);
  if (!flags.description.empty()) SetDescription(flags.description, profile);
  for (const std::string& contact : flags.contacts) {
    if (!AddContact(contact, profile)) {
      return UsageError(
          absl::StrCat("--contact: '", contact, "' is no address such as `signal +961…`"));
    }
  }
  absl::Status status = ApplyPlaces(flags, request);
  if (status.ok()) status = ApplyTiers(flags, request);
  if (status.ok()) status = ApplyThemes(flags, client, profile);
  return status;
}

std::vector<std::string> MissingAnswers(const v1::RegisterRequest& request) {
  std::vector<std::string> missing;
  if (request.invitation_code().empty() && request.hub().empty()) {
    missing.emplace_back("--code (or --hub)");
  }
  const v1::Profile& profile = ProfileOf(request);
  if (request.actor_case() == v1::RegisterRequest::ACTOR_NOT_SET) {
    missing.emplace_back("--kind");  // what the others mean depends on it
    return missing;
  }
  if (profile.names().empty()) missing.emplace_back("--name");
  if (request.has_diaspora_group()) {
    const v1::DiasporaGroup& group = request.diaspora_group();
    if (group.origin_countries().empty()) missing.emplace_back("--origin");
    if (group.residence_countries().empty()) missing.emplace_back("--residence");
    if (request.origin_residence_tier() == v1::TIER_UNSPECIFIED) {
      missing.emplace_back(kTogetherFlag);
    }
  } else if (profile.base_country().empty()) {
    missing.emplace_back("--country");
  }
  if (request.consent().who().empty()) missing.emplace_back("--consent");
  return missing;
}

}  // namespace tashbik::cli
