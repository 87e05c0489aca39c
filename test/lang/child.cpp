#include "child.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

namespace breadcrumb::lang {

namespace {

using Clock = std::chrono::steady_clock;

long ms_since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count();
}

[[noreturn]] void die(const char* what) {
  const auto* why = std::strerror(errno);
  for (const auto* part : {what, ": ", why, "\n"})
    if (::write(2, part, std::strlen(part)) < 0) break;
  ::_exit(127);
}

/// In the child, between fork and exec.
[[noreturn]] void become(const std::vector<std::string>& words, const RunOptions& options, int out, int err) {
  ::setpgid(0, 0);
  const int in = ::open(options.input.empty() ? "/dev/null" : options.input.c_str(), O_RDONLY);
  if (in < 0 || ::dup2(in, 0) < 0 || ::dup2(out, 1) < 0 || ::dup2(err, 2) < 0) die("redirect");
  if (!options.folder.empty() && ::chdir(options.folder.c_str()) != 0) die("chdir");
  // What lets root pass over a file's mode is gone from the next exec on. Another user would also be kept out of
  // folders that are root's alone, such as a clone in root's home.
  if (options.unprivileged && ::geteuid() == 0)
    for (const int power : {CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER})
      if (::prctl(PR_CAPBSET_DROP, power) != 0) die("prctl");
  std::vector<std::string> pairs;
  for (const auto& [name, value] : options.environment) pairs.push_back(name + "=" + value);
  std::vector<char*> environment, arguments;
  for (auto& pair : pairs) environment.push_back(pair.data());
  environment.push_back(nullptr);
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execvpe(arguments[0], arguments.data(), environment.data());
  die(arguments[0]);
}

}  // namespace

Outcome run(const std::vector<std::string>& words, const RunOptions& options) {
  Outcome outcome;
  int out[2], err[2];
  if (::pipe2(out, O_CLOEXEC) != 0) return outcome;
  if (::pipe2(err, O_CLOEXEC) != 0) {
    ::close(out[0]);
    ::close(out[1]);
    return outcome;
  }
  const auto start = Clock::now();
  const auto child = ::fork();
  if (child == 0) become(words, options, out[1], err[1]);
  ::close(out[1]);
  ::close(err[1]);

  std::array<pollfd, 2> ends = {{{out[0], POLLIN, 0}, {err[0], POLLIN, 0}}};
  std::array<char, 65536> buffer;
  int open = 2;
  while (child > 0 && open > 0) {
    const auto left = options.timeout_ms - ms_since(start);
    if (left <= 0) {
      outcome.timed_out = true;
      ::kill(-child, SIGKILL);
      break;
    }
    if (::poll(ends.data(), ends.size(), static_cast<int>(left)) < 0 && errno != EINTR) break;
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if (ends[i].fd < 0 || ends[i].revents == 0) continue;
      const auto got = ::read(ends[i].fd, buffer.data(), buffer.size());
      if (got > 0) {
        (i == 0 ? outcome.out : outcome.err).append(buffer.data(), static_cast<std::size_t>(got));
      } else if (got == 0 || errno != EINTR) {
        ends[i].fd = -1;
        --open;
      }
    }
  }
  ::close(out[0]);
  ::close(err[0]);
  if (child < 0) return outcome;
  int status = 0;
  rusage usage{};
  while (::wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  outcome.elapsed_ms = ms_since(start);
  outcome.cpu_ms =
      (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
  outcome.max_rss_kb = usage.ru_maxrss;
  if (WIFEXITED(status)) outcome.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  return outcome;
}

TemporaryFolder::TemporaryFolder() {
  auto name = (std::filesystem::temp_directory_path() / "breadcrumb-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) ::abort();
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code code;
  std::filesystem::remove_all(path_, code);
}

}  // namespace breadcrumb::lang
