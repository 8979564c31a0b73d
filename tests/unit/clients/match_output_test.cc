// Tests how suggestions look.
#include "clients/cli/match_output.h"

#include <sstream>

#include "gtest/gtest.h"

namespace tashbik::cli {
namespace {

v1::SuggestPartnersResponse OneSuggestion() {
  v1::SuggestPartnersResponse response;
  auto* suggestion = response.add_suggestions();
  suggestion->mutable_partner()->set_name("organizations/dom");
  suggestion->mutable_partner()->set_display_name("Dom \033[31mcommunity");
  suggestion->mutable_partner()->set_base_country("LB");
  suggestion->set_band(v1::BAND_STRONG);
  suggestion->set_score(0.5);
  suggestion->set_broker(true);
  suggestion->set_broker_note("Ask each side first.");
  suggestion->add_reasons()->set_sentence("Both meet exclusion from civil registration.");
  return response;
}

struct Written {
  std::string out;
  std::string err;
};

Written Write(const v1::SuggestPartnersResponse& response, Format format,
              const std::string& language, bool color = false) {
  std::ostringstream out;
  std::ostringstream err;
  Settings settings;
  settings.format = format;
  settings.language = language;
  settings.color = color;
  Session session(settings, out, err);
  v1::ActorSummary asker;
  asker.set_display_name("Asker");
  WriteSuggestions(&session, asker, response);
  return {out.str(), err.str()};
}

TEST(MatchOutput, ReadableAtAGlance) {
  EXPECT_EQ(Write(OneSuggestion(), Format::kTable, "en").out,
            " 1. Dom [31mcommunity  [strong] [broker]\n"
            "    based in Lebanon\n"
            "    – Both meet exclusion from civil registration.\n"
            "    Ask each side first.\n");
}

TEST(MatchOutput, ColorsOnlyWhereAsked) {
  EXPECT_EQ(Write(OneSuggestion(), Format::kTable, "en").out.find('\033'), std::string::npos);
  EXPECT_NE(Write(OneSuggestion(), Format::kTable, "en", true).out.find("\033[1m"),
            std::string::npos);
}

TEST(MatchOutput, InArabicAndFrench) {
  EXPECT_NE(Write(OneSuggestion(), Format::kTable, "ar").out.find("لبنان"), std::string::npos);
  const std::string french = Write(OneSuggestion(), Format::kTable, "fr").out;
  EXPECT_NE(french.find("[forte] [médiation]"), std::string::npos);
  EXPECT_NE(french.find("    siège\u00A0: Liban\n"), std::string::npos)
      << "no preposition fits all";
}

TEST(MatchOutput, SomeCountriesHaveAnArticleInEnglish) {
  v1::SuggestPartnersResponse response = OneSuggestion();
  v1::ActorSummary* partner = response.mutable_suggestions(0)->mutable_partner();
  partner->set_base_country("GB");
  partner->add_origin_countries("BH");
  partner->add_residence_countries("AE");
  EXPECT_NE(Write(response, Format::kTable, "en")
                .out.find("based in the United Kingdom; from Bahrain; lives in the United Arab"),
            std::string::npos);
  EXPECT_NE(Write(response, Format::kTable, "ar").out.find("؛ من البحرين؛ تقيم في الإمارات"),
            std::string::npos);
}

TEST(MatchOutput, ForPrograms) {
  EXPECT_EQ(Write(OneSuggestion(), Format::kName, "en").out, "organizations/dom\n");
  const std::string csv = Write(OneSuggestion(), Format::kCsv, "en").out;
  EXPECT_NE(csv.find("strong,0.500000,broker,LB"), std::string::npos) << csv;
  EXPECT_NE(Write(OneSuggestion(), Format::kJsonl, "en").out.find("\"broker\":true"),
            std::string::npos);
}

TEST(MatchOutput, KindWhenThereIsNobody) {
  const Written written = Write(v1::SuggestPartnersResponse(), Format::kTable, "en");
  EXPECT_EQ(written.out, "");
  EXPECT_NE(written.err.find("No partners to suggest yet"), std::string::npos);
  const std::string french = Write(v1::SuggestPartnersResponse(), Format::kTable, "fr").err;
  EXPECT_NE(french.find("\u00A0: aucun partenaire"), std::string::npos) << french;
}

}  // namespace
}  // namespace tashbik::cli
