#!/usr/bin/python3
"""Lexicons that assert how they sound, and what a listener may choose."""
import glob
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402

ARTICLE = '''# News

The European Central Bank (ECB) met. See https://example.org/x/y.html.

## Later

The ECB said no.

    x = 1
'''


class TestLexicon(command.Case):
    def test_shipped_lexicons_sound_as_they_say(self):
        folder = os.path.join(os.path.dirname(command.ARTICLES), os.pardir,
                              'voices')
        shipped = sorted(glob.glob(folder + '/*.lexicon'))
        self.assertGreater(len(shipped), 3)
        result = self.succeed('check', *shipped)
        self.assertEqual(result.stdout.count(': sound: '), len(shipped))
        self.assertRegex(result.stdout, r'[1-9][0-9]* of them heard')

    def test_wrong_assertions_name_their_line(self):
        path = self.write('x.lexicon', 'lang: en\n\n'
                          "Qomi = [[k'oUmi]] -> kˈoʊmi\n"
                          "Iraq = [[Ir'A:k]] -> ɪɹˈæk\n"
                          'Shiite = shee-ite -> wrong\n')
        result = self.run_command('check', path)
        self.assertEqual(result.status, 1, result)
        for part in ('x.lexicon:4: Iraq is heard as ɪɹˈɑːk, not as ɪɹˈæk',
                     '1 more of its entries'):
            self.assertIn(part, result.stderr)

    def test_w3c_lexicons_are_read_and_checked(self):
        head = ('<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/'
                'pronunciation-lexicon" xml:lang="en" alphabet="%s">')
        entries = ('<lexeme><grapheme>Qomi</grapheme>'
                   '<phoneme>ˈkoʊmi</phoneme></lexeme>'
                   '<lexeme><grapheme>W3C</grapheme>'
                   '<alias>World Wide Web Consortium</alias></lexeme>'
                   '</lexicon>')
        path = self.write('x.pls', head % 'ipa' + entries)
        result = self.succeed('check', path)
        self.assertIn('lexicon of 2 entries', result.stdout)
        article = self.write('x.md', 'Qomi met the W3C.\n')
        self.assertIn("[['koUmi]] met the World Wide Web Consortium.",
                      self.succeed('script', article, '--lexicon',
                                   path).stdout)
        path = self.write('y.pls', head % 'x-sampa' + entries)
        result = self.run_command('check', path)
        self.assertEqual(result.status, 1, result)
        self.assertIn('"x-sampa" is unknown', result.stderr)

    def test_notes_are_counted(self):
        article = self.write('x.md', '# T\n\nOne[^1] and two[^2].\n\n'
                             '[^1]: First.\n[^2]: Second.\n')
        said = self.succeed('script', article, '--say',
                            'footnotes=count').stdout
        self.assertIn('two notes are left out.', said)
        self.assertNotIn('First', said)

    def test_a_voice_keeps_its_lexicon(self):
        lexicon = self.write('own.lexicon', 'Qomi = komee\n')
        voice = self.write('own.voice', '[voice]\nengine = espeak-ng\n'
                           'name = en-us\nlanguage = en-US\n'
                           'lexicon = own.lexicon\n')
        article = self.write('x.md', ARTICLE)
        os.symlink(lexicon, os.path.join(os.path.dirname(lexicon), 'y.mp3'))
        self.refuse('make', article, '-v', voice, '-o',
                    os.path.join(os.path.dirname(lexicon), 'y.mp3'),
                    says=('own.lexicon',))
        self.assertEqual(command.read(lexicon), b'Qomi = komee\n')

    def test_what_is_chosen_is_said_and_told(self):
        article = self.write('x.md', ARTICLE)
        plain = self.succeed('script', article).stdout
        self.assertIn('example dot org.', plain)
        self.assertIn('The E.C.B said no.', plain)
        chosen = ('--say', 'urls=skip,abbreviations=explain,code=skip')
        spoken = self.succeed('script', *chosen, article).stdout
        self.assertNotIn('example', spoken)
        self.assertIn('The European Central Bank, E.C.B said no.', spoken)
        ledger = self.succeed('script', '--why', *chosen, article).stdout
        self.assertIn('skipped\tcode block\tx = 1\t', ledger)
        self.assertIn('rewritten\tabbreviation explained\tECB', ledger)
        self.assertRegex(ledger, r'skipped\t[a-z ]+\thttps://example.org')

    def test_unknown_choices_are_refused(self):
        article = self.write('x.md', ARTICLE)
        for wrong, says in (('links=skip', 'there are urls, footnotes'),
                            ('urls=never', 'urls=site, urls=full, urls=skip'),
                            ('code=say,code=skip', 'named twice')):
            for verb in ('script', 'make'):
                self.refuse(verb, '--say', wrong, article, says=(says,),
                            status=2)


if __name__ == '__main__':
    command.main()
