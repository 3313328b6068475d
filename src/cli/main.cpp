/// lsr: an order log in, the late shipment rate out.
#include <csignal>

#include "cli/command.hpp"

int main(int argc, char** argv) {
  // A reader that closes the pipe is noticed by the write that fails, so that files are still cleaned up.
  std::signal(SIGPIPE, SIG_IGN);
  return lsr::cli::run(argc, argv);
}
