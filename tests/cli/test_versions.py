#!/usr/bin/python3
"""Files that an older or a newer briefcast wrote are read, or refused with a
line that names them."""
import glob
import json
import os
import sqlite3
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import command  # noqa: E402


class TestVersions(command.Case):
    def setUp(self):
        super().setUp()
        os.makedirs(self.path('notes'))
        self.write('notes/1.md', '# One\n\nA note.\n')
        self.config = self.write(
            'd.conf', '[digest]\noutput = out\nstate = s.db\nwrite = txt\n'
                      'base-url = https://example.org/b/\n'
                      '[source.notes]\nfolder = notes\n')
        self.succeed('digest', self.config)

    def change(self, ending, key, value):
        path, = glob.glob(self.path('out/*' + ending))
        with open(path, encoding='utf-8') as file:
            content = json.load(file)
        self.assertIn(key, content)
        content[key] = value
        with open(path, 'w', encoding='utf-8') as file:
            json.dump(content, file)
        return os.path.basename(path)

    def refused(self, *arguments, says):
        result = self.run_command(*arguments)
        self.assertEqual(result.status, 1, result)
        self.assertEqual(len(result.stderr.splitlines()), 1, result)
        for word in says:
            self.assertIn(word, result.stderr)

    def test_state_of_another_program(self):
        database = sqlite3.connect(self.path('s.db'))
        database.execute('PRAGMA application_id=7')
        database.close()
        self.refused('digest', self.config, says=['s.db', 'another program'])

    def test_state_of_a_newer_version_is_left_as_it_is(self):
        database = sqlite3.connect(self.path('s.db'))
        database.execute('PRAGMA user_version=2')
        database.execute('PRAGMA journal_mode=DELETE')
        database.close()
        before = command.read(self.path('s.db'))
        self.refused('digest', self.config, says=['s.db', 'newer briefcast'])
        database = sqlite3.connect(self.path('s.db'))
        self.assertEqual(
            database.execute('PRAGMA user_version').fetchall(), [(2,)])
        self.assertEqual(
            database.execute('SELECT count(*) FROM item').fetchall(), [(1,)])
        database.close()
        self.assertEqual(len(before), len(command.read(self.path('s.db'))))

    def test_episode_of_another_version_is_told_of(self):
        for version in (0, 2):
            name = self.change('.episode.json', 'briefcast_episode', version)
            result = self.run_command(
                'feed', self.path('out'), '--base-url',
                'https://example.org/b/', '--title', 'Daily',
                '--category', 'News')
            self.assertIn(result.status, (0, 1), result)
            self.assertIn(name, result.stderr)
            self.assertIn('make the episode again', result.stderr)

    def test_notes_of_another_version_are_told_of(self):
        name = self.change('.digest.json', 'briefcast_digest', 2)
        for path in glob.glob(self.path('s.db*')):
            os.remove(path)
        result = self.run_command('digest', self.config)
        self.assertIn(name, result.stderr)
        self.assertIn('move it away', result.stderr)


if __name__ == '__main__':
    command.main()
