#!/usr/bin/python3
"""What the repository promises of itself: its layers, its build, its setup."""
import os
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402


def run(*arguments, cwd=command.ROOT, **options):
    return subprocess.run(arguments, cwd=cwd, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False, **options)


# Nothing here depends on the build under test, so one mode is enough.
@unittest.skipIf(command.DEBUG, 'run for the release build')
class TestRepository(command.Case):
    def copy(self, name):
        """A second tree, elsewhere, with what a build needs."""
        tree = self.path(name)
        for part in ('src', 'scripts', 'voices'):
            shutil.copytree(command.ROOT + '/' + part, tree + '/' + part)
        shutil.copy(command.ROOT + '/Makefile', tree)
        return tree

    def test_layers(self):
        done = run('scripts/check-layers')
        self.assertEqual(done.returncode, 0, done.stdout.decode())

    def test_layers_finds_what_is_wrong(self):
        tree = self.copy('tree')
        for path, line, says in (
                ('src/base/x.c', '#include "model/script.h"', 'higher'),
                ('src/read/x.c', '#include "speech/speech.h"', 'the same'),
                ('src/read/x.c', '#include <lame/lame.h>', 'no leave'),
                ('src/encode/x.c', '#include <lame/lame.h>', '2 files'),
                ('src/encode/x.h', '#include <lame/lame.h>', 'in a header'),
                ('src/util/x.c', '', 'no rank')):
            with self.subTest(path + ': ' + line):
                path = os.path.join(tree, path)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, 'w', encoding='ascii') as file:
                    file.write(line + '\n')
                done = run('scripts/check-layers', cwd=tree)
                os.remove(path)
                self.assertEqual(done.returncode, 1)
                self.assertIn(says, done.stdout.decode())

    def test_style(self):
        done = run('scripts/check-style')
        self.assertEqual(done.returncode, 0, done.stdout.decode())

    def test_bootstrap_is_silent_when_nothing_is_missing(self):
        done = run('scripts/bootstrap', 'build', 'test')
        self.assertEqual((done.returncode, done.stdout), (0, b''))

    def test_bootstrap_names_what_is_missing(self):
        tree = self.copy('tree')
        script = tree + '/scripts/bootstrap'
        text = command.read(script).decode().replace(
            'libmd4c-dev ', 'libmd4c-nope ').replace('md4c  ', 'nope  ')
        with open(script, 'w', encoding='ascii') as file:
            file.write(text)
        done = run('scripts/bootstrap', '--dry-run', 'build', cwd=tree)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b'missing Debian packages: libmd4c-nope;', done.stdout)

    def test_binary_is_the_same_from_another_folder(self):
        tree = self.copy('some/other/place')
        done = run('make', '-j2', 'out/release/briefcast', cwd=tree)
        self.assertEqual(done.returncode, 0, done.stdout.decode()[-2000:])
        self.assertEqual(command.read(tree + '/out/release/briefcast'),
                         command.read(command.ROOT + '/out/release/briefcast'))

    def test_install_and_uninstall(self):
        root = self.path('root')
        done = run('make', 'install', 'DESTDIR=' + root)
        self.assertEqual(done.returncode, 0, done.stdout.decode())
        installed = command.listing(root)
        for name in ('usr/local/bin/briefcast',
                     'usr/local/share/briefcast/voices/newsreader.voice',
                     'usr/local/share/man/man1/briefcast.1'):
            self.assertIn(name, installed)
        done = run(root + '/usr/local/bin/briefcast', '--version', cwd='/')
        self.assertEqual(done.returncode, 0, done.stdout.decode())
        done = run('make', 'uninstall', 'DESTDIR=' + root)
        self.assertEqual(done.returncode, 0, done.stdout.decode())
        left = [name for name in command.listing(root) if 'briefcast' in name]
        self.assertEqual(left, [])


if __name__ == '__main__':
    command.main()
