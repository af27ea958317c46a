"""A web server on the loopback interface with feeds that behave as feeds do:
they change, repeat, reorder, break, redirect, refuse, hang and lie."""
import email.utils
import hashlib
import http.server
import random
import threading

DAY = 24 * 3600
START = 1793000000  # the first day, at half past seven in the morning, UTC

WORDS = ('harbour lantern council meadow engine violet orchard signal granite '
         'ferry copper station library winter chimney pasture bicycle museum '
         'theatre railway kitchen garden captain village mountain weather '
         'sailor market bridge window candle basket carpet ladder pocket '
         'silver button saddle tunnel valley wagon pebble island compass '
         'barrel needle thimble anchor feather gravel hammock jacket kettle '
         'mirror napkin paddle ribbon shovel teapot umbrella walnut').split()
VERBS = 'follows carries repairs measures paints counts opens borrows'.split()


class Story:
    """One story: the same words whenever it is asked for."""

    def __init__(self, feed, day, number=0):
        self.key = '%s-%d-%d' % (feed, day, number)
        draw = random.Random(self.key)
        self.title = 'The %s %s of %s' % (
            draw.choice(WORDS), draw.choice(WORDS), self.key)
        self.sentences = [
            'The %s %s %s the %s %s near the %s.' % (
                draw.choice(WORDS), draw.choice(WORDS), draw.choice(VERBS),
                draw.choice(WORDS), draw.choice(WORDS), draw.choice(WORDS))
            for _ in range(4)]
        self.time = START + day * DAY - 3600 * (number + 1)
        self.link = '/story/' + self.key

    def rss(self, base, guid=None, extra=''):
        return (
            '<item><title>%s</title><link>%s%s</link>'
            '<guid isPermaLink="false">%s</guid><pubDate>%s</pubDate>'
            '<description><![CDATA[<p>%s</p>]]></description></item>' % (
                self.title, base, self.link, guid or self.key,
                email.utils.formatdate(self.time),
                ' '.join(self.sentences) + extra))


def channel(title, items):
    return ('<?xml version="1.0" encoding="UTF-8"?><rss version="2.0">'
            '<channel><title>%s</title><link>https://example.org/</link>'
            '<description>x</description>%s</channel></rss>'
            % (title, ''.join(items))).encode()


def recent(feed, day, count=3):
    """Stories of the last days, the newest first."""
    return [Story(feed, d) for d in range(day, max(-1, day - count), -1)]


class Stand:
    """The server. `day` is the simulated day; `served` are the keys of the
    stories that were handed out whole."""

    def __init__(self):
        self.day = 0
        self.served = set()
        self.requests = []
        stand = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def do_GET(self):
                stand.requests.append(self.path)
                try:
                    stand.answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0),
                                                      Handler)
        self.server.daemon_threads = True
        self.base = 'http://127.0.0.1:%d' % self.server.server_port
        self.closing = threading.Event()
        threading.Thread(target=self.server.serve_forever,
                         daemon=True).start()

    def close(self):
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()

    def send(self, handler, body, status=200, headers=(), length=None):
        handler.send_response(status)
        for name, value in headers:
            handler.send_header(name, value)
        handler.send_header('Content-Type', 'application/rss+xml')
        handler.send_header('Content-Length',
                            str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    def give(self, handler, title, stories, guid=None, extra=''):
        """A feed, with a tag that names its content."""
        body = channel(title, [
            s.rss(self.base, guid(s) if guid else None, extra)
            for s in stories])
        tag = '"%s"' % hashlib.sha1(body).hexdigest()
        if handler.headers.get('If-None-Match') == tag:
            handler.send_response(304)
            handler.send_header('Content-Length', '0')
            handler.end_headers()
            return
        self.served.update(s.key for s in stories)
        self.send(handler, body, headers=[('ETag', tag)])

    def answer(self, handler):
        name = handler.path.strip('/').split('.')[0].split('/')[0]
        act = getattr(self, 'feed_' + name, None)
        if act:
            act(handler, self.day)
        else:
            self.send(handler, b'', 404)

    def feed_steady(self, handler, day):
        self.give(handler, 'Steady', recent('steady', day - day % 2))

    def feed_reorder(self, handler, day):
        stories = recent('reorder', day)
        random.Random(day).shuffle(stories)
        self.give(handler, 'Reorder', stories + stories[:1])

    def feed_guids(self, handler, day):
        self.give(handler, 'Guids', recent('guids', day),
                  guid=lambda s: '%s-as-of-%d' % (s.key, day))

    def feed_old(self, handler, _day):
        self.send(handler, b'', 301, [('Location', self.base + '/new.xml')])

    def feed_new(self, handler, day):
        self.give(handler, 'New', recent('new', day))

    def feed_twin(self, handler, day):
        """What the feed `new` tells, with a word of its own."""
        stories = [Story('new', day)]
        body = channel('Twin', [
            s.rss(self.base, 'twin-' + s.key, ' We were told so.').replace(
                '/story/', '/twin/') for s in stories])
        self.send(handler, body)

    def feed_broken(self, handler, day):
        stories = recent('broken', day)
        body = channel('Broken', [s.rss(self.base) for s in stories])
        if day % 3 == 1:
            body = b'<html><body>Under repair.</body></html>'
        else:
            self.served.update(s.key for s in stories)
        self.send(handler, body)

    def feed_busy(self, handler, day):
        if day % 4 == 1:
            self.send(handler, b'', 429, [('Retry-After', '3600')])
        else:
            self.give(handler, 'Busy', recent('busy', day))

    def feed_fault(self, handler, day):
        if day in (4, 5):
            self.send(handler, b'oh', 500)
        else:
            self.give(handler, 'Fault', recent('fault', day))

    def feed_lies(self, handler, day):
        """Says that more will come than does."""
        stories = recent('lies', day)
        body = channel('Lies', [s.rss(self.base) for s in stories])
        if day == 7:
            self.send(handler, body, length=len(body) + 1000)
            handler.close_connection = True
        else:
            self.served.update(s.key for s in stories)
            self.send(handler, body)

    def feed_trouble(self, handler, day):
        """Hangs on one day, and sends a gigabyte on another."""
        if day == 6:
            self.closing.wait(40)
            handler.close_connection = True
        elif day == 8:
            handler.send_response(200)
            handler.send_header('Content-Length', str(1 << 30))
            handler.end_headers()
            for _ in range(1 << 14):
                handler.wfile.write(b' ' * (1 << 16))
        else:
            self.give(handler, 'Trouble', recent('trouble', day))


FEEDS = ('steady', 'reorder', 'guids', 'old', 'twin', 'broken', 'busy',
         'fault', 'lies', 'trouble')
