#!/usr/bin/python3
"""One fault of each kind in a run of each kind; `make fault` tries all."""
import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402


@unittest.skipIf(command.DEBUG,
                 'the sanitizer and the fault shim both want malloc')
class TestFault(command.Case):
    def test_middle_of_each_kind(self):
        done = subprocess.run(
            [command.ROOT + '/scripts/fault', '--sample', '0', '--job', 'make',
             '--job', 'digest', '--job', 'schedule'], stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, check=False)
        said = done.stdout.decode('utf-8', 'replace')
        self.assertEqual(done.returncode, 0, said)
        self.assertRegex(said, r'(?m)^[6-9][0-9] points: .* 0 of anything '
                               r'else$')


if __name__ == '__main__':
    command.main()
