#!/usr/bin/python3
"""Pages and books of briefings of all kinds in Chromium, under axe-core, Ace
and the newer rules of EPUBCheck. `make test` installs what it needs."""
import os
import subprocess
import sys
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
sys.path.insert(0, ROOT + '/tests/cli')
import briefings  # noqa: E402
import command  # noqa: E402

NODE = os.environ.get('NODE_FOLDER', ROOT + '/out/node')


@unittest.skipUnless(os.path.exists(NODE + '/done'),
                     'npm could not install its modules')
class TestReaders(command.Case):
    def node(self, script, *arguments):
        done = subprocess.run(
            ['node', '%s/tests/%s' % (ROOT, script), '--modules', NODE,
             *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env=dict(os.environ, HOME=self.folder), check=False)
        self.assertEqual(done.returncode, 0,
                         done.stdout.decode('utf-8', 'replace'))

    def check_page(self, kind):
        show = briefings.make(kind)
        self.node('validators/check-html.mjs', show + '/briefing.html')
        self.node('browser/check_page.mjs', '--shots', self.folder,
                  show + '/briefing.html')
        self.assertEqual(
            [name for name in ('light', 'dark', 'narrow', 'forced')
             if not os.path.getsize(self.path(name + '.png'))], [])

    def check_index(self, kind):
        show = briefings.make(kind)
        self.node('validators/check-html.mjs', '--no-player',
                  show + '/index.html')

    def check_book(self, kind):
        show = briefings.make(kind)
        self.validate('check-epub', '--strict', '--ts', NODE, '--ace', NODE,
                      show + '/briefing.epub')


def add_tests():
    for kind in briefings.KINDS:
        for what in ('page', 'index', 'book'):
            def test(self, what=what, kind=kind):
                getattr(self, 'check_' + what)(kind)
            setattr(TestReaders, 'test_%s_of_%s' % (what, kind), test)


add_tests()

if __name__ == '__main__':
    command.main()
