#!/usr/bin/python3
"""What a coordinator sees of the sample's shape: gaps, needs, who is alone, who holds it together,
the network in files for other programs, and the map.

Usage: insight_story_test.py BINARY_DIR
"""

import csv
import io
import json
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ET

try:
    import networkx
except ImportError:  # python3-networkx
    networkx = None

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARIES = pathlib.Path(sys.argv.pop(1)).resolve()
CALL_S = 120
SERVING = "Serving on "
SVG = "{http://www.w3.org/2000/svg}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://gexf.net/1.3}"
# 45 organizations and diaspora groups. The campaign joins 5 (10 pairs), and Minority Rights Group
# has 7 partners: all the ties there are.
ACTORS, OPEN_ACTORS, TIES = 45, 9, 17
ARABIC = re.compile("[\u0600-\u06ff]")


class InsightStory(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="tashbik-insight-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        (cls.folder / "home").mkdir()
        cls.environment = {"PATH": os.environ["PATH"], "HOME": str(cls.folder / "home"),
                           "LC_ALL": "C.UTF-8"}
        cls.server = subprocess.Popen(
            [ROOT / "deploy" / "quickstart", "--port", "0", "--data", cls.folder / "sample"],
            env={**cls.environment, "TASHBIK_BINARIES": str(BINARIES)},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls.server.stderr.close)
        cls.addClassCleanup(cls.server.wait)
        cls.addClassCleanup(cls.server.terminate)
        lines = []
        for line in cls.server.stderr:
            lines.append(line)
            if line.startswith(SERVING):
                cls.address = line.split()[2]
                return
        raise AssertionError("it never served:\n" + "".join(lines))

    def call(self, *arguments, code=0):
        result = subprocess.run(
            [BINARIES / "tashbik", "--server", self.address, *map(str, arguments)],
            env=self.environment, capture_output=True, text=True, timeout=CALL_S, check=False)
        self.assertEqual(code, result.returncode, result.stderr)
        return result

    def ask(self, *arguments):
        return self.call(*arguments).stdout

    def items(self, *arguments):
        return [json.loads(line) for line in self.ask(*arguments, "-o", "jsonl").splitlines()]

    def test_gaps_in_lebanon_are_what_nobody_there_works_on(self):
        gaps = self.items("insight", "gaps", "--country", "Lebanon", "--top", "200")
        themes = {gap["theme"] for gap in gaps}
        self.assertTrue(all(gap["country"] == "LB" for gap in gaps))
        # Worked on in Morocco and Tunisia, and nowhere in Lebanon.
        self.assertIn("themes/language-rights", themes)
        for covered in ("themes/statelessness", "themes/housing", "themes/accessibility"):
            self.assertNotIn(covered, themes)
        for theme in sorted(themes)[:20]:
            listed = self.ask("org", "list", "--active-in", "LB", "-o", "name",
                              "--filter", f'theme:"{theme}"')
            self.assertEqual("", listed, theme)
        text = self.ask("insight", "gaps", "--country", "Lebanon")
        self.assertIn("Nobody works on", text.splitlines()[0])

    def test_coverage_counts_what_a_list_would_hold(self):
        cells = self.items("insight", "coverage", "--country", "MA", "--top", "200")
        self.assertTrue(cells)
        for cell in cells[:5]:
            query = ("--active-in", "MA", "-o", "name", "--filter", f'theme:"{cell["theme"]}"')
            listed = self.ask("org", "list", *query) + self.ask("diaspora", "list", *query)
            # A list also counts what is needed or offered; a coverage of issues has neither.
            self.assertEqual(int(cell["actors"]), len(listed.split()), cell)

    def test_needs_that_nobody_meets(self):
        needs = {need["theme"]: need for need in self.items("insight", "needs", "--top", "200")}
        # Needed by the LGBTQI+ groups and the exiles, offered by nobody.
        self.assertIn("themes/physical-security", needs)
        self.assertEqual("3", needs["themes/physical-security"]["needed"])
        self.assertNotIn("themes/digital-security", needs)
        # The trainers of Jordan meet it, but nobody who is based in Iraq does.
        there = {need["theme"] for need in self.items("insight", "needs", "--based-in", "IQ")}
        self.assertIn("themes/digital-security", there)

    def test_the_isolated_each_with_the_introduction_that_would_connect_it(self):
        found = self.items("insight", "isolated", "--based-in", "LB", "--top", "200")
        names = {one["actor"]["display_name"]: one for one in found}
        housing = next(one for name, one in names.items() if "ousing" in name)
        self.assertIn("partner", housing)
        # Through any of them it reaches Minority Rights Group's partners or the campaign's.
        self.assertIn(housing["reach"], ("5", "8"))
        self.assertIn(housing["partner"]["display_name"], housing["sentence"])
        scores = [one.get("score", 0) for one in found]
        self.assertEqual(scores, sorted(scores, reverse=True))
        # It is the best of all partners that have ties, as `suggest` would have it.
        tied = set()
        for _, edge_ends in self.edges():
            tied |= edge_ends
        suggested = self.ask("suggest", housing["actor"]["name"], "--top", "200", "-o", "name")
        self.assertTrue(set(suggested.split()) & tied)

    def edges(self):
        graph = ET.fromstring(self.ask("insight", "network")).find(GRAPHML + "graph")
        names = {}
        for node in graph.findall(GRAPHML + "node"):
            for data in node:
                if data.get("key") == "node-resource":
                    names[node.get("id")] = data.text
        return [(edge.get("id"), {names[edge.get("source")], names[edge.get("target")]})
                for edge in graph.findall(GRAPHML + "edge")]

    def test_who_holds_it_together(self):
        brokers = self.items("insight", "brokers")
        self.assertEqual("Minority Rights Group", brokers[0]["actor"]["display_name"])
        self.assertTrue(brokers[0]["articulation_point"])
        structure = json.loads(self.ask("insight", "structure", "-o", "json"))
        self.assertEqual(str(ACTORS), structure["actors"])
        self.assertEqual(str(TIES), structure["ties"])
        self.assertEqual(["8", "5"], structure["components"])
        self.assertEqual("32", structure["isolated"])
        open_part = json.loads(self.ask("--anonymous", "insight", "structure", "-o", "json"))
        self.assertEqual(str(OPEN_ACTORS), open_part["actors"])

    def test_sentences_and_tables_in_three_languages(self):
        seen = set()
        for language in ("en", "ar", "fr"):
            for command in ("coverage", "gaps", "needs", "isolated", "brokers", "structure"):
                text = self.ask("insight", command, "--lang", language)
                self.assertTrue(text.strip(), command)
                self.assertNotIn("{", text)
                if language == "ar":
                    self.assertRegex(text.splitlines()[0], ARABIC)
                self.assertNotIn(text, seen)
                seen.add(text)
        table = list(csv.reader(io.StringIO(self.ask("insight", "needs", "-o", "csv"))))
        self.assertEqual(["theme", "needed", "offered", "actors", "resource"], table[0])
        self.assertGreater(len(table), 1)

    def test_files_for_other_programs(self):
        graphml = ET.fromstring(self.ask("insight", "network", "--format", "graphml"))
        keys = {key.get("id") for key in graphml.findall(GRAPHML + "key")}
        graph = graphml.find(GRAPHML + "graph")
        nodes = {node.get("id") for node in graph.findall(GRAPHML + "node")}
        self.assertEqual(ACTORS, len(nodes))
        self.assertEqual(TIES, len(graph.findall(GRAPHML + "edge")))
        for edge in graph.findall(GRAPHML + "edge"):
            self.assertLessEqual({edge.get("source"), edge.get("target")}, nodes)
        for data in graph.iter(GRAPHML + "data"):
            self.assertIn(data.get("key"), keys)
        path = self.folder / "network.gexf"
        result = self.call("insight", "network", "--format", "gexf", "--themes", path)
        self.assertIn("not public", result.stderr)
        self.assertEqual(0o600, stat.S_IMODE(path.stat().st_mode))
        gexf = ET.parse(path).getroot()
        ids = {node.get("id") for node in gexf.iter(GEXF + "node")}
        self.assertGreater(len(ids), ACTORS)
        for edge in gexf.iter(GEXF + "edge"):
            self.assertLessEqual({edge.get("source"), edge.get("target")}, ids)
            float(edge.get("weight"))
        dot = self.ask("insight", "network", "--format", "dot")
        self.assertEqual(TIES, dot.count(" -- "))
        if shutil.which("dot"):
            drawn = subprocess.run(["dot", "-Tplain"], input=dot, capture_output=True, text=True,
                                   timeout=CALL_S, check=False)
            self.assertEqual(0, drawn.returncode, drawn.stderr)
            self.assertEqual(ACTORS, drawn.stdout.count("\nnode "))

    @unittest.skipIf(networkx is None, "python3-networkx is not installed")
    def test_another_reader_finds_all_nodes_edges_and_types(self):
        text = self.ask("insight", "network", "--themes")
        graph = ET.fromstring(text).find(GRAPHML + "graph")
        count = len(graph.findall(GRAPHML + "node")), len(graph.findall(GRAPHML + "edge"))
        graphml = networkx.parse_graphml(text)
        gexf = self.ask("insight", "network", "--format", "gexf", "--themes")
        if "1.3" not in networkx.readwrite.gexf.GEXF.versions:
            # Before 3.6 it knows 1.2 as the newest, which has the same elements.
            gexf = gexf.replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft")
        path = self.folder / "read.gexf"
        path.write_text(gexf, encoding="utf-8")
        for read in (graphml, networkx.read_gexf(path)):
            self.assertEqual(count, (read.number_of_nodes(), read.number_of_edges()))
            self.assertFalse(read.is_directed() or read.is_multigraph())
            kinds = set()
            for _, node in read.nodes(data=True):
                self.assertIsInstance(node["community"], int)
                for text_of in ("label", "kind", "resource"):
                    self.assertIsInstance(node[text_of], str)
                    self.assertTrue(node[text_of])
                kinds.add(node["kind"])
            self.assertLessEqual({"organization", "diaspora_group", "issue", "community"}, kinds)
            countries = {node["resource"]: node.get("country") for _, node in read.nodes(data=True)}
            self.assertIn("LB", countries.values())
            for _, _, edge in read.edges(data=True):
                self.assertIsInstance(edge["weight"], float)
                self.assertEqual(edge["kind"] == "coalition", "coalitions" in edge, edge)
        by_resource = [{node["resource"]: node for _, node in read.nodes(data=True)}
                       for read in (graphml, networkx.read_gexf(path))]
        self.assertEqual(*by_resource)

    def test_the_map_is_a_picture_of_all_that_is_seen(self):
        for language in ("en", "ar", "fr"):
            path = self.folder / f"map-{language}.svg"
            self.call("map", path, "--lang", language)
            root = ET.parse(path).getroot()
            width, height = (float(root.get(side)) for side in ("width", "height"))
            groups = [group for group in root.iter(SVG + "g") if group.get("class") == "node"]
            self.assertGreater(len(groups), ACTORS)  # themes too: most have no ties
            for text in root.iter(SVG + "text"):
                self.assertTrue(0 <= float(text.get("x")) <= width, text.text)
                self.assertTrue(0 <= float(text.get("y")) <= height, text.text)
                self.assertEqual(bool(ARABIC.search(text.text[:1])),
                                 text.get("direction") == "rtl" and bool(ARABIC.search(text.text[:1])))
            self.assertEqual(0o600, stat.S_IMODE(path.stat().st_mode))
        ties = self.folder / "ties.svg"
        self.call("map", ties, "--no-themes")
        groups = [group for group in ET.parse(ties).getroot().iter(SVG + "g")
                  if group.get("class") == "node"]
        self.assertEqual(ACTORS, len(groups))
        self.call("map", self.folder / "no" / "folder.svg", code=2)
        self.assertIn("tashbik map network.svg", self.ask("map", "--help"))


if __name__ == "__main__":
    unittest.main()
