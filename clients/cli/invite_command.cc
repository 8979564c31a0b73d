// invite, claim, consent: how a group gets in, and that it agreed.
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/register_request.h"
#include "clients/cli/registration_calls.h"
#include "clients/cli/resolve.h"
#include "clients/cli/saved_account.h"

namespace tashbik::cli {
namespace {

void SetConsent(const RegistrationOptions& options, v1::Consent& consent) {
  consent.set_who(options.who);
  consent.set_how(options.how);
  consent.set_date(options.date.empty()
                       ? absl::FormatTime("%Y-%m-%d", absl::Now(), absl::LocalTimeZone())
                       : options.date);
}

absl::StatusOr<v1::Tier> TierFrom(const RegistrationOptions& options) {
  if (options.tier.empty()) return v1::TIER_UNSPECIFIED;
  const v1::Tier tier = TierOf(options.tier);
  if (tier == v1::TIER_UNSPECIFIED) return UsageError("--tier: no such tier");
  return tier;
}

Outcome CreateInvitation(Session& session, const RegistrationOptions& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto hub = ResolveHub(&session, options.hub, Sure::kExact);
  if (!hub.ok()) return hub.status();
  v1::CreateInvitationRequest request;
  request.set_hub(*hub);
  request.set_label(options.label);
  request.set_trusted(options.trusted);
  request.mutable_ttl()->set_seconds(static_cast<int64_t>(options.days * 86'400));
  if (!options.actor.empty()) {
    auto actor = ResolveActor(&session, options.actor, Sure::kExact);
    if (!actor.ok()) return actor.status();
    request.set_actor(actor->name());
  }
  auto answer = (*client)->Call<v1::CreateInvitationResponse>(request);
  if (!answer.ok()) return answer.status();
  if (session.settings().format == Format::kTable) {
    session.out() << answer->code() << "\n";
    session.Tell(absl::StrCat(answer->invitation().name(),
                              ": give the code to the group, by a way that you both trust; it is "
                              "shown this once, and is good once"));
    return ExitCode::kOk;
  }
  if (session.settings().format == Format::kName) {
    session.out() << answer->invitation().name() << "\n";
  } else {
    WriteOne(&session, *answer);
  }
  return ExitCode::kOk;
}

Outcome ListInvitations(Session& session, const RegistrationOptions&) {
  return ShowList<v1::Invitation>(session, Desk::kCoordinator, v1::ListInvitationsRequest());
}

Outcome RevokeInvitation(Session& session, const RegistrationOptions& options) {
  v1::RevokeInvitationRequest request;
  request.set_name(Named("invitations", options.name));
  return ShowAnswer<v1::Invitation>(session, Desk::kCoordinator, request);
}

Outcome Claim(Session& session, const RegistrationOptions& options) {
  auto client = session.ConnectWith("");
  if (!client.ok()) return client.status();
  v1::ClaimActorRequest request;
  request.set_invitation_code(options.code);
  SetConsent(options, *request.mutable_consent());
  auto tier = TierFrom(options);
  if (!tier.ok()) return tier.status();
  request.set_tier(*tier);
  auto answer = (*client)->Call<v1::RegisterResponse>(request);
  if (!answer.ok()) return answer.status();
  return SaveAccount(session, *std::move(answer));
}

Outcome RecordConsent(Session& session, const RegistrationOptions& options) {
  auto client = session.Connect();
  if (!client.ok()) return client.status();
  auto actor = ActorNamed(session, Desk::kCoordinator, options.actor);
  if (!actor.ok()) return actor.status();
  v1::RecordConsentRequest request;
  request.set_actor(*actor);
  SetConsent(options, *request.mutable_consent());
  auto tier = TierFrom(options);
  if (!tier.ok()) return tier.status();
  request.set_tier(*tier);
  auto done = (*client)->Call<v1::RecordConsentResponse>(request);
  if (!done.ok()) return done.status();
  session.Tell(absl::StrCat(*actor, ": consent recorded"));
  return ExitCode::kOk;
}

Outcome ListConsents(Session& session, const RegistrationOptions& options) {
  const Desk desk = options.actor.empty() ? Desk::kMember : Desk::kCoordinator;
  auto client = session.Connect(desk);
  if (!client.ok()) return client.status();
  auto actor = ActorNamed(session, desk, options.actor);
  if (!actor.ok()) return actor.status();
  v1::ListConsentsRequest request;
  request.set_actor(*actor);
  auto answer = (*client)->Call<v1::ListConsentsResponse>(request);
  if (!answer.ok()) return answer.status();
  Listing listing(&session, v1::Consent::descriptor());
  for (const v1::Consent& consent : answer->consents()) listing.Add(consent);
  listing.Finish();
  return ExitCode::kOk;
}

void AddConsentOptions(CLI::App* command, RegistrationOptions& options) {
  command->add_option("--who", options.who, "Who said so: a role, such as `the board`")->required();
  command->add_option("--date", options.date, "When, YYYY-MM-DD; today unless given");
  command->add_option("--how", options.how, "How, and to what");
  command->add_option("--tier", options.tier,
                      "The tier from now on: private, brokered, hub, network or public; hub unless "
                      "given");
}

void AddInvite(CLI::App* app, Selection* selection) {
  CLI::App* invite = AddCommand(app, "invite", "Codes that let one group in",
                                "  tashbik invite create --label \"met in Tunis\"");
  invite->require_subcommand(1);
  std::shared_ptr<RegistrationOptions> options;
  CLI::App* create = AddRegistrationCommand(
      invite, selection, "create", "Make one; it goes to standard output, once",
      "  tashbik invite create --days 2 --trusted\n"
      "  tashbik invite create --actor \"A group from the list\"",
      CreateInvitation, options);
  create->add_option("--hub", options->hub, "Hub that invites; yours by default");
  create->add_option("--actor", options->actor, "Imported group that its people may claim with it");
  create->add_option("--label", options->label, "A note for you, without personal data");
  create
      ->add_option("--days", options->days, "How long it holds; 7 unless given, which is the most")
      ->check(Between(0.0001, 7.0));
  create->add_flag("--trusted", options->trusted,
                   "You know them: verified as soon as they register");
  AddRegistrationCommand(invite, selection, "list", "List them, without their codes",
                         "  tashbik invite list", ListInvitations, options);
  CLI::App* revoke = AddRegistrationCommand(
      invite, selection, "revoke", "End one that was not used",
      "  tashbik invite revoke invitations/abcdefgh23456723", RevokeInvitation, options);
  revoke->add_option("INVITATION", options->name, "Its name, invitations/…")->required();
}

void AddConsent(CLI::App* app, Selection* selection) {
  CLI::App* consent =
      AddCommand(app, "consent", "That an imported group's people agreed to be here",
                 "  tashbik consent record \"A group\" --who \"the board\" --how \"by phone\"");
  consent->require_subcommand(1);
  std::shared_ptr<RegistrationOptions> options;
  CLI::App* record = AddRegistrationCommand(
      consent, selection, "record", "Record it; the group is unclaimed no more",
      "  tashbik consent record \"A group\" --who \"the board\" --tier brokered", RecordConsent,
      options);
  record->add_option("ACTOR", options->actor, "The group")->required();
  AddConsentOptions(record, *options);
  CLI::App* list =
      AddRegistrationCommand(consent, selection, "list", "List what was recorded",
                             "  tashbik consent list \"A group\"", ListConsents, options);
  list->add_option("ACTOR", options->actor, "The group; your own unless given");
}

void AddClaim(CLI::App* app, Selection* selection) {
  std::shared_ptr<RegistrationOptions> options;
  CLI::App* claim = AddRegistrationCommand(
      app, selection, "claim", "Take over what others entered about your group",
      "  tashbik claim tsbi-… --who \"the board\"", Claim, options);
  claim->add_option("CODE", options->code, "The invitation code")->required();
  AddConsentOptions(claim, *options);
}

}  // namespace

void AddInviteCommands(CLI::App* app, Selection* selection) {
  AddInvite(app, selection);
  AddClaim(app, selection);
  AddConsent(app, selection);
}

}  // namespace tashbik::cli
