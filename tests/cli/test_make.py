#!/usr/bin/python3
"""What one `briefcast make` leaves, read by programs that are not ours."""
import json
import os
import re
import subprocess
import sys
import wave

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402
import picture  # noqa: E402

SEA_CLOCK = command.ARTICLES + '/the-sea-clock.md'
SEA_CLOCK_CHAPTERS = [
    'The Sea Clock', 'The price of a degree', 'A carpenter from Lincolnshire',
    'Three machines', 'One watch', 'Seeing him righted',
    'The clock in your pocket']


def seconds_of(stamp):
    parts = [float(part) for part in stamp.split(':')]
    return sum(p * 60 ** i for i, p in enumerate(reversed(parts)))


def captions_of(vtt):
    """(begin, end, text) of each caption of a WebVTT file."""
    text = command.read(vtt).decode()
    found = re.findall(r'^(\S+) --> (\S+).*\n((?:.+\n)+)', text, re.M)
    return [(seconds_of(b), seconds_of(e),
             re.sub(r'<[^>]*>', '', t).replace('\n', ' ').strip())
            for b, e, t in found]


def chapters_of(path):
    probe = json.loads(subprocess.check_output(
        ['ffprobe', '-v', 'error', '-print_format', 'json', '-show_chapters',
         path]))
    return [(float(c['start_time']), float(c['end_time']), c['tags']['title'])
            for c in probe['chapters']]


