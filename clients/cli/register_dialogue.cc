// Nothing is asked twice; everything can be changed at the end.
#include "clients/cli/register_dialogue.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/display_name.h"
#include "clients/cli/display_width.h"
#include "clients/cli/register_request.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/search.pb.h"

namespace tashbik::cli {
namespace {

constexpr int kMostThemes = 9;

const std::vector<v1::Facet>& WorkFacets() {
  static const std::vector<v1::Facet> facets = {v1::FACET_ISSUE,     v1::FACET_CAUSE,
                                                v1::FACET_COMMUNITY, v1::FACET_CHALLENGE,
                                                v1::FACET_LAW,       v1::FACET_INSTITUTION};
  return facets;
}

constexpr v1::Tier kTiers[] = {v1::TIER_PUBLIC, v1::TIER_NETWORK, v1::TIER_HUB, v1::TIER_BROKERED,
                               v1::TIER_PRIVATE};
constexpr Prompt kTierWords[] = {Prompt::kTierPublic, Prompt::kTierNetwork, Prompt::kTierHub,
                                 Prompt::kTierBrokered, Prompt::kTierPrivate};

bool HasThemes(const v1::Profile& profile) {
  return !profile.issues().empty() || !profile.communities_served().empty() ||
         !profile.challenges().empty() || !profile.laws().empty() ||
         !profile.institutions().empty();
}

void ClearThemes(v1::Profile& profile) {
  profile.clear_issues();
  profile.clear_communities_served();
  profile.clear_challenges();
  profile.clear_laws();
  profile.clear_institutions();
}

}  // namespace

std::string RegisterDialogue::Optional(Prompt prompt) const {
  return absl::StrCat(Say(prompt, dialogue_.language()), " ",
                      Say(Prompt::kEnterSkips, dialogue_.language()));
}

std::string RegisterDialogue::Seers(v1::Tier tier) const {
  for (size_t i = 0; i < std::size(kTiers); ++i) {
    if (kTiers[i] == tier) return std::string(Say(kTierWords[i], dialogue_.language()));
  }
  return std::string(Say(Prompt::kTierHub, dialogue_.language()));
}

bool RegisterDialogue::AskHub() {
  v1::ListHubsRequest list;
  list.set_page_size(50);
  const auto hubs = client_.Call<v1::ListHubsResponse>(list);
  if (!hubs.ok() || hubs->hubs().empty()) {
    dialogue_.Tell(Prompt::kNoHub);
    return false;
  }
  std::vector<std::string> names;
  for (const v1::Hub& hub : hubs->hubs()) {
    names.push_back(Isolate(DisplayName(hub, dialogue_.language())));
  }
  const auto chosen = dialogue_.Choose(Say(Prompt::kHub, dialogue_.language()), names);
  if (chosen) request_.set_hub(hubs->hubs(static_cast<int>(*chosen)).name());
  return chosen.has_value();
}

bool RegisterDialogue::AskEntry() {
  const auto code = dialogue_.Ask(Optional(Prompt::kCode));
  if (!code) return false;
  request_.clear_hub();
  request_.set_invitation_code(*code);
  return !code->empty() || AskHub();
}

bool RegisterDialogue::AskKind() {
  const std::string& language = dialogue_.language();
  const auto kind = dialogue_.Choose(Say(Prompt::kKind, language),
                                     {std::string(Say(Prompt::kOrganization, language)),
                                      std::string(Say(Prompt::kDiaspora, language))});
  if (!kind) return false;
  // What both kinds say of themselves is kept where the answer is changed.
  const v1::Profile profile = ProfileOf(std::as_const(request_));
  const v1::Tier tier = request_.has_diaspora_group()
                            ? request_.diaspora_group().visibility().tier()
                            : request_.organization().visibility().tier();
  request_.clear_origin_residence_tier();
  if (*kind == 0) {
    request_.mutable_organization();
  } else {
    request_.mutable_diaspora_group();
  }
  ProfileOf(request_) = profile;
  VisibilityOf(request_).set_tier(tier);
  return true;
}

bool RegisterDialogue::AskNames() {
  v1::Profile& profile = ProfileOf(request_);
  profile.clear_names();
  auto name = dialogue_.AskNeeded(Say(Prompt::kName, dialogue_.language()));
  while (name && !name->empty()) {
    AddName(*name, profile);
    name = dialogue_.Ask(Optional(Prompt::kMoreNames));
  }
  return name.has_value();
}

bool RegisterDialogue::AskCountries(Prompt prompt, bool needed,
                                    google::protobuf::RepeatedPtrField<std::string>& countries) {
  const std::string& language = dialogue_.language();
  while (true) {
    const auto text =
        needed ? dialogue_.AskNeeded(Say(prompt, language)) : dialogue_.Ask(Optional(prompt));
    if (!text) return false;
    countries.Clear();
    if (text->empty() || AddCountries(*text, countries).ok()) return true;
    dialogue_.Tell(Say(Prompt::kNoCountry, language, *text));
  }
}

bool RegisterDialogue::AskPlaces() {
  if (request_.has_diaspora_group()) {
    v1::DiasporaGroup& group = *request_.mutable_diaspora_group();
    return AskCountries(Prompt::kOrigin, true, *group.mutable_origin_countries()) &&
           AskCountries(Prompt::kResidence, true, *group.mutable_residence_countries());
  }
  v1::Profile& profile = ProfileOf(request_);
  google::protobuf::RepeatedPtrField<std::string> base;
  if (!AskCountries(Prompt::kBase, true, base) ||
      !AskCountries(Prompt::kActive, false, *profile.mutable_active_countries())) {
    return false;
  }
  // Who names several is based in the first and active in all.
  profile.set_base_country(base[0]);
  for (int i = 1; i < base.size(); ++i) *profile.add_active_countries() = base[i];
  return true;
}

std::optional<v1::Tier> RegisterDialogue::ChooseTier(Prompt prompt, bool usual_is_hub) {
  const std::string& language = dialogue_.language();
  std::vector<std::string> words;
  for (const Prompt word : kTierWords) words.emplace_back(Say(word, language));
  std::string question(Say(prompt, language));
  if (usual_is_hub) absl::StrAppend(&question, " ", Say(Prompt::kHubIsUsual, language));
  const auto chosen =
      dialogue_.Choose(question, words, usual_is_hub ? std::optional<size_t>(2) : std::nullopt);
  if (!chosen) return std::nullopt;
  return kTiers[*chosen];
}

bool RegisterDialogue::AskTogether() {
  if (!request_.has_diaspora_group()) return true;
  const auto tier = ChooseTier(Prompt::kTogether, /*usual_is_hub=*/false);
  if (tier) request_.set_origin_residence_tier(*tier);
  return tier.has_value();
}

bool RegisterDialogue::PickThemes(Prompt prompt, const std::vector<v1::Facet>& facets,
                                  std::vector<v1::Theme>& picked) {
  const std::string& language = dialogue_.language();
  while (true) {
    const auto words = dialogue_.Ask(Optional(prompt));
    if (!words) return false;
    if (words->empty()) return true;
    v1::SearchThemesRequest search;
    search.set_query(*words);
    for (const v1::Facet facet : facets) search.add_facets(facet);
    const auto found = client_.Call<v1::SearchThemesResponse>(search);
    if (!found.ok() || found->results().empty()) {
      dialogue_.Tell(Say(Prompt::kNoTheme, language, *words));
      continue;
    }
    std::vector<std::string> labels;
    const int most = std::min(found->results_size(), kMostThemes);
    for (int i = 0; i < most; ++i) {
      labels.push_back(Isolate(DisplayName(found->results(i).theme(), language)));
    }
    const auto chosen = dialogue_.Pick(Say(Prompt::kPick, language), labels);
    if (!chosen) return false;
    for (const size_t i : *chosen) {
      picked.push_back(found->results(static_cast<int>(i)).theme());
      labels_[picked.back().name()] = DisplayName(picked.back(), language);
      dialogue_.Tell(Say(Prompt::kTaken, language, labels_[picked.back().name()]));
    }
    if (!chosen->empty()) {
      prompt = prompt == Prompt::kThemes || prompt == Prompt::kMoreThemes ? Prompt::kMoreThemes
                                                                          : Prompt::kMoreExchanges;
    }
  }
}

bool RegisterDialogue::AskThemes() {
  v1::Profile& profile = ProfileOf(request_);
  ClearThemes(profile);
  std::vector<v1::Theme> picked;
  if (!PickThemes(Prompt::kThemes, WorkFacets(), picked)) return false;
  for (const v1::Theme& theme : picked) AddTheme(theme, profile);
  return true;
}

bool RegisterDialogue::AskDescription() {
  const auto text = dialogue_.Ask(Optional(Prompt::kDescription));
  if (!text) return false;
  v1::Profile& profile = ProfileOf(request_);
  profile.clear_descriptions();
  if (!text->empty()) SetDescription(*text, profile);
  return true;
}

bool RegisterDialogue::PickExchanges(Prompt prompt, bool need) {
  std::vector<v1::Theme> picked;
  if (!PickThemes(prompt, {v1::FACET_SKILL, v1::FACET_RESOURCE}, picked)) return false;
  for (const v1::Theme& theme : picked) AddExchange(theme.name(), need, ProfileOf(request_));
  return true;
}

bool RegisterDialogue::AskExchanges() {
  ProfileOf(request_).clear_needs();
  ProfileOf(request_).clear_offers();
  return PickExchanges(Prompt::kNeeds, true) && PickExchanges(Prompt::kOffers, false);
}

bool RegisterDialogue::AskContact() {
  v1::Profile& profile = ProfileOf(request_);
  profile.clear_contacts();
  while (true) {
    const auto text = dialogue_.Ask(Optional(Prompt::kContact));
    if (!text) return false;
    if (text->empty() || AddContact(*text, profile)) return true;
    dialogue_.Tell(Say(Prompt::kContactUnknown, dialogue_.language(), *text));
  }
}

bool RegisterDialogue::AskTier() {
  const auto tier = ChooseTier(Prompt::kTier, /*usual_is_hub=*/true);
  if (tier) VisibilityOf(request_).set_tier(*tier);
  return tier.has_value();
}

bool RegisterDialogue::AskConsent() {
  const auto who = dialogue_.AskNeeded(Say(Prompt::kConsentWho, dialogue_.language()));
  if (!who) return false;
  request_.mutable_consent()->set_who(*who);
  request_.mutable_consent()->set_date(
      absl::FormatTime("%Y-%m-%d", absl::Now(), absl::LocalTimeZone()));
  return true;
}

void RegisterDialogue::Welcome() {
  if (!welcomed_) dialogue_.Tell(Prompt::kWelcome);
  welcomed_ = true;
}

absl::Status RegisterDialogue::AskKindFirst() {
  Welcome();
  return AskKind() ? absl::OkStatus()
                   : absl::CancelledError(Say(Prompt::kStopped, dialogue_.language()));
}

absl::Status RegisterDialogue::AskAll() {
  Welcome();
  const bool entry = request_.invitation_code().empty() && request_.hub().empty();
  const bool kind = request_.actor_case() == v1::RegisterRequest::ACTOR_NOT_SET;
  bool go_on = (!entry || AskEntry()) && (!kind || AskKind());
  const v1::Profile& profile = ProfileOf(std::as_const(request_));
  const v1::DiasporaGroup& group = request_.diaspora_group();
  const bool diaspora = request_.has_diaspora_group();
  const bool places =
      diaspora ? !group.origin_countries().empty() && !group.residence_countries().empty()
               : !profile.base_country().empty();
  go_on = go_on && (!profile.names().empty() || AskNames()) && (places || AskPlaces());
  go_on = go_on && (request_.origin_residence_tier() != v1::TIER_UNSPECIFIED || AskTogether()) &&
          (HasThemes(profile) || AskThemes()) &&
          (!profile.descriptions().empty() || AskDescription()) &&
          (!profile.needs().empty() || !profile.offers().empty() || AskExchanges()) &&
          (!profile.contacts().empty() || AskContact());
  go_on = go_on && (VisibilityOf(request_).tier() != v1::TIER_UNSPECIFIED || AskTier()) &&
          (!request_.consent().who().empty() || AskConsent());
  return go_on ? absl::OkStatus()
               : absl::CancelledError(Say(Prompt::kStopped, dialogue_.language()));
}

bool RegisterDialogue::AskAgain(int number) {
  switch (number) {
    case 1:
      return AskKind() && AskPlaces() && AskTogether();
    case 2:
      return AskNames();
    case 3:
      return AskPlaces() && AskTogether();
    case 4:
      return AskThemes();
    case 5:
      return AskDescription();
    case 6:
      return AskExchanges();
    case 7:
      return AskContact();
    case 8:
      return AskTier();
    case 9:
      return AskConsent();
    default:
      dialogue_.Tell(Prompt::kNumberPlease);
      return true;
  }
}

}  // namespace tashbik::cli
