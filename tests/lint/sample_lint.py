"""Checks the sample vocabulary and network: every line fits the contract, every reference leads
somewhere, every theme has its three languages, and nobody in danger is shown too widely.

Usage: sample_lint.py [FOLDER]. Prints one line for each fault and ends with 1 if there is any.
"""

import collections
import datetime
import json
import pathlib
import re
import sys
import unicodedata

import sample_contract

ROOT = pathlib.Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "ar", "fr")
COUNTRIES = set("""
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV
BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES
ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE
IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY
MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU
NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM
SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE
VG VI VN VU WF WS YE YT ZA ZM ZW""".split())
# Which facets a list of a profile may hold.
FACETS = {
    "issues": {"ISSUE", "CAUSE"}, "communities_served": {"COMMUNITY"},
    "communities_led_by": {"COMMUNITY"}, "challenges": {"CHALLENGE"}, "laws": {"LAW"},
    "institutions": {"INSTITUTION"}, "needs": {"SKILL", "RESOURCE"},
    "offers": {"SKILL", "RESOURCE"}, "values": {"VALUE"}, "red_lines": {"VALUE"},
    "origin_communities": {"COMMUNITY"},
}
DATES = ("review_date", "confirm_date", "start_date", "end_date", "join_date", "from_date",
         "until_date", "deadline", "date")
NARROW = ("TIER_BROKERED", "TIER_UNCLAIMED", "TIER_PRIVATE")  # what danger calls for
LANGUAGE_TAG = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
FORBIDDEN = re.compile("[\u0000-\u001f\u007f-\u009f\u200b\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
ARABIC = re.compile("[\u0600-\u06ff]")


def fold(text):
    """Close to the server's folding: enough to see that two labels are one word."""
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c) and c != "\u0640")
    for was, now in (("أإآٱ", "ا"), ("ىی", "ي"), ("ؤ", "و"), ("ئ", "ي"), ("ة", "ه")):
        for c in was:
            text = text.replace(c, now)
    return re.sub(r"[^\w+]+", " ", text).strip()


