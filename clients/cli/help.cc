// Walks the commands; CLI11 lays the texts out.
#include "clients/cli/help.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/display_width.h"
#include "clients/cli/translate.h"

namespace tashbik::cli {
namespace {

// What CLI11 puts between the texts: in the line on usage, and elsewhere.
constexpr const char* kUsageLabels[] = {"Usage", "OPTIONS", "SUBCOMMAND"};
constexpr const char* kLabels[] = {"Positionals", "REQUIRED", "Env", "Excludes"};

void TranslateTexts(CLI::App* app, absl::string_view language) {
  // Isolated, since flags and names stand beside it.
  const auto in = [language](const std::string& text) {
    return Isolate(Translate(text, language));
  };
  app->description(in(app->get_description()));
  app->group(Translate(app->get_group(), language));
  const std::string footer = app->get_footer();
  absl::string_view examples = footer;
  if (absl::ConsumePrefix(&examples, kExample)) {
    app->footer(absl::StrCat(Translate(kExample, language), examples));
  } else {
    app->footer(Translate(footer, language));
  }
  for (CLI::Option* option : app->get_options()) {
    option->description(in(option->get_description()));
    option->group(Translate(option->get_group(), language));
  }
  for (CLI::App* command : app->get_subcommands({})) TranslateTexts(command, language);
}

}  // namespace

void TranslateHelp(CLI::App* app, absl::string_view language) {
  // All commands share one formatter. Usage is mostly names: were its labels not isolated, it would
  // run from the right.
  for (const char* label : kLabels) app->get_formatter()->label(label, Translate(label, language));
  for (const char* label : kUsageLabels) {
    app->get_formatter()->label(label, Isolate(Translate(label, language)));
  }
  TranslateTexts(app, language);
}

}  // namespace tashbik::cli
