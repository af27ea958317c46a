#!/usr/bin/python3
"""Workers that die, and signals that arrive, at any moment."""
import os
import signal
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402

SEA_CLOCK = command.ARTICLES + '/the-sea-clock.md'


class TestTrouble(command.Case):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path('tmp'))
        os.mkdir(self.path('out'))
        sentences = command.read(SEA_CLOCK).decode()
        self.long_article = self.write('long.md', '\n\n'.join(
            ['# Long'] + [sentences.split('---\n', 2)[2]] * (1 if command.DEBUG else 3)))

    def begin(self, *options):
        return self.start('make', self.long_article, '-o',
                          self.path('out/x.mp3'), '-j2', *options,
                          env={'TMPDIR': self.path('tmp')})

    def finish(self, process):
        out, err = process.communicate(timeout=command.LIMIT_S)
        return command.Result(process.returncode, out.decode(), err.decode())

    def assert_nothing_left(self):
        self.assertEqual(command.listing(self.path('out')), [])
        self.assertEqual(command.listing(self.path('tmp')), [])

    def wait_for_workers(self, process):
        """Until the zygote has children of its own."""
        found = command.wait_for(
            lambda: len(command.descendants(process.pid)) >= 2
            or process.poll() is not None)
        self.assertTrue(found and process.poll() is None, 'no worker seen')

    def interrupt(self, number, status):
        process = self.begin()
        self.wait_for_workers(process)
        family = command.descendants(process.pid)
        process.send_signal(number)
        result = self.finish(process)
        self.assertEqual(result.status, status, result)
        self.assertEqual(len(result.stderr.splitlines()), 1, result)
        self.assert_nothing_left()
        gone = command.wait_for(
            lambda: not any(self.alive(pid) for pid in family), 5)
        self.assertTrue(gone, 'workers outlive their parent')

    @staticmethod
    def alive(pid):
        try:
            with open('/proc/%d/stat' % pid, encoding='ascii') as file:
                return file.read().rsplit(')', 1)[1].split()[0] not in 'ZX'
        except OSError:
            return False

    def test_interrupted(self):
        self.interrupt(signal.SIGINT, 130)

    def test_terminated(self):
        self.interrupt(signal.SIGTERM, 130)

    def test_interrupted_at_any_moment(self):
        for moment in (0.0, 0.01, 0.03, 0.1, 0.3):
            with self.subTest(moment):
                process = self.begin()
                time.sleep(moment)
                process.send_signal(signal.SIGINT)
                result = self.finish(process)
                # Before its first line runs, the default action ends it.
                self.assertIn(result.status, (130, -signal.SIGINT), result)
                self.assert_nothing_left()

    def test_killed_leaves_no_output_and_no_worker(self):
        process = self.begin()
        self.wait_for_workers(process)
        family = command.descendants(process.pid)
        process.kill()
        self.finish(process)
        gone = command.wait_for(
            lambda: not any(self.alive(pid) for pid in family), 10)
        self.assertTrue(gone, 'workers outlive their parent')
        visible = [name for name in os.listdir(self.path('out'))
                   if not name.startswith('.')]
        self.assertEqual(visible, [])

    def whole(self):
        self.succeed('make', self.long_article, '-o', self.path('want.mp3'),
                     '--write', 'none', '--no-cache')
        return command.read(self.path('want.mp3'))

    def kill_some(self, choose, times):
        """Kills processes from the moment that parts are being spoken."""
        process = self.begin('--write', 'none', '--progress')
        self.assertIn(b'Speaking', process.stderr.readline())
        killed = 0
        while process.poll() is None and killed < times:
            for pid in choose(process.pid):
                try:
                    os.kill(pid, signal.SIGKILL)
                    killed += 1
                except OSError:
                    pass
            time.sleep(0.02)
        result = self.finish(process)
        self.assertGreater(killed, 0)
        return result

    def test_killed_worker_costs_a_retry(self):
        def newest(pid):
            return command.descendants(pid)[-1:]
        result = self.kill_some(newest, 1)
        self.assertEqual(result.status, 0, result)
        self.assertEqual(command.read(self.path('out/x.mp3')), self.whole())

    def test_killed_zygote_is_replaced(self):
        def zygote(pid):
            return command.descendants(pid)[:1]
        result = self.kill_some(zygote, 1)
        self.assertIn(result.status, (0, 3), result)
        self.validate('check-mp3', self.path('out/x.mp3'))
        if result.status == 0:
            self.assertEqual(command.read(self.path('out/x.mp3')),
                             self.whole())

    def test_many_killed_workers(self):
        def newest(pid):
            return command.descendants(pid)[-1:]
        result = self.kill_some(newest, 12)
        self.assertIn(result.status, (0, 3), result)
        self.validate('check-mp3', self.path('out/x.mp3'))


if __name__ == '__main__':
    command.main()
