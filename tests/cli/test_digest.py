#!/usr/bin/python3
"""`briefcast digest` over many days, interrupted, in time, and in trouble."""
import glob
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402
import newsstand  # noqa: E402

# Points at which a run is killed; the whole sweep is KILLS=200.
KILLS = int(os.environ.get('KILLS', '4' if command.DEBUG else '12'))
DAYS = 4 if command.DEBUG else 14
BASE_URL = 'https://example.org/briefing/'


def at(day, seconds=0):
    return {'SOURCE_DATE_EPOCH': str(newsstand.START + day * newsstand.DAY
                                     + seconds)}


class Case(command.Case):
    def configure(self, sources, **keys):
        lines = ['[digest]', 'title = Daily', 'output = ' +
                 self.path('episodes')]
        lines += ['%s = %s' % (k.replace('_', '-'), v)
                  for k, v in keys.items()]
        for name, place in sources.items():
            lines += ['[source.%s]' % name, place]
        return self.write('daily.conf', '\n'.join(lines) + '\n')

    def stand(self):
        stand = newsstand.Stand()
        self.addCleanup(stand.close)
        return stand

    def state(self, config):
        return self.succeed('digest', config, '--state').stdout

    def database(self):
        found = glob.glob(self.path('.local/state/briefcast/*.sqlite'))
        self.assertEqual(len(found), 1, found)
        return found[0]

    def notes(self):
        """What the episodes say of their items, the oldest first."""
        found = [json.loads(command.read(path)) for path in
                 glob.glob(self.path('episodes/*.digest.json'))]
        return sorted(found, key=lambda note: note['made'])

    def told(self):
        return [item['title'].split(' of ')[-1] for note in self.notes()
                for item in note['items']
                if item['fate'] in ('told', 'shortened')]

    def notebook(self, count=3, sentences=4):
        """A folder of notes as a source that needs no server."""
        os.makedirs(self.path('notes'), exist_ok=True)
        for i in range(count):
            story = newsstand.Story('note', i)
            self.write('notes/%02d.md' % i, '# %s\n\n%s\n' % (
                story.title, ' '.join(story.sentences[:sentences])))
            os.utime(self.path('notes/%02d.md' % i), (1792990000,) * 2)
        return {'notes': 'folder = ' + self.path('notes')}


