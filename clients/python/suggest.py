#!/usr/bin/python3
"""Asks a Tashbik server for partners, as another service would: over gRPC, with a token.

    clients/python/suggest.py GCHR --token-file ~/.config/tashbik/127.0.0.1_8440/coordinator.token
"""

import argparse
import os
import sys
import tempfile

import grpc

import stubs


def ask(channel, words, count, language, metadata, deadline_s=10):
    """Prints the partners suggested for what `words` name; returns an exit code."""
    from tashbik.v1 import match_pb2, match_pb2_grpc, search_pb2, search_pb2_grpc

    found = search_pb2_grpc.SearchServiceStub(channel).ResolveActor(
        search_pb2.ResolveActorRequest(query=words, language=language),
        metadata=metadata, timeout=deadline_s)
    if not found.HasField("actor"):
        print(f"'{words}' is not one actor; it may be one of:", file=sys.stderr)
        for candidate in found.candidates:
            print(f"  {candidate.display_name} ({candidate.name})", file=sys.stderr)
        return 3
    # Words may find another actor than was meant, such as where the one meant is hidden: say which.
    print(f"Partners for {found.actor.display_name or found.actor.name}:")
    answer = match_pb2_grpc.MatchServiceStub(channel).SuggestPartners(
        match_pb2.SuggestPartnersRequest(actor=found.actor.name, count=count, language=language),
        metadata=metadata, timeout=deadline_s)
    for rank, suggestion in enumerate(answer.suggestions, start=1):
        band = match_pb2.Band.Name(suggestion.band).removeprefix("BAND_").lower()
        print(f"{rank}. {suggestion.partner.display_name} [{band}]")
        for reason in suggestion.reasons:
            print(f"   - {reason.sentence}")
    return 0


def main():
    parser = argparse.ArgumentParser(description="Suggests partners for an organization.")
    parser.add_argument("actor", help="name, acronym or words that find one organization")
    parser.add_argument("--server", default="127.0.0.1:8440", help="HOST:PORT")
    parser.add_argument("--token-file", help="file with the token; none asks anonymously")
    parser.add_argument("--top", type=int, default=5, help="most partners to show")
    parser.add_argument("--lang", default="en", choices=["en", "ar", "fr"])
    arguments = parser.parse_args()
    metadata = []
    if arguments.token_file:
        with open(os.path.expanduser(arguments.token_file), encoding="ascii") as file:
            metadata.append(("authorization", "Bearer " + file.read().strip()))
    with tempfile.TemporaryDirectory() as folder:
        stubs.make(folder)
        # A plain channel is for this machine; elsewhere use grpc.secure_channel.
        with grpc.insecure_channel(arguments.server) as channel:
            try:
                return ask(channel, arguments.actor, arguments.top, arguments.lang, metadata)
            except grpc.RpcError as error:
                print(f"{error.code().name}: {error.details()}", file=sys.stderr)
                return 1


if __name__ == "__main__":
    sys.exit(main())
