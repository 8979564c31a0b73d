#!/usr/bin/python3
"""Holds the shipped matching to floors on all folds of real coalitions: recall by score, what
diversity and exposure cost, how evenly places are given.

Usage: floors_test.py BINARY_DIR
Reads the evaluation folder $TASHBIK_EVAL_DIR, or ../shared/eval beside the repository; ends with
77, which ctest takes as skipped, where there is none.
"""

import sys

import engine
import register
import scoring
import tables

# Floors, not goals: what README.md measures is above them.
LEAST_RECALL = {"all": 0.250, "novel": 0.200}
MOST_COST = 0.03  # of recall, relative
LEAST_GINI_DROP = 0.05
LEAST_SHOWN = 0.92


def main(binary_dir):
    folder = register.find()
    if folder is None:
        return register.SKIPPED
    faults = []

    def hold(what, value, least):
        print(f"{what}: {value:.4f}, at least {least}")
        if value < least:
            faults.append(what)

    with engine.Engine(binary_dir, folder, register.folds(folder)) as running:
        measured = tables.Tables(running)
        plain, shipped = (scoring.recall(measured.measure(**options))
                          for options in ({}, tables.SHIPPED))
        for variant, least in LEAST_RECALL.items():
            hold(f"recall@20 by score, {variant}", plain[variant], least)
            hold(f"share of it that is left as shipped, {variant}",
                 shipped[variant] / plain[variant], 1 - MOST_COST)
        (unequal, shown), (unequal_shipped, shown_shipped) = (
            measured.fold_exposure(0, partners=0, **options) for options in ({}, tables.SHIPPED))
        hold("fall of Gini of exposure", unequal - unequal_shipped, LEAST_GINI_DROP)
        hold("shown at least once, by score", shown, LEAST_SHOWN)
        hold("shown at least once, as shipped", shown_shipped, LEAST_SHOWN)
    return 1 if faults else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except engine.Failed as error:
        sys.exit(f"{error}")
