"""Loads what a fold shows into a fresh directory and ranks partners for those it asks about."""

import pathlib

import register

SOURCE = "register"
SUGGESTIONS = 200


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
    """{organization that `fold` asks about: its partners, up to SUGGESTIONS, best first}.

    A partner is its id in the register and its score. `reorder` switches diversity and exposure,
    on as shipped or off.
    """
    organizations = register.rows(pathlib.Path(register_folder) / register.ORGANIZATIONS)
    names = directory.resolve(SOURCE, [row["org_id"] for row in organizations])
    org_ids = {name: org_id for org_id, name in names.items()}
    askers = dict.fromkeys(row["org_id"] for row in
                           register.rows(pathlib.Path(fold) / register.QUERIES))
    return {asker: [(org_ids[name], score) for name, score in
                    directory.suggest(names[asker], SUGGESTIONS, reorder)]
            for asker in askers}
