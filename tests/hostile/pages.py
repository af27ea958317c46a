"""Hostile web pages, Markdown and XML."""
from case import Case, STORY

# To speak them takes hours, however fast; what is made of their text does not.
LONG = set('quadratic huge-text doctype-unclosed links-open emphasis entities '
           'reference-open table-long autolinks headings huge-entity '
           'many-links attribute-default table-wide lists front-huge '
           'escapes brackets closing quotes'.split())
# Pages that seem to be lists of links, or of notes, hold no article.
LISTS = ('nul-bytes', 'ids-twice')


def verb(name):
    return 'script' if name in LONG else 'make'

PARAGRAPHS = '<p>%s</p>' % STORY * 4


def page(inside, head=''):
    return '<!DOCTYPE html><html><head><title>The Ferry</title>%s</head>' \
        '<body><article>%s%s%s</article></body></html>' % (
            head, PARAGRAPHS, inside, PARAGRAPHS)


def nested(tag, count=20000, inside='x'):
    return ('<%s>' % tag) * count + inside


PAGES = {
    'deep-div': lambda: nested('div', 100000),
    'deep-b': lambda: nested('b', 20000),
    'deep-formatting': lambda: nested('b><i><font><u><a href=x', 5000),
    'adoption-agency': lambda: ('<a><b><p>' * 2000 + '</b></a>' * 2000),
    'deep-table': lambda: nested('table><tr><td', 5000),
    'deep-table-unclosed': lambda: '<table>' * 30000,
    'deep-list': lambda: nested('ul><li', 5000),
    'deep-quote': lambda: nested('blockquote', 5000),
    'deep-span': lambda: nested('span', 50000),
    'deep-svg': lambda: nested('svg><g', 20000),
    'deep-math': lambda: nested('math><mi><mrow', 20000),
    'deep-template': lambda: nested('template', 20000),
    'deep-select': lambda: nested('select><option', 20000),
    'deep-button': lambda: nested('button', 20000),
    'deep-object': lambda: nested('object', 20000),
    'deep-ruby': lambda: nested('ruby><rt', 5000),
    'closing-tags': lambda: '</div>' * 100000,
    'closing-p': lambda: '</p>' * 30000,
    'misnested': lambda: '<p><table><p></table></p><b></p><i></b>' * 2000,
    'many-attributes': lambda: '<p %s>x' % ' '.join(
        'a%d=1' % n for n in range(20000)),
    'huge-attribute': lambda: '<p title="%s">x' % ('y' * 1000000),
    'huge-tag-name': lambda: '<%s>x' % ('z' * 1000000),
    'huge-entity': lambda: '&%s;' % ('q' * 100000),
    'no-such-numbers': lambda: '&#0;&#xD800;&#xDFFF;&#x110000;&#9999999999;'
                               '&#x;&#;&#x80;&#xFFFE;' * 50,
    'controls-by-number': lambda: '&#1;300S &#27;[2J &#8;&#8; &#x202E;' * 20,
    'unclosed-comment': lambda: '<!-- ' + 'x' * 10000,
    'many-comments': lambda: '<!---->' * 50000,
    'unclosed-script': lambda: '<script>' + 'a' * 10000,
    'unclosed-textarea': lambda: '<textarea>' + 'a' * 10000,
    'plaintext': lambda: '<plaintext>' + 'a ' * 500,
    'cdata': lambda: '<![CDATA[' + 'a ' * 500,
    'processing': lambda: '<?php ' * 5000,
    'colspan': lambda: '<table><tr><td colspan=999999999 rowspan=999999999>a'
                       '<td>b<tr><td>c</table>',
    'colspan-negative': lambda: '<table><tr><td colspan=-1 rowspan=-99>a'
                                '<td>b<tr><td>c</table>',
    'wide-table': lambda: '<table><tr>%s</table>' % ('<td>1' * 20000),
    'many-rows': lambda: '<table>%s</table>' % ('<tr><td>a<td>b' * 10000),
    'ordinals': lambda: '<ol start=999999999999>%s</ol>' % ('<li>x' * 50),
    'ordinals-negative': lambda: '<ol start=-2147483648 reversed>'
                                 '<li value=2147483647>x<li>y</ol>',
    'many-links': lambda: '<a href="http://a.example/">link</a> ' * 5000,
    'many-headings': lambda: '<h2>Part</h2><p>It ends.</p>' * 150,
    'images': lambda: '<img src="file:///etc/passwd" alt="%s">' % ('alt ' * 200),
    'audio': lambda: '<audio src="/etc/passwd">no sound</audio>' * 5,
    'speech-markup': lambda: '&lt;audio src="/etc/passwd"/&gt; &lt;prosody '
                             'rate="500%"&gt; &lt;voice name="x"&gt;' * 3,
    'phonemes': lambda: "[[k'oUmi]] [[ [[ ]] [[a" * 3,
    'frames': lambda: '<iframe src="file:///etc/passwd"></iframe>' * 20,
    'base': lambda: '<base href="javascript:alert(1)"><a href="x">y</a>',
    'refresh': lambda: '<meta http-equiv=refresh content="0;url=file:///etc/'
                       'passwd">',
    'styles': lambda: '<style>%s</style>' % ('p{display:none}' * 5000),
    'hidden': lambda: '<div hidden>%s</div>' % ('secret ' * 500),
    'language': lambda: '<p lang="%s">x</p>' % ('en-' * 5000),
    'language-odd': lambda: '<p lang="../../../etc/passwd">Guten Tag</p>',
    'language-many': lambda: ''.join(
        '<span lang="%s">word</span> ' % l for l in
        'de fr es it pt ru el ar he ja zh ko hi xx klingon'.split() * 3),
    'forms': lambda: '<form><input value="%s"></form>' % ('x' * 50000) * 3,
    'nul-bytes': lambda: 'a\0b<\0p>' * 200,
    'lines': lambda: '\n' * 200000,
    'classes': lambda: '<div class="%s">x</div>' % ('comment ' * 20000),
    'ids-twice': lambda: '<p id=a><a href="#a">1</a></p>' * 3000,
    'notes-in-circles': lambda: '<p id=n1>a<sup><a href="#n2">1</a></sup></p>'
                                '<p id=n2>b<sup><a href="#n1">2</a></sup></p>',
}
HEADS = {
    'json-ld-deep': lambda: '<script type="application/ld+json">%s</script>'
                            % ('[' * 100000),
    'json-ld-deep-objects': lambda: '<script type="application/ld+json">%s'
                                    '</script>' % ('{"@graph":' * 50000),
    'json-ld-many': lambda: '<script type="application/ld+json">{"@type":'
                            '"Article"}</script>' * 3000,
    'json-ld-rubbish': lambda: '<script type="application/ld+json">{"@type":'
                               '"Article","headline":{"a":[1,null,{}]},'
                               '"author":[[[]]],"datePublished":1e999}'
                               '</script>',
    'title-huge': lambda: '<title>%s</title>' % ('T' * 100000),
    'title-escape': lambda: '<meta property="og:title" content="\x1b]0;x\x07'
                            '\x1b[2J\u202e evil">',
    'title-path': lambda: '<meta property="og:title" '
                          'content="../../../../tmp/evil">',
    'meta-many': lambda: '<meta name=author content="x">' * 20000,
    'meta-huge': lambda: '<meta name=author content="%s">' % ('A ' * 100000),
    'charset-lies': lambda: '<meta charset="utf-16">',
    'charset-none': lambda: '<meta charset="\u202e; rm -rf">',
    'charset-utf-7': lambda: '<meta charset=utf-7>+ADw-script+AD4-',
    'language-huge': lambda: '<meta http-equiv=content-language content="%s">'
                             % ('x' * 100000),
    'date-odd': lambda: '<meta name=date content="99999999999-99-99T99:99">',
}
BOMB = '<!DOCTYPE x [<!ENTITY a "%s">%s]>' % ('ha' * 500, ''.join(
    '<!ENTITY %s "%s">' % (chr(98 + n), '&%s;' % chr(97 + n) * 10)
    for n in range(9)))
