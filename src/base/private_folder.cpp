#include "base/private_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/file.h"

namespace breadcrumb {

namespace {

Error unwritable(const std::filesystem::path& path) {
  return {ErrorKind::unavailable, "file.unwritable", fmt::format("cannot write: {}", std::strerror(errno)),
          path.string()};
}

Error not_private(std::string message, const std::filesystem::path& path) {
  return {ErrorKind::refused, "file.not_private", std::move(message), path.string()};
}

}  // namespace

Result<PrivateFolder> PrivateFolder::open(const std::filesystem::path& path) {
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return unwritable(path);
  PrivateFolder out(path, ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (out.fd_ < 0) {
    if (errno == ELOOP || errno == ENOTDIR)
      return not_private("expected a folder of the desk's own; a link or something else stands there", path);
    return unwritable(path);
  }
  struct stat info{};
  if (::fstat(out.fd_, &info) != 0) return unwritable(path);
  if (info.st_uid != ::geteuid()) return not_private("the folder belongs to another user", path);
  if ((info.st_mode & 0777) != 0700 && ::fchmod(out.fd_, 0700) != 0) return unwritable(path);
  return out;
}

PrivateFolder::PrivateFolder(PrivateFolder&& other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)) {}

PrivateFolder::~PrivateFolder() {
  if (fd_ >= 0) ::close(fd_);
}

Result<bool> PrivateFolder::make(const std::string& name, std::string_view bytes) const {
  const int file = ::openat(fd_, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0 && errno == EEXIST) return false;
  if (file < 0) return unwritable(path_ / name);
  bool whole = true;
  for (std::size_t done = 0; whole && done < bytes.size();) {
    const auto put = ::write(file, bytes.data() + done, bytes.size() - done);
    if (put < 0 && errno == EINTR) continue;
    whole = put > 0;
    if (whole) done += static_cast<std::size_t>(put);
  }
  const int problem = whole ? 0 : errno;
  if (::close(file) == 0 && whole) return true;
  if (problem != 0) errno = problem;
  auto error = unwritable(path_ / name);
  remove(name);
  return error;
}

Result<std::string> PrivateFolder::read(const std::string& name, std::uint64_t max_bytes) const {
  const auto where = (path_ / name).string();
  const int file = ::openat(fd_, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0 && errno == ENOENT) return Error{ErrorKind::not_found, "file.not_found", "no such file", where};
  if (file < 0 && errno == ELOOP)
    return Error{ErrorKind::bad_input, "file.not_regular", "expected a regular file, this is a link", where};
  if (file < 0)
    return Error{ErrorKind::unavailable, "file.unreadable", fmt::format("cannot read: {}", std::strerror(errno)),
                 where};
  auto bytes = read_open_file(file, where, max_bytes);
  ::close(file);
  return bytes;
}

void PrivateFolder::remove(const std::string& name) const {
  ::unlinkat(fd_, name.c_str(), 0);
}

}  // namespace breadcrumb
