// One table, by the names of the values.
#include "clients/cli/enum_words.h"

#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "clients/cli/entry.h"

namespace tashbik::cli {
namespace {

// Of feminine things in Arabic and French where it matters: une coalition, une déclaration, مبادرة.
const std::map<absl::string_view, Entry>& Table() {
  static const auto* const table = new std::map<absl::string_view, Entry>{
      {"TIER_PRIVATE", {"private", "أصحابها فقط", "propriétaire seul"}},
      {"TIER_UNCLAIMED", {"unclaimed", "منسّقو المحور", "coordination du pôle"}},
      {"TIER_BROKERED", {"brokered", "الوسطاء", "médiation"}},
      {"TIER_HUB", {"hub", "المحور", "pôle"}},
      {"TIER_NETWORK", {"network", "كل المحاور", "tous les pôles"}},
      {"TIER_PUBLIC", {"public", "الجميع", "tout le monde"}},
      {"FACET_ISSUE", {"issue", "قضية", "enjeu"}},
      {"FACET_COMMUNITY", {"community", "مجتمع", "communauté"}},
      {"FACET_CAUSE", {"cause", "سبب جذري", "cause"}},
      {"FACET_CHALLENGE", {"challenge", "تحدٍّ", "défi"}},
      {"FACET_LAW", {"law", "قانون", "loi"}},
      {"FACET_INSTITUTION", {"institution", "مؤسسة", "institution"}},
      {"FACET_SKILL", {"skill", "مهارة", "compétence"}},
      {"FACET_RESOURCE", {"resource", "مورد", "ressource"}},
      {"FACET_VALUE", {"value", "قيمة", "valeur"}},
      {"ORGANIZATION_KIND_NGO", {"NGO", "منظمة غير حكومية", "ONG"}},
      {"ORGANIZATION_KIND_INFORMAL_GROUP",
       {"informal group", "مجموعة غير رسمية", "groupe informel"}},
      {"ORGANIZATION_KIND_MOVEMENT", {"movement", "حركة", "mouvement"}},
      {"ORGANIZATION_KIND_NETWORK", {"network", "شبكة", "réseau"}},
      {"ORGANIZATION_KIND_MEDIA", {"media", "وسيلة إعلام", "média"}},
      {"ORGANIZATION_KIND_LEGAL_AID", {"legal aid", "مساعدة قانونية", "aide juridique"}},
      {"ORGANIZATION_KIND_TRAINER", {"trainer", "جهة تدريب", "formation"}},
      {"ORGANIZATION_KIND_DONOR", {"donor", "جهة مانحة", "bailleur"}},
      {"ORGANIZATION_KIND_INDIVIDUAL_DEFENDER",
       {"individual defender", "مدافع فرد", "défense individuelle"}},
      {"ORGANIZATION_KIND_RESEARCH", {"research", "بحث", "recherche"}},
      {"LEVEL_IN", {"at home", "في البلد", "sur place"}},
      {"LEVEL_FROM", {"from the diaspora", "من الشتات", "depuis la diaspora"}},
      {"LEVEL_FOR", {"towards institutions", "تجاه المؤسسات", "auprès des institutions"}},
      {"PILLAR_MAINSTREAMING_EMIGRATION",
       {"emigration in local policy", "الهجرة في السياسات المحلية",
        "émigration dans les politiques locales"}},
      {"PILLAR_TRANSNATIONAL_ADVOCACY",
       {"transnational advocacy", "مناصرة عابرة للحدود", "plaidoyer transnational"}},
      {"PILLAR_JOINT_PROJECTS", {"joint projects", "مشاريع مشتركة", "projets communs"}},
      {"COALITION_STATE_IDEA", {"idea", "فكرة", "idée"}},
      {"COALITION_STATE_FORMING", {"forming", "قيد التشكيل", "en formation"}},
      {"COALITION_STATE_ACTIVE", {"active", "قائم", "active"}},
      {"COALITION_STATE_DORMANT", {"dormant", "خامل", "en sommeil"}},
      {"COALITION_STATE_CLOSED", {"closed", "مغلق", "close"}},
      {"COALITION_ROLE_LEAD", {"lead", "قيادة", "chef de file"}},
      {"COALITION_ROLE_PARTNER", {"partner", "شريك", "partenaire"}},
      {"COALITION_ROLE_OBSERVER", {"observer", "مراقب", "observation"}},
      {"COALITION_ROLE_FUNDER", {"funder", "تمويل", "financement"}},
      {"EVENT_KIND_WORKSHOP", {"workshop", "ورشة", "atelier"}},
      {"EVENT_KIND_NETWORKING", {"networking", "تشبيك", "réseautage"}},
      {"EVENT_KIND_DIALOGUE", {"dialogue", "حوار", "dialogue"}},
      {"EVENT_KIND_LAUNCH", {"launch", "إطلاق", "lancement"}},
      {"EVENT_KIND_OTHER", {"other", "غير ذلك", "autre"}},
      {"FOLLOW_UP_STATE_WORK_TOGETHER", {"work together", "عمل مشترك", "travail commun"}},
      {"FOLLOW_UP_STATE_MET", {"met", "تعارف", "rencontre"}},
      {"FOLLOW_UP_STATE_SILENT", {"silent", "لا أخبار", "sans nouvelles"}},
      {"STATEMENT_STATE_OPEN", {"open", "مفتوح", "ouverte"}},
      {"STATEMENT_STATE_PUBLISHED", {"published", "منشور", "publiée"}},
      {"STATEMENT_STATE_LAPSED", {"lapsed", "انقضت مهلته", "expirée"}},
      {"ROLE_MEMBER", {"member", "عضوية", "membre"}},
      {"ROLE_COORDINATOR", {"coordinator", "تنسيق", "coordination"}},
      {"ROLE_ADMINISTRATOR", {"administrator", "إدارة", "administration"}},
      {"ROLE_EDITOR", {"editor", "تحرير المفردات", "vocabulaire"}},
      {"ROLE_SERVICE", {"service", "خدمة", "service"}},
      {"ROLE_AUDITOR", {"auditor", "تدقيق", "audit"}},
      {"ACCOUNT_STATE_ACTIVE", {"active", "فعّال", "actif"}},
      {"ACCOUNT_STATE_FROZEN", {"frozen", "مجمّد", "gelé"}},
      {"ACCOUNT_STATE_REVOKED", {"revoked", "مُلغى", "révoqué"}},
      {"FEEDBACK_KIND_USEFUL", {"useful", "مفيد", "utile"}},
      {"FEEDBACK_KIND_NOT_NOW", {"not now", "ليس الآن", "pas maintenant"}},
      {"FEEDBACK_KIND_WRONG_PARTNER", {"wrong partner", "شريك غير مناسب", "mauvais partenaire"}},
      {"FEEDBACK_KIND_WRONG_THEME", {"wrong theme", "موضوع غير صحيح", "mauvais thème"}},
      {"FEEDBACK_KIND_WRONG_CAUSE", {"wrong cause", "سبب غير صحيح", "mauvaise cause"}},
      {"REGISTRATION_STATE_PENDING", {"pending", "قيد الانتظار", "en attente"}},
      {"REGISTRATION_STATE_ASKED", {"asked", "بانتظار جواب", "question posée"}},
      {"REGISTRATION_STATE_VERIFIED", {"verified", "موثّق", "vérifiée"}},
      {"REGISTRATION_STATE_REFUSED", {"refused", "مرفوض", "refusée"}},
      {"REGISTRATION_STATE_REVIEW", {"review", "قيد المراجعة", "à revoir"}},
      {"INTRODUCTION_ROLE_ASKER", {"asker", "الطالب", "demande"}},
      {"INTRODUCTION_ROLE_ASKED", {"asked", "المدعو", "sollicitation"}},
      {"INTRODUCTION_ROLE_BROKER", {"broker", "وساطة", "médiation"}},
      {"INTRODUCTION_STATE_REQUESTED", {"requested", "بانتظار الرد", "demandée"}},
      {"INTRODUCTION_STATE_ACCEPTED", {"accepted", "مقبول", "acceptée"}},
      {"INTRODUCTION_STATE_CLOSED", {"closed", "مغلق", "close"}},
      {"INTRODUCTION_STATE_REVOKED", {"revoked", "مسحوب", "retirée"}},
      {"PROPOSAL_STATE_OPEN", {"open", "مفتوح", "ouverte"}},
      {"PROPOSAL_STATE_ACCEPTED", {"accepted", "مقبول", "acceptée"}},
      {"PROPOSAL_STATE_REFUSED", {"refused", "مرفوض", "refusée"}},
  };
  return *table;
}

}  // namespace

std::string Keyword(const google::protobuf::EnumValueDescriptor* value) {
  if (value->number() == 0) return "";
  // Every value starts with the name of its type: TIER_PUBLIC, COALITION_STATE_ACTIVE.
  const std::string& zero = value->type()->FindValueByNumber(0)->name();
  return absl::AsciiStrToLower(
      absl::StripPrefix(value->name(), zero.substr(0, zero.rfind("UNSPECIFIED"))));
}

std::string EnumText(const google::protobuf::EnumValueDescriptor* value,
                     absl::string_view language) {
  const auto found = Table().find(value->name());
  if (found != Table().end()) return In(found->second, language);
  return absl::StrReplaceAll(Keyword(value), {{"_", " "}});
}

}  // namespace tashbik::cli
