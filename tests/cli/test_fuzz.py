#!/usr/bin/python3
"""A short run of every fuzzer under tests/fuzz/, from the tree's own inputs;
`make fuzz TIME=...` makes long ones. The same inputs every time."""
import glob
import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402

# Not all run equally fast; the engine speaks.
INPUTS = {'engine': 30, 'gate': 4000, 'speech': 1000, 'epub': 1000}


@unittest.skipUnless(command.DEBUG, 'fuzzers run under the sanitizers')
class TestFuzz(command.Case):
    @classmethod
    def setUpClass(cls):
        subprocess.run([command.ROOT + '/scripts/fuzz-seeds'], check=True)

    def run_fuzzer(self, name, inputs, **extra):
        seeds = '%s/out/fuzz/seeds/%s' % (command.ROOT, name)
        done = subprocess.run(
            ['%s/out/debug/tests/fuzz/fuzz_%s' % (command.ROOT, name),
             str(inputs)], cwd=self.folder, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, check=False,
            env=self.environment(FUZZ_SEEDS=seeds, **extra))
        said = done.stdout.decode('utf-8', 'replace')
        self.assertEqual(done.returncode, 0, name + '\n' + said)
        self.assertIn('%d executions, 0 faults' % inputs, said)

    def test_every_fuzzer(self):
        names = sorted(path.split('fuzz_')[-1][:-2] for path in
                       glob.glob(command.ROOT + '/tests/fuzz/fuzz_*.c'))
        self.assertGreater(len(names), 10)
        for name in names:
            with self.subTest(name):
                self.run_fuzzer(name, INPUTS.get(name, 2000))

    def test_mutagen_reads_what_we_write(self):
        tags = self.path('tags')
        self.run_fuzzer('id3', 500, ID3_OUT=tags)
        done = subprocess.run(
            ['/usr/bin/python3', command.ROOT + '/tests/fuzz/check_id3.py',
             tags], stdout=subprocess.PIPE, check=False)
        self.assertEqual(done.stdout, b'500 tags agree\n')


if __name__ == '__main__':
    command.main()
