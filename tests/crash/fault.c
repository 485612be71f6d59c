/* A disk that fails: for LD_PRELOAD. What is written to a database, its log or its index fails as the environment says.
 *   FAULT_AT=N      the N-th write, sync or truncation of this process; FAULT_ON=1: and every one after it
 *   FAULT_RUN=R     where it is set to another word, counting begins anew
 *   FAULT_WHILE=F   every one while the file F is there
 *   FAULT_ONLY=END  only in files whose names end so
 *   FAULT_ERRNO=E   with this error; KILL: the process is gone instead
 *   FAULT_SEEN=F    where the first that failed is written down: call and file */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_int calls;
static atomic_int seen;
static char run[64];

static int is_database(int fd, char *path, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, size - 1);
  if (n < 0) return 0;
  path[n] = 0;
  const char *name = strrchr(path, '/');
  if (name == NULL || path[0] != '/' || strstr(name, ".db") == NULL) return 0;
  const char *only = getenv("FAULT_ONLY");
  size_t length = strlen(name), wanted = only == NULL ? 0 : strlen(only);
  return only == NULL || (length >= wanted && strcmp(name + length - wanted, only) == 0);
}

static void note(const char *call, const char *path) {
  const char *file = getenv("FAULT_SEEN");
  if (file == NULL || atomic_exchange(&seen, 1)) return;
  int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (fd < 0) return;
  char line[800];
  int size = snprintf(line, sizeof line, "%s %s\n", call, path);
  syscall(SYS_write, fd, line, (size_t)size);
  close(fd);
}

/* A process does many runs one after the other; threads write only within them. */
static void begin_run(void) {
  const char *now = getenv("FAULT_RUN");
  if (now == NULL || strncmp(now, run, sizeof run - 1) == 0) return;
  strncpy(run, now, sizeof run - 1);
  atomic_store(&calls, 0);
  atomic_store(&seen, 0);
}

/* Whether this call fails; errno says why. */
static int fails(const char *call, int fd) {
  const char *at = getenv("FAULT_AT"), *on = getenv("FAULT_ON"), *file = getenv("FAULT_WHILE");
  if (at == NULL && file == NULL) return 0;
  char path[512];
  if (!is_database(fd, path, sizeof path)) return 0;
  begin_run();
  int met = file != NULL && access(file, F_OK) == 0;
  if (at != NULL) {
    int nth = atomic_fetch_add(&calls, 1) + 1, wanted = atoi(at);
    met = met || nth == wanted || (on != NULL && nth > wanted);
  }
  if (!met) return 0;
  note(call, path);
  const char *error = getenv("FAULT_ERRNO");
  if (error != NULL && strcmp(error, "KILL") == 0) raise(SIGKILL);
  errno = error != NULL && strcmp(error, "ENOSPC") == 0 ? ENOSPC : EIO;
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define GIVEN(...) __VA_ARGS__
#define FAILING(type, name, parameters, arguments) \
  type name(parameters) { \
    if (fails(#name, fd)) return -1; \
    return REAL(name)(arguments); \
  }

FAILING(ssize_t, pwrite64, GIVEN(int fd, const void *data, size_t size, off64_t at), GIVEN(fd, data, size, at))
FAILING(ssize_t, pwrite, GIVEN(int fd, const void *data, size_t size, off_t at), GIVEN(fd, data, size, at))
FAILING(ssize_t, write, GIVEN(int fd, const void *data, size_t size), GIVEN(fd, data, size))
FAILING(int, ftruncate64, GIVEN(int fd, off64_t size), GIVEN(fd, size))
FAILING(int, ftruncate, GIVEN(int fd, off_t size), GIVEN(fd, size))
FAILING(int, fsync, GIVEN(int fd), GIVEN(fd))
FAILING(int, fdatasync, GIVEN(int fd), GIVEN(fd))
