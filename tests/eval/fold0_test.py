#!/usr/bin/python3
"""Asks a fresh server about one fold of real coalitions and holds the ranking to a least recall.

Usage: fold0_test.py BINARY_DIR
Reads the evaluation folder $TASHBIK_EVAL_DIR, or ../shared/eval beside the repository; ends with
77, which ctest takes as skipped, where there is none.
"""

import os
import pathlib
import sys

import directory
import evaluation
import register
import scoring

SKIPPED = 77
# The goal of 0.20 and 0.15 is for all folds pooled (`all`). This fold alone is easier than most on
# `all` and harder on `novel`: 0.27 and 0.15 to 0.16, moving by 0.01 with the order of equals.
LEAST_RECALL = {"all": 0.24, "novel": 0.13}


def main(binary_dir):
    folder = pathlib.Path(os.environ.get("TASHBIK_EVAL_DIR") or
                          directory.ROOT.parent / "shared" / "eval")
    register_folder = folder / "register"
    folds = register.folds(register_folder)
    if not folds:
        print(f"skipped: there is no evaluation folder at {folder}; name one in TASHBIK_EVAL_DIR")
        return SKIPPED
    fold = folds[0]
    with directory.Directory(binary_dir) as fresh:
        evaluation.load(fresh, register_folder, fold)
        ranking = evaluation.rank(fresh, register_folder, fold, reorder=True)
    recall = scoring.fold_recall(fold, ranking)
    failed = False
    for variant, least in LEAST_RECALL.items():
        print(f"{fold.name} {variant}: recall@20 {recall[variant]:.4f}, at least {least}")
        failed = failed or recall[variant] < least
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except directory.Failed as error:
        sys.exit(f"{error}")
