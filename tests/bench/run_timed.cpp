/// lsr_run_timed COMMAND [ARGUMENT...]
///
/// Runs COMMAND with its standard output thrown away, and prints what the kernel counted of it and of what it ran
/// itself: wall time, user time and system time in microseconds, and the most memory it held at once in KiB. Its exit
/// status is the command's. A shell's own clock would count the shell's fork too, and knows no memory.

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

long long microseconds(const timeval& time) { return time.tv_sec * 1'000'000LL + time.tv_usec; }

long peak_kib(const rusage& usage) {
#ifdef __APPLE__
  return usage.ru_maxrss / 1024;
#else
  return usage.ru_maxrss;
#endif
}

[[noreturn]] void become(char** command) {
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0) {
    execvp(command[0], command);
  }
  std::perror(command[0]);
  _exit(127);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: lsr_run_timed COMMAND [ARGUMENT...]\n", stderr);
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    become(argv + 1);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) != child) {
    std::perror("lsr_run_timed");
    return 127;
  }
  const auto wall = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
  std::printf("%lld %lld %lld %ld\n", static_cast<long long>(wall.count()), microseconds(usage.ru_utime),
              microseconds(usage.ru_stime), peak_kib(usage));
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
