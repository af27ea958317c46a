#!/usr/bin/python3
"""Stated times against the sound itself.

Where a word follows a stretch of silence, its sound can be found without
knowing anything about speech: it begins where the level first rises above
-38 dB of the loudest 10 ms of the recording. That place and the word's stated
time must lie within 50 ms of each other.
"""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402

SEA_CLOCK = command.ARTICLES + '/the-sea-clock.md'
STEP_S = 0.002
QUIET_S = 0.120
STAMP = re.compile(r'(?:(\d+):)?(\d\d):(\d\d\.\d\d\d)')


def seconds_of(stamp):
    hours, minutes, seconds = STAMP.fullmatch(stamp).groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)


def captions_of(vtt):
    """Stated begin, in seconds, of every caption."""
    return [seconds_of(t) for t in re.findall(
        r'^(\S+) --> ', command.read(vtt).decode(), re.M)]


def words_of(vtt):
    """Stated begin, in seconds, of every word."""
    later = re.findall(r'<([\d:.]+)>', command.read(vtt).decode())
    return sorted({*captions_of(vtt), *map(seconds_of, later)})


def onsets_of(path):
    """Where sound begins after silence, in seconds."""
    rate, samples = command.decode(path)
    step = int(rate * STEP_S)
    levels = [max(map(abs, samples[i:i + step]))
              for i in range(0, len(samples) - step, step)]
    limit = max(levels) * 10 ** (-38 / 20)
    quiet, found = QUIET_S, []
    for i, level in enumerate(levels):
        if level < limit:
            quiet += STEP_S
            continue
        if quiet >= QUIET_S:
            found.append(i * step / rate)
        quiet = 0
    return found


class TestWordTimes(command.Case):
    def test_words_after_silence(self):
        output, _ = self.sample(SEA_CLOCK, '--words')
        words = words_of(self.path('x.vtt'))
        onsets = onsets_of(output)
        self.assertGreater(len(words), 600)
        self.assertGreater(len(onsets), 50)
        errors = sorted(min(abs(w - onset) for w in words)
                        for onset in onsets)
        late = [e for e in errors if e > 0.050]
        # A long closure ("looked up") can be as quiet as a pause.
        self.assertLess(len(late), 0.05 * len(errors),
                        'of %d onsets, these are off: %s'
                        % (len(errors), ['%.3f' % e for e in late]))

    def test_captions_begin_with_their_sound(self):
        output, _ = self.sample(SEA_CLOCK, '--words')
        captions = captions_of(self.path('x.vtt'))
        self.assertGreater(len(captions), 30)
        onsets = onsets_of(output)
        for begin in captions:
            error = min(abs(begin - onset) for onset in onsets)
            self.assertLess(error, 0.050, 'caption at %.3f s' % begin)


if __name__ == '__main__':
    command.main()
