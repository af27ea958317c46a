#!/usr/bin/python3
"""The cache: same bytes with and without it, whatever happens to it."""
import ctypes
import json
import os
import re
import signal
import struct
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402

SEA_CLOCK = command.ARTICLES + '/the-sea-clock.md'
SHIM = '%s/out/%s/tests/fault/fault.so' % (
    command.ROOT, os.environ.get('MODE', 'release'))
SAID = re.compile(r'detail: (\d+) of (\d+) parts were (spoken|encoded) before')
HEADER_BYTES = 64
NO_SHIM = 'the sanitizer and the fault shim both want malloc'


class Case(command.Case):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path('out'))
        self.home = os.path.join(self.cache, 'briefcast')

    def make(self, *options, article=None, name='x.mp3', **run):
        """(what came out: {name: bytes}, what was said). The result may differ
        in nothing else."""
        result = self.succeed('make', article or self.article(), '-o',
                              self.path('out/' + name), *options, **run)
        made = {file: command.read(self.path('out/' + file))
                for file in sorted(os.listdir(self.path('out')))
                if not file.startswith('.')}
        for file in os.listdir(self.path('out')):
            os.remove(self.path('out/' + file))
        return made, result.stderr

    text = ('# Of clocks\n\n' + ''.join(
        'The clock of number %s stands in a house by the water, and nobody '
        'winds it. It was made by a man of %s words, who had %s children, and '
        'sold for a sum that is not known to anyone alive today. Visitors '
        'hear it strike, and go home again before the night comes over the '
        'bay, where lamps are lit.\n\n' % (word, word, word)
        for word in ('seven', 'eleven', 'twenty', 'ninety')))

    def article(self):
        return self.write('article.md', self.text)

    def counts(self, said):
        """{'spoken': (from the cache, all), 'encoded': ...}"""
        return {what: (int(some), int(of))
                for some, of, what in SAID.findall(said)}

    def entries(self, ending=''):
        return sorted(os.path.join(base, name)
                      for base, _, names in os.walk(self.home)
                      for name in names
                      if re.fullmatch(r'[0-9a-f]{30}\.[a-z]+', name)
                      and name.endswith(ending))


class TestSameBytes(Case):
    def test_cold_warm_and_without(self):
        plain, _ = self.make('--no-cache', '-j1')
        self.assertEqual(self.entries(), [])
        cold, said = self.make('-j2', '--verbose')
        self.assertEqual(self.counts(said), {})
        self.assertEqual(cold, plain)
        kept = self.entries()
        self.assertTrue(kept)
        for jobs in (1, 2, 3, 4):
            warm, said = self.make('-j%d' % jobs, '--verbose')
            self.assertEqual(warm, plain)
            counts = self.counts(said)
            self.assertEqual(counts['spoken'][0], counts['spoken'][1])
            self.assertEqual(counts['encoded'][0], counts['encoded'][1])
        self.assertEqual(self.entries(), kept)
        _, said = self.make()
        self.assertEqual(said, '')

    @unittest.skipIf(command.DEBUG, NO_SHIM)
    def test_a_warm_run_starts_no_worker(self):
        """Nothing is spoken: the engine may be gone from the disk's data."""
        self.make()
        count = self.path('count')
        forks = {}
        for options in ([], ['--no-cache']):
            with open(count, 'wb') as file:
                file.write(bytes(8))
            self.make(*options, env={
                'LD_PRELOAD': SHIM, 'FAULT_KIND': 'fork', 'FAULT_AT': '0',
                'FAULT_HOW': 'EIO', 'FAULT_COUNT': count})
            forks[len(options)] = struct.unpack('=Q', command.read(count))[0]
        self.assertGreater(forks[1], 15)
        self.assertLess(forks[0], 5)

    def test_a_changed_sentence_costs_a_unit(self):
        self.make()
        changed = self.write('changed.md', self.text.replace(
            'man of twenty words', 'man of many words'))
        made, said = self.make('--verbose', article=changed)
        spoken, parts = self.counts(said)['spoken']
        self.assertEqual(spoken, parts - 1)
        encoded = self.counts(said)['encoded'][0]
        self.assertEqual(encoded, parts - 1)
        self.assertEqual(made, self.make('--no-cache', article=changed)[0])

    def test_other_settings_are_not_mixed_up(self):
        """All on one cache, which knows the others' entries."""
        settings = ([], ['--small'], ['--bitrate', '64'], ['--quality', '9'],
                    ['-v', 'brisk'], ['-r', '300'], ['-l', 'en-GB'])
        want = [self.make('--no-cache', *options)[0] for options in settings]
        for _ in range(2):
            for i, options in enumerate(settings):
                with self.subTest(options):
                    self.assertEqual(self.make(*options)[0], want[i])
        for name in ('x.wav', 'x.opus'):
            with self.subTest(name):
                self.assertEqual(self.make(name=name)[0],
                                 self.make('--no-cache', name=name)[0])

    def test_waves_serve_other_settings(self):
        """Another bit rate needs no engine, only the waves."""
        self.make('--bitrate', '128')
        self.assertTrue(self.entries('.wave'))
        want, _ = self.make('--no-cache', '--bitrate', '112')
        made, said = self.make('--bitrate', '112', '--verbose', '--progress')
        self.assertEqual(made, want)
        self.assertNotIn('Speaking part', said)
        for path in self.entries('.wave') + self.entries('.mpeg'):
            os.remove(path)
        self.assertEqual(self.make('--bitrate', '112')[0], want)

    def test_what_had_to_be_spelled_is_told_again(self):
        odd = self.write('odd.md', 'One sentence.\n\nAnd \u0e01\u0e02 in it.\n')
        _, first = self.make(article=odd)
        _, again = self.make(article=odd)
        self.assertEqual(again, first)

    def test_engine_data_are_part_of_the_key(self):
        data = subprocess.check_output(['espeak-ng', '--version']).decode()
        data = data.split('Data at: ')[1].strip()
        subprocess.run(['cp', '-a', data, self.path('espeak-ng-data')],
                       check=True)
        env = {'ESPEAK_DATA_PATH': self.path('espeak-ng-data')}
        self.make(env=env)
        self.assertTrue(self.counts(self.make('--verbose', env=env)[1]))
        os.utime(self.path('espeak-ng-data/en_dict'), (1, 1))
        self.assertFalse(self.counts(self.make('--verbose', env=env)[1]))


