#!/usr/bin/python3
"""Some of the hostile documents of tests/hostile; `make hostile` tries all."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402

# Every so-manieth case; `make hostile` tries all.
SAMPLE = 80 if command.DEBUG else 25


class TestHostile(command.Case):
    def test_sample(self):
        done = subprocess.run(
            [command.ROOT + '/scripts/hostile', '--sample', str(SAMPLE),
             '--jobs', '1', '--mode', os.environ.get('MODE', 'release'),
             '--folder', self.path('cases')],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        said = done.stdout.decode('utf-8', 'replace')
        self.assertEqual(done.returncode, 0, said)
        row = said.splitlines()[-1].split()
        self.assertEqual(row[0], 'all')
        self.assertGreater(int(row[1]), 900 // SAMPLE)
        self.assertEqual(int(row[5]), 0, said)


if __name__ == '__main__':
    command.main()