class TestDays(Case):
    def test_every_story_once(self):
        stand = self.stand()
        config = self.configure(
            {name: 'feed = %s/%s.xml\ntext = summary' % (stand.base, name)
             for name in newsstand.FEEDS}, base_url=BASE_URL,
            author='The testers', email='testers@example.org')
        for day in range(DAYS):
            stand.day = day
            result = self.run_command('digest', config, '--json',
                                      env=at(day))
            self.assertEqual(result.status, 0, 'day %d: %s' % (day, result))
            done = json.loads(result.stdout.splitlines()[-1])
            self.assertEqual(done['event'], 'done')
            self.validate('check-feed', '--strict', '--base-url', BASE_URL,
                          '--root', self.path('episodes'),
                          self.path('episodes/feed.xml'))
            self.validate('check-podcatcher', '--base-url', BASE_URL,
                          self.path('episodes/feed.xml'))
            failed = {f['source'] for f in done['failed_sources']}
            self.assertEqual('fault' in failed, day in (4, 5), done)
            self.assertEqual('busy' in failed, day % 4 == 1, done)
            self.assertEqual('broken' in failed, day % 3 == 1, done)
            self.assertEqual('lies' in failed, day == 7, done)
            self.assertEqual('trouble' in failed, day in (6, 8), done)
        told = self.told()
        self.assertEqual(len(told), len(set(told)), 'an item was told twice')
        self.assertEqual(set(told), stand.served, 'an item was lost')

    def test_asks_only_for_what_is_new(self):
        stand = self.stand()
        config = self.configure(
            {'steady': 'feed = %s/steady.xml\ntext = summary' % stand.base})
        self.succeed('digest', config, env=at(0))
        self.succeed('digest', config, env=at(1), status=4)
        self.assertIn('Nothing new', self.succeed(
            'digest', config, env=at(1), status=4).stdout)

    def test_waits_as_it_was_asked_to(self):
        stand = self.stand()
        config = self.configure(
            {'busy': 'feed = %s/busy.xml' % stand.base, **self.notebook(1)})
        stand.day = 1
        self.succeed('digest', config, env=at(1))
        asked = len(stand.requests)
        self.succeed('digest', config, env=at(1, 1800), status=4)
        self.assertEqual(len(stand.requests), asked)
        self.succeed('digest', config, env=at(1, 3700), status=4)
        self.assertEqual(len(stand.requests), asked + 1)

    def test_updates(self):
        sources = self.notebook(1)
        for choice, words in (('skip', None), ('new', 'A sequel stands here'),
                              ('full', newsstand.Story('note', 0).title)):
            with self.subTest(choice):
                config = self.configure(sources, updates=choice,
                                        output=self.path(choice),
                                        state=self.path(choice + '.db'))
                text = command.read(config).decode().replace(
                    'output = %s\n' % self.path('episodes'), '')
                self.write('daily.conf', text)
                self.notebook(1)
                self.succeed('digest', config, env=at(0))
                with open(self.path('notes/00.md'), 'a',
                          encoding='utf-8') as note:
                    note.write('\nA sequel stands here, behind the rest.\n')
                self.succeed('digest', config, env=at(1),
                             status=0 if words else 4)
                texts = sorted(glob.glob(self.path(choice + '/*.txt')))
                self.assertEqual(len(texts), 2 if words else 1)
                if words:
                    said = command.read(texts[1]).decode().split('----')[0]
                    self.assertIn('Update.', said)
                    self.assertIn(words, said)
                    old = newsstand.Story('note', 0).sentences[0]
                    self.assertEqual(old in said, choice == 'full', said)

    def test_keeps_as_many_as_asked(self):
        sources = self.notebook(0)
        os.makedirs(self.path('notes'), exist_ok=True)
        config = self.configure(sources, keep='2 episodes',
                                base_url=BASE_URL)
        for day in range(4):
            self.write('notes/%d.md' % day, 'The note of day %d.\n' % day)
            self.succeed('digest', config, env=at(day))
        left = glob.glob(self.path('episodes/*.mp3'))
        self.assertEqual(len(left), 2, left)
        feed = command.read(self.path('episodes/feed.xml')).decode()
        self.assertEqual(feed.count('<item>'), 2)
        # Their covers went with them; one more is the series'.
        covers = glob.glob(self.path('episodes/*.cover-*.png'))
        self.assertEqual(len(covers), 2, covers)
        for cover in covers:
            self.assertIn(os.path.basename(cover), feed)


class TestKilled(Case):
    def test_killed_at_any_time(self):
        """What a killed run leaves, and the next one makes whole, is what an
        undisturbed one leaves."""
        stand = self.stand()
        sources = {name: 'feed = %s/%s.xml\ntext = summary'
                   % (stand.base, name) for name in ('steady', 'new')}
        config = self.configure(sources, base_url=BASE_URL)
        stand.day = 2

        def wipe():
            subprocess.run(['rm', '-rf', self.path('episodes'),
                            self.path('.local')], check=True)

        def outcome():
            files = {name: command.read(self.path('episodes/' + name))
                     for name in command.listing(self.path('episodes'))}
            return self.state(config), files

        begin = time.monotonic()
        self.succeed('digest', config, env=at(2))
        whole = time.monotonic() - begin
        wanted = outcome()
        for point in range(KILLS):
            wipe()
            process = self.start('digest', config, '--no-cache', env=at(2),
                                 start_new_session=True)
            time.sleep(whole * 1.05 * (point + 0.5) / KILLS)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            result = self.run_command('digest', config, env=at(2))
            self.assertIn(result.status, (0, 4), result)
            state, files = outcome()
            self.assertEqual(state, wanted[0], 'point %d' % point)
            self.assertEqual(sorted(files), sorted(wanted[1]),
                             'point %d' % point)
            self.assertEqual(files, wanted[1], 'point %d' % point)