def walk(value, path=""):
    """Every (path, key, leaf) of a JSON value."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from walk(item, f"{path}[{i}]")
    else:
        yield path, re.sub(r"\[\d+\]$", "", path).rsplit(".", 1)[-1], value


def read(path, faults):
    """The objects of a JSON Lines file with their line numbers."""
    lines = []
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            lines.append((f"{path.name}:{number}", json.loads(text)))
        except ValueError as error:
            faults.append(f"{path.name}:{number}: not JSON: {error}")
    return lines


def check_leaves(line):
    """Texts, dates, countries and languages, wherever they stand."""
    for path, key, leaf in walk(line):
        if not isinstance(leaf, str):
            continue
        if not leaf.strip() or leaf != leaf.strip():
            yield f"{path}: empty, or with blanks at an end"
        if FORBIDDEN.search(leaf):
            yield f"{path}: holds a control or an invisible character"
        if unicodedata.normalize("NFC", leaf) != leaf:
            yield f"{path}: not in Unicode form NFC"
        if key in DATES:
            try:
                datetime.date.fromisoformat(leaf)
            except ValueError:
                yield f"{path}: {leaf!r} is no date YYYY-MM-DD"
        if key in ("base_country", "country") or key.endswith("countries"):
            if leaf not in COUNTRIES and not (key == "sensitive_countries" and leaf == "*"):
                yield f"{path}: {leaf!r} is no country of ISO 3166-1"
        if key in ("language", "languages") and not LANGUAGE_TAG.match(leaf):
            yield f"{path}: {leaf!r} is no language tag"
        if key in ("uri", "website") and not re.match(r"^https?://\S+$", leaf):
            yield f"{path}: {leaf!r} is no address"


def check_theme(theme, themes):
    """One theme: languages, links to themes of the right facet."""
    facet = theme.get("facet")
    if not re.match(r"^themes/[a-z][a-z0-9-]{0,62}$", theme["name"]):
        yield "name: not themes/ and a readable id"
    for field in ("labels", "definitions"):
        if set(theme.get(field, {})) != set(LANGUAGES):
            yield f"{field}: not exactly en, ar and fr"
    for field in ("labels", "alternative_labels", "hidden_labels", "definitions"):
        for language, value in theme.get(field, {}).items():
            texts = value["values"] if isinstance(value, dict) else [value]
            if len({fold(text) for text in texts}) < len(texts):
                yield f"{field}[{language}]: the same word twice"
            for text in texts:
                if (language == "ar") != bool(ARABIC.search(text)):
                    yield f"{field}[{language}]: {text!r} is in another script"
                if len(text) > 300:
                    yield f"{field}[{language}]: more than 300 characters"
    for broader in theme.get("broader", []):
        if broader in themes and themes[broader].get("facet") != facet:
            yield f"broader: {broader} is of another facet"
    for cause in theme.get("causes", []):
        if cause["theme"] in themes and themes[cause["theme"]].get("facet") != "FACET_CAUSE":
            yield f"causes: {cause['theme']} is no cause"
        if not cause.get("source") or not cause.get("review_date"):
            yield f"causes: {cause['theme']} without source or review_date"
        if len(cause.get("source", "")) > 300:
            yield f"causes: {cause['theme']}: source of more than 300 characters"
    for related in theme.get("related", []):
        if not 0 < related.get("weight", 0) <= 1:
            yield f"related: weight of {related['theme']} not in (0, 1]"
        if set(related.get("reasons", {})) != set(LANGUAGES):
            yield f"related: reason for {related['theme']} not in en, ar and fr"


def words(theme):
    """All that a theme is called, in any language, hidden or not."""
    for field in ("labels", "alternative_labels", "hidden_labels"):
        for value in theme.get(field, {}).values():
            yield from value["values"] if isinstance(value, dict) else [value]


def check_labels(themes):
    """No visible word names two themes; what is hidden is shown nowhere."""
    owner, hidden = {}, {}
    for name, theme in themes.items():
        for field in ("labels", "alternative_labels", "hidden_labels"):
            for language, value in theme.get(field, {}).items():
                for text in value.get("values", []) if isinstance(value, dict) else [value]:
                    table = hidden if field == "hidden_labels" else owner
                    other = table.setdefault((language, fold(text)), (name, field))
                    if other != (name, field) or table is hidden and other[0] != name:
                        yield f"{name}: {text!r} ({language}) already names {other[0]}"
    for key, (name, _) in hidden.items():
        if key in owner:
            yield f"{name}: hidden label {key[1]!r} is a visible one of {owner[key][0]}"


def cycles(themes, edges):
    """Themes on a cycle along `edges`."""
    state = {}

    def visit(name):
        state[name] = 1
        for other in edges(themes[name]):
            if other in themes and (state.get(other) == 1 or other not in state and visit(other)):
                return True
        state[name] = 2
        return False

    return [name for name in themes if name not in state and visit(name)]


def links(actor):
    """Every (list, theme, tier) of an actor."""
    for field, items in {**actor["profile"],
                         "origin_communities": actor.get("origin_communities", [])}.items():
        for item in items if field in FACETS else []:
            yield field, item["theme"], item.get("tier")


def check_actor(actor, themes):
    """One organization or diaspora group: facets, marking, and that danger narrows its tier."""
    profile, tier = actor["profile"], actor.get("visibility", {}).get("tier")
    named = tier == "TIER_PUBLIC"
    if not actor.get("sources"):
        yield "sources: none"
    if named == bool(actor.get("illustrative")):
        yield "illustrative: what is PUBLIC is named in a source, all else is illustrative"
    if not named and not (actor["visibility"].get("hubs") or actor["visibility"].get("brokers")):
        yield "visibility: names no hub"
    places = {profile.get("base_country")} | {country for field in (
        "active_countries",) for country in profile.get(field, [])} | {
            country for field in ("origin_countries", "residence_countries")
            for country in actor.get(field, [])}
    for field, theme, link_tier in links(actor):
        facet = themes.get(theme, {}).get("facet", "")
        if facet and facet.removeprefix("FACET_") not in FACETS[field]:
            yield f"{field}: {theme} is of facet {facet}"
        danger = places & set(themes.get(theme, {}).get("sensitive_countries", []))
        if danger and tier not in NARROW and (facet == "FACET_COMMUNITY" or
                                              link_tier not in NARROW):
            yield f"{field}: {theme} is sensitive in {', '.join(sorted(danger))}, tier {tier}"
    if tier not in NARROW:
        texts = [name["text"] for name in profile["names"]] + list(
            profile.get("descriptions", {}).values())
        for theme in themes.values():
            if places & set(theme.get("sensitive_countries", [])):
                yield from (f"a text names {theme['name']}, sensitive there: {label!r}"
                            for text in texts for label in words(theme)
                            if f" {fold(label)} " in f" {fold(text)} ")
    for field in ("needs", "offers", "issues", "communities_served"):
        twice = [name for name, count in collections.Counter(
            item["theme"] for item in profile.get(field, [])).items() if count > 1]
        if twice:
            yield f"{field}: {', '.join(twice)} twice"


def check_programme(record):
    """A call, event, story or statement: where it is from, and its texts in three languages."""
    if not record.get("sources"):
        yield "sources: none"
    for field in ("descriptions", "proposals", "texts", "addressees"):
        if field in record and set(record[field]) != set(LANGUAGES):
            yield f"{field}: not exactly en, ar and fr"


def check_table(readme, themes):
    """The README's table of what the sources say names themes that exist."""
    ids = re.findall(r"`themes/([a-z0-9-]+)`", readme)
    if not ids:
        yield "README.md: no table of themes"
    for theme in ids:
        if f"themes/{theme}" not in themes:
            yield f"README.md: themes/{theme} is not in the vocabulary"