class TestMake(command.Case):
    def short(self):
        return self.write('short.md', '''---
title: A Short One
author: The briefcast authors
lang: en
---

# A Short One

Two sentences stand here. This is one.

## A part

### A part of the part

Another sentence, and that is all.
''')

    def make(self, article, *options, name='x.mp3'):
        output = self.path(name)
        result = self.succeed('make', article, '-o', output, '--json',
                              *options)
        done = json.loads(result.stdout.splitlines()[-1])
        return output, done

    def test_sample_passes_every_validator(self):
        output, _ = self.sample(SEA_CLOCK)
        self.validate('check-mp3', '--strict', '--loudness', output)
        self.validate('check-transcript', self.path('x.vtt'))
        self.validate('check-chapters', self.path('x.chapters.json'))

    def test_files_beside_the_audio(self):
        self.sample(SEA_CLOCK)
        self.assertEqual(command.listing(self.folder),
                         ['x.chapters.json', 'x.mp3', 'x.txt', 'x.vtt'])

    def test_write_none(self):
        self.make(self.short(), '--write', 'none')
        self.assertEqual(command.listing(self.folder), ['short.md', 'x.mp3'])

    def test_chapters_are_the_headings(self):
        output, _ = self.sample(SEA_CLOCK)
        titles = [title for _, _, title in chapters_of(output)]
        self.assertEqual(titles, SEA_CLOCK_CHAPTERS)
        with open(self.path('x.chapters.json'), encoding='utf-8') as file:
            published = json.load(file)['chapters']
        self.assertEqual([c['title'] for c in published], titles)

    def test_chapters_begin_where_their_heading_is_said(self):
        output, _ = self.sample(SEA_CLOCK)
        captions = captions_of(self.path('x.vtt'))
        for begin, _, title in chapters_of(output):
            said = [b for b, _, text in captions if text.startswith(title)]
            self.assertTrue(said, title)
            self.assertTrue(any(0 <= b - begin <= 1.5 for b in said),
                            '%s: chapter at %.3f, said at %s'
                            % (title, begin, said))

    def test_length_is_the_timelines_to_the_sample(self):
        output, done = self.sample(SEA_CLOCK)
        rate, samples = command.decode(output)
        self.assertEqual(rate, 44100)
        by_mpg123 = subprocess.check_output(
            ['mpg123', '-q', '-s', '--mono', '-e', 's16', output],
            stderr=subprocess.DEVNULL)
        self.assertEqual(len(by_mpg123) // 2, len(samples))
        self.assertLess(abs(len(samples) / rate - done['seconds']), 0.0006)

        sound, _ = self.make(SEA_CLOCK, '--write', 'none', name='x.wav')
        with wave.open(sound) as file:
            self.assertEqual(file.getnframes() * rate,
                             len(samples) * file.getframerate())

    def test_nothing_is_dropped(self):
        article = command.ARTICLES + '/the-last-lamplighters.txt'
        self.make(article)
        wanted = command.words_of(command.read(article).decode())
        spoken = command.words_of(command.read(self.path('x.txt')).decode())
        shown = command.words_of(' '.join(
            text for _, _, text in captions_of(self.path('x.vtt'))))
        for name, have in (('txt', spoken), ('vtt', shown)):
            rest = iter(have)
            lost = [word for word in wanted if word not in rest]
            self.assertEqual(lost[:1], [], '%s lacks it, or has it too early'
                             % name)

    def test_tags_by_mutagen(self):
        from mutagen.id3 import ID3
        output, _ = self.make(self.short(), '--album', 'Tests & Trials')
        tags = ID3(output)
        self.assertEqual(tags.version, (2, 3, 0))
        self.assertEqual(str(tags['TIT2']), 'A Short One')
        self.assertEqual(str(tags['TPE1']), 'The briefcast authors')
        self.assertEqual(str(tags['TALB']), 'Tests & Trials')
        self.assertEqual(str(tags['TCON']), 'Podcast')
        self.assertEqual(str(tags['TLAN']), 'eng')
        self.assertEqual(len(tags.getall('CHAP')), 3)
        top = [toc for toc in tags.getall('CTOC') if int(toc.flags) & 2]
        self.assertEqual(len(top), 1)
        self.assertGreater(len(tags.getall('CTOC')), 1, 'headings nest')
        self.assertEqual(len(tags.getall('USLT')), 1)
        self.assertEqual(len(tags.getall('SYLT')), 1)

    def test_cover(self):
        from mutagen.id3 import ID3
        picture = self.path('cover.png')
        subprocess.check_call(
            ['ffmpeg', '-v', 'error', '-f', 'lavfi', '-i',
             'color=navy:size=1400x1400', '-frames:v', '1', picture])
        output, _ = self.make(self.short(), '--cover', picture)
        cover = ID3(output).getall('APIC')[0]
        self.assertEqual(cover.mime, 'image/png')
        self.assertEqual(cover.data, command.read(picture))

    def test_split(self):
        from mutagen.id3 import ID3
        articles = [self.short(), command.ARTICLES + '/the-last-lamplighters.txt',
                    self.write('last.txt', 'The last\n\nIt is short.\n')]
        output = self.path('x.mp3')
        result = self.succeed('make', *articles, '-o', output, '--split',
                              '--json', '--write', 'none')
        done = json.loads(result.stdout.splitlines()[-1])
        parts = [self.path('x-0%d.mp3' % i) for i in (1, 2, 3)]
        self.assertEqual(done['files'], [output] + parts)
        _, whole = command.decode(output)
        at, chapters = 0, []
        for part, title in zip(parts, ('A Short One', 'The Last Lamplighters',
                                       'The last')):
            self.validate('check-mp3', '--strict', part)
            self.succeed('check', part)
            rate, samples = command.decode(part)
            # The same frames: what the whole holds there, but for the first
            # frame, whose overlap with the one before it lacks.
            there = whole[at:at + len(samples)]
            self.assertEqual(there[2304:-2304], samples[2304:-2304], part)
            # The pause before an article is its first chapter's here.
            chapters += [begin + at / rate
                         for begin, _, _ in chapters_of(part)[1:]]
            self.assertEqual(str(ID3(part)['TIT2']), title)
            at += len(samples)
        self.assertEqual(at, len(whole))
        inner = [begin for begin, _, title in chapters_of(output)
                 if title not in ('A Short One', 'The Last Lamplighters',
                                  'The last')]
        self.assertEqual(len(chapters), len(inner))
        for found, begin in zip(chapters, inner):
            self.assertLess(abs(found - begin), 0.0011)

    def test_split_replaces_no_input(self):
        article = self.short()
        self.write('x-01.mp3', 'mine')
        os.remove(self.path('x-01.mp3'))
        os.link(article, self.path('x-01.mp3'))
        self.refuse('make', article, '-o', self.path('x.mp3'), '--split',
                    says=['short.md', 'x-01.mp3'])
        self.refuse('make', article, '-o', self.path('x.wav'), '--split',
                    status=2, says=['--split'])

    def test_chapter_links_and_pictures(self):
        from mutagen.id3 import ID3
        blue = self.write('blue.png', picture.square(16))
        page = self.write('page.html', '''<html lang="en"><head>
<title>Links</title><link rel="canonical" href="https://example.org/a?b=c">
</head><body><article><h1>Links</h1>
<p>The first part of the page has some words to be read, as pages do.</p>
<img src="https://example.org/i/remote.png" alt="A picture from elsewhere">
<h2 id="two">The second</h2>
<p>And the second part has some more words, which can be read as well.</p>
</article></body></html>''')
        article = self.write('local.md', '# Local\n\nWords.\n\n'
                             '![A blue square](blue.png)\n')
        output, _ = self.make(page, article)
        with open(self.path('x.chapters.json'), encoding='utf-8') as file:
            chapters = json.load(file)['chapters']
        self.assertEqual([(c['title'], c.get('url'), c.get('img'))
                          for c in chapters], [
            ('Links', 'https://example.org/a?b=c',
             'https://example.org/i/remote.png'),
            ('The second', 'https://example.org/a?b=c#two', None),
            ('Local', None, None)])
        tags = ID3(output).getall('CHAP')
        tags.sort(key=lambda tag: tag.start_time)
        self.assertEqual([frame.url for tag in tags for key, frame
                          in tag.sub_frames.items() if key[:4] == 'WXXX'],
                         ['https://example.org/a?b=c',
                          'https://example.org/a?b=c#two'])
        self.assertEqual([frame.data for tag in tags for key, frame
                          in tag.sub_frames.items() if key[:4] == 'APIC'],
                         [command.read(blue)])
        self.assertIn('APIC:', tags[2].sub_frames)
        self.validate('check-mp3', '--strict', '--chapters', '3', output)
        self.validate('check-chapters', '--strict',
                      self.path('x.chapters.json'))

    def test_small(self):
        output, _ = self.make(SEA_CLOCK, '--small')
        rate, _ = command.decode(output)
        self.assertEqual(rate, 22050)
        self.validate('check-mp3', '--loudness', output)

    def test_other_formats(self):
        article = self.write('short.txt', 'Short\n\nOne sentence, said once.\n')
        _, done = self.make(article)
        for name, codec in (('x.wav', 'pcm_s16le'), ('x.flac', 'flac'),
                            ('x.ogg', 'vorbis'), ('x.opus', 'opus')):
            with self.subTest(name):
                output, _ = self.make(article, name=name)
                probe = json.loads(subprocess.check_output(
                    ['ffprobe', '-v', 'error', '-print_format', 'json',
                     '-show_streams', output]))
                self.assertEqual(probe['streams'][0]['codec_name'], codec)
                rate, samples = command.decode(output)
                self.assertLess(abs(len(samples) / rate - done['seconds']),
                                0.05)

    def test_languages(self):
        for name, language in (('die-zeit-der-bahn.md', 'ger'),
                               ('the-brass-brain.html', 'eng')):
            with self.subTest(name):
                from mutagen.id3 import ID3
                output, _ = self.make(command.ARTICLES + '/' + name)
                self.assertEqual(str(ID3(output)['TLAN']), language)
                self.validate('check-mp3', '--strict', '--loudness', output)

    def test_several_articles_are_chapters_of_one_briefing(self):
        articles = [self.short(), command.ARTICLES + '/the-brass-brain.html']
        output = self.path('x.mp3')
        self.succeed('make', *articles, '-o', output, '--title', 'Two Pieces')
        titles = [title for _, _, title in chapters_of(output)]
        self.assertIn('A Short One', titles)
        self.assertIn('The Brass Brain', titles)
        self.validate('check-mp3', '--strict', '--loudness', output)

    def test_standard_input(self):
        output = self.path('x.mp3')
        self.succeed('make', '-', '-o', output, stdin=b'Read from a pipe.\n')
        self.validate('check-mp3', output)

    def test_default_name_comes_from_the_title(self):
        self.write('a.md', '# Caf\u00e9, na\u00efve & 100% "new"!\n\nText.\n')
        result = self.succeed('make', 'a.md', cwd=self.folder, env={
            'XDG_DATA_HOME': command.ROOT + '/tests'})
        made = os.listdir(self.path('out'))
        name = next(n for n in made if n.endswith('.mp3'))
        self.assertRegex(name, r'^[a-z0-9-]+\.mp3$')
        self.assertTrue(name.startswith('cafe-naive'), name)
        self.assertIn('out/' + name, result.stdout)

    def test_folder_gets_the_default_name(self):
        os.mkdir(self.path('briefings'))
        self.succeed('make', self.short(), '-o', self.path('briefings'))
        self.assertIn('a-short-one.mp3', os.listdir(self.path('briefings')))

    def test_chapters_of_one_are_noted_only_if_chosen(self):
        one = self.write('single.txt', 'One sentence.\n')
        result = self.succeed('make', one, '-o', self.path('one.mp3'))
        self.assertEqual(result.stderr, '')
        result = self.succeed('make', one, '-o', self.path('one.mp3'),
                              '--write', 'chapters')
        self.assertIn('no chapters', result.stderr)

    def test_dry_run_makes_nothing(self):
        result = self.succeed('make', '-n', SEA_CLOCK, '-o',
                              self.path('x.mp3'))
        self.assertIn('7 chapters', result.stdout)
        self.assertEqual(command.listing(self.folder), [])

    def test_awkward_articles(self):
        folder = command.ARTICLES + '/awkward'
        for name in sorted(os.listdir(folder)):
            with self.subTest(name):
                output = self.path(name + '.mp3')
                result = self.run_command('make', folder + '/' + name, '-o',
                                          output)
                self.assertIn(result.status, (0, 3), result)
                self.validate('check-mp3', output)

    def test_old_output_is_replaced_whole(self):
        output = self.write('x.mp3', b'old')
        self.succeed('make', self.short(), '-o', output)
        self.validate('check-mp3', '--strict', output)


if __name__ == '__main__':
    command.main()
