"""Proves the table of include_rules.py on every tracked source, and that the check can fail."""

import unittest

import include_rules
import repository


class IncludeRulesTest(unittest.TestCase):
    def test_sources_keep_to_the_table(self):
        sources = repository.tracked("*.cc", "*.h")
        bound = [path for path in sources if include_rules.folder_of(path)]
        self.assertTrue(bound, "no sources found")
        found = [line for path in bound
                 for line in include_rules.violations(path, repository.read(path))]
        self.assertEqual([], found, "\n" + "\n".join(found))

    def test_what_each_folder_may_not_include(self):
        for path, header in [
            ("graph/network.h", '"rocksdb/db.h"'),
            ("graph/network.h", "<grpcpp/grpcpp.h>"),
            ("graph/network.h", "<thread>"),
            ("graph/network.h", '"absl/time/clock.h"'),
            ("graph/network.h", '"tashbik/v1/actor.pb.h"'),
            ("graph/network.h", "<unicode/uchar.h>"),
            ("graph/text/fold.h", '"graph/network.h"'),
            ("graph/text/fold.h", "<fstream>"),
            ("storage/store.h", '"graph/network.h"'),
            ("storage/store.h", "<grpcpp/grpcpp.h>"),
            ("storage/store.h", '"services/directory.h"'),
            ("services/directory.h", "<rocksdb/db.h>"),
            ("services/directory.h", '"clients/cpp/client.h"'),
            ("clients/cpp/client.h", '"services/directory.h"'),
            ("clients/cli/main.cc", '"storage/store.h"'),
            ("clients/cli/main.cc", '"graph/text/fold.h"'),
        ]:
            with self.subTest(path=path, header=header):
                self.assertEqual(1, len(include_rules.violations(path, f"#include {header}\n")))

    def test_what_each_folder_may_include(self):
        for path, header in [
            ("graph/network.h", "<vector>"),
            ("graph/network.h", '"roaring/roaring.hh"'),
            ("graph/network.h", '"graph/text/pipeline.h"'),
            ("graph/text/fold.cc", "<unicode/normalizer2.h>"),
            ("storage/store.cc", "<sys/file.h>"),
            ("storage/store.cc", '"tashbik/store/v1/envelope.pb.h"'),
            ("services/directory.h", '"storage/store.h"'),
            ("services/directory.h", '"graph/network.h"'),
            ("clients/cli/main.cc", "<fmt/format.h>"),
            ("tests/unit/graph/network_test.cc", "<rocksdb/db.h>"),
        ]:
            with self.subTest(path=path, header=header):
                self.assertEqual([], include_rules.violations(path, f"#include {header}\n"))


if __name__ == "__main__":
    unittest.main()
