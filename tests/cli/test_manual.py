#!/usr/bin/python3
"""The examples of the manual are run as they stand there.

An example is a line of the section EXAMPLES of briefcast(1), or of README.md,
that begins with "briefcast" (or "$ briefcast"), in a literal display or a
.Dl macro. Files that an example reads are there: an article of the name it
gives, made from our samples.
"""
import os
import re
import shlex
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402

MANUAL = command.ROOT + '/src/man/briefcast.1'
SAMPLES = {
    '.md': 'the-sea-clock.md',
    '.txt': 'the-last-lamplighters.txt',
    '.html': 'the-brass-brain.html',
}


def manual_examples():
    text = command.read(MANUAL).decode()
    section = re.search(r'^\.Sh EXAMPLES\n(.*?)(?=^\.Sh |\Z)', text,
                        re.M | re.S)
    lines = section.group(1).replace('\\-', '-').replace('\\e', '\\')
    return re.findall(r'^(?:\.Dl )?(?:\$ )?(briefcast .*)$', lines, re.M)


class TestManual(command.Case):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path('bin'))
        os.mkdir(self.path('out'))
        os.symlink(command.BRIEFCAST, self.path('bin/briefcast'))
        os.symlink(command.ROOT + '/voices', self.path('voices'))

    def provide(self, line):
        """The articles that an example names but does not make."""
        words = shlex.split(line)
        made = {words[i + 1] for i, word in enumerate(words[:-1])
                if word in ('-o', '--output', '>')}
        for word in words:
            ending = os.path.splitext(word)[1]
            if ending in SAMPLES and word not in made:
                path = self.path(word)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                shutil.copy(command.ARTICLES + '/' + SAMPLES[ending], path)

    def test_examples(self):
        examples = manual_examples()
        self.assertGreaterEqual(len(examples), 3)
        for line in examples:
            with self.subTest(line):
                self.provide(line)
                done = subprocess.run(
                    ['bash', '-c', 'set -o pipefail; ' + line],
                    cwd=self.folder, stdout=subprocess.PIPE,
                    stdin=subprocess.DEVNULL, stderr=subprocess.STDOUT,
                    env=self.environment(
                        PATH=self.path('bin') + ':' + os.environ['PATH']),
                    timeout=command.LIMIT_S, check=False)
                self.assertEqual(done.returncode, 0, done.stdout.decode())

    @unittest.skipIf(command.DEBUG, 'run for the release build')
    def test_manual_names_every_option(self):
        manual = command.read(MANUAL).decode().replace('\\-', '-')
        for verb in ('make', 'read', 'script', 'digest', 'schedule',
                     'voices', 'feed', 'check', 'cache'):
            usage = self.succeed(verb, '--help').stdout
            for option in set(re.findall(r'--[a-z][a-z-]+', usage)):
                form = option[1:]  # mdoc writes ".Fl -output"
                self.assertIn(form, manual, '%s: %s' % (verb, option))


if __name__ == '__main__':
    command.main()
