#!/usr/bin/python3
"""What `script` prints: lines, sentences, and the ledger."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402

LINES = (
    ('It cost $5.50 in 1984.',
     'It cost five dollars fifty cents in nineteen eighty-four.'),
    ('', ''),
    ('the U.S. Embassy', 'the U.S Embassy'),
)


class TestScript(command.Case):
    def test_lines_stay_in_step(self):
        text = ''.join(line + '\n' for line, _ in LINES)
        result = self.run_command('script', '--lines', '-l', 'en',
                                  stdin=text.encode())
        self.assertEqual(result.status, 0, result)
        self.assertEqual(result.stdout.split('\n')[:-1],
                         [spoken for _, spoken in LINES])

    def test_lines_take_a_lexicon(self):
        lexicon = self.write('x.lexicon', 'Qomi = komee\n')
        result = self.run_command('script', '--lines', '--lexicon', lexicon,
                                  stdin=b'Qomi came\n')
        self.assertEqual(result.stdout, 'komee came\n')

    def test_sentences(self):
        result = self.run_command(
            'script', '--sentences', '-l', 'en',
            stdin=b'Mr. Smith came. He left.\\nSo did I.\none\\\\two\n')
        self.assertEqual(result.stdout,
                         'Mr. Smith came.\tHe left.\tSo did I.\none\\\\two\n')

    def test_ledger_holds_every_word(self):
        article = command.ARTICLES + '/the-last-lamplighters.txt'
        ledger = self.succeed('script', '--why', article).stdout
        rows = [line.split('\t') for line in ledger.splitlines()]
        written = command.words_of(' '.join(row[2] for row in rows))
        wanted = command.words_of(command.read(article).decode())
        self.assertEqual(written, wanted)
        fates = {row[0] for row in rows}
        self.assertEqual(fates, {'spoken', 'rewritten', 'skipped'})

    def test_full_stop_inside_a_quotation_is_said(self):
        article = self.write('x.txt', 'A Title\n\nShe said, "They broke the '
                                      'ice. Now they talk." He left.\n')
        spoken = self.succeed('script', article).stdout
        self.assertIn('broke the ice. Now they talk.', spoken)

    def test_what_is_no_text_is_refused(self):
        self.refuse('script', '--lines', self.write('x.txt', b'\xff\xfe\xff'),
                    says=('UTF-8',))

    def test_version_says_what_guards_the_workers(self):
        said = self.succeed('--version', '--verbose').stdout
        for layer in ('resource limits', 'Landlock', 'seccomp'):
            self.assertIn(layer, said)


if __name__ == '__main__':
    command.main()
