#include "base/atomic_file.h"

#include "base/buf.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64];

static int set_up(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/test_atomic_file.XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static const char *in_folder(const char *name)
{
    static char path[512];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int count_files(void)
{
    DIR *entries = opendir(folder);
    int count = -2; /* "." and ".." */

    while (readdir(entries))
        count++;
    closedir(entries);
    return count;
}

static int tear_down(void **state)
{
    DIR *entries = opendir(folder);
    struct dirent *entry;

    (void)state;
    while ((entry = readdir(entries)))
        remove(in_folder(entry->d_name));
    closedir(entries);
    return rmdir(folder);
}

static void put(const char *path, struct view bytes)
{
    struct atomic_file file;
    struct err err = {0};

    if (!atomic_file_open(&file, path, &err) ||
        !atomic_file_write(&file, bytes, &err) ||
        !atomic_file_finish(&file, &err) || !atomic_file_publish(&file, &err))
        fail_msg("%s", err.message);
}

static void assert_content(const char *path, const char *expected)
{
    char *data;
    size_t size;
    struct err err;

    assert_true(file_read(path, 1000, &data, &size, &err));
    assert_int_equal(size, strlen(expected));
    assert_memory_equal(data, expected, size);
    free(data);
}

static void test_appears_whole(void **state)
{
    const char *path = in_folder("x.mp3");
    struct atomic_file file;
    struct err err;

    (void)state;
    put(path, VIEW("old"));
    assert_true(atomic_file_open(&file, path, &err));
    assert_true(atomic_file_write(&file, VIEW("fresh text"), &err));
    assert_true(atomic_file_write_at(&file, VIEW("F"), 0, &err));
    assert_true(atomic_file_write(&file, VIEW("!"), &err));
    assert_true(atomic_file_finish(&file, &err));
    assert_content(path, "old");
    assert_int_equal(count_files(), 2);
    assert_true(atomic_file_publish(&file, &err));
    assert_content(path, "Fresh text!");
    assert_int_equal(count_files(), 1);
    atomic_file_abandon(&file);
    assert_int_equal(count_files(), 1);
}

static void test_abandoned_is_gone(void **state)
{
    struct atomic_file file;
    struct err err;

    (void)state;
    assert_true(atomic_file_open(&file, in_folder("x"), &err));
    assert_true(atomic_file_write(&file, VIEW("half"), &err));
    atomic_file_abandon(&file);
    assert_int_equal(count_files(), 0);
    assert_int_equal(file.fd, -1);
}

static void test_mode_follows_umask(void **state)
{
    struct stat info;
    mode_t before = umask(027);

    (void)state;
    put(in_folder("x"), VIEW("x"));
    umask(before);
    assert_int_equal(stat(in_folder("x"), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0640);
}

static void test_links_are_followed(void **state)
{
    char target[512];
    struct stat info;

    (void)state;
    snprintf(target, sizeof target, "%s", in_folder("target"));
    put(target, VIEW("old"));
    assert_int_equal(symlink("target", in_folder("link")), 0);
    put(in_folder("link"), VIEW("new"));
    assert_content(target, "new");
    assert_int_equal(lstat(in_folder("link"), &info), 0);
    assert_true(S_ISLNK(info.st_mode));
}

static void test_long_names_fit(void **state)
{
    char name[256];

    (void)state;
    memset(name, 'n', 255);
    name[255] = '\0';
    put(in_folder(name), VIEW("x"));
    assert_content(in_folder(name), "x");
}

static void test_bad_targets(void **state)
{
    static const struct {
        const char *path, *says;
    } cases[] = {
        {"/dev/null", "device"},
        {"/tmp", "is a folder"},
        {"/no/such/folder/x.mp3", "cannot write there"},
        {"", "empty"},
        {"/proc/x.mp3", "cannot write there"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct atomic_file file;
        struct err err = {0};

        assert_false(atomic_file_open(&file, cases[i].path, &err));
        assert_non_null(strstr(err.message, cases[i].says));
        assert_non_null(strstr(err.message, cases[i].path));
        atomic_file_abandon(&file);
    }
}

static void test_folder_in_the_way(void **state)
{
    struct atomic_file file;
    struct err err;

    (void)state;
    assert_true(atomic_file_open(&file, in_folder("x"), &err));
    assert_true(atomic_file_finish(&file, &err));
    assert_int_equal(mkdir(in_folder("x"), 0777), 0);
    assert_false(atomic_file_publish(&file, &err));
    atomic_file_abandon(&file);
    assert_int_equal(count_files(), 1);
}

/* A file size limit is the full disk that anyone can have. */
static void test_full_disk(void **state)
{
    struct rlimit before;
    struct atomic_file file;
    struct err err = {0};

    (void)state;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit small = {4096, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_true(atomic_file_open(&file, in_folder("x"), &err));
    static char bytes[8192];
    setrlimit(RLIMIT_FSIZE, &small);
    bool written =
        atomic_file_write(&file, (struct view){bytes, sizeof bytes}, &err);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_false(written);
    assert_non_null(strstr(err.message, "cannot write; make space"));
    atomic_file_abandon(&file);
    assert_int_equal(count_files(), 0);
}

static void test_remove_all_is_the_owners(void **state)
{
    struct atomic_file file[2];
    struct err err;
    int status;

    (void)state;
    assert_true(atomic_file_open(&file[0], in_folder("x"), &err));
    assert_true(atomic_file_open(&file[1], in_folder("y"), &err));
    pid_t pid = fork();
    if (pid == 0) {
        atomic_file_remove_all();
        _exit(0);
    }
    waitpid(pid, &status, 0);
    assert_int_equal(count_files(), 2);
    atomic_file_remove_all();
    assert_int_equal(count_files(), 0);
    atomic_file_abandon(&file[0]);
    atomic_file_abandon(&file[1]);
}

static void test_read_failures(void **state)
{
    char *data;
    size_t size;
    struct err err;

    (void)state;
    put(in_folder("x"), VIEW("0123456789"));
    assert_false(file_read(in_folder("x"), 9, &data, &size, &err));
    assert_non_null(strstr(err.message, "larger"));
    assert_true(file_read(in_folder("x"), 10, &data, &size, &err));
    free(data);
    assert_false(file_read(folder, 10, &data, &size, &err));
    assert_non_null(strstr(err.message, "is a folder"));
    assert_false(file_read(in_folder("none"), 10, &data, &size, &err));
    assert_non_null(strstr(err.message, "No such file"));
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_appears_whole),
        IN_FOLDER(test_abandoned_is_gone),
        IN_FOLDER(test_mode_follows_umask),
        IN_FOLDER(test_links_are_followed),
        IN_FOLDER(test_long_names_fit),
        cmocka_unit_test(test_bad_targets),
        IN_FOLDER(test_folder_in_the_way),
        IN_FOLDER(test_full_disk),
        IN_FOLDER(test_remove_all_is_the_owners),
        IN_FOLDER(test_read_failures),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
