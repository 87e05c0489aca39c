#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/bytes.h"

namespace breadcrumb {

namespace {

class Handle {
 public:
  explicit Handle(int fd) : fd_(fd) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int fd() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

Error unwritable(const std::filesystem::path& path) {
  return {ErrorKind::unavailable, "file.unwritable", fmt::format("cannot write: {}", std::strerror(errno)),
          path.string()};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t max_bytes) {
  const auto where = path.string();
  if (where.empty()) return Error{ErrorKind::bad_input, "file.no_name", "expected a file, and its name is empty", ""};
  // O_NONBLOCK: opening a pipe must not wait for a writer.
  const Handle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.fd() < 0) {
    if (errno == ENOENT || errno == ENOTDIR)
      return Error{ErrorKind::not_found, "file.not_found", "no such file", where};
    return Error{ErrorKind::unavailable, "file.unreadable", fmt::format("cannot read: {}", std::strerror(errno)),
                 where};
  }
  return read_open_file(file.fd(), where, max_bytes);
}

Result<std::string> read_open_file(int file, const std::string& where, std::uint64_t max_bytes) {
  struct stat info{};
  if (::fstat(file, &info) != 0)
    return Error{ErrorKind::unavailable, "file.unreadable", fmt::format("cannot read: {}", std::strerror(errno)),
                 where};
  if (S_ISDIR(info.st_mode))
    return Error{ErrorKind::bad_input, "file.is_directory", "expected a file, this is a folder", where};
  if (!S_ISREG(info.st_mode)) return Error{ErrorKind::bad_input, "file.not_regular", "expected a regular file", where};
  const auto size = static_cast<std::uint64_t>(info.st_size);
  if (size > max_bytes)
    return Error{ErrorKind::too_big, "file.too_big",
                 fmt::format("{} bytes, over the limit of {} bytes", size, max_bytes), where};
  std::string bytes;
  bytes.resize(size);
  std::size_t have = 0;
  while (have < bytes.size()) {
    const auto got = ::read(file, bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      return Error{ErrorKind::unavailable, "file.unreadable",
                   fmt::format("cannot read past byte {}: {}", have, std::strerror(errno)), where};
    if (got == 0)
      return Error{ErrorKind::unavailable, "file.changed",
                   fmt::format("the file shrank while it was read, at byte {}", have), where};
    have += static_cast<std::size_t>(got);
  }
  return bytes;
}

Result<void> need_folder(const std::filesystem::path& path) {
  std::error_code code;
  if (!path.has_parent_path() || std::filesystem::exists(path.parent_path(), code)) return {};
  return Error{ErrorKind::not_found, "file.no_folder", "there is no such folder; make it first",
               path.parent_path().string()};
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  const Handle handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.fd() < 0) return unwritable(folder);
  // Some file systems refuse fsync on a folder with EINVAL; there is nothing more to do there.
  if (::fsync(handle.fd()) != 0 && errno != EINVAL) return unwritable(folder);
  return {};
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) {
    errno = code.value();
    return unwritable(folder);
  }
  const auto temporary = folder / fmt::format(".{}.{}.tmp", path.filename().string(), to_hex(random_bytes(6)));
  Handle file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
  if (file.fd() < 0) return unwritable(path);
  const auto give_up = [&]() -> Error {
    auto error = unwritable(path);
    ::unlink(temporary.c_str());
    return error;
  };
  for (std::size_t done = 0; done < bytes.size();) {
    const auto put = ::write(file.fd(), bytes.data() + done, bytes.size() - done);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return give_up();
    done += static_cast<std::size_t>(put);
  }
  if (::fsync(file.fd()) != 0) return give_up();
  if (::close(file.release()) != 0) return give_up();
  if (::rename(temporary.c_str(), path.c_str()) != 0) return give_up();
  return sync_folder(folder);
}

}  // namespace breadcrumb
