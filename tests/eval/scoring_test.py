"""The scoring on a fold small enough to count by hand and against a folder's own score.py, where
there is one; and the vocabulary made from a register."""

import contextlib
import io
import json
import math
import os
import pathlib
import random
import subprocess
import sys
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

    def ranking(self, *rows):
        write(self.folder / "ranking.tsv", " ".join(register.RANKING), *rows)
        return register.read_rankings(self.folder / "ranking.tsv")

    def pooled(self, *rows):
        return scoring.pool([scoring.Fold(self.folder).score(self.ranking(*rows))])

    def recall(self, *rows):
        return scoring.recall(self.pooled(*rows))

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

    def test_the_first_hit_and_its_place_count(self):
        scores = self.pooled("c0 a 1 x", "c0 a 2 c", "c1 d 1 e")
        gained = (1 / math.log2(3)) / (1 + 1 / math.log2(3))
        self.assertEqual([(0.5, 0.5, gained), (1.0, 1.0, 1.0)], scores["all"])
        self.assertEqual([(1.0, 0.5, 1 / math.log2(3)), (1.0, 1.0, 1.0)], scores["novel"])

    def test_a_query_without_an_answer_counts_as_nothing(self):
        self.assertEqual({"all": 0.5, "novel": 0.5}, self.recall("c1 d 1 e"))

    def test_intervals_hold_the_mean_and_stay_the_same(self):
        pooled = {variant: [(share / 10, 0.0, 0.0) for share in range(10)]
                  for variant in scoring.VARIANTS}
        first, second = scoring.summary(pooled), scoring.summary(pooled)
        self.assertEqual(first, second)
        mean, low, high = first["all"][0]
        self.assertAlmostEqual(0.45, mean)
        self.assertTrue(0.2 < low < mean < high < 0.7)
        gaps = scoring.difference(pooled, pooled)
        self.assertEqual({"all": (0.0, 0.0, 0.0), "novel": (0.0, 0.0, 0.0)}, gaps)

    def test_an_even_share_and_one_who_has_all(self):
        self.assertEqual(0.0, scoring.gini([3, 3, 3, 3]))
        self.assertEqual(0.75, scoring.gini([0, 0, 0, 8]))


class FolderScorerTest(unittest.TestCase):
    def test_the_folders_own_scorer_prints_the_same(self):
        with contextlib.redirect_stdout(io.StringIO()):
            folder = register.find()
        if folder is None or not (folder.parent / "score.py").exists():
            self.skipTest("there is no evaluation folder; name one in TASHBIK_EVAL_DIR")
        organizations = [row["org_id"] for row in
                         register.rows(folder / register.ORGANIZATIONS)][:600]
        source, scores, arguments = random.Random(7), [], []
        with tempfile.TemporaryDirectory() as name:
            for path in register.folds(folder)[:2]:
                fold = scoring.Fold(path)
                # Hidden partners among others, some queries without an answer.
                rankings = {}
                for query in fold.queries[1:]:
                    mixed = set(source.sample(organizations, 60)) | fold.hidden[query[0]]
                    rankings[query] = sorted(mixed - {query[1]},
                                             key=lambda _: source.random())
                out = os.path.join(name, fold.name)
                register.write_rankings(out, rankings)
                scores.append(fold.score(rankings))
                arguments += [path, out]
            printed = subprocess.run(
                [sys.executable, folder.parent / "score.py", *arguments], check=True,
                capture_output=True, text=True).stdout
        ours = scoring.like_the_folder(scoring.pool(scores))
        self.assertEqual(printed.splitlines()[-2:], ours.splitlines())
        self.assertNotIn("recall@20 0.0000", ours)


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
