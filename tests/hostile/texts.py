"""Hostile texts: what is no UTF-8, what should not be in a text, and what has
hurt speech engines."""
from case import Case, STORY

# Every way for bytes not to be UTF-8 (Unicode 15, 3.9, table 3-7, and what
# decoders have been found to take).
INVALID = {
    'lone-continuation': b'\x80', 'lone-continuation-high': b'\xbf',
    'many-continuations': b'\x80' * 64,
    'overlong-nul': b'\xc0\x80', 'overlong-slash': b'\xc0\xaf',
    'overlong-7f': b'\xc1\xbf', 'overlong-3': b'\xe0\x80\xaf',
    'overlong-3-high': b'\xe0\x9f\xbf', 'overlong-4': b'\xf0\x80\x80\xaf',
    'overlong-4-high': b'\xf0\x8f\xbf\xbf',
    'surrogate-low': b'\xed\xa0\x80', 'surrogate-high': b'\xed\xbf\xbf',
    'surrogate-pair': b'\xed\xa0\xbd\xed\xb8\x80',
    'above-10ffff': b'\xf4\x90\x80\x80', 'f5': b'\xf5\x80\x80\x80',
    'five-bytes': b'\xf8\x88\x80\x80\x80',
    'six-bytes': b'\xfc\x84\x80\x80\x80\x80', 'fe': b'\xfe', 'ff': b'\xff',
    'fe-ff': b'\xfe\xff', 'ff-fe': b'\xff\xfe',
    'cut-2': b'\xc3', 'cut-3a': b'\xe2', 'cut-3b': b'\xe2\x82',
    'cut-4a': b'\xf0', 'cut-4b': b'\xf0\x9f', 'cut-4c': b'\xf0\x9f\x98',
    'cut-then-ascii': b'\xe2\x82A', 'cut-then-lead': b'\xe2\xc3\xa9',
    'latin-1': 'Müßiggang à la carte'.encode('latin-1'),
    'windows-1252': '“smart” – quotes’'.encode('cp1252'),
    'shift-jis': '日本語の文章'.encode('shift-jis'),
    'gb18030': '中文的句子'.encode('gb18030'),
    'koi8': 'русский текст'.encode('koi8-r'),
    'all-bytes': bytes(range(256)),
    'utf-8-twice': 'déjà vu'.encode().decode('latin-1').encode()[:-1],
    'bom-inside': b'\xef\xbb\xbf\xef\xbb', 'iso-2022': b'\x1b$B$3$l\x1b(B',
}
BIDI = {'%04x' % c: chr(c) for c in (
    0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069,
    0x200e, 0x200f, 0x061c)}
