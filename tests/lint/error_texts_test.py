"""Proves that every sentence of an error that a person may read has its Arabic and French."""

import unittest

import error_texts
import repository

# What servers say where they start, in their log or on standard error.
OPERATORS = {"services/certificates.cc", "services/config.cc", "services/first_start.cc",
             "services/notices.cc", "services/server.cc"}


class ErrorTextsTest(unittest.TestCase):
    maxDiff = None

    def test_every_sentence_has_a_row(self):
        english = [row for path in repository.tracked("clients/cli/*_words*.cc")
                   for row in error_texts.rows(repository.read(path))]
        self.assertTrue(english, "no rows found")
        found = {}
        for path in repository.tracked("clients/cli/*.cc", "clients/cpp/*.cc", "services/*.cc"):
            if path in OPERATORS:
                continue
            for text in error_texts.said(repository.read(path)):
                found.setdefault(text, path)
        self.assertGreater(len(found), 400)
        self.assertEqual([], [f"{found[text]}: {text}"
                              for text in error_texts.missing(sorted(found), english)])

    def test_a_sentence_without_a_row_is_found(self):
        source = '''
          return UsageError(absl::StrCat("'", text, "' is odd"));
          check.Invalid(path, few ? "is few" : absl::StrCat("is more than ", most), "give less");
          session.Tell("it is " "done");  // "not this one"
        '''
        texts = error_texts.said(source)
        self.assertEqual(["'$1' is odd", "is few", "is more than $1", "give less", "it is done"],
                         texts)
        rows = error_texts.rows('{"\'$0\' is odd", "…", "…"}, {"is more "\n "than $0", "…", "…"},'
                                '{"$0: $1", "", ""}')
        self.assertEqual(["is few", "give less", "it is done"], error_texts.missing(texts, rows))
        self.assertEqual(["a: b c"], error_texts.missing(["a: b c"], rows), "a frame is no row")


if __name__ == "__main__":
    unittest.main()
