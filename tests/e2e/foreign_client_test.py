#!/usr/bin/python3
"""Calls the server with somebody else's client, `buf curl`, that knows only its address: what there
is comes from reflection.

Usage: foreign_client_test.py BINARY_DIR
Ends with 77, which ctest takes as skipped, where buf (see proto/buf) has never been fetched.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARIES = pathlib.Path(sys.argv.pop(1)).resolve()
BUF = ROOT / "proto" / "buf"
SKIPPED = 77
CALL_S = 60
UNAUTHENTICATED = 16 << 3  # buf ends with the gRPC code, three bits up


def buf(*arguments):
    """Runs buf without letting it be fetched."""
    return subprocess.run([BUF, *arguments], env={**os.environ, "npm_config_offline": "true"},
                          stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=CALL_S, check=False)


class ForeignClientTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="tashbik-foreign-")
        cls.addClassCleanup(folder.cleanup)
        cls.data = pathlib.Path(folder.name) / "data"
        environment = {"PATH": os.environ["PATH"], "HOME": folder.name, "LC_ALL": "C.UTF-8"}
        port_file = pathlib.Path(folder.name) / "address"
        with open(pathlib.Path(folder.name) / "log", "wb") as log:
            cls.server = subprocess.Popen(
                [BINARIES / "tashbikd", "--data", cls.data, "--address", "127.0.0.1:0",
                 "--port-file", port_file], env=environment, stderr=log)
        cls.addClassCleanup(cls.server.wait)
        cls.addClassCleanup(cls.server.terminate)
        end = time.monotonic() + CALL_S
        while not port_file.exists():
            if cls.server.poll() is not None or time.monotonic() > end:
                raise RuntimeError("the server did not start")
            time.sleep(0.02)
        cls.address = port_file.read_text().strip()
        for role, file in (("administrator", "vocabulary"), ("coordinator", "network")):
            subprocess.run(
                [BINARIES / "tashbik", "--server", cls.address, "--token-file",
                 cls.data / f"{role}.token", "import", "--source", "sample",
                 ROOT / "deploy" / "sample" / f"{file}.jsonl"],
                env=environment, check=True, capture_output=True, timeout=CALL_S)
        cls.token = (cls.data / "coordinator.token").read_text().strip()

    def curl(self, *arguments, path=""):
        return buf("curl", "--protocol", "grpc", "--http2-prior-knowledge", *arguments,
                   f"http://{self.address}/{path}")

    def call(self, method, request, token):
        header = ["--header", f"authorization: Bearer {token}"] if token else []
        return self.curl(*header, "--data", json.dumps(request), path=f"tashbik.v1.{method}")

    def answer(self, method, request, token):
        result = self.call(method, request, token)
        self.assertEqual(0, result.returncode, result.stderr)
        return json.loads(result.stdout)

    def test_reflection_lists_the_services(self):
        result = self.curl("--list-services")
        self.assertEqual(0, result.returncode, result.stderr)
        services = result.stdout.split()
        for name in ("Organization", "DiasporaGroup", "Theme", "Coalition", "Hub", "Search", "Match",
                     "Change", "Admin"):
            self.assertIn(f"tashbik.v1.{name}Service", services)

    def test_suggestions_come_with_reasons(self):
        actor = self.answer("SearchService/ResolveActor", {"query": "Statelessness grantee in Lebanon"},
                            self.token)["actor"]["name"]
        found = self.answer("MatchService/SuggestPartners", {"actor": actor, "count": 3}, self.token)
        self.assertTrue(found["suggestions"])
        self.assertTrue(found["suggestions"][0]["reasons"][0]["sentence"])

    def test_without_a_token_only_what_is_public_is_there(self):
        query = {"query": "Statelessness grantee in Lebanon"}
        seen = self.answer("SearchService/ResolveActor", query, self.token)["actor"]["name"]
        self.assertNotIn(seen, json.dumps(self.answer("SearchService/ResolveActor", query, "")))
        public = self.answer("SearchService/ResolveActor", {"query": "GCHR"}, "")
        self.assertIn("actor", public)

    def test_a_wrong_token_is_refused(self):
        result = self.call("SearchService/ResolveActor", {"query": "GCHR"}, "not-a-token")
        self.assertEqual(UNAUTHENTICATED, result.returncode, result.stderr)


if __name__ == "__main__":
    if buf("--version").returncode != 0:
        print("skipped: buf has not been fetched yet; proto/buf --version does it")
        sys.exit(SKIPPED)
    unittest.main()
