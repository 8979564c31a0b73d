"""The sentences of errors in the sources, and the rows that put them into other languages."""

import json
import re

# Makers of errors whose words a person may read, and Session::Tell, which writes notes.
MAKERS = re.compile(
    r"\b(?:UsageError|(?:absl::)?(?:NotFound|InvalidArgument|FailedPrecondition|Unauthenticated|"
    r"AlreadyExists|Internal|Unavailable|Aborted|Unknown|DataLoss)Error|FieldInvalid|FieldRequired|"
    r"LimitExceeded|PermissionDenied|StateConflict|Unavailable|BudgetExhausted|MakeError|OnResource|"
    r"\w+(?:\.|->)(?:Invalid|Required|Limit|TextRefused|Tell)|Add(?=\(v1::))\(")
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
LITERALS = re.compile(r'^(?:"(?:[^"\\]|\\.)*"\s*)+$')
ROW = re.compile(r'\{\s*((?:"(?:[^"\\]|\\.)*"\s*)+),')
HOLE = re.compile(r"[$@#%]\d")


def unquoted(literals):
    """The text of string literals that stand one after the other."""
    return "".join(json.loads(f'"{text}"') for text in LITERAL.findall(literals))


def split(text, start, separator=","):
    """The arguments of the call that opens before `start`, and where it closes; C++ without raw
    strings."""
    parts, part, depth, at = [], "", 0, start
    while at < len(text):
        if text[at] in "\"'":
            end = at + 1
            while text[end] != text[at]:
                end += 2 if text[end] == "\\" else 1
            part += text[at:end + 1]
            at = end + 1
            continue
        if text[at] in ")]}" and depth == 0:
            break
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if text[at] == separator and depth == 0:
            parts.append(part.strip())
            part = ""
        else:
            part += text[at]
        at += 1
    return [*parts, part.strip()], at


def sentences(argument):
    """What an argument may say, with `$0` … where it differs from call to call; `@0` … stands for
    another error's sentence. Empty where it says nothing that can be told from here."""
    choice = re.match(r"^[^\"]*\? ?(.+)$", argument, re.DOTALL)
    if choice:
        branches, _ = split(choice[1].replace("::", "\0"), 0, ":")
        branches = [branch.replace("\0", "::") for branch in branches]
        if len(branches) == 2:
            return [text for branch in branches for text in sentences(branch)]
    wrapped = re.match(r"^(?:std::string|absl::string_view)\((.*)\)$", argument, re.DOTALL)
    if wrapped:
        return sentences(wrapped[1])
    if LITERALS.match(argument):
        return [unquoted(argument)]
    joined = re.match(r"^absl::StrCat\(", argument)
    if not joined:
        return []
    parts, end = split(argument, joined.end())
    if end != len(argument) - 1:
        return []
    text = ""
    for number, part in enumerate(parts):
        message = "message()" in part
        text += unquoted(part) if LITERALS.match(part) else f"{'@' if message else '$'}{number % 10}"
    return [text]


def said(source):
    """All sentences of errors in a source. Words without a space are names of fields."""
    text = re.sub(r"(?<![:\"])//[^\n\"]*$", "", source, flags=re.MULTILINE)
    found = []
    for call in MAKERS.finditer(text):
        for argument in split(text, call.end())[0]:
            found += [said for said in sentences(argument) if re.search(r"[a-z] |[^ ] [a-z]", HOLE.sub("", said))]
    return found


def rows(table):
    """The English of the rows of a table of translations."""
    return [unquoted(row) for row in ROW.findall(table)]


def pattern(row):
    """What fits a row: its own letters, with anything in its holes."""
    return re.compile(".*?".join(re.escape(part) for part in HOLE.split(row)), re.DOTALL)


def missing(texts, english):
    """The texts that no row fits. Frames, rows of holes and punctuation alone, fit none: what
    stands in their holes needs rows of its own."""
    telling = [pattern(row) for row in english if re.search(r"[a-z]", HOLE.sub("", row))]
    return [text for text in texts if not any(row.fullmatch(text) for row in telling)]