class TestDamage(Case):
    def test_damage_of_every_kind(self):
        want, _ = self.make()
        kept = self.entries()
        self.assertEqual({path.rsplit('.')[-1] for path in kept},
                         {'spoken', 'wave', 'mpeg'})

        def flip_last(data):
            return data[:-1] + bytes([data[-1] ^ 1])

        def flip_middle(data):
            at = (HEADER_BYTES + len(data)) // 2
            return data[:at] + bytes([data[at] ^ 16]) + data[at + 1:]

        def older(data):
            return data[:8] + struct.pack('=I', 0) + data[12:]

        for change in (flip_last, flip_middle, older, lambda data: b'',
                       lambda data: data[:100], lambda data: data + b'x'):
            for path in kept:
                data = command.read(path)
                with open(path, 'wb') as file:
                    file.write(change(data))
            made, said = self.make()
            self.assertEqual(made, want)
            self.assertEqual(said, '')
            # All are sound again.
            _, said = self.make('--verbose')
            counts = self.counts(said)
            self.assertEqual(counts['encoded'][0], counts['encoded'][1])
            self.assertNotIn('made anew', said)

    def test_one_damaged_part_is_made_anew(self):
        want, _ = self.make()
        for ending in ('.mpeg', '.spoken'):
            for which in (0, -1):
                path = self.entries(ending)[which]
                data = bytearray(command.read(path))
                data[-5] ^= 4
                with open(path, 'wb') as file:
                    file.write(data)
                made, said = self.make('--verbose')
                self.assertEqual(made, want)
                self.assertIn(path + ': is damaged, and is made anew', said)

    def test_a_wave_that_came_out_otherwise(self):
        """A unit whose wave is not what its entry says: sound in itself, as
        after a change that no key knows of."""
        want, _ = self.make()
        for path in self.entries('.wave') + self.entries('.mpeg'):
            os.remove(path)
        paths = self.entries('.spoken')
        first, other = command.read(paths[0]), command.read(paths[1])
        forged = bytearray(first)
        forged[HEADER_BYTES:HEADER_BYTES + 16] = \
            other[HEADER_BYTES:HEADER_BYTES + 16]
        forge(forged)
        with open(paths[0], 'wb') as file:
            file.write(forged)
        made, said = self.make()
        self.assertEqual(made, want)
        self.assertEqual(said, '')


