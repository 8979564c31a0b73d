// The table, in the order of InsightWord.
#include "clients/cli/insight_words.h"

#include <cstddef>

#include "clients/cli/entry.h"

namespace tashbik::cli {
namespace {

constexpr Entry kWords[] = {
    {"theme", "الموضوع", "thème"},
    {"actors", "الجهات", "acteurs"},
    {"needed by", "عدد المحتاجين", "demandé par"},
    {"offered by", "عدد المقدّمين", "proposé par"},
    {"introduce to", "التعارف مع", "mettre en relation avec"},
    {"reach", "المدى", "portée"},
    {"ways over it", "الطرق عبرها", "chemins"},
    {"effective size", "الحجم الفعلي", "taille effective"},
    {"core", "النواة", "noyau"},
    {"holds it together", "تصل الأجزاء", "point de jonction"},
    {"group", "المجموعة", "groupe"},
    {"members", "الأعضاء", "membres"},
    {"The network is large: these figures come from a sample.",
     "الشبكة كبيرة: هذه الأرقام من عيّنة.",
     "Le réseau est grand\u00A0: ces chiffres viennent d’un échantillon."},
    {"With --timeout $0 they are exact.", "مع ‎--timeout $0‎ تكون دقيقة.",
     "Avec --timeout $0, ils sont exacts."},
    {"No gap: somebody works on each of these in each country.",
     "لا ثغرات: لكل موضوع من يعمل عليه في كل بلد.",
     "Aucune lacune\u00A0: chaque thème a quelqu’un dans chaque pays."},
    {"Every need that is known is met by an offer.", "لكل احتياج معروف من يقدّمه.",
     "Chaque besoin connu trouve une offre."},
    {"Nobody is without ties.", "لا أحد بلا صلات.", "Personne n’est sans liens."},
    {"Nobody stands between others.", "لا جهة تصل بين جهات أخرى.",
     "Personne ne relie d’autres acteurs entre eux."},
    {"Entries here that are not public: $0. Do not pass them on.",
     "سجلات غير علنية هنا: $0. لا تشاركوها مع أحد.",
     "Fiches non publiques ici\u00A0: $0. Ne les transmettez pas."},
    {"Map of the network", "خريطة الشبكة", "Carte du réseau"},
    {"Organizations and groups", "المنظمات والمجموعات", "Organisations et groupes"},
    {"ties", "الصلات", "liens"},
    {"Organization", "منظمة", "Organisation"},
    {"Diaspora group", "مجموعة في الشتات", "Groupe de la diaspora"},
    {"Issue", "قضية", "Enjeu"},
    {"Community served or leading", "مجتمع تخدمه أو يقودها",
     "Communauté bénéficiaire ou aux responsabilités"},
    {"Other theme", "موضوع آخر", "Autre thème"},
    {"Hollow: no ties yet", "شكل فارغ: بلا صلات بعد", "Forme vide\u00A0: pas encore de liens"},
    {"Share a coalition", "تحالف مشترك", "Coalition commune"},
    {"Works on it", "تعمل عليه", "Y travaille"},
    {"Without ties", "بلا صلات", "Sans liens"},
    {"Nothing in common with others yet", "لا شيء مشترك مع غيرها بعد",
     "Rien de commun avec d’autres pour l’instant"},
    {"This map holds entries that not everyone may see. Do not pass it on.",
     "في هذه الخريطة بيانات لا يحق للجميع رؤيتها. لا تشاركوها مع أحد.",
     "Cette carte contient des fiches que tous ne peuvent pas voir. Ne la transmettez pas."},
    {"Nobody is here whom you may see.", "لا أحد هنا ممن يمكنكم رؤيتهم.",
     "Personne ici que vous puissiez voir."},
};

}  // namespace

absl::string_view Say(InsightWord word, absl::string_view language) {
  return In(kWords[static_cast<size_t>(word)], language);
}

}  // namespace tashbik::cli
