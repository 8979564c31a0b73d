// tashbik, the command line.
#include <csignal>
#include <iostream>

#include "clients/cli/app.h"

int main(int argc, char** argv) {
  // A reader that went away (`tashbik org list | head`) ends the program without noise.
  std::signal(SIGPIPE, SIG_DFL);
  std::ios::sync_with_stdio(false);
  return tashbik::cli::Run({argv + 1, argv + argc}, std::cout, std::cerr);
}
