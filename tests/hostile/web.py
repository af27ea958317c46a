"""A web server on the loopback interface that does what hostile servers do,
and the cases that ask it."""
import gzip
import http.server
import threading
import time
import zlib

from case import Case, STORY
from feeds import rss

PAGE = ('<html><head><title>The Ferry</title></head><body><article>%s'
        '</article></body></html>' % ('<p>%s</p>' % STORY * 5)).encode()
# Nothing of these may be asked for: every connection is written down, and
# those that would leave this machine are refused (tests/fault/connect.c).
PRIVATE = ('10.0.0.1', '172.16.0.1', '192.168.0.1', '169.254.169.254',
           '100.64.0.1', '0.0.0.0', '127.0.0.2', '127.1.2.3', '224.0.0.1',
           '255.255.255.255', '198.18.0.1', '[::1]', '[::]', '[fe80::1]',
           '[fc00::1]', '[::ffff:10.0.0.1]', '[::ffff:127.0.0.2]',
           '[64:ff9b::a00:1]', '[2002:a00:1::]', '0x7f.2', '2130706434',
           '0177.0.0.2', '127.2', 'localhost', '10.1', '0xa.0.0.1')
SCHEMES = ('file:///etc/passwd', 'ftp://127.0.0.1/x', 'gopher://127.0.0.1/x',
           'dict://127.0.0.1/x', 'smb://127.0.0.1/x', 'ldap://127.0.0.1/x',
           'scp://127.0.0.1/x', 'tftp://127.0.0.1/x', 'javascript:alert(1)',
           'data:text/html,x', '//', 'http://', 'http:///x', 'http://[::1',
           'http://a b/', '\t', 'x' * 30000)


