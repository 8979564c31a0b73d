// Tests the five formats.
#include "clients/cli/output.h"

#include <set>
#include <sstream>
#include <string>

#include "clients/cli/display_name.h"
#include "clients/cli/field_words.h"
#include "clients/cli/kind.h"
#include "google/protobuf/descriptor.pb.h"
#include "gtest/gtest.h"
#include "tashbik/v1/account.pb.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/duplicate.pb.h"
#include "tashbik/v1/feedback.pb.h"
#include "tashbik/v1/introduction.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/protection.pb.h"
#include "tashbik/v1/registration.pb.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::cli {
namespace {

v1::Organization Gchr() {
  v1::Organization org;
  org.set_name("organizations/abc");
  auto* profile = org.mutable_profile();
  auto* name = profile->add_names();
  name->set_text("GCHR");
  name->set_kind(v1::NAME_KIND_SHORT);
  name = profile->add_names();
  name->set_text("Gulf Centre");
  name->set_language("en");
  name = profile->add_names();
  name->set_text("مركز الخليج");
  name->set_language("ar");
  profile->set_base_country("LB");
  profile->add_active_countries("BH");
  profile->add_active_countries("KW");
  profile->add_issues()->set_theme("themes/association");
  org.mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  return org;
}

class Output : public testing::Test {
 protected:
  std::string Listed(Format format, const std::string& language, int count = 1) {
    Settings settings;
    settings.format = format;
    settings.language = language;
    Session session(settings, out_, err_);
    Listing listing(&session, v1::Organization::descriptor());
    for (int i = 0; i < count; ++i) listing.Add(Gchr());
    listing.Finish();
    return out_.str();
  }

  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(Output, TableInTheLanguage) {
  const std::string english = Listed(Format::kTable, "en");
  EXPECT_NE(english.find("Gulf Centre"), std::string::npos);
  EXPECT_NE(english.find("Bahrain, Kuwait"), std::string::npos);
  EXPECT_NE(english.find("active in"), std::string::npos);
  EXPECT_NE(english.find("public"), std::string::npos);
}

TEST_F(Output, ArabicTablesAreIsolated) {
  const std::string arabic = Listed(Format::kTable, "ar");
  EXPECT_NE(arabic.find("\u2068مركز الخليج\u2069"), std::string::npos);
  EXPECT_NE(arabic.find("لبنان"), std::string::npos);
}

TEST_F(Output, CsvHasCodesAndFixedHeadings) {
  EXPECT_EQ(Listed(Format::kCsv, "fr"),
            "name,base_country,active_countries,issues,tier,resource\n"
            "Gulf Centre,LB,BH; KW,association,public,organizations/abc\n");
}

TEST_F(Output, JsonIsAnArrayAndJsonlALineEach) {
  const std::string json = Listed(Format::kJson, "en", 2);
  EXPECT_EQ(json.front(), '[');
  EXPECT_NE(json.find("\"base_country\": \"LB\""), std::string::npos);
  out_.str("");
  const std::string jsonl = Listed(Format::kJsonl, "en", 2);
  EXPECT_EQ(std::count(jsonl.begin(), jsonl.end(), '\n'), 2);
  out_.str("");
  EXPECT_EQ(Listed(Format::kJson, "en", 0), "[]\n");
}

TEST_F(Output, NamesAlone) { EXPECT_EQ(Listed(Format::kName, "en"), "organizations/abc\n"); }

TEST_F(Output, NothingFoundIsNoData) {
  EXPECT_EQ(Listed(Format::kTable, "fr", 0), "");
  EXPECT_EQ(err_.str(), "Rien trouvé.\n");
}

TEST_F(Output, OneResourceWhole) {
  Settings settings;
  settings.language = "en";
  Session session(settings, out_, err_);
  WriteOne(&session, Gchr());
  EXPECT_NE(out_.str().find("base_country: LB"), std::string::npos) << out_.str();
  EXPECT_NE(out_.str().find("visibility: public"), std::string::npos);
}

TEST_F(Output, OneResourceWholeInOtherLanguages) {
  for (const std::string language : {"ar", "fr"}) {
    Settings settings;
    settings.language = language;
    std::ostringstream out;
    std::ostringstream err;
    Session session(settings, out, err);
    WriteOne(&session, Gchr());
    // What --set takes stands beside what it means.
    EXPECT_NE(out.str().find("(base_country): LB\n"), std::string::npos) << out.str();
    EXPECT_NE(out.str().find(FieldTitle("base_country", language)), std::string::npos) << out.str();
    EXPECT_EQ(out.str().find(": public"), std::string::npos) << out.str();
  }
}

// Every field of a message and of those within it.
void GatherFields(const google::protobuf::Descriptor* type,
                  std::set<const google::protobuf::Descriptor*>* seen,
                  std::set<std::string>* names) {
  if (type->file()->package() == "google.protobuf" || !seen->insert(type).second) return;
  for (int i = 0; i < type->field_count(); ++i) {
    const google::protobuf::FieldDescriptor& field = *type->field(i);
    if (!type->options().map_entry()) names->insert(field.name());
    if (field.message_type() != nullptr) GatherFields(field.message_type(), seen, names);
  }
}

TEST(FieldWords, AllFieldsThatArePrintedHaveThem) {
  std::set<const google::protobuf::Descriptor*> seen;
  std::set<std::string> names;
  for (const Kind& kind : Kinds()) GatherFields(kind.descriptor(), &seen, &names);
  for (const auto* type :
       {v1::Account::descriptor(), v1::GetCallerResponse::descriptor(),
        v1::GetStatusResponse::descriptor(), v1::CreateTokenResponse::descriptor(),
        v1::CreateAccountResponse::descriptor(), v1::Introduction::descriptor(),
        v1::IntroductionSettings::descriptor(), v1::Registration::descriptor(),
        v1::RegisterResponse::descriptor(), v1::CreateInvitationResponse::descriptor(),
        v1::ConfirmActorResponse::descriptor(), v1::Feedback::descriptor(), v1::Merge::descriptor(),
        v1::PreviewActorResponse::descriptor()}) {
    GatherFields(type, &seen, &names);
  }
  EXPECT_GT(names.size(), 150u);
  for (const std::string& name : names) {
    EXPECT_NE(FieldTitle(name, "ar"), "") << name;
    EXPECT_NE(FieldTitle(name, "fr"), "") << name;
    EXPECT_EQ(FieldTitle(name, "en"), "");
  }
}

TEST(Columns, TheBestNameOfALanguage) {
  const v1::Organization org = Gchr();
  EXPECT_EQ(DisplayName(org, "en"), "Gulf Centre");
  EXPECT_EQ(DisplayName(org, "ar"), "مركز الخليج");
  EXPECT_EQ(DisplayName(org, "fr"), "Gulf Centre") << "a full name before a short one";
  v1::Theme theme;
  theme.set_name("themes/x");
  EXPECT_EQ(DisplayName(theme, "en"), "themes/x");
  (*theme.mutable_labels())["ar"] = "سكن";
  EXPECT_EQ(DisplayName(theme, "fr"), "سكن");
}

}  // namespace
}  // namespace tashbik::cli
