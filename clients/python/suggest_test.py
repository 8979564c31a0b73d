"""Tests the Python example against a small server of its own."""

import concurrent.futures
import contextlib
import io
import sys
import tempfile
import unittest

try:
    import grpc
except ImportError:
    print("skipped: python3-grpcio is not installed")
    sys.exit(0)

import stubs
import suggest


class SuggestTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        stubs.make(cls.folder.name)
        from tashbik.v1 import match_pb2, match_pb2_grpc, search_pb2, search_pb2_grpc

        class Search(search_pb2_grpc.SearchServiceServicer):
            def ResolveActor(self, request, context):
                cls.metadata = dict(context.invocation_metadata())
                response = search_pb2.ResolveActorResponse()
                if request.query == "GCHR":
                    response.actor.name = "organizations/a"
                else:
                    response.candidates.add(name="organizations/b", display_name="Other")
                return response

        class Match(match_pb2_grpc.MatchServiceServicer):
            def SuggestPartners(self, request, context):
                if request.count > 200:
                    context.abort(grpc.StatusCode.INVALID_ARGUMENT, "count: at most 200")
                response = match_pb2.SuggestPartnersResponse()
                suggestion = response.suggestions.add(band=match_pb2.BAND_STRONG)
                suggestion.partner.display_name = "For " + request.actor
                suggestion.reasons.add(sentence="Both work on housing.")
                return response

        cls.server = grpc.server(concurrent.futures.ThreadPoolExecutor(max_workers=2))
        search_pb2_grpc.add_SearchServiceServicer_to_server(Search(), cls.server)
        match_pb2_grpc.add_MatchServiceServicer_to_server(Match(), cls.server)
        port = cls.server.add_insecure_port("127.0.0.1:0")
        cls.server.start()
        cls.channel = grpc.insecure_channel(f"127.0.0.1:{port}")

    @classmethod
    def tearDownClass(cls):
        cls.channel.close()
        cls.server.stop(None)
        cls.folder.cleanup()

    def ask(self, words, count=5):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = suggest.ask(self.channel, words, count, "en", [("authorization", "Bearer x")])
        return code, out.getvalue(), err.getvalue()

    def test_prints_partners_with_reasons(self):
        code, out, _ = self.ask("GCHR")
        self.assertEqual(code, 0)
        self.assertEqual(out, "Partners for organizations/a:\n"
                              "1. For organizations/a [strong]\n   - Both work on housing.\n")
        self.assertEqual(self.metadata["authorization"], "Bearer x")

    def test_shows_candidates(self):
        code, out, err = self.ask("rights")
        self.assertEqual((code, out), (3, ""))
        self.assertIn("Other (organizations/b)", err)

    def test_errors_are_told(self):
        with self.assertRaises(grpc.RpcError) as raised:
            self.ask("GCHR", count=201)
        self.assertEqual(raised.exception.code(), grpc.StatusCode.INVALID_ARGUMENT)


if __name__ == "__main__":
    unittest.main()
