#include "publish/guid.h"

#include "base/checksum.h"
#include "base/mem.h"
#include "publish/mp3_file.h"
#include "publish/sha1.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static void make(const char space[16], struct view name, char guid[GUID_SIZE])
{
    uint8_t d[SHA1_BYTES];

    sha1_digest((struct view){space, 16}, name, d);
    d[6] = (uint8_t)((d[6] & 0x0F) | 0x50);
    d[8] = (uint8_t)((d[8] & 0x3F) | 0x80);
    snprintf(guid, GUID_SIZE,
             "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-"
             "%02x%02x%02x%02x%02x%02x",
             d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8], d[9], d[10],
             d[11], d[12], d[13], d[14], d[15]);
}

void guid_of_feed(struct view feed_url, char guid[GUID_SIZE])
{
    /* ead4c236-bf58-58c6-a2c6-a6b28d128cb6, which podcast-namespace names. */
    static const char space[] = "\xea\xd4\xc2\x36\xbf\x58\x58\xc6"
                                "\xa2\xc6\xa6\xb2\x8d\x12\x8c\xb6";
    size_t scheme = view_find(feed_url, VIEW("://"), 0);

    if (scheme != SIZE_MAX)
        feed_url = view_slice(feed_url, scheme + 3, feed_url.size);
    while (view_ends(feed_url, VIEW("/")))
        feed_url.size--;
    make(space, feed_url, guid);
}

bool guid_of_audio(const char *path, char guid[GUID_SIZE], struct err *err)
{
    /* A random space of our own, so that no other name meets ours. */
    static const char space[] = "\x5b\x1e\x9d\x4f\x3a\x70\x4c\x02"
                                "\x9e\x6c\x41\xd8\x27\xb3\x60\x8a";
    enum { PIECE = 16 * CHECKSUM_BLOCK };
    uint64_t at = 0;
    uint64_t sum = 0;
    uint64_t audio = 0;
    size_t got = 0;
    struct mp3_file file;
    char name[64];

    if (!mp3_file_open(&file, path, err))
        return false;
    char *piece = mem_new(PIECE, 1);
    for (at = file.audio_offset; at < file.size; at += got) {
        if (!mp3_file_read(&file, at, piece, PIECE, &got, err))
            break;
        sum = checksum_continue(sum, (struct view){piece, got});
        audio += got;
    }
    bool ok = at >= file.size;
    free(piece);
    mp3_file_close(&file);
    if (!ok)
        return false;
    snprintf(name, sizeof name, "%016" PRIx64 " %" PRIu64, sum, audio);
    make(space, view_of(name), guid);
    return true;
}

bool guid_is(struct view text)
{
    if (text.size != GUID_SIZE - 1)
        return false;
    for (size_t i = 0; i < text.size; i++) {
        bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
        char c = text.data[i];

        if (is_dash ? c != '-'
                    : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
                        (c >= 'A' && c <= 'F')))
            return false;
    }
    return true;
}
