#!/usr/bin/python3
"""Runs deploy/quickstart as a new user would, with binaries that are built already.

Usage: quickstart_test.py BINARY_DIR
"""

import json
import os
import pathlib
import select
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
QUICKSTART = ROOT / "deploy" / "quickstart"
BINARIES = pathlib.Path(sys.argv.pop(1)).resolve()
RUN_S = 120
SERVING = "Serving on "


def servers(folder):
    """The ids of the servers whose data is in `folder`."""
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            state = (process / "stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if state != "Z" and words[0].endswith(b"tashbikd") and str(folder / "store").encode() in words:
            found.append(int(process.name))
    return found


class QuickstartTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="tashbik-quickstart-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.home = cls.folder / "home"
        cls.home.mkdir()
        cls.sample = cls.folder / "sample"
        # What a user has set must not lead the demonstration to another server.
        cls.environment = {
            "PATH": os.environ["PATH"], "HOME": str(cls.home), "LC_ALL": "C.UTF-8",
            "TASHBIK_BINARIES": str(BINARIES), "TASHBIK_SERVER": "127.0.0.1:1",
            "TASHBIK_TOKEN": "not-a-token"}
        cls.first = cls.run_once("--data", cls.sample)

    @classmethod
    def run_once(cls, *arguments, port=0):
        return subprocess.run(
            [QUICKSTART, "--once", "--port", str(port), *arguments], env=cls.environment,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=RUN_S, check=False)

    @classmethod
    def await_servers(cls):
        """A killed script's server ends by itself, and holds its data until it has."""
        for number in servers(cls.sample):
            try:
                end = os.pidfd_open(number)
            except ProcessLookupError:
                continue
            select.select([end], [], [], RUN_S)
            os.close(end)

    def start(self, *arguments):
        """Runs in the foreground until it serves; gives the process and the server's address."""
        process = subprocess.Popen(
            [QUICKSTART, "--port", "0", *arguments], env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.await_servers)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        lines = []
        for line in process.stderr:
            lines.append(line)
            if line.startswith(SERVING):
                return process, line.split()[2]
        return self.fail("it never served:\n" + "".join(lines))

    def ask(self, address, *arguments):
        environment = {key: value for key, value in self.environment.items()
                       if not key.startswith("TASHBIK_")}
        result = subprocess.run(
            [BINARIES / "tashbik", "--server", address, *arguments], env=environment,
            capture_output=True, text=True, timeout=RUN_S, check=False)
        self.assertEqual(0, result.returncode, result.stderr)
        return result.stdout

    def type_all(self, text, address):
        """Types what `text` tells to type next, word by word."""
        lines = [line for line in text.splitlines() if line.startswith("tashbik ")]
        self.assertTrue(lines)
        for line in lines:
            if "members.csv" in line:  # the reader's own file
                continue
            with self.subTest(line=line):
                typed = subprocess.run(
                    line, shell=True, text=True, capture_output=True, timeout=RUN_S, check=False,
                    env={"PATH": f"{BINARIES}:{os.environ['PATH']}", "HOME": str(self.home),
                         "LC_ALL": "C.UTF-8", "TASHBIK_SERVER": address})
                self.assertEqual(0, typed.returncode, typed.stderr)

    def count(self, address, kind):
        return len(self.ask(address, kind, "list", "-o", "name").split())

    def test_the_first_run_answers_three_questions_with_reasons(self):
        self.assertEqual(0, self.first.returncode, self.first.stderr)
        self.assertEqual([], servers(self.sample))
        answers = self.first.stdout.split("$ tashbik suggest ")[1:]
        self.assertEqual(3, len(answers), self.first.stdout)
        for answer in answers:
            question, best = answer.splitlines()[:2]
            with self.subTest(question=question):
                self.assertIn(" 1. ", best)
                self.assertIn("– ", answer)
        self.assertIn("--country LB", answers[0])
        self.assertIn("--focus bridging", answers[1])
        self.assertIn("Loading", self.first.stderr)

    def test_a_second_run_keeps_the_data(self):
        process, address = self.start("--data", self.sample)
        before = self.count(address, "org")
        self.ask(address, "org", "create", "Added in between", "--set", "country=LB")
        process.send_signal(signal.SIGINT)
        self.assertEqual(0, process.wait(RUN_S))
        again = self.run_once("--data", self.sample)
        self.assertEqual(0, again.returncode, again.stderr)
        self.assertNotIn("Loading", again.stderr)
        process, address = self.start("--data", self.sample)
        self.assertEqual(before + 1, self.count(address, "org"))
        self.assertIn("Added in between", self.ask(address, "search", "Added in between"))

    def test_a_first_load_that_was_cut_short_is_repeated_and_doubles_nothing(self):
        data = self.folder / "cut"
        shutil.copytree(self.sample, data)
        process, address = self.start("--data", data)
        counts = [self.count(address, kind) for kind in ("org", "diaspora", "theme", "coalition")]
        process.terminate()
        self.assertEqual(0, process.wait(RUN_S))
        (data / "loaded").unlink()
        again = self.run_once("--data", data)
        self.assertEqual(0, again.returncode, again.stderr)
        self.assertIn("Loading", again.stderr)
        _, address = self.start("--data", data)
        self.assertEqual(counts, [self.count(address, kind)
                                  for kind in ("org", "diaspora", "theme", "coalition")])

    def test_empty_has_the_words_and_nobody(self):
        data = self.folder / "own"
        result = self.run_once("--empty", "--data", data)
        self.assertEqual(0, result.returncode, result.stderr)
        self.assertNotIn("$ tashbik suggest", result.stdout)
        self.assertIn("tashbik org create", result.stdout)
        _, address = self.start("--empty", "--data", data)
        self.assertEqual(0, self.count(address, "org"))
        self.assertEqual(0, self.count(address, "diaspora"))
        self.assertLess(200, self.count(address, "theme"))
        self.type_all(result.stdout, address)

    def test_what_the_sample_says_to_type_works_as_typed(self):
        _, address = self.start("--data", self.sample)
        self.type_all(self.first.stdout, address)

    def test_sample_and_own_directory_are_not_mixed(self):
        result = self.run_once("--empty", "--data", self.sample)
        self.assertEqual(1, result.returncode)
        self.assertIn("holds the sample network", result.stderr)
        self.assertEqual([], servers(self.sample))

    def test_a_port_in_use_is_named_with_the_remedy(self):
        data = self.folder / "taken"
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            result = self.run_once("--data", data, port=port)
        self.assertEqual(1, result.returncode)
        self.assertIn(f"port {port} ", result.stderr)
        self.assertIn("--port ", result.stderr)
        self.assertEqual("", result.stdout)
        self.assertEqual([], servers(data))

    def test_every_end_stops_the_server(self):
        for how, code in ((signal.SIGINT, 0), (signal.SIGTERM, 0), (signal.SIGHUP, 0),
                          (signal.SIGKILL, -signal.SIGKILL)):
            with self.subTest(how=how.name):
                process, address = self.start("--data", self.sample)
                running = servers(self.sample)
                self.assertEqual(1, len(running))
                watched = os.pidfd_open(running[0])
                process.send_signal(how)
                self.assertEqual(code, process.wait(RUN_S))
                self.assertTrue(has_ended(watched), "the server still runs")
                os.close(watched)

    def test_a_server_that_ends_by_itself_is_an_error(self):
        process, _ = self.start("--data", self.sample)
        os.kill(servers(self.sample)[0], signal.SIGTERM)
        self.assertEqual(1, process.wait(RUN_S))
        self.assertIn("ended by itself", process.stderr.read())

    def test_tokens_are_the_users_alone_and_those_of_other_servers_are_kept(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        folder = self.home / ".config" / "tashbik" / f"127.0.0.1_{port}"
        folder.mkdir(parents=True)
        (folder / "coordinator.token").write_text("of-another-server\n")
        result = self.run_once("--data", self.sample, port=port)
        self.assertEqual(0, result.returncode, result.stderr)
        token = folder / "coordinator.token"
        self.assertEqual((self.sample / "store" / "coordinator.token").read_text(), token.read_text())
        self.assertEqual(0o600, stat.S_IMODE(token.stat().st_mode))
        self.assertEqual("of-another-server\n",
                         (folder / "coordinator.token.before").read_text())

    def test_wrong_usage_says_where_to_look(self):
        for arguments in (["--prot", "1"], ["--port", "70000"], ["--port", "x"], ["--data"]):
            with self.subTest(arguments=arguments):
                result = subprocess.run([QUICKSTART, *arguments], env=self.environment, text=True,
                                        capture_output=True, timeout=RUN_S, check=False)
                self.assertEqual(2, result.returncode)
                self.assertIn("--help", result.stderr)

    def test_the_sample_hub_has_a_telling_name(self):
        _, address = self.start("--data", self.sample)
        hubs = json.loads(self.ask(address, "hub", "list", "-o", "json"))
        self.assertIn("Hub of the sample", json.dumps(hubs))


def has_ended(watched):
    """Waits until the process behind a pidfd has ended; False after RUN_S."""
    return bool(select.select([watched], [], [], RUN_S)[0])


if __name__ == "__main__":
    unittest.main()
