"""Loads what a fold shows into a fresh directory and ranks partners for those it asks about."""

import pathlib

import register

SOURCE = "register"
SUGGESTIONS = 200
HEADER = ("coalition_id", "org_id", "rank", "suggested_org_id")


def load(directory, register_folder, fold):
    """Imports the register and the coalitions known in `fold`, all PUBLIC, then freezes rarity."""
    folder = pathlib.Path(register_folder)
    vocabulary = directory.folder / "vocabulary.jsonl"
    register.write_vocabulary(folder, vocabulary)
    directory.load(vocabulary, "theme")
    # The register's levels (European, national, …) are not ours (at home, from abroad, towards …).
    for name, options in (
            (register.ORGANIZATIONS, ["--tier", "public", "--map", "levels="]),
            (register.THEMES, ["--map", "theme=issues+"]),
            (register.COMMUNITIES, ["--map", "community=communities_served+"]),
            (register.DESCRIPTIONS, ["--map", "description=descriptions.en"])):
        directory.load(folder / name, "organization", "--key", "org_id", "--source", SOURCE,
                       *options)
    directory.load(pathlib.Path(fold) / register.MEMBERSHIPS, "coalition", "--key",
                   "coalition_id", "--source", SOURCE, "--ref", SOURCE, "--map",
                   "coalition_name=names", "--map", "org_id=members+", "--tier", "public")
    expected = sum(1 for _ in register.rows(folder / register.ORGANIZATIONS))
    counted = directory.publish_epoch()
    if counted != expected:
        raise ValueError(f"{counted} organizations are PUBLIC, {expected} were loaded")


def rank(directory, register_folder, fold, reorder):
    """Rows of HEADER: up to SUGGESTIONS partners for each query of `fold`.

    `reorder` switches diversity and exposure, on as shipped or off.
    """
    organizations = register.rows(pathlib.Path(register_folder) / register.ORGANIZATIONS)
    names = directory.resolve(SOURCE, [row["org_id"] for row in organizations])
    org_ids = {name: org_id for org_id, name in names.items()}
    partners = {}  # of an organization: two coalitions may ask for the same one
    ranking = []
    for row in register.rows(pathlib.Path(fold) / register.QUERIES):
        asker = row["org_id"]
        if asker not in partners:
            partners[asker] = [org_ids[name] for name in
                               directory.suggest(names[asker], SUGGESTIONS, reorder)]
        ranking += [(row["coalition_id"], asker, position, partner)
                    for position, partner in enumerate(partners[asker], 1)]
    return ranking


def write_ranking(path, ranking):
    """Writes rows of HEADER to a file."""
    with open(path, "w", encoding="utf-8") as out:
        for row in (HEADER, *ranking):
            out.write("\t".join(map(str, row)) + "\n")


def read_ranking(path):
    """The rows of a file that write_ranking wrote."""
    return [tuple(row[column] for column in HEADER) for row in register.rows(path)]
