#!/usr/bin/python3
"""Texts that kill or hang the engine cost some words, never the briefing, and
the time that the ladder allows."""
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402

SHIM = '%s/out/%s/tests/fault/poison.so' % (
    command.ROOT, os.environ.get('MODE', 'release'))
# src/synth/ladder.c: for one piece, and what comes before and behind.
LADDER_S = 30
REST_S = 30 if command.DEBUG else 15


class TestPoison(command.Case):
    def speak(self, text, status):
        article = self.write('a.md', '# A title\n\nWhat comes before. %s What '
                                     'comes behind.\n' % text)
        begin = time.monotonic()
        result = self.run_command(
            'make', article, '-o', self.path('x.mp3'), '--write', 'vtt,txt',
            '--no-cache', '-j1',
            env={'LD_PRELOAD': SHIM,
                 'ASAN_OPTIONS': 'verify_asan_link_order=0'})
        self.assertIn(result.status, status, result)
        self.validate('check-mp3', self.path('x.mp3'))
        told = command.read(self.path('x.vtt')).decode()
        for words in ('What comes before', 'What comes behind'):
            self.assertIn(words, told)
        return result, time.monotonic() - begin

    def test_deadly_word_is_spelled(self):
        _, seconds = self.speak('This is a deadly word.', [0])
        self.assertLess(seconds, REST_S)

    def test_mute_word_is_spelled(self):
        self.speak('This is a mute word.', [0])

    def test_what_cannot_be_said_is_a_gap_and_told(self):
        result, seconds = self.speak('This is quite a word.', [3])
        self.assertLess(seconds, REST_S)
        self.assertIn('could not be spoken whole', result.stderr)

    # Whether the ladder gets as far as spelling depends on the machine.
    def test_endless_word(self):
        _, seconds = self.speak('This is an endless word.', [0, 3])
        self.assertLess(seconds, LADDER_S + REST_S)

    def test_sleepy_word(self):
        _, seconds = self.speak('This is a sleepy word.', [0, 3])
        self.assertLess(seconds, LADDER_S + 15 + REST_S)

    def test_poison_at_every_turn(self):
        self.speak(' '.join('The deadly word %d is here.' % n
                            for n in range(20)), [0])


if __name__ == '__main__':
    command.main()
