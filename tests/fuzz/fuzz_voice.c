/* Voice files, and INI below them: any bytes are a voice or one message that
 * names the file; a voice keeps inside its ranges at any rate. */
#include "cue/voice_file.h"
#include "promise.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view bytes = {(const char *)data, size};
    struct arena arena = {0};
    struct voice voice = {0};
    struct err err = {.message = ""};

    if (voice_parse(&arena, "fuzz.voice", bytes, &voice, &err)) {
        for (int wpm = 80; wpm <= 449; wpm += 123) {
            voice_set_rate(&voice, wpm);
            for (size_t i = 0; i < ROLE_COUNT; i++)
                promise(voice.roles[i].rate_wpm >= 0 &&
                            voice.roles[i].rate_wpm < 1000,
                        "voice", "a rate out of range");
            for (size_t i = 0; i < PAUSE_COUNT; i++)
                promise(voice.pause_ms[i] >= 0 && voice.pause_ms[i] <= 60000,
                        "voice", "a pause out of range");
        }
    } else {
        promise(strstr(err.message, "fuzz.voice") != NULL, "voice",
                "a message without the file's name");
    }
    arena_release(&arena);
    return 0;
}
