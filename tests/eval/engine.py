"""The engine over an evaluation folder: the server's code, with ids and keys that stay."""

import pathlib
import subprocess

import register

BINARIES = register.ROOT / "build" / "release" / "bin"
RANKER = "eval_ranker"
# By the number of the signal, from 1: graph/presets.h.
SIGNALS = ("issue", "community", "bridge", "related", "text", "need", "offer", "place", "values",
           "ties")
# Those that a register says something about: it has no curated links, needs or declared values.
MEASURABLE = ("issue", "community", "bridge", "text", "place", "ties")
FOCUSES = ("BALANCED", "SIMILAR", "BRIDGING", "COMPLEMENTARY", "HOME_AND_DIASPORA")  # from 1


def signal(name):
    """The number of a signal."""
    return SIGNALS.index(name) + 1


class Failed(Exception):
    """What went wrong, for the person who measures."""


class Engine:
    """A running eval_ranker over some folds, to be used in a `with` statement."""

    def __init__(self, binary_dir, register_folder, folds):
        self._program = pathlib.Path(binary_dir).resolve() / RANKER
        if not self._program.exists():
            raise Failed(f"there is no {RANKER} in {self._program.parent}; build it, or say where "
                         "with --binary-dir")
        self.register = pathlib.Path(register_folder)
        self.folds = [pathlib.Path(fold) for fold in folds]
        self.organizations = [row["org_id"] for row in
                              register.rows(self.register / register.ORGANIZATIONS)]
        self._process = None

    def __enter__(self):
        self._process = subprocess.Popen(
            [self._program, self.register, *self.folds], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, encoding="ascii")
        return self

    def __exit__(self, *unused):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def lines(self, fold, **options):
        """The answer's lines as lists of words; the words of the request are in ranker.cc."""
        request = " ".join(f"{key}={value}" for key, value in {"fold": fold, **options}.items())
        try:
            self._process.stdin.write(request + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise Failed(f"{RANKER} ended before: {request}") from error
        answer = []
        while (line := self._process.stdout.readline()) != "\n":
            if not line:
                raise Failed(f"{RANKER} ended at: {request}")
            answer.append(line.split())
        return answer

    def ask(self, fold, **options):
        """{asker: its partners, best first} for one fold, by organization id."""
        names = self.organizations
        return {names[int(asker)]: [names[int(partner)] for partner in partners]
                for asker, *partners in self.lines(fold, **options)}

    def ask_scores(self, fold, **options):
        """As ask, each partner with its score in units of 2^-24."""
        names = self.organizations
        return {names[int(asker)]: [(names[int(partner)], int(score)) for partner, score in
                                    (word.split(":") for word in partners)]
                for asker, *partners in self.lines(fold, scores=1, **options)}

    def preset(self, focus=1):
        """The weights of a preset, in the order of SIGNALS."""
        return tuple(float(weight) for weight in self.lines(0, preset=focus)[0])
