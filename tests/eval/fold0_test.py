#!/usr/bin/python3
"""Holds the first fold of real coalitions to a least recall, through the real server and through
the engine alone, which must be the same thing.

Usage: fold0_test.py BINARY_DIR
Reads the evaluation folder $TASHBIK_EVAL_DIR, or ../shared/eval beside the repository; ends with
77, which ctest takes as skipped, where there is none.
"""

import sys

import directory
import engine
import evaluation
import register
import scoring

# This fold alone is easier than most on `all` and harder on `novel`; all folds are held to more by
# floors_test.py.
LEAST_RECALL = {"all": 0.24, "novel": 0.13}
# Ids are drawn anew for a new server: they order equals, and choose who is asked for exposure.
NOISE = 0.015
ONE = 1 << 24  # of a score in the engine


def compare(served, computed):
    """Faults of the server's ranking by score against the engine's.

    Both hold (partner, score in units of 1 / ONE), best first. Only equals may change places, and
    of those with the last score others may stand there.
    """
    if [score for _, score in served] != [score for _, score in computed]:
        return "scores differ"
    last = served[-1][1] if served else 0
    above = [{pair for pair in ranking if pair[1] > last} for ranking in (served, computed)]
    return "" if above[0] == above[1] else "partners differ"


def check_rankings(served, computed):
    """Prints and counts askers for whom the server and the engine differ."""
    faults = 0
    for asker, partners in served.items():
        fault = compare([(partner, round(score * ONE)) for partner, score in partners],
                        computed[asker])
        if fault:
            faults += 1
            print(f"{asker}: {fault}")
    print(f"by score: {len(served) - faults} of {len(served)} rankings are the engine's own")
    return faults


def check_recall(fold, served, computed):
    """Holds both to LEAST_RECALL and to each other, as shipped; counts faults."""
    recalls = [scoring.recall(scoring.pool([fold.score(fold.by_query(partners))]))
               for partners in (served, computed)]
    faults = 0
    for variant, least in LEAST_RECALL.items():
        by_server, by_engine = (recall[variant] for recall in recalls)
        print(f"{fold.name} {variant}, as shipped: recall@20 {by_server:.4f} by the server, "
              f"{by_engine:.4f} by the engine, at least {least}")
        faults += by_server < least or abs(by_server - by_engine) > NOISE
    return faults


def main(binary_dir):
    folder = register.find()
    if folder is None:
        return register.SKIPPED
    fold = register.folds(folder)[0]
    with directory.Directory(binary_dir) as fresh:
        evaluation.load(fresh, folder, fold)
        by_score, shipped = (evaluation.rank(fresh, folder, fold, reorder)
                             for reorder in (False, True))
    with engine.Engine(binary_dir, folder, [fold]) as running:
        faults = check_rankings(by_score, running.ask_scores(0))
        faults += check_recall(
            scoring.Fold(fold),
            {asker: [name for name, _ in partners] for asker, partners in shipped.items()},
            running.ask(0, diversity=1, exposure=1))
    return 1 if faults else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except engine.Failed as error:
        sys.exit(f"{error}")
