"""Recall of the hidden partners among the first 20, each coalition counting once.

Two variants: `all`, and `novel`, where those who already share a known coalition with the asking
organization are neither suggested nor looked for. An evaluation folder brings a scorer of its own,
with intervals; this one is for a test that must do without it.
"""

import pathlib
from collections import defaultdict

import register

CUT = 20


def _groups(path):
    groups = defaultdict(set)
    for row in register.rows(path):
        groups[row["coalition_id"]].add(row["org_id"])
    return groups


def _recall(ranking, wanted):
    return len(wanted.intersection(ranking[:CUT])) / len(wanted)


def _mean(values):
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def fold_recall(fold, ranking):
    """Recall of one fold: {"all": …, "novel": …}.

    `ranking` holds rows of coalition_id, org_id, rank, suggested_org_id. A query without a ranking
    counts as 0. Raises ValueError where an organization is suggested twice or to itself.
    """
    fold = pathlib.Path(fold)
    known = defaultdict(set)
    for group in _groups(fold / register.MEMBERSHIPS).values():
        for organization in group:
            known[organization] |= group
    hidden = _groups(fold / register.RELEVANT)
    ranked = defaultdict(list)
    for coalition, organization, rank, suggested in ranking:
        ranked[coalition, organization].append((int(rank), suggested))
    recalls = {"all": defaultdict(list), "novel": defaultdict(list)}
    for row in register.rows(fold / register.QUERIES):
        coalition, organization = row["coalition_id"], row["org_id"]
        partners = [partner for _, partner in sorted(ranked[coalition, organization])]
        if len(set(partners)) != len(partners) or organization in partners:
            raise ValueError(f"{organization} is suggested to itself, or a partner twice")
        wanted = hidden[coalition] - {organization}
        recalls["all"][coalition].append(_recall(partners, wanted))
        novel = wanted - known[organization]
        if novel:
            partners = [partner for partner in partners if partner not in known[organization]]
            recalls["novel"][coalition].append(_recall(partners, novel))
    return {variant: _mean(_mean(values) for values in coalitions.values())
            for variant, coalitions in recalls.items()}
