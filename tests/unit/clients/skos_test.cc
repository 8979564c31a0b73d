// The vocabulary as SKOS: nothing is lost on the way, and vocabularies of others are read.
#include "clients/cli/skos.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/import_lines.h"

namespace tashbik::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kPrefixes[] =
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix tashbik: <urn:tashbik:vocabulary#> .\n"
    "@prefix ev: <http://eurovoc.europa.eu/> .\n";

ImportSet Read(const std::string& text, const std::string& source = "test") {
  ImportSet set;
  const absl::Status status = ReadSkos(text, "file.ttl", source, &set);
  EXPECT_TRUE(status.ok()) << status;
  return set;
}

const v1::Theme& ThemeOf(const ImportSet& set, const std::string& name) {
  for (const auto& record : set.records) {
    const auto& theme = static_cast<const v1::Theme&>(*record->resource);
    if (theme.name() == name) return theme;
  }
  ADD_FAILURE() << "no " << name;
  static const v1::Theme none;
  return none;
}

std::vector<v1::Theme> ThemesOf(const ImportSet& set) {
  std::vector<v1::Theme> themes;
  for (const auto& record : set.records) {
    themes.push_back(static_cast<const v1::Theme&>(*record->resource));
    themes.back().set_deprecated(record->deprecated);
    themes.back().set_replaced_by(record->replaced_by);
  }
  std::sort(themes.begin(), themes.end(),
            [](const auto& a, const auto& b) { return a.name() < b.name(); });
  return themes;
}

void ExpectRoundTrip(std::vector<v1::Theme> themes) {
  std::sort(themes.begin(), themes.end(),
            [](const auto& a, const auto& b) { return a.name() < b.name(); });
  const std::string text = WriteSkos(themes);
  const ImportSet set = Read(text);
  EXPECT_THAT(set.refused, IsEmpty());
  EXPECT_THAT(set.notes, IsEmpty()) << set.notes[0];
  const std::vector<v1::Theme> back = ThemesOf(set);
  ASSERT_EQ(back.size(), themes.size());
  for (size_t i = 0; i < themes.size(); ++i) {
    EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(back[i], themes[i]))
        << back[i].DebugString() << themes[i].DebugString();
  }
  EXPECT_EQ(WriteSkos(back), text);
}

TEST(SkosTest, TheSampleComesBackEqual) {
  std::ifstream file(TASHBIK_SOURCE "/deploy/sample/vocabulary.jsonl");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  ImportSet set;
  ReadJsonLines(text, "vocabulary.jsonl", "sample", ImportOptions(), &set);
  ASSERT_GT(set.records.size(), 240u);
  ASSERT_THAT(set.refused, IsEmpty());
  ExpectRoundTrip(ThemesOf(set));
}

TEST(SkosTest, EverythingAThemeCanHoldComesBack) {
  std::vector<v1::Theme> themes(3);
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(name: "themes/a" facet: FACET_RESOURCE
         labels { key: "ar" value: "موارد" } labels { key: "en" value: "Means \"here\"\nand \\there" }
         alternative_labels { key: "en" value { values: "z" values: "a" values: "z z" } }
         hidden_labels { key: "ar-LB" value { values: "x" } }
         definitions { key: "fr" value: "Deux\nlignes." }
         broader: "themes/c" broader: "themes/b"
         causes { theme: "themes/c" countries: "LB" countries: "SY" source: "A \"source\""
                  review_date: "2024-01-31" }
         causes { theme: "themes/b" }
         related { theme: "themes/c" weight: 0.1 reasons { key: "en" value: "Why" }
                   reasons { key: "ar" value: "لماذا" } }
         related { theme: "themes/b" weight: 0.30000000000000004 reasons { key: "en" value: "W" } }
         matches { scheme: "SDG" value: "5.2" }
         matches { scheme: "A b/ü" value: "http://ex.org/a?b=c#d" }
         matches { scheme: "Bad" value: "http://ex.org/a b" }
         sensitive_countries: "EG" sensitive_countries: "AE"
         sources { title: "T" uri: "https://ex.org" confirm_date: "2023-05-06" } sources { title: "U" })",
      &themes[0]));
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(name: "themes/b" facet: FACET_RESOURCE labels { key: "en" value: "B" } deprecated: true
         replaced_by: "themes/c" related { theme: "themes/a" weight: 1e-07
         reasons { key: "en" value: "W" } })",
      &themes[1]));
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(name: "themes/c" facet: FACET_RESOURCE labels { key: "en" value: "C" } deprecated: true
         related { theme: "themes/a" weight: 1 reasons { key: "en" value: "W" } }
         sensitive_countries: "*")",
      &themes[2]));
  ExpectRoundTrip(themes);
}

