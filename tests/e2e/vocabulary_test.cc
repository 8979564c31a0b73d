// Care of the vocabulary from the command line: SKOS there and back, merging, history.
#include "gtest/gtest.h"
#include "tests/e2e/harness.h"

namespace tashbik::e2e {
namespace {

TEST(Vocabulary, TheSampleGoesThroughSkosAndBackByteForByte) {
  Server first;
  first.Do({"import", Repository() + "/deploy/sample/vocabulary.jsonl", "--source", "sample"});
  first.Do({"theme", "create", "lodging", "--set", "facet=issue", "--set", "labels.en=Lodging"});
  first.Do({"theme", "merge", "lodging", "housing"});
  first.Do({"theme", "create", "dwelling", "--set", "facet=issue", "--set", "labels.en=Dwelling"});
  first.Do({"theme", "create", "abode", "--set", "facet=issue", "--set", "labels.en=Abode"});
  first.Do({"theme", "deprecate", "dwelling", "--replaced-by", "abode"});
  first.Do({"theme", "deprecate", "abode", "--replaced-by", "housing"});
  const std::string exported = first.Do({"theme", "export", "--format", "skos"});
  EXPECT_GT(Count(exported, "skos:Concept ;"), 240);
  EXPECT_GT(Count(exported, "skos:hiddenLabel"), 0);
  EXPECT_EQ(Count(exported, "owl:deprecated"), 3);
  EXPECT_EQ(Count(exported, "dct:isReplacedBy"), 3);

  Server second;
  const std::string file = second.Write("vocabulary.ttl", exported);
  const Result dry = second.Run({"import", file, "--dry-run"});
  EXPECT_EQ(dry.code, 0) << dry.err;
  EXPECT_EQ(second.Do({"-o", "jsonl", "theme", "list"}), "");
  second.Do({"import", file});
  EXPECT_EQ(second.Do({"theme", "export"}), exported);
  EXPECT_EQ(second.Do({"export", "--kind", "theme"}), first.Do({"export", "--kind", "theme"}));
  const Result again = second.Run({"-o", "json", "import", file});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(Count(again.out, "\"outcome\":\"unchanged\""),
            static_cast<int>(Lines(first.Do({"--as", "administrator", "-o", "name", "theme", "list",
                                             "--deleted"}))
                                 .size()));
  EXPECT_EQ(second.Do({"theme", "export"}), exported) << "a chain of replacements stays one";

  // Without a token that sees hidden labels they are left out, and that is said.
  const Result public_export = first.Run({"--anonymous", "theme", "export"});
  EXPECT_EQ(public_export.code, 0);
  EXPECT_EQ(Count(public_export.out, "hiddenLabel"), 0);
  EXPECT_EQ(Count(public_export.err, "without hidden labels"), 1);
}

TEST(Vocabulary, AForeignVocabularyIsReadWithAFacetFromAFlag) {
  Server server;
  const std::string file = server.Write("part.ttl",
                                        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
                                        "@prefix ev: <http://eurovoc.europa.eu/> .\n"
                                        "ev:1 a skos:Concept ; skos:prefLabel \"water\"@en .\n"
                                        "ev:2 a skos:Concept ; skos:prefLabel \"wells\"@en ;\n"
                                        "  skos:broader ev:1 .\n"
                                        "ev:3 a skos:Concept ; skos:prefLabel \"none\" .\n");
  const Result imported =
      server.Run({"import", file, "--source", "eurovoc", "--set", "facet=issue"});
  EXPECT_EQ(imported.code, 8) << imported.err;
  EXPECT_EQ(Count(imported.err, "eurovoc-3"), 1) << imported.err;
  EXPECT_EQ(Count(server.Do({"theme", "get", "eurovoc-2", "-o", "json"}), "themes/eurovoc-1"), 1);
  // Without it, the server says what is missing.
  const Result missing = server.Run({"import", file, "--source", "other"});
  EXPECT_EQ(missing.code, 1);
  EXPECT_EQ(Count(missing.err, "facet"), 2) << missing.err;
  const Result broken = server.Run({"import", server.Write("broken.ttl", "@prefix x <y> .\n")});
  EXPECT_EQ(broken.code, 2);
  EXPECT_EQ(Count(broken.err, "line 1"), 1) << broken.err;
  const Result binary = server.Run({"import", server.Write("binary.ttl", "\n\xff\xfe\n")});
  EXPECT_EQ(binary.code, 2);
  EXPECT_EQ(Count(binary.err, "line 2"), 1) << binary.err;
}

TEST(Vocabulary, MergingIsSeenInMatchingAndInTheHistory) {
  Server server;
  for (const char* id : {"shelter", "housing"}) {
    server.Do(
        {"theme", "create", id, "--set", "facet=issue", "--set", std::string("labels.en=") + id});
  }
  server.Do({"org", "create", "Roofs for all", "--set", "themes=shelter"});
  EXPECT_EQ(Count(server.Do({"-o", "name", "org", "list", "--filter", "theme = housing"}), "org"),
            0);
  server.Do({"theme", "merge", "shelter", "housing"});
  EXPECT_EQ(Count(server.Do({"-o", "name", "org", "list", "--filter", "theme = housing"}), "org"),
            1);
  const std::string history = server.Do({"theme", "history", "housing"});
  EXPECT_EQ(Count(history, "merged themes/shelter into it"), 1) << history;
  EXPECT_EQ(Lines(server.Do({"-o", "jsonl", "theme", "history", "shelter", "--limit", "1"})).size(),
            1u);
  const Result circle = server.Run({"theme", "deprecate", "housing", "--replaced-by", "shelter"});
  EXPECT_EQ(circle.code, 1) << circle.err;
}

TEST(Vocabulary, ProposalsAreListedForTheirMakerInTheirLanguage) {
  Server server;
  server.Do({"theme", "create", "water", "--set", "facet=issue", "--set", "labels.en=Water",
             "--set", "labels.ar=الماء"});
  server.Do(
      {"theme", "propose", "water", "--set", "labels.fr=Eau", "--reason", "Missing in French"});
  const Result wells = server.Run(
      {"theme", "propose", "water", "--set", "alternative_labels.en=Wells", "--reason", "A word"});
  EXPECT_EQ(wells.code, 0) << wells.err;
  EXPECT_EQ(Lines(server.Do({"-o", "name", "theme", "proposals"})).size(), 2u);
  EXPECT_EQ(Count(server.Do({"--lang", "ar", "theme", "proposals"}), "الماء"), 1)
      << "of a proposal without a label, that of its theme";
  EXPECT_EQ(Count(server.Do({"-o", "json", "theme", "proposals"}), "\"own\": true"), 2);
  const std::string name = Lines(server.Do({"-o", "name", "theme", "proposals"}))[0];
  const Result accept = server.Run({"theme", "accept", name});
  EXPECT_EQ(accept.code, 4) << "for editors";
  EXPECT_EQ(server.Run({"theme", "propose", "water", "--reason", "Nothing"}).code, 1);
  EXPECT_EQ(server.Run({"theme", "propose", "water"}).code, 2);
  for (const char* command :
       {"propose", "proposals", "accept", "refuse", "merge", "deprecate", "history", "export"}) {
    const Result help = server.Run({"theme", command, "--help"});
    EXPECT_EQ(help.code, 0);
    EXPECT_EQ(Count(help.out, "Example:"), 1) << command;
  }
}

}  // namespace
}  // namespace tashbik::e2e
