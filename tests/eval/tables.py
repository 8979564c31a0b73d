"""The tables of README.md: what each part of the matching is worth on an evaluation folder."""

import concurrent.futures
import os
import pathlib
import subprocess
import sys
from collections import Counter, defaultdict

import engine
import register
import scoring

PAGE = 20  # places of an answer that a person looks at
BASELINES = ("random", "popularity", "country", "theme_jaccard", "attributes", "adamic_adar",
             "hybrid")
TITLES = ("all: recall@20", "MRR", "nDCG@20", "novel: recall@20", "MRR", "nDCG@20")
OTHER_KEYS = range(2, 6)
SHIPPED = {"diversity": 1, "exposure": 1}


def _cell(values):
    mean, low, high = values
    return f"{mean:.4f} [{low:.3f}, {high:.3f}]"


def _row(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def _head(title, *columns):
    print(f"\n### {title}")
    _row(*columns)
    _row(*["---"] * len(columns))


class Tables:
    """Measures and prints. Every number is a function of the folder and the engine alone."""

    def __init__(self, running):
        self._engine = running
        self._folds = [scoring.Fold(fold) for fold in running.folds]
        self._default = self.measure()
        self._communities = defaultdict(set)
        for row in register.rows(running.register / register.COMMUNITIES):
            self._communities[row["org_id"]].add(row["community"])

    def measure(self, **options):
        """Scores of every coalition for one set of options, see ranker.cc."""
        return self._pooled(self._answers(**options))

    def _print_scores(self, name, pooled, *more):
        summary = scoring.summary(pooled)
        _row(name, *(_cell(values) for variant in scoring.VARIANTS for values in summary[variant]),
             *more)

    def whole(self):
        """The default weights with and without what reorders."""
        _head("Default weights", "what", *TITLES)
        self._print_scores("by score alone", self._default)
        for name, options in (("diversity", {"diversity": 1}), ("exposure", {"exposure": 1})):
            self._print_scores(name, self.measure(**options))
        pooled = self.measure(**SHIPPED)
        self._print_scores("both, as shipped", pooled)
        shipped, plain = scoring.recall(pooled), scoring.recall(self._default)
        print("\nBoth on change recall@20 by " + " and ".join(
            f"{100 * (shipped[variant] / plain[variant] - 1):+.1f} % ({variant})"
            for variant in scoring.VARIANTS) + ".")
        others = [scoring.recall(self.measure(key=key)) for key in OTHER_KEYS]
        print("Equals in another order (four other keys), by score: " + ", ".join(
            f"{variant} {min(other[variant] for other in others):.4f} to "
            f"{max(other[variant] for other in others):.4f}" for variant in scoring.VARIANTS) + ".")

    def signals(self):
        """Each signal alone, and the defaults less each."""
        _head("Each signal alone", "signal", *TITLES)
        for name in engine.MEASURABLE:
            self._print_scores(name, self.measure(alone=engine.signal(name)))
        _head("Default weights less one signal", "without", *TITLES, "change of all",
              "change of novel")
        for name in engine.MEASURABLE:
            pooled = self.measure(less=engine.signal(name))
            gaps = scoring.difference(pooled, self._default)
            self._print_scores(name, pooled,
                               *("{:+.4f} [{:+.3f}, {:+.3f}]".format(*gaps[variant])
                                 for variant in scoring.VARIANTS))

    def _crossing(self, answers):
        """Of suggestions to those who name communities: the share of the first PAGE that name other
        ones and none of theirs."""
        crossing = total = 0
        for answer in answers:
            for asker, partners in answer.items():
                own = self._communities.get(asker)
                if not own:
                    continue
                others = [self._communities.get(partner, set()) for partner in partners[:PAGE]]
                crossing += sum(bool(other) and not own & other for other in others)
                total += len(others)
        return crossing / total if total else 0.0

    def _answers(self, **options):
        return [self._engine.ask(number, **options) for number, _ in enumerate(self._folds)]

    def _pooled(self, answers):
        return scoring.pool([fold.score(fold.by_query(answer))
                             for fold, answer in zip(self._folds, answers)])

    def presets(self):
        """What each focus costs and gains."""
        _head("Presets, by score", "focus", *TITLES, "across communities, top 20")
        for number, name in enumerate(engine.FOCUSES, 1):
            answers = self._answers(focus=number)
            self._print_scores(name, self._pooled(answers), f"{self._crossing(answers):.3f}")

    def newcomers(self):
        """Askers that have just arrived."""
        _head("Cold start, by score", "the asker has", *TITLES, "askers without a suggestion")
        for name, cold in (("all that the fold shows", None), ("no ties", "ties"),
                           ("no description", "description"), ("neither", "both")):
            answers = self._answers(**({} if cold is None else {"cold": cold}))
            empty = sum(not partners for answer in answers for partners in answer.values())
            self._print_scores(name, self._pooled(answers), str(empty))

    def exposure(self):
        """How evenly places are given when everybody asks."""
        _head(f"Exposure: all {len(self._engine.organizations)} ask for {PAGE} "
              f"({self._folds[0].name})", "what", "partners it has", "Gini",
              "shown at least once")
        for partners in (0, 1):
            for name, options in (("by score alone", {}), ("diversity", {"diversity": 1}),
                                  ("exposure", {"exposure": 1}), ("both, as shipped", SHIPPED)):
                unequal, shown = self.fold_exposure(0, partners=partners, **options)
                _row(name, "suggested too" if partners else "left out", f"{unequal:.4f}",
                     f"{shown:.4f}")

    def fold_exposure(self, number, **options):
        """Gini and share shown at least once, when everybody asks on one fold."""
        answer = self._engine.ask(number, askers="all", count=PAGE, **options)
        shown = Counter(partner for partners in answer.values() for partner in partners)
        counts = [shown[organization] for organization in self._engine.organizations]
        return scoring.gini(counts), sum(count > 0 for count in counts) / len(counts)

    def baselines(self, script, out):
        """The methods of the folder's baselines.py."""
        jobs = [(name, fold, out / f"{fold.name}.{name}.tsv")
                for name in BASELINES for fold in self._engine.folds]

        def run(job):
            with open(job[2], "wb") as ranking:
                subprocess.run([sys.executable, script, self._engine.register, job[1], job[0]],
                               stdout=ranking, check=True)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as threads:
            list(threads.map(run, jobs))
        _head("Baselines", "method", *TITLES)
        for name in BASELINES:
            self._print_scores(name, scoring.pool([
                fold.score(register.read_rankings(out / f"{fold.name}.{name}.tsv"))
                for fold in self._folds]))

    def agreement(self, script, out):
        """Prints the default rankings' scores by the folder's own scorer; raises where they are
        not those printed above."""
        arguments = []
        for number, (folder, fold) in enumerate(zip(self._engine.folds, self._folds)):
            path = out / f"{fold.name}.score.tsv"
            register.write_rankings(path, fold.by_query(self._engine.ask(number)))
            arguments += [folder, path]
        printed = subprocess.run([sys.executable, script, *arguments], check=True,
                                 capture_output=True, text=True).stdout
        ours = scoring.like_the_folder(self._default)
        print(f"\nBy {pathlib.Path(script).name}, of the ranking by score alone:\n\n"
              + "".join(f"    {line}\n" for line in printed.splitlines()), end="")
        if printed != ours:
            raise engine.Failed(f"{script} scores otherwise than scoring.py:\n{printed}{ours}")
