// The bands of common words and the look-up by stem. Chosen by reading descriptions of civil
// society organizations in the three languages; the order of magnitude matters, not the second
// digit.
#include "graph/text/priors.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_split.h"
#include "graph/text/fold.h"
#include "graph/text/tokens.h"

namespace tashbik::graph::text {

const std::array<PriorBand, 3> kPriorBands = {{
    // In nearly every description: they say that it is an organization.
    {0.05,
     "organization organisation association work works working ngo support community communities "
     "project program programme activity activities member members people society social national "
     "international development promote promoting aim mission vision goal founded established "
     "non-governmental profit nonprofit independent including well",
     "organisation association travail œuvrer ong soutien communauté projet programme activité "
     "membre personne société social national international développement promouvoir but mission "
     "vision objectif fondée créée gouvernemental lucratif indépendante non",
     "منظمة منظمات جمعية جمعيات عمل تعمل العمل دعم مجتمع المجتمعات مشروع مشاريع برنامج برامج نشاط "
     "أنشطة عضو أعضاء الناس اجتماعي وطني وطنية دولي دولية تنمية تعزيز هدف أهداف تهدف رسالة رؤية "
     "تأسست مؤسسة غير حكومية مستقلة ربحية"},
    // In every third: the field as a whole.
    {0.2,
     "right rights human civil local regional world global country countries public policy "
     "policies "
     "research information service services provide network partner partners region area areas "
     "European europe arab middle east north africa government state law group groups year years "
     "new help create build building improve order life citizen citizens level field based center "
     "interest interests sector role action actions main represent europe union objective practice "
     "make "
     "relate use contribute initiative implement ensure focus share need effect collaborate "
     "facilitate "
     "operation achieve engage decision bring lead increase understand response process best high "
     "one "
     "part general encourage person individual respect institution together also many various",
     "droit droits homme humain civil local régional monde mondial pays public politique recherche "
     "information service fournir réseau partenaire région domaine européen europe arabe moyen "
     "orient nord afrique gouvernement état loi groupe année an nouveau aider créer construire "
     "améliorer vie citoyen niveau centre intérêt secteur rôle action principal représenter union "
     "mettre œuvre faire permettre objectif pratique contribuer initiative assurer partager besoin "
     "effet "
     "faciliter atteindre engager décision porter répondre ensemble général personne institution "
     "différent notamment cadre sein lieu",
     "حق حقوق إنسان مدني مدنية محلي محلية إقليمي عالم عالمي بلد بلدان دول دولة عام عامة سياسة "
     "سياسات "
     "بحث معلومات خدمة خدمات تقديم شبكة شريك شركاء منطقة مجال مجالات عربي عربية شرق أوسط شمال "
     "أفريقيا "
     "حكومة قانون مجموعة سنة عام جديد مساعدة بناء تحسين حياة مواطن مواطنين مستوى مركز دور إجراء "
     "هدف "
     "مساهمة تسهم مبادرة تنفيذ ضمان احتياج احتياجات استجابة عملية فرد أفراد معا خاصة مختلف مختلفة"},
    // Frequent, yet they tell kinds of work apart.
    {0.5,
     "women woman youth young child children education training protection legal freedom democracy "
     "democratic equality justice health environment culture cultural capacity awareness advocacy "
     "participation violence discrimination access economic political campaign empower empowerment "
     "media dialogue peace humanitarian family professional exchange knowledge innovation "
     "sustainable cooperation experience issue issues change quality management industry business",
     "femme femmes jeune jeunes jeunesse enfant éducation formation protection juridique liberté "
     "démocratie démocratique égalité justice santé environnement culture culturel capacité "
     "sensibilisation plaidoyer participation violence discrimination accès économique campagne "
     "autonomisation média dialogue paix humanitaire famille professionnel échange connaissance "
     "innovation durable coopération expérience question changement qualité gestion",
     "نساء مرأة شباب شابات طفل أطفال تعليم تدريب حماية قانونية حرية حريات ديمقراطية مساواة عدالة "
     "صحة "
     "بيئة ثقافة ثقافي قدرات توعية مناصرة مشاركة عنف تمييز وصول اقتصادي سياسي حملة تمكين إعلام "
     "حوار "
     "سلام إنساني أسرة مهني تبادل معرفة ابتكار مستدامة تعاون خبرة قضية قضايا تغيير جودة إدارة"},
}};

namespace {

using PriorMap = absl::flat_hash_map<std::string, double>;

// The band of each stem; a stem of two bands keeps the lower prior.
PriorMap BuildMap(absl::string_view PriorBand::*words, Lang lang) {
  PriorMap map;
  for (const PriorBand& band : kPriorBands) {
    for (const std::string& word : Words(Fold(band.*words))) {
      map.try_emplace(StemWord(word, lang), band.prior);
    }
  }
  return map;
}

double LookUp(const PriorMap& map, absl::string_view stem) {
  const auto found = map.find(stem);
  return found == map.end() ? 1.0 : found->second;
}

}  // namespace

double Prior(absl::string_view stem, Lang lang) {
  static const auto* const english = new PriorMap(BuildMap(&PriorBand::english, Lang::kEnglish));
  static const auto* const french = new PriorMap(BuildMap(&PriorBand::french, Lang::kFrench));
  static const auto* const arabic = new PriorMap(BuildMap(&PriorBand::arabic, Lang::kArabic));
  switch (lang) {
    case Lang::kEnglish:
      return LookUp(*english, stem);
    case Lang::kFrench:
      return LookUp(*french, stem);
    case Lang::kArabic:
      return LookUp(*arabic, stem);
    case Lang::kUnknown:
      return std::min(LookUp(*english, stem), LookUp(*french, stem));
    case Lang::kOther:
      return 1.0;
  }
  return 1.0;
}

}  // namespace tashbik::graph::text
