#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "publish/guid.h"
#include "publish/sha1.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The vectors that podcast-namespace publishes. */
static void test_feed_vectors(void **state)
{
    static const struct {
        const char *url;
        const char *guid;
    } vectors[] = {
        {"https://podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"},
        {"podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"},
        {"http://podnews.net/rss//", "9b024349-ccf0-5f69-a609-6b82873eab3c"},
        {"https://mp3s.nashownotes.com/pc20rss.xml",
         "917393e3-1b1e-5cef-ace4-edaa54e1f810"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        char guid[GUID_SIZE];

        guid_of_feed(view_of(vectors[i].url), guid);
        assert_string_equal(guid, vectors[i].guid);
    }
}

/* FIPS 180-2, appendix A. */
static void test_sha1(void **state)
{
    static const uint8_t abc[SHA1_BYTES] = {
        0xA9, 0x99, 0x3E, 0x36, 0x47, 0x06, 0x81, 0x6A, 0xBA, 0x3E,
        0x25, 0x71, 0x78, 0x50, 0xC2, 0x6C, 0x9C, 0xD0, 0xD8, 0x9D};
    static const uint8_t longer[SHA1_BYTES] = {
        0x84, 0x98, 0x3E, 0x44, 0x1C, 0x3B, 0xD2, 0x6E, 0xBA, 0xAE,
        0x4A, 0xA1, 0xF9, 0x51, 0x29, 0xE5, 0xE5, 0x46, 0x70, 0xF1};
    uint8_t digest[SHA1_BYTES];

    (void)state;
    sha1_digest(VIEW("a"), VIEW("bc"), digest);
    assert_memory_equal(digest, abc, SHA1_BYTES);
    sha1_digest(VIEW("abcdbcdecdefdefgefghfghighijhijkijkljklm"),
                VIEW("klmnlmnomnopnopq"), digest);
    assert_memory_equal(digest, longer, SHA1_BYTES);
}

static void put(const char *path, struct view bytes)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
    assert_int_equal(fclose(file), 0);
}

/* The tag does not count, the sound does. */
static void test_audio(void **state)
{
    char path[] = "/tmp/briefcast-guid-XXXXXX";
    char plain[GUID_SIZE];
    char tagged[GUID_SIZE];
    char other[GUID_SIZE];
    struct err err;

    (void)state;
    close(mkstemp(path));
    put(path, VIEW("sound"));
    assert_true(guid_of_audio(path, plain, &err));
    put(path, VIEW("ID3\3\0\0\0\0\0\4TAG!sound"));
    assert_true(guid_of_audio(path, tagged, &err));
    put(path, VIEW("ID3\3\0\0\0\0\0\4TAG!Sound"));
    assert_true(guid_of_audio(path, other, &err));
    assert_string_equal(plain, tagged);
    assert_string_not_equal(plain, other);
    assert_int_equal(strlen(plain), GUID_SIZE - 1);
    unlink(path);
    assert_false(guid_of_audio(path, plain, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_feed_vectors),
        cmocka_unit_test(test_sha1),
        cmocka_unit_test(test_audio),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
