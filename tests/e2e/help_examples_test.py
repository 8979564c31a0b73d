#!/usr/bin/python3
"""The examples that --help prints, run as printed against the sample; wrong usages of the same
commands, and what they end with; who could apply for a call, in three languages.

Usage: help_examples_test.py BINARY_DIR
"""

import csv
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARIES = pathlib.Path(sys.argv.pop(1)).resolve()
CALL_S = 120
SERVING = "Serving on "
ARABIC = re.compile("[\u0600-\u06ff]")
GROUPS = ("compose", "call", "event", "story", "statement", "coalition check-in",
          "coalition check-ins", "coalition silent", "insight", "map", "duplicate")
# What needs a token of a member, an identity that only the story has, or a second run.
ELSEWHERE = {
    'tashbik event attend "MACS workshop in Lebanon"  # you yourself': "a member's",
    'tashbik statement sign "For the right to assembly and fair registration in Morocco"':
        "a member's",
    'tashbik statement unsign "For the right to assembly and fair registration in Morocco"':
        "a member's",
    'tashbik story consent give "A ramp, then a rule"': "a member's",
    'tashbik story consent give "A ramp, then a rule" --organization GCHR '
    '--note "Letter of 3 May, signed by the director"': "of an organization that the story names",
    'tashbik story consent withdraw "A ramp, then a rule"': "a member's",
    "tashbik duplicate undo merges/abcdefgh23456723": "of a merge",
}


