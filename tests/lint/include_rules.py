"""Who may include whom: the table of the house, and a check of one file against it.

Layers point one way. `graph` is pure (no files, clock, threads, log, gRPC, RocksDB), `storage`
knows no graph and no gRPC, `services` sees RocksDB only through `storage`, and a client links
nothing of the server. graph and storage meet in services alone.
"""

import re

INCLUDE = re.compile(r'^\s*#\s*include\s+(<([^>]+)>|"([^"]+)")')

# C++ standard headers have no slash and no suffix; those that hide a clock, a thread, a file or a
# terminal are not for graph.
STANDARD = r"[a-z0-9_]+"
IMPURE = {
    "chrono", "condition_variable", "cstdio", "filesystem", "fstream", "future", "iostream",
    "mutex", "shared_mutex", "thread",
    "absl/time/clock.h", "absl/synchronization/mutex.h", "absl/synchronization/notification.h",
}
# POSIX and Linux, where a library has no wrapper.
SYSTEM = r"(sys|linux|netinet|arpa)/.*|[a-z]+\.h"

MESSAGES = r"(tashbik/(store/)?v1|google/(protobuf|rpc)|grpc/health/v1)/.*"
GRPC = r"(grpc|grpcpp)/.*"

# folder -> what its files may include, as full matches of the path.
ALLOWED = {
    "graph/text": [STANDARD, r"absl/.*", r"graph/text/.*", r"unicode/.*", r"libstemmer\.h"],
    "graph": [STANDARD, r"absl/.*", r"boost/.*", r"roaring/.*", r"immintrin\.h", r"graph/.*"],
    "storage": [STANDARD, SYSTEM, r"absl/.*", MESSAGES, r"rocksdb/.*", r"sodium\.h",
                r"storage/.*"],
    "services": [STANDARD, SYSTEM, r"absl/.*", MESSAGES, GRPC, r"boost/(beast|asio)/.*",
                 r"boost/(beast|asio)\.hpp", r"spdlog/.*", r"toml\+\+/.*", r"CLI/.*",
                 r"sodium\.h", r"curl/.*", r"openssl/.*", r"unicode/.*", r"graph/.*", r"storage/.*",
                 r"services/.*"],
    "clients": [STANDARD, SYSTEM, r"absl/.*", MESSAGES, GRPC, r"CLI/.*",
                r"boost/(graph|property_map|random)/.*", r"fmt/.*", r"openssl/.*", r"serd/.*",
                r"unicode/.*", r"clients/.*"],
}
# SYSTEM would let these in by their names.
NEVER = {
    "storage": [r"libstemmer\.h"],
    "services": [r"libstemmer\.h"],
    "clients": [r"libstemmer\.h", r"sodium\.h"],
}


def folder_of(path):
    """The row of the table that binds a file, or None for a file that no row binds."""
    for folder in ALLOWED:  # graph/text stands before graph
        if path.startswith(folder + "/"):
            return folder
    return None


def violations(path, text):
    """What `path` with content `text` includes against the rules, as lines to print."""
    folder = folder_of(path)
    if folder is None:
        return []
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        match = INCLUDE.match(line)
        if not match:
            continue
        header = match.group(2) or match.group(3)
        allowed = any(re.fullmatch(rule, header) for rule in ALLOWED[folder])
        never = any(re.fullmatch(rule, header) for rule in NEVER.get(folder, []))
        impure = folder.startswith("graph") and header in IMPURE
        if not allowed or never or impure:
            found.append(f"{path}:{number}: {folder}/ may not include {header}")
    return found
