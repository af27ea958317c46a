"""What the tests beside this file share: checkers that run in node, with the
modules that npm has put into out/node. `make test` installs what they need; a
machine that npm cannot reach skips them."""
import os
import subprocess
import sys
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
sys.path.insert(0, ROOT + '/tests/cli')
import briefings  # noqa: E402
import command  # noqa: E402

NODE = os.environ.get('NODE_FOLDER', ROOT + '/out/node')


@unittest.skipUnless(os.path.exists(NODE + '/done'),
                     'npm could not install its modules')
class Case(command.Case):
    def node(self, script, *arguments):
        done = subprocess.run(
            ['node', '%s/tests/%s' % (ROOT, script), '--modules', NODE,
             *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env=dict(os.environ, HOME=self.folder), check=False)
        self.assertEqual(done.returncode, 0,
                         done.stdout.decode('utf-8', 'replace'))


def add_tests(case, *names):
    """Makes of each method check_NAME(kind) a test for every kind."""
    for kind in briefings.KINDS:
        for name in names:
            def test(self, name=name, kind=kind):
                getattr(self, 'check_' + name)(kind)
            setattr(case, 'test_%s_of_%s' % (name, kind), test)
