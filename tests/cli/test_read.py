#!/usr/bin/python3
"""Reading: feeds as JSON, addresses by way of a server on this machine,
books with their covers, what is left out, and input made to do harm."""
import gzip
import http.server
import io
import json
import os
import sys
import threading
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402
import picture  # noqa: E402

STORY = ('The ferry left the harbour an hour late, and nobody on the quay '
         'could say who had decided it. ')
PAGE = ('<!DOCTYPE html><html lang="en"><head><title>The late ferry</title>'
        '</head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>'
        '<article><h1>The late ferry</h1>%s<p><img src="pier.jpg" alt="A pier">'
        '</p></article><footer>All rights reserved</footer></body></html>'
        % ('<p>%s</p>' % (STORY * 4)))


def item(number, text):
    return ('<item><guid>n%d</guid><title>Item %d</title><link>/item/%d</link>'
            '<pubDate>%d Jan 2026 08:00:00 GMT</pubDate>'
            '<description>%s</description></item>'
            % (number, number, number, number, text))


FEED = ('<rss version="2.0"><channel><title>Harbour</title><link>/</link>%s'
        '</channel></rss>'
        % ''.join(item(n, STORY * 12) for n in (2, 3, 1)))


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def answer(self, body, kind='text/html; charset=utf-8', status=200,
               **headers):
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace('_', '-'), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.server.seen.append((self.path, self.headers['User-Agent']))
        if self.path == '/moved':
            self.answer(b'', status=302, Location='/deep/story')
        elif self.path == '/deep/story':
            self.answer(PAGE.encode())
        elif self.path == '/packed':
            self.answer(gzip.compress(PAGE.encode()), Content_Encoding='gzip')
        elif self.path == '/koi8':
            self.answer('<p>Паром ушёл из гавани на час позже.'.encode('koi8-r'),
                        'text/html; charset=koi8-r')
        elif self.path == '/feed':
            self.answer(FEED.encode(), 'application/rss+xml')
        elif self.path == '/picture':
            self.answer(b'\x89PNG\r\n\x1a\n', 'image/png')
        elif self.path == '/bomb':
            self.answer(gzip.compress(bytes(80 << 20)), Content_Encoding='gzip')
        elif self.path == '/cut':
            self.send_response(200)
            self.send_header('Content-Length', '100000')
            self.end_headers()
            self.wfile.write(b'<p>The beginning')
            self.close_connection = True
        elif self.path == '/loop':
            self.answer(b'', status=302, Location='/loop')
        elif self.path == '/to-file':
            self.answer(b'', status=302, Location='file:///etc/passwd')
        elif self.path == '/fault':
            self.answer(b'oops', status=503)
        elif self.path == '/empty':
            self.answer(b'')
        else:
            self.answer(b'<p>No such page', status=404)

    def log_message(self, *arguments):
        pass


class TestAddresses(command.Case):
    def setUp(self):
        super().setUp()
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0),
                                                      Handler)
        self.server.daemon_threads = True
        # Clients that hang up are part of the tests.
        self.server.handle_error = lambda *arguments: None
        self.server.seen = []
        self.home = 'http://127.0.0.1:%d' % self.server.server_address[1]
        thread = threading.Thread(target=self.server.serve_forever)
        thread.start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(thread.join)
        self.addCleanup(self.server.shutdown)

    def test_page(self):
        found = json.loads(self.succeed('read', '--json',
                                        self.home + '/moved').stdout)
        self.assertEqual(found['title'], 'The late ferry')
        self.assertIn('nobody on the quay', json.dumps(found))
        # Relative addresses start where the redirects ended.
        self.assertIn(self.home + '/deep/pier.jpg', json.dumps(found))
        # Nothing but the page itself was asked for.
        self.assertEqual([path for path, _ in self.server.seen],
                         ['/moved', '/deep/story'])
        self.assertTrue(self.server.seen[0][1].startswith('briefcast/'))

    def test_compressed_and_encoded(self):
        self.assertIn('nobody on the quay',
                      self.succeed('read', self.home + '/packed').stdout)
        self.assertIn('Паром ушёл',
                      self.succeed('read', self.home + '/koi8').stdout)

    def test_feed(self):
        found = json.loads(self.succeed('read', '--json',
                                        self.home + '/feed').stdout)
        self.assertEqual([e['link'] for e in found['entries']],
                         ['%s/item/%d' % (self.home, n) for n in (2, 3, 1)])

    def test_failures(self):
        for path, says in (('/nowhere', ['404', 'nothing at this address']),
                           ('/fault', ['503', 'try later']),
                           ('/picture', ['image/png', 'not text']),
                           ('/bomb', ['67108864 bytes']),
                           ('/cut', ['broke off']),
                           ('/loop', ['redirects']),
                           ('/to-file', ['file']),
                           ('/empty', ['is empty'])):
            with self.subTest(path):
                self.refuse('read', self.home + path,
                            says=[self.home + path] + says)

    def test_nobody_there(self):
        closed = http.server.HTTPServer(('127.0.0.1', 0), Handler)
        address = 'http://127.0.0.1:%d/x' % closed.server_address[1]
        closed.server_close()
        self.refuse('read', address, says=[address, 'connect'])

    def test_no_web_address(self):
        for address in ('ftp://127.0.0.1/x', 'file:///etc/passwd', 'http://'):
            self.refuse('read', address, says=[address, 'http://'])

    def test_briefing_of_an_address(self):
        self.succeed('make', '-q', self.home + '/moved', '--write', 'none',
                     '-o', self.path('x.mp3'))
        self.validate('check-mp3', self.path('x.mp3'))


