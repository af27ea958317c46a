#!/usr/bin/python3
"""Same in, same out: at any number of jobs, at any time, from anywhere."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402

ARTICLE = command.ARTICLES + '/the-brass-brain.html'


class TestSameBytes(command.Case):
    def make(self, name, *options, **run):
        os.mkdir(self.path(name))
        self.succeed('make', ARTICLE, '-o', self.path(name + '/x.mp3'),
                     '--no-cache', *options, **run)
        return {file: command.read(self.path(name + '/' + file))
                for file in sorted(os.listdir(self.path(name)))}

    def assert_same(self, have, want, what):
        self.assertEqual(list(have), list(want), what)
        for name, content in want.items():
            self.assertTrue(have[name] == content,
                            '%s differs in %s' % (what, name))

    def test_jobs_and_repetition(self):
        first = self.make('j1', '-j1')
        for jobs in (1, 2, 7):
            self.assert_same(self.make('again-%d' % jobs, '-j%d' % jobs),
                             first, '-j%d' % jobs)

    def test_surroundings(self):
        first = self.make('here')
        self.assert_same(
            self.make('elsewhere', env={
                'TZ': 'Pacific/Auckland', 'LC_ALL': 'de_DE.UTF-8',
                'LANG': 'de_DE.UTF-8', 'TMPDIR': self.folder}),
            first, 'another zone and locale')
        self.assert_same(self.make('quiet', '-q', '--progress'), first,
                         'with --progress')


if __name__ == '__main__':
    command.main()
