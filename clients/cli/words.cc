// The table, in the order of Word.
#include "clients/cli/words.h"

#include <cstdlib>

#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/entry.h"

namespace tashbik::cli {
namespace {

constexpr Entry kWords[] = {
    {"name", "الاسم", "nom"},
    {"resource", "المعرّف", "ressource"},
    {"country", "البلد", "pays"},
    {"active in", "تعمل في", "pays d’action"},
    {"from", "بلد الأصل", "origine"},
    {"lives in", "بلد الإقامة", "résidence"},
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
    {"last news", "آخر الأخبار", "dernières nouvelles"},
    {"note", "ملاحظة", "note"},
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
     "aucun partenaire à proposer pour l’instant."},
    {"Themes, communities, needs and offers are what brings partners together: add some, widen the "
     "filter, or try another --focus.",
     "المواضيع والمجتمعات والاحتياجات والعروض هي ما يجمع الشركاء: أضيفوا بعضها، أو وسّعوا التصفية، "
     "أو جرّبوا "
     "‎--focus آخر.",
     "Les thèmes, les communautés, les besoins et les offres rapprochent les partenaires\u00A0: "
     "ajoutez-en, élargissez le filtre ou essayez un autre --focus."},
    {"Nothing found.", "لم يُعثر على شيء.", "Rien trouvé."},
    {"They are not connected within that many steps.", "لا صلة بينهما ضمن هذا العدد من الخطوات.",
     "Pas de lien entre elles en si peu d’étapes."},
    {"signal", "المؤشر", "signal"},
    {"value", "القيمة", "valeur"},
    {"weight", "الوزن", "poids"},
    {"meaning", "المعنى", "sens"},
    {"unknown", "غير معروف", "inconnu"},
    {"for the asker", "لصاحب الطلب", "pour qui demande"},
    {"for the partner", "للشريك", "pour le partenaire"},
    {"Not suggested because", "لا تُقترح لأن", "Non proposée car"},
    {"Which one do you mean?", "أيّها تقصدون؟", "Laquelle voulez-vous dire ?"},
    {"line", "السطر", "ligne"},
    {"reason", "السبب", "raison"},
    {"message", "الرسالة", "message"},
    {"key", "المفتاح", "clé"},
    {"new", "جديد", "nouvelles"},
    {"changed", "معدّل", "modifiées"},
    {"unchanged", "بلا تغيير", "inchangées"},
    {"refused", "مرفوض", "refusées"},
    {"kind", "النوع", "type"},
    {"made", "أُنشئ", "créé"},
    {"ends", "ينتهي", "expire"},
    {"revoked", "أُلغي", "révoqué"},
    {"kept", "الباقية", "reste"},
    {"merged", "المدموجة", "fusionnée"},
    {"undone", "تم التراجع", "annulée"},
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
    {"who", "لمن", "qui"},
    {"sees it", "يراها", "la voit"},
    {"yes", "نعم", "oui"},
    {"no", "لا", "non"},
    {"sensitive in", "حساس في", "sensible dans"},
    {"hides", "يُخفي", "cache"},
    {"the whole record", "السجل كله", "toute la fiche"},
    {"the link", "الصلة", "le lien"},
    {"published", "منشور", "publié"},
    {"everywhere", "كل مكان", "partout"},
    {"anyone", "أي شخص", "tout le monde"},
    {"member of another hub", "عضو في محور آخر", "membre d’un autre pôle"},
    {"member of its hubs", "عضو في محاورها", "membre de ses pôles"},
    {"member of its circles", "عضو في دوائرها", "membre de ses cercles"},
    {"coordinator of its hubs", "منسّق محاورها", "coordination de ses pôles"},
    {"broker", "وسيط", "médiation"},
    {"administrator", "مدير النظام", "administration"},
    {"Dangerous to be linked with where this actor is, so shown to brokers alone unless published:",
     "مواضيع يشكّل الارتباط بها خطراً حيث توجد هذه الجهة، فلا يراها إلا الوسطاء ما لم تُنشر:",
     "Thèmes dangereux là où se trouve cet acteur, visibles de la seule médiation sauf publication "
     ":"},
    {"Hidden: from now on its owner alone sees it.", "أُخفيت: لا يراها من الآن إلا صاحبها.",
     "Masquée\u00A0: dès maintenant, elle n’est visible que de son propriétaire."},
    {"Hidden: from now on the owner alone sees where its people come from and live.",
     "أُخفي: لا يرى من الآن بلد الأصل وبلد الإقامة إلا صاحب السجل.",
     "Masqué\u00A0: dès maintenant, l’origine et la résidence ne sont visibles que du "
     "propriétaire."},
    {"Being linked with these themes is dangerous in a country of this actor. Everyone who sees "
     "the "
     "record will see them. Type yes to publish them:",
     "الارتباط بهذه المواضيع خطر في أحد بلدان هذه الجهة. سيراها كل من يرى السجل. اكتبوا نعم "
     "لنشرها:",
     "Être lié à ces thèmes est dangereux dans un pays de cet acteur. Quiconque voit la fiche les "
     "verra. Tapez oui pour les publier\u00A0:"},
    {"hub", "المحور", "pôle"},
    {"used", "استُعمل", "utilisé"},
    {"vouches", "التزكيات", "parrainages"},
    {"day", "اليوم", "jour"},
    {"to do", "المطلوب", "à faire"},
    {"who", "من", "qui"},
    {"how", "كيف", "comment"},
    {"deadline", "الموعد النهائي", "date limite"},
    {"funded by", "بتمويل من", "financé par"},
    {"was there", "حضرت", "présente"},
    {"signatures needed", "التواقيع المطلوبة", "signatures requises"},
    {"with", "مع", "avec"},
    {"dry run: nothing was written", "تجربة: لم يُكتب شيء", "essai\u00A0: rien n’a été écrit"},
};
static_assert(sizeof(kWords) / sizeof(kWords[0]) == static_cast<size_t>(Word::kCount));

// "ar_LB.UTF-8" -> "ar".
std::string Primary(absl::string_view locale) {
  return std::string(locale.substr(0, locale.find_first_of("_-.@")));
}

}  // namespace

absl::string_view Say(Word word, absl::string_view language) {
  return In(kWords[static_cast<size_t>(word)], language);
}

absl::string_view Comma(absl::string_view language) { return language == "ar" ? "، " : ", "; }

std::string DecimalText(double number, int digits, absl::string_view language) {
  const std::string text = absl::StrFormat("%.*f", digits, number);
  return language == "fr" ? absl::StrReplaceAll(text, {{".", ","}}) : text;
}

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
