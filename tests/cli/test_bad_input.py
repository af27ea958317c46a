#!/usr/bin/python3
"""Each bad input gets one clear line, the right status, and no output."""
import os
import resource
import signal
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402

SEA_CLOCK = command.ARTICLES + '/the-sea-clock.md'
AS_ROOT = os.geteuid() == 0


class TestBadArticles(command.Case):
    def refuse_article(self, path, *says):
        self.refuse('make', path, '-o', self.path('x.mp3'),
                    says=(os.path.basename(path),) + says)
        self.refuse('read', path, says=(os.path.basename(path),))

    def test_missing(self):
        self.refuse_article(self.path('nowhere.md'), 'No such file')

    def test_folder(self):
        os.mkdir(self.path('folder.md'))
        self.refuse_article(self.path('folder.md'), 'folder')

    def test_empty(self):
        self.refuse_article(self.write('empty.txt', ''))

    def test_blank(self):
        self.refuse_article(self.write('blank.txt', ' \n\t\n\u00a0\n'))

    def test_nothing_to_say(self):
        self.refuse_article(self.write('bare.html', '<p></p><script>1</script>'))

    def test_binary(self):
        picture = (b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR' + bytes(range(256)) * 64)
        for name, content in (('program', command.read('/bin/true')),
                              ('picture.png', picture),
                              ('zeros.txt', bytes(100000)),
                              ('noise.txt', bytes(
                                  (i * i * 2654435761 >> 13) & 255
                                  for i in range(50000)))):
            with self.subTest(name):
                self.refuse_article(self.write(name, content))

    @unittest.skipIf(command.DEBUG, 'too slow with sanitisers')
    def test_one_huge_word(self):
        path = self.path('huge.txt')
        with open(path, 'wb') as file:
            for _ in range(200):
                file.write(b'w' * 1000000)
        self.refuse_article(path)

    def test_long_word_is_survived(self):
        path = self.write('long.txt', 'Long\n\nA ' + 'w' * 5000 + ' word.\n')
        result = self.run_command('make', path, '-o', self.path('x.mp3'))
        self.assertIn(result.status, (0, 1, 3), result)
        if result.status != 1:
            self.validate('check-mp3', self.path('x.mp3'))

    def test_one_bad_article_of_two(self):
        self.refuse('make', SEA_CLOCK, self.path('nowhere.md'), '-o',
                    self.path('x.mp3'), says=('nowhere.md',))

    @unittest.skipIf(AS_ROOT, 'root may read everything')
    def test_unreadable(self):
        path = self.write('secret.txt', 'Text.')
        os.chmod(path, 0)
        self.refuse_article(path, 'Permission denied')


class TestBadVoices(command.Case):
    def refuse_voice(self, voice, *says):
        self.refuse('make', SEA_CLOCK, '-v', voice, '-o', self.path('x.mp3'),
                    says=says)

    def test_unknown_name(self):
        self.refuse_voice('nobody', 'nobody')

    def test_missing_file(self):
        self.refuse_voice(self.path('gone.voice'), 'gone.voice')

    def test_folder(self):
        os.mkdir(self.path('folder.voice'))
        self.refuse_voice(self.path('folder.voice'), 'folder.voice')

    def test_binary(self):
        self.refuse_voice(self.write('x.voice', bytes(range(256))), 'x.voice')

    def test_wrong_content(self):
        head = '[voice]\nengine = espeak-ng\nname = en-us\nlanguage = en-US\n'
        for line, number, wrong in ((head + 'speed = 3\n', 5, 'speed'),
                                    (head + 'rate = fast\n', 5, 'fast'),
                                    (head + '[pauses]\n', 5, 'pauses'),
                                    (head + '[pause]\nsentence = -1\n', 6,
                                     '-1')):
            with self.subTest(wrong):
                voice = self.write('x.voice', line)
                self.refuse_voice(voice, 'x.voice', wrong)
                if '[pauses]' not in line:
                    self.refuse_voice(voice, ':%d' % number)

    def test_unknown_engine_or_voice(self):
        form = '[voice]\nengine = %s\nname = %s\nlanguage = en-US\n'
        for engine, name, says in (('parrot', 'en-us', 'parrot'),
                                   ('espeak-ng', 'xx-nope', 'xx-nope'),
                                   ('espeak-ng', 'en-us+nosuch', 'nosuch'),
                                   ('espeak-ng', '../../../etc/passwd',
                                    'passwd')):
            with self.subTest(name):
                self.refuse_voice(self.write('x.voice', form % (engine, name)),
                                  says)

    @unittest.skipIf(AS_ROOT, 'root may read everything')
    def test_unreadable(self):
        path = self.write('x.voice', '[voice]\n')
        os.chmod(path, 0)
        self.refuse_voice(path, 'x.voice', 'Permission denied')


class TestBadOptions(command.Case):
    def refuse_usage(self, *arguments, says=()):
        self.refuse(*arguments, status=2, says=says)

    def test_usage(self):
        x = self.path('x.mp3')
        cases = [
            ([], ''),
            (['fly', SEA_CLOCK], 'fly'),
            ([SEA_CLOCK], 'make'),
            (['make'], ''),
            (['make', '--outptu', x, SEA_CLOCK], '--output'),
            (['make', '-Z', SEA_CLOCK], '-Z'),
            (['make', SEA_CLOCK, '-o'], 'output'),
            (['make', SEA_CLOCK, '-o', x, '-r', 'fast'], 'fast'),
            (['make', SEA_CLOCK, '-o', x, '-r', '5000'], '5000'),
            (['make', SEA_CLOCK, '-o', x, '-l', '../../x'], '../../x'),
            (['make', SEA_CLOCK, '-o', x, '-j', '0'], 'jobs'),
            (['make', SEA_CLOCK, '-o', x, '-j', '-3'], 'jobs'),
            (['make', SEA_CLOCK, '-o', x, '--bitrate', '97'], '97'),
            (['make', SEA_CLOCK, '-o', x, '--write', 'vtt,bread'], 'bread'),
            (['make', SEA_CLOCK, '-o', x, '--from', 'cuneiform'],
             'cuneiform'),
            (['make', SEA_CLOCK, '-o', self.path('x.doc')], 'x.doc'),
            (['make', SEA_CLOCK, '-o', self.path('x')], 'x'),
            (['read', SEA_CLOCK, '--as', 'opera'], 'opera'),
            (['script', SEA_CLOCK, '--as', 'opera'], 'opera'),
            (['read', SEA_CLOCK, '--why'], 'why'),
            (['check'], ''),
        ]
        for arguments, word in cases:
            with self.subTest(' '.join(arguments)):
                self.refuse_usage(*arguments, says=(word,))

    def test_source_date_epoch(self):
        self.refuse('make', SEA_CLOCK, '-o', self.path('x.mp3'), status=2,
                    env={'SOURCE_DATE_EPOCH': 'tomorrow'}, says=('tomorrow',))

    def test_cover_is_no_picture(self):
        cover = self.write('cover.jpg', 'no picture')
        self.refuse('make', SEA_CLOCK, '-o', self.path('x.mp3'), '--cover',
                    cover, says=('cover.jpg',))

    def test_lexicon_is_missing(self):
        self.refuse('make', SEA_CLOCK, '-o', self.path('x.mp3'), '--lexicon',
                    self.path('gone.lexicon'), says=('gone.lexicon',))


class TestBadOutputs(command.Case):
    def test_output_is_a_folder(self):
        os.mkdir(self.path('the-sea-clock.mp3'))
        self.refuse('make', SEA_CLOCK, '-o', self.folder,
                    says=('the-sea-clock.mp3', 'folder'))

    def test_side_file_is_a_folder(self):
        os.mkdir(self.path('x.vtt'))
        result = self.run_command('make', SEA_CLOCK, '-o', self.path('x.mp3'))
        self.assertEqual(result.status, 1, result)
        self.assertIn('x.vtt', result.stderr)
        self.assertEqual(command.listing(self.folder), ['x.vtt'])

    def test_folder_of_the_output_is_missing(self):
        self.refuse('make', SEA_CLOCK, '-o', self.path('gone/x.mp3'),
                    says=('gone',))

    def test_folder_of_the_output_is_a_file(self):
        self.write('file', 'content')
        self.refuse('make', SEA_CLOCK, '-o', self.path('file/x.mp3'),
                    says=('file',))

    def test_folder_that_nobody_may_write(self):
        self.refuse('make', SEA_CLOCK, '-o', '/proc/x.mp3', says=('/proc',))
        if not AS_ROOT:
            os.chmod(self.folder, 0o555)
            self.refuse('make', SEA_CLOCK, '-o', self.path('x.mp3'),
                        says=('Permission denied',))

    def test_old_output_survives_a_failure(self):
        output = self.write('x.mp3', b'old')
        self.refuse('make', self.path('nowhere.md'), '-o', output)
        self.assertEqual(command.read(output), b'old')

    @unittest.skipUnless(AS_ROOT, 'only root may mount a small disk')
    def test_full_disk(self):
        self.small_disk('disk', 200)
        result = self.run_command('make', SEA_CLOCK, '-o',
                                  self.path('disk/x.mp3'))
        self.assert_no_space(result)
        self.assertEqual(os.listdir(self.path('disk')), [])

    @unittest.skipUnless(AS_ROOT, 'only root may mount a small disk')
    def test_full_folder_for_temporaries(self):
        self.small_disk('disk', 200)
        result = self.run_command('make', SEA_CLOCK, '-o', self.path('x.mp3'),
                                  env={'TMPDIR': self.path('disk')})
        if result.status != 0:  # it may need no temporaries there
            self.assert_no_space(result)
            self.assertEqual(os.listdir(self.folder), ['disk'])
        self.assertEqual(os.listdir(self.path('disk')), [])

    def small_disk(self, name, kilobytes):
        os.mkdir(self.path(name))
        done = subprocess.run(
            ['mount', '-t', 'tmpfs', '-o', 'size=%dk' % kilobytes, 'tmpfs',
             self.path(name)], stderr=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            self.skipTest('no leave to mount')
        self.addCleanup(subprocess.run, ['umount', self.path(name)],
                        check=False)

    def assert_no_space(self, result):
        self.assertEqual(result.status, 1, result)
        self.assertIn('No space left on device', result.stderr)
        self.assertEqual(len(result.stderr.splitlines()), 1, result)

    def test_output_spares_the_article(self):
        """The transcript of foo.mp3 is foo.txt: it must not replace foo.txt."""
        text = 'A Title\n\nThe article itself, which is the only copy.\n'
        article = self.write('foo.txt', text)
        link = self.path('link.txt')
        os.symlink('foo.txt', link)
        for given in (article, link):
            self.refuse('make', given, '-o', self.path('foo.mp3'), status=1,
                        says=('would be replaced',))
            self.assertEqual(command.read(article).decode(), text)
        self.assertFalse(os.path.exists(self.path('foo.mp3')))

    def test_file_size_limit(self):
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100000, 100000))
        result = self.run_command('make', SEA_CLOCK, '-o', self.path('x.mp3'),
                                  preexec=limit)
        self.assertEqual(result.status, 1, result)
        self.assertIn('File too large', result.stderr)
        self.assertEqual(command.listing(self.folder), [])

    def test_standard_output_is_full(self):
        for verb in ('read', 'script'):
            with self.subTest(verb):
                with open('/dev/full', 'w', encoding='ascii') as full:
                    done = subprocess.run(
                        [command.BRIEFCAST, verb, SEA_CLOCK], stdout=full,
                        stderr=subprocess.PIPE, env=self.environment(),
                        cwd=command.ROOT, check=False)
                self.assertEqual(done.returncode, 1)
                self.assertIn(b'No space left', done.stderr)

    def test_closed_pipe(self):
        process = self.start('script', SEA_CLOCK)
        process.stdout.close()
        errors = process.stderr.read()
        process.stderr.close()
        self.assertIn(process.wait(), (1, -signal.SIGPIPE), errors)

    def test_standard_streams_are_closed(self):
        def shut():
            for stream in (0, 1, 2):
                os.close(stream)
        process = subprocess.Popen(
            [command.BRIEFCAST, 'make', SEA_CLOCK, '-o', self.path('x.mp3')],
            cwd=command.ROOT, env=self.environment(), preexec_fn=shut)
        self.assertIn(process.wait(command.LIMIT_S), (0, 1))
        if os.path.exists(self.path('x.mp3')):
            self.validate('check-mp3', '--strict', self.path('x.mp3'))


if __name__ == '__main__':
    command.main()
