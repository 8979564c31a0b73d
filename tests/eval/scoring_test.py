"""The scoring on a fold small enough to count by hand, and the vocabulary made from a register."""

import json
import pathlib
import tempfile
import unittest

import register
import scoring


def write(path, *lines):
    path.write_text("".join("\t".join(line.split()) + "\n" for line in lines), encoding="utf-8")


class ScoringTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        # a and b know each other; c0 hides a, b, c and c1 hides d, e.
        write(self.folder / register.MEMBERSHIPS, "coalition_id coalition_name org_id",
              "known Known a", "known Known b")
        write(self.folder / register.QUERIES, "coalition_id org_id", "c0 a", "c1 d")
        write(self.folder / register.RELEVANT, "coalition_id org_id", "c0 a", "c0 b", "c0 c",
              "c1 d", "c1 e")

    def recall(self, *rows):
        return scoring.fold_recall(self.folder, [tuple(row.split()) for row in rows])

    def test_each_coalition_counts_once(self):
        self.assertEqual({"all": 0.75, "novel": 0.5},
                         self.recall("c0 a 1 b", "c0 a 2 x", "c1 d 1 e"))

    def test_known_partners_make_room(self):
        rows = ["c0 a 1 b"] + [f"c0 a {rank} x{rank}" for rank in range(2, 21)] + ["c0 a 21 c"]
        self.assertEqual({"all": 0.25, "novel": 0.5}, self.recall(*rows))

    def test_what_comes_after_the_cut_does_not_count(self):
        rows = [f"c1 d {rank} x{rank}" for rank in range(1, 21)] + ["c1 d 21 e"]
        self.assertEqual({"all": 0.0, "novel": 0.0}, self.recall(*rows))

    def test_nobody_is_suggested_to_itself_or_twice(self):
        for rows in (["c0 a 1 a"], ["c0 a 1 b", "c0 a 2 b"]):
            with self.assertRaises(ValueError):
                self.recall(*rows)


class VocabularyTest(unittest.TestCase):
    def test_ids_are_readable_and_differ(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / register.THEMES).write_text(
                "org_id\ttheme\no\tClimate Action\np\tClimate, action\n", encoding="utf-8")
            write(folder / register.COMMUNITIES, "org_id community", "o roma")
            self.assertEqual(3, register.write_vocabulary(folder, folder / "v.jsonl"))
            themes = [json.loads(line)
                      for line in (folder / "v.jsonl").read_text(encoding="utf-8").splitlines()]
        self.assertEqual(["themes/climate-action", "themes/climate-action-2", "themes/roma"],
                         [theme["name"] for theme in themes])
        self.assertEqual("FACET_COMMUNITY", themes[2]["facet"])
        self.assertEqual({"en": "Climate, action"}, themes[1]["labels"])


if __name__ == "__main__":
    unittest.main()