class TestLength(Case):
    def test_budgets(self):
        sources = self.notebook(12 if command.DEBUG else 100)
        for minutes in (1, 3) if command.DEBUG else (1, 3, 5, 12, 30):
            with self.subTest(minutes):
                subprocess.run(['rm', '-rf', self.path('.local'),
                                self.path('episodes')], check=True)
                config = self.configure(sources, length='%dm' % minutes,
                                        tell_left='yes')
                done = json.loads(self.succeed(
                    'digest', config, '--json').stdout.splitlines()[-1])
                wanted = minutes * 60
                self.assertLessEqual(abs(done['seconds'] - wanted),
                                     max(5, 0.02 * wanted), done['seconds'])

    def test_says_as_it_was_told_to(self):
        sources = self.notebook(0)
        self.write('notes/a.md', '# A note\n\nMore of it stands at '
                   'https://example.org/a/long/address/of/a/page today.\n')
        seconds = []
        for say in 'urls=full', 'urls=skip':
            subprocess.run(['rm', '-rf', self.path('.local'),
                            self.path('episodes')], check=True)
            config = self.configure(sources, say=say)
            done = self.succeed('digest', config, '--json').stdout
            seconds.append(json.loads(done.splitlines()[-1])['seconds'])
        self.assertGreater(seconds[0], seconds[1] + 2)
        config = self.configure(sources, say='urls=sung')
        result = self.run_command('check', config)
        self.assertEqual(result.status, 1)
        self.assertRegex(result.stderr, r'daily\.conf:4: say: .*urls=skip')

    def test_no_sentence_is_cut(self):
        sources = self.notebook(8, 4)
        config = self.configure(sources, length='1m')
        self.succeed('digest', config)
        text = command.read(glob.glob(self.path('episodes/*.txt'))[0]).decode()
        whole = {s for i in range(8)
                 for s in newsstand.Story('note', i).sentences}
        said = text.split('----')[0]
        for line in re.findall(r'The [^.]* near the [^.]*\.', said):
            self.assertIn(line, whole)

    def test_what_is_left_comes_next_time(self):
        config = self.configure(self.notebook(12), length='1m')
        for day in range(8):
            result = self.run_command('digest', config, env=at(day))
            if result.status == 4:
                break
            self.assertEqual(result.status, 0, result)
        told = self.told()
        self.assertEqual(sorted(told), sorted(set(told)))
        self.assertEqual(len(told), 12)

    def test_fit_of_make(self):
        done = json.loads(self.succeed(
            'make', command.ARTICLES + '/the-sea-clock.md', '--fit', '90s',
            '--json', '-o', self.path('x.mp3')).stdout.splitlines()[-1])
        self.assertLessEqual(abs(done['seconds'] - 90), 5)
        self.refuse('make', command.ARTICLES + '/the-sea-clock.md', '--fit',
                    'soon', '-o', self.path('y.mp3'), status=2,
                    says=['--fit', 'soon'])


