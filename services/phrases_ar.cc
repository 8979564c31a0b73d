// The phrases in Arabic. They are nominal, or their verb agrees with ما, so that neither the gender
// nor the number of a name decides a form; names stand between «» where they are within a clause.
#include "services/phrases.h"

namespace tashbik::services {
namespace {

constexpr PhraseRow kPhrases[] = {
    {Phrase::kCauseOne, "سبب جذري مشترك: {list}."},
    {Phrase::kCauseMany, "أسباب جذرية مشتركة: {list}."},
    {Phrase::kIssueOne, "قضية مشتركة: {list}."},
    {Phrase::kIssueMany, "قضايا مشتركة: {list}."},
    {Phrase::kChallengeOne, "صعوبة مشتركة: {list}."},
    {Phrase::kChallengeMany, "صعوبات مشتركة: {list}."},
    {Phrase::kCommunityOne, "العمل مع المجتمع نفسه: {list}."},
    {Phrase::kCommunityMany, "العمل مع المجتمعات نفسها: {list}."},
    {Phrase::kBridge, "نضال واحد من جهات مختلفة: {list}."},
    {Phrase::kBridgeShort, "نضال واحد من جهات مختلفة."},
    {Phrase::kSpanServeYou, "من جهتكم: {a}؛ ومن جهتهم: {b}."},
    {Phrase::kSpanServeThey, "لدى «{asker}»: {a}؛ ولدى «{partner}»: {b}."},
    {Phrase::kSpanWorkYou, "من جهتكم: {a}؛ ومن جهتهم: {b}."},
    {Phrase::kSpanWorkThey, "لدى «{asker}»: {a}؛ ولدى «{partner}»: {b}."},
    {Phrase::kRelated, "قضايا مترابطة: {list}."},
    {Phrase::kPair, "{a} مع {b}"},
    {Phrase::kText, "كلمات متقاربة في وصف الطرفين لعملهما."},
    {Phrase::kNeedYou, "لديهم ما تحتاجون إليه: {list}."},
    {Phrase::kNeedThey, "لدى «{partner}» ما يلبّي احتياجات «{asker}»: {list}."},
    {Phrase::kOfferYou, "لديكم ما يحتاجون إليه: {list}."},
    {Phrase::kOfferThey, "لدى «{asker}» ما يلبّي احتياجات «{partner}»: {list}."},
    {Phrase::kPlaceOne, "الحضور في البلد نفسه: {list}."},
    {Phrase::kPlaceMany, "الحضور في البلدان نفسها: {list}."},
    {Phrase::kRegion, "الحضور في المنطقة نفسها: {list}."},
    {Phrase::kRegionUnnamed, "الحضور في المنطقة نفسها."},
    {Phrase::kDiaspora, "صلة بين الوطن والشتات: {list}."},
    {Phrase::kDiasporaUnnamed, "صلة بين الوطن والشتات."},
    {Phrase::kValuesOne, "قيمة مشتركة: {list}."},
    {Phrase::kValuesMany, "قيم مشتركة: {list}."},
    {Phrase::kTies, "صلات عبر: {list}."},
    {Phrase::kTiesUnnamed, "بين الطرفين شركاء مشتركون."},
    {Phrase::kNoCommonLanguage, "تنبيه: لا تُعرف لغة مشتركة بين الطرفين."},
    {Phrase::kNeedNotMetOne, "احتياج بلا استجابة: {list}."},
    {Phrase::kNeedNotMetMany, "احتياجات بلا استجابة: {list}."},
    {Phrase::kRarelySuggested, "اقتراح جيد قلّما يُعرض."},
    {Phrase::kBroker, "يظهر هذا الاقتراح لكم ولا يظهر لـ«{asker}»: اسألوا كل طرف على حدة أولًا."},
    {Phrase::kSignalIssue, "القضايا والقوانين والأسباب الجذرية نفسها."},
    {Phrase::kSignalCommunity, "المجتمعات نفسها، خدمةً أو قيادةً."},
    {Phrase::kSignalBridge, "النضال نفسه مع مجتمعات مختلفة."},
    {Phrase::kSignalRelated, "مواضيع يربط بينها رابط تقاطعي."},
    {Phrase::kSignalText, "كلمات متقاربة في ما يكتبه الطرفان عن عملهما."},
    {Phrase::kSignalNeed, "نسبة ما يقدّمه الشريك من احتياجات صاحب الطلب."},
    {Phrase::kSignalOffer, "نسبة ما يقدّمه صاحب الطلب من احتياجات الشريك."},
    {Phrase::kSignalPlace, "البلد نفسه أو المنطقة نفسها، أو الوطن والشتات."},
    {Phrase::kSignalValues, "قيم يعلنها الطرفان."},
    {Phrase::kSignalTies, "القرب في شبكة التحالفات."},
    {Phrase::kNothingKnown, "المعروف عن أحد الطرفين لا يكفي."},
    {Phrase::kGatePartners, "يعمل الطرفان معًا في تحالف قائم."},
    {Phrase::kGateRedLine, "خط أحمر لدى أحد الطرفين هو من مواضيع الآخر."},
    {Phrase::kGateExpired, "انتهت صلاحية بيانات الشريك وتنتظر التأكيد."},
    {Phrase::kPathMember, "«{a}» ضمن «{b}»"},
    {Phrase::kPathBothMembers, "«{a}» و«{b}» معًا ضمن «{list}»"},
    {Phrase::kPathTheme, "من مواضيع «{a}»: {b}"},
    {Phrase::kPathBothThemes, "موضوع مشترك بين «{a}» و«{b}»: {list}"},
    {Phrase::kPathBroader, "بين {a} و{b} صلة الجزء بالكل"},
    {Phrase::kPathCause, "بين {a} و{b} صلة السبب بالنتيجة"},
    {Phrase::kPathRelated, "بين {a} و{b} رابط"},
    {Phrase::kReminderConfirm, "أكِّدوا ملفَّكم حتى {n}: بعد ذلك اليوم لا يُقترَح على أحد."},
    {Phrase::kReminderExpired, "كان ينبغي تأكيد ملفِّكم حتى {n}. لن يُقترَح على أحد إلى أن تؤكِّدوه."},
    {Phrase::kReminderAsked, "سألكم منسّق محوركم في {n}. أجيبوا لنواصل."},
    {Phrase::kReminderToken, "تنتهي صلاحية رمز دخولكم في {n}. اطلبوا رمزًا جديدًا قبل ذلك اليوم."},
    {Phrase::kAnd, " و"},
    {Phrase::kMore, " و{n} غيرها"},
};

}  // namespace

std::span<const PhraseRow> ArabicPhrases() { return kPhrases; }

}  // namespace tashbik::services
