// A request to register, filled in answer by answer: by flags, a file or the dialogue.
#ifndef TASHBIK_CLIENTS_CLI_REGISTER_REQUEST_H_
#define TASHBIK_CLIENTS_CLI_REGISTER_REQUEST_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "clients/cli/theme_finder.h"
#include "tashbik/v1/registration.pb.h"

namespace tashbik::cli {

// The answers that flags give; what is empty is not answered.
struct RegisterFlags {
  std::string file;
  std::string code;
  std::string hub;
  std::string kind;
  std::vector<std::string> names;
  std::string base;
  std::vector<std::string> active;
  std::vector<std::string> origin;
  std::vector<std::string> residence;
  std::string together;
  std::vector<std::string> themes;
  std::string description;
  std::vector<std::string> needs;
  std::vector<std::string> offers;
  std::vector<std::string> contacts;
  std::string tier;
  std::string consent;
  std::string consent_date;
  std::string note;
  bool yes = false;
  bool dry_run = false;
};

v1::Profile& ProfileOf(v1::RegisterRequest& request);
const v1::Profile& ProfileOf(const v1::RegisterRequest& request);
v1::Visibility& VisibilityOf(v1::RegisterRequest& request);

// `NAME`, of which the language is guessed, or `ar=NAME`.
void AddName(absl::string_view text, v1::Profile& profile);
// Countries by name or code, several with `,` or `;` between. INVALID_ARGUMENT names the wrong one.
absl::Status AddCountries(absl::string_view text,
                          google::protobuf::RepeatedPtrField<std::string>& countries);
void SetDescription(absl::string_view text, v1::Profile& profile);
// `name@host`, a web address, or a word and the rest: `signal +961…`. False for anything else.
bool AddContact(absl::string_view text, v1::Profile& profile);
// `hub`, `TIER_HUB`; TIER_UNSPECIFIED for what is none.
v1::Tier TierOf(absl::string_view word);
// Adds the theme to the list of the profile that its facet belongs to: issues, laws, communities …
// Returns false for skills, resources and values, which are no themes of work.
bool AddTheme(const v1::Theme& theme, v1::Profile& profile);
void AddExchange(const std::string& theme, bool need, v1::Profile& profile);

// Puts what the flags say into the request, over what its file says. Exit code 2 for what cannot be
// understood. `finder` looks themes up.
absl::Status ApplyFlags(const RegisterFlags& flags, const client::Client& client,
                        v1::RegisterRequest& request);

// The flags whose answers a request lacks, in the order of the questions.
std::vector<std::string> MissingAnswers(const v1::RegisterRequest& request);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_REGISTER_REQUEST_H_
