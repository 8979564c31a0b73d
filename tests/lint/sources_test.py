"""Proves that CMake lists every tracked source, that no header is dead, and that no file names
the place where it was written."""

import pathlib
import re
import unittest

import repository

# Folders and helpers of a workplace. Written so that this file does not name them itself.
WORKPLACE = re.compile(r"(?<![\w.])/(?:[w]ork|[f]arm)/|/[t]mp/b/|[s]ubagent|[b]efore-stop")


def unlisted(sources, lists):
    """The sources that no CMakeLists.txt of their folder, or of one above it, names.

    `lists` maps the folder of each CMakeLists.txt to its text; a source is named by its path
    relative to that folder, without its end where a loop over names adds it: `${name}_test.cc`.
    """
    def names(text, path):
        ends = {end for end in re.findall(r"\$\{\w+\}([\w.]+)", text) if path.endswith(end)}
        forms = [path, *(path.removesuffix(end) for end in ends)]
        return any(re.search(rf"(?<![\w./-]){re.escape(form)}(?![\w.-])", text) for form in forms)

    found = []
    for source in sources:
        path = pathlib.PurePosixPath(source)
        if not any(names(text, str(path.relative_to(folder)))
                   for folder, text in lists.items() if path.is_relative_to(folder)):
            found.append(source)
    return found


class SourcesTest(unittest.TestCase):
    maxDiff = None

    def test_every_source_is_listed(self):
        lists = {str(pathlib.PurePosixPath(path).parent): repository.read(path)
                 for path in repository.tracked("CMakeLists.txt", "*/CMakeLists.txt")}
        sources = repository.tracked("*.cc", "*.proto")
        self.assertTrue(sources, "no sources found")
        self.assertEqual([], unlisted(sources, lists))

    def test_an_unlisted_source_is_found(self):
        lists = {"graph": "add_library(g network.cc)", ".": "project(tashbik)"}
        self.assertEqual(["graph/work.cc"],
                         unlisted(["graph/network.cc", "graph/work.cc"], lists))
        loop = {"tests": "foreach(name a)\n  t(NAME ${name} SOURCES ${name}_test.cc)\nendforeach()"}
        self.assertEqual(["tests/b_test.cc"],
                         unlisted(["tests/a_test.cc", "tests/b_test.cc"], loop))

    def test_every_header_is_included_somewhere(self):
        sources = repository.tracked("*.cc", "*.h")
        included = {match.group(1) for path in sources
                    for match in re.finditer(r'#\s*include\s+[<"]([^>"]+)[>"]',
                                             repository.read(path))}
        dead = [path for path in repository.tracked("*.h") if path not in included]
        self.assertEqual([], dead)

    def test_no_file_names_the_workplace(self):
        found = [f"{path}: {match.group(0)}" for path in repository.tracked()
                 for match in [WORKPLACE.search(repository.read(path))] if match]
        self.assertEqual([], found)

    def test_a_workplace_is_found(self):
        self.assertTrue(WORKPLACE.search("cd " + "/wo" + "rk/main"))
        self.assertFalse(WORKPLACE.search("https://example.org/wo" + "rk/reports"))


if __name__ == "__main__":
    unittest.main()
