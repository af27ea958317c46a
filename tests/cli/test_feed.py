#!/usr/bin/python3
"""Podcast feeds of folders of episodes, and covers, as a person makes them."""
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402
import picture  # noqa: E402

BASE = 'https://example.org/show/'
ITUNES = '{http://www.itunes.com/dtds/podcast-1.0.dtd}'
PODCAST = '{https://podcastindex.org/namespace/1.0}'

ARTICLE = '''---
title: %s
lang: en
---

# %s

One sentence is said.

## A second part

And another one.

## A third part

And the last.
'''


class TestFeed(command.Case):
    def setUp(self):
        super().setUp()
        self.show = self.path('show')
        os.mkdir(self.show)

    def episode(self, name, title='One & only', now=command.NOW,
                write='vtt,chapters,html,episode'):
        article = self.write(name + '.md', ARTICLE % (title, title))
        self.succeed('make', article, '-o', '%s/%s.mp3' % (self.show, name),
                     '--write', write, env={'SOURCE_DATE_EPOCH': now})

    def feed(self, *options, **how):
        return self.succeed('feed', self.show, '--base-url', BASE, '--title',
                            'Tea & <news>', '--category', 'news>daily news',
                            '--email', 'ann@example.org', *options, **how)

    def tree(self):
        return xml.parse(self.show + '/feed.xml').getroot().find('channel')

    def test_feed_is_made_of_what_is_there(self):
        self.episode('one')
        self.episode('two', 'Two', now='1793086400')
        self.feed('--author', 'Ann')
        channel = self.tree()
        items = channel.findall('item')
        self.assertEqual([item.find('title').text for item in items],
                         ['Two', 'One & only'])
        for item, name in zip(items, ('two', 'one')):
            enclosure = item.find('enclosure')
            self.assertEqual(enclosure.get('url'), BASE + name + '.mp3')
            self.assertEqual(
                int(enclosure.get('length')),
                os.path.getsize('%s/%s.mp3' % (self.show, name)))
            self.assertEqual(item.find('link').text, BASE + name + '.html')
            self.assertEqual(item.find(PODCAST + 'transcript').get('url'),
                             BASE + name + '.vtt')
            self.assertIn('00:00:00 ', item.find('description').text)
        self.assertEqual(channel.find('language').text, 'en')
        cover = channel.find(ITUNES + 'image').get('href')
        self.assertTrue(os.path.isfile(
            self.show + '/' + os.path.basename(cover)))
        self.assertIn('one.html', command.read(
            self.show + '/index.html').decode())
        self.assertIn('sound', self.succeed(
            'check', self.show + '/feed.xml').stdout)
        self.validate('check-feed', '--strict', '--base-url', BASE, '--root',
                      self.show, self.show + '/feed.xml')

        os.remove(self.show + '/two.episode.json')
        self.feed()
        self.assertEqual(len(self.tree().findall('item')), 1)

    def test_guid_changes_with_the_sound_alone(self):
        def guid():
            self.feed()
            return self.tree().find('item/guid').text
        self.episode('one')
        first = guid()
        self.assertEqual(guid(), first)
        self.episode('one', now='1793086400')
        self.assertEqual(guid(), first, 'only the date is another')
        self.episode('one', title='Another')
        self.assertNotEqual(guid(), first)

    def test_same_bytes(self):
        self.episode('one')
        self.feed()
        before = {name: command.read(self.path(name))
                  for name in command.listing(self.folder)
                  if os.path.isfile(self.path(name))}
        self.feed()
        for name, content in before.items():
            self.assertEqual(command.read(self.path(name)), content, name)

    def test_foreign_files_are_left_alone(self):
        self.episode('one')
        foreign = {'notes.txt': b'mine', 'other.mp3': b'no sound',
                   'index.html': b'<p>my page</p>', 'x.episode.json': b'{}',
                   'cover.png': b'', '.hidden.episode.json': b'[' * 100}
        for name, content in foreign.items():
            self.write('show/' + name, content)
        os.mkdir(self.show + '/y.episode.json')
        result = self.feed()
        self.assertEqual(len(self.tree().findall('item')), 1)
        for name, content in foreign.items():
            self.assertEqual(command.read(self.show + '/' + name), content)
        warnings = result.stderr.splitlines()
        self.assertEqual(len(warnings), 3, result)
        for name in ('index.html', 'x.episode.json', 'y.episode.json'):
            self.assertEqual(len([w for w in warnings if name in w]), 1)

    def test_foreign_feed_is_not_replaced(self):
        self.episode('one')
        self.write('show/feed.xml', '<rss/>')
        self.refuse('feed', self.show, '--base-url', BASE, '--title', 'T',
                    '--category', 'News', says=['feed.xml', 'move it away'])

    def test_bad_requests(self):
        self.episode('one')
        good = {'--base-url': BASE, '--title': 'T', '--category': 'News'}
        for option, value, says in (
                ('--base-url', 'example', ['base URL', '"example"']),
                ('--base-url', 'ftp://example.org/', ['base URL']),
                ('--base-url', 'https://', ['base URL']),
                ('--base-url', 'https://example.org/?a=b', ['query']),
                ('--base-url', None, ['base URL']),
                ('--category', 'Newspapers', ['"Newspapers"', 'Business']),
                ('--category', 'News > Weekly', ['"Weekly"', 'Daily News']),
                ('--category', None, ['category']),
                ('--title', ' ', ['title']),
                ('--title', None, ['title']),
                ('--email', 'nobody', ['"nobody"', 'e-mail']),
                ('--guid', '12', ['"12"', 'UUID']),
                ('--lang', 'English!', ['"English!"', 'language'])):
            with self.subTest(option=option, value=value):
                chosen = dict(good, **{option: value})
                self.refuse('feed', self.show, *[
                    word for pair in chosen.items() if pair[1] is not None
                    for word in pair], status=2, says=says)

    def test_folder_without_episodes(self):
        for folder, says in ((self.show, '--write episode'),
                             (self.path('none'), 'folder')):
            self.refuse('feed', folder, '--base-url', BASE, '--title', 'T',
                        '--category', 'News', says=[says])
        self.refuse('feed', '--title', 'T', status=2, says=['which folder'])

    def test_cover_of_ones_own(self):
        self.episode('one')
        mine = self.write('my.png', picture.png(1400, 1400))
        self.feed('--cover', mine)
        name = os.path.basename(self.tree().find(ITUNES + 'image').get('href'))
        self.assertTrue(re.fullmatch(r'cover-[0-9a-f]{8}\.png', name), name)
        self.assertEqual(command.read(self.show + '/' + name),
                         command.read(mine))

    def test_drawn_cover(self):
        self.episode('one')
        self.feed()
        name = os.path.basename(self.tree().find(ITUNES + 'image').get('href'))
        size = subprocess.check_output(
            ['ffprobe', '-v', 'error', '-show_entries',
             'stream=width,height,pix_fmt', '-of', 'csv=p=0',
             self.show + '/' + name])
        self.assertEqual(size.strip(), b'1500,1500,rgb24')

    def test_each_episode_has_its_cover(self):
        mine = self.write('my.png', picture.png(1400, 1400))
        self.episode('one')
        self.episode('two', 'Two', now='1793086400')
        article = self.write('three.md', ARTICLE % ('Three', 'Three'))
        self.succeed('make', article, '-o', self.show + '/three.mp3',
                     '--write', 'vtt,episode', '--cover', mine,
                     env={'SOURCE_DATE_EPOCH': '1793172800'})
        said = self.feed('--json').stdout
        names = [os.path.basename(item.find(ITUNES + 'image').get('href'))
                 for item in self.tree().findall('item')]
        self.assertEqual(len(set(names)), 3, names)
        self.assertEqual(command.read(self.show + '/' + names[0]),
                         command.read(mine))
        page = command.read(self.show + '/index.html').decode()
        for name in names:
            self.assertIn(self.show + '/' + name, json.loads(said)['files'])
            self.assertIn('src="%s"' % name, page)
            self.assertTrue(os.path.isfile(self.show + '/' + name))
        self.validate('check-feed', '--strict', '--base-url', BASE, '--root',
                      self.show, self.show + '/feed.xml')
        self.assertTrue(names[0].startswith('three.cover-'), names)
        # The series' own picture is not written for each episode.
        os.remove(self.show + '/' + names[0])
        self.feed('--cover', mine)
        images = [image.get('href')
                  for image in self.tree().iter(ITUNES + 'image')]
        self.assertEqual(images[0], images[1])
        self.assertFalse(os.path.exists(self.show + '/' + names[0]))
        self.feed()
        # A cover's file is not written again, nor is a tag believed that is
        # broken or holds something else.
        os.utime(self.show + '/' + names[0], (1, 1))
        sound = bytearray(command.read(self.show + '/two.mp3'))
        at = sound.index(b'\x89PNG')
        sound[at:at + 4] = b'\x00\x00\x00\x00'
        self.write('show/two.mp3', bytes(sound))
        self.feed()
        self.assertEqual(os.stat(self.show + '/' + names[0]).st_mtime, 1)
        images = [item.find(ITUNES + 'image')
                  for item in self.tree().findall('item')]
        self.assertIsNotNone(images[0])
        self.assertIsNone(images[1])

    def test_bad_covers(self):
        self.episode('one')
        large = self.path('large.jpg')
        with open(large, 'wb') as file:
            file.write(b'\xff\xd8\xff')
            file.truncate(50 << 20)
        for path, says in (
                (self.write('text.jpg', 'no picture'), 'no JPEG or PNG'),
                (self.write('a.gif', b'GIF89a' + bytes(20)), 'no JPEG or PNG'),
                (self.write('cut.png', picture.png(1400, 1400)[:40]), 'no JPEG'),
                (self.write('small.png', picture.png(300, 300)), '300 by 300'),
                (self.write('wide.png', picture.png(1600, 1400)), 'square'),
                (self.write('alpha.png', picture.png(1400, 1400, 6)), 'transparency'),
                (self.write('cmyk.jpg', picture.cmyk_jpeg()), 'CMYK'),
                (large, '50.0 MB'),
                (self.write('nothing.png', b''), 'no JPEG or PNG'),
                (self.path('missing.png'), 'missing.png'),
                (self.folder, self.folder)):
            with self.subTest(path=path):
                self.refuse('make', self.path('one.md'), '-o',
                            self.path('x.mp3'), '--cover', path, says=[says])
                self.refuse('feed', self.show, '--base-url', BASE, '--title',
                            'T', '--category', 'News', '--cover', path,
                            says=[says])


if __name__ == '__main__':
    command.main()