class HelpExamples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="tashbik-help-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        for name in ("home", "work"):
            (cls.folder / name).mkdir()
        cls.environment = {"PATH": f"{BINARIES}:{os.environ['PATH']}",
                           "HOME": str(cls.folder / "home"), "LC_ALL": "C.UTF-8"}
        server = subprocess.Popen(
            [ROOT / "deploy" / "quickstart", "--port", "0", "--data", cls.folder / "sample"],
            env={**cls.environment, "TASHBIK_BINARIES": str(BINARIES)},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        cls.addClassCleanup(server.stderr.close)
        cls.addClassCleanup(server.wait)
        cls.addClassCleanup(server.terminate)
        lines = []
        for line in server.stderr:
            lines.append(line)
            if line.startswith(SERVING):
                cls.environment["TASHBIK_SERVER"] = line.split()[2]
                return
        raise AssertionError("it never served:\n" + "".join(lines))

    def shell(self, line):
        return subprocess.run(["bash", "-o", "pipefail", "-c", line], env=self.environment,
                              cwd=self.folder / "work", capture_output=True, text=True,
                              timeout=CALL_S, check=False)

    def run_tashbik(self, *arguments, code=0):
        result = subprocess.run(["tashbik", *map(str, arguments)], env=self.environment,
                                cwd=self.folder / "work", capture_output=True, text=True,
                                timeout=CALL_S, check=False)
        self.assertEqual(code, result.returncode, f"{arguments}\n{result.stdout}\n{result.stderr}")
        return result

    def examples(self, command, found):
        text = self.run_tashbik(*command.split(), "--help").stdout
        subcommands = re.search(r"^Subcommands:\n((?:  .*\n)+)", text, re.MULTILINE)
        if subcommands:
            for name in re.findall(r"^  (\S+)", subcommands.group(1), re.MULTILINE):
                self.examples(f"{command} {name}", found)
        shown = text.split("Example:\n", 1)[1]
        lines = [line.strip() for line in shown.splitlines() if line.startswith("  ")]
        self.assertTrue(lines, command)
        self.assertTrue(any(f"tashbik {command}" in line for line in lines), f"{command}: {lines}")
        found.extend(line for line in lines if line not in found)

    def test_every_example_runs_as_printed(self):
        found = []
        for group in GROUPS:
            self.examples(group, found)
        self.assertGreater(len(found), 55, found)
        for line in ELSEWHERE:
            self.assertIn(line, found)
        # What is deleted can be undeleted, and only then.
        order = sorted(found, key=lambda line: (" undelete " in line, " delete " in line,
                                                " dismiss " in line))
        order.sort(key=lambda line: 1 if " delete " in line else 2 if " undelete " in line else 0)
        for line in order:
            if line in ELSEWHERE or "sfdp" in line and not shutil.which("sfdp"):
                continue
            with self.subTest(line):
                result = self.shell(line)
                self.assertEqual(0, result.returncode, result.stderr)

    def test_who_could_apply_in_three_languages(self):
        call = "MACS grants for issue-based networks"
        answers = set()
        for language in ("en", "ar", "fr"):
            text = self.run_tashbik("call", "match", call, "--lang", language).stdout
            answers.add(text)
            lines = text.splitlines()
            self.assertIn("organizations/", text)
            if language == "ar":
                self.assertTrue(ARABIC.search(lines[0]), lines[0])
        self.assertEqual(3, len(answers))
        whole = json.loads(self.run_tashbik("call", "match", call, "-o", "json").stdout)
        self.assertTrue(whole["teams"])
        rows = list(csv.DictReader(io.StringIO(
            self.run_tashbik("call", "match", call, "-o", "csv").stdout)))
        self.assertEqual([team["members"][0]["actor"]["name"] for team in whole["teams"]],
                         [row["resource"] for row in rows if row["lead"]])
        lead = "Dom community group in Lebanon"
        asked = json.loads(self.run_tashbik("call", "match", call, "--lead", lead, "-o",
                                            "json").stdout)
        self.assertEqual([lead], [team["members"][0]["actor"]["display_name"]
                                  for team in asked["teams"]])
        # A lead that does not see a member of its team must not hear of it through the coordinator.
        brokered = [member for team in whole["teams"] for member in team["members"]
                    if member.get("broker")]
        people = self.run_tashbik("call", "match", call).stdout
        self.assertEqual(bool(brokered), "ask them first" in people)
        team = json.loads(self.run_tashbik("compose", "--call", call, "-o", "json").stdout)
        self.assertEqual(any(member.get("broker") for member in team["members"]),
                         "ask each side first" in self.run_tashbik("compose", "--call", call).stdout)
        self.run_tashbik("call", "match", "No such call", code=3)
        self.run_tashbik("call", "match", call, "--lead", "nobody at all", code=3)
        for top in ("0", "21", "-1", "x"):
            self.run_tashbik("call", "match", call, "--top", top, code=2)

    def test_tables_speak_the_language_and_files_the_keywords(self):
        arabic = self.run_tashbik("event", "list", "--lang", "ar").stdout
        self.assertIn("ورشة", arabic)
        self.assertNotIn("workshop", arabic)
        self.assertIn("atelier", self.run_tashbik("event", "list", "--lang", "fr").stdout)
        rows = csv.DictReader(io.StringIO(
            self.run_tashbik("event", "list", "--lang", "ar", "-o", "csv").stdout))
        self.assertIn("workshop", {row["kind"] for row in rows})
        for command in (("insight", "needs"), ("insight", "structure")):
            text = self.run_tashbik(*command, "--lang", "ar", "-o", "csv").stdout
            self.assertTrue(ARABIC.search(text))
            self.assertNotRegex(text, "[\u2066-\u2069]")
        for language, words in (("en", "Noted. Its state now: dormant."),
                                ("ar", "حالته الآن: خامل"), ("fr", "Son état\u00a0: en sommeil")):
            said = self.run_tashbik("coalition", "check-in", "WeActTogether", "--state",
                                    {"en": "dormant", "ar": "خامل", "fr": "en sommeil"}[language],
                                    "--lang", language).stdout
            self.assertIn(words, said.splitlines()[0])
        self.assertIn("لم يُكتب شيء", self.run_tashbik(
            "org", "create", "Not kept", "--dry-run", "--lang", "ar").stderr)
        self.assertIn("rules:\n  lead_countries: LB", self.run_tashbik(
            "call", "get", "MACS grants for issue-based networks").stdout)

    def test_names_are_taken_where_the_api_has_resource_names(self):
        made = json.loads(self.run_tashbik(
            "story", "create", "Of two", "--set", "country=المغرب", "--set", "texts.en=Text",
            "--set", "organizations=SimSim – Citizen Participation; GCHR", "--set",
            "coalition=WeActTogether", "--set", "date=٢٠٢٢-١٠-٢٠", "-o", "json").stdout)
        self.assertEqual(2, len(made["organizations"]))
        self.assertTrue(all(one["organization"].startswith("organizations/")
                            for one in made["organizations"]))
        self.assertTrue(made["coalition"].startswith("coalitions/"))
        self.assertEqual("2022-10-20", made["date"])
        # A note stands for a consent that a coordinator has in writing.
        given = self.run_tashbik("story", "consent", "give", "Of two", "--organization", "GCHR",
                                 "--note", "Letter of 3 May")
        self.assertIn("Not all whom it names agree", given.stdout)
        self.run_tashbik("story", "create", "Of nobody", "--set", "organizations=Nobody known",
                         code=3)

    def test_wrong_usages(self):
        (self.folder / "work" / "folder").mkdir(exist_ok=True)
        stateless = ("compose", "--themes", "Stateless people")
        for arguments, code, words in (
                ((*stateless, "--call", "folder"), 2, "Is a directory"),
                (("import", "folder"), 2, "Is a directory"),
                (("org", "create", "--file", "folder"), 2, "Is a directory"),
                (("register", "--file", "folder"), 2, "Is a directory"),
                (("compose",), 2, "--themes"),
                ((*stateless, "--countries", ""), 2, "--countries"),
                ((*stateless, "--size", "٦..٣"), 2, "--size"),
                ((*stateless, "--member", "GCHR", "--without", "GCHR"), 2, "--without"),
                (("compose", "--themes", "Core funding"), 2, "themes/core-funding"),
                (("event", "list", "--from", "2024-02-30"), 2, "--from: '2024-02-30'"),
                (("call", "list", "--deadline-after", "yesterday"), 2, "--deadline-after"),
                (("org", "list", "--country", ""), 2, "is not a country"),
                (("event", "get", ""), 2, "names nothing"),
                (("coalition", "check-in", "WeActTogether", "--state", "asleep"), 2,
                 "none of idea, forming, active, dormant, closed"),
                (("duplicate", "search", "GCHR", "--country", "ZZ"), 2, "--country"),
                (("event", "meetings", "MACS workshop in Lebanon", "--actor", "HuMENA"), 3,
                 "/attendees/"),
                (("org", "create", "A", "--set", "country=Narnia"), 2, "Narnia"),
        ):
            with self.subTest(arguments):
                result = self.run_tashbik(*arguments, code=code)
                self.assertIn(words, result.stderr)
                self.assertEqual("", result.stdout)
        # Candidates are shown as lists are.
        several = self.run_tashbik("event", "get", "MACS workshop", code=3).stderr
        self.assertIn("Minority rights", several)
        self.assertNotIn("themes/", several)
        # What people type does not turn the terminal's line around.
        turned = self.run_tashbik("compose", "--themes", "Stateless\u202e people", code=2)
        self.assertNotIn("\u202e", turned.stderr)

    def test_arabic_digits_are_digits(self):
        call = ("compose", "--themes", "Stateless people", "--size")
        self.assertEqual(self.run_tashbik(*call, "3..4").stdout,
                         self.run_tashbik(*call, "٣..٤").stdout)
        self.assertEqual(
            self.run_tashbik("insight", "isolated", "--top", "3").stdout,
            self.run_tashbik("insight", "isolated", "--top", "٣").stdout)
        self.assertEqual(
            self.run_tashbik("event", "list", "--from", "2024-03-02").stdout,
            self.run_tashbik("event", "list", "--from", "٢٠٢٤-٠٣-٠٢").stdout)

    def test_a_map_takes_the_rights_of_others_away(self):
        path = self.folder / "work" / "there.svg"
        path.write_text("old", encoding="utf-8")
        path.chmod(0o644)
        self.run_tashbik("map", path)
        self.assertEqual(0o600, path.stat().st_mode & 0o777)
        nobody = self.run_tashbik("map", self.folder / "work" / "nobody.svg", "--country", "JP")
        self.assertIn("Nobody is here", nobody.stderr)


if __name__ == "__main__":
    unittest.main()
