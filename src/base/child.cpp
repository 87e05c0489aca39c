#include "base/child.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace breadcrumb {

namespace {

using Clock = std::chrono::steady_clock;
constexpr int tick_ms = 20;  // how often memory is looked at
constexpr std::size_t max_error_output = 64 << 10;

Error failure(std::string_view code, std::string message, std::string where) {
  return {ErrorKind::unavailable, std::string(code), std::move(message), std::move(where)};
}

struct Pipe {
  int read = -1, write = -1;
};

// Ends above 2, so that dup2 onto the standard streams cannot meet one of them.
Result<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return failure("child.not_started", std::strerror(errno), "pipe");
  for (int& end : ends) {
    if (end > 2) continue;
    const int moved = ::fcntl(end, F_DUPFD_CLOEXEC, 3);
    ::close(end);
    end = moved;
  }
  return Pipe{ends[0], ends[1]};
}

void close_end(int& fd) {
  if (fd >= 0) ::close(fd);
  fd = -1;
}

void limit(int what, std::uint64_t value) {
  const rlimit both{value, value};
  ::setrlimit(static_cast<__rlimit_resource>(what), &both);
}

std::vector<std::string> environment() {
  std::vector<std::string> out;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view variable = *entry;
    for (const std::string_view name : {"PATH=", "LANG=", "LC_ALL=", "HOME=", "BREADCRUMB_",
                                        "ASAN_OPTIONS=", "UBSAN_OPTIONS=", "TSAN_OPTIONS=", "LD_LIBRARY_PATH="})
      if (variable.starts_with(name)) out.emplace_back(variable);
  }
  return out;
}

struct Started {
  pid_t pid = -1;
  int in = -1, out = -1, err = -1;
};

// fork and exec by hand, because limits must hold before the program's first instruction. Between them only calls that
// are safe in a process with threads.
Result<Started> start(const std::vector<std::string>& argv, const ChildLimits& limits, bool with_errors) {
  if (argv.empty()) return failure("child.not_started", "no program is named", "");
  Pipe in = BC_TRY(make_pipe()), out = BC_TRY(make_pipe()), status = BC_TRY(make_pipe()), err;
  if (with_errors) err = BC_TRY(make_pipe());
  std::vector<char*> arguments;
  for (const auto& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  auto variables = environment();
  std::vector<char*> names;
  for (auto& variable : variables) names.push_back(variable.data());
  names.push_back(nullptr);
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::setpgid(0, 0);
    ::dup2(in.read, 0);
    ::dup2(out.write, 1);
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    ::dup2(with_errors ? err.write : nowhere, 2);
#ifndef BC_SANITIZED
    if (limits.address_space != 0) limit(RLIMIT_AS, limits.address_space);
#endif
    if (limits.cpu_seconds != 0) limit(RLIMIT_CPU, limits.cpu_seconds);
    if (limits.open_files != 0) limit(RLIMIT_NOFILE, limits.open_files);
    if (limits.no_files) limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    std::signal(SIGPIPE, SIG_DFL);
    // Only this thread is left, so the environment may be swapped for execvp to search PATH with.
    environ = names.data();
    ::execvp(arguments[0], arguments.data());
    const int code = errno;
    [[maybe_unused]] const auto written = ::write(status.write, &code, sizeof code);
    ::_exit(127);
  }
  const int fork_error = errno;
  close_end(in.read);
  close_end(out.write);
  close_end(status.write);
  close_end(err.write);
  int code = 0;
  const bool refused = pid < 0 || [&] {
    ssize_t got = 0;
    while ((got = ::read(status.read, &code, sizeof code)) < 0 && errno == EINTR) {
    }
    return got > 0;
  }();
  close_end(status.read);
  if (refused) {
    if (pid > 0) ::waitpid(pid, nullptr, 0);
    close_end(in.write);
    close_end(out.read);
    close_end(err.read);
    return failure("child.not_started", fmt::format("cannot run it: {}", std::strerror(pid < 0 ? fork_error : code)),
                   argv[0]);
  }
  for (const int fd : {in.write, out.read, err.read})
    if (fd >= 0) ::fcntl(fd, F_SETFL, O_NONBLOCK);
  return Started{pid, in.write, out.read, err.read};
}

std::size_t resident_of(pid_t pid) {
  const auto path = fmt::format("/proc/{}/statm", pid);
  std::FILE* file = std::fopen(path.c_str(), "re");
  if (file == nullptr) return 0;
  unsigned long total = 0, resident = 0;
  const int got = std::fscanf(file, "%lu %lu", &total, &resident);
  std::fclose(file);
  return got == 2 ? resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

void end_group(pid_t pid, int* status) {
  ::kill(-pid, SIGKILL);
  ::kill(pid, SIGKILL);
  while (::waitpid(pid, status, 0) < 0 && errno == EINTR) {
  }
}

// A write to a child that has gone must be an error and no signal.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoPipeSignal() {
    if (!was_pending_) {
      const timespec none{};
      while (sigtimedwait(&pipe_, nullptr, &none) < 0 && errno == EINTR) {
      }
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;

 private:
  sigset_t pipe_{}, before_{};
  bool was_pending_ = false;
};

}  // namespace