def gigabyte(pack):
    """1 GB of zeros, packed, a piece at a time."""
    for _ in range(1024):
        yield pack.compress(bytes(1 << 20))
    yield pack.flush()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def give(self, body, *headers, status=200, length=None):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header('Content-Length',
                         str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def raw(self, *pieces, wait_s=0.0):
        self.close_connection = True
        for piece in pieces:
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(wait_s)

    def send_to(self, target):
        self.raw(b'HTTP/1.1 302 Found\r\nLocation: '
                 + target.encode('latin-1', 'replace')
                 + b'\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')

    def do_GET(self):
        word = self.path[1:].split('/', 1)
        try:
            getattr(self, 'get_' + word[0].replace('-', '_'),
                    lambda _: self.give(b'', status=404))(
                        word[1] if len(word) > 1 else '')
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def get_page(self, _):
        self.give(PAGE, ('Content-Type', 'text/html'))

    def get_private(self, number):
        self.send_to('http://%s:%d/page' % (
            PRIVATE[int(number)], self.server.server_port))

    def get_metadata(self, _):
        self.send_to('http://169.254.169.254/latest/meta-data/')

    def get_scheme(self, number):
        self.send_to(SCHEMES[int(number)])

    def get_loop(self, _):
        self.send_to('/loop')

    def get_circle(self, number):
        self.send_to('/circle/%d' % ((int(number or 0) + 1) % 3))

    def get_growing(self, rest):
        self.send_to('/growing/x' + rest)

    def get_chain(self, number):
        left = int(number)
        self.send_to('/chain/%d' % (left - 1) if left else '/page')

    def get_gzip_bomb(self, _):
        self.raw(b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n'
                 b'Content-Encoding: gzip\r\n\r\n',
                 *gigabyte(zlib.compressobj(9, zlib.DEFLATED, 31)))

    def get_deflate_bomb(self, _):
        self.raw(b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n'
                 b'Content-Encoding: deflate\r\n\r\n',
                 *gigabyte(zlib.compressobj(9)))

    def get_gzip_twice(self, _):
        self.give(gzip.compress(gzip.compress(bytes(100 << 20))),
                  ('Content-Encoding', 'gzip, gzip'))

    def get_gzip_many(self, _):
        self.give(gzip.compress(PAGE), ('Content-Encoding',
                                        ', '.join(['gzip'] * 100)))

    def get_gzip_cut(self, _):
        self.give(gzip.compress(PAGE)[:-20], ('Content-Encoding', 'gzip'))

    def get_gzip_rubbish(self, _):
        self.give(b'\x1f\x8b' + b'rubbish' * 100, ('Content-Encoding', 'gzip'))

    def get_gzip_none(self, _):
        self.give(PAGE, ('Content-Encoding', 'gzip'))

    def get_gzip_unknown(self, _):
        self.give(PAGE, ('Content-Encoding', 'x-none'))

    def get_length_long(self, _):
        self.give(PAGE, length=len(PAGE) + 1000)
        self.close_connection = True

    def get_length_short(self, _):
        self.give(PAGE, length=100)
        self.close_connection = True

    def get_length_negative(self, _):
        self.give(PAGE, length=-5)
        self.close_connection = True

    def get_length_huge(self, _):
        self.give(PAGE, length=1 << 62)
        self.close_connection = True

    def get_length_twice(self, _):
        self.give(PAGE, ('Content-Length', '5'))
        self.close_connection = True

    def get_chunk_huge(self, _):
        self.raw(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
                 b'ffffffffffffffff\r\n' + PAGE)

    def get_chunk_rubbish(self, _):
        self.raw(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
                 b'zz\r\n' + PAGE)

    def get_chunk_cut(self, _):
        self.raw(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
                 b'40\r\n' + PAGE[:0x40] + b'\r\n')

    def get_endless(self, _):
        self.raw(b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n')
        while True:
            self.wfile.write(b'<p>and so on ' * 5000)

    def get_endless_feed(self, _):
        self.raw(b'HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml'
                 b'\r\n\r\n<rss version="2.0"><channel>')
        while True:
            self.wfile.write(b'<item><title>more</title></item>' * 2000)

    def get_endless_headers(self, _):
        self.raw(b'HTTP/1.1 200 OK\r\n')
        while True:
            self.wfile.write(b'X-More: more\r\n' * 1000)

    def get_endless_header(self, _):
        self.raw(b'HTTP/1.1 200 OK\r\nX-More: ')
        while True:
            self.wfile.write(b'more' * 10000)

    def get_endless_informing(self, _):
        while True:
            self.wfile.write(b'HTTP/1.1 103 Early Hints\r\n\r\n' * 100)

    def get_cookies(self, _):
        self.give(PAGE, *[('Set-Cookie', 'a%d=%s' % (n, 'x' * 4000))
                          for n in range(20)])

    def get_silent(self, _):
        time.sleep(70)

    def get_slow(self, _):
        self.raw(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n',
                 *[b'x'] * 100, wait_s=1)

    def get_slow_headers(self, _):
        self.raw(*[bytes([c]) for c in b'HTTP/1.1 200 OK\r\nX-A: ' + b'b' * 90],
                 wait_s=1)

    def get_no_http(self, _):
        self.raw(b'SSH-2.0-OpenSSH_9.2\r\n')

    def get_old_http(self, _):
        self.raw(PAGE)

    def get_closes(self, _):
        self.raw(b'')

    def get_empty(self, _):
        self.give(b'')

    def get_status(self, number):
        self.give(b'body', status=int(number))

    def get_type(self, name):
        self.give(PAGE, ('Content-Type', name))

    def get_type_escape(self, _):
        self.give(PAGE, ('Content-Type', 'text/html; charset=\x1b[2J\x07'))

    def get_feed(self, number):
        """A feed whose item leads to a private address."""
        host = PRIVATE[int(number)]
        self.give(rss('').replace('<description>', (
            '<link>http://%s:%d/page</link><description>'
            % (host, self.server.server_port))).encode(),
            ('Content-Type', 'application/rss+xml'))

    def get_feed_hop(self, number):
        """A feed whose item leads here, and from here to such an address."""
        self.give(rss('').replace('<description>', (
            '<link>http://127.0.0.1:%d/private/%s</link><description>'
            % (self.server.server_port, number))).encode(),
            ('Content-Type', 'application/rss+xml'))


class Server:
    def __init__(self):
        self.http = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.http.daemon_threads = True
        self.port = self.http.server_port
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def close(self):
        self.http.shutdown()
        self.http.server_close()


SLOW = ('silent', 'slow', 'slow-headers')
PATHS = ('gzip-bomb deflate-bomb gzip-twice gzip-many gzip-cut gzip-rubbish '
         'gzip-none gzip-unknown length-long length-short length-negative '
         'length-huge length-twice chunk-huge chunk-rubbish chunk-cut endless '
         'endless-feed endless-headers endless-header endless-informing '
         'cookies no-http old-http closes empty type-escape').split()


def cases():
    for name in PATHS:
        yield Case('servers', name, '/' + name, given='web')
    for name in SLOW:
        yield Case('slow servers', name, '/' + name, given='web',
                   outcome='refused')
    for status in (204, 206, 301, 304, 305, 400, 401, 404, 418, 451, 500, 503,
                   599, 999):
        yield Case('servers', 'status-%d' % status, '/status/%d' % status,
                   given='web', outcome='any' if status == 206 else 'refused')
    for n, name in enumerate(('image/png', 'application/pdf', 'x', 'text/html'
                              ';charset=utf-16', 'text/html;charset=' + 'x'
                              * 5000, 'application/epub+zip',
                              'application/octet-stream', '')):
        yield Case('servers', 'type-%d' % n, '/type/' + name, given='web')
    for name in ('loop', 'circle/0', 'growing', 'chain/6'):
        yield Case('redirects', name, '/' + name, given='web',
                   outcome='refused')
    yield Case('redirects', 'chain/3', '/chain/3', given='web',
               outcome='briefing', tells='ferry')
    for n in range(len(SCHEMES)):
        yield Case('redirects', 'scheme-%d' % n, '/scheme/%d' % n, given='web',
                   outcome='refused')
    for n in range(len(PRIVATE)):
        yield Case('private addresses', 'redirect-%d' % n, '/private/%d' % n,
                   given='web', outcome='refused')
    yield Case('private addresses', 'metadata', '/metadata', given='web',
               outcome='refused', says='inside this network')
    for n in range(len(PRIVATE)):
        yield Case('private addresses', 'item-%d' % n, '/feed/%d' % n,
                   given='digest', outcome='briefing', tells='ferry')
        yield Case('private addresses', 'item-redirect-%d' % n,
                   '/feed-hop/%d' % n, given='digest', outcome='briefing',
                   tells='ferry')
    yield Case('private addresses', 'digest-feed', '/private/0',
               given='digest', outcome='refused')
    yield Case('servers', 'digest-endless', '/endless-feed', given='digest',
               outcome='refused')
    yield Case('servers', 'digest-gzip-bomb', '/gzip-bomb', given='digest',
               outcome='refused')