XML = {
    'billion-laughs': (BOMB, '&j;'),
    'quadratic': ('<!DOCTYPE x [<!ENTITY a "%s">]>' % ('x' * 50000),
                  '&a;' * 5000),
    'endless-entity': ('<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>',
                       '&a;'),
    'external-file': ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
                      '&a;'),
    'external-path': ('<!DOCTYPE x [<!ENTITY a SYSTEM "/etc/passwd">]>', '&a;'),
    'external-web': ('<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">'
                     ']>', '&a;'),
    'external-public': ('<!DOCTYPE x [<!ENTITY a PUBLIC "-//x" '
                        '"file:///etc/passwd">]>', '&a;'),
    'external-subset': ('<!DOCTYPE x SYSTEM "file:///etc/passwd">', ''),
    'parameter-entity': ('<!DOCTYPE x [<!ENTITY % a SYSTEM '
                         '"file:///etc/passwd"> %a;]>', ''),
    'parameter-bomb': ('<!DOCTYPE x [<!ENTITY % a "%b;%b;"><!ENTITY % b '
                       '"%c;%c;"><!ENTITY % c "x">%a;]>', ''),
    'external-php': ('<!DOCTYPE x [<!ENTITY a SYSTEM "php://filter/'
                     'resource=/etc/passwd">]>', '&a;'),
    'notation': ('<!DOCTYPE x [<!NOTATION n SYSTEM "/bin/sh"><!ENTITY a '
                 'SYSTEM "x" NDATA n>]>', '&a;'),
    'attribute-default': ('<!DOCTYPE x [<!ATTLIST p a CDATA "%s">]>'
                          % ('y' * 100000), ''),
    'doctype-unclosed': ('<!DOCTYPE x [' + '<!ELEMENT a ANY>' * 5000, ''),
    'include': ('', '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
                    'href="file:///etc/passwd" parse="text"/>'),
    'stylesheet': ('<?xml-stylesheet href="file:///etc/passwd"?>', ''),
    'deep': ('', '<a>' * 100000),
    'many-attributes': ('', '<a %s/>' % ' '.join('a%d="1"' % n
                                                for n in range(20000))),
    'namespaces': ('', '<a %s/>' % ' '.join('xmlns:n%d="u:%d"' % (n, n)
                                           for n in range(5000))),
    'huge-name': ('', '<%s/>' % ('n' * 1000000)),
    'huge-text': ('', 'x ' * 400000),
    'cdata-unclosed': ('', '<![CDATA[' + 'x' * 1000),
    'comment-unclosed': ('', '<!--' + 'x' * 1000),
    'no-such-characters': ('', '&#0;&#1;&#xFFFF;&#xD800;&#99999999;'),
    'processing': ('', '<?x ?>' * 50000),
}
LABELS = ('utf-16', 'utf-32', 'utf-7', 'ebcdic-cp-us', 'ucs-4', 'x-none',
          'latin1', 'shift_jis', 'iso-2022-jp', '\u202e')


