#!/usr/bin/python3
"""The cells of the workers: what --version --verbose says of them is true,
and everything works, to the byte, where a kernel lacks some of the layers."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402

SEA_CLOCK = command.ARTICLES + '/the-sea-clock.md'
SHIM = '%s/out/%s/tests/fault/lack.so' % (
    command.ROOT, os.environ.get('MODE', 'release'))
LAYERS = {'limits': 'resource limits', 'privileges': 'no new privileges',
          'landlock': 'Landlock', 'seccomp': 'seccomp'}


def lacking(*layers):
    return {'LD_PRELOAD': SHIM, 'LACK': ','.join(layers),
            'ASAN_OPTIONS': 'verify_asan_link_order=0'}


class TestCells(command.Case):
    def layers(self, env=None):
        """{layer: True where it is on in every cell}"""
        result = self.succeed('--version', '--verbose', env=env)
        found = {}
        for line in result.stdout.splitlines()[1:]:
            if not line.startswith('cell for '):
                continue
            name, state = line.split(', ', 1)[1].split(': ')
            self.assertIn(state, ('on', 'not on this machine'))
            found[name] = found.get(name, True) and state == 'on'
        self.assertEqual(sorted(found), sorted(LAYERS.values()))
        return found

    def test_what_is_told_is_true(self):
        here = self.layers()
        self.assertTrue(here['resource limits'])
        self.assertTrue(here['no new privileges'])
        for lack, name in LAYERS.items():
            with self.subTest(lack):
                there = self.layers(lacking(lack))
                for other in here:
                    # Without no_new_privs only root may have the two others.
                    if lack == 'privileges' and other in ('Landlock',
                                                          'seccomp'):
                        continue
                    self.assertEqual(there[other],
                                     here[other] and other != name, other)

    def test_works_without(self):
        sentences = self.write('a.md', '# Title\n\nOne sentence. And another '
                                       'one, which is longer.\n')
        self.succeed('make', sentences, '-o', self.path('want.mp3'))
        page = command.ARTICLES + '/the-brass-brain.html'
        want = self.succeed('read', page).stdout
        self.assertIn('Brass', want)
        for lack in list(LAYERS) + ['landlock,seccomp',
                                    'limits,privileges,landlock,seccomp']:
            with self.subTest(lack):
                env = lacking(lack)
                self.assertEqual(self.succeed('read', page, env=env).stdout,
                                 want)
                self.succeed('make', sentences, '-o', self.path('x.mp3'),
                             '--no-cache', env=env)
                for ending in ('.mp3', '.vtt'):
                    self.assertEqual(command.read(self.path('x' + ending)),
                                     command.read(self.path('want' + ending)))


if __name__ == '__main__':
    command.main()