class TestTrouble(Case):
    def test_check_names_every_mistake(self):
        config = self.write('bad.conf', '''[digest]
titel = x
length = long
output = out
[source.a]
feed = ftp://example.org/x
items = many
[source.b]
name = nowhere
[sauce]
[source.%s]
folder = .
''' % ('x' * 41))
        result = self.run_command('check', config)
        self.assertEqual(result.status, 1)
        for line, word in ((2, 'titel'), (3, 'length'), (6, 'ftp'),
                           (7, 'items'), (8, 'source.b'), (10, 'sauce'),
                           (11, 'long name')):
            self.assertRegex(result.stderr,
                             r'bad\.conf:%d: .*%s' % (line, word))

    def test_two_at_once(self):
        stand = self.stand()
        stand.day = 6
        config = self.configure(
            {'trouble': 'feed = %s/trouble.xml' % stand.base,
             **self.notebook(1)})
        first = self.start('digest', config, env=at(6))
        for _ in range(200):
            if stand.requests:
                break
            time.sleep(0.05)
        result = self.run_command('digest', config, env=at(6))
        self.assertEqual(result.status, 1, result)
        self.assertIn('another run of this digest', result.stderr)
        self.assertIn(str(first.pid), result.stderr)
        first.kill()
        first.communicate()
        stand.day = 7
        self.succeed('digest', config, env=at(6))

    def test_lost_state_comes_from_the_episodes(self):
        config = self.configure(self.notebook(2))
        self.succeed('digest', config, env=at(0))
        before = re.findall('^(?:item|episode).*', self.state(config), re.M)
        for path in glob.glob(self.path('.local/state/briefcast/*')):
            os.remove(path)
        result = self.succeed('digest', config, env=at(1), status=4)
        self.assertIn('made anew from 1 episodes', result.stdout)
        self.assertEqual(
            re.findall('^(?:item|episode).*', self.state(config), re.M),
            before)

    def test_damaged_state_is_put_aside(self):
        config = self.configure(self.notebook(1))
        self.succeed('digest', config, env=at(0))
        path = self.database()
        for ending in ('-wal', '-shm'):
            if os.path.exists(path + ending):
                os.remove(path + ending)
        with open(path, 'wb') as file:
            file.write(b'this is no database' * 1000)
        result = self.succeed('digest', config, env=at(1), status=4)
        self.assertIn('is damaged', result.stderr)
        self.assertTrue(os.path.exists(path + '.damaged'))

    def test_state_of_a_newer_version(self):
        config = self.configure(self.notebook(1))
        self.succeed('digest', config, env=at(0))
        database = sqlite3.connect(self.database())
        database.execute('PRAGMA user_version=99')
        database.close()
        result = self.run_command('digest', config, env=at(1))
        self.assertEqual(result.status, 1, result)
        self.assertIn('newer briefcast', result.stderr)
        self.assertEqual(len(result.stderr.splitlines()), 1)

    def test_full_disk(self):
        config = self.configure(self.notebook(1))

        def small():
            import resource
            resource.setrlimit(resource.RLIMIT_FSIZE, (150000, 150000))
        result = self.run_command('digest', config, env=at(0), preexec=small)
        self.assertEqual(result.status, 1, result)
        self.assertEqual(
            [name for name in command.listing(self.folder)
             if name.startswith('episodes/')], [])
        self.succeed('digest', config, env=at(0))

    def test_all_sources_fail(self):
        config = self.configure(
            {'gone': 'feed = http://127.0.0.1:1/x.xml'})
        result = self.run_command('digest', config, '--quiet')
        self.assertEqual(result.status, 1, result)
        self.assertIn('no source could be read', result.stderr)

    def test_quiet_says_problems_only(self):
        config = self.configure(
            {'gone': 'feed = http://127.0.0.1:1/x.xml', **self.notebook(1)})
        result = self.succeed('digest', config, '--quiet')
        self.assertEqual(result.stdout, '')
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        self.assertIn('[source.gone]', result.stderr)
        self.write('notes/odd.md', bytes(range(256)))
        self.write('notes/new.md', 'Something new stands here.\n')
        result = self.succeed('digest', config, '--quiet', env=at(1))
        self.assertEqual(len(result.stderr.splitlines()), 2, result.stderr)
        self.assertIn('odd.md', result.stderr)

    def test_time_zones_and_clock_changes(self):
        """The day's name is the listener's; a clock that was set back does no
        harm."""
        for zone, hour, day in (('UTC', 0, '24'),
                                ('Pacific/Auckland', 13, '25'),
                                ('America/New_York', 2, '23')):
            with self.subTest(zone):
                subprocess.run(['rm', '-rf', self.path('.local'),
                                self.path('episodes')], check=True)
                config = self.configure(self.notebook(1))
                midnight = 1792886400 - 1792886400 % newsstand.DAY
                now = midnight + hour * 3600
                self.succeed('digest', config,
                             env={'TZ': zone, 'SOURCE_DATE_EPOCH': str(now)})
                name = os.path.basename(
                    glob.glob(self.path('episodes/*.mp3'))[0])
                local = subprocess.check_output(
                    ['date', '-d', '@%d' % now, '+%F'],
                    env={'TZ': zone}).decode().strip()
                self.assertEqual(name, 'daily-%s.mp3' % local)
        self.write('notes/later.md', 'A note from before.\n')
        self.succeed('digest', config, env=at(-30))
        self.assertEqual(len(glob.glob(self.path('episodes/*.mp3'))), 2)

    def test_same_bytes(self):
        sources = self.notebook(2)
        config = self.configure(sources, length='1m')
        found = []
        for jobs in ('1', '4'):
            subprocess.run(['rm', '-rf', self.path('.local'),
                            self.path('episodes')], check=True)
            self.succeed('digest', config, '-j', jobs)
            found.append(command.read(
                glob.glob(self.path('episodes/*.mp3'))[0]))
        self.assertEqual(*found)

    def test_sample(self):
        """The sample of the README works offline."""
        sample = command.ROOT + '/samples/digest'
        subprocess.run(['cp', '-r', sample, self.path('a')], check=True)
        os.makedirs(self.path('a/b'))
        subprocess.run(['cp', '-r', sample, self.path('a/b/digest')],
                       check=True)
        config = self.path('a/b/digest/morning.conf')
        self.succeed('check', config)
        result = self.succeed('digest', config, env={
            'SOURCE_DATE_EPOCH': '1795591800'})
        self.assertIn('Told', result.stdout)
        self.assertTrue(os.path.exists(self.path('a/out/morning/feed.xml')))