def rss(inside, before='', label='utf-8'):
    return ('<?xml version="1.0" encoding="%s"?>%s<rss version="2.0"><channel>'
            '<title>The Ferry</title><item><title>Noon</title><description>%s '
            '%s</description></item></channel></rss>' % (
                label, before, STORY, inside))


MARKDOWN = {
    'quotes': lambda: '>' * 50000 + ' x',
    'quotes-by-line': lambda: '\n'.join('>' * n + ' x' for n in range(300)),
    'lists': lambda: '\n'.join(' ' * n + '- x' for n in range(600)),
    'lists-in-one-line': lambda: '- ' * 20000 + 'x',
    'brackets': lambda: '[' * 50000, 'closing': lambda: ']' * 50000,
    'links-open': lambda: '[a](' * 20000, 'links-nested': lambda: '[' * 5000
    + 'a' + '](b)' * 5000,
    'images-nested': lambda: '![' * 5000 + 'a' + '](b)' * 5000,
    'emphasis': lambda: '*a **a ' * 8000, 'emphasis-closing': lambda: 'a**' * 20000,
    'emphasis-mixed': lambda: '*_' * 20000 + 'a' + '_*' * 20000,
    'underscores': lambda: '_' * 50000, 'stars': lambda: '*' * 50000,
    'backticks': lambda: ''.join('e' + '`' * n for n in range(1, 500)),
    'fences': lambda: '```\n' * 20001, 'fence-unclosed': lambda: '```\n' + 'x\n' * 500,
    'tildes': lambda: '~~' * 20000, 'entities': lambda: '&' * 50000,
    'references': lambda: ''.join('[a%d]: b\n' % n for n in range(5000))
    + '\n' + '[a1] ' * 100,
    'reference-open': lambda: '[a]: <' * 20000,
    'footnotes-in-circles': lambda: 'a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]\n',
    'footnotes-many': lambda: '[^1] ' * 3000 + '\n\n[^1]: x\n',
    'table-wide': lambda: '|' * 5000 + '\n' + '|-' * 5000 + '|\n' + '|x' * 5000,
    'table-long': lambda: 'a|b\n-|-\n' + 'c|d\n' * 10000,
    'html-open': lambda: '<div ' * 20000, 'comments': lambda: '<!-- ' * 20000,
    'autolinks': lambda: '<http://' * 20000, 'escapes': lambda: '\\' * 50000,
    'headings': lambda: '#' * 50000, 'setext': lambda: 'x\n=\n' * 150,
    'rules': lambda: '---\n' * 10000, 'tabs': lambda: '\t' * 20000 + 'x',
    'nul': lambda: '\0' * 1000, 'front-unclosed': lambda: '---\ntitle: x\n' * 500,
}
FRONT = {
    'anchors': 'a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\ntitle: *c\n',
    'tags': 'title: !!python/object/apply:os.system ["id"]\n',
    'huge': 'title: %s\n' % ('x' * 100000), 'deep': 'title: %s\n' % ('[' * 9999),
    'lines': 'title: x\n' * 5000, 'binary': 'title: \x1b[2J\x00\u202e\n',
    'path': 'title: /etc/passwd\nauthor: ../../x\nlang: ../../x\n',
}