UNSEEN = {
    'zero-width-space': '\u200b', 'non-joiner': '\u200c', 'joiner': '\u200d',
    'word-joiner': '\u2060', 'invisible-times': '\u2062',
    'soft-hyphen': '\u00ad', 'bom': '\ufeff', 'object': '\ufffc',
    'replacement': '\ufffd', 'noncharacter': '\ufffe\uffff',
    'noncharacter-plane-16': '\U0010ffff', 'private': '\ue000\uf8ff',
    'private-plane-15': '\U000f0000', 'tag': '\U000e0041\U000e007f',
    'variation': '\ufe0f', 'variation-17': '\U000e0100',
    'annotation': '\ufff9a\ufffab\ufffb', 'line-separator': '\u2028',
    'paragraph-separator': '\u2029', 'ogham-space': '\u1680',
    'ideographic-space': '\u3000', 'no-break': '\u00a0', 'thin': '\u2009',
    'hangul-filler': '\u3164', 'mongolian': '\u180e', 'braille': '\u2800',
    'combining': '\u0301', 'enclosing': '\u20e3', 'grapheme-joiner': '\u034f',
    'musical': '\U0001d173', 'unassigned': '\u0378\U000e0fff',
}
SCRIPTS = {
    'latin': 'paper', 'cyrillic': 'рарег', 'greek': 'ραρεr',
    'hebrew': 'שלום', 'arabic': 'سلام', 'devanagari': 'नमस्ते',
    'thai': 'สวัสดี', 'han': '你好世界', 'kana': 'こんにちは',
    'hangul': '안녕하세요', 'georgian': 'გამარჯობა', 'armenian': 'բարեւ',
    'ethiopic': 'ሰላም', 'tamil': 'வணக்கம்', 'khmer': 'សួស្តី',
    'cherokee': 'ᎣᏏᏲ', 'gothic': '𐌷𐌰𐌹𐌻𐍃', 'math': '𝓹𝓪𝓹𝓮𝓻',
    'wide': 'ｐａｐｅｒ', 'circled': 'ⓟⓐⓟⓔⓡ',
}
# Found deadly for engines or slow for rules; %d times.
FLOODS = {
    'stacked-suffix': ("s'", 400), 'dotted-chain': ('U.S.', 400),
    'dotted-words': ('a.m. ', 600), 'accents-and-dots': ('é . ', 600),
    'digits': ('7', 3000), 'digits-and-commas': ('1,000,', 500),
    'digits-and-dots': ('1.2.', 700), 'dots': ('.', 8000),
    'commas': (',', 8000), 'dashes': ('-', 8000), 'long-dashes': ('—', 4000),
    'brackets': ('(', 8000), 'closing-brackets': (')', 8000),
    'square': ('[', 8000), 'phoneme-marks': ('[[', 3000),
    'quotes': ('"', 8000), 'apostrophes': ("'", 8000),
    'slashes': ('/B1-.A', 800), 'question-marks': ('?!', 4000),
    'ellipses': ('… ', 3000), 'one-letter-words': ('a ', 1500),
    'capitals': ('ABCDEFG ', 250), 'one-letter': ('w', 3000),
    'roman': ('MCMXCIX ', 250), 'money': ('$1,234.56bn ', 120),
    'dates': ('2024-02-30 ', 150), 'times': ('25:61 ', 200),
    'fractions': ('1/2/3/4 ', 150), 'percent': ('%', 5000),
    'at-signs': ('a@b.c ', 200), 'addresses': ('http://a.b/c?d=e&f=g ', 100),
    'hashes': ('#a ', 500), 'emoji': ('👩‍👩‍👧‍👦 ', 300), 'flags': ('🇦🇧🇨', 300),
    'superscripts': ('x²³', 500), 'footnotes': ('[1][2]', 500),
    'abbreviations': ('Dr. Mr. St. vs. ', 150), 'ordinals': ('1st2nd3rd', 300),
    'hyphens': ('well-', 600), 'glued-numbers': ('Dr.99202100,000 ', 100),
    'apostrophe-words': ("rock'n'roll'n'", 200), 'entities': ('&amp;', 1500),
    'telephone': ('+1 (555) 010-9999 ', 80), 'zeros': ('0', 3000),
    'exponents': ('1e999999999', 150), 'currencies': ('€£¥₹', 600),
    'latin-and-cyrillic': ('pаpеr', 300), 'lines': ('a\n', 1500),
    'blank-lines': ('\n', 20000), 'tabs': ('\t', 20000),
    'carriage-returns': ('a\r', 1500), 'form-feeds': ('a\f', 1500),
    'number-signs': ('№', 1500), 'degrees': ('°C°F', 800),
}


def invalid():
    for name, data in INVALID.items():
        yield Case('invalid UTF-8', name + '.txt', data)
        yield Case('invalid UTF-8', name + '-inside.txt',
                   STORY.encode() + data + b' ' + STORY.encode(),
                   outcome='any' if name == 'all-bytes' else 'briefing')
    yield Case('invalid UTF-8', 'half.txt', (STORY * 20).encode()[:700]
               + bytes(b | 0x80 for b in (STORY * 20).encode()[:700]))
    for name in ('utf-16-le', 'utf-16-be', 'utf-32-le', 'utf-32-be', 'utf-7'):
        yield Case('invalid UTF-8', name + '-bare.txt', STORY.encode(name))
    for name, mark in (('utf-16-le', b'\xff\xfe'), ('utf-16-be', b'\xfe\xff'),
                       ('utf-32-le', b'\xff\xfe\0\0'),
                       ('utf-32-be', b'\0\0\xfe\xff')):
        yield Case('invalid UTF-8', name + '-odd.txt',
                   mark + STORY.encode(name) + b'\x41')
        yield Case('invalid UTF-8', name + '-lone-surrogate.txt',
                   mark + (STORY + '\ud83d').encode(name, 'surrogatepass'))


