"""Reads messages and enums out of the .proto files, as far as checking JSON against them takes."""

import pathlib
import re

# Kinds of lines in a JSON Lines file, with the message of each.
MESSAGES = {
    "theme": "Theme", "hub": "Hub", "circle": "Circle", "organization": "Organization",
    "diaspora_group": "DiasporaGroup", "hub_member": "HubMember", "coalition": "Coalition",
    "coalition_member": "CoalitionMember", "call": "Call", "event": "Event",
    "attendee": "Attendee", "story": "Story", "statement": "Statement",
}
# The line says its own kind under `kind`; a field of that name of the record is called so.
RENAMED = {("organization", "organization_kind"): "kind", ("event", "event_kind"): "kind"}

_FIELD = re.compile(
    r"^\s*(repeated\s+)?(map<string,\s*(\w+)>|[\w.]+)\s+(\w+)\s*=\s*\d+\s*[;\[]", re.MULTILINE)
_BLOCK = re.compile(r"^(message|enum)\s+(\w+)\s*\{(.*?)^\}", re.MULTILINE | re.DOTALL)
_SCALARS = {"string": str, "bool": bool, "int32": int, "int64": int, "double": (int, float)}


class Contract:
    """messages[name][field] = (type, "one" | "many" | "map"); enums[name] = value names."""

    def __init__(self, folder):
        self.messages, self.enums = {}, {}
        for path in sorted(pathlib.Path(folder).glob("*.proto")):
            text = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
            for what, name, body in _BLOCK.findall(text):
                if what == "enum":
                    self.enums[name] = set(re.findall(r"(\w+)\s*=\s*\d+\s*;", body))
                else:
                    self.messages[name] = {
                        field: (value or kind, "map" if value else "many" if many else "one")
                        for many, kind, value, field in _FIELD.findall(body)}

    def faults(self, kind, line):
        """What in a line its message does not have, each with the path."""
        if kind not in MESSAGES:
            return [f"kind: {kind!r} is none of {', '.join(MESSAGES)}"]
        body = {RENAMED.get((kind, key), key): value
                for key, value in line.items() if key != "kind"}
        return list(self._message(MESSAGES[kind], body, ""))

    def _message(self, name, value, path):
        if not isinstance(value, dict):
            yield f"{path}: not an object"
            return
        for key, item in value.items():
            where = f"{path}.{key}" if path else key
            if key not in self.messages[name]:
                yield f"{where}: {name} has no such field"
                continue
            kind, shape = self.messages[name][key]
            if shape == "many" and isinstance(item, list):
                entries = [(f"{where}[{i}]", entry) for i, entry in enumerate(item)]
            elif shape == "map" and isinstance(item, dict):
                entries = [(f"{where}[{text}]", entry) for text, entry in item.items()]
            elif shape == "one":
                entries = [(where, item)]
            else:
                yield f"{where}: not a {'list' if shape == 'many' else 'map'}"
                continue
            for at, entry in entries:
                yield from self._value(kind, entry, at)

    def _value(self, kind, value, path):
        if kind in self.messages:
            yield from self._message(kind, value, path)
        elif kind in self.enums:
            if value not in self.enums[kind]:
                yield f"{path}: {value!r} is no {kind}"
        elif kind in _SCALARS and not isinstance(value, _SCALARS[kind]):
            yield f"{path}: {value!r} is no {kind}"
