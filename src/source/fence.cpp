#include "source/fence.h"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace breadcrumb::source {

namespace {

struct Free {
  ~Free() { seccomp_release(filter); }
  scmp_filter_ctx filter;
};

Error no_fence(int code) {
  return {ErrorKind::refused, "source.no_fence",
          std::string("this system does not let a process fence itself in (seccomp: ") + std::strerror(code) +
              "); --unfenced reads without",
          ""};
}

constexpr std::array worker_calls = std::to_array<int>({
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(lseek),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(brk),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(tgkill),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(sched_yield),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(getrusage),
    SCMP_SYS(prlimit64),
    SCMP_SYS(getrlimit),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(fcntl),
});

constexpr std::array forbidden_calls = std::to_array<int>({
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(sendto),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendmmsg),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(kill),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(bpf),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(creat),
    SCMP_SYS(mkdir),
    SCMP_SYS(mkdirat),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(rename),
    SCMP_SYS(renameat),
    SCMP_SYS(renameat2),
    SCMP_SYS(rmdir),
    SCMP_SYS(link),
    SCMP_SYS(linkat),
    SCMP_SYS(symlink),
    SCMP_SYS(symlinkat),
    SCMP_SYS(chmod),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchmodat),
    SCMP_SYS(chown),
    SCMP_SYS(fchown),
    SCMP_SYS(lchown),
    SCMP_SYS(fchownat),
    SCMP_SYS(truncate),
    SCMP_SYS(ftruncate),
    SCMP_SYS(setxattr),
    SCMP_SYS(utimensat),
    SCMP_SYS(openat2),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
});

int add_worker_rules(scmp_filter_ctx filter) {
  for (const int call : worker_calls)
    if (const int code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0); code != 0) return code;
  // Memory may lose rights and gain reading or writing, never execution.
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
    if (const int code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
        code != 0)
      return code;
  return 0;
}

int add_launcher_rules(scmp_filter_ctx filter) {
  for (const int call : forbidden_calls)
    if (const int code = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0); code != 0) return code;
  // Opening for writing or reading-and-writing; O_CREAT is caught with them or makes an empty file at worst, so forbid
  // it.
  for (const auto& [mask, value] :
       {std::pair{O_ACCMODE, O_WRONLY}, {O_ACCMODE, O_RDWR}, {O_CREAT, O_CREAT}, {O_TRUNC, O_TRUNC}}) {
    const auto m = static_cast<scmp_datum_t>(mask), v = static_cast<scmp_datum_t>(value);
    if (const int code =
            seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, m, v));
        code != 0)
      return code;
    if (const int code =
            seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(open), 1, SCMP_A1(SCMP_CMP_MASKED_EQ, m, v));
        code != 0)
      return code;
  }
  return 0;
}

}  // namespace

Result<void> raise_fence(Fence fence) {
#ifdef BC_SANITIZED
  fence = Fence::launcher;
#endif
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return no_fence(errno);
  // A call that no rule names: for the worker it fails as if there were nothing there, which libraries expect to
  // happen.
  const Free holder{seccomp_init(fence == Fence::worker ? SCMP_ACT_ERRNO(ENOENT) : SCMP_ACT_ALLOW)};
  if (holder.filter == nullptr) return no_fence(ENOMEM);
  int code = fence == Fence::worker ? add_worker_rules(holder.filter) : add_launcher_rules(holder.filter);
  if (code == 0) code = seccomp_load(holder.filter);
  if (code != 0) return no_fence(-code);
  return {};
}

}  // namespace breadcrumb::source
