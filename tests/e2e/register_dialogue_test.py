#!/usr/bin/python3
"""Registers groups at a terminal, as people do, in three languages; then reviews, vouches, hides.

Usage: register_dialogue_test.py BINARY_DIR
"""

import json
import os
import pathlib
import pty
import re
import select
import stat
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARIES = pathlib.Path(sys.argv.pop(1)).resolve()
CALL_S = 60
PROMPT = "\n> "
CODE = re.compile(r"^ *(tsb[pv](?:-[a-z2-7]{4}){9})\r?$", re.MULTILINE)
RIGHT_TO_LEFT_MARK = "\u200f"


class Terminal:
    """A command line on a pseudo-terminal."""

    def __init__(self, arguments, environment):
        self.text = ""
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.execve(arguments[0], [str(a) for a in arguments], environment)

    def read_until(self, end):
        """What comes until the program waits for an answer (or ends: `end` is None)."""
        start = len(self.text)
        data = b""
        limit = time.monotonic() + CALL_S
        while True:
            ready, _, _ = select.select([self.file], [], [], max(0, limit - time.monotonic()))
            if not ready:
                raise AssertionError("it says nothing after:\n" + self.text)
            try:
                piece = os.read(self.file, 65536)
            except OSError:
                piece = b""
            data += piece
            self.text = self.text[:start] + data.decode("utf-8", "replace").replace("\r\n", "\n")
            if end is not None and self.text.endswith(end):
                return self.text[start:]
            if not piece:
                if end is not None:
                    raise AssertionError("it ended after:\n" + self.text)
                return self.text[start:]

    def answer(self, line):
        """Waits for a question, answers it, and returns what was asked."""
        asked = self.read_until(PROMPT)
        os.write(self.file, (line + "\n").encode())
        return asked

    def end(self):
        """The exit code."""
        self.read_until(None)
        _, status = os.waitpid(self.pid, 0)
        os.close(self.file)
        return os.waitstatus_to_exitcode(status)


class RegisterDialogueTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="tashbik-register-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.data = cls.folder / "data"
        cls.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm"}
        port_file = cls.folder / "address"
        with open(cls.folder / "log", "wb") as log:
            cls.server = subprocess.Popen(
                [BINARIES / "tashbikd", "--data", cls.data, "--address", "127.0.0.1:0",
                 "--port-file", port_file], env={**cls.environment, "HOME": str(cls.folder)},
                stderr=log)
        cls.addClassCleanup(cls.server.wait)
        cls.addClassCleanup(cls.server.terminate)
        end = time.monotonic() + CALL_S
        while not port_file.exists():
            if cls.server.poll() is not None or time.monotonic() > end:
                raise RuntimeError("the server did not start")
            time.sleep(0.02)
        cls.address = port_file.read_text().strip()
        cls.do("administrator", "import", "--source", "sample",
               ROOT / "deploy" / "sample" / "vocabulary.jsonl")

    @classmethod
    def run_as(cls, role, *arguments, home=None):
        """Runs a command with a token file of the server's, or of `home`."""
        token = [] if role is None else ["--token-file", cls.data / f"{role}.token"]
        return subprocess.run(
            [BINARIES / "tashbik", "--server", cls.address, *token, *arguments],
            env={**cls.environment, "HOME": str(home or cls.folder / "nobody")},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=CALL_S, check=False)

    @classmethod
    def do(cls, role, *arguments, home=None):
        result = cls.run_as(role, *arguments, home=home)
        if result.returncode != 0:
            raise AssertionError(f"{arguments}: {result.returncode} {result.stderr}")
        return result.stdout

    def register(self, language, home, answers, *flags):
        """Answers the questions; returns the terminal after its end, and what was asked."""
        terminal = Terminal(
            [BINARIES / "tashbik", "--server", self.address, "--lang", language, "register", *flags],
            {**self.environment, "HOME": str(home)})
        asked = [terminal.answer(line) for line in answers]
        self.assertEqual(0, terminal.end(), terminal.text)
        if os.environ.get("TASHBIK_SHOW_DIALOGUE"):
            print(terminal.text)
        return terminal, asked

    def own_token(self, home):
        folder = home / ".config" / "tashbik" / self.address.replace(":", "_")
        token = folder / "member.token"
        self.assertEqual(0o600, stat.S_IMODE(token.stat().st_mode))
        self.assertEqual(0o700, stat.S_IMODE(folder.stat().st_mode))
        return token

    def group(self, language, name, words, need, yes):
        """Registers a diaspora group and returns its home, codes and transcript."""
        home = self.folder / f"home-{language}"
        home.mkdir()
        # By an invitation, or for the queue of a hub that anyone sees.
        entry = ["", "1"] if language == "fr" else [
            self.do("coordinator", "invite", "create").strip().upper()]
        answers = [
            "9", "2",                    # no such kind; a diaspora group
            *entry,
            name, "",
            "Atlantis", "Syria, Lebanon",  # no such country
            "DE",
            "", "4",                     # origin and residence: Enter is no answer; coordinators
            words, "1", "",              # themes
            "We help.",
            need, "1", "",               # needs
            "",                          # offers
            "nowhere", "team@example.org",
            "",                          # who sees it: the hub
            "the board",
            "2", name + " 2", "",        # the name once more
            yes]
        terminal, asked = self.register(language, home, answers)
        codes = CODE.findall(terminal.text)
        self.assertEqual(2, len(codes), terminal.text)
        self.assertNotIn("tsb_", terminal.text, "the token goes into its file alone")
        self.assertIn(str(self.own_token(home)), terminal.text)
        together = [i for i, question in enumerate(asked) if question.count("5. ") == 1]
        self.assertGreaterEqual(len(together), 3, "asked again, since there is no default")
        return home, codes, terminal.text

    def check(self, language, name, words, need, yes):
        home, (panic, vouch), text = self.group(language, name, words, need, yes)
        shown = json.loads(self.do(None, "-o", "json", "review", "show", home=home))
        self.assertEqual("REGISTRATION_STATE_PENDING", shown["state"])
        group = json.loads(self.do(None, "-o", "json", "diaspora", "get", shown["actor"], home=home))
        group = group[0] if isinstance(group, list) else group
        self.assertEqual(name + " 2", group["profile"]["names"][0]["text"])
        self.assertEqual(["SY", "LB"], group["origin_countries"])
        self.assertEqual("TIER_BROKERED", group["visibility"]["field_tiers"]["origin_countries"])
        self.assertEqual("TIER_BROKERED", group["visibility"]["field_tiers"]["residence_countries"])
        self.assertEqual("TIER_HUB", group["visibility"]["tier"])
        # What is first among the words' themes may be an issue or a community.
        self.assertTrue(group["profile"].get("issues") or group["profile"]["communities_served"])
        self.assertTrue(group["profile"]["needs"])
        self.assertEqual("email", group["profile"]["contacts"][0]["method"])
        self.do("coordinator", "review", "verify", shown["name"])
        self.do(None, "panic", panic)
        self.assertEqual(3, self.run_as("coordinator", "diaspora", "get", shown["actor"]).returncode)
        self.do(None, "diaspora", "get", shown["actor"], home=home)
        return home, vouch, text

    def test_english(self):
        self.check("en", "Return Circle", "statelessness", "legal", "yes")

    def test_french(self):
        self.check("fr", "Cercle du retour", "apatridie", "legal", "oui")

    def test_arabic(self):
        _, _, text = self.check("ar", "حلقة العودة", "statelessness", "legal", "نعم")
        for line in text.split("\n"):
            # A line that begins with a number, or says something, is laid out from the right.
            if re.search("[\u0621-\u064a]", line) and not line.startswith(("> ", "tashbik")):
                self.assertIn(RIGHT_TO_LEFT_MARK, line[:4], repr(line))
        self.assertNotRegex(text, "[\u202a-\u202e]")
        opened = text.count("\u2068") + text.count("\u2066") + text.count("\u2067")
        self.assertEqual(opened, text.count("\u2069"), "every isolate is closed")

    def test_by_flags_without_a_terminal(self):
        home = self.folder / "home-flags"
        home.mkdir()
        result = self.run_as(None, "register", "--name", "A group", home=home)
        self.assertEqual(2, result.returncode)
        self.assertIn("--kind", result.stderr)
        result = self.run_as(None, "register", "--kind", "diaspora", "--name", "A group",
                             "--origin", "SY", "--residence", "DE", "--consent", "the board",
                             home=home)
        self.assertEqual(2, result.returncode)
        self.assertIn("--code", result.stderr)
        self.assertIn("--origin-residence-tier", result.stderr)
        flags = ["register", "--hub", "First hub", "--kind", "organization", "--name", "Une association",
                 "--country", "Tunisia", "--theme", "statelessness", "--consent", "the board"]
        hub = json.loads(self.do("coordinator", "-o", "json", "hub", "list"))[0]
        flags[2] = hub["names"][0]["text"]
        self.do(None, *flags, "--dry-run", home=home)
        self.assertFalse((home / ".config").exists(), "nothing was written")
        answer = json.loads(self.do(None, "-o", "json", *flags, home=home))
        self.assertNotIn("secret", answer)
        self.assertRegex(answer["panic_code"], "^tsbp-")
        self.own_token(home)
        # A second registration keeps the first token.
        self.do(None, *flags, home=home)
        self.assertTrue((self.own_token(home).parent / "member-2.token").exists())

    def test_by_a_file(self):
        home = self.folder / "home-file"
        home.mkdir()
        code = self.do("coordinator", "invite", "create", "--trusted").strip()
        request = home / "group.json"
        request.write_text(json.dumps({
            "organization": {"profile": {"names": [{"text": "From a file"}], "base_country": "TN"}},
            "consent": {"who": "the board", "date": "2026-01-02"}}))
        name = self.do(None, "-o", "name", "register", "--file", request, "--code", code, home=home)
        self.assertRegex(name, "^registrations/")
        caller = json.loads(self.do(None, "-o", "json", "whoami", home=home))
        self.assertEqual("ROLE_MEMBER", caller["role"])
        self.assertEqual(1, len(caller["member_hubs"]))
        self.do(None, "confirm", home=home)
        self.do(None, "reminders", "--lang", "fr", home=home)
        self.assertIn("the board", self.do(None, "consent", "list", home=home))
        new = self.do(None, "panic", "--new", home=home).strip()
        self.assertRegex(new, "^tsbp-")
        self.assertEqual(5, self.run_as(None, "register", "--file", request, "--code", code,
                                        home=home).returncode)

    def test_asked_and_vouched_for(self):
        home = self.folder / "home-asked"
        home.mkdir()
        code = self.do("coordinator", "invite", "create", "--label", "met in Tunis").strip()
        self.assertIn("met in Tunis", self.do("coordinator", "invite", "list"))
        out = self.do(None, "register", "--code", code, "--kind", "organization", "--name",
                      "Asked", "--country", "TN", "--consent", "the board", home=home)
        vouch = CODE.findall(out)[1]
        shown = json.loads(self.do(None, "-o", "json", "review", "show", home=home))
        self.do("coordinator", "review", "ask", shown["name"], "Who knows you?")
        self.assertIn("asked", self.do(None, "reminders", home=home))
        self.do(None, "review", "answer", "The centre", home=home)
        member = self.folder / "home-member"
        member.mkdir()
        trusted = self.do("coordinator", "invite", "create", "--trusted").strip()
        self.do(None, "register", "--code", trusted, "--kind", "organization", "--name", "Member",
                "--country", "TN", "--consent", "the board", home=member)
        self.do(None, "vouch", vouch, "--note", "We know them", home=member)
        self.assertIn("We know them", self.do("coordinator", "review", "show", shown["name"]))
        self.do("coordinator", "review", "verify", shown["name"])
        self.do(None, "vouch", "--withdraw", shown["name"], home=member)
        waiting = json.loads(self.do("coordinator", "-o", "json", "review", "list"))
        self.assertIn("REGISTRATION_STATE_REVIEW", [one["state"] for one in waiting])
        self.do("coordinator", "review", "refuse", shown["name"], "Not this time")

    def test_claiming_and_consent(self):
        home = self.folder / "home-claim"
        home.mkdir()
        for name in ("Imported one", "Imported two"):
            self.do("coordinator", "org", "create", name, "--set", "tier=unclaimed")
        code = self.do("coordinator", "invite", "create", "--actor", "Imported one").strip()
        self.do(None, "claim", code, "--who", "the board", "--tier", "network", home=home)
        self.assertIn("Imported one", self.do(None, "org", "get", "Imported one", home=home))
        self.do("coordinator", "consent", "record", "Imported two", "--who", "its director",
                "--how", "by phone")
        self.assertIn("by phone", self.do("coordinator", "consent", "list", "Imported two"))
        revoked = self.do("coordinator", "-o", "name", "invite", "create").strip()
        self.do("coordinator", "invite", "revoke", revoked)

    def test_stopping_sends_nothing(self):
        home = self.folder / "home-stop"
        home.mkdir()
        terminal = Terminal([BINARIES / "tashbik", "--server", self.address, "register"],
                            {**self.environment, "HOME": str(home)})
        terminal.answer("1")
        terminal.read_until(PROMPT)
        os.write(terminal.file, b"\x04")  # Ctrl-D
        self.assertEqual(1, terminal.end())
        self.assertIn("Nothing was sent", terminal.text)
        self.assertFalse((home / ".config").exists())


if __name__ == "__main__":
    unittest.main()
