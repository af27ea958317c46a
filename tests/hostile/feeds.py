"""Hostile feeds, XML and JSON."""
from case import Case, STORY

# To speak them takes hours; what is made of their text does not.
LONG = ('items-50000', 'text-5mb', 'markup-thrice', 'deep-objects',
        'deep-arrays', 'keys-twice', 'number-huge')


def verb(name):
    return 'script' if name in LONG else 'make'
from pages import rss

DATES = ('Mon, 32 Foo 99999 99:99:99 +9999', '99999999999999999999',
         '-1', '0000-00-00T00:00:00Z', '2024-02-30T25:61:61+99:99',
         '1e308', '\u202e2024', '2' * 10000)
LINKS = ('javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x',
         'http://127.0.0.1:9/' + 'x' * 5000, 'http://[::1', '//', '\x1b[2J',
         'http://a.example/\r\nX: y')
JSON = {
    'deep-arrays': '[' * 100000, 'deep-objects': '{"a":' * 100000,
    'number-huge': '[%s]' % ('9' * 10000), 'exponent': '[1e999999]',
    'negative-zero': '[-0,-0.0e-0]', 'surrogate-lone': '["\\ud83d"]',
    'surrogate-turned': '["\\ude00\\ud83d"]', 'nul': '["a\\u0000b"]',
    'escape-cut': '["\\u12', 'string-unclosed': '["' + 'a' * 10000,
    'keys-twice': '{%s}' % ','.join(['"a":1'] * 5000), 'comments': '[/**/]',
    'not-a-number': '[NaN,Infinity]', 'trailing': '[1,]',
    'raw-controls': '["\x01\x1b"]',
}


def json_feed(items):
    return ('{"version":"https://jsonfeed.org/version/1.1","title":"The Ferry"'
            ',"items":[{"id":"1","title":"Noon","content_text":"%s"},%s]}'
            % (STORY, items))


def cases():
    item = '<item><title>N</title><description>x</description></item>'
    for name, text in (
            ('items-50000', rss('').replace('</channel>',
                                            item * 50000 + '</channel>')),
            ('items-empty', rss('').replace('</channel>',
                                            '<item/>' * 20000 + '</channel>')),
            ('text-5mb', rss('<![CDATA[' + '<p>x</p>' * 600000 + ']]>')),
            ('markup-in-markup', rss('&lt;div&gt;' * 50000)),
            ('markup-thrice', rss('&amp;amp;amp;lt;' * 5000)),
            ('id-huge', rss('').replace('<description>', '<guid>%s</guid>'
                                        '<description>' % ('g' * 1000000))),
            ('enclosures', rss('').replace(
                '<description>', '<enclosure url="x" length="-99999999999999'
                '99999999" type="%s"/>' % ('t' * 1000) * 500
                + '<description>')),
            ('no-root', 'rss'), ('root-only', '<rss'),
            ('rss-in-rss', '<rss><channel>' * 5000),
            ('items-in-items', '<rss><channel>' + '<item>' * 20000),
            ('atom-in-rss', rss('').replace('<item>', '<entry xmlns="http://'
                                            'www.w3.org/2005/Atom"/><item>')),
            ('title-escape', rss('').replace('Noon', '\x1b]0;x\x07\u202eN'))):
        yield Case('feeds', name + '.xml', text, hides='root:x:0',
                   verb=verb(name))
    for n, date in enumerate(DATES):
        yield Case('feeds', 'date-%d.xml' % n, rss('').replace(
            '<description>', '<pubDate>%s</pubDate><description>' % date),
            outcome='briefing', tells='ferry')
    for n, link in enumerate(LINKS):
        yield Case('feeds', 'link-%d.xml' % n, rss('').replace(
            '<description>', '<link>%s</link><description>' % link),
            hides='root:x:0')
    for name, text in JSON.items():
        yield Case('JSON', name + '.json', json_feed(
            '{"id":"2","title":"x","content_text":"y","attachments":%s}'
            % text))
        yield Case('JSON', name + '-bare.json', text, verb=verb(name))
