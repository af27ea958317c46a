"""Hostile EPUBs: archives that swell, lie, overlap, lead outside, or are cut
short, and books whose parts do harm."""
import io
import struct
import zipfile
import zlib

from case import Case, STORY
from pages import BOMB

CONTAINER = ('<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:'
             'names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
             'full-path="%s" media-type="application/oebps-package+xml"/>'
             '</rootfiles></container>')
CHAPTER = ('<?xml version="1.0"?>%s<html xmlns="http://www.w3.org/1999/xhtml">'
           '<head><title>Noon</title></head><body><h1>Noon</h1><p>%s</p>%s'
           '</body></html>')
GOOD = CHAPTER % ('', STORY * 2, '')
MOMENT = (2020, 1, 1, 0, 0, 0)


def package(manifest='<item id="a" href="a.xhtml" '
            'media-type="application/xhtml+xml"/>',
            spine='<itemref idref="a"/>', before='', metadata=''):
    return ('<?xml version="1.0"?>%s<package version="3.0" unique-identifier='
            '"u" xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc='
            '"http://purl.org/dc/elements/1.1/"><dc:title>The Ferry</dc:title>'
            '<dc:language>en</dc:language><dc:identifier id="u">x'
            '</dc:identifier>%s</metadata><manifest>%s</manifest><spine>%s'
            '</spine></package>' % (before, metadata, manifest, spine))


