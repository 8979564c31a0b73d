// One table for the sentences.
#include "clients/cli/voice_words.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/cli/entry.h"
#include "clients/cli/enum_words.h"

namespace tashbik::cli {
namespace {

constexpr Entry kOutOfSight = {"You do not see this story any more.", "لم تعودوا ترون هذه القصة.",
                               "Vous ne voyez plus ce récit."};
constexpr Entry kAllAgree = {
    "All whom it names agree: everybody whom its tier lets in sees it.",
    "وافق جميع من تذكرهم: يراها كل من تشملهم درجة ظهورها.",
    "Toutes les parties nommées sont d’accord\u00A0: le récit est visible selon son niveau."};
constexpr Entry kWaits = {
    "Not all whom it names agree: only they, and those who may change it, see it.",
    "لم يوافق بعد جميع من تذكرهم: لا يراها إلا هم ومن يحق لهم تعديلها.",
    "Toutes les parties nommées ne sont pas d’accord\u00A0: seules ces parties et les personnes "
    "qui "
    "peuvent le modifier le voient."};

constexpr Entry kSignedOpen = {
    "You signed. Until enough have signed nobody else learns that you did, or how many did.",
    "وقّعتم. لن يعلم أحد سواكم بتوقيعكم ولا بعدد الموقّعين قبل اكتمال العدد المطلوب.",
    "Vous avez signé. Personne d’autre ne l’apprend, ni combien ont signé, avant que le nombre "
    "requis soit atteint."};
constexpr Entry kNotSignedOpen = {"You have not signed. It can be signed.",
                                  "لم توقّعوا. باب التوقيع مفتوح.",
                                  "Vous n’avez pas signé. La signature est ouverte."};
constexpr Entry kSignedPublished = {"It is published, with your signature.", "نُشر، ومعه توقيعكم.",
                                    "La déclaration est publiée, avec votre signature."};
constexpr Entry kNotSignedPublished = {"It is published, without your signature.",
                                       "نُشر من دون توقيعكم.",
                                       "La déclaration est publiée, sans votre signature."};
constexpr Entry kLapsed = {
    "It lapsed: too few signed in time. Nobody learns who did, and the signatures are erased.",
    "انقضت مهلته من دون اكتمال التواقيع. لن يعلم أحد من وقّع، وتُمحى التواقيع.",
    "Délai écoulé\u00A0: trop peu de signatures. Personne n’apprend lesquelles, et elles sont "
    "effacées."};
constexpr Entry kGone = {"You do not see this statement any more.", "لم تعودوا ترون هذا البيان.",
                         "Vous ne voyez plus cette déclaration."};

constexpr Entry kNoted = {
    "Noted. Its state now: ", "سُجِّل. حالته الآن: ", "C’est noté. Son état\u00A0: "};

}  // namespace

std::string StandingOf(const v1::Coalition& coalition, absl::string_view language) {
  const auto* state = v1::CoalitionState_descriptor()->FindValueByNumber(coalition.state());
  if (state == nullptr || coalition.state() == v1::COALITION_STATE_UNSPECIFIED) return "";
  return absl::StrCat(In(kNoted, language), EnumText(state, language), ".");
}

std::string StandingOf(const v1::Story& story, absl::string_view language) {
  if (story.names().empty()) return In(kOutOfSight, language);
  const auto& named = story.organizations();
  const bool agreed = std::all_of(named.begin(), named.end(), [](const v1::StoryOrganization& one) {
    return one.has_consent_time();
  });
  return In(agreed ? kAllAgree : kWaits, language);
}

std::string StandingOf(const v1::Statement& statement, absl::string_view language) {
  if (statement.names().empty()) return In(kGone, language);
  switch (statement.state()) {
    case v1::STATEMENT_STATE_PUBLISHED:
      return In(statement.signed_() ? kSignedPublished : kNotSignedPublished, language);
    case v1::STATEMENT_STATE_LAPSED:
      return In(kLapsed, language);
    default:
      return In(statement.signed_() ? kSignedOpen : kNotSignedOpen, language);
  }
}

}  // namespace tashbik::cli
