"""Runs the command as a person would, for the tests beside this file.

A test module is a program: it ends with `command.main()`, which runs its
unittest cases and reports in TAP. BRIEFCAST names the program under test.
"""
import atexit
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
BRIEFCAST = os.environ.get('BRIEFCAST', ROOT + '/out/briefcast')
ARTICLES = ROOT + '/tests/articles'
VALIDATORS = ROOT + '/tests/validators'
DEBUG = os.environ.get('MODE') == 'debug'
LIMIT_S = 240

# Seconds since 1970 that every run takes for now.
NOW = '1793000000'


class Result:
    def __init__(self, status, stdout, stderr):
        self.status, self.stdout, self.stderr = status, stdout, stderr

    def __str__(self):
        return 'status %d\nstdout: %s\nstderr: %s' % (
            self.status, self.stdout[-2000:], self.stderr[-2000:])


class Case(unittest.TestCase):
    """A test with an empty folder of its own, self.folder, and an empty cache
    in another."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix='briefcast-test-')
        self.cache = tempfile.mkdtemp(prefix='briefcast-test-cache-')
        self.addCleanup(self.remove_folder)

    def remove_folder(self):
        subprocess.run(['chmod', '-R', 'u+rwx', self.folder], check=False)
        shutil.rmtree(self.folder)
        shutil.rmtree(self.cache)

    samples = {}

    def sample(self, article, *options):
        """Copies into the test's folder what `make article -o x.mp3` gives;
        it is made once for all tests of a module."""
        key = (article,) + options
        if key not in Case.samples:
            folder = tempfile.mkdtemp(prefix='briefcast-sample-')
            atexit.register(shutil.rmtree, folder, True)
            result = self.succeed('make', article, '-o', folder + '/x.mp3',
                                  '--json', *options)
            Case.samples[key] = folder, json.loads(
                result.stdout.splitlines()[-1])
        folder, done = Case.samples[key]
        shutil.copytree(folder, self.folder, dirs_exist_ok=True)
        return self.path('x.mp3'), done

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        """Makes a file in the test's folder and gives its path."""
        path = self.path(name)
        with open(path, 'wb') as file:
            file.write(content if isinstance(content, bytes)
                       else content.encode())
        return path

    def environment(self, **extra):
        clean = {k: v for k, v in os.environ.items()
                 if not k.startswith('XDG_')}
        clean.update(SOURCE_DATE_EPOCH=NOW, HOME=self.folder,
                     XDG_CACHE_HOME=self.cache, LC_ALL='C.UTF-8')
        clean.update(extra)
        return clean

    def start(self, *arguments, cwd=ROOT, env=None, preexec=None, **popen):
        return subprocess.Popen(
            [BRIEFCAST, *arguments], cwd=cwd, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=self.environment(**(env or {})),
            preexec_fn=preexec, **popen)

    def run_command(self, *arguments, stdin=b'', **options):
        process = self.start(*arguments, stdin=subprocess.PIPE, **options)
        try:
            out, err = process.communicate(stdin, timeout=LIMIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            err += b'(killed by the test: too slow)'
        return Result(process.returncode, out.decode('utf-8', 'replace'),
                      err.decode('utf-8', 'replace'))

    def succeed(self, *arguments, status=0, **options):
        result = self.run_command(*arguments, **options)
        self.assertEqual(result.status, status,
                         '%s\n%s' % (' '.join(arguments), result))
        return result

    def refuse(self, *arguments, says=(), status=1, output=None, **options):
        """Must fail with one clear line and leave no output behind."""
        before = listing(self.folder)
        result = self.run_command(*arguments, **options)
        what = '%s\n%s' % (' '.join(arguments), result)
        self.assertEqual(result.status, status, what)
        lines = [line for line in result.stderr.splitlines()
                 if not line.startswith('briefcast: warning:')]
        self.assertEqual(len(lines), 1, what)
        self.assertTrue(lines[0].startswith('briefcast: error: '), what)
        self.assertLess(len(lines[0]), 400, what)
        for word in says:
            self.assertIn(word, lines[0], what)
        self.assertEqual(result.stdout, '', what)
        self.assertEqual(listing(self.folder), before, what)
        if output:
            self.assertFalse(os.path.isfile(output), what)
        return result

    def validate(self, validator, *arguments):
        done = subprocess.run(
            ['/usr/bin/python3', '%s/%s' % (VALIDATORS, validator),
             *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env=self.environment(), check=False)
        self.assertEqual(done.returncode, 0,
                         done.stdout.decode('utf-8', 'replace'))
        return done.stdout.decode('utf-8', 'replace')


def listing(folder):
    """Every path below a folder, hidden ones too."""
    return sorted(os.path.relpath(os.path.join(base, name), folder)
                  for base, folders, files in os.walk(folder)
                  for name in folders + files)


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def words_of(text):
    return ''.join(c.lower() if c.isalnum() else ' ' for c in text).split()


def decode(path):
    """Samples of an audio file as mpg123 and ffmpeg do not differ: (rate,
    number of samples, array of int16), by ffmpeg."""
    import array
    probe = json.loads(subprocess.check_output(
        ['ffprobe', '-v', 'error', '-print_format', 'json', '-show_streams',
         path]))
    raw = subprocess.check_output(
        ['ffmpeg', '-v', 'error', '-i', path, '-f', 's16le', '-ac', '1', '-'])
    samples = array.array('h')
    samples.frombytes(raw)
    return int(probe['streams'][0]['sample_rate']), samples


def descendants(pid):
    """Process numbers of all children, and theirs."""
    found, todo = [], [pid]
    while todo:
        parent = todo.pop()
        try:
            with open('/proc/%d/task/%d/children' % (parent, parent),
                      encoding='ascii') as file:
                children = [int(child) for child in file.read().split()]
        except (OSError, ValueError):
            continue
        found += children
        todo += children
    return found


def wait_for(condition, seconds=30):
    """True as soon as the condition holds, False if it never did."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.005)
    return False


class TapResult(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.count = 0

    def report(self, ok, test, note=''):
        self.count += 1
        print('%sok %d - %s%s' % ('' if ok else 'not ', self.count,
                                  test.id().split('.', 1)[-1], note))

    def addSuccess(self, test):
        self.report(True, test)

    def addSkip(self, test, reason):
        self.report(True, test, ' # SKIP ' + reason)

    def explain(self, test, error):
        self.report(False, test)
        for line in self._exc_info_to_string(error, test).splitlines():
            print('# ' + line)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.explain(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self.explain(test, err)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.explain(subtest, err)


def main():
    signal.signal(signal.SIGINT, signal.default_int_handler)
    suite = unittest.defaultTestLoader.loadTestsFromModule(
        sys.modules['__main__'])
    result = TapResult()
    suite.run(result)
    print('1..%d' % result.count)
    sys.exit(0 if result.wasSuccessful() else 1)
