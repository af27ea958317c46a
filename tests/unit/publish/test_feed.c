#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/publish/stage.h"

#include "publish/feed.h"
#include "publish/feed_check.h"
#include "publish/index.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct feed_channel channel = {
    .base_url = {"https://example.org/b", 21},
    .title = {"Tea & news", 10},
    .owner_email = {"ann@example.org", 15},
    .category = {"News > Daily News", 17},
    .cover_name = {"cover.png", 9},
};

static char folder[64];
static size_t warnings;

static void count_warning(void *context, enum log_level level, const char *line)
{
    (void)context;
    (void)line;
    warnings += level == LOG_WARNING;
}

static const struct log counting = {.write = count_warning};

static void put(const char *name, struct view bytes)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
    assert_int_equal(fclose(file), 0);
}

/* An episode with its sound; what it was made of decides the guid. */
static void put_episode(const char *name, const char *sound, time_t made)
{
    struct stage stage = {0};
    char path[128];
    char file_name[64];
    struct buf out = {0};
    struct err err;

    stage_article(&stage, "Tea <&\"'> \xF0\x9F\x8E\x89");
    stage_block(&stage, BLOCK_HEADING, 1, "Tea <&\"'> \xF0\x9F\x8E\x89");
    stage_block(&stage, BLOCK_HEADING, 2, "]]> second");
    stage_block(&stage, BLOCK_HEADING, 2, "Third");
    stage_finish(&stage);
    stage.episode.made = made;
    snprintf(file_name, sizeof file_name, "%s.mp3", name);
    put(file_name, view_of(sound));
    snprintf(path, sizeof path, "%s/%s", folder, file_name);
    struct publish_request request = {.episode = &stage.episode,
                                      .audio_name = view_of(file_name),
                                      .audio_path = path};
    assert_true(record_write(&request, &out, &err));
    snprintf(file_name, sizeof file_name, "%s" RECORD_ENDING, name);
    put(file_name, buf_view(&out));
    buf_release(&out);
    stage_release(&stage);
}

static int open_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/briefcast-feed-XXXXXX");
    warnings = 0;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *status, int kind,
                      struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

static int close_folder(void **state)
{
    (void)state;
    return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static char *write_feed(size_t episodes)
{
    struct arena arena = {0};
    struct records records;
    struct buf out = {0};
    struct buf found = {0};
    struct err err;
    char path[128];

    assert_true(feed_list(&arena, folder, &counting, &records, &err));
    assert_int_equal(records.count, episodes);
    if (!feed_write(folder, &channel, &records, &out, &err))
        fail_msg("%s", err.message);
    put(FEED_NAME, buf_view(&out));
    snprintf(path, sizeof path, "%s/" FEED_NAME, folder);
    if (!feed_check_file(path, &found, &err))
        fail_msg("%s", err.message);
    arena_release(&arena);
    buf_release(&found);
    return buf_take(&out);
}

static void test_feed(void **state)
{
    (void)state;
    put_episode("one", "sound", 1772605800);
    put_episode("two", "other sound", 1772692200);
    put("one.vtt", VIEW("WEBVTT\n"));
    char *feed = write_feed(2);
    const char *newer = strstr(feed, "https://example.org/b/two.mp3");
    const char *older = strstr(feed, "https://example.org/b/one.mp3\" "
                                     "length=\"5\" type=\"audio/mpeg\"");
    assert_non_null(newer);
    assert_non_null(older);
    assert_true(newer < older);
    assert_non_null(strstr(feed, "Wed, 04 Mar 2026 06:30:00 +0000"));
    assert_non_null(strstr(feed, "one.vtt\" type=\"text/vtt\""));
    assert_null(strstr(feed, "two.vtt"));
    assert_non_null(strstr(feed, "00:00:00 Tea &lt;&amp;&quot;&#39;&gt;"));
    assert_non_null(strstr(feed, "start=\"00:00:00.000\""));
    assert_int_equal(warnings, 0);
    free(feed);
}

/* The same folder gives the same feed; a new tag changes no guid. */
static void test_feed_is_stable(void **state)
{
    (void)state;
    put_episode("one", "sound", 1772605800);
    char *first = write_feed(1);
    char *second = write_feed(1);
    assert_string_equal(first, second);
    free(first);
    free(second);
}

static void test_foreign_files_stay(void **state)
{
    (void)state;
    put_episode("one", "sound", 1772605800);
    put_episode("lost", "gone", 1772605800);
    put_episode("twin", "sound", 1772605700);
    put("note" RECORD_ENDING, VIEW("no json"));
    put("list" RECORD_ENDING, VIEW("[]"));
    put(".hidden" RECORD_ENDING, VIEW("no json"));
    put("out" RECORD_ENDING,
        VIEW("{\"briefcast_episode\": 1, \"guid\": "
             "\"123456789012345678901234567890123456\", \"title\": \"x\", "
             "\"made\": \"2026-01-01\", \"duration_ms\": 1, \"audio\": "
             "\"../../etc/passwd\", \"chapters\": []}"));
    char path[128];
    snprintf(path, sizeof path, "%s/lost.mp3", folder);
    assert_int_equal(unlink(path), 0);
    free(write_feed(1));
    assert_int_equal(warnings, 5);
    snprintf(path, sizeof path, "%s/note" RECORD_ENDING, folder);
    assert_int_equal(access(path, F_OK), 0);
}

static void test_empty_folder(void **state)
{
    struct records records = {0};
    struct buf out = {0};
    struct err err;

    (void)state;
    assert_false(feed_write(folder, &channel, &records, &out, &err));
    assert_non_null(strstr(err.message, "no episode"));
    buf_release(&out);
}

static void refuse(const struct feed_channel *wrong, const char *reason)
{
    struct err err = {0};

    assert_false(feed_check(wrong, &err));
    assert_int_equal(err.kind, ERR_USAGE);
    if (!strstr(err.message, reason))
        fail_msg("\"%s\" does not say \"%s\"", err.message, reason);
}

static void test_bad_channels(void **state)
{
    struct feed_channel wrong;
    struct err err;

    (void)state;
    assert_true(feed_check(&channel, &err));
    wrong = channel;
    wrong.base_url = VIEW("example.org/briefing");
    refuse(&wrong, "no web address");
    wrong.base_url = VIEW("https://example.org/?a");
    refuse(&wrong, "query");
    wrong = channel;
    wrong.category = VIEW("Gossip");
    refuse(&wrong, "\"Gossip\"");
    wrong = channel;
    wrong.owner_email = VIEW("ann at example.org");
    refuse(&wrong, "e-mail");
    wrong = channel;
    wrong.title = VIEW(" ");
    refuse(&wrong, "no title");
}

static void test_index(void **state)
{
    struct arena arena = {0};
    struct records records;
    struct buf out = {0};
    struct err err;

    (void)state;
    put_episode("one", "sound", 1772605800);
    put("one.html", VIEW("x"));
    assert_true(feed_list(&arena, folder, &counting, &records, &err));
    index_write(folder, &channel, &records, &out);
    assert_non_null(strstr(buf_string(&out), "<a href=\"one.html\">Tea &lt;"));
    assert_non_null(strstr(buf_string(&out), "<a href=\"one.mp3\">MP3</a>"));
    assert_null(strstr(buf_string(&out), "one.epub"));
    buf_release(&out);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_feed, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(test_feed_is_stable, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_foreign_files_stay, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_empty_folder, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_index, open_folder, close_folder),
        cmocka_unit_test(test_bad_channels),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
