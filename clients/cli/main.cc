// tashbik, the command line.
#include <csignal>
#include <cstdlib>
#include <iostream>

#include <grpc/support/log.h>

#include "clients/cli/app.h"

int main(int argc, char** argv) {
  // A reader that went away (`tashbik org list | head`) ends the program without noise.
  std::signal(SIGPIPE, SIG_DFL);
  // Errors end in words of ours; gRPC's own lines are for who asks for them.
  if (std::getenv("GRPC_VERBOSITY") == nullptr) gpr_set_log_function([](gpr_log_func_args*) {});
  std::ios::sync_with_stdio(false);
  return tashbik::cli::Run({argv + 1, argv + argc}, std::cout, std::cerr);
}