std::string RandomText(std::mt19937& random) {
  static constexpr const char* kParts[] = {"a",  "\"", "\\", "\n", "'", " ", "ب", "é",
                                           "\t", "<",  ">",  "#",  ";", ".", "[", "]",
                                           "@",  "^",  "%",  "{",  "😀", "“", "\r"};
  std::string text = "x";
  for (size_t i = random() % 12; i > 0; --i) text += kParts[random() % std::size(kParts)];
  return text;
}

TEST(SkosTest, RandomVocabulariesComeBack) {
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    const int count = 1 + static_cast<int>(random() % 12);
    std::vector<v1::Theme> themes(static_cast<size_t>(count));
    const auto other = [&] { return absl::StrCat("themes/t", random() % count); };
    for (int i = 0; i < count; ++i) {
      v1::Theme& theme = themes[static_cast<size_t>(i)];
      theme.set_name(absl::StrCat("themes/t", i));
      theme.set_facet(static_cast<v1::Facet>(1 + random() % 9));
      for (const char* language : {"en", "ar", "fr"}) {
        (*theme.mutable_labels())[language] = RandomText(random);
        if (random() % 2 == 0) (*theme.mutable_definitions())[language] = RandomText(random);
        for (size_t k = random() % 3; k > 0; --k) {
          (*theme.mutable_alternative_labels())[language].add_values(RandomText(random));
        }
      }
      if (random() % 2 == 0) theme.add_broader(other());
      if (random() % 2 == 0) {
        v1::Cause& cause = *theme.add_causes();
        cause.set_theme(other());
        cause.set_source(RandomText(random));
      }
      if (random() % 2 == 0) {
        v1::RelatedTheme& related = *theme.add_related();
        related.set_theme(other());
        related.set_weight(static_cast<double>(random() % 1000 + 1) / 1000);
        (*related.mutable_reasons())["en"] = RandomText(random);
      }
      if (random() % 2 == 0) {
        v1::ExternalMatch& match = *theme.add_matches();
        match.set_scheme(RandomText(random));
        match.set_value(RandomText(random));
      }
      theme.set_deprecated(random() % 4 == 0);
      if (theme.deprecated()) theme.set_replaced_by(other());
    }
    ExpectRoundTrip(themes);
    if (HasFailure()) return;
  }
}

TEST(SkosTest, AForeignVocabularyGetsIdsMatchesAndLinks) {
  const ImportSet set = Read(
      absl::StrCat(kPrefixes,
                   "ev:5181 a skos:Concept ; skos:prefLabel \"water\"@en, \"eau\"@fr ;\n"
                   "  skos:narrower ev:2470 ; skos:related ev:77 ; skos:scopeNote \"n\"@en .\n"
                   "ev:2470 skos:prefLabel \"drinking water\"@en ; skos:broader ev:5181 .\n"
                   "ev:77 skos:prefLabel \"well\"@en ; skos:related ev:5181 ;\n"
                   "  skos:exactMatch <http://metadata.un.org/thesaurus/1006> .\n"
                   "<http://ex.org/Été_Long> skos:prefLabel \"x\"@en ; skos:broader ev:2470 .\n"
                   "<http://ex.org/9> skos:prefLabel \"y\"@en ; skos:notation \"01.02.03\" .\n"
                   "<http://ex.org/scheme> a skos:ConceptScheme .\n"),
      "eurovoc");
  EXPECT_THAT(set.refused, IsEmpty());
  ASSERT_EQ(set.records.size(), 5u);
  const v1::Theme& water = ThemeOf(set, "themes/eurovoc-5181");
  EXPECT_EQ(water.labels().at("fr"), "eau");
  EXPECT_EQ(water.matches(0).value(), "http://eurovoc.europa.eu/5181");
  EXPECT_EQ(water.matches(0).scheme(), "eurovoc");
  EXPECT_THAT(ThemeOf(set, "themes/eurovoc-2470").broader(), ElementsAre(water.name()));
  const v1::Theme& well = ThemeOf(set, "themes/eurovoc-77");
  EXPECT_EQ(water.related_size() + well.related_size(), 1) << "it holds both ways, once";
  EXPECT_EQ(well.matches(1).scheme(), "metadata.un.org");
  EXPECT_THAT(ThemeOf(set, "themes/ete-long").broader(), ElementsAre("themes/eurovoc-2470"));
  EXPECT_EQ(ThemeOf(set, "themes/eurovoc-01-02-03").matches(0).value(), "01.02.03");
  ASSERT_THAT(set.notes, SizeIs(1));
  EXPECT_THAT(set.notes[0], HasSubstr("1 × <http://www.w3.org/2004/02/skos/core#scopeNote>"));
  // Broader ones come first, so that each batch finds what it refers to.
  std::vector<std::string> order;
  for (const auto& record : set.records) order.push_back(record->local_name);
  const auto at = [&](const char* name) {
    return std::find(order.begin(), order.end(), name) - order.begin();
  };
  EXPECT_LT(at("themes/eurovoc-5181"), at("themes/eurovoc-2470"));
  EXPECT_LT(at("themes/eurovoc-2470"), at("themes/ete-long"));
}

