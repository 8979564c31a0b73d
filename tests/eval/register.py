"""The evaluation folder: what a register and its folds hold, and the vocabulary made from them.

Columns and meaning are those of the folder's own README; nothing of it is copied into the product.
"""

import csv
import json
import pathlib
import re

ORGANIZATIONS = "organizations.tsv"
THEMES = "organization_themes.tsv"
COMMUNITIES = "organization_communities.tsv"
DESCRIPTIONS = "organization_descriptions.tsv"
MEMBERSHIPS = "memberships.tsv"  # of a fold: what is known
QUERIES = "queries.tsv"  # of a fold: for whom to suggest
RELEVANT = "relevant.tsv"  # of a fold: what was hidden; for scoring alone

# Longest id of a theme, see proto/tashbik/v1/theme.proto.
MAX_THEME_ID = 63


def rows(path):
    """The rows of a TSV file as dictionaries. Cells are taken as they stand, without quoting."""
    with open(path, encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)


def folds(register):
    """The folds of a register, in the order of their names."""
    return sorted(path.parent for path in pathlib.Path(register).glob(f"*/{QUERIES}"))


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
