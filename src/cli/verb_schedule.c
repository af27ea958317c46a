#include "base/atomic_file.h"
#include "cli/articles.h"
#include "cli/verb.h"
#include "digest/config.h"
#include "digest/place.h"
#include "digest/schedule.h"
#include "digest/stage.h"

#include <glob.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { UNIT_BYTES_MAX = 1 << 16 };

/* Where systemd looks for the user's own units (systemd.unit(5)). */
static bool units_folder(struct arena *arena, struct view *folder,
                         struct err *err)
{
    struct view config;

    if (!place_folder(arena, "XDG_CONFIG_HOME", ".config", &config, err))
        return false;
    *folder = arena_format(arena, "%.*s/systemd/user", VIEW_ARG(config));
    return true;
}

static bool write_file(const char *path, struct view text, struct err *err)
{
    struct atomic_file file = {.fd = -1};
    bool ok = atomic_file_open(&file, path, err) &&
              atomic_file_write(&file, text, err) &&
              atomic_file_finish(&file, err) && atomic_file_publish(&file, err);

    atomic_file_abandon(&file);
    return ok;
}

/* systemctl --user WORD...; false when it is not there or fails. */
static bool systemctl(const char *one, const char *two, const char *three)
{
    char *words[] = {(char *)"systemctl", (char *)"--user", (char *)one,
                     (char *)two,         (char *)three,    NULL};
    posix_spawn_file_actions_t quiet;
    pid_t child;
    int status = -1;

    if (posix_spawn_file_actions_init(&quiet) != 0)
        return false;
    bool ok =
        posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", 1,
                                         0) == 0 &&
        posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", 1,
                                         0) == 0 &&
        posix_spawnp(&child, words[0], &quiet, NULL, words, environ) == 0 &&
        waitpid(child, &status, 0) == child;
    posix_spawn_file_actions_destroy(&quiet);
    return ok && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* A unit of that name may belong to a configuration in another folder. */
static bool spares_others(const char *service, const struct schedule *schedule,
                          struct err *err)
{
    struct buf own = {0};
    char *data = NULL;
    size_t size = 0;
    struct err absent;

    if (!file_read(service, UNIT_BYTES_MAX, &data, &size, &absent))
        return true;
    schedule_service(schedule, &own);
    struct view mine = buf_view(&own);
    struct view line = VIEW("ConditionPathExists=");
    size_t at = view_find(mine, line, 0);
    struct view wanted =
        view_slice(mine, at, view_find(mine, VIEW("\n"), at) + 1);
    bool same = view_find((struct view){data, size}, wanted, 0) != SIZE_MAX;
    free(data);
    buf_release(&own);
    return same || err_set(err,
                           "%s: belongs to another configuration of this "
                           "name; rename %.*s, or remove the other first",
                           service, VIEW_ARG(schedule->config));
}

static bool install(struct arena *arena, const struct options *options,
                    const struct schedule *schedule, struct view name,
                    struct err *err)
{
    struct buf service = {0};
    struct buf timer = {0};
    struct view folder = {0};
    bool ok = units_folder(arena, &folder, err);
    struct view base =
        arena_format(arena, "%.*s/%.*s", VIEW_ARG(folder), VIEW_ARG(name));
    const char *service_path =
        arena_format(arena, "%s.service", base.data).data;
    const char *timer_path = arena_format(arena, "%s.timer", base.data).data;

    schedule_service(schedule, &service);
    schedule_timer(schedule, &timer);
    if (ok && options->dry_run) {
        printf("# %s\n%s\n# %s\n%s", service_path, buf_string(&service),
               timer_path, buf_string(&timer));
    } else if (ok) {
        ok = spares_others(service_path, schedule, err) &&
             stage_make_folder(folder, err) &&
             write_file(service_path, buf_view(&service), err) &&
             write_file(timer_path, buf_view(&timer), err);
    }
    if (ok && !options->dry_run) {
        const char *unit =
            arena_format(arena, "%.*s.timer", VIEW_ARG(name)).data;
        bool enabled = systemctl("daemon-reload", NULL, NULL) &&
                       systemctl("enable", "--now", unit);

        if (!options->quiet)
            printf("%s\n%s\n", service_path, timer_path);
        if (!enabled)
            fprintf(stderr,
                    "briefcast: warning: the user's systemd does not answer; "
                    "when it runs, say: systemctl --user enable --now %s\n",
                    unit);
    }
    buf_release(&service);
    buf_release(&timer);
    return ok;
}

static bool remove_units(struct arena *arena, const struct options *options,
                         struct view name, struct err *err)
{
    static const char *const endings[] = {"timer", "service"};
    struct view folder = {0};
    size_t removed = 0;

