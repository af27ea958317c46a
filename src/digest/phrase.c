#include "digest/phrase.h"

#include "speech/date_words.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

enum { MINUTE_S = 60, HOUR_S = 3600, DAY_S = 24 * 3600 };

/* One of something, and many. */
struct number_words {
    const char *one, *many;
};

struct phrases {
    const char *language;
    const char *opening, *closing, *left, *headlines, *update;
    const char *from; /* before a source's name */
    struct number_words story, left_story, second, minute;
    /* With the number at %s: */
    struct number_words minutes_ago, hours_ago;
    const char *just_now, *yesterday;
    /* Day %d, month and year at %s and %d, in the language's order. */
    const char *date, *weekday_date;
    const char *time; /* hours and minutes */
};

static const struct phrases table[] = {
    {
        .language = "en",
        .opening = "{title}, for {date}. {count}, in {length}.",
        .closing = "That was {title}.",
        .left = "{left} in the notes.",
        .headlines = "The headlines.",
        .update = "Update.",
        .from = "From ",
        .story = {"%s story", "%s stories"},
        .left_story = {"%s more story is", "%s more stories are"},
        .second = {"%s second", "%s seconds"},
        .minute = {"%s minute", "%s minutes"},
        .minutes_ago = {"one minute ago", "%s minutes ago"},
        .hours_ago = {"one hour ago", "%s hours ago"},
        .just_now = "just now",
        .yesterday = "yesterday",
        .date = "%d %s %d",
        .weekday_date = "%s, %s",
        .time = "%d:%02d",
    },
    {
        .language = "de",
        .opening = "{title}, {date}. {count} in {length}.",
        .closing = "Das war {title}.",
        .left = "{left} in den Notizen.",
        .headlines = "Die Schlagzeilen.",
        .update = "Neues dazu.",
        .from = "Von ",
        .story = {"eine Meldung", "%s Meldungen"},
        .left_story = {"Eine weitere Meldung steht",
                       "%s weitere Meldungen stehen"},
        .second = {"einer Sekunde", "%s Sekunden"},
        .minute = {"einer Minute", "%s Minuten"},
        .minutes_ago = {"vor einer Minute", "vor %s Minuten"},
        .hours_ago = {"vor einer Stunde", "vor %s Stunden"},
        .just_now = "gerade eben",
        .yesterday = "gestern",
        .date = "%d. %s %d",
        .weekday_date = "%s, %s",
        .time = "%d:%02d Uhr",
    },
    {
        .language = "fr",
        .opening = "{title}, {date}. {count} en {length}.",
        .closing = "C'était {title}.",
        .left = "{left} dans les notes.",
        .headlines = "Les titres.",
        .update = "Du nouveau.",
        .from = "De ",
        .story = {"un sujet", "%s sujets"},
        .left_story = {"Un autre sujet se trouve",
                       "%s autres sujets se trouvent"},
        .second = {"une seconde", "%s secondes"},
        .minute = {"une minute", "%s minutes"},
        .minutes_ago = {"il y a une minute", "il y a %s minutes"},
        .hours_ago = {"il y a une heure", "il y a %s heures"},
        .just_now = "à l'instant",
        .yesterday = "hier",
        .date = "%d %s %d",
        .weekday_date = "%s %s",
        .time = "%d:%02d",
    },
    {
        .language = "es",
        .opening = "{title}, {date}. {count} en {length}.",
        .closing = "Esto ha sido {title}.",
        .left = "{left} en las notas.",
        .headlines = "Los titulares.",
        .update = "Novedades.",
        .from = "De ",
        .story = {"una noticia", "%s noticias"},
        .left_story = {"Otra noticia está", "Otras %s noticias están"},
        .second = {"un segundo", "%s segundos"},
        .minute = {"un minuto", "%s minutos"},
        .minutes_ago = {"hace un minuto", "hace %s minutos"},
        .hours_ago = {"hace una hora", "hace %s horas"},
        .just_now = "ahora mismo",
        .yesterday = "ayer",
        .date = "%d de %s de %d",
        .weekday_date = "%s, %s",
        .time = "%d:%02d",
    },
    {
        .language = "it",
        .opening = "{title}, {date}. {count} in {length}.",
        .closing = "Era {title}.",
        .left = "{left} nelle note.",
        .headlines = "I titoli.",
        .update = "Aggiornamento.",
        .from = "Da ",
        .story = {"una notizia", "%s notizie"},
        .left_story = {"Un'altra notizia è", "Altre %s notizie sono"},
        .second = {"un secondo", "%s secondi"},
        .minute = {"un minuto", "%s minuti"},
        .minutes_ago = {"un minuto fa", "%s minuti fa"},
        .hours_ago = {"un'ora fa", "%s ore fa"},
        .just_now = "proprio ora",
        .yesterday = "ieri",
        .date = "%d %s %d",
        .weekday_date = "%s %s",
        .time = "%d:%02d",
    },
};

