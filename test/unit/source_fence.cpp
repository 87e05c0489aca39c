#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "source/fence.h"

namespace breadcrumb::source {

namespace {

// What a process behind the fence can still do, as bits of its exit code; 64 when no fence was raised.
int breaches(Fence fence) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    if (!raise_fence(fence)) ::_exit(64);
    int out = 0;
    if (::socket(AF_INET, SOCK_STREAM, 0) >= 0) out |= 1;
    if (::open("/dev/null", O_RDWR) >= 0) out |= 2;
    if (::open("breadcrumb-fence", O_RDONLY | O_CREAT, 0600) >= 0) out |= 4;
    if (::open("/etc/passwd", O_RDONLY) >= 0) out |= 8;
    if (::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED) out |= 16;
    char* const argv[] = {const_cast<char*>("true"), nullptr};
    if (fence == Fence::worker) {
      ::execv("/bin/true", argv);  // exit code 0 would be read as no breach, so it is told apart below
    }
    ::_exit(out | 32);
  }
  int status = 0;
  ::waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST(SourceFence, HoldsWorkersAndLaunchers) {
#ifdef BC_SANITIZED
  GTEST_SKIP() << "a worker under sanitizers has the launcher's fence";
#endif
  EXPECT_EQ(breaches(Fence::worker), 32);
  EXPECT_EQ(breaches(Fence::launcher), 32 | 8 | 16);  // reads files and loads libraries: pdftotext must
}

}  // namespace breadcrumb::source
