// Tests the command line itself: usage, help, and what it says without a server.
#include "clients/cli/app.h"

#include <cstdlib>
#include <sstream>

#include "CLI/App.hpp"
#include "clients/cli/command.h"
#include "clients/cli/insight_command.h"
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
    EXPECT_NE(
        child->get_footer().find("Example:\n  tashbik " + name.substr(1, name.find(' ', 1) - 1)),
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
  AddMatchCommands(&app, &selection);
  AddComposeCommand(&app, &selection);
  AddInsightCommands(&app, &selection);
  AddMapCommand(&app, &selection);
  AddDuplicateCommands(&app, &selection);
  AddFeedbackCommands(&app, &selection);
  AddIntroCommands(&app, &selection);
  AddSearchCommand(&app, &selection);
  AddResourceCommands(&app, &selection);
  AddCallCommands(&app, &selection);
  AddCheckInCommands(&app, &selection);
  AddEventCommands(&app, &selection);
  AddStoryCommands(&app, &selection);
  AddStatementCommands(&app, &selection);
  AddMemberCommands(&app, &selection);
  AddImportCommand(&app, &selection);
  AddExportCommand(&app, &selection);
  AddWatchCommand(&app, &selection);
  AddAccountCommands(&app, &selection);
  AddAdminCommands(&app, &selection);
  int commands = 0;
  CheckExamples(&app, "", &commands);
  EXPECT_GT(commands, 100);
}

}  // namespace
}  // namespace tashbik::cli