static const struct phrases *phrases_of(struct view language)
{
    struct view primary = view_cut(&language, '-');

    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (view_equal_nocase(primary, view_of(table[i].language)))
            return &table[i];
    }
    return &table[0];
}

/* The pattern with text where %s stands; patterns are ours. */
static void add_pattern(struct buf *out, const char *pattern, const char *text)
{
    struct view whole = view_of(pattern);
    size_t at = view_find(whole, VIEW("%s"), 0);

    buf_add(out, view_slice(whole, 0, at));
    if (at == SIZE_MAX)
        return;
    buf_add_string(out, text);
    buf_add(out, view_slice(whole, at + 2, whole.size));
}

/* "no" would need a grammar of its own: 0 is many. */
static void add_number(struct buf *out, const struct number_words *words,
                       int64_t number)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%" PRId64, number);
    add_pattern(out, number == 1 ? words->one : words->many, digits);
}

static void add_date(struct buf *out, const struct phrases *phrases,
                     int64_t seconds, bool with_weekday)
{
    struct view language = view_of(phrases->language);
    time_t time = (time_t)seconds;
    struct buf month = {0};
    struct buf weekday = {0};
    struct buf date = {0};
    struct tm local;

    localtime_r(&time, &local);
    /* The formats are the table's own. */
    if (date_add_month(&month, language, local.tm_mon + 1)) {
        struct view rest = view_of(phrases->date);
        struct view day = view_slice(rest, 0, view_find(rest, VIEW("%s"), 0));
        size_t behind = day.size + 2;
        struct view year = view_slice(rest, behind, rest.size);

        buf_addf(&date, "%d", local.tm_mday);
        buf_add(&date, view_slice(day, 2, day.size));
        buf_add(&date, buf_view(&month));
        buf_add(&date, view_slice(year, 0, year.size - 2));
        buf_addf(&date, "%d", local.tm_year + 1900);
    }
    if (with_weekday &&
        date_add_weekday(&weekday, language, local.tm_wday + 1)) {
        struct view rest = view_of(phrases->weekday_date);

        buf_add(out, buf_view(&weekday));
        buf_add(out, view_slice(rest, 2, rest.size - 2));
    }
    buf_add(out, buf_view(&date));
    buf_release(&month);
    buf_release(&weekday);
    buf_release(&date);
}

static void add_time(struct buf *out, const struct phrases *phrases,
                     int64_t seconds)
{
    time_t time = (time_t)seconds;
    struct view rest = view_of(phrases->time);
    struct tm local;

    localtime_r(&time, &local);
    buf_addf(out, "%d:%02d", local.tm_hour, local.tm_min);
    buf_add(out, view_slice(rest, 7, rest.size));
}

void phrase_length(struct buf *out, struct view language, int64_t length_ms)
{
    const struct phrases *phrases = phrases_of(language);
    int64_t seconds = (length_ms + 500) / 1000;

    if (seconds < 90)
        add_number(out, &phrases->second, seconds);
    else
        add_number(out, &phrases->minute, (seconds + 30) / 60);
}

