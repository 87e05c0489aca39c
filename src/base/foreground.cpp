#include "base/foreground.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace breadcrumb {

namespace {

/// Sets a signal's action for as long as it lives.
class Ignored {
 public:
  explicit Ignored(int signal) : signal_(signal) {
    struct sigaction ignore{};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(signal_, &ignore, &before_);
  }
  Ignored(const Ignored&) = delete;
  Ignored& operator=(const Ignored&) = delete;
  ~Ignored() { restore(); }
  void restore() const { ::sigaction(signal_, &before_, nullptr); }

 private:
  int signal_;
  struct sigaction before_{};
};

}  // namespace

Result<int> run_in_foreground(const std::vector<std::string>& argv) {
  std::vector<char*> arguments;
  for (const auto& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const Ignored interrupt(SIGINT), quit(SIGQUIT);
  const pid_t pid = ::fork();
  if (pid == 0) {
    interrupt.restore();
    quit.restore();
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
  }
  int status = 0;
  while (pid > 0 && ::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (pid < 0)
    return Error{ErrorKind::unavailable, "child.not_started", std::strerror(errno), argv.empty() ? "" : argv[0]};
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace breadcrumb