def archive(files, kind=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', kind) as book:
        for name, content in files:
            info = zipfile.ZipInfo(name, MOMENT)
            info.compress_type = kind
            book.writestr(info, content)
    return out.getvalue()


def book(chapter=GOOD, opf=None, container=CONTAINER % 'p.opf', extra=(),
         mimetype='application/epub+zip'):
    return archive([('mimetype', mimetype),
                    ('META-INF/container.xml', container),
                    ('p.opf', opf or package()), ('a.xhtml', chapter),
                    *extra])


def with_field(data, mark, offset, layout, value):
    """Every header that begins with mark gets another value."""
    out = bytearray(data)
    at = out.find(mark)
    while at >= 0:
        struct.pack_into(layout, out, at + offset, value)
        at = out.find(mark, at + 4)
    return bytes(out)


LOCAL, CENTRAL, END = b'PK\3\4', b'PK\1\2', b'PK\5\6'


def overlapping(count=2000):
    """Many names for the same bytes (Fifield 2019, without quoting)."""
    data = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = data.compress(b'a' * (8 << 20)) + data.flush()
    crc = zlib.crc32(b'a' * (8 << 20))
    local = LOCAL + struct.pack('<HHHHHIIIHH', 20, 0, 8, 0, 33, crc, len(body),
                                8 << 20, 1, 0) + b'x' + body
    central = b''.join(
        CENTRAL + struct.pack('<HHHHHHIIIHHHHHII', 20, 20, 0, 8, 0, 33, crc,
                              len(body), 8 << 20, 6, 0, 0, 0, 0, 0, 0)
        + b'%06d' % n for n in range(count))
    return local + central + END + struct.pack(
        '<HHHHIIH', 0, 0, count, count, len(central), len(local), 0)


LEADING_OUT = ('../../../../etc/passwd', '/etc/passwd', '..\\..\\x', 'C:\\x',
               'a/../../../../etc/passwd', './a.xhtml', 'a//b', 'con', '.',
               '..', 'file:///etc/passwd', '%2e%2e/%2e%2e/etc/passwd',
               'a\u202eb', '~/.profile', 'x' * 2000)


def parts():
    item = '<item id="%s" href="%s" media-type="application/xhtml+xml"/>'
    for n, name in enumerate(LEADING_OUT):
        yield 'path-entry-%d' % n, book(extra=[(name, 'root:x:0')])
        yield 'path-chapter-%d' % n, book(opf=package(
            item % ('a', name.replace('\\', '/')) + item % ('b', 'a.xhtml'),
            '<itemref idref="a"/><itemref idref="b"/>'))
        yield 'path-package-%d' % n, book(container=CONTAINER % name)
    yield 'spine-of-one-10000-times', book(opf=package(
        spine='<itemref idref="a"/>' * 10000))
    yield 'spine-of-nothing', book(opf=package(spine=''))
    yield 'spine-leads-nowhere', book(opf=package(
        spine='<itemref idref="q"/>' * 5000))
    yield 'manifest-of-50000', book(opf=package(
        item % ('a', 'a.xhtml') + ''.join(
            item % ('i%d' % n, 'a.xhtml') for n in range(50000))))
    yield 'fallbacks-in-circles', book(opf=package(
        '<item id="a" href="b.bin" media-type="x/y" fallback="b"/><item '
        'id="b" href="b.bin" media-type="x/y" fallback="a"/>'))
    yield 'contents-name-themselves', book(opf=package(
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml" '
        'properties="nav"/>'), chapter=CHAPTER % (
            '', STORY, '<nav epub:type="toc" xmlns:epub="http://www.idpf.org/'
            '2007/ops"><ol><li><a href="a.xhtml">x</a></li></ol></nav>'))
    yield 'contents-deep', book(opf=package(
        item % ('a', 'a.xhtml') + '<item id="n" href="n.ncx" '
        'media-type="application/x-dtbncx+xml"/>'), extra=[(
            'n.ncx', '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/">'
            '<navMap>' + '<navPoint><navLabel><text>x</text></navLabel>'
            '<content src="a.xhtml"/>' * 20000)])
    for name, text in (('bomb', BOMB), ('file', '<!DOCTYPE x [<!ENTITY j '
                                        'SYSTEM "file:///etc/passwd">]>')):
        yield 'package-' + name, book(opf=package(
            before=text, metadata='<dc:creator>&j;</dc:creator>'))
        yield 'container-' + name, book(container=text + (
            CONTAINER % 'p.opf').split('?>', 1)[1])
        yield 'chapter-' + name, book(CHAPTER % (text, STORY, '&j;'))
        yield 'encryption-' + name, book(extra=[
            ('META-INF/encryption.xml', text + '<encryption>&j;</encryption>')])
    yield 'chapter-deep', book(CHAPTER % ('', STORY, '<div>' * 50000))
    yield 'chapter-nul', book('\0' * 5000)
    yield 'chapter-of-spaces', book(CHAPTER % ('', STORY, ' ' * (30 << 20)))
    yield 'metadata-10000', book(opf=package(
        metadata='<dc:creator>x</dc:creator>' * 10000))
    yield 'title-escape', book(opf=package(
        metadata='<dc:title>\u202e\u009b2J</dc:title>'))


def archives():
    good = book()
    yield 'swells-80mb', book(extra=[('big', bytes(80 << 20))])
    yield 'swells-1gb', lambda: book(extra=[('big', bytes(1 << 30))])
    yield 'swells-chapter', book(CHAPTER % ('', STORY, 'x' * (100 << 20)))
    yield 'swells-package', book(opf=package(metadata=' ' * (100 << 20)))
    yield 'swells-in-sum', lambda: book(opf=package(
        ''.join('<item id="c%d" href="c%d.xhtml" media-type="application/'
                'xhtml+xml"/>' % (n, n) for n in range(12)), ''.join(
            '<itemref idref="c%d"/>' % n for n in range(12))), extra=[
        ('c%d.xhtml' % n, CHAPTER % ('', STORY, ' ' * (15 << 20)))
        for n in range(12)])
    yield 'zip-in-zip', book(extra=[('x.zip', archive([(
        'y.zip', archive([('z', bytes(10 << 20))]))]))])
    yield 'overlapping', overlapping()
    yield 'entries-70000', archive([('%d' % n, b'') for n in range(70000)],
                                   zipfile.ZIP_STORED)
    yield 'names-twice', archive([('mimetype', 'application/epub+zip')] * 1
                                 + [('a', '1'), ('A', '2')])
    yield 'size-lies-small', with_field(good, CENTRAL, 24, '<I', 1)
    yield 'size-lies-large', with_field(good, CENTRAL, 24, '<I', 0x7fffffff)
    yield 'size-lies-64', with_field(good, CENTRAL, 24, '<I', 0xffffffff)
    yield 'packed-size-lies', with_field(good, CENTRAL, 20, '<I', 0x7ffffff0)
    yield 'crc-lies', with_field(good, CENTRAL, 16, '<I', 0xdeadbeef)
    yield 'method-none', with_field(good, CENTRAL, 10, '<H', 99)
    yield 'flag-encrypted', with_field(with_field(
        good, CENTRAL, 8, '<H', 1), LOCAL, 6, '<H', 1)
    yield 'offset-lies', with_field(good, CENTRAL, 42, '<I', 0x7fffffff)
    yield 'name-length-lies', with_field(good, CENTRAL, 28, '<H', 0xffff)
    yield 'extra-length-lies', with_field(good, CENTRAL, 30, '<H', 0xffff)
    yield 'end-count-lies', with_field(good, END, 10, '<H', 0xffff)
    yield 'end-size-lies', with_field(good, END, 12, '<I', 0xffffffff)
    yield 'end-offset-lies', with_field(good, END, 16, '<I', 0xfffffff0)
    yield 'comment-lies', with_field(good, END, 20, '<H', 0xffff)
    yield 'link', with_field(good, CENTRAL, 38, '<I', 0o120777 << 16)
    yield 'rubbish-before', b'\0' * 5000 + good
    yield 'rubbish-behind', good + b'\0' * 70000
    yield 'twice', good + good
    yield 'no-mimetype', book(mimetype='')
    yield 'mimetype-huge', book(mimetype='x' * 1000000)
    yield 'only-end', END + bytes(18)
    yield 'no-archive', b'PK\3\4' + b'rubbish' * 200
    for n in range(1, 16):
        yield 'cut-%02d' % n, good[:len(good) * n // 16]
    for n in range(16):
        at = len(good) * (2 * n + 1) // 32
        yield 'flipped-%02d' % n, good[:at] + bytes([good[at] ^ 0xff]) \
            + good[at + 1:]


def cases():
    for name, data in archives():
        yield Case('ZIP', name + '.epub', data, hides='root:x:0')
    for name, data in parts():
        yield Case('EPUB', name + '.epub', data, hides='root:x:0',
                   verb='script' if name.endswith('10000-times') else 'make')