static void add_field(struct buf *out, struct view name,
                      const struct phrase_fields *fields)
{
    const struct phrases *phrases = phrases_of(fields->language);
    time_t now = (time_t)fields->now;
    struct tm local;

    if (view_equal(name, VIEW("date"))) {
        add_date(out, phrases, fields->now, true);
    } else if (view_equal(name, VIEW("weekday"))) {
        localtime_r(&now, &local);
        bool known = date_add_weekday(out, view_of(phrases->language),
                                      local.tm_wday + 1);
        (void)known;
    } else if (view_equal(name, VIEW("time"))) {
        add_time(out, phrases, fields->now);
    } else if (view_equal(name, VIEW("count"))) {
        add_number(out, &phrases->story, (int64_t)fields->count);
    } else if (view_equal(name, VIEW("left"))) {
        add_number(out, &phrases->left_story, (int64_t)fields->left);
    } else if (view_equal(name, VIEW("length"))) {
        phrase_length(out, fields->language, fields->length_ms);
    } else if (view_equal(name, VIEW("title"))) {
        buf_add(out, fields->title);
    }
}

void phrase_fill(struct buf *out, struct view template,
                 const struct phrase_fields *fields)
{
    while (template.size > 0) {
        size_t open = view_find(template, VIEW("{"), 0);
        size_t close =
            open == SIZE_MAX ? SIZE_MAX : view_find(template, VIEW("}"), open);

        if (close == SIZE_MAX) {
            buf_add(out, template);
            return;
        }
        buf_add(out, view_slice(template, 0, open));
        add_field(out, view_slice(template, open + 1, close), fields);
        template = view_slice(template, close + 1, template.size);
    }
}

struct view phrase_opening(struct view language)
{
    return view_of(phrases_of(language)->opening);
}

struct view phrase_closing(struct view language)
{
    return view_of(phrases_of(language)->closing);
}

struct view phrase_left(struct view language)
{
    return view_of(phrases_of(language)->left);
}

struct view phrase_headlines(struct view language)
{
    return view_of(phrases_of(language)->headlines);
}

struct view phrase_update(struct view language)
{
    return view_of(phrases_of(language)->update);
}

/* Midnights between two times, where we are. */
static long days_between(int64_t from, int64_t to)
{
    time_t times[2] = {(time_t)from, (time_t)to};
    int64_t days[2];

    for (int i = 0; i < 2; i++) {
        struct tm local;

        localtime_r(&times[i], &local);
        days[i] = (int64_t)times[i] + local.tm_gmtoff;
        days[i] = (days[i] - (days[i] % DAY_S + DAY_S) % DAY_S) / DAY_S;
    }
    return (long)(days[1] - days[0]);
}

static void add_age(struct buf *out, const struct phrases *phrases,
                    int64_t seconds, int64_t now)
{
    int64_t age = now - seconds;

    /* Clocks differ; what claims to come from the future is new. */
    if (age < MINUTE_S)
        buf_add_string(out, phrases->just_now);
    else if (age < HOUR_S)
        add_number(out, &phrases->minutes_ago, age / MINUTE_S);
    else if (age < DAY_S &&
             (age < (int64_t)12 * HOUR_S || days_between(seconds, now) == 0))
        add_number(out, &phrases->hours_ago, (age + HOUR_S / 2) / HOUR_S);
    else if (days_between(seconds, now) == 1)
        buf_add_string(out, phrases->yesterday);
    else
        add_date(out, phrases, seconds, false);
}

void phrase_origin(struct buf *out, struct view language, struct view source,
                   int64_t seconds, int64_t now)
{
    const struct phrases *phrases = phrases_of(language);
    size_t before = out->size;

    source = view_trim(source);
    if (source.size > 0) {
        buf_add_string(out, phrases->from);
        /* A name's own full stop would end the sentence here. */
        while (source.size > 0 && source.data[source.size - 1] == '.')
            source.size--;
        buf_add(out, source);
    }
    if (seconds != INT64_MIN) {
        if (out->size > before)
            buf_add_string(out, ", ");
        add_age(out, phrases, seconds, now);
    }
    if (out->size > before) {
        char *first = &out->data[before];

        if (*first >= 'a' && *first <= 'z')
            *first = (char)(*first - 'a' + 'A');
        buf_add_char(out, '.');
    }
}
