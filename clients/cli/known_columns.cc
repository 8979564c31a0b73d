// The table of column names.
#include "clients/cli/known_columns.h"

#include <cstring>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "clients/cpp/fold.h"
#include "clients/cpp/languages.h"

namespace tashbik::cli {
namespace {

// Which kinds a row is for: actors, diaspora groups, themes, coalitions, hubs, memberships, calls
// (L), events, stories, statements (G).
constexpr char kActors[] = "AD";

struct Row {
  const char* kinds;
  const char* field;
  const char* columns;  // separated by |
};

constexpr Row kRows[] = {
    {"ADCHRLESG", "names",
     "name|names|organization|organisation|organization name|organisation name|group|title|"
     "legal name|coalition|coalition name|hub|الاسم|اسم|اسم المنظمة|المنظمة|اسم الجمعية|nom|"
     "nom de l organisation|association|dénomination|intitulé"},
    {"ADCHRLESG", "names.short",
     "acronym|short name|abbreviation|sigle|acronyme|abréviation|nom court|الاختصار|اختصار|"
     "الاسم المختصر"},
    {"ADCHRLESG", "names.alias",
     "alias|aliases|also known as|aka|other names|autres noms|أسماء أخرى"},
    {"ADCHR", "names.former", "former name|former names|ancien nom|الاسم السابق"},
    {"ADCHRLESG", "names.translated", "translated name|nom traduit|الاسم المترجم"},
    {"ADHLE", "descriptions",
     "description|descriptions|mission|about|summary|profile|who we are|الوصف|وصف|نبذة|الرسالة|"
     "présentation|résumé"},
    {"C", "purposes", "purpose|purposes|description|goal|الهدف|الغرض|but|objectif"},
    {kActors, "base_country",
     "country|base country|based in|country of registration|head office country|بلد|البلد|الدولة|"
     "بلد المقر|pays|pays du siège|basée en"},
    {"CHLSG", "countries", "country|countries|البلدان|البلد|الدول|pays"},
    {kActors, "active_countries",
     "countries|active in|active countries|countries active in|countries of work|بلدان العمل|"
     "تعمل في|البلدان|pays d intervention|pays d action|active en"},
    {kActors, "areas", "area|areas|regions|governorates|المناطق|المحافظات|régions"},
    {kActors, "languages", "language|languages|working languages|اللغات|اللغة|لغة|langue|langues"},
    {kActors, "levels", "level|levels|المستوى|المستويات|niveau|niveaux"},
    {kActors, "issues",
     "theme|themes|issue|issues|topics|fields of interest|thematic areas|الموضوع|المواضيع|القضايا|"
     "القضية|مجالات العمل|thème|thèmes|enjeux|thématiques|domaines"},
    {"CLESG", "themes", "theme|themes|issue|issues|topics|المواضيع|القضايا|thèmes|thème|enjeux"},
    {kActors, "communities_served",
     "community|communities|communities served|beneficiaries|target groups|المجتمعات|"
     "المجتمع|الفئات المستهدفة|المستفيدون|communautés|communauté|bénéficiaires|publics"},
    {kActors, "communities_led_by", "led by|communities led by|بقيادة|dirigée par"},
    {kActors, "challenges", "challenge|challenges|التحديات|défis|difficultés"},
    {kActors, "laws", "law|laws|القوانين|lois"},
    {kActors, "institutions", "institution|institutions|المؤسسات|institutions visées"},
    {kActors, "needs", "need|needs|looking for|الاحتياجات|احتياجات|besoins"},
    {kActors, "offers", "offer|offers|skills|expertise|العروض|الخبرات|offres|compétences"},
    {kActors, "values", "values|القيم|valeurs"},
    {kActors, "red_lines", "red line|red lines|الخطوط الحمراء|lignes rouges"},
    {kActors, "website",
     "website|web|url|site|homepage|web site|الموقع|الموقع الإلكتروني|site web"},
    {kActors, "contacts.email", "email|e mail|mail|البريد الإلكتروني|البريد|courriel"},
    {kActors, "contacts.phone", "phone|telephone|tel|mobile|الهاتف|هاتف|téléphone"},
    {kActors, "introductions_per_month", "introductions per month|capacity"},
    {"A", "kind", "kind|type|organization type|النوع|نوع المنظمة|type d organisation"},
    {"D", "origin_countries",
     "origin|origins|country of origin|countries of origin|origin country|بلد الأصل|الأصل|"
     "بلدان الأصل|pays d origine|origine"},
    {"D", "residence_countries",
     "residence|country of residence|countries of residence|host country|lives in|بلد الإقامة|"
     "الإقامة|pays de résidence|résidence"},
    {"D", "origin_communities",
     "origin community|origin communities|communities of origin|مجتمعات الأصل|"
     "communautés d origine"},
    {"D", "pillars", "pillar|pillars|الركائز|piliers"},
    {"ADCHTLESG", "sources.title", "source|sources|المصدر"},
    {"ADCHTLESG", "sources.uri", "source url|source uri|source link|رابط المصدر|lien source"},
    {"ADCHLESG", "visibility.tier", "tier|visibility|الظهور|visibilité"},
    {"ADCLESG", "visibility.hide_from_countries", "hide from|hide from countries|مخفي عن|cacher à"},
    {"ADLESG", "illustrative", "illustrative|example|مثال|exemple"},
    {"AD", "expire_date", "expires|expire date|expiry date|ينتهي|expire le"},
    {"AD", "confirm_date", "confirmed|confirm date|last confirmed|confirmé le"},
    {"C", "state", "state|status|الحالة|état|statut"},
    {"CE", "start_date", "start|start date|from|البداية|début|date de début"},
    {"CE", "end_date", "end|end date|until|النهاية|fin|date de fin"},
    {"C", "lead", "lead|lead applicant|leader|القيادة|chef de file"},
    {"C", "members+", "member|members|partners|الأعضاء|الشركاء|membres|partenaires"},
    {"E", "country", "country|place|held in|البلد|بلد|pays|lieu"},
    {"E", "organizer", "organizer|organiser|held by|host|المنظِّم|الجهة المنظمة|organisateur"},
    {"E", "kind", "kind|type|event type|النوع|نوع الفعالية|type d événement"},
    {"E", "participants", "participants|number of participants|المشاركون|عدد المشاركين"},
    {"E", "proposals", "proposal|proposals|المقترحات|مقترحات|propositions"},
    {"LE", "languages", "language|languages|اللغات|اللغة|langue|langues"},
    {"L", "funder", "funder|donor|الممول|الجهة المانحة|bailleur"},
    {"L", "funder_text", "funder name|donor name|اسم الجهة المانحة|nom du bailleur"},
    {"LG", "deadline", "deadline|closing date|due|الموعد النهائي|آخر موعد|date limite"},
    {"L", "min_amount", "min amount|minimum grant|الحد الأدنى|montant minimal"},
    {"L", "max_amount",
     "amount|max amount|maximum grant|المبلغ|الحد الأقصى|montant|montant maximal"},
    {"L", "currency", "currency|العملة|devise|monnaie"},
    {"LS", "uri", "url|uri|link|page|website|الرابط|lien|site web"},
    {"S", "texts", "text|story|النص|القصة|texte|récit"},
    {"S", "organizations", "organization|organizations|organisations|المنظمات|associations"},
    {"S", "coalition", "campaign|الحملة|campagne"},
    {"S", "date", "date|day|التاريخ|jour"},
    {"G", "texts", "text|statement|النص|البيان|texte|déclaration"},
    {"G", "addressees", "to|addressee|addressees|إلى|الموجه إليه|destinataires"},
    {"G", "threshold",
     "threshold|signatures needed|عدد التواقيع|عدد التوقيعات|signatures requises"},
    {"T", "facet", "facet|الوجه|facette"},
    {"T", "labels", "label|labels|theme|name|التسمية|الموضوع|libellé|thème|nom"},
    {"T", "alternative_labels",
     "alternative label|alternative labels|synonyms|مرادفات|synonymes|autres libellés"},
    {"T", "hidden_labels", "hidden label|hidden labels"},
    {"T", "definitions", "definition|definitions|description|التعريف|définition"},
    {"T", "broader", "broader|parent|part of|الأعم|plus large"},
    {"T", "causes", "cause|causes|الأسباب"},
    {"T", "sensitive_countries", "sensitive in|sensitive countries|حساس في"},
    {"M", "actor", "actor|member|organization|organisation|المنظمة|العضو|membre"},
    {"M", "role", "role|الدور|rôle"},
    {"M", "join_date", "joined|join date|since|منذ|depuis"},
};

char LetterOf(const Kind& kind) {
  const absl::string_view label = kind.label;
  if (label == "organization") return 'A';
  if (label == "diaspora_group") return 'D';
  if (label == "theme") return 'T';
  if (label == "coalition") return 'C';
  if (label == "hub") return 'H';
  if (label == "call") return 'L';
  if (label == "event") return 'E';
  if (label == "story") return 'S';
  if (label == "statement") return 'G';
  return label == "circle" ? 'R' : 'M';
}

bool IsFor(const Row& row, const Kind& kind) {
  return std::strchr(row.kinds, LetterOf(kind)) != nullptr;
}

std::optional<std::string> Find(const Kind& kind, const std::string& folded) {
  for (const Row& row : kRows) {
    if (!IsFor(row, kind)) continue;
    for (absl::string_view column : absl::StrSplit(row.columns, '|')) {
      if (client::FoldWords(column) == folded) return row.field;
    }
  }
  return std::nullopt;
}

// Fields that take a language behind them.
bool TakesLanguage(const std::string& field) {
  for (absl::string_view prefix :
       {"names", "descriptions", "purposes", "labels", "alternative_labels", "hidden_labels",
        "definitions", "proposals", "texts", "addressees"}) {
    if (field == prefix || field == absl::StrCat(prefix, ".", "short")) return true;
  }
  return false;
}

// The tag of a language at the end of a folded column name, and what stands before it: `ar`,
// `arabic`, `en arabe`, `بالعربية`. Empty where there is none.
std::pair<std::string, std::string> LanguageAtEnd(const std::string& folded) {
  const size_t gap = folded.rfind(' ');
  if (gap == std::string::npos) return {};
  std::string word = folded.substr(gap + 1);
  absl::string_view before = absl::string_view(folded).substr(0, gap);
  if (word.size() == 2 || word.size() == 3) return {word, std::string(before)};
  if (absl::StartsWith(word, "بال")) word = word.substr(absl::string_view("ب").size());
  auto tag = client::LanguageTag(word);
  if (!tag.ok() || tag->size() > 3) return {};
  if (!absl::ConsumeSuffix(&before, " en")) absl::ConsumeSuffix(&before, " in");
  return {*tag, std::string(before)};
}

}  // namespace

std::optional<std::string> KnownColumn(const Kind& kind, absl::string_view column) {
  const std::string folded = client::FoldWords(column);
  if (auto field = Find(kind, folded)) return field;
  const auto [language, before] = LanguageAtEnd(folded);
  if (language.empty()) return std::nullopt;
  auto field = Find(kind, before);
  if (!field || !TakesLanguage(*field)) return std::nullopt;
  return absl::StrCat(*field, ".", language);
}

std::vector<std::pair<std::string, std::string>> KnownColumnsOf(const Kind& kind) {
  std::vector<std::pair<std::string, std::string>> known;
  for (const Row& row : kRows) {
    if (!IsFor(row, kind)) continue;
    for (absl::string_view column : absl::StrSplit(row.columns, '|')) {
      known.emplace_back(client::FoldWords(column), row.field);
    }
  }
  return known;
}

}  // namespace tashbik::cli
