// suggest, explain, path, compose, search, insight, map.
#include "clients/cli/help_words.h"

namespace tashbik::cli {
namespace {

constexpr Entry kRows[] = {
    {"Suggest partners for an organization or diaspora group",
     "اقتراح شركاء لمنظمة أو لمجموعة في الشتات",
     "Proposer des partenaires à une organisation ou à un groupe de la diaspora"},
    {"Resource name, exact name or acronym, or words that find exactly one",
     "المعرّف الكامل، أو الاسم المضبوط، أو الاسم المختصر، أو كلمات لا تنطبق إلا على جهة واحدة",
     "Nom de ressource, nom ou sigle exact, ou mots qui n’en trouvent qu’un"},
    {"balanced, similar (does what we do), bridging (meets the same wall from another side), "
     "complementary (has what we lack) or home-and-diaspora",
     "balanced أو similar (تفعل ما نفعله) أو bridging (تصطدم بالجدار نفسه من جهة أخرى) أو "
     "complementary (لديها ما ينقصنا) أو home-and-diaspora",
     "balanced, similar (fait ce que nous faisons), bridging (se heurte au même mur d’un autre "
     "côté), complementary (a ce qui nous manque) ou home-and-diaspora"},
    {"Most to show, 1 to 200", "أقصى عدد يُعرض، من 1 إلى 200",
     "Nombre maximal à afficher, de 1 à 200"},
    {"Also those who already work with it in a coalition",
     "إظهار الجهات التي تعمل معها أصلًا في تحالف أيضًا",
     "Aussi les acteurs déjà dans une même coalition"},
    {"Only those with whom it shares a language", "الجهات التي تشاركها لغة فقط",
     "Seulement les acteurs avec une langue en commun"},
    {"Only those based there: a code or a name in English, Arabic or French",
     "الجهات التي مقرّها هناك فقط: رمز البلد أو اسمه بالإنكليزية أو العربية أو الفرنسية",
     "Seulement les acteurs établis dans ce pays\u00A0: code ou nom en français, arabe ou anglais"},
    {"Only those active there: a code or a name in English, Arabic or French",
     "الجهات التي تعمل هناك فقط: رمز البلد أو اسمه بالإنكليزية أو العربية أو الفرنسية",
     "Seulement les acteurs actifs dans ce pays\u00A0: code ou nom en français, arabe ou anglais"},
    {"Only diaspora groups from there: a code or a name in English, Arabic or French",
     "المجموعات في الشتات التي أصلها من هناك فقط: رمز البلد أو اسمه بالإنكليزية أو العربية أو "
     "الفرنسية",
     "Seulement les groupes de la diaspora qui viennent de ce pays\u00A0: code ou nom en français, "
     "arabe ou anglais"},
    {"Only diaspora groups who live there: a code or a name in English, Arabic or French",
     "المجموعات في الشتات المقيمة هناك فقط: رمز البلد أو اسمه بالإنكليزية أو العربية أو الفرنسية",
     "Seulement les groupes de la diaspora qui vivent dans ce pays\u00A0: code ou nom en français, "
     "arabe ou anglais"},
    {"Only those with any tie to it: a code or a name in English, Arabic or French",
     "الجهات التي لها أي صلة بهذا البلد فقط: رمزه أو اسمه بالإنكليزية أو العربية أو الفرنسية",
     "Seulement les acteurs qui ont un lien avec ce pays\u00A0: code ou nom en français, arabe ou "
     "anglais"},
    {"AIP-160 filter, such as 'theme:\"themes/association\"'",
     "تصفية بصيغة AIP-160، مثل 'theme:\"themes/association\"'",
     "Filtre AIP-160, par exemple 'theme:\"themes/association\"'"},
    {"Explain one pair: every signal, known or not", "شرح زوج واحد: كل المؤشرات، معروفة كانت أم لا",
     "Expliquer une paire\u00A0: chaque signal, connu ou non"},
    {"Who asks", "الجهة الطالبة", "Qui demande"},
    {"Whom to explain", "الشريك المطلوب شرح ملاءمته", "L’acteur à expliquer"},
    {"Show how two are connected by coalitions, themes and causes",
     "عرض ما يصل بين جهتين من تحالفات ومواضيع وأسباب جذرية",
     "Montrer comment deux acteurs sont liés par des coalitions, des thèmes et des causes"},
    {"One", "الطرف الأول", "L’un"},
    {"The other", "الطرف الآخر", "L’autre"},
    {"Most links in a path, 1 to 6", "أقصى عدد من الوصلات في المسار، من 1 إلى 6",
     "Nombre maximal de liens par chemin, de 1 à 6"},
    {"Most paths, 1 to 20", "أقصى عدد من المسارات، من 1 إلى 20",
     "Nombre maximal de chemins, de 1 à 20"},
    {"Compose a team that covers themes, under the rules of a call",
     "تكوين فريق يغطّي مواضيع معيّنة، وفق شروط دعوة لتقديم المقترحات",
     "Composer une équipe qui couvre des thèmes, selon les règles d’un appel"},
    {"What to cover: issues, causes, laws and communities, by label in any language or id, divided "
     "by ';'",
     "المطلوب تغطيته: قضايا وأسباب جذرية وقوانين ومجتمعات، بتسميتها بأي لغة أو بمعرّفها القصير، "
     "تفصل بينها ';'",
     "Que couvrir\u00A0: enjeux, causes, lois et communautés, par identifiant ou par libellé dans "
     "n’importe quelle langue, séparés par «\u00A0;\u00A0»"},
    {"Skills and resources that some member should offer",
     "مهارات وموارد ينبغي أن يقدّمها أحد الأعضاء",
     "Compétences et ressources qu’un membre devrait offrir"},
    {"Countries in which some member should be, by code or name",
     "بلدان ينبغي أن يوجد فيها أحد الأعضاء، بالرمز أو الاسم",
     "Pays où un membre devrait se trouver, par code ou par nom"},
    {"Languages that some member should speak", "لغات ينبغي أن يتكلمها أحد الأعضاء",
     "Langues qu’un membre devrait parler"},
    {"Who is in it already; the first leads. May be given several times",
     "من هو في الفريق أصلًا؛ وأولهم يقوده. يمكن تكراره",
     "Qui en fait déjà partie\u00A0; le premier la mène. Peut être répété"},
    {"Whom to leave out. May be given several times", "من يُستبعد. يمكن تكراره",
     "Qui laisser de côté. Peut être répété"},
    {"Fewest and most members, such as 3..6 (2..6)",
     "أقل عدد وأكبر عدد من الأعضاء، مثل \u200E3..6 (الافتراضي \u200E2..6)",
     "Nombre minimal et maximal de membres, par exemple 3..6 (2..6)"},
    {"A file with a call or its rules as JSON (- for standard input), or a stored call by name",
     "ملف فيه دعوة لتقديم المقترحات أو شروطها بصيغة JSON (- للمدخل القياسي)، أو اسم دعوة محفوظة",
     "Fichier JSON d’un appel ou de ses règles (- pour l’entrée standard), ou nom d’un appel "
     "enregistré"},
    {"Find organizations and groups by words, in any language",
     "البحث عن منظمات ومجموعات بكلمات، بأي لغة",
     "Trouver des organisations et des groupes par des mots, dans n’importe quelle langue"},
    {"Words of names, themes and descriptions", "كلمات من الأسماء والمواضيع والأوصاف",
     "Mots de noms, de thèmes et de descriptions"},
    {"Most to show", "أقصى عدد يُعرض", "Nombre maximal à afficher"},
    {"Find themes of the vocabulary instead", "البحث عن مواضيع المفردات بدلًا من ذلك",
     "Chercher plutôt des thèmes du vocabulaire"},
    {"What the network covers, misses and rests on", "ما تغطّيه الشبكة، وما ينقصها، وما تستند إليه",
     "Ce que le réseau couvre, ce qui lui manque et sur qui il repose"},
    {"Who works on which theme in which country, as numbers",
     "من يعمل على أي موضوع وفي أي بلد، بالأرقام",
     "Qui travaille sur quel thème dans quel pays, en chiffres"},
    {"Only this theme and what is narrower; all issues",
     "هذا الموضوع وما هو أضيق منه فقط؛ كل القضايا افتراضيًا",
     "Seulement ce thème et les thèmes plus étroits\u00A0; sinon tous les enjeux"},
    {"Only this country; all where anybody works", "هذا البلد فقط؛ كل بلد يعمل فيه أحد افتراضيًا",
     "Seulement ce pays\u00A0; sinon tous ceux où quelqu’un travaille"},
    {"Themes that nobody works on in a country", "مواضيع لا يعمل عليها أحد في بلد ما",
     "Thèmes sur lesquels personne ne travaille dans un pays"},
    {"Needs that nobody meets; with a place: nobody there",
     "احتياجات لا يلبّيها أحد؛ ومع ذكر مكان: لا يلبّيها أحد هناك",
     "Besoins auxquels personne ne répond\u00A0; avec un lieu\u00A0: personne là-bas"},
    {"Who has no ties, each with the one introduction that would connect it",
     "الجهات التي بلا صلات، ومع كل منها التعارف الواحد الذي يصلها بغيرها",
     "Qui n’a pas de liens, avec, pour chacun, la mise en relation qui le relierait"},
    {"Who holds others together", "من يصل بين الجهات الأخرى", "Qui tient les autres ensemble"},
    {"How the network hangs together: parts, groups, who is alone",
     "كيف تتماسك الشبكة: الأجزاء، والمجموعات، ومن هو وحده",
     "Comment tient le réseau\u00A0: parties, groupes, acteurs isolés"},
    {"Write the network for Gephi, yEd, Graphviz and others",
     "كتابة الشبكة لبرامج Gephi وyEd وGraphviz وغيرها",
     "Écrire le réseau pour Gephi, yEd, Graphviz et d’autres"},
    {"Where to; standard output unless given. Only this user may read it",
     "مكان الكتابة؛ المخرج القياسي افتراضيًا. لا يقرؤه إلا هذا المستخدم",
     "Où l’écrire\u00A0; par défaut, la sortie standard. Seul cet utilisateur peut lire le "
     "fichier"},
    {"graphml, gexf or dot", "graphml أو gexf أو dot", "graphml, gexf ou dot"},
    {"Also the themes, as nodes", "إضافة المواضيع أيضًا، عُقدًا", "Aussi les thèmes, comme nœuds"},
    {"Draw the network as a picture (SVG)", "رسم الشبكة صورةً (SVG)",
     "Dessiner le réseau en image (SVG)"},
    {"The picture, for any browser; `-` writes it to standard output. Only this user may read the "
     "file",
     "الصورة، لأي متصفح؛ و`-` تكتبها في المخرج القياسي. لا يقرأ الملف إلا هذا المستخدم",
     "L’image, pour tout navigateur\u00A0; `-` l’écrit sur la sortie standard. Seul cet "
     "utilisateur peut lire le fichier"},
    {"Draw the themes that several share, too; unless said, in small networks where most have no "
     "ties",
     "رسم المواضيع التي تشترك فيها عدة جهات أيضًا؛ وهذا افتراضي في الشبكات الصغيرة التي أكثرها بلا "
     "صلات",
     "Dessiner aussi les thèmes partagés par plusieurs\u00A0; par défaut, dans les petits réseaux "
     "où la plupart n’ont pas de liens"},
    {"Draw ties alone", "رسم الصلات وحدها", "Dessiner les liens seulement"},
};

}  // namespace

absl::Span<const Entry> FindingHelpWords() { return kRows; }

}  // namespace tashbik::cli
