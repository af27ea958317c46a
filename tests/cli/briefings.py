"""Briefings of seven kinds, each with every output there is, for the tests
that hand them to the checkers of podcasts, books and pages.

`make(kind)` gives the folder that holds NAME.mp3 and all that goes with it,
and the feed; each kind is made once for a test program.
"""
import atexit
import os
import shutil
import subprocess
import tempfile

import command
import picture

NAME = 'briefing'
BASE = 'https://example.org/briefing/'
OUTPUTS = 'vtt,chapters,txt,srt,lrc,json,html,epub,daisy,episode'
TITLE = 'Tea <&"\'> & <b>toast</b> \U0001F375'

NESTED = '''---
title: Of nests
author: A. Builder & B. Helper
lang: en
---

# Of nests

Some words before any part, *slanted* and **bold** and `as code`.

![A blue square, as the sky](pictures/blue.png)

## Materials

Twigs, with ![a small square](pictures/small.png) between them[^1].

### Twigs

1. Dry ones.
2. Bent ones:
   - to the left,
   - to the right.

#### Very small twigs

> A nest is never finished.
>
> > Nor is a quotation.

##### Splinters

| Bird | Eggs |
|------|------|
| Wren | 6    |
| Tit  | 9    |

## After a gap in the levels

#### Deep at once

```
build(nest);
```

***

Last words, [with a link](https://example.org/?a=1&b=2).

[^1]: A note says where the twigs are from.
'''

FRENCH = '''<!DOCTYPE html>
<html lang="fr"><head><title>L’été à Noël</title></head><body><article>
<h1>L’été à Noël</h1>
<p>Où l’œuvre d’un garçon naïf s’achève, là commence la fête&nbsp;: voilà ce
que disait l’aïeule de François, née à Besançon.</p>
<h2>Un mot d’ailleurs</h2>
<p>On y lisait <q lang="ar" dir="rtl">مرحبا بالعالم</q> et, plus bas,
<span lang="he" dir="rtl">שלום עולם</span>, puis <em lang="en">good bye</em>.</p>
<blockquote lang="de"><p>Ein kurzer Satz auf Deutsch, mit Größe.</p></blockquote>
<h2>Fin</h2>
<p>C’est fini, dès maintenant.</p>
</article></body></html>
'''

ARABIC = '''---
title: مرحبا بالعالم
lang: ar
---

# مرحبا بالعالم

هذه جملة قصيرة. وهذه جملة أخرى.

## القسم الثاني

هنا كلمات قليلة.

## القسم الثالث

والآن النهاية.
'''


def write(folder, name, content):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(content if isinstance(content, bytes)
                   else content.encode())
    return path


def nested(folder):
    write(folder, 'pictures/blue.png', picture.png(320, 200))
    write(folder, 'pictures/small.png', picture.square(24))
    return [write(folder, 'nested.md', NESTED)]


def book(folder):
    text = ['---\ntitle: The forty\nlang: en\n---\n\n# The forty\n']
    for i in range(40):
        text.append('## Chapter of the number %d\n\nIt says %d, and no more.\n'
                    % (i + 1, i * i))
    return [write(folder, 'book.md', '\n'.join(text))]


def titled(folder):
    return [write(folder, 'titled.html', '''<!DOCTYPE html>
<html lang="en"><head><title>%s</title></head><body><article>
<h1>%s</h1><p>The first words &amp; no tags. Then &lt;b&gt; as text.</p>
<h2>]]&gt; &amp;amp; --&gt;</h2><p>A second part --&gt; with an arrow.</p>
<h2>\U0001F389</h2><p>The third has a heading of one sign.</p>
</article></body></html>''' % (escaped(TITLE), escaped(TITLE)))]


def escaped(text):
    return text.replace('&', '&amp;').replace('<', '&lt;')


def samples(*names):
    return lambda folder: [command.ARTICLES + '/' + name for name in names]


KINDS = {
    'sample': samples('the-sea-clock.md'),
    'nested': nested,
    'french': lambda folder: [write(folder, 'french.html', FRENCH)],
    'arabic': lambda folder: [write(folder, 'arabic.md', ARABIC)],
    'three': samples('the-last-lamplighters.txt', 'die-zeit-der-bahn.md',
                     'the-brass-brain.html'),
    'book': book,
    'sentence': lambda folder: [write(folder, 'one.txt',
                                      'One sentence is all there is.\n')],
    'titled': titled,
}

made = {}


def run(*arguments):
    done = subprocess.run(
        [command.BRIEFCAST, *arguments], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, check=False,
        env=dict(os.environ, SOURCE_DATE_EPOCH=command.NOW,
                 XDG_CACHE_HOME='/nonexistent'))
    if done.returncode != 0:
        raise AssertionError('%s: status %d\n%s' % (
            ' '.join(arguments), done.returncode,
            done.stdout.decode('utf-8', 'replace')))


def make(kind):
    """The folder of this kind's briefing."""
    if kind not in made:
        folder = tempfile.mkdtemp(prefix='briefcast-%s-' % kind)
        atexit.register(shutil.rmtree, folder, True)
        source = os.path.join(folder, 'source')
        show = os.path.join(folder, 'show')
        os.mkdir(source)
        os.mkdir(show)
        run('make', *KINDS[kind](source), '-o',
            '%s/%s.mp3' % (show, NAME), '--write', OUTPUTS, '--words')
        run('feed', show, '--base-url', BASE, '--title', TITLE, '--category',
            'Society & Culture > Documentary', '--author', 'Ann & Bob',
            '--email', 'ann@example.org', '--description', 'All & "sundry".')
        made[kind] = show
    return made[kind]
