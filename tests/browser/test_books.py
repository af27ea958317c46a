#!/usr/bin/python3
"""Books of briefings of all kinds under Ace and the rules of EPUBCheck 5."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import readers  # noqa: E402
from readers import briefings, command  # noqa: E402


class TestBooks(readers.Case):
    def check_book(self, kind):
        show = briefings.make(kind)
        self.validate('check-epub', '--strict', '--ts', readers.NODE, '--ace',
                      readers.NODE, show + '/briefing.epub')


readers.add_tests(TestBooks, 'book')

if __name__ == '__main__':
    command.main()