class TestFeeds(command.Case):
    def test_json(self):
        feed = self.write('feed.xml', FEED)
        options = ['--base-url', ' https://a.example/news/ ',
                   '--content-type', '']
        every = json.loads(self.succeed('read', '--json', feed,
                                        *options).stdout)
        self.assertEqual(every['feed'], {'title': 'Harbour',
                                         'link': 'https://a.example/'})
        self.assertEqual([e['id'] for e in every['entries']],
                         ['n2', 'n3', 'n1'])
        newest = json.loads(self.succeed('read', '--as', 'json', '--items',
                                         '2', feed, *options).stdout)
        self.assertEqual([e['id'] for e in newest['entries']], ['n3', 'n2'])
        self.assertEqual(newest['entries'][0]['date'], '2026-01-03T08:00:00Z')
        self.assertEqual(newest['entries'][0]['link'],
                         'https://a.example/item/3')

    def test_header_names_the_encoding(self):
        feed = self.write('feed.xml', (
            '<rss version="2.0"><channel><title>Гавань</title></channel></rss>'
        ).encode('windows-1251'))
        found = json.loads(self.succeed(
            'read', '--json', feed, '--content-type',
            'application/rss+xml; charset=windows-1251').stdout)
        self.assertEqual(found['feed']['title'], 'Гавань')
        self.assertEqual(found['entries'], [])

    def test_newest_are_spoken(self):
        feed = self.write('feed.xml', FEED)
        self.succeed('make', '-q', '--items', '2', '--write', 'txt', feed,
                     '-o', self.path('x.mp3'))
        spoken = command.read(self.path('x.txt')).decode()
        self.assertIn('Item 3', spoken)
        self.assertIn('Item 2', spoken)
        self.assertNotIn('Item 1', spoken)

    def test_teaser_is_told(self):
        feed = self.write('feed.xml', FEED.replace(STORY * 12, STORY))
        found = self.succeed('read', feed, '--base-url', 'https://a.example/')
        self.assertIn('only a teaser; its page is https://a.example/item/3',
                      found.stderr)


CONTAINER = ('<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:'
             'xmlns:container"><rootfiles><rootfile full-path="b.opf" '
             'media-type="application/oebps-package+xml"/></rootfiles>'
             '</container>')


def book(chapters, cover=None, extra=()):
    """An EPUB 3 of bodies; extra are further entries: (name, bytes)."""
    items = ''.join('<item id="c%d" href="c%d.xhtml" media-type='
                    '"application/xhtml+xml"/>' % (n, n)
                    for n in range(len(chapters)))
    if cover:
        items += ('<item id="p" href="p.png" media-type="image/png" '
                  'properties="cover-image"/>')
    spine = ''.join('<itemref idref="c%d"/>' % n for n in range(len(chapters)))
    package = ('<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
               '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
               '<dc:title>The Book</dc:title><dc:language>en</dc:language>'
               '</metadata><manifest>%s</manifest><spine>%s</spine></package>'
               % (items, spine))
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('mimetype', 'application/epub+zip')
        archive.writestr('META-INF/container.xml', CONTAINER)
        archive.writestr('b.opf', package)
        for n, chapter in enumerate(chapters):
            archive.writestr('c%d.xhtml' % n, chapter)
        if cover:
            archive.writestr('p.png', cover)
        for name, content in extra:
            archive.writestr(name, content)
    return out.getvalue()


def chapter(body, doctype=''):
    return ('<?xml version="1.0"?>%s<html xmlns="http://www.w3.org/1999/xhtml">'
            '<head><title>t</title></head><body>%s</body></html>'
            % (doctype, body))


GOOD = chapter('<h1>One</h1><p>%s</p>' % STORY)


class TestBooks(command.Case):
    def test_cover(self):
        cover = picture.png(64, 64)
        path = self.write('b.epub', book([GOOD], cover))
        self.succeed('make', '-q', path, '-o', self.path('x.mp3'), '--write',
                     'epub')
        self.assertIn(cover, command.read(self.path('x.mp3')))
        with zipfile.ZipFile(self.path('x.epub')) as made:
            self.assertEqual(made.read('OPS/cover.png'), cover)

    def test_cover_that_is_none(self):
        path = self.write('b.epub', book([GOOD], b'no picture'))
        self.succeed('make', '-q', path, '-o', self.path('x.mp3'), '--write',
                     'none')
        self.assertNotIn(b'no picture', command.read(self.path('x.mp3')))