def forge(entry):
    """Makes the sums of an entry right again."""
    library = ctypes.CDLL('libxxhash.so.0')
    library.XXH3_64bits_withSeed.restype = ctypes.c_uint64
    library.XXH3_64bits_withSeed.argtypes = [
        ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint64]

    def sum_of(data, seed):
        return library.XXH3_64bits_withSeed(bytes(data), len(data), seed)
    total = 0
    for at in range(HEADER_BYTES, len(entry), 65536):
        total = sum_of(entry[at:at + 65536], total)
    entry[40:48] = struct.pack('=Q', total)
    entry[56:64] = struct.pack('=Q', sum_of(entry[:56], 0))


class TestTrouble(Case):
    def faulty(self, kind, how, at, sticky=False):
        count = self.path('count')
        with open(count, 'wb') as file:
            file.write(bytes(8))
        env = {'LD_PRELOAD': SHIM, 'FAULT_KIND': kind, 'FAULT_HOW': how,
               'FAULT_AT': str(at), 'FAULT_COUNT': count,
               'FAULT_UNDER': self.home}
        if sticky:
            env['FAULT_STICKY'] = '1'
        return env

    def counted(self):
        return struct.unpack('=Q', command.read(self.path('count')))[0]

    def test_nothing_can_be_kept(self):
        want, _ = self.make('--no-cache')
        blocked = self.write('blocked', 'a file')
        for place in (blocked, '/proc/none', '/dev/null/x'):
            made, said = self.make('--verbose', env={'XDG_CACHE_HOME': place})
            self.assertEqual(made, want)
            self.assertEqual(said.count('nothing can be kept there'), 1, said)
            self.assertEqual(
                self.make(env={'XDG_CACHE_HOME': place}), (want, ''))
        env = {'XDG_CACHE_HOME': 'relative', 'HOME': ''}
        self.assertEqual(self.make(env=env), (want, ''))

    @unittest.skipIf(command.DEBUG, NO_SHIM)
    def test_each_call_fails_in_turn(self):
        """Whatever fails in the cache's folder, the briefing is the same."""
        short = self.write('short.md', 'One sentence.\n\nAnd another.\n')
        want, _ = self.make('--no-cache', article=short)
        tried = 0
        for kind, how, sticky in (
                ('write', 'ENOSPC', False), ('write', 'ENOSPC', True),
                ('write', 'short', False), ('open', 'EACCES', True),
                ('open', 'EMFILE', False), ('rename', 'EIO', False),
                ('read', 'EIO', False), ('unlink', 'EIO', False),
                ('close', 'EIO', False)):
            for warm in (False, True):
                subprocess.run(['rm', '-rf', self.home], check=True)
                if warm:
                    self.make(article=short)
                self.make(article=short, env=self.faulty(kind, how, 0))
                points = self.counted()
                for at in range(1, points + 1, 2):
                    subprocess.run(['rm', '-rf', self.home], check=True)
                    if warm:
                        self.make(article=short)
                    made, said = self.make(
                        article=short, env=self.faulty(kind, how, at, sticky))
                    where = '%s %s %d' % (kind, how, at)
                    self.assertEqual(made, want, where)
                    self.assertEqual(said, '', where)
                    tried += 1
                self.assertEqual(self.make(article=short), (want, ''))
        self.assertGreater(tried, 25)

    @unittest.skipIf(command.DEBUG, NO_SHIM)
    def test_killed_at_each_call(self):
        """kill -9 in the midst of the cache's doings; what the next run makes
        is right, and from then on all of it is in the cache."""
        article = self.article()
        want, _ = self.make('--no-cache')
        self.make(env=self.faulty('io', 'kill', 0))
        points = self.counted()
        self.assertGreater(points, 20)
        killed = 0
        for at in range(1, points + 1, 4):
            subprocess.run(['rm', '-rf', self.home], check=True)
            process = self.start(
                'make', article, '-o', self.path('out/x.mp3'),
                env=self.faulty('io', 'kill', at))
            process.communicate(timeout=command.LIMIT_S)
            killed += process.returncode == -signal.SIGKILL
            for file in os.listdir(self.path('out')):
                os.remove(self.path('out/' + file))
            self.assertEqual(self.make(), (want, ''), at)
            counts = self.counts(self.make('--verbose')[1])
            self.assertEqual(counts['encoded'][0], counts['encoded'][1])
        self.assertGreater(killed, 2)

    def test_killed_at_any_moment(self):
        article = self.article()
        want, _ = self.make('--no-cache')
        begin = time.monotonic()
        self.make('--no-cache')
        whole = time.monotonic() - begin
        steps = 4 if command.DEBUG else 12
        for step in range(steps):
            subprocess.run(['rm', '-rf', self.home], check=True)
            process = self.start('make', article, '-o',
                                 self.path('out/x.mp3'))
            time.sleep(whole * step / steps)
            process.kill()
            process.communicate()
            for file in os.listdir(self.path('out')):
                os.remove(self.path('out/' + file))
            self.assertEqual(self.make(), (want, ''), step)

    def test_several_at_once(self):
        """Runs of one article and of another on one cache, which a fourth
        process clears again and again."""
        other = self.write('other.md', self.text.replace('water', 'river'))
        want, _ = self.make('--no-cache')
        want_other, _ = self.make('--no-cache', article=other)
        for clears in (False, True):
            for i in range(4):
                os.mkdir(self.path('run-%d' % i))
            runs = [self.start(
                'make', other if i % 2 else self.path('article.md'), '-o',
                self.path('run-%d/x.mp3' % i), '-j2') for i in range(4)]
            while clears and any(run.poll() is None for run in runs):
                self.run_command('cache', '--clear')
            for i, run in enumerate(runs):
                _, err = run.communicate(timeout=command.LIMIT_S)
                self.assertEqual((run.returncode, err), (0, b''))
                made = {file: command.read(self.path('run-%d/%s' % (i, file)))
                        for file in os.listdir(self.path('run-%d' % i))}
                self.assertEqual(made, want_other if i % 2 else want)
                subprocess.run(['rm', '-r', self.path('run-%d' % i)],
                               check=True)
            self.assertEqual(self.make(), (want, ''))


