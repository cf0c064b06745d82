/*
 * Loaded into a server by `npm run bench -- crash ROUNDS SEED power`: whenever a file in $SHADOW_OF has been synced, what
 * it holds is copied to $SHADOW. After a kill the copies are what a cut of the power would have left: nothing that was
 * written and not synced.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *inside(const char *path) {
  const char *folder = getenv("SHADOW_OF");
  size_t length = folder ? strlen(folder) : 0;
  if (!length || strncmp(path, folder, length) || path[length] != '/') return NULL;
  return strchr(path + length + 1, '/') ? NULL : path + length + 1;
}

static void keep(int fd) {
  char link[64], path[PATH_MAX], part[PATH_MAX + 8], kept[PATH_MAX], bytes[1 << 16];
  struct stat status;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return;
  path[length] = 0;
  const char *name = inside(path);
  if (!name || fstat(fd, &status) || !S_ISREG(status.st_mode)) return;
  snprintf(kept, sizeof kept, "%s/%s", getenv("SHADOW"), name);
  snprintf(part, sizeof part, "%s.part", kept);
  int from = open(link, O_RDONLY), to = open(part, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  for (ssize_t got; (got = read(from, bytes, sizeof bytes)) > 0;) if (write(to, bytes, got) != got) abort();
  close(from);
  close(to);
  rename(part, kept);
}

int fsync(int fd) {
  int result = ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd);
  if (!result) keep(fd);
  return result;
}

int fdatasync(int fd) {
  int result = ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd);
  if (!result) keep(fd);
  return result;
}

/* The one file that gets its name by renaming is synced before, and its folder after. */
int rename(const char *from, const char *to) {
  static int (*real)(const char *, const char *);
  if (!real) real = (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");
  const char *former = inside(from), *name = inside(to);
  int result = real(from, to);
  if (!result && former && name) {
    char old[PATH_MAX], kept[PATH_MAX];
    snprintf(old, sizeof old, "%s/%s", getenv("SHADOW"), former);
    snprintf(kept, sizeof kept, "%s/%s", getenv("SHADOW"), name);
    real(old, kept);
  }
  return result;
}
