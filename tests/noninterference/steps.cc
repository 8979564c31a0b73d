// The calls that make a world, and its vocabulary.
#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/registration.pb.h"
#include "tests/noninterference/likenesses.h"
#include "tests/noninterference/meetings.h"
#include "tests/noninterference/vocabulary.h"
#include "tests/noninterference/voices.h"
#include "tests/noninterference/world.h"

namespace tashbik::testing {
namespace {

v1::Theme ThemeOf(const char* id, v1::Facet facet, const char* label, const char* other = "") {
  v1::Theme theme;
  theme.set_name(absl::StrCat("themes/", id));
  theme.set_facet(facet);
  (*theme.mutable_labels())["en"] = label;
  if (*other != 0) (*theme.mutable_labels())["fr"] = other;
  return theme;
}

std::vector<v1::Theme> MakeVocabulary() {
  std::vector<v1::Theme> themes = {
      ThemeOf("patriarchy", v1::FACET_CAUSE, "patriarchy", "patriarcat"),
      ThemeOf("rights", v1::FACET_ISSUE, "rights", "droits"),
      ThemeOf("women-s-rights", v1::FACET_ISSUE, "rights of women", "droits des femmes"),
      ThemeOf("legal-aid", v1::FACET_ISSUE, "legal aid"),
      ThemeOf("memory", v1::FACET_ISSUE, "memory", "mémoire"),
      ThemeOf("water", v1::FACET_ISSUE, "water"),
      ThemeOf("wells", v1::FACET_ISSUE, "wells"),
      ThemeOf("exiles", v1::FACET_COMMUNITY, "exiles"),
      ThemeOf("fishers", v1::FACET_COMMUNITY, "fishers"),
      ThemeOf("domestic-workers", v1::FACET_COMMUNITY, "domestic workers"),
      ThemeOf("qamar", v1::FACET_COMMUNITY, "qamar"),
      ThemeOf("translation", v1::FACET_SKILL, "translation"),
      ThemeOf("litigation", v1::FACET_SKILL, "litigation"),
      ThemeOf("secularism", v1::FACET_VALUE, "secularism"),
      ThemeOf("nonviolence", v1::FACET_VALUE, "nonviolence")};
  const auto named = [&](const char* id) -> v1::Theme& {
    return *std::find_if(themes.begin(), themes.end(), [&](const v1::Theme& theme) {
      return theme.name() == absl::StrCat("themes/", id);
    });
  };
  named("women-s-rights").add_broader("themes/rights");
  named("women-s-rights").add_causes()->set_theme("themes/patriarchy");
  named("domestic-workers").add_causes()->set_theme("themes/patriarchy");
  // What the oracle takes for sensitive.
  named("water").add_sensitive_countries("LB");
  named("wells").add_broader("themes/water");
  named("exiles").add_sensitive_countries("TN");
  for (const char* country : {"MA", "FR"}) named("qamar").add_sensitive_countries(country);
  v1::RelatedTheme* related = named("legal-aid").add_related();
  related->set_theme("themes/memory");
  related->set_weight(0.5);
  (*related->mutable_reasons())["en"] = "Archives are evidence.";
  return themes;
}

class Steps {
 public:
  explicit Steps(const World& world) : world_(world) {}

  template <class Request>
  void Add(const Moment& moment, const Reader& maker, const std::string& id, Request request) {
    steps_.push_back(
        {moment.rank, moment.micros, id, &maker, std::make_shared<Request>(std::move(request))});
  }

  void AddCopy(const Moment& moment, const Reader& maker, const std::string& id,
               const google::protobuf::Message& request) {
    std::shared_ptr<google::protobuf::Message> copy(request.New());
    copy->CopyFrom(request);
    steps_.push_back({moment.rank, moment.micros, id, &maker, std::move(copy)});
  }

