"""The evaluation folder: what a register and its folds hold, and the vocabulary made from them.

Columns and meaning are those of the folder's own README; nothing of it is copied into the product.
"""

import collections
import csv
import json
import os
import pathlib
import re

ORGANIZATIONS = "organizations.tsv"
THEMES = "organization_themes.tsv"
COMMUNITIES = "organization_communities.tsv"
DESCRIPTIONS = "organization_descriptions.tsv"
MEMBERSHIPS = "memberships.tsv"  # of a fold: what is known
QUERIES = "queries.tsv"  # of a fold: for whom to suggest
RELEVANT = "relevant.tsv"  # of a fold: what was hidden; for scoring alone
RANKING = ("coalition_id", "org_id", "rank", "suggested_org_id")  # columns of a ranking

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77  # exit code of a test

# Longest id of a theme, see proto/tashbik/v1/theme.proto.
MAX_THEME_ID = 63


def rows(path):
    """The rows of a TSV file as dictionaries. Cells are taken as they stand, without quoting."""
    with open(path, encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)


def find():
    """The register of $TASHBIK_EVAL_DIR or of ../shared/eval; nothing, with a word, without one."""
    folder = pathlib.Path(os.environ.get("TASHBIK_EVAL_DIR") or
                          ROOT.parent / "shared" / "eval")
    if folds(folder / "register"):
        return folder / "register"
    print(f"skipped: there is no evaluation folder at {folder}; name one in TASHBIK_EVAL_DIR")
    return None


def folds(register):
    """The folds of a register, in the order of their names."""
    return sorted(path.parent for path in pathlib.Path(register).glob(f"*/{QUERIES}"))


def write_rankings(path, rankings):
    """Writes {(coalition, organization): suggested, best first} as a folder's score.py reads it."""
    with open(path, "w", encoding="utf-8") as out:
        out.write("\t".join(RANKING) + "\n")
        for query, partners in rankings.items():
            for rank, partner in enumerate(partners, 1):
                out.write("\t".join((*query, str(rank), partner)) + "\n")


def read_rankings(path):
    """What write_rankings wrote."""
    ranked = collections.defaultdict(list)
    for row in rows(path):
        coalition, organization, rank, suggested = (row[column] for column in RANKING)
        ranked[coalition, organization].append((int(rank), suggested))
    return {query: [suggested for _, suggested in sorted(partners)]
            for query, partners in ranked.items()}


def _theme_id(label, taken):
    """A readable id of the form `[a-z][a-z0-9-]*` that is not in `taken` yet."""
    words = re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")
    base = words if words[:1].isalpha() else f"theme-{words}"
    base, number = base[:MAX_THEME_ID - 3].rstrip("-"), 1
    theme = base
    while theme in taken:
        number += 1
        theme = f"{base}-{number}"
    taken.add(theme)
    return theme


def write_vocabulary(register, path):
    """Writes one theme for each field of interest and each community that the register names.

    Their labels are the register's own words, so that its columns can be imported as they stand.
    Returns how many there are.
    """
    taken = set()
    with open(path, "w", encoding="utf-8") as out:
        for name, column, facet in ((THEMES, "theme", "FACET_ISSUE"),
                                    (COMMUNITIES, "community", "FACET_COMMUNITY")):
            for label in sorted({row[column] for row in rows(pathlib.Path(register) / name)}):
                theme = {"kind": "theme", "name": f"themes/{_theme_id(label, taken)}",
                         "facet": facet, "labels": {"en": label}}
                out.write(json.dumps(theme, ensure_ascii=False) + "\n")
    return len(taken)