Result<Child> Child::start(const std::vector<std::string>& argv, const ChildLimits& limits) {
  auto started = BC_TRY(breadcrumb::start(argv, limits, false));
  Child child;
  child.pid_ = started.pid;
  child.in_ = started.in;
  child.out_ = started.out;
  child.max_resident_ = limits.max_resident;
  return child;
}

Child::Child(Child&& other) noexcept {
  *this = std::move(other);
}

Child& Child::operator=(Child&& other) noexcept {
  if (this == &other) return *this;
  kill();
  pid_ = std::exchange(other.pid_, -1);
  in_ = std::exchange(other.in_, -1);
  out_ = std::exchange(other.out_, -1);
  max_resident_ = other.max_resident_;
  return *this;
}

Child::~Child() {
  kill();
}

void Child::kill() {
  close_end(in_);
  close_end(out_);
  if (pid_ > 0) end_group(std::exchange(pid_, -1), nullptr);
}

Result<void> Child::wait_for(int fd, short events, Deadline deadline) {
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return failure("child.timeout", "the child did not answer in time", "");
    if (max_resident_ != 0 && resident_of(pid_) > max_resident_)
      return failure("child.memory", "the child took too much memory", "");
    pollfd wanted{fd, events, 0};
    const auto pause = max_resident_ != 0 ? std::min<long>(left, tick_ms) : std::min<long>(left, 1000);
    const int ready = ::poll(&wanted, 1, static_cast<int>(pause));
    if (ready > 0) return {};
    if (ready < 0 && errno != EINTR) return failure("child.closed", std::strerror(errno), "");
  }
}

Result<void> Child::write_all(std::string_view bytes, Deadline deadline) {
  const NoPipeSignal guard;
  while (!bytes.empty()) {
    BC_TRY(wait_for(in_, POLLOUT, deadline));
    const auto written = ::write(in_, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EAGAIN || errno == EINTR) continue;
      return failure("child.closed", "the child has gone", "");
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<std::string> Child::read_exact(std::size_t count, Deadline deadline) {
  std::string out;
  std::array<char, 65536> buffer;
  while (out.size() < count) {
    BC_TRY(wait_for(out_, POLLIN, deadline));
    const auto got = ::read(out_, buffer.data(), std::min(buffer.size(), count - out.size()));
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (got <= 0) return failure("child.closed", "the child has gone", "");
    out.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return out;
}

Result<ChildOutcome> run_child(const std::vector<std::string>& argv, std::string_view input,
                               const ChildLimits& limits) {
  auto started = BC_TRY(start(argv, limits, true));
  const NoPipeSignal guard;
  const auto deadline = Clock::now() + limits.deadline;
  ChildOutcome outcome;
  std::array<char, 65536> buffer;
  std::string trouble;
  if (input.empty()) close_end(started.in);
  while (started.out >= 0 || started.err >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) trouble = "child.timeout";
    if (limits.max_resident != 0 && resident_of(started.pid) > limits.max_resident) trouble = "child.memory";
    if (outcome.out.size() > limits.max_output) trouble = "child.too_much_output";
    if (!trouble.empty()) break;
    std::array<pollfd, 3> wanted{{{started.out, POLLIN, 0}, {started.err, POLLIN, 0}, {started.in, POLLOUT, 0}}};
    if (::poll(wanted.data(), wanted.size(), static_cast<int>(std::min<long>(left, tick_ms))) < 0) continue;
    const auto drain = [&](const pollfd& ready, int& fd, std::string& into, std::size_t most) {
      if (fd < 0 || ready.revents == 0) return;
      const auto got = ::read(fd, buffer.data(), buffer.size());
      if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
      if (got <= 0) return close_end(fd);
      into.append(buffer.data(), std::min(static_cast<std::size_t>(got), most - std::min(most, into.size())));
    };
    drain(wanted[0], started.out, outcome.out, limits.max_output + 1);
    drain(wanted[1], started.err, outcome.err, max_error_output);
    if (started.in >= 0 && wanted[2].revents != 0) {
      const auto written = ::write(started.in, input.data(), input.size());
      if (written > 0) input.remove_prefix(static_cast<std::size_t>(written));
      if (input.empty() || (written < 0 && errno != EAGAIN && errno != EINTR)) close_end(started.in);
    }
  }
  close_end(started.in);
  close_end(started.out);
  close_end(started.err);
  int status = 0;
  if (trouble.empty()) {
    // Its streams are closed; it has until the deadline to end.
    pid_t ended = 0;
    while ((ended = ::waitpid(started.pid, &status, WNOHANG)) == 0 && Clock::now() < deadline) ::usleep(1000);
    if (ended == started.pid) {
      ::kill(-started.pid, SIGKILL);
      outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
      outcome.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
      return outcome;
    }
    trouble = "child.timeout";
  }
  end_group(started.pid, &status);
  const auto* const message = trouble == "child.timeout"  ? "it did not end in time"
                              : trouble == "child.memory" ? "it took too much memory"
                                                          : "it printed too much";
  return failure(trouble, message, argv[0]);
}

}  // namespace breadcrumb
