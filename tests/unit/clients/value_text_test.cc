// Values as people write them, and enums as tables show them.
#include "clients/cli/value_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "clients/cli/enum_words.h"
#include "clients/cpp/fold.h"
#include "tashbik/v1/account.pb.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/common.pb.h"
#include "tashbik/v1/event.pb.h"
#include "tashbik/v1/feedback.pb.h"
#include "tashbik/v1/introduction.pb.h"
#include "tashbik/v1/registration.pb.h"
#include "tashbik/v1/statement.pb.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::cli {
namespace {

using ::testing::HasSubstr;

// What tables have in their cells.
const std::vector<const google::protobuf::EnumDescriptor*>& Shown() {
  static const auto* const types =
      new std::vector<const google::protobuf::EnumDescriptor*>{v1::Tier_descriptor(),
                                                               v1::Facet_descriptor(),
                                                               v1::CoalitionState_descriptor(),
                                                               v1::CoalitionRole_descriptor(),
                                                               v1::EventKind_descriptor(),
                                                               v1::FollowUpState_descriptor(),
                                                               v1::StatementState_descriptor(),
                                                               v1::FeedbackKind_descriptor(),
                                                               v1::AccountState_descriptor(),
                                                               v1::RegistrationState_descriptor(),
                                                               v1::IntroductionState_descriptor(),
                                                               v1::IntroductionRole_descriptor()};
  return *types;
}

TEST(EnumWords, EveryValueHasAWordOfItsOwnInEachLanguage) {
  for (const auto* type : Shown()) {
    for (const char* language : {"en", "ar", "fr"}) {
      std::set<std::string> words;
      for (int i = 0; i < type->value_count(); ++i) {
        const auto* value = type->value(i);
        if (value->number() == 0) continue;
        const std::string word = EnumText(value, language);
        EXPECT_TRUE(words.insert(word).second) << value->name() << " " << word;
        EXPECT_EQ(client::HasArabic(word), language == std::string("ar")) << value->name();
      }
    }
  }
}

TEST(EnumWords, WhatIsShownCanBeTyped) {
  for (const auto* type : Shown()) {
    for (int i = 0; i < type->value_count(); ++i) {
      const auto* value = type->value(i);
      if (value->number() == 0) continue;
      EXPECT_EQ(*EnumNumber(type, Keyword(value)), value->number());
      EXPECT_EQ(*EnumNumber(type, value->name()), value->number());
      for (const char* language : {"en", "ar", "fr"}) {
        const auto number = EnumNumber(type, EnumText(value, language));
        ASSERT_TRUE(number.ok()) << value->name() << " " << number.status();
        EXPECT_EQ(*number, value->number()) << value->name() << " " << language;
      }
    }
  }
  const auto none = EnumNumber(v1::CoalitionState_descriptor(), "asleep");
  EXPECT_EQ(none.status().message(), "'asleep' is none of idea, forming, active, dormant, closed");
}

TEST(Digits, OfThreeKinds) { EXPECT_EQ(PlainDigits("٣..٦ و ۴۵ and 7"), "3..6 و 45 and 7"); }

TEST(Days, AreRealAndWhole) {
  EXPECT_EQ(*Day("2024-02-29"), "2024-02-29");
  EXPECT_EQ(*Day(" ٢٠٢٤-٠٢-٢٩ "), "2024-02-29");
  for (const char* text : {"2024-02-30", "2023-02-29", "2024-13-01", "24-01-01", "2024-1-1",
                           "2024-01-01T00:00:00Z", "yesterday", "", "-2024-01-1"}) {
    const auto day = Day(text);
    ASSERT_FALSE(day.ok()) << text << " " << *day;
    EXPECT_THAT(std::string(day.status().message()), HasSubstr("YYYY-MM-DD"));
  }
}

}  // namespace
}  // namespace tashbik::cli
