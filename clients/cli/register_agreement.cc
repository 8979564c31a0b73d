// The last word of the dialogue: what will be sent, who would see what of it, and a yes.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "clients/cli/display_width.h"
#include "clients/cli/entry.h"
#include "clients/cli/register_dialogue.h"
#include "clients/cli/register_request.h"
#include "clients/cli/register_views.h"
#include "clients/cli/words.h"
#include "clients/cpp/errors.h"
#include "clients/cpp/places.h"

namespace tashbik::cli {
namespace {

template <class Links>
void AddThemeNames(const Links& links, std::vector<std::string>& names) {
  for (const auto& link : links) names.push_back(link.theme());
}

}  // namespace

std::vector<std::string> RegisterDialogue::Labels(const std::vector<std::string>& themes) const {
  std::vector<std::string> labels;
  for (const std::string& theme : themes) {
    const auto label = labels_.find(theme);
    labels.push_back(label != labels_.end() ? label->second
                                            : std::string(absl::StripPrefix(theme, "themes/")));
  }
  return labels;
}

void RegisterDialogue::ShowLine(int number, absl::string_view what,
                                const std::vector<std::string>& values) {
  std::vector<std::string> shown;
  for (const std::string& value : values) shown.push_back(Isolate(value));
  const std::string& language = dialogue_.language();
  dialogue_.Tell(absl::StrCat("  ", number, ". ", what, In(kColon, language), " ",
                              shown.empty() ? "-" : absl::StrJoin(shown, Comma(language))));
}

void RegisterDialogue::ShowPlaces() {
  const std::string& language = dialogue_.language();
  const auto countries = [&](const auto& codes) {
    std::vector<std::string> names;
    for (const std::string& code : codes) names.push_back(client::CountryName(code, language));
    return names;
  };
  if (request_.has_diaspora_group()) {
    const v1::DiasporaGroup& group = request_.diaspora_group();
    ShowLine(3, Say(Word::kOrigin, language), countries(group.origin_countries()));
    ShowLine(3, Say(Word::kResidence, language), countries(group.residence_countries()));
    return;
  }
  const v1::Profile& profile = request_.organization().profile();
  ShowLine(3, Say(Word::kCountry, language), countries(std::vector{profile.base_country()}));
  ShowLine(3, Say(Word::kActiveIn, language), countries(profile.active_countries()));
}

void RegisterDialogue::ShowThemes() {
  const std::string& language = dialogue_.language();
  const v1::Profile& profile = ProfileOf(std::as_const(request_));
  std::vector<std::string> themes;
  AddThemeNames(profile.issues(), themes);
  AddThemeNames(profile.communities_served(), themes);
  AddThemeNames(profile.challenges(), themes);
  AddThemeNames(profile.laws(), themes);
  AddThemeNames(profile.institutions(), themes);
  ShowLine(4, Say(Word::kThemes, language), Labels(themes));
  std::vector<std::string> texts;
  for (const auto& [tag, text] : profile.descriptions()) texts.push_back(text);
  ShowLine(5, Say(Prompt::kDescriptionShort, language), texts);
  std::vector<std::string> needs;
  AddThemeNames(profile.needs(), needs);
  ShowLine(6, Say(Prompt::kNeedsShort, language), Labels(needs));
  std::vector<std::string> offers;
  AddThemeNames(profile.offers(), offers);
  ShowLine(6, Say(Prompt::kOffersShort, language), Labels(offers));
}

void RegisterDialogue::Show() {
  const std::string& language = dialogue_.language();
  const v1::Profile& profile = ProfileOf(std::as_const(request_));
  dialogue_.Tell("");
  dialogue_.Tell(Prompt::kPreview);
  const Prompt kind = request_.has_diaspora_group() ? Prompt::kDiaspora : Prompt::kOrganization;
  ShowLine(1, Say(Word::kKind, language), {std::string(Say(kind, language))});
  std::vector<std::string> names;
  for (const v1::Name& name : profile.names()) {
    names.push_back(absl::StrCat(name.text(), " [", name.language(), "]"));
  }
  ShowLine(2, Say(Word::kName, language), names);
  ShowPlaces();
  ShowThemes();
  std::vector<std::string> contacts;
  for (const v1::Contact& contact : profile.contacts()) {
    contacts.push_back(absl::StrCat(contact.method(), " ", contact.value()));
  }
  ShowLine(7, Say(Prompt::kContactShort, language), contacts);
  ShowLine(8, Say(Word::kTier, language), {Seers(VisibilityOf(request_).tier())});
  ShowLine(9, Say(Prompt::kConsentShort, language),
           {absl::StrCat(request_.consent().who(), ", ", request_.consent().date())});
}

void RegisterDialogue::ShowViews() {
  // A help, not a condition: a server without it takes registrations all the same.
  const auto preview = client_.Call<v1::PreviewActorResponse>(PreviewOf(request_));
  if (!preview.ok()) return;
  dialogue_.Tell(Prompt::kViews);
  for (const std::string& line : ViewLines(*preview, dialogue_.language())) dialogue_.Tell(line);
}

absl::Status RegisterDialogue::Agree() {
  const std::string& language = dialogue_.language();
  while (true) {
    Show();
    request_.set_validate_only(true);
    const auto checked = client_.Call<v1::RegisterResponse>(request_);
    request_.set_validate_only(false);
    if (checked.ok()) {
      const bool verified = checked->registration().state() == v1::REGISTRATION_STATE_VERIFIED;
      dialogue_.Tell(verified ? Prompt::kVerifiedAtOnce : Prompt::kUntilVerified);
      dialogue_.Tell(Say(Prompt::kSees, language, Seers(VisibilityOf(request_).tier())));
      if (request_.has_diaspora_group()) {
        const v1::Tier both =
            std::min(request_.origin_residence_tier(), VisibilityOf(request_).tier());
        dialogue_.Tell(Say(Prompt::kTogetherSees, language, Seers(both)));
      }
      dialogue_.Tell(Prompt::kContactsHidden);
      ShowViews();
    } else {
      dialogue_.Tell(Prompt::kRefused);
      dialogue_.Tell(Isolate(client::Describe(checked.status())));
    }
    const auto answer = dialogue_.Ask(Say(Prompt::kSend, language));
    if (answer && IsYes(*answer) && checked.ok()) return absl::OkStatus();
    const int number = answer ? NumberIn(*answer) : 0;
    const bool stop = !answer || (number == 0 && !IsYes(*answer));
    if (stop || (number > 0 && !AskAgain(number))) {
      return absl::CancelledError(Say(Prompt::kStopped, language));
    }
  }
}

}  // namespace tashbik::cli