def check(vocabulary, network, readme, contract):
    """All faults of the sample; the lines are (place, object)."""
    themes = {line.get("name"): line for _, line in vocabulary}
    # The hub that the sample is loaded into needs no line.
    names, faults = {"hubs/-": "the loading hub"}, []
    for place, line in vocabulary + network:
        name = line.get("name", "")
        if name in names:
            faults.append(f"{place}: {name} is already on {names[name]}")
        found = contract.faults(line.get("kind"), line)
        if not found:
            found += check_leaves(line)
            if line["kind"] == "theme":
                found += check_theme(line, themes)
            if line["kind"] in ("organization", "diaspora_group"):
                found += check_actor(line, themes)
            for path, key, leaf in walk(line):
                if key in ("theme", "themes", "skills", "broader", "actor", "lead", "funder",
                           "organizer", "organization", "coalition", "hubs", "brokers",
                           "circles") and leaf not in names:
                    found.append(f"{path}: {leaf} is on no line above")
            if line["kind"] in ("call", "event", "story", "statement"):
                found += check_programme(line)
            if line["kind"].endswith("_member") or line["kind"] == "attendee":
                parent, member = re.split("/members/|/attendees/", name)
                if parent not in names or not line["actor"].endswith("/" + member):
                    found.append("name: no such parent, or another member than `actor`")
        names[name] = place
        faults += [f"{place}: {name}: {fault}" for fault in found]
    faults += check_labels(themes)
    faults += [f"{name}: on a cycle of broader themes"
               for name in cycles(themes, lambda theme: theme.get("broader", []))]
    faults += [f"{name}: on a cycle of causes" for name in cycles(
        themes, lambda theme: [cause["theme"] for cause in theme.get("causes", [])])]
    missing = set(contract.enums["Facet"]) - {theme.get("facet") for theme in themes.values()}
    faults += [f"no theme of {facet}" for facet in sorted(missing - {"FACET_UNSPECIFIED"})]
    return faults + list(check_table(readme, themes))


def load(folder):
    """(vocabulary, network, readme, faults) of a folder."""
    faults = []
    return (read(folder / "vocabulary.jsonl", faults), read(folder / "network.jsonl", faults),
            (folder / "README.md").read_text(encoding="utf-8"), faults)


def main(arguments):
    folder = pathlib.Path(arguments[0]) if arguments else ROOT / "deploy" / "sample"
    vocabulary, network, readme, faults = load(folder)
    contract = sample_contract.Contract(ROOT / "proto" / "tashbik" / "v1")
    faults += check(vocabulary, network, readme, contract)
    for fault in faults:
        print(fault)
    print(f"{len(vocabulary)} themes, {len(network)} lines of network, {len(faults)} faults",
          file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