class TestPages(command.Case):
    def test_what_is_left_out_is_told(self):
        page = self.write('a.html', PAGE)
        why = self.succeed('script', '--why', page).stdout.splitlines()
        out = [line for line in why if line.startswith('left out\tboilerplate')]
        self.assertTrue(any('Home' in line for line in out), out)
        self.assertTrue(any('All rights reserved' in line for line in out), out)
        self.assertNotIn('rights', self.succeed('script', page).stdout)

    def test_paywall_and_nothing(self):
        wall = command.ROOT + '/tests/golden/read/page-paywall/input.html'
        self.assertIn('for subscribers', self.succeed('read', wall).stderr)
        none = command.ROOT + '/tests/golden/read/page-empty/input.html'
        self.refuse('read', none, says=['no text that could be spoken'])


BOMB = '<!DOCTYPE x [<!ENTITY a "%s">%s]>' % (
    'ha' * 500, ''.join('<!ENTITY %s "%s">' % (chr(98 + n),
                                              '&%s;' % chr(97 + n) * 10)
                        for n in range(9)))
XXE = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def encrypted(archive):
    """Sets the flag of encryption in every header of a ZIP file."""
    data = bytearray(archive)
    for mark, at in ((b'PK\x03\x04', 6), (b'PK\x01\x02', 8)):
        found = data.find(mark)
        while found >= 0:
            data[found + at] |= 1
            found = data.find(mark, found + 4)
    return bytes(data)


# The hazards of readers: name of the file, content, and what the one line of
# the refusal says, or None: it is read, and the story is there.
HAZARDS = {
    'deep.html': ('<div>' * 100000 + '<p>' + STORY * 3, None),
    'deep-formatting.html': ('<b><i><font>' * 30000 + STORY * 3, None),
    'endless-attribute.html': ('<p>%s</p><a href="%s'
                               % (STORY * 4, 'x' * 1000000), None),
    'many-attributes.html': ('<p %s>%s' % (' '.join(
        'a%d=1' % n for n in range(20000)), STORY * 4), None),
    'large.html': ('<p>' + STORY * 4 + '<!--' + 'x' * (17 << 20), '16777216'),
    'nul.html': ('<p>\0' + STORY.replace('ferry', 'fer\0ry') * 3, None),
    'controls.txt': ('\x01\x02' + STORY * 3 + '\x1b[31m\x07', None),
    'picture.txt': (picture.png(16, 16), 'no text'),
    'deep.xml': ('<rss version="2.0"><channel><item><title>t</title>'
                 '<description>%s</description>%s'
                 % (STORY, '<a>' * 100000), None),
    'bomb.xml': (BOMB + '<rss version="2.0"><channel><item><title>t</title>'
                 '<description>%s &j;</description></item></channel></rss>'
                 % STORY, None),
    'xxe.xml': (XXE + '<rss version="2.0"><channel><item><title>t</title>'
                '<description>%s &x;</description></item></channel></rss>'
                % STORY, None),
    'empty.xml': ('<rss version="2.0"><channel></channel></rss>',
                  'no entries'),
    'deep.json': ('{"version":"https://jsonfeed.org/version/1","items":'
                  + '[' * 100000, 'deep.json'),
    'brackets.md': (STORY * 3 + '\n\n' + '[' * 50000 + '\n', None),
    'quotes.md': (STORY * 3 + '\n\n' + '>' * 50000 + ' x\n', None),
    'bomb.epub': (book([GOOD, chapter('<p>&j;</p>', BOMB)]), None),
    'xxe.epub': (book([GOOD, chapter('<p>&x;</p>', XXE)]), None),
    'swollen.epub': (book([GOOD], extra=[('big', bytes(80 << 20))]), None),
    'swollen-chapter.epub': (book([GOOD, chapter(' ' * (80 << 20))]), None),
    'truncated.epub': (book([GOOD])[:-60], None),
    'none.epub': ('no archive at all', 'none.epub'),
    'locked.epub': (encrypted(book([GOOD])), 'locked.epub'),
    'protected.epub': (book([GOOD], extra=[('META-INF/encryption.xml', (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        'xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>'
        '<e:EncryptionMethod Algorithm='
        '"http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><e:CipherData>'
        '<e:CipherReference URI="c0.xhtml"/></e:CipherData></e:EncryptedData>'
        '</encryption>'))]), 'protected.epub'),
}


class TestHazards(command.Case):
    def test_each(self):
        secret = command.read('/etc/passwd').decode().splitlines()[0]
        for name, (content, says) in HAZARDS.items():
            with self.subTest(name):
                path = self.write(name, content)
                if says:
                    self.refuse('read', path, says=[name, says])
                    continue
                result = self.succeed('read', '--as', 'text', path)
                self.assertIn('nobody on the quay', result.stdout)
                self.assertNotIn(secret, result.stdout)
                self.assertLess(len(result.stdout), 200000)
                self.assertLessEqual(len(result.stderr.splitlines()), 3,
                                     result.stderr)


if __name__ == '__main__':
    command.main()
