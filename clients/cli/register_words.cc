// The table, in the order of Prompt.
#include "clients/cli/register_words.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace tashbik::cli {
namespace {

struct Row {
  const char* en;
  const char* ar;
  const char* fr;
};

constexpr Row kRows[] = {
    {"This registers a group. Nothing is sent before you have seen it all and agreed. No "
     "registration number is asked for. Write no names of persons. Ctrl-C stops at any time.",
     "هنا تُسجَّل مجموعة. لا يُرسَل شيء قبل أن تروه كلَّه وتوافقوا عليه. لا نطلب رقم تسجيل. لا تكتبوا "
     "أسماء أشخاص. يمكن التوقف في أي وقت بـ Ctrl-C.",
     "Ici, un groupe s’inscrit. Rien n’est envoyé avant que vous ayez tout vu et donné votre "
     "accord. "
     "Aucun numéro d’enregistrement n’est demandé. N’écrivez aucun nom de personne. Ctrl-C arrête "
     "à "
     "tout moment."},
    {"Please type a number from the list.", "اكتبوا رقمًا من القائمة.",
     "Tapez un numéro de la liste."},
    {"An answer is needed here.", "لا بدّ من جواب هنا.", "Il faut une réponse ici."},
    {"(Enter: nothing)", "(Enter: لا شيء)", "(Entrée\u00A0: rien)"},
    {"Your invitation code?", "ما رمز الدعوة؟", "Votre code d’invitation\u00A0?"},
    {"Which hub is to review the registration?", "أيُّ محور يراجع التسجيل؟",
     "Quel pôle doit examiner l’inscription\u00A0?"},
    {"No hub can be seen without an invitation: ask a coordinator for a code.",
     "لا يظهر أي محور من دون دعوة: اطلبوا رمزًا من منسّق.",
     "Aucun pôle n’est visible sans invitation\u00A0: demandez un code à une coordination."},
    {"What is it?", "ما هي؟", "De quoi s’agit-il\u00A0?"},
    {"an organization or local group", "منظمة أو مجموعة محلية",
     "une organisation ou un groupe local"},
    {"a diaspora group: people from one country who live in another",
     "مجموعة في الشتات: أناس من بلد يقيمون في بلد آخر",
     "un groupe de la diaspora\u00A0: des personnes d’un pays qui vivent dans un autre"},
    {"What is it called?", "ما اسمها؟", "Comment s’appelle-t-il ou elle\u00A0?"},
    {"Another name, or its name in another language?", "اسم آخر، أو الاسم بلغة أخرى؟",
     "Un autre nom, ou son nom dans une autre langue\u00A0?"},
    {"In which country is it based?", "في أي بلد مقرّها؟", "Dans quel pays est son siège\u00A0?"},
    {"In which other countries is it active?", "في أي بلدان أخرى تعمل؟",
     "Dans quels autres pays agit-elle\u00A0?"},
    {"Which countries do its people come from?", "من أي بلدان جاء أعضاؤها؟",
     "De quels pays viennent ses membres\u00A0?"},
    {"Which countries do they live in?", "في أي بلدان يقيمون؟",
     "Dans quels pays vivent-ils\u00A0?"},
    {"{x} is no country that is known here: try its name in English, Arabic or French.",
     "{x}: بلد غير معروف هنا. جرّبوا اسمه بالعربية أو الفرنسية أو الإنكليزية.",
     "{x}\u00A0: pays inconnu ici. Essayez son nom en français, en arabe ou en anglais."},
    {"Where people come from and where they live can together point at persons and their families. "
     "Who may see the two together? There is no usual answer.",
     "بلد الأصل مع بلد الإقامة قد يدلّان معًا على أشخاص وعلى عائلاتهم. من يجوز أن يراهما معًا؟ ليس "
     "لهذا "
     "السؤال جواب معتاد.",
     "L’origine et le lieu de résidence, lus ensemble, peuvent désigner des personnes et leurs "
     "familles. Qui peut voir les deux ensemble\u00A0? Il n’y a pas de réponse habituelle."},
    {"What does it work on? A few words, such as: statelessness",
     "على ماذا تعمل؟ كلمات قليلة، مثل: انعدام الجنسية",
     "Sur quoi travaille-t-elle\u00A0? Quelques mots, par exemple\u00A0: apatridie"},
    {"Something else that it works on?", "هل تعمل على شيء آخر؟", "Autre chose encore\u00A0?"},
    {"Which of these? Numbers, such as: 1 3", "أيٌّ من هذه؟ أرقام، مثل: 1 3",
     "Lesquels\u00A0? Des numéros, par exemple\u00A0: 1 3"},
    {"Nothing like {x} is in the vocabulary: try other words.",
     "لا شيء في المفردات يشبه {x}: جرّبوا كلمات أخرى.",
     "Rien qui ressemble à {x} dans le vocabulaire\u00A0: essayez d’autres mots."},
    {"taken: {x}", "أُخذ: {x}", "retenu\u00A0: {x}"},
    {"What does it do, in a few sentences?", "ماذا تفعل، في بضع جمل؟",
     "Que fait-elle, en quelques phrases\u00A0?"},
    {"what it does", "ماذا تفعل", "ce qu’elle fait"},
    {"What does it need from others? A few words, such as: legal advice",
     "ماذا تحتاج من غيرها؟ كلمات قليلة، مثل: مشورة قانونية",
     "De quoi a-t-elle besoin\u00A0? Quelques mots, par exemple\u00A0: conseil juridique"},
    {"What can it offer to others?", "ماذا يمكنها أن تقدّم لغيرها؟",
     "Que peut-elle offrir à d’autres\u00A0?"},
    {"Something else?", "شيء آخر؟", "Autre chose\u00A0?"},
    {"needs", "تحتاج", "besoins"},
    {"offers", "تقدّم", "offres"},
    {"How can it be reached? An e-mail address, or such as: signal +961… Nobody is shown it before "
     "both sides agreed to meet.",
     "كيف يمكن الوصول إليها؟ عنوان بريد، أو مثل: signal +961… لا يراه أحد قبل أن يوافق الطرفان على "
     "اللقاء.",
     "Comment la joindre\u00A0? Une adresse e-mail, ou par exemple\u00A0: signal +961… Personne ne "
     "la voit "
     "avant que les deux parties aient accepté de se rencontrer."},
    {"{x} is neither an e-mail address nor a way and an address, such as: signal +961…",
     "{x}: ليس عنوان بريد، ولا وسيلة مع عنوانها، مثل: signal +961…",
     "{x}\u00A0: ni adresse e-mail, ni moyen suivi de l’adresse, comme\u00A0: signal +961…"},
    {"contact", "وسيلة الاتصال", "contact"},
    {"Who may see the record, once it is verified?", "من يجوز أن يرى السجل بعد توثيقه؟",
     "Qui peut voir la fiche, une fois vérifiée\u00A0?"},
    {"anyone", "الجميع", "tout le monde"},
    {"verified members of any hub", "الأعضاء الموثَّقون في كل المحاور",
     "les membres vérifiés de tous les pôles"},
    {"verified members and coordinators of this hub", "الأعضاء الموثَّقون والمنسّقون في هذا المحور",
     "les membres vérifiés et les coordinations de ce pôle"},
    {"coordinators of this hub alone: they ask you first, each time",
     "منسّقو هذا المحور وحدهم: يسألونكم أولًا في كل مرة",
     "les coordinations de ce pôle seulement\u00A0: elles vous demandent d’abord, à chaque fois"},
    {"you alone: you can look for partners, nobody can find you",
     "أنتم وحدكم: يمكنكم البحث عن شركاء، ولا يجدكم أحد",
     "vous seulement\u00A0: vous pouvez chercher des partenaires, personne ne vous trouve"},
    {"(Enter: the members of this hub)", "(Enter: أعضاء هذا المحور)",
     "(Entrée\u00A0: les membres de ce pôle)"},
    {"This is what will be sent:", "هذا ما سيُرسَل:", "Voici ce qui sera envoyé\u00A0:"},
    {"Until a coordinator has verified it, you and the hub’s coordinators alone see it.",
     "إلى أن يوثّقه منسّق، لا يراه إلا أنتم ومنسّقو المحور.",
     "Jusqu’à sa vérification, vous et les coordinations du pôle êtes seuls à la voir."},
    {"Its invitation is a trusted one: it is verified at once.", "الدعوة موثوقة: يُوثَّق السجل فورًا.",
     "L’invitation est de confiance\u00A0: la fiche est vérifiée aussitôt."},
    {"Then it is seen by: {x}", "بعد ذلك يراه: {x}", "Ensuite, la voient\u00A0: {x}"},
    {"The contact is shown to nobody before both sides agreed to meet.",
     "وسيلة الاتصال لا تُعرض على أحد قبل أن يوافق الطرفان على اللقاء.",
     "Le contact n’est montré à personne avant l’accord des deux parties."},
    {"Origin and residence together are seen by: {x}", "الأصل والإقامة معًا يراهما: {x}",
     "L’origine et la résidence ensemble, les voient\u00A0: {x}"},
    {"Part by part, once it is verified:", "جزءًا جزءًا، بعد توثيقه:",
     "Partie par partie, une fois vérifiée\u00A0:"},
    {"members of other hubs", "أعضاء المحاور الأخرى", "les membres des autres pôles"},
    {"members of this hub", "أعضاء هذا المحور", "les membres de ce pôle"},
    {"coordinators of this hub", "منسّقو هذا المحور", "les coordinations de ce pôle"},
    {"nothing", "لا شيء", "rien"},
    {"{x} is dangerous to be linked with where this group is: only you and coordinators who broker "
     "see the two together.",
     "الارتباط بـ{x} خطِر حيث توجد هذه المجموعة: لا يراهما معًا إلا أنتم ومنسّقون يتوسّطون.",
     "Être lié à {x} est dangereux là où se trouve ce groupe\u00A0: seuls vous et les "
     "coordinations "
     "qui servent d’intermédiaires voyez les deux ensemble."},
    {"Do its people agree to be in this directory? If so, who said so? A role such as: the board. "
     "No names.",
     "هل وافق أعضاؤها على أن تكون في هذا الدليل؟ إن نعم، فمن قال ذلك؟ صفة مثل: مجلس الإدارة. من "
     "دون "
     "أسماء.",
     "Ses membres acceptent-ils de figurer dans cet annuaire\u00A0? Si oui, qui l’a dit\u00A0? Un "
     "rôle, par "
     "exemple\u00A0: le bureau. Pas de nom."},
    {"agreed", "الموافقة", "accord"},
    {"Send it? yes, no, or the number of an answer to change",
     "أنرسله؟ نعم، أو لا، أو رقم جواب تريدون تغييره",
     "L’envoyer\u00A0? oui, non, ou le numéro d’une réponse à changer"},
    {"The server does not take it:", "الخادم لا يقبله:", "Le serveur ne l’accepte pas\u00A0:"},
    {"Stopped. Nothing was sent.", "توقّفنا. لم يُرسَل شيء.", "Arrêté. Rien n’a été envoyé."},
    {"Registered: {x}", "سُجِّلت: {x}", "Inscription faite\u00A0: {x}"},
    {"It waits for a coordinator. `tashbik review show` says how far it is.",
     "ينتظر منسّقًا. يبيّن الأمر `tashbik review show` أين وصل.",
     "Votre inscription attend une coordination. `tashbik review show` dit où elle en est."},
    {"Your token is in {x}; keep it to yourself. Commands use it from now on.",
     "رمز دخولكم في {x}. احتفظوا به لأنفسكم. تستعمله الأوامر من الآن.",
     "Votre jeton est dans {x}\u00A0; gardez-le pour vous. Les commandes l’utilisent désormais."},
    {"The token could not be saved. Keep it yourself, it is shown this once: {x}",
     "تعذّر حفظ رمز الدخول. احتفظوا به بأنفسكم، يُعرض مرة واحدة: {x}",
     "Le jeton n’a pas pu être enregistré. Gardez-le, il n’est montré qu’une fois\u00A0: {x}"},
    {"Panic code. Write it on paper: whoever types `tashbik panic CODE` hides the record at once, "
     "and can do nothing else with it. Shown this once:",
     "رمز الطوارئ. اكتبوه على ورقة: من يكتب الأمر `tashbik panic CODE` يخفي السجل فورًا، ولا يستطيع "
     "به شيئًا آخر. يُعرض مرة واحدة:",
     "Code d’urgence. Notez-le sur papier\u00A0: qui tape `tashbik panic CODE` masque aussitôt la "
     "fiche, "
     "et rien d’autre. Montré une seule fois\u00A0:"},
    {"Vouch code. Give it to members who know you: `tashbik vouch CODE`. Shown this once:",
     "رمز التزكية. أعطوه لأعضاء يعرفونكم: `tashbik vouch CODE`. يُعرض مرة واحدة:",
     "Code de parrainage. Donnez-le à des membres qui vous connaissent\u00A0: `tashbik vouch "
     "CODE`. Montré "
     "une seule fois\u00A0:"},
    {"It is registered, but the answer with its token was lost on the way: ask your coordinator "
     "for "
     "a new token.",
     "تم التسجيل، لكن الجواب الذي يحمل رمز الدخول ضاع في الطريق: اطلبوا رمزًا جديدًا من المنسّق.",
     "L’inscription est faite, mais la réponse avec le jeton s’est perdue\u00A0: demandez un "
     "nouveau "
     "jeton à votre coordination."},
};
static_assert(sizeof(kRows) / sizeof(kRows[0]) == static_cast<size_t>(Prompt::kCount));

constexpr char kRightToLeftMark[] = "\u200F";
constexpr char kFirstStrongIsolate[] = "\u2068";
constexpr char kPopDirectionalIsolate[] = "\u2069";

}  // namespace

absl::string_view Say(Prompt prompt, absl::string_view language) {
  const Row& row = kRows[static_cast<size_t>(prompt)];
  if (language == "ar") return row.ar;
  if (language == "fr") return row.fr;
  return row.en;
}

std::string Say(Prompt prompt, absl::string_view language, absl::string_view value) {
  const std::string shown = language == "ar"
                                ? absl::StrCat(kFirstStrongIsolate, value, kPopDirectionalIsolate)
                                : std::string(value);
  return absl::StrReplaceAll(Say(prompt, language), {{"{x}", shown}});
}

bool IsYes(absl::string_view text) {
  const std::string small = absl::AsciiStrToLower(absl::StripAsciiWhitespace(text));
  for (const char* yes : {"y", "yes", "o", "oui", "نعم", "ن", "أجل"}) {
    if (small == yes) return true;
  }
  return false;
}

std::string Laid(absl::string_view line, absl::string_view language) {
  return language == "ar" ? absl::StrCat(kRightToLeftMark, line) : std::string(line);
}

}  // namespace tashbik::cli