std::string ReasonFor(const std::string& body) {
  const ImportSet set = Read(absl::StrCat(kPrefixes, "ev:a skos:prefLabel \"A\"@en .\n", body));
  if (set.refused.size() != 1) return absl::StrCat(set.refused.size(), " refused");
  return absl::StrCat(set.refused[0].line, " ", set.refused[0].key, " ", set.refused[0].reason);
}

TEST(SkosTest, FaultsNameLineAndConcept) {
  EXPECT_THAT(ReasonFor("ev:b skos:prefLabel \"B\"@en ;\n skos:altLabel \"no language\" ."),
              HasSubstr("5 b line 6: \"no language\" has no language"));
  EXPECT_THAT(ReasonFor("ev:b skos:prefLabel \"B\"@en, \"C\"@en ."), HasSubstr("a second"));
  EXPECT_THAT(ReasonFor("ev:b skos:prefLabel ev:a ."), HasSubstr("is no text"));
  EXPECT_THAT(ReasonFor("ev:b skos:prefLabel \"B\"@en ; skos:broader ev:zz ."),
              HasSubstr("<http://eurovoc.europa.eu/zz> is no concept"));
  EXPECT_THAT(ReasonFor("ev:b skos:prefLabel \"B\"@en ; tashbik:facet \"x\" ."),
              HasSubstr("'x' is no facet"));
  EXPECT_THAT(ReasonFor("ev:b skos:prefLabel \"B\"@en ; tashbik:cause \"x\" ."),
              HasSubstr("has no [ … ]"));
  EXPECT_THAT(ReasonFor("ev:b skos:prefLabel \"B\"@en ;\n tashbik:relation [\n"
                        " tashbik:weight \"much\" ] ."),
              HasSubstr("line 7: 'much' is no number"));
  EXPECT_THAT(ReasonFor("<http://ex.org/a> skos:prefLabel \"B\"@en ."),
              HasSubstr("has the id a, as the concept of line 4"));
  EXPECT_THAT(ReasonFor("<http://ex.org/ب> skos:prefLabel \"B\"@en ."), HasSubstr("no id"));
  EXPECT_THAT(ReasonFor("ev:b skos:prefLabel \"B\"@en ; skos:exactMatch ev:a, <urn:x> ."),
              HasSubstr("names no address"));
}

TEST(SkosTest, ALongChainAndAWideConceptCostNoStackAndNoMinutes) {
  std::string text = kPrefixes;
  constexpr int kConcepts = 50000;
  for (int i = 0; i < kConcepts; ++i) {
    absl::StrAppend(&text, "ev:c", i, " skos:prefLabel \"c\"@en ; skos:broader ev:c", i + 1,
                    " .\n");
  }
  absl::StrAppend(&text, "ev:c", kConcepts, " skos:prefLabel \"c\"@en .\n");
  absl::StrAppend(&text, "ev:wide skos:prefLabel \"w\"@en");
  for (int i = 0; i < kConcepts; ++i) absl::StrAppend(&text, " ; skos:broader ev:c", i);
  absl::StrAppend(&text, " .\n");
  const auto begin = std::chrono::steady_clock::now();
  const ImportSet set = Read(text);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
  EXPECT_EQ(set.records.size(), static_cast<size_t>(kConcepts) + 1);
  EXPECT_EQ(set.records[0]->local_name, absl::StrCat("themes/c", kConcepts));
  ASSERT_THAT(set.refused, SizeIs(1));
  EXPECT_THAT(set.refused[0].reason, HasSubstr("too many broader"));
}

TEST(SkosTest, CirclesAreReadAndLeftToTheServer) {
  const ImportSet set =
      Read(absl::StrCat(kPrefixes, "ev:a skos:prefLabel \"A\"@en ; skos:broader ev:b .\n",
                        "ev:b skos:prefLabel \"B\"@en ; skos:broader ev:a .\n"));
  EXPECT_EQ(set.records.size(), 2u);
}

TEST(SkosTest, TurtleIsToldFromTables) {
  EXPECT_TRUE(LooksLikeTurtle("@prefix a: <http://a/> ."));
  EXPECT_TRUE(LooksLikeTurtle("# a comment\n\n  PREFIX a: <http://a/>"));
  EXPECT_TRUE(LooksLikeTurtle("\xef\xbb\xbf<http://a/> a <http://b/> ."));
  EXPECT_FALSE(LooksLikeTurtle("{\"kind\": \"theme\"}"));
  EXPECT_FALSE(LooksLikeTurtle("id,name\n1,@prefix"));
  EXPECT_FALSE(LooksLikeTurtle("prefix\tname\n"));
  EXPECT_FALSE(LooksLikeTurtle("# only a comment"));
  EXPECT_FALSE(LooksLikeTurtle(""));
}

}  // namespace
}  // namespace tashbik::cli
