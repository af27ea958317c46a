#include "digest/schedule.h"

#include "pipeline/file_name.h"

#include <stdint.h>
#include <stdlib.h>

enum { DAYS = 7 };

static const char *const day_names[DAYS] = {"mon", "tue", "wed", "thu",
                                            "fri", "sat", "sun"};

/* What says where the digest keeps its state; a timer's environment does not
 * have what the shell's has. */
static const char *const variables[] = {"XDG_STATE_HOME", "XDG_DATA_HOME",
                                        "XDG_CONFIG_HOME"};

enum { VARIABLES = sizeof variables / sizeof *variables };

static bool parse_time(const char *text, int *hour, int *minute)
{
    struct view minutes = view_of(text);
    struct view hours = view_cut(&minutes, ':');
    int values[2] = {0, 0};
    struct view parts[2] = {hours, minutes};

    for (int i = 0; i < 2; i++) {
        if (parts[i].size == 0 || parts[i].size > 2 ||
            (i == 1 && parts[i].size != 2))
            return false;
        for (size_t k = 0; k < parts[i].size; k++) {
            if (parts[i].data[k] < '0' || parts[i].data[k] > '9')
                return false;
            values[i] = values[i] * 10 + (parts[i].data[k] - '0');
        }
    }
    *hour = values[0];
    *minute = values[1];
    return *hour < 24 && *minute < 60;
}

static int find_day(struct view name)
{
    for (int i = 0; i < DAYS; i++) {
        if (name.size >= 3 &&
            view_equal_nocase(view_slice(name, 0, 3), view_of(day_names[i])))
            return i;
    }
    return -1;
}

static bool parse_days(struct view list, unsigned *days)
{
    *days = 0;
    if (view_equal_nocase(list, VIEW("daily"))) {
        *days = SCHEDULE_EVERY_DAY;
        return true;
    }
    while (list.size > 0) {
        struct view to = view_trim(view_cut(&list, ','));
        struct view from = view_trim(view_cut(&to, '-'));
        int first = find_day(from);
        int last = to.size > 0 ? find_day(view_trim(to)) : first;

        if (first < 0 || last < 0)
            return false;
        /* "sat-mon" goes over the end of the week. */
        for (int day = first;; day = (day + 1) % DAYS) {
            *days |= 1U << day;
            if (day == last)
                break;
        }
    }
    return *days != 0;
}

bool schedule_parse(struct schedule *schedule, const char *at, const char *days,
                    struct err *err)
{
    schedule->days = SCHEDULE_EVERY_DAY;
    if (!at || !parse_time(at, &schedule->hour, &schedule->minute))
        return err_set_kind(err, ERR_USAGE,
                            "--at takes a time of day, as in --at 06:30");
    if (days && !parse_days(view_of(days), &schedule->days))
        return err_set_kind(err, ERR_USAGE,
                            "--days takes days, as in mon-fri or sat,sun, or "
                            "daily, not \"%s\"",
                            days);
    return true;
}

struct view schedule_unit_name(struct arena *arena, struct view config_name)
{
    struct view slug = file_name_of_title(arena, config_name);

    return arena_format(arena, "briefcast-%.*s", VIEW_ARG(slug));
}

/* Text as a unit file has it: specifiers and variables are taken away. */
static void add_plain(struct buf *out, struct view text)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];

        if ((unsigned char)c < ' ')
            c = ' ';
        if (c == '%')
            buf_add_char(out, '%');
        buf_add_char(out, c);
    }
}

/* One word of a command (systemd.service(5), "Command lines"). */
static void add_word(struct buf *out, struct view word, bool is_command)
{
    buf_add_char(out, '"');
    for (size_t i = 0; i < word.size; i++) {
        char c = word.data[i];

        if (c == '"' || c == '\\')
            buf_add_char(out, '\\');
        if (c == '%' || (c == '$' && is_command))
            buf_add_char(out, c);
        if (c == '\n')
            buf_add_string(out, "\\n");
        else
            buf_add_char(out, c);
    }
    buf_add_char(out, '"');
}

static void add_environment(struct buf *out)
{
    for (size_t i = 0; i < VARIABLES; i++) {
        const char *value = getenv(variables[i]);
        struct buf setting = {0};

        if (!value || value[0] != '/')
            continue;
        buf_addf(&setting, "%s=%s", variables[i], value);
        buf_add_string(out, "Environment=");
        add_word(out, buf_view(&setting), false);
        buf_add_char(out, '\n');
        buf_release(&setting);
    }
}

