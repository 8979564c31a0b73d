// The table, in the order of Word.
#include "clients/cli/words.h"

#include <cstdlib>

namespace tashbik::cli {
namespace {

struct Entry {
  const char* en;
  const char* ar;
  const char* fr;
};

constexpr Entry kWords[] = {
    {"name", "الاسم", "nom"},
    {"resource", "المعرّف", "ressource"},
    {"country", "البلد", "pays"},
    {"active in", "تعمل في", "pays d’action"},
    {"from", "من", "origine"},
    {"lives in", "تقيم في", "résidence"},
    {"themes", "المواضيع", "thèmes"},
    {"seen by", "يراها", "visible par"},
    {"facet", "الوجه", "facette"},
    {"label", "التسمية", "libellé"},
    {"part of", "جزء من", "fait partie de"},
    {"state", "الحالة", "état"},
    {"led by", "بقيادة", "menée par"},
    {"actor", "الجهة", "acteur"},
    {"role", "الدور", "rôle"},
    {"since", "منذ", "depuis"},
    {"circles", "الدوائر", "cercles"},
    {"score", "الدرجة", "score"},
    {"found by", "وُجدت بـ", "trouvée par"},
    {"rank", "الترتيب", "rang"},
    {"band", "القوة", "force"},
    {"reasons", "الأسباب", "raisons"},
    {"strong", "قوية", "forte"},
    {"possible", "ممكنة", "possible"},
    {"weak", "ضعيفة", "faible"},
    {"broker", "بوساطة", "médiation"},
    {"based in", "مقرّها", "siège"},
    {"example", "مثال", "exemple"},
    {"No partners to suggest yet.", "لا يوجد شركاء لاقتراحهم بعد.",
     "Aucun partenaire à proposer pour l’instant."},
    {"Themes, communities, needs and offers are what brings partners together: add some, widen the "
     "filter, or try another --focus.",
     "المواضيع والمجتمعات والاحتياجات والعروض هي ما يجمع الشركاء: أضيفوا بعضها، أو وسّعوا التصفية، "
     "أو جرّبوا "
     "‎--focus آخر.",
     "Les thèmes, les communautés, les besoins et les offres rapprochent les partenaires : "
     "ajoutez-en, élargissez le filtre ou essayez un autre --focus."},
    {"Nothing found.", "لم يُعثر على شيء.", "Rien trouvé."},
    {"They are not connected within that many steps.", "لا صلة بينهما ضمن هذا العدد من الخطوات.",
     "Pas de lien entre elles en si peu d’étapes."},
    {"signal", "المؤشر", "signal"},
    {"value", "القيمة", "valeur"},
    {"weight", "الوزن", "poids"},
    {"meaning", "المعنى", "sens"},
    {"unknown", "غير معروف", "inconnu"},
    {"for the asker", "للسائل", "pour qui demande"},
    {"for the partner", "للشريك", "pour le partenaire"},
    {"Not suggested because", "لا تُقترح لأن", "Non proposée car"},
    {"Which one do you mean?", "أيّها تقصدون؟", "Laquelle voulez-vous dire ?"},
    {"taken as", "فُهمت على أنها", "comprise comme"},
    {"line", "السطر", "ligne"},
    {"reason", "السبب", "raison"},
    {"new", "جديد", "nouveaux"},
    {"changed", "معدّل", "modifiés"},
    {"unchanged", "بلا تغيير", "inchangés"},
    {"refused", "مرفوض", "refusés"},
    {"kind", "النوع", "type"},
    {"made", "أُنشئ", "créé"},
    {"ends", "ينتهي", "expire"},
    {"revoked", "أُلغي", "révoqué"},
    {"size", "الحجم", "taille"},
    {"path", "المسار", "chemin"},
    {"number", "الرقم", "numéro"},
    {"change", "التغيير", "changement"},
    {"answer", "الجواب", "réponse"},
    {"issues", "القضايا", "enjeux"},
    {"communities", "المجتمعات", "communautés"},
    {"bridge", "الجسر", "pont"},
    {"related", "الصلات", "liens"},
    {"text", "النص", "texte"},
    {"needs", "الاحتياجات", "besoins"},
    {"offers", "العروض", "offres"},
    {"place", "المكان", "lieu"},
    {"values", "القيم", "valeurs"},
    {"ties", "الروابط", "relations"},
};
static_assert(sizeof(kWords) / sizeof(kWords[0]) == static_cast<size_t>(Word::kCount));

// "ar_LB.UTF-8" -> "ar".
std::string Primary(absl::string_view locale) {
  return std::string(locale.substr(0, locale.find_first_of("_-.@")));
}

}  // namespace

absl::string_view Say(Word word, absl::string_view language) {
  const Entry& entry = kWords[static_cast<size_t>(word)];
  if (language == "ar") return entry.ar;
  if (language == "fr") return entry.fr;
  return entry.en;
}

absl::string_view Comma(absl::string_view language) { return language == "ar" ? "، " : ", "; }

std::string ChooseLanguage(absl::string_view asked) {
  if (!asked.empty()) return std::string(asked);
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(variable);
    if (value == nullptr || *value == '\0') continue;
    const std::string language = Primary(value);
    return language == "ar" || language == "fr" ? language : "en";
  }
  return "en";
}

}  // namespace tashbik::cli
