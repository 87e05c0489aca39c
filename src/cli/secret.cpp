#include "cli/secret.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>

namespace breadcrumb::cli {

namespace {

/// The terminal without its echo, and as it was when this goes.
class Hidden {
 public:
  explicit Hidden(int file) : file_(file) {
    if (::tcgetattr(file_, &before_) != 0) return;
    auto quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ok_ = ::tcsetattr(file_, TCSAFLUSH, &quiet) == 0;
  }
  ~Hidden() {
    if (ok_) ::tcsetattr(file_, TCSAFLUSH, &before_);
    ::close(file_);
  }
  Hidden(const Hidden&) = delete;
  Hidden& operator=(const Hidden&) = delete;
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  int file_;
  termios before_{};
  bool ok_ = false;
};

}  // namespace

Result<std::string> ask_secret(std::string_view prompt) {
  const Error none{ErrorKind::unavailable, "cli.terminal", "there is no terminal to ask at", ""};
  const int file = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (file < 0) return none;
  const Hidden terminal(file);
  if (!terminal.ok() || ::write(file, prompt.data(), prompt.size()) < 0) return none;
  std::string out;
  for (char c = 0;;) {
    const auto got = ::read(file, &c, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0 && out.empty()) return none;
    if (got <= 0 || c == '\n') break;
    out += c;
  }
  [[maybe_unused]] const auto ignored = ::write(file, "\n", 1);
  return out;
}

}  // namespace breadcrumb::cli