class TestImport(Case):
    def test_opml(self):
        opml = self.write('feeds.opml', '''<?xml version="1.0"?>
<opml version="2.0"><head><title>x</title></head><body>
<outline text="News"><outline type="rss" text="A; B"
 xmlUrl="https://example.org/a.xml"/>
<outline type="rss" title="C" text="c" xmlUrl="https://example.org/c.xml"/>
<outline type="rss" title="C" text="c" xmlUrl="https://example.org/d.xml"/>
<outline type="rss" title="again" xmlUrl="https://example.org/a.xml"/>
<outline type="rss" title="bad" xmlUrl="file:///etc/passwd"/>
<outline type="rss" title="%s" xmlUrl="https://example.org/long.xml"/>
<outline type="rss" title="%s" xmlUrl="https://example.org/longer.xml"/>
</outline></body></opml>''' % ('long ' * 20, 'long ' * 21))
        result = self.succeed('digest', '--import', opml)
        config = self.write('new.conf', result.stdout)
        self.assertEqual(result.stdout.count('feed = '), 5)
        self.succeed('check', config)

    def test_what_is_no_opml(self):
        path = self.write('x.opml', '<html></html>')
        self.refuse('digest', '--import', path, says=['OPML'])


class TestSchedule(Case):
    def test_units(self):
        config = self.configure(self.notebook(1))
        folder = self.path('.config/systemd/user')
        self.succeed('schedule', config, '--at', '06:30', '--days', 'mon-fri')
        units = sorted(glob.glob(folder + '/*'))
        self.assertEqual([os.path.basename(u) for u in units],
                         ['briefcast-daily.service', 'briefcast-daily.timer'])
        timer = command.read(units[1]).decode()
        self.assertIn('OnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 06:30:00', timer)
        self.assertIn('Persistent=true', timer)
        service = command.read(units[0]).decode()
        self.assertIn(config, service)
        self.assertIn(config, self.succeed('schedule', '--list').stdout)
        self.succeed('schedule', config, '--remove')
        self.assertEqual(os.listdir(folder), [])
        self.refuse('schedule', config, '--remove', says=['not scheduled'])

    def test_odd_paths(self):
        os.makedirs(self.path('a % $b "c'))
        config = self.write('a % $b "c/it\'s.conf',
                            '[digest]\noutput = x\n[source.a]\n'
                            'folder = .\n')
        self.succeed('schedule', config, '--at', '6:05')
        service = command.read(glob.glob(
            self.path('.config/systemd/user/*.service'))[0]).decode()
        self.assertIn('a %% $$b \\"c/it\'s.conf"', service)
        line = self.succeed('schedule', config, '--at', '6:05', '--days',
                            'sat,sun', '--cron').stdout
        self.assertTrue(line.startswith('5 6 * * 6,7 '), line)
        shell = line.split(' ', 5)[5].replace('\\%', '%')
        words = subprocess.check_output(
            ['sh', '-c', 'printf "%s\\n" ' + shell]).decode().splitlines()
        self.assertEqual(words[-1], config)

    def test_bad_times(self):
        config = self.configure(self.notebook(1))
        for options in (['--at', '24:00'], ['--at', '6'], [],
                        ['--at', '06:30', '--days', 'someday']):
            result = self.run_command('schedule', config, *options)
            self.assertEqual(result.status, 2, options)


if __name__ == '__main__':
    command.main()