def cases():
    for name, inside in PAGES.items():
        listed = name in LISTS
        yield Case('pages', name + '.html', lambda f=inside: page(f()),
                   verb=verb(name), outcome='any' if listed else 'briefing',
                   tells='' if listed else 'ferry', hides='root:x:0')
    for name, head in HEADS.items():
        yield Case('pages', 'head-%s.html' % name,
                   lambda f=head: page('', f()), hides='root:x:0')
    yield Case('pages', 'large.html', lambda: page('<!--%s-->' % (
        'x' * (17 << 20))), outcome='refused')
    yield Case('pages', 'doctype-bomb.html', BOMB + page('&j;'),
               outcome='briefing', tells='ferry')
    for name, (before, inside) in XML.items():
        yield Case('XML', name + '.xml', rss(inside, before),
                   verb=verb(name), hides='root:x:0')
        yield Case('XML', name + '.xhtml', before + (
            '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>The Ferry'
            '</title></head><body>%s<p>%s</p>%s</body></html>' % (
                PARAGRAPHS, inside, PARAGRAPHS)), verb=verb(name),
            hides='root:x:0')
    for label in LABELS:
        yield Case('XML', 'label-%s.xml' % label.encode(
            'ascii', 'ignore').decode(), rss('', label=label))
    for name, text in MARKDOWN.items():
        yield Case('Markdown', name + '.md', lambda f=text: '%s\n\n%s\n\n%s\n'
                   % (STORY * 2, f(), STORY * 2), verb=verb(name))
    for name, text in FRONT.items():
        yield Case('Markdown', 'front-%s.md' % name, '---\n%s---\n\n%s\n' % (
            text, STORY * 3), verb=verb('front-' + name), hides='root:x:0')
