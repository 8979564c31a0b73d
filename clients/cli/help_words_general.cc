// What every command has, and what several say.
#include "clients/cli/help_words.h"

namespace tashbik::cli {
namespace {

constexpr Entry kRows[] = {
    {"Example:\n", "مثال:\n", "Exemple\u00A0:\n"},
    {"Global options (before or after the command)", "خيارات عامة (قبل الأمر أو بعده)",
     "Options générales (avant ou après la commande)\u00A0"},
    {"Finds partners in a Tashbik directory, and keeps it.",
     "البحث عن شركاء في دليل تشبيك، وإدارة الدليل.",
     "Trouver des partenaires dans un annuaire Tashbik, et le tenir à jour."},
    {"Display program version information and exit", "عرض معلومات إصدار البرنامج والخروج",
     "Afficher la version du programme et quitter"},
    {"First steps:\n"
     "  tashbik whoami\n"
     "  tashbik search \"freedom of association\"\n"
     "  tashbik suggest GCHR --country BH\n"
     "`tashbik COMMAND --help` has an example for every command.\n"
     "\n"
     "Exit codes: 0 ok, 1 error, 2 usage, 3 not found or ambiguous, 4 sign-in, 5 conflict,\n"
     "6 unavailable, 7 deadline, 8 partly imported, 9 daily budget used up.",
     "الخطوات الأولى:\n"
     "  tashbik whoami\n"
     "  tashbik search \"freedom of association\"\n"
     "  tashbik suggest GCHR --country BH\n"
     "يعرض `tashbik COMMAND --help` مثالًا لكل أمر.\n"
     "\n"
     "رموز الخروج: 0 نجاح، 1 خطأ، 2 استعمال غير صحيح، 3 غير موجود أو ملتبس، 4 تسجيل الدخول، 5 "
     "تعارض،\n"
     "6 الخادم غير متاح، 7 انقضت المهلة، 8 استيراد جزئي، 9 نفدت الحصة اليومية.",
     "Premiers pas\u00A0:\n"
     "  tashbik whoami\n"
     "  tashbik search \"freedom of association\"\n"
     "  tashbik suggest GCHR --country BH\n"
     "`tashbik COMMAND --help` donne un exemple pour chaque commande.\n"
     "\n"
     "Codes de sortie\u00A0: 0 réussite, 1 erreur, 2 usage, 3 introuvable ou ambigu, 4 "
     "identification, 5 conflit,\n"
     "6 indisponible, 7 délai dépassé, 8 import partiel, 9 quota du jour épuisé."},
    {"HOST:PORT or unix:PATH of the server", "عنوان الخادم: HOST:PORT أو unix:PATH",
     "HOST:PORT ou unix:PATH du serveur"},
    {"File with the token to use; otherwise TASHBIK_TOKEN, TASHBIK_TOKEN_FILE, or the files that "
     "the server left for this user",
     "الملف الذي فيه رمز الدخول؛ وإلا فالمتغيّر TASHBIK_TOKEN أو TASHBIK_TOKEN_FILE، أو الملفات "
     "التي تركها الخادم لهذا المستخدم",
     "Fichier du jeton à utiliser\u00A0; sinon TASHBIK_TOKEN, TASHBIK_TOKEN_FILE ou les fichiers "
     "que le serveur a laissés pour cet utilisateur"},
    {"Which of the server's token files to use for everything",
     "أيّ ملف من ملفات رموز الدخول للخادم يُستعمل لكل شيء",
     "Fichier de jeton du serveur à utiliser pour tout"},
    {"Use no token: see what anyone may see", "من دون رمز دخول: رؤية ما يراه الجميع",
     "N’utiliser aucun jeton\u00A0: voir ce que tout le monde peut voir"},
    {"PEM file of the authorities to trust (TLS)", "ملف PEM لسلطات التصديق الموثوق بها (TLS)",
     "Fichier PEM des autorités de confiance (TLS)"},
    {"PEM file of this client's certificate, for a server that asks for one",
     "ملف PEM لشهادة هذا العميل، لخادم يطلبها",
     "Fichier PEM du certificat de ce client, pour un serveur qui en demande un"},
    {"PEM file of that certificate's key", "ملف PEM لمفتاح تلك الشهادة",
     "Fichier PEM de la clé de ce certificat"},
    {"Seconds that a call may take", "أقصى مدة للطلب بالثواني",
     "Durée maximale d’un appel, en secondes"},
    {"table, json, jsonl, csv or name", "table أو json أو jsonl أو csv أو name",
     "table, json, jsonl, csv ou name"},
    {"Language of the output: en, ar or fr", "لغة المخرجات: en أو ar أو fr",
     "Langue de la sortie\u00A0: en, ar ou fr"},
    {"Usage", "الاستعمال", "Usage\u00A0"},
    {"OPTIONS", "خيارات", "OPTIONS"},
    {"Positionals", "المعاملات", "Arguments\u00A0"},
    {"SUBCOMMAND", "أمر فرعي", "SOUS-COMMANDE"},
    {"REQUIRED", "إلزامي", "OBLIGATOIRE"},
    {"Env", "متغيّر البيئة", "Variable\u00A0"},
    {"Excludes", "لا يجتمع مع", "Exclut\u00A0"},
    {"Subcommands", "الأوامر الفرعية", "Sous-commandes\u00A0"},
    {"Print this help message and exit", "عرض هذه المساعدة والخروج",
     "Afficher cette aide et quitter"},
    {"Options", "الخيارات", "Options\u00A0"},
};

}  // namespace

absl::Span<const Entry> GeneralHelpWords() { return kRows; }

}  // namespace tashbik::cli
