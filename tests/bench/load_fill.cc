// Facts of the generator to messages of the API, and messages to the server.
#include "tests/bench/load_fill.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::bench {
namespace {

constexpr size_t kThemesPerBatch = 500;
constexpr char kLanguage[] = "en";

std::string ThemeName(const std::string& id) { return absl::StrCat("themes/", id); }

void AddLink(const graph::LinkFacts& link, v1::Profile& profile) {
  const std::string theme = ThemeName(link.theme);
  switch (link.role) {
    case graph::Role::kIssue:
      return profile.add_issues()->set_theme(theme);
    case graph::Role::kServes:
    case graph::Role::kOriginCommunity:
      return profile.add_communities_served()->set_theme(theme);
    case graph::Role::kLedBy:
      return profile.add_communities_led_by()->set_theme(theme);
    case graph::Role::kChallenge:
      return profile.add_challenges()->set_theme(theme);
    case graph::Role::kLaw:
      return profile.add_laws()->set_theme(theme);
    case graph::Role::kInstitution:
      return profile.add_institutions()->set_theme(theme);
    case graph::Role::kNeed:
      return profile.add_needs()->set_theme(theme);
    case graph::Role::kOffer:
      return profile.add_offers()->set_theme(theme);
    case graph::Role::kValue:
      return profile.add_values()->set_theme(theme);
    case graph::Role::kRedLine:
      return profile.add_red_lines()->set_theme(theme);
  }
}

v1::Theme ToTheme(const graph::ThemeFacts& facts, bool with_links) {
  v1::Theme theme;
  theme.set_name(ThemeName(facts.id));
  theme.set_facet(static_cast<v1::Facet>(facts.facet));
  (*theme.mutable_labels())[kLanguage] = facts.id;
  if (!with_links) return theme;
  for (const std::string& broader : facts.broader) theme.add_broader(ThemeName(broader));
  for (const graph::CauseFacts& cause : facts.causes) {
    theme.add_causes()->set_theme(ThemeName(cause.theme));
  }
  for (const graph::RelatedFacts& link : facts.related) {
    v1::RelatedTheme* related = theme.add_related();
    related->set_theme(ThemeName(link.theme));
    related->set_weight(link.weight);
    (*related->mutable_reasons())[kLanguage] = "Made by the generator.";
  }
  return theme;
}

}  // namespace

v1::Organization ToOrganization(const graph::ActorFacts& actor, size_t number) {
  v1::Organization organization;
  v1::Profile& profile = *organization.mutable_profile();
  v1::Name* name = profile.add_names();
  name->set_text(actor.text.names.empty() ? "Organization" : actor.text.names[0].folded);
  name->set_language(kLanguage);
  std::string description;
  for (const graph::text::Stem& stem : actor.text.stems) {
    absl::StrAppend(&description, description.empty() ? "" : " ", stem.text);
  }
  if (!description.empty()) (*profile.mutable_descriptions())[kLanguage] = description;
  profile.set_base_country(actor.base_country);
  for (const std::string& country : actor.active_countries) profile.add_active_countries(country);
  for (const std::string& language : actor.languages) profile.add_languages(language);
  for (const graph::LinkFacts& link : actor.links) AddLink(link, profile);
  v1::ExternalId* id = profile.add_external_ids();
  id->set_scheme(kScheme);
  id->set_value(absl::StrCat(number));
  organization.mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  return organization;
}

absl::Status LoadThemes(const client::Client& administrator,
                        const std::vector<graph::ThemeFacts>& themes) {
  for (const bool with_links : {false, true}) {
    for (size_t begin = 0; begin < themes.size(); begin += kThemesPerBatch) {
      v1::BatchUpsertThemesRequest request;
      for (size_t i = begin; i < std::min(begin + kThemesPerBatch, themes.size()); ++i) {
        *request.add_themes() = ToTheme(themes[i], with_links);
      }
      auto response = administrator.Call<v1::BatchUpsertThemesResponse>(request);
      if (!response.ok()) return response.status();
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> LoadActors(const client::Client& coordinator,
                                                    const Generator& generator, size_t count,
                                                    int per_batch, int writers) {
  std::vector<std::string> names(count);
  std::atomic<size_t> next{0};
  std::mutex mutex;
  absl::Status first_error;  // under `mutex`
  auto write = [&] {
    for (size_t begin; (begin = next.fetch_add(per_batch)) < count;) {
      const size_t end = std::min(begin + per_batch, count);
      v1::BatchUpsertOrganizationsRequest request;
      for (size_t i = begin; i < end; ++i) {
        *request.add_organizations() = ToOrganization(generator.Actor(i), i);
      }
      auto response = coordinator.Call<v1::BatchUpsertOrganizationsResponse>(request);
      if (!response.ok()) {
        const std::lock_guard lock(mutex);
        first_error.Update(response.status());
        next = count;
        return;
      }
      for (size_t i = begin; i < end; ++i) {
        names[i] = std::move(*response->mutable_names(static_cast<int>(i - begin)));
      }
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < writers; ++i) threads.emplace_back(write);
  for (std::thread& thread : threads) thread.join();
  if (!first_error.ok()) return first_error;
  return names;
}

}  // namespace tashbik::bench
