#!/usr/bin/python3
"""The units of a briefing, encoded apart and laid end to end, against one
serial LAME stream of the same wave and settings (ffmpeg's): equal length to the
sample, and as little noise before and after every pause, among which all joints
are. encode/mp3.c says why there is no bit reservoir."""
import math
import os
import re
import subprocess
import sys
import wave

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402

SEA_CLOCK = command.ARTICLES + '/the-sea-clock.md'
SPAN_S = 0.180
# Of a joint: tail and lead of a unit are silent, see encode/mp3.c.
SILENCE = 2304 + 1152


class Noise:
    """Energy of a wave and of what a codec changed in it, its level apart."""

    def __init__(self):
        self.wave = self.both = self.coded = 0

    def add(self, samples, coded):
        self.wave += sum(x * x for x in samples)
        self.both += sum(x * y for x, y in zip(samples, coded))
        self.coded += sum(y * y for y in coded)

    def ratio_db(self):
        noise = self.coded - self.both * self.both / self.wave
        return 10 * math.log10((self.coded - noise) / max(noise, 1))


class TestJoints(command.Case):
    def compare(self, ours_options, serial_options):
        for name in ('x.mp3', 'x.wav'):
            self.succeed('make', SEA_CLOCK, '-o', self.path(name), '--write',
                         'none', *ours_options)
        subprocess.run(
            ['ffmpeg', '-v', 'error', '-i', self.path('x.wav'), '-c:a',
             'libmp3lame', '-compression_level', '5', '-reservoir',
             os.environ.get('RESERVOIR', '0'), *serial_options,
             self.path('serial.mp3')], check=True)
        with wave.open(self.path('x.wav')) as file:
            rate = file.getframerate()
            raw = file.readframes(file.getnframes())
        samples = memoryview(raw).cast('h')
        span = int(SPAN_S * rate)
        coded = {name: command.decode(self.path(name + '.mp3'))[1]
                 for name in ('x', 'serial')}
        for name, have in coded.items():
            self.assertEqual(len(have), len(samples), name)
        pauses = [((found.start() + 1) // 2, found.end() // 2)
                  for found in re.finditer(rb'(?:\0\0){%d,}' % SILENCE, raw)]
        pauses = [(begin, end) for begin, end in pauses
                  if begin > span and end + span < len(samples)]
        self.assertGreater(len(pauses), 30)
        ratios = {}
        for name, have in coded.items():
            before, after, whole = Noise(), Noise(), Noise()
            for begin, end in pauses:
                before.add(samples[begin - span:begin],
                           have[begin - span:begin])
                after.add(samples[end:end + span], have[end:end + span])
            for at in range(0, len(samples) - rate, 10 * rate):
                whole.add(samples[at:at + rate], have[at:at + rate])
            ratios[name] = [noise.ratio_db()
                            for noise in (before, after, whole)]
            # Nothing is heard in a pause, but for what the speech around it
            # spreads by a frame of the codec.
            spread = 1152 + 576
            loudest = max(abs(x) for begin, end in pauses
                          for x in have[begin + spread:end - spread])
            self.assertLess(loudest, 16, name)
        if os.environ.get('SHOW'):
            print('# %d pauses; SNR in dB before, behind, whole: %s'
                  % (len(pauses), ratios))
        for ours, serial, where in zip(ratios['x'], ratios['serial'],
                                       ('before pauses', 'behind', 'whole')):
            self.assertGreater(ours, serial - 0.5, '%s: %s' % (where, ratios))
            self.assertGreater(ours, 12, '%s: %s' % (where, ratios))

    def test_at_44_1_khz(self):
        self.compare([], ['-b:a', '96k', '-cutoff', '11025'])

    def test_at_22_05_khz(self):
        self.compare(['--small'], ['-b:a', '48k'])


if __name__ == '__main__':
    command.main()
