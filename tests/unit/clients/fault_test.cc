// Tests errors in three languages: the rows themselves, how they are filled, and what is written
// where a server's sentence has none.
#include "clients/cli/fault.h"

#include <map>
#include <set>
#include <sstream>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "clients/cli/session.h"
#include "clients/cli/translate.h"
#include "clients/cpp/errors.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"

namespace tashbik::cli {
namespace {

std::multiset<std::string> Holes(absl::string_view text) {
  std::multiset<std::string> holes;
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    const bool marks = absl::StrContains("$@#%", text[i]);
    if (marks && text[i + 1] >= '0' && text[i + 1] <= '9') holes.emplace(text.substr(i, 2));
  }
  return holes;
}

std::string Written(const absl::Status& status, const std::string& language) {
  Settings settings;
  settings.server = "127.0.0.1:8440";
  settings.language = language;
  std::ostringstream out;
  std::ostringstream err;
  Session session(settings, out, err);
  WriteFault(status, &session);
  EXPECT_EQ(out.str(), "");
  return err.str();
}

// As a server sends it.
absl::Status FromServer(absl::StatusCode code, const std::string& reason,
                        const std::string& message) {
  google::rpc::ErrorInfo info;
  info.set_reason(reason);
  info.set_domain("tashbik");
  google::rpc::Status status;
  status.set_code(static_cast<int>(code));
  status.set_message(message);
  status.add_details()->PackFrom(info);
  return client::MakeStatus(status.code(), message, status.SerializeAsString());
}

TEST(Translations, EveryRowHasTheSameHolesInAllLanguages) {
  std::set<absl::string_view> seen;
  for (const absl::Span<const Entry> table : Translations()) {
    for (const Entry& row : table) {
      EXPECT_TRUE(seen.insert(row.en).second) << "twice: " << row.en;
      EXPECT_EQ(Holes(row.ar), Holes(row.en)) << row.en;
      EXPECT_EQ(Holes(row.fr), Holes(row.en)) << row.en;
    }
  }
  EXPECT_GT(seen.size(), 800u);
}

TEST(Translate, FillsHolesAndTranslatesWhatHasARowOfItsOwn) {
  EXPECT_EQ(Translate("'Narnia' is not FIELD=VALUE", "fr"),
            "«\u00A0Narnia\u00A0» n’est pas de la forme FIELD=VALUE");
  EXPECT_EQ(Translate("`filter` must be given: name an actor", "fr"),
            "`filter`\u00A0: valeur obligatoire (indiquez un acteur)");
  EXPECT_EQ(Translate("`target` is the source itself; name another actor", "fr"),
            "`target`\u00A0: est la source elle-même\u00A0; indiquez un autre acteur");
  EXPECT_EQ(
      Translate("names[2]: is no web address; use one that begins with https:// or http:// and "
                "has no spaces",
                "fr")
          .find("is "),
      std::string::npos);
  EXPECT_EQ(Translate("--call: cannot read 'x': No such file", "fr"),
            "--call\u00A0: impossible de lire «\u00A0x\u00A0»\u00A0: No such file");
  EXPECT_EQ(Translate("nothing has this row", "ar"), "nothing has this row");
  EXPECT_EQ(Translate("'Narnia' is not FIELD=VALUE", "en"), "'Narnia' is not FIELD=VALUE");
}

TEST(Fault, AServersSentenceWithoutARowComesAfterItsReason) {
  const absl::Status newer = FromServer(absl::StatusCode::kFailedPrecondition, "STATE_CONFLICT",
                                        "the moon is in the wrong phase");
  EXPECT_EQ(Written(newer, "en"), "tashbik: the moon is in the wrong phase\n");
  const std::string french = Written(newer, "fr");
  EXPECT_EQ(french, "tashbik: " + Translate("STATE_CONFLICT", "fr") +
                        "\n  the moon is in the wrong phase\n");
  EXPECT_NE(Translate("STATE_CONFLICT", "fr"), "STATE_CONFLICT");
}

TEST(Fault, SentencesWithARowAreTranslated) {
  const absl::Status gone = FromServer(absl::StatusCode::kNotFound, "NOT_FOUND",
                                       "organizations/abcd is not there, or you may not see it");
  EXPECT_EQ(Written(gone, "en"),
            "tashbik: organizations/abcd is not there, or you may not see it\n");
  const std::string arabic = Written(gone, "ar");
  EXPECT_NE(arabic.find("organizations/abcd"), std::string::npos) << arabic;
  EXPECT_EQ(arabic.find("not there"), std::string::npos) << arabic;
  const std::string signing = Written(absl::UnauthenticatedError("no token"), "fr");
  EXPECT_NE(signing.find("--token-file"), std::string::npos) << signing;
  EXPECT_EQ(signing.find("give one"), std::string::npos) << signing;
  EXPECT_EQ(Written(absl::UnavailableError("x"), "en"),
            "tashbik: no server answers at 127.0.0.1:8440 (x)\n");
}

TEST(Fault, NothingThatATerminalWouldObeyIsWritten) {
  const std::string written = Written(absl::NotFoundError("\x1b[31mred\x1b[0m"), "ar");
  EXPECT_EQ(written.find('\x1b'), std::string::npos) << written;
}

}  // namespace
}  // namespace tashbik::cli
