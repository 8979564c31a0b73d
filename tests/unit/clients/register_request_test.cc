// Tests how answers become a request to register, and which are missing.
#include "clients/cli/register_request.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tashbik::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(RegisterRequest, NamesHaveALanguage) {
  v1::Profile profile;
  AddName("جمعية", profile);
  AddName("ku=Komele", profile);
  AddName("A = B", profile);
  EXPECT_EQ(profile.names(0).language(), "ar");
  EXPECT_EQ(profile.names(1).language(), "ku");
  EXPECT_EQ(profile.names(1).text(), "Komele");
  EXPECT_EQ(profile.names(2).text(), "A = B") << "that is no language";
}

TEST(RegisterRequest, CountriesByNameInThreeLanguages) {
  google::protobuf::RepeatedPtrField<std::string> countries;
  ASSERT_TRUE(AddCountries("Syria, لبنان; Tunisie", countries).ok());
  EXPECT_THAT(countries, ElementsAre("SY", "LB", "TN"));
  EXPECT_FALSE(AddCountries("Atlantis", countries).ok());
}

TEST(RegisterRequest, ContactsSayHow) {
  v1::Profile profile;
  EXPECT_TRUE(AddContact("team@example.org", profile));
  EXPECT_TRUE(AddContact("Signal: +961 1", profile));
  EXPECT_TRUE(AddContact("https://example.org/contact", profile));
  for (const char* bad : {"", "nowhere", "+961 1", "signal", "وسيلة 1"}) {
    EXPECT_FALSE(AddContact(bad, profile)) << bad;
  }
  ASSERT_EQ(profile.contacts_size(), 3);
  EXPECT_EQ(profile.contacts(0).method(), "email");
  EXPECT_EQ(profile.contacts(1).method(), "signal");
  EXPECT_EQ(profile.contacts(1).value(), "+961 1");
  EXPECT_EQ(profile.contacts(2).method(), "web");
  for (const v1::Contact& contact : profile.contacts()) EXPECT_FALSE(contact.published());
}

TEST(RegisterRequest, ThemesGoWhereTheirFacetBelongs) {
  v1::Profile profile;
  v1::Theme theme;
  theme.set_name("themes/x");
  for (const v1::Facet facet : {v1::FACET_ISSUE, v1::FACET_CAUSE, v1::FACET_COMMUNITY,
                                v1::FACET_CHALLENGE, v1::FACET_LAW, v1::FACET_INSTITUTION}) {
    theme.set_facet(facet);
    EXPECT_TRUE(AddTheme(theme, profile));
  }
  theme.set_facet(v1::FACET_SKILL);
  EXPECT_FALSE(AddTheme(theme, profile));
  EXPECT_EQ(profile.issues_size(), 2);
  EXPECT_EQ(profile.communities_served_size() + profile.challenges_size() + profile.laws_size() +
                profile.institutions_size(),
            4);
}

TEST(RegisterRequest, WhatIsMissingIsNamed) {
  v1::RegisterRequest request;
  EXPECT_THAT(MissingAnswers(request), ElementsAre("--code (or --hub)", "--kind"));
  request.set_invitation_code("x");
  request.mutable_organization();
  EXPECT_THAT(MissingAnswers(request), ElementsAre("--name", "--country", "--consent"));
  AddName("A", ProfileOf(request));
  ProfileOf(request).set_base_country("TN");
  request.mutable_consent()->set_who("the board");
  EXPECT_THAT(MissingAnswers(request), IsEmpty());
  const v1::Profile profile = ProfileOf(request);
  ProfileOf(request) = v1::Profile();
  *request.mutable_diaspora_group()->mutable_profile() = profile;
  EXPECT_THAT(MissingAnswers(request),
              ElementsAre("--origin", "--residence", "--origin-residence-tier"));
}

TEST(RegisterRequest, TiersByTheirWords) {
  EXPECT_EQ(TierOf("hub"), v1::TIER_HUB);
  EXPECT_EQ(TierOf("TIER_PUBLIC"), v1::TIER_PUBLIC);
  EXPECT_EQ(TierOf("everyone"), v1::TIER_UNSPECIFIED);
  EXPECT_EQ(TierOf("unspecified"), v1::TIER_UNSPECIFIED);
}

}  // namespace
}  // namespace tashbik::cli