void schedule_service(const struct schedule *schedule, struct buf *out)
{
    buf_add_string(out, "[Unit]\nDescription=Make the briefing ");
    add_plain(out, schedule->title);
    buf_add_string(out, "\nDocumentation=man:briefcast(1)\n"
                        "ConditionPathExists=");
    add_plain(out, schedule->config);
    buf_add_string(out, "\n\n[Service]\nType=oneshot\n");
    add_environment(out);
    buf_add_string(out, "ExecStart=");
    add_word(out, schedule->program, true);
    buf_add_string(out, " digest --quiet ");
    add_word(out, schedule->config, true);
    /* Gaps that were reported, and nothing new, are no failures. */
    buf_add_string(out, "\nSuccessExitStatus=3 4\n"
                        "Nice=10\n"
                        "IOSchedulingClass=idle\n"
                        "TimeoutStartSec=30min\n"
                        "NoNewPrivileges=yes\n");
}

static void add_days(const struct schedule *schedule, struct buf *out)
{
    const char *divider = "";

    if (schedule->days == SCHEDULE_EVERY_DAY)
        return;
    for (int day = 0; day < DAYS; day++) {
        if (!(schedule->days & 1U << day))
            continue;
        buf_addf(out, "%s%c%s", divider, day_names[day][0] - 'a' + 'A',
                 day_names[day] + 1);
        divider = ",";
    }
    buf_add_char(out, ' ');
}

void schedule_timer(const struct schedule *schedule, struct buf *out)
{
    buf_add_string(out, "[Unit]\nDescription=Timer of the briefing ");
    add_plain(out, schedule->title);
    buf_add_string(out, "\nDocumentation=man:briefcast(1)\n\n"
                        "[Timer]\nOnCalendar=");
    add_days(schedule, out);
    buf_addf(out, "*-*-* %02d:%02d:00\n", schedule->hour, schedule->minute);
    /* A machine that slept through the time makes up for it. */
    buf_add_string(out, "Persistent=true\n"
                        "AccuracySec=1min\n"
                        "RandomizedDelaySec=2min\n"
                        "FixedRandomDelay=true\n\n"
                        "[Install]\nWantedBy=timers.target\n");
}

/* A word for cron's shell; cron itself takes an unescaped '%' for a line
 * end. */
static void add_shell_word(struct buf *out, struct view word)
{
    buf_add_char(out, '\'');
    for (size_t i = 0; i < word.size; i++) {
        if (word.data[i] == '\'')
            buf_add_string(out, "'\\''");
        else if (word.data[i] == '%')
            buf_add_string(out, "'\\%'");
        else
            buf_add_char(out, word.data[i]);
    }
    buf_add_char(out, '\'');
}

bool schedule_cron(const struct schedule *schedule, struct buf *out,
                   struct err *err)
{
    const char *divider = "";

    if (view_find(schedule->config, VIEW("\n"), 0) != SIZE_MAX ||
        view_find(schedule->program, VIEW("\n"), 0) != SIZE_MAX)
        return err_set(err,
                       "%.*s: a crontab cannot name a path with a line "
                       "end in it; rename it",
                       VIEW_ARG(schedule->config));
    buf_addf(out, "%d %d * * ", schedule->minute, schedule->hour);
    if (schedule->days == SCHEDULE_EVERY_DAY) {
        buf_add_char(out, '*');
    } else {
        for (int day = 0; day < DAYS; day++) {
            if (schedule->days & 1U << day) {
                buf_addf(out, "%s%d", divider, day + 1);
                divider = ",";
            }
        }
    }
    buf_add_char(out, ' ');
    for (size_t i = 0; i < VARIABLES; i++) {
        const char *value = getenv(variables[i]);

        if (!value || value[0] != '/' ||
            view_find(view_of(value), VIEW("\n"), 0) != SIZE_MAX)
            continue;
        buf_addf(out, "%s=", variables[i]);
        add_shell_word(out, view_of(value));
        buf_add_char(out, ' ');
    }
    add_shell_word(out, schedule->program);
    buf_add_string(out, " digest --quiet ");
    add_shell_word(out, schedule->config);
    buf_add_char(out, '\n');
    return true;
}