    if (!units_folder(arena, &folder, err))
        return false;
    /* A manager that does not run has nothing to be told. */
    bool told =
        systemctl("disable", "--now",
                  arena_format(arena, "%.*s.timer", VIEW_ARG(name)).data);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct view path = arena_format(arena, "%.*s/%.*s.%s", VIEW_ARG(folder),
                                        VIEW_ARG(name), endings[i]);

        if (unlink(path.data) != 0)
            continue;
        removed++;
        if (!options->quiet)
            printf("removed %s\n", path.data);
    }
    told = told && systemctl("daemon-reload", NULL, NULL);
    (void)told;
    return removed > 0 ||
           err_set(err,
                   "%.*s/%.*s.timer: is not there; this digest is not "
                   "scheduled",
                   VIEW_ARG(folder), VIEW_ARG(name));
}

/* The value behind "KEY=" at the start of a line of a unit file. */
static struct view value_of(struct view text, const char *key)
{
    struct view line;

    while (view_next_line(&text, &line)) {
        if (view_starts(line, view_of(key)))
            return view_slice(line, strlen(key), line.size);
    }
    return (struct view){0};
}

static bool list_units(struct arena *arena, struct err *err)
{
    struct view folder = {0};
    glob_t found = {0};

    if (!units_folder(arena, &folder, err))
        return false;
    const char *pattern =
        arena_format(arena, "%.*s/briefcast-*.timer", VIEW_ARG(folder)).data;
    if (glob(pattern, 0, NULL, &found) != 0)
        found.gl_pathc = 0;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct view path = view_of(found.gl_pathv[i]);
        struct view base = view_slice(path, 0, path.size - strlen(".timer"));
        const char *service =
            arena_format(arena, "%.*s.service", VIEW_ARG(base)).data;
        char *timer_text = NULL;
        char *service_text = NULL;
        size_t timer_size = 0;
        size_t service_size = 0;
        struct err absent;

        if (file_read(path.data, UNIT_BYTES_MAX, &timer_text, &timer_size,
                      &absent) &&
            file_read(service, UNIT_BYTES_MAX, &service_text, &service_size,
                      &absent))
            printf("%.*s: %.*s\n",
                   VIEW_ARG(value_of((struct view){service_text, service_size},
                                     "ConditionPathExists=")),
                   VIEW_ARG(value_of((struct view){timer_text, timer_size},
                                     "OnCalendar=")));
        free(timer_text);
        free(service_text);
    }
    globfree(&found);
    return true;
}

static bool find_program(struct arena *arena, struct view *program,
                         struct err *err)
{
    char path[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", path, sizeof path - 1);

    if (size <= 0)
        return err_set_errno(err, "the path of briefcast cannot be found");
    *program = arena_copy(arena, (struct view){path, (size_t)size});
    return true;
}

static bool print_cron(const struct schedule *schedule, struct err *err)
{
    struct buf line = {0};
    bool ok = schedule_cron(schedule, &line, err);

    if (ok)
        fputs(buf_string(&line), stdout);
    buf_release(&line);
    return ok;
}

static bool schedule_config(struct arena *arena, const struct options *options,
                            const struct digest_config *config, struct err *err)
{
    struct view name = schedule_unit_name(arena, config->name);
    struct schedule schedule = {.config = config->path, .title = config->title};

    if (options->remove)
        return remove_units(arena, options, name, err);
    if (!schedule_parse(&schedule, options->at, options->days, err) ||
        !find_program(arena, &schedule.program, err))
        return false;
    return options->cron ? print_cron(&schedule, err)
                         : install(arena, options, &schedule, name, err);
}

int verb_schedule(const struct options *options, struct err *err)
{
    struct arena arena = {0};
    struct digest_config config;
    struct mistakes mistakes = {0};
    struct voice_path voices;
    bool ok = false;

    if (options->list) {
        ok = list_units(&arena, err);
        goto out;
    }
    if (options->argument_count != 1) {
        err_set_kind(err, ERR_USAGE,
                     "say which configuration, and when: briefcast schedule "
                     "CONFIG --at 06:30");
        goto out;
    }
    articles_voice_path(&arena, &voices);
    /* What is to be removed need not be sound any more. */
    ok = digest_config_read(&arena, options->arguments[0], &voices, &config,
                            &mistakes) ||
         options->remove || err_set(err, "%.*s", VIEW_ARG(mistakes.at[0]));
    ok = ok && schedule_config(&arena, options, &config, err);
out:
    arena_release(&arena);
    return ok ? 0 : -1;
}
