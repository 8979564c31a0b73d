// The guided dialogue of `tashbik register`: the questions, what will be sent, the last word.
#ifndef TASHBIK_CLIENTS_CLI_REGISTER_DIALOGUE_H_
#define TASHBIK_CLIENTS_CLI_REGISTER_DIALOGUE_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/dialogue.h"
#include "clients/cpp/client.h"
#include "tashbik/v1/registration.pb.h"

namespace tashbik::cli {

class RegisterDialogue {
 public:
  // All must outlive it. `client` calls as the one who registers will.
  RegisterDialogue(Dialogue& dialogue, const client::Client& client, v1::RegisterRequest& request)
      : dialogue_(dialogue), client_(client), request_(request) {}

  // Welcomes and asks what is to be registered. CANCELLED at the end of input.
  absl::Status AskKindFirst();
  // Asks what is not answered yet. CANCELLED at the end of input.
  absl::Status AskAll();

  // Shows what will be sent, with what the server thinks of it, until it is to be sent: OK. Answers
  // can be changed. CANCELLED when it is not to be sent.
  absl::Status Agree();

 private:
  // The questions, by their numbers. False at the end of input.
  void Welcome();
  bool AskEntry();
  bool AskKind();
  bool AskNames();
  bool AskPlaces();
  bool AskTogether();
  bool AskThemes();
  bool AskDescription();
  bool AskExchanges();
  bool AskContact();
  bool AskTier();
  bool AskConsent();
  bool AskAgain(int number);

  bool AskHub();
  bool AskCountries(Prompt prompt, bool needed,
                    google::protobuf::RepeatedPtrField<std::string>& countries);
  // Themes of these facets, by words and a list to pick from.
  bool PickThemes(Prompt prompt, const std::vector<v1::Facet>& facets,
                  std::vector<v1::Theme>& picked);
  bool PickExchanges(Prompt prompt, bool need);
  std::optional<v1::Tier> ChooseTier(Prompt prompt, bool usual_is_hub);
  std::string Optional(Prompt prompt) const;
  std::string Seers(v1::Tier tier) const;
  // How themes are called in the dialogue's language.
  std::vector<std::string> Labels(const std::vector<std::string>& themes) const;
  void ShowLine(int number, absl::string_view what, const std::vector<std::string>& values);
  void ShowPlaces();
  void ShowThemes();
  void Show();
  // What each kind of viewer would see of it.
  void ShowViews();

  Dialogue& dialogue_;
  const client::Client& client_;
  v1::RegisterRequest& request_;
  bool welcomed_ = false;
  std::map<std::string, std::string> labels_;  // of themes that were picked
};

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_REGISTER_DIALOGUE_H_
