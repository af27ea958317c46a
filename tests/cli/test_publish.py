#!/usr/bin/python3
"""Every output of briefings of all kinds, read by checkers and programs that
are not ours, in their strict modes; and that all of them tell the same times,
which the sound bears out. What needs a browser or npm is in tests/browser."""
import json
import os
import re
import subprocess
import sys
import unittest
import xml.etree.ElementTree as xml
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import briefings  # noqa: E402
import command  # noqa: E402

SMIL = '{http://www.w3.org/ns/SMIL}'
XHTML = '{http://www.w3.org/1999/xhtml}'
PSC = '{http://podlove.org/simple-chapters}'


def ms_of(clock):
    """Milliseconds of [[h:]m:]s[.fff], exactly."""
    whole, _, part = clock.partition('.')
    seconds = 0
    for field in whole.split(':'):
        seconds = seconds * 60 + int(field)
    return seconds * 1000 + int((part + '000')[:3])


def id3_starts(show):
    probe = json.loads(subprocess.check_output(
        ['ffprobe', '-v', 'error', '-print_format', 'json', '-show_chapters',
         show + '/briefing.mp3']))
    return [(int(c['start']), c['tags']['title']) for c in probe['chapters']]


def json_starts(show):
    path = show + '/briefing.chapters.json'
    if not os.path.exists(path):
        return None
    return [ms_of('%.3f' % c['startTime'])
            for c in json.loads(command.read(path))['chapters']]


def feed_item(show):
    return xml.parse(show + '/feed.xml').getroot().find('channel/item')


def psc_starts(show):
    chapters = feed_item(show).find(PSC + 'chapters')
    return [ms_of(c.get('start')) for c in chapters]


def description_starts(show):
    """Whole seconds; none where a list would be too short or too long."""
    text = feed_item(show).find('description').text
    return [ms_of(stamp) // 1000
            for stamp in re.findall(r'(?:^|>|\n)(\d\d:\d\d:\d\d) ', text)]


def epub_starts(show):
    with zipfile.ZipFile(show + '/briefing.epub') as book:
        nav = xml.fromstring(book.read('OPS/nav.xhtml'))
        parts = [a.get('href') for a in nav.iter(XHTML + 'a')]
        starts = []
        for part in parts:
            smil = xml.fromstring(
                book.read('OPS/' + part.replace('.xhtml', '.smil')))
            starts.append(ms_of(
                next(smil.iter(SMIL + 'audio')).get('clipBegin')))
    return starts


def daisy_starts(show):
    folder = show + '/briefing.daisy/'
    # The title has an entry of its own, to the place of the first chapter.
    parts = dict.fromkeys(re.findall(r'href="(part\d+\.smil)#', command.read(
        folder + 'ncc.html').decode()))
    return [ms_of(re.search(r'clip-begin="npt=([\d.]+)s"', command.read(
        folder + part).decode()).group(1)) for part in parts]


def cue_starts(show):
    return [ms_of(begin) for begin in re.findall(
        r'^(\S+) --> ', command.read(show + '/briefing.vtt').decode(), re.M)]


def onset_ms(samples, rate, from_ms):
    """Where the sound begins at or after a time: the first millisecond whose
    peak is above -50 dBFS."""
    at = max(0, from_ms)
    while at * rate // 1000 < len(samples):
        part = samples[at * rate // 1000:(at + 1) * rate // 1000]
        if part and max(abs(sample) for sample in part) > 104:
            return at
        at += 1
    return at


@unittest.skipIf(command.DEBUG, 'the files are those of the release build')
class TestPublish(command.Case):
    def check(self, kind):
        show = briefings.make(kind)
        base = show + '/briefing'
        starts = id3_starts(show)
        self.validate('check-mp3', '--strict', '--loudness', '--chapters',
                      str(len(starts)), base + '.mp3')
        rate, samples = command.decode(base + '.mp3')
        for ending in ('.vtt', '.srt', '.lrc', '.json'):
            self.validate('check-transcript', '--strict', '--duration',
                          '%.3f' % (len(samples) / rate), base + ending)
        if os.path.exists(base + '.chapters.json'):
            self.validate('check-chapters', '--strict',
                          base + '.chapters.json')
        self.validate('check-daisy202', '--strict', base + '.daisy')
        self.validate('check-epub', '--strict', base + '.epub')
        self.validate('check-feed', '--strict', '--parsers', '--base-url',
                      briefings.BASE, '--root', show, show + '/feed.xml')
        self.validate('check-podcatcher', '--base-url', briefings.BASE,
                      show + '/feed.xml')
        for name in ('briefing.mp3', 'briefing.vtt', 'briefing.epub',
                     'feed.xml'):
            self.succeed('check', show + '/' + name)

    def agree(self, kind):
        show = briefings.make(kind)
        starts = [start for start, _ in id3_starts(show)]
        self.assertEqual(starts[0], 0)
        for name, found in (('json', json_starts(show)),
                            ('psc', psc_starts(show)),
                            ('epub', epub_starts(show)),
                            ('daisy', daisy_starts(show))):
            if found is not None:
                self.assertEqual(found, starts, name)
        listed = description_starts(show)
        self.assertEqual(listed,
                         [ms // 1000 for ms in starts][:len(listed)])
        self.assertEqual(len(listed) > 0, len(starts) >= 3)
        cues = cue_starts(show)
        self.assertTrue(set(starts[1:]) <= set(cues), 'vtt')

        rate, samples = command.decode(show + '/briefing.mp3')
        for start in [cues[0]] + starts[1:]:
            before = onset_ms(samples, rate, start - 150)
            self.assertLess(abs(before - start), 50,
                            'silence, then speech, at %d ms' % start)


    def test_notes_are_linked_and_skippable(self):
        show = briefings.make('nested')
        cues = command.read(show + '/briefing.vtt').decode()
        self.assertIn('them.', re.sub(r'<[\d:.]*>', '', cues))
        with zipfile.ZipFile(show + '/briefing.epub') as book:
            texts = {name: book.read(name).decode() for name in book.namelist()
                     if name.endswith(('.xhtml', '.smil'))}
        (target,) = re.findall(
            r'<a epub:type="noteref" role="doc-noteref" href="([^"]*)">1</a>',
            ''.join(texts.values()))
        name, _, note = target.partition('#')
        found = re.search(
            r'<aside [^>]*epub:type="footnote"[^>]* id="%s">\s*<p[^>]*>'
            r'<span id="([^"]*)">A note says' % note, texts['OPS/' + name])
        self.assertIn('<par epub:type="footnote"><text src="%s#%s"/>'
                      % (name, found.group(1)),
                      texts['OPS/' + name.replace('.xhtml', '.smil')])
        folder = show + '/briefing.daisy/'
        self.assertIn('<meta name="ncc:footnotes" content="1"/>',
                      command.read(folder + 'ncc.html').decode())
        self.assertIn('<a class="noteref" href="#%s">1</a>' % note,
                      command.read(folder + 'content.html').decode())
        self.assertEqual(
            sum(command.read(folder + part).count(
                b' system-required="footnote-on"')
                for part in os.listdir(folder) if part.endswith('.smil')), 1)


def add_tests():
    for kind in briefings.KINDS:
        def check(self, kind=kind):
            self.check(kind)

        def agree(self, kind=kind):
            self.agree(kind)
        setattr(TestPublish, 'test_%s_passes_every_checker' % kind, check)
        setattr(TestPublish, 'test_%s_times_agree' % kind, agree)


add_tests()

if __name__ == '__main__':
    command.main()
