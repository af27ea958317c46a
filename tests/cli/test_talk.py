#!/usr/bin/python3
"""How the command talks: plain lines, the right stream, help that helps."""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402

SEA_CLOCK = command.ARTICLES + '/the-sea-clock.md'


class TestTalk(command.Case):
    def test_reads_well_aloud(self):
        x = self.path('x.mp3')
        for status, arguments in (
                (0, ['make', SEA_CLOCK, '-o', x]),
                (0, ['make', SEA_CLOCK, '-o', x, '--progress']),
                (0, ['--help']), (0, ['make', '--help']), (0, ['--version']),
                (0, ['voices']),
                (1, ['make', self.path('nowhere.md'), '-o', x]),
                (2, ['make', '--nonsense'])):
            with self.subTest(' '.join(arguments)):
                self.validate('check-tty', '--expect-rc', str(status), '--',
                              command.BRIEFCAST, *arguments)

    def test_what_was_made_is_said_on_stdout(self):
        output = self.path('x.mp3')
        result = self.succeed('make', SEA_CLOCK, '-o', output)
        for name in ('x.mp3', 'x.vtt', 'x.chapters.json', 'x.txt'):
            self.assertIn(self.path(name), result.stdout)
        self.assertEqual(result.stderr, '')

    def test_quiet(self):
        result = self.succeed('make', SEA_CLOCK, '-q', '-o',
                              self.path('x.mp3'))
        self.assertEqual((result.stdout, result.stderr), ('', ''))

    def test_progress_only_when_asked(self):
        result = self.succeed('make', SEA_CLOCK, '--progress', '-o',
                              self.path('x.mp3'))
        self.assertRegex(result.stderr, r'(?m)^\w.*\d+ percent')

    def test_json_is_one_value_a_line(self):
        result = self.succeed('make', SEA_CLOCK, '--json', '--progress',
                              '-o', self.path('x.mp3'))
        events = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual(events[-1]['event'], 'done')
        self.assertEqual(len(events[-1]['files']), 4)

    def test_every_verb_has_help(self):
        for verb in ('make', 'read', 'script', 'voices', 'check'):
            with self.subTest(verb):
                result = self.succeed(verb, '--help')
                self.assertTrue(result.stdout.startswith(
                    'usage: briefcast ' + verb))

    def test_read_forms(self):
        text = self.succeed('read', SEA_CLOCK).stdout
        self.assertIn('The price of a degree', text)
        markdown = self.succeed('read', SEA_CLOCK, '--as', 'markdown').stdout
        self.assertIn('## The price of a degree', markdown)
        document = json.loads(self.succeed('read', SEA_CLOCK, '--as',
                                           'json').stdout)
        self.assertEqual(document['title'], 'The Sea Clock')

    def test_markdown_is_read_as_it_was_printed(self):
        once = self.succeed('read', SEA_CLOCK, '--as', 'markdown').stdout
        again = self.succeed('read', '-', '--from', 'markdown', '--as',
                             'markdown', stdin=once.encode()).stdout
        self.assertEqual(again, once)

    def test_script_forms(self):
        text = self.succeed('script', SEA_CLOCK).stdout
        self.assertIn('seventeen', text.lower().replace('-', ' '))
        json.loads(self.succeed('script', SEA_CLOCK, '--as', 'json').stdout)
        ssml = self.succeed('script', SEA_CLOCK, '--as', 'ssml').stdout
        self.assertIn('<speak', ssml)
        why = self.succeed('script', SEA_CLOCK, '--why').stdout
        self.assertIn('year', why)

    def test_voices(self):
        listed = self.succeed('voices').stdout
        for name in ('newsreader', 'calm', 'brisk'):
            self.assertIn(name, listed)
        german = self.succeed('voices', '--lang', 'de').stdout
        self.assertNotIn('newsreader', german)
        self.assertTrue(german)

    def test_shipped_voices_are_sound(self):
        folder = command.ROOT + '/voices'
        files = [folder + '/' + name for name in sorted(os.listdir(folder))]
        self.succeed('check', *files)

    def test_check_finds_a_fault(self):
        voice = self.write('x.voice', '[voice]\nengine = espeak-ng\nhat = 1\n')
        result = self.run_command('check', voice)
        self.assertEqual(result.status, 1, result)
        self.assertIn('x.voice:3', result.stdout + result.stderr)

    def test_check_of_a_briefing(self):
        output = self.path('x.mp3')
        self.succeed('make', SEA_CLOCK, '-o', output)
        said = self.succeed('check', output).stdout
        self.assertRegex(
            said, r'^\S+x\.mp3: sound: MP3 of 4:\d\d, 44\.1 kHz, mono, 96 kbit/s '
            r'throughout; ID3v2\.3 tag with 7 chapters and \d+ timed sentences; '
            r'-16\.\d LUFS, as loud as podcasts are\n$')
        self.assertRegex(
            self.succeed('check', self.path('x.vtt')).stdout,
            r'x\.vtt: sound: WebVTT transcript with \d+ cues, up to 4:\d\d\n$')
        whole = command.read(output)
        torn = self.write('torn.mp3', whole[:len(whole) * 2 // 3])
        self.assertEqual(self.run_command('check', torn).status, 1)

    def test_check_of_what_others_made(self):
        for sound, options, said in (
                ('sine=440:d=3', ['-ac', '2', '-b:a', '128k'],
                 r'MP3 of 0:03, 44\.1 kHz, stereo, 128 kbit/s throughout; '
                 r'ID3v2\.4 tag, not looked into; -22\.\d LUFS, 6\.\d dB quieter '
                 r'than podcasts are'),
                ('sine=1000:d=3,volume=8', ['-ac', '1', '-b:a', '64k',
                                            '-id3v2_version', '3',
                                            '-ar', '22050'],
                 r'22\.05 kHz, mono, .*; ID3v2\.3 tag with no chapters and no '
                 r'timed sentences; .* dB louder than podcasts are'),
                ('anullsrc=d=3', ['-q:a', '4', '-id3v2_version', '0'],
                 r'kbit/s.*; no ID3v2 tag; silent')):
            with self.subTest(sound=sound):
                path = self.path('x.mp3')
                subprocess.check_call(
                    ['ffmpeg', '-v', 'error', '-y', '-f', 'lavfi', '-i', sound,
                     *options, path])
                self.assertRegex(self.succeed('check', path).stdout, said)


if __name__ == '__main__':
    command.main()
