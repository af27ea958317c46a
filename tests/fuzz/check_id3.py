#!/usr/bin/python3
"""Asks mutagen whether tags say what they should.

    check_id3.py FILE       lines of fuzz_id3 (see ID3_OUT there); - for stdin

Prints how many tags agree; the first that does not ends it with status 1.
"""
import io
import json
import sys

import mutagen.id3


def is_tag_character(c):
    return not (c < ' ' or '\x7f' <= c <= '\x9f' or c == '\ufeff' or
                ord(c) & 0xFFFE == 0xFFFE)


def spoken(text):
    """A text as encode/id3_frame.h says it is written: without white space
    at its ends, controls and what is no character, all in one line."""
    text = text.strip(' \t\n\v\f\r')
    return ''.join(' ' if c in '\t\n' else c for c in text
                   if c in '\t\n' or is_tag_character(c))


def is_blank(text):
    return not text.strip(' \u00a0')


def fault(wanted):
    tag = mutagen.id3.ID3(io.BytesIO(bytes.fromhex(wanted['tag'])),
                          translate=False)
    for frame, name in (('TIT2', 'title'), ('TPE1', 'artist')):
        got = tag.getall(frame)
        want = spoken(wanted[name])
        if not is_blank(want) and (not got or got[0].text[0] != want):
            return '%s is %r' % (frame, got)
    chapters = sorted(tag.getall('CHAP'), key=lambda c: c.start_time)
    if len(chapters) != len(wanted['chapters']):
        return '%d chapters' % len(chapters)
    times = sorted((c['begin'], c['end']) for c in wanted['chapters'])
    if sorted((c.start_time, c.end_time) for c in chapters) != times:
        return 'times of chapters'
    titles = [spoken(c['title']) for c in wanted['chapters']]
    got = [c.sub_frames['TIT2'].text[0] for c in chapters]
    if any(not is_blank(a) and a != b for a, b in zip(titles, got)):
        return 'titles of chapters: %r, wanted %r' % (got, titles)
    return None


def main():
    count = 0
    with (sys.stdin if sys.argv[1] == '-'
          else open(sys.argv[1], encoding='utf-8', newline='\n')) as lines:
        for line in lines:
            wanted = json.loads(line)
            wrong = fault(wanted)
            if wrong:
                print('tag %d: %s\n%s' % (count + 1, wrong, line[:2000]))
                return 1
            count += 1
    print('%d tags agree' % count)
    return 0


if __name__ == '__main__':
    sys.exit(main())
