"""Recall@20, MRR and nDCG@20 of the hidden partners, each coalition counting once.

Two variants: `all`, and `novel`, where those who already share a known coalition with the asking
organization are neither suggested nor looked for. The numbers and the intervals on recall are those
that an evaluation folder's own score.py prints (scoring_test.py compares them).
"""

import functools
import math
import pathlib
import random
from collections import defaultdict

import register

CUT = 20
VARIANTS = ("all", "novel")
RESAMPLES = 1000  # bootstraps over coalitions; the ends of the interval are the 26th and the 975th
SEED = 1


def _groups(path):
    groups = defaultdict(set)
    for row in register.rows(path):
        groups[row["coalition_id"]].add(row["org_id"])
    return groups


def _measure(ranking, wanted):
    hits = [org in wanted for org in ranking[:CUT]]
    gained = sum(1 / math.log2(place + 2) for place, hit in enumerate(hits) if hit)
    ideal = sum(1 / math.log2(place + 2) for place in range(min(len(wanted), CUT)))
    first = next((1 / place for place, org in enumerate(ranking, 1) if org in wanted), 0.0)
    return sum(hits) / len(wanted), first, gained / ideal


class Fold:
    """What a fold shows, asks and hides."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        self.name = folder.name
        self.known = defaultdict(set)  # of an organization: whom it shares a known coalition with
        for group in _groups(folder / register.MEMBERSHIPS).values():
            for organization in group:
                self.known[organization] |= group
        self.queries = [(row["coalition_id"], row["org_id"])
                        for row in register.rows(folder / register.QUERIES)]
        self.hidden = _groups(folder / register.RELEVANT)

    def score(self, rankings):
        """{variant: {coalition: [(recall, reciprocal rank, nDCG) of each query]}}.

        `rankings` maps (coalition, organization) to suggested organizations, best first; a query
        without one counts as 0. Raises ValueError where an organization is suggested twice or to
        itself.
        """
        scores = {variant: defaultdict(list) for variant in VARIANTS}
        for coalition, organization in self.queries:
            partners = rankings.get((coalition, organization), [])
            if len(set(partners)) != len(partners) or organization in partners:
                raise ValueError(f"{organization} is suggested to itself, or a partner twice")
            wanted = self.hidden[coalition] - {organization}
            scores["all"][coalition].append(_measure(partners, wanted))
            known = self.known[organization]
            if wanted - known:
                partners = [partner for partner in partners if partner not in known]
                scores["novel"][coalition].append(_measure(partners, wanted - known))
        return scores

    def by_query(self, partners):
        """Rankings for `score` from {organization: its partners}."""
        return {query: partners[query[1]] for query in self.queries}


def pool(scores):
    """Joins the scores of several folds: {variant: [(recall, MRR, nDCG) of each coalition]}."""
    joined = {variant: defaultdict(list) for variant in VARIANTS}
    for fold in scores:
        for variant in VARIANTS:
            for coalition, values in fold[variant].items():
                joined[variant][coalition] += values
    return {variant: [_mean(values) for values in joined[variant].values()]
            for variant in VARIANTS}


def _mean(rows):
    return tuple(sum(column) / len(rows) for column in zip(*rows))


def recall(pooled):
    """{variant: mean recall}."""
    return {variant: sum(row[0] for row in rows) / len(rows) for variant, rows in pooled.items()}


@functools.lru_cache(maxsize=None)
def _draws(sizes):
    """Indices of coalitions, RESAMPLES times, for each of some numbers of coalitions."""
    source = random.Random(SEED)
    return [[[source.choice(range(size)) for _ in range(size)] for _ in range(RESAMPLES)]
            for size in sizes]


def _interval(values, draws):
    """95 % of the means of `values` over draws."""
    means = sorted(sum(map(values.__getitem__, draw)) / len(draw) for draw in draws)
    return means[25], means[974]


def summary(pooled):
    """{variant: [(mean, low, high) of recall, MRR, nDCG]} with intervals of 95 %."""
    draws = _draws(tuple(len(pooled[variant]) for variant in VARIANTS))
    return {variant: [(sum(column) / len(column), *_interval(column, drawn))
                      for column in zip(*pooled[variant])]
            for variant, drawn in zip(VARIANTS, draws)}


def like_the_folder(pooled):
    """The two lines that a folder's score.py prints."""
    lines = ""
    for variant, (found, mrr, ndcg) in summary(pooled).items():
        lines += (f"{variant:6} coalitions {len(pooled[variant]):3}  recall@20 {found[0]:.4f} "
                  f"[{found[1]:.3f}, {found[2]:.3f}]  MRR {mrr[0]:.4f}  nDCG@20 {ndcg[0]:.4f}\n")
    return lines


def difference(pooled, base):
    """{variant: (mean, low, high)} of the recall of one less that of another, by coalition."""
    draws = _draws(tuple(len(pooled[variant]) for variant in VARIANTS))
    result = {}
    for variant, drawn in zip(VARIANTS, draws):
        gaps = [one[0] - other[0] for one, other in zip(pooled[variant], base[variant])]
        result[variant] = (sum(gaps) / len(gaps), *_interval(gaps, drawn))
    return result


def gini(counts):
    """0 where all counts are equal, towards 1 where one has everything."""
    ordered = sorted(counts)
    size, total = len(ordered), sum(ordered)
    return sum((2 * place - size + 1) * count
               for place, count in enumerate(ordered)) / (size * total) if total else 0.0
