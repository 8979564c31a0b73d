// Tests the command line itself: usage, help, and what it says without a server.
#include "clients/cli/app.h"

#include <cstdlib>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "CLI/App.hpp"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/command.h"
#include "clients/cli/help_words.h"
#include "gtest/gtest.h"

namespace tashbik::cli {
namespace {

struct Ran {
  int code;
  std::string out;
  std::string err;
};

Ran Try(std::vector<std::string> arguments) {
  setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
  unsetenv("TASHBIK_TOKEN");
  std::ostringstream out;
  std::ostringstream err;
  const int code = Run(arguments, out, err);
  return {code, out.str(), err.str()};
}

TEST(App, UsageErrorsEndWithTwo) {
  const std::vector<std::vector<std::string>> wrong = {
      {},
      {"nonsense"},
      {"suggest"},
      {"suggest", "x", "--focus", "sideways"},
      {"suggest", "x", "--top", "0"},
      {"suggest", "x", "--top", "201"},
      {"-o", "yaml", "whoami"},
      {"--lang", "de", "whoami"},
      {"--as", "king", "whoami"},
      {"--timeout", "0", "whoami"},
      {"org"},
      {"org", "frobnicate"},
      {"org", "list", "--based-in", "Narnia"},
      {"import"},
      {"import", "/nonexistent/file.csv", "--tier", "secret"},
      {"token", "create"},
      {"token", "create", "--role", "emperor"},
      {"token", "create", "--role", "administrator", "-o", "name"},
      {"account"},
      {"account", "create", "--role", "service"},
      {"account", "create", "--role", "auditor", "-o", "csv"},
      {"account", "freeze", "accounts/aaaaaaaaaaaaaaaa"},
      {"account", "rotate", "-o", "name"},
      {"org", "update", "organizations/x"},
      {"--server", "no-port", "whoami"},
      {"--server", "127.0.0.1:65536", "whoami"},
      {"--server", "127.0.0.1:", "whoami"},
      {"--as", "administrator", "whoami"},
      {"--token-file", "/nonexistent/token", "whoami"},
  };
  for (const auto& arguments : wrong) {
    const Ran ran = Try(arguments);
    EXPECT_EQ(ran.code, 2) << (arguments.empty() ? "" : arguments[0]) << ": " << ran.err;
    EXPECT_EQ(ran.out, "") << "data alone goes to standard output";
    EXPECT_NE(ran.err, "");
  }
}

TEST(App, AMistypedCommandIsNamedWithThoseThatThereAre) {
  const Ran first = Try({"serach", "GCHR"});
  EXPECT_EQ(first.code, 2);
  EXPECT_EQ(first.err.rfind("'serach' is none of suggest, explain, path, compose, search, ", 0), 0u)
      << first.err;
  const Ran second = Try({"hub", "circles", "create", "Legal aid"});
  EXPECT_EQ(second.code, 2);
  EXPECT_EQ(second.err.rfind("'create' is none of list, add, remove\n", 0), 0u) << second.err;
}

TEST(App, HelpIsNoError) {
  const Ran ran = Try({"--help"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_NE(ran.out.find("Exit codes"), std::string::npos);
  EXPECT_EQ(Try({"--version"}).code, 0);
}

TEST(App, WithoutAServerItIsUnavailable) {
  const Ran ran = Try({"--server", "127.0.0.1:1", "--anonymous", "whoami"});
  EXPECT_EQ(ran.code, 6) << ran.err;
  EXPECT_NE(ran.err.find("no server answers at 127.0.0.1:1"), std::string::npos) << ran.err;
}

void CheckExamples(CLI::App* command, const std::string& path, int* commands) {
  for (CLI::App* child : command->get_subcommands({})) {
    const std::string name = path + " " + child->get_name();
    ++*commands;
    EXPECT_NE(child->get_footer().find("\n  tashbik " + name.substr(1, name.find(' ', 1) - 1)),
              std::string::npos)
        << "no example of" << name;
    EXPECT_FALSE(child->get_description().empty()) << name;
    // What flags take is said in the words that people type.
    const std::string help = child->help();
    EXPECT_EQ(help.find("->"), std::string::npos) << help;
    EXPECT_EQ(help.find("_STATE_"), std::string::npos) << help;
    CheckExamples(child, name, commands);
  }
}

TEST(App, EveryCommandHasAnExample) {
  CLI::App app("", "tashbik");
  Selection selection;
  AddCommands(&app, &selection);
  int commands = 0;
  CheckExamples(&app, "", &commands);
  EXPECT_GT(commands, 150);
}

using Path = std::vector<std::string>;

// The command line itself, then all commands below `command`.
void Gather(CLI::App* command, const Path& path, std::vector<Path>* paths) {
  paths->push_back(path);
  for (CLI::App* child : command->get_subcommands({})) {
    Path below = path;
    below.push_back(child->get_name());
    Gather(child, below, paths);
  }
}

// The help of every command, one after the other.
std::vector<std::string> HelpOfAll(const std::string& language) {
  CLI::App app("", "tashbik");
  Selection selection;
  AddCommands(&app, &selection);
  std::vector<Path> paths;
  Gather(&app, {}, &paths);
  std::vector<std::string> help;
  for (Path path : paths) {
    path.insert(path.end(), {"--help", "--lang", language});
    help.push_back(Try(path).out);
  }
  return help;
}

TEST(App, HelpIsWholeInThreeLanguages) {
  const std::vector<std::string> arabic = HelpOfAll("ar");
  const std::vector<std::string> french = HelpOfAll("fr");
  ASSERT_GT(arabic.size(), 150u);
  ASSERT_EQ(french.size(), arabic.size());
  // What is typed stays as it is; no sentence of English is left beside it.
  const std::regex sentence("[a-z]{2,} [a-z]{2,} [a-z]{2,}");
  std::smatch found;
  for (size_t i = 0; i < arabic.size(); ++i) {
    const std::vector<std::string> lines = absl::StrSplit(arabic[i], '\n');
    for (const std::string& line : lines) {
      // Examples end the help of a command; that of the whole goes on.
      if (i > 0 && absl::StartsWith(line, "  tashbik ")) break;
      if (absl::StrContains(line, "tashbik ")) continue;
      EXPECT_FALSE(std::regex_search(line, found, sentence)) << found[0] << " in " << arabic[i];
    }
    for (const absl::Span<const Entry> table : HelpWords()) {
      for (const Entry& row : table) {
        if (!std::regex_search(row.en, sentence)) continue;
        EXPECT_FALSE(absl::StrContains(french[i], row.en)) << row.en << " in " << french[i];
      }
    }
  }
}

// Its first letter that is not isolated decides how a terminal lays a line out.
TEST(App, UsageRunsFromTheLeftInArabic) {
  EXPECT_TRUE(absl::StrContains(Try({"call", "--help", "--lang", "ar"}).out,
                                "\n\u2068الاستعمال\u2069: tashbik call [\u2068خيارات\u2069] "));
}

TEST(App, EveryRowOfTheHelpIsShownSomewhere) {
  const std::string all = absl::StrJoin(HelpOfAll("en"), "\n");
  for (const absl::Span<const Entry> table : HelpWords()) {
    for (const Entry& row : table) EXPECT_TRUE(absl::StrContains(all, row.en)) << row.en;
  }
}

TEST(App, FaultsOfUsageAreInTheLanguageThatWasAskedFor) {
  EXPECT_EQ(Try({"--lang", "fr", "serach"})
                .err.rfind("«\u00A0serach\u00A0» ne figure pas parmi\u00A0: suggest, ", 0),
            0u);
  for (const Path& wrong : std::vector<Path>{
           {},
           {"suggest"},
           {"suggest", "x", "--focus", "sideways"},
           {"suggest", "x", "--top", "0"},
           {"suggest", "x", "--top", "many"},
           {"suggest", "x", "--nonsense"},
           {"suggest", "x", "--top"},
           {"org", "list", "--based-in", "Narnia"},
           {"account", "create", "--role", "service"},
           {"--server", "no-port", "whoami"},
           {"--token-file", "/nonexistent/token", "whoami"},
           {"--server", "127.0.0.1:1", "--anonymous", "whoami"},
       }) {
    Path arguments = {"--lang=ar"};
    arguments.insert(arguments.end(), wrong.begin(), wrong.end());
    const std::string err = Try(arguments).err;
    for (const absl::string_view line : absl::StrSplit(err, '\n', absl::SkipEmpty())) {
      EXPECT_TRUE(std::regex_search(std::string(line), std::regex("[\xD8-\xDB]"))) << err;
    }
  }
}

}  // namespace
}  // namespace tashbik::cli