  void AddThemes() {
    const Reader& administrator = world_.makers[0];
    v1::BatchCreateThemesRequest all;
    for (const v1::Theme& theme : Vocabulary()) {
      v1::CreateThemeRequest& one = *all.add_requests();
      *one.mutable_theme() = theme;
      one.mutable_theme()->clear_name();
      one.set_theme_id(theme.name().substr(7));
    }
    Add({-10, kMicros}, administrator, "", all);
    v1::CreateThemeRequest last;
    *last.mutable_theme() = ThemeOf("", v1::FACET_LAW, "last of all");
    last.mutable_theme()->clear_name();
    last.set_theme_id(kLastTheme + 7);
    Add({1000, kMicros * 2}, administrator, "", last);
    Add({18, kMicros}, administrator, "", v1::PublishEpochRequest());
    steps_.push_back({world_.watch_rank, kMicros, "", nullptr, nullptr});
  }

  void AddHubs() {
    for (const HubEntry& hub : world_.hubs) {
      v1::CreateHubRequest request;
      *request.mutable_hub() = hub.body;
      request.mutable_hub()->clear_name();
      Add(hub.moment, world_.makers[0], IdOf(hub.key), request);
    }
    for (const CircleEntry& circle : world_.circles) {
      v1::CreateCircleRequest request;
      request.set_parent(circle.hub);
      *request.mutable_circle() = circle.body;
      request.mutable_circle()->clear_name();
      Add(circle.moment, world_.makers[circle.maker], IdOf(circle.key), request);
    }
    for (const HubMembership& member : world_.hub_memberships) {
      if (member.removed) continue;
      v1::CreateHubMemberRequest request;
      request.set_parent(member.hub);
      *request.mutable_hub_member() = member.body;
      request.mutable_hub_member()->set_actor(world_.actors[member.actor].name);
      Add(member.moment, world_.makers[member.maker], "", request);
    }
  }

  void AddActor(const Actor& actor) {
    const Reader& maker = world_.makers[actor.maker];
    const bool group = absl::StartsWith(actor.name, "diasporaGroups/");
    for (size_t i = 0; i < actor.versions.size(); ++i) {
      const Version& version = actor.versions[i];
      v1::DiasporaGroup body = version.body;
      if (i > 0) body.set_name(actor.name);
      v1::Organization organization;
      organization.set_name(body.name());
      *organization.mutable_profile() = body.profile();
      organization.set_expire_date(body.expire_date());
      *organization.mutable_visibility() = body.visibility();
      if (group && i == 0) {
        v1::CreateDiasporaGroupRequest request;
        *request.mutable_diaspora_group() = body;
        Add(version.moment, maker, IdOf(actor.key), request);
      } else if (group) {
        v1::UpdateDiasporaGroupRequest request;
        *request.mutable_diaspora_group() = body;
        request.mutable_update_mask()->add_paths("*");
        Add(version.moment, maker, "", request);
      } else if (i == 0) {
        v1::CreateOrganizationRequest request;
        *request.mutable_organization() = organization;
        Add(version.moment, maker, IdOf(actor.key), request);
      } else {
        v1::UpdateOrganizationRequest request;
        *request.mutable_organization() = organization;
        request.mutable_update_mask()->add_paths("*");
        Add(version.moment, maker, "", request);
      }
    }
    AddDelete(actor, group);
  }

  void AddDelete(const Actor& actor, bool group) {
    if (!actor.deleted) return;
    v1::DeleteDiasporaGroupRequest of_group;
    v1::DeleteOrganizationRequest of_organization;
    of_group.set_name(actor.name);
    of_organization.set_name(actor.name);
    const Reader& maker = world_.makers[actor.maker];
    if (group) Add(*actor.deleted, maker, "", of_group);
    if (!group) Add(*actor.deleted, maker, "", of_organization);
  }

  void AddCoalitions() {
    for (const CoalitionEntry& coalition : world_.coalitions) {
      if (coalition.removed) continue;
      v1::CreateCoalitionRequest request;
      *request.mutable_coalition() = coalition.body;
      request.mutable_coalition()->clear_name();
      Add(coalition.moment, world_.makers[coalition.maker], IdOf(coalition.key), request);
    }
    for (const Membership& member : world_.memberships) {
      if (member.removed) continue;
      const CoalitionEntry& coalition = world_.coalitions[member.coalition];
      v1::CreateCoalitionMemberRequest request;
      request.set_parent(coalition.body.name());
      *request.mutable_coalition_member() = member.body;
      request.mutable_coalition_member()->set_actor(world_.actors[member.actor].name);
      Add(member.moment, world_.makers[coalition.maker], "", request);
    }
  }