def unicode_texts():
    for kind, table in (('bidi', BIDI), ('unseen characters', UNSEEN)):
        for name, mark in table.items():
            yield Case(kind, name + '-in-word.txt',
                       STORY.replace('captain', 'cap%stain' % mark)
                       + mark + STORY, outcome='briefing', tells='ferry')
            # So many U+FFFD are taken for the remains of a binary file.
            yield Case(kind, name + '-flood.txt', STORY + mark * 3000 + STORY,
                       outcome='any' if name == 'replacement' else 'briefing')
            yield Case(kind, name + '-alone.txt', mark * 50)
    yield Case('bidi', 'trojan-source.txt', STORY + 'pay \u202e\u2066001\u2069'
               '\u2066 now\u2069 ' + STORY, outcome='briefing')
    yield Case('unseen characters', 'zalgo.txt', STORY.replace(
        'captain', 'c' + '\u0300\u0489\u0335' * 3000 + 'aptain'),
        outcome='briefing', tells='ferry')
    names = list(SCRIPTS)
    for i, name in enumerate(names):
        other = SCRIPTS[names[(i + 7) % len(names)]]
        yield Case('mixed scripts', name + '-in-word.txt', STORY + ' '.join(
            SCRIPTS[name][:2] + other + SCRIPTS[name][2:]
            for _ in range(5)) + '. ' + STORY, outcome='briefing',
            tells='ferry')
        yield Case('mixed scripts', name + '-glued.txt',
                   (SCRIPTS[name] + other) * 20 + ' ' + STORY)
    yield Case('mixed scripts', 'all-in-one-word.txt',
               ''.join(SCRIPTS.values()) * 8 + '. ' + STORY)
    yield Case('mixed scripts', 'letter-by-letter.txt', ''.join(
        SCRIPTS[n][i % len(SCRIPTS[n])] for i in range(8) for n in names)
        + '. ' + STORY)


def controls():
    for code in list(range(0x20)) + list(range(0x7f, 0xa0)):
        mark = chr(code)
        yield Case('controls', '%02x.txt' % code, STORY + mark + '300S '
                   + STORY.replace('captain', 'cap%stain' % mark))
    for name, text in (
            ('escape-in-title', '\x1b]0;owned\x07\x1b[2J\x1b[31m'),
            ('backspaces', 'safe\b\b\b\bevil'), ('returns', 'safe\revil'),
            ('embedded-rate', '\x01300S'), ('embedded-list', '\x01B'),
            ('embedded-voice', '\x0120A\x01+50P'), ('nul', '\0'),
            ('osc-link', '\x1b]8;;http://a.example\x1b\\x\x1b]8;;\x1b\\')):
        yield Case('controls', name + '.txt', '%s Title %s\n\n%s' % (
            text, text, STORY))
        yield Case('controls', name + '-only.txt', text * 30)
        yield Case('controls', name + '.md', '# %s Title\n\n%s %s' % (
            text, STORY, text))


def floods():
    for name, (text, count) in FLOODS.items():
        yield Case('floods', name + '.txt', text * count)
        yield Case('floods', name + '-glued.md', '# A title\n\n%s%s %s\n' % (
            STORY, text * (count // 8), STORY), tells='ferry')
    for name in ('digits', 'dots', 'dashes', 'brackets', 'quotes',
                 'one-letter-words', 'one-letter', 'dotted-chain', 'money',
                 'apostrophes', 'hyphens', 'slashes'):
        text = FLOODS[name][0]
        yield Case('floods of 100 kB', name + '.txt',
                   lambda text=text: text * (100000 // len(text)),
                   verb='script')


def large():
    yield Case('one huge line', 'words-1mb.txt',
               lambda: 'word and ' * 120000, verb='script')
    yield Case('one huge line', 'word-1mb.txt', lambda: 'w' * 1000000,
               verb='script')
    yield Case('one huge line', 'word-64mb.txt', lambda: b'w' * (64 << 20),
               outcome='refused')
    yield Case('one huge line', 'line-300mb', 300 << 20, given='line',
               outcome='refused')
    yield Case('one huge line', 'line-1gb', 1 << 30, given='line',
               outcome='refused')
    yield Case('one huge line', 'zeros-1gb.txt', 1 << 30, given='sparse',
               outcome='refused')
    yield Case('one huge line', 'zeros-1gb.epub', 1 << 30, given='sparse',
               outcome='refused')
    yield Case('one huge line', 'zeros-8tb.html', 1 << 43, given='sparse',
               outcome='refused')
    yield Case('one huge line', 'endless', b'and so on ', given='endless',
               outcome='refused')
    yield Case('one huge line', 'endless-zeros', b'\0' * 4096,
               given='endless', outcome='refused')
    for path in ('/dev/zero', '/dev/null', '/dev', '/dev/full',
                 '/proc/self/mem', '/proc/self/environ/x', '/proc/1/root/x',
                 '.', '/', '//', 'a' * 300, 'a/' * 300):
        yield Case('no file', path, path, given='path', outcome='refused')


def cases():
    for source in (invalid, unicode_texts, controls, floods, large):
        yield from source()