class TestVerb(Case):
    def told(self, *options):
        return json.loads(self.succeed('cache', '--json', *options).stdout)

    def test_tells_and_clears(self):
        empty = self.told()
        self.assertEqual(empty['folder'], self.home)
        self.assertEqual((empty['entries'], empty['bytes']), (0, 0))
        self.assertEqual(empty['limit_bytes'], 2000 * 10 ** 6)
        self.assertFalse(os.path.exists(self.home))
        self.make()
        full = self.told()
        self.assertEqual(full['entries'], len(self.entries()))
        size = sum(os.path.getsize(path) for path in self.entries())
        self.assertTrue(size <= full['bytes'] < size + 4096 * 100)
        lines = self.succeed('cache').stdout.splitlines()
        self.assertEqual([line.split(':')[0] for line in lines],
                         ['folder', 'entries', 'size', 'limit'])
        self.assertIn('entries: %d' % full['entries'], lines)
        foreign = os.path.join(self.home, 'mine.txt')
        with open(foreign, 'w', encoding='ascii') as file:
            file.write('mine')
        cleared = self.told('--clear')
        self.assertEqual(cleared['removed_entries'], full['entries'])
        self.assertEqual((cleared['entries'], cleared['bytes']), (0, 0))
        self.assertEqual(command.listing(self.home), ['mine.txt'])
        os.remove(foreign)
        self.succeed('cache', '--clear')
        self.assertFalse(os.path.exists(self.home))

    def test_limit(self):
        self.make(article=SEA_CLOCK)
        whole = self.told()['bytes']
        self.assertGreater(whole, 2 * 10 ** 6)
        self.make('--cache-size', '1', article=SEA_CLOCK)
        self.make('--cache-size', '1', '--bitrate', '64', article=SEA_CLOCK)
        self.assertLessEqual(self.told()['bytes'], 10 ** 6)
        self.make(article=SEA_CLOCK)
        done = self.told('--cache-size', '1')
        self.assertLessEqual(done['bytes'], 10 ** 6)
        self.assertGreater(done['removed_entries'], 0)
        self.assertEqual(done['limit_bytes'], 10 ** 6)

    def test_wrong_requests(self):
        for arguments in (['cache', 'x'], ['cache', '--cache-size', '0'],
                          ['make', '--cache-size', 'big', SEA_CLOCK],
                          ['read', '--no-cache', SEA_CLOCK]):
            self.refuse(*arguments, status=2)
        self.refuse('cache', env={'XDG_CACHE_HOME': '', 'HOME': ''},
                    says=['XDG_CACHE_HOME'])


if __name__ == '__main__':
    command.main()