  // The event's maker enters who attends.
  void AddProgramme() {
    for (const auto& call : world_.calls) {
      v1::CreateCallRequest request;
      if (Unnamed(call, *request.mutable_call())) AddWritten(call, request);
    }
    for (const auto& event : world_.events) {
      v1::CreateEventRequest request;
      if (Unnamed(event, *request.mutable_event())) AddWritten(event, request);
    }
    for (const Attendance& attendance : world_.attendances) {
      if (attendance.removed) continue;
      const Written<v1::Event>& event = world_.events[attendance.event];
      v1::BatchUpsertAttendeesRequest request;
      v1::Attendee& attendee = *request.add_attendees();
      attendee.set_name(event.body.name() + "/attendees/-");
      attendee.set_actor(world_.actors[attendance.actor].name);
      attendee.set_attended(attendance.attended);
      Add(attendance.moment, world_.makers[event.maker], "", request);
    }
  }

  void AddProposals() {
    for (const ProposalEntry& proposal : world_.proposals) {
      if (proposal.removed) continue;
      v1::ProposeThemeRequest request;
      *request.mutable_proposal() = proposal.body;
      Add(proposal.moment, world_.makers[proposal.maker], IdOf(proposal.key), request);
    }
  }

  void AddArrivals() {
    static const Reader anonymous;
    for (const Arrival& arrival : world_.registrations) {
      if (arrival.removed) continue;
      v1::RegisterRequest request;
      v1::Organization& organization = *request.mutable_organization();
      organization.mutable_profile()->add_names()->set_text(arrival.text);
      organization.mutable_profile()->add_issues()->set_theme(arrival.theme);
      organization.mutable_visibility()->set_tier(arrival.tier);
      request.set_hub(arrival.hub);
      request.mutable_consent()->set_who("the board");
      request.mutable_consent()->set_date("2020-01-01");
      Add(arrival.moment, anonymous, IdOf(arrival.key), request);
    }
    for (const Arrival& arrival : world_.invitations) {
      if (arrival.removed) continue;
      v1::CreateInvitationRequest request;
      request.set_hub(arrival.hub);
      request.set_label(arrival.text);
      Add(arrival.moment, world_.makers[3], IdOf(arrival.key), request);
    }
  }

  std::vector<Step> Sorted() && {
    std::stable_sort(steps_.begin(), steps_.end(),
                     [](const Step& a, const Step& b) { return a.rank < b.rank; });
    return std::move(steps_);
  }

 private:
  // False: it is not written.
  template <class Resource>
  static bool Unnamed(const Written<Resource>& written, Resource& body) {
    body = written.body;
    body.clear_name();
    return !written.removed;
  }
  template <class Resource, class Request>
  void AddWritten(const Written<Resource>& written, const Request& request) {
    Add(written.moment, world_.makers[written.maker], IdOf(written.key), request);
  }

  static constexpr int64_t kMicros = 1'700'000'000'000'000;

  const World& world_;
  std::vector<Step> steps_;
};

}  // namespace

const std::vector<v1::Theme>& Vocabulary() {
  static const std::vector<v1::Theme> themes = MakeVocabulary();
  return themes;
}

std::vector<Step> StepsOf(const World& world) {
  Steps steps(world);
  steps.AddThemes();
  steps.AddHubs();
  for (const Actor& actor : world.actors) {
    if (!actor.removed) steps.AddActor(actor);
  }
  steps.AddCoalitions();
  steps.AddProposals();
  steps.AddProgramme();
  steps.AddArrivals();
  const AddStep add = [&](const Moment& moment, const Reader& maker, const std::string& id,
                          const google::protobuf::Message& request) {
    steps.AddCopy(moment, maker, id, request);
  };
  AddVoiceSteps(world, add);
  AddMeetingSteps(world, add);
  AddLikenessSteps(world, add);
  return std::move(steps).Sorted();
}

}  // namespace tashbik::testing
