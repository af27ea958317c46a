#!/usr/bin/python3
"""Pages of briefings of all kinds in Chromium, and under axe-core."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import readers  # noqa: E402
from readers import briefings, command  # noqa: E402


class TestPages(readers.Case):
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


readers.add_tests(TestPages, 'page', 'index')

if __name__ == '__main__':
    command.main()
